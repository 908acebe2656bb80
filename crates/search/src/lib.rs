//! From a query tree to hits, counts and passages.
//!
//! The index holds ids and the forms of words, never texts, and only what the
//! archive has put in: nothing here reads the store or knows who may see what.
//! tantivy is named nowhere outside this crate, and nowhere in its interface.

mod answer;
mod best;
mod bits;
mod columns;
mod count;
mod entry;
mod error;
mod files;
mod generation;
mod histogram;
mod index;
mod lower;
mod matching;
mod merged_keys;
mod mixer;
mod orders;
mod page;
mod paragraphs;
mod parts;
mod passages;
pub mod query;
mod schema;
mod search;
mod snapshot;
mod state;
mod suggest;
mod tokens;
mod union;
mod words;
mod work;
mod writer;

pub use entry::{Body, DateSpan, Entry, Facet, FileKey, LangText, Part};
pub use error::{Error, Result};
pub use files::File;
pub use index::Index;
pub use parts::{Company, Occurrences, Parts};
pub use passages::Passage;
pub use search::{DateRange, Filter, Found, Group, Groups, Hit, Order, Search, Year};
pub use words::{Marker, mark};
pub use writer::Writer;

/// The version of what the index holds; an index of another version is built
/// anew.
pub const SCHEMA_VERSION: u32 = 3;
