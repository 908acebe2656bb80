//! Words as the index knows them: cut, folded and stemmed.
//!
//! The same rules serve indexing, searching and marking, so what is found is
//! what is marked. A word has an exact form, which phrases and prefixes match,
//! and, if it is spelled in letters, a stem, which plain words match.

mod forms;
mod language;
mod mark;
mod split;

pub(crate) use forms::{Analyzer, STEM_MARK, TermSequence, sequences};
pub(crate) use language::{Stemming, Tongue};
pub use mark::{Marker, mark};
pub(crate) use split::{Pieces, count_positions, is_ideographic, pieces};
