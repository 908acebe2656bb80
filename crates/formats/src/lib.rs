//! Formats in and out: bytes to drafts, records to bytes.
//!
//! One folder per format, with `read.rs` and `write.rs`.
//! Nothing here opens a file, asks a clock or knows an archive: callers bring bytes, readers and writers.
//! A reader never fails on content; it returns what it understood beside a list of [`Problem`]s.

pub mod csv;
pub mod jsonl;
pub mod listing;
pub mod problem;
pub mod recognise;

pub use problem::{Problem, Severity};
pub use recognise::{Format, recognise};
