//! Interchange: every record and every blob as one line of JSON.
//!
//! Lines stand in the order of [`Section`]: by the name of their kind, then by id, blobs by checksum.
//! So the same archive has the same bytes whoever writes it, and two exports can be compared with `diff`.
//! A record's line is [`Record::to_canonical`](fonds_model::Record::to_canonical); a blob's line is
//! `{"kind":"blob","sha256":"…","media_type":"…","text":"…"}`, or `"base64"` in place of `"text"` if it is not UTF-8.

mod line;
mod read;
mod write;
mod wrong;

pub use line::{Blob, Section};
pub use read::{Item, LINE_LIMIT, Lines, RECORD_LIMIT};
pub use write::{WriteError, Writer};
