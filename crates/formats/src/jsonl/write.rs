//! The writer of interchange files.
//!
//! It refuses lines that are out of order, so that a file it wrote is canonical.

use std::io::{self, Write};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use fonds_model::{Record, RecordId};

use super::Section;
use super::line::BlobLine;

/// Why a line was not written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The place that is written to failed.
    #[error("the export could not be written: {0}")]
    Io(#[from] io::Error),
    /// The line belongs before one that is written already; nothing was written.
    #[error("`{0}` was given out of order; give sections and ids in ascending order, each once")]
    OutOfOrder(String),
}

/// Where a line stands: section, id, checksum.
type Place = (&'static str, u64, String);

/// Writes records and blobs as lines, in order.
#[derive(Debug)]
pub struct Writer<W> {
    output: W,
    last: Option<Place>,
    count: u64,
}

impl<W: Write> Writer<W> {
    /// A writer on `output`, which should be buffered.
    pub fn new(output: W) -> Self {
        Self {
            output,
            last: None,
            count: 0,
        }
    }

    /// Writes a record as it is.
    pub fn record(&mut self, record: &Record) -> Result<(), WriteError> {
        self.canonical(record.id(), &record.to_canonical())
    }

    /// Writes the canonical JSON of the record `id`, which must be what [`Record::to_canonical`] gives.
    ///
    /// For a caller that holds the log's own bytes and need not read them.
    pub fn canonical(&mut self, id: RecordId, json: &str) -> Result<(), WriteError> {
        self.advance((id.kind.as_str(), id.id, String::new()))?;
        self.line(json.as_bytes())
    }

    /// Writes a blob; `sha256` must be the lower-case hexadecimal checksum of `bytes`.
    pub fn blob(&mut self, sha256: &str, media_type: &str, bytes: &[u8]) -> Result<(), WriteError> {
        self.advance((Section::Blobs.as_str(), 0, sha256.to_owned()))?;
        let text = std::str::from_utf8(bytes).ok();
        let line = BlobLine {
            kind: Section::Blobs.as_str().to_owned(),
            sha256: sha256.to_owned(),
            media_type: media_type.to_owned(),
            text: text.map(str::to_owned),
            base64: text.is_none().then(|| STANDARD.encode(bytes)),
        };
        let json = serde_json::to_vec(&line).expect("a blob's line has only strings");
        self.line(&json)
    }

    /// Flushes, and gives back the output and the number of lines written.
    pub fn finish(mut self) -> Result<(W, u64), WriteError> {
        self.output.flush()?;
        Ok((self.output, self.count))
    }

    fn advance(&mut self, place: Place) -> Result<(), WriteError> {
        if self.last.as_ref().is_some_and(|last| *last >= place) {
            let (section, id, checksum) = place;
            let name = if checksum.is_empty() {
                format!("{section}/{id}")
            } else {
                format!("{section}/{checksum}")
            };
            return Err(WriteError::OutOfOrder(name));
        }
        self.last = Some(place);
        Ok(())
    }

    fn line(&mut self, json: &[u8]) -> Result<(), WriteError> {
        self.output.write_all(json)?;
        self.output.write_all(b"\n")?;
        self.count += 1;
        Ok(())
    }
}
