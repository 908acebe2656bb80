//! Tables for spreadsheets: comma-separated values as RFC 4180 has them, in UTF-8.
//!
//! Written only; what a table says of a record is a selection, and the interchange format is what carries everything.

mod write;

pub use write::{Options, Writer, list};
