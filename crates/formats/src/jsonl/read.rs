//! The reader of interchange files: one item a line, in any order, in bounded memory.
//!
//! A line that is wrong is a problem with its number, and reading goes on with the next one.

use std::io::{self, BufRead};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use fonds_model::Record;
use serde::Deserialize;

use super::line::{Blob, BlobLine, Section, checksum};
use super::wrong;
use crate::problem::{Problem, Severity};

/// The longest line that is read unless the caller says otherwise, in bytes.
pub const LINE_LIMIT: usize = 256 * 1024 * 1024;

/// The longest line of a record, in bytes; long texts are blobs, whose lines begin with `{"kind":"blob"` and may be longer.
pub const RECORD_LIMIT: usize = 16 * 1024 * 1024;

/// How a line begins that may be longer than a record's.
const BLOB_BEGINNING: &[u8] = br#"{"kind":"blob""#;

/// What a line holds.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(
    clippy::large_enum_variant,
    reason = "items live one at a time, and most are records"
)]
pub enum Item {
    /// A record of any kind.
    Record(Record),
    /// A blob whose checksum is right.
    Blob(Blob),
}

/// Reads items line by line.
///
/// Gives the number of each line that is not empty, counted from 1, with its item or its problem.
/// After a failure of the input itself it ends.
#[derive(Debug)]
pub struct Lines<R> {
    input: R,
    file: String,
    limit: usize,
    number: u64,
    is_over: bool,
    buffer: Vec<u8>,
}

/// How a line was taken from the input.
enum Taken {
    Line,
    TooLong(u64),
    End,
}

impl<R: BufRead> Lines<R> {
    /// Reads `input`, called `file` in problems, with lines of at most [`LINE_LIMIT`] bytes.
    pub fn new(file: &str, input: R) -> Self {
        Self {
            input,
            file: file.to_owned(),
            limit: LINE_LIMIT,
            number: 0,
            is_over: false,
            buffer: Vec::new(),
        }
    }

    /// The same reader with another limit, in bytes; a longer line becomes a problem.
    #[must_use]
    pub fn with_line_limit(mut self, limit: usize) -> Self {
        self.limit = limit;
        self
    }

    /// Takes the next line into the buffer, never more than the limit of it.
    fn take(&mut self) -> io::Result<Taken> {
        self.buffer.clear();
        let mut length = 0_u64;
        loop {
            let available = match self.input.fill_buf() {
                Ok(available) => available,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            if available.is_empty() {
                return Ok(if length == 0 {
                    Taken::End
                } else {
                    self.taken(length)
                });
            }
            let end = available.iter().position(|byte| *byte == b'\n');
            let part = &available[..end.unwrap_or(available.len())];
            let limit =
                if self.buffer.starts_with(BLOB_BEGINNING) || part.starts_with(BLOB_BEGINNING) {
                    self.limit
                } else {
                    self.limit.min(RECORD_LIMIT)
                };
            let room = limit.saturating_sub(self.buffer.len()).min(part.len());
            self.buffer.extend_from_slice(&part[..room]);
            length += part.len() as u64;
            let used = part.len() + usize::from(end.is_some());
            self.input.consume(used);
            if end.is_some() {
                return Ok(self.taken(length));
            }
        }
    }

    fn taken(&self, length: u64) -> Taken {
        if length > self.buffer.len() as u64 {
            Taken::TooLong(length)
        } else {
            Taken::Line
        }
    }

    fn problem(&self, value: &str, advice: impl Into<String>) -> Problem {
        Problem::new(Severity::Error, &self.file, value, advice).at_line(self.number)
    }

    /// The item in the buffer; `None` if the line is empty.
    fn item(&self) -> Option<Result<Item, Problem>> {
        let mut bytes = self.buffer.as_slice();
        if self.number == 1 {
            bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        }
        let bytes = bytes.trim_ascii();
        if bytes.is_empty() {
            return None;
        }
        Some(match std::str::from_utf8(bytes) {
            Ok(json) if is_blob(json) => self.blob(json),
            Ok(json) => Record::parse(json)
                .map(Item::Record)
                .map_err(|error| self.unparsed(json, &error.to_string())),
            Err(error) => {
                let value = String::from_utf8_lossy(&bytes[..bytes.len().min(400)]);
                let advice = format!(
                    "is not UTF-8 at byte {}; save the file as UTF-8",
                    error.valid_up_to() + 1
                );
                Err(self.problem(&value, advice))
            }
        })
    }

    fn blob(&self, json: &str) -> Result<Item, Problem> {
        let line: BlobLine =
            serde_json::from_str(json).map_err(|error| self.unparsed(json, &error.to_string()))?;
        let bytes = match (line.text, line.base64) {
            (Some(text), None) => text.into_bytes(),
            (None, Some(encoded)) => STANDARD.decode(&encoded).map_err(|error| {
                self.problem(
                    &encoded,
                    format!("is not base64 ({error}); export the blob again"),
                )
                .in_field("base64")
            })?,
            _ => {
                return Err(self.problem(
                    &line.sha256,
                    "is a blob that needs either `text` or `base64`, not both",
                ));
            }
        };
        let actual = checksum(&bytes);
        if actual != line.sha256 {
            let advice = format!(
                "is not the checksum of the blob, which is {actual}; the line was changed or damaged"
            );
            return Err(self.problem(&line.sha256, advice).in_field("sha256"));
        }
        Ok(Item::Blob(Blob {
            sha256: line.sha256,
            media_type: line.media_type,
            bytes,
        }))
    }

    /// The problem of a line that is not what it should be; a field that is named in the message becomes its field.
    fn unparsed(&self, json: &str, message: &str) -> Problem {
        let problem = self.problem(json, wrong::advice(message));
        match wrong::field(message) {
            Some(field) => problem.in_field(field),
            None => problem,
        }
    }
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = (u64, Result<Item, Problem>);

    fn next(&mut self) -> Option<Self::Item> {
        while !self.is_over {
            self.number += 1;
            let result = match self.take() {
                Ok(Taken::Line) => self.item(),
                Ok(Taken::TooLong(length)) => {
                    let value = String::from_utf8_lossy(&self.buffer[..self.buffer.len().min(400)]);
                    let advice = format!(
                        "is the beginning of a line of {length} bytes, more than the limit of {}; it was skipped: long texts stand on lines of their own, as blobs",
                        self.buffer.len()
                    );
                    Some(Err(self.problem(&value, advice)))
                }
                Ok(Taken::End) => {
                    // An empty line gives no bytes either, but then its end was consumed.
                    self.is_over = true;
                    None
                }
                Err(error) => {
                    self.is_over = true;
                    Some(Err(self.problem(
                        "",
                        format!("could not be read further ({error}); the lines before it stand"),
                    )))
                }
            };
            if let Some(result) = result {
                return Some((self.number, result));
            }
        }
        None
    }
}

/// Whether a line is that of a blob; the tag is looked for only where it does not stand first.
fn is_blob(json: &str) -> bool {
    #[derive(Deserialize)]
    struct Tag<'a> {
        #[serde(borrow)]
        kind: std::borrow::Cow<'a, str>,
    }
    const BLOB: &str = Section::Blobs.as_str();
    if let Some(rest) = json.strip_prefix(r#"{"kind":""#) {
        return rest
            .strip_prefix(BLOB)
            .is_some_and(|rest| rest.starts_with('"'));
    }
    serde_json::from_str::<Tag<'_>>(json).is_ok_and(|tag| tag.kind == BLOB)
}
