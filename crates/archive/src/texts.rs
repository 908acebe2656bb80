//! The words that are held of documents.

use fonds_model::{HeldText, TextBody};
use fonds_store::Reader;

use crate::error::{Error, Result};

/// The body of a held text; `None` if its blob was expunged.
pub(crate) fn body(reader: &Reader, text: &HeldText) -> Result<Option<TextBody>> {
    let Some(blob) = reader.blob(&text.blob)? else {
        return Ok(None);
    };
    let damaged = |error: String| {
        Error::Refused(format!(
            "text {} (blob {}) cannot be read: {error}; run `fonds check`",
            text.id, text.blob
        ))
    };
    let json = String::from_utf8(blob.bytes).map_err(|error| damaged(error.to_string()))?;
    let body = TextBody::parse(&json).map_err(|error| damaged(error.to_string()))?;
    Ok(Some(body))
}
