//! What is kept in memory of every segment: dates and facet values by document.
//!
//! A segment never changes, so its columns are read once and shared by all
//! snapshots that contain it; which of its documents are still alive is the
//! snapshot's business.

mod dates;
mod values;

pub(crate) use dates::{DATED, Dates, FIRM, SEVERAL};
pub(crate) use values::{
    Ordinals, Values, YEAR_CERTAIN, YEAR_POSSIBLE_AFTER, YEAR_POSSIBLE_FROM, year_of_value,
};
