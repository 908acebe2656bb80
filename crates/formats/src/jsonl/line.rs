//! What reader and writer share: the order of lines and the shape of a blob's line.

use std::fmt::Write as _;

use fonds_model::Kind;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The lines of one kind; sections stand in a file in the order of their names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// Records of one kind, by id.
    Records(Kind),
    /// Blobs, by checksum.
    Blobs,
}

impl Section {
    /// All sections in the order of a file: those of [`Kind::ALL`] with blobs among them by name.
    pub fn all() -> Vec<Self> {
        let mut sections: Vec<Self> = Kind::ALL.into_iter().map(Self::Records).collect();
        sections.push(Self::Blobs);
        sections.sort_by_key(|section| section.as_str());
        sections
    }

    /// The section's name, which is the `kind` of its lines.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Records(kind) => kind.as_str(),
            Self::Blobs => "blob",
        }
    }
}

/// Bytes that records name by their checksum, such as the text of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blob {
    /// Lower-case hexadecimal SHA-256 of `bytes`.
    pub sha256: String,
    /// What the bytes are.
    pub media_type: String,
    /// The bytes.
    pub bytes: Vec<u8>,
}

impl Blob {
    /// A blob named by the checksum of its bytes.
    pub fn new(media_type: &str, bytes: Vec<u8>) -> Self {
        Self {
            sha256: checksum(&bytes),
            media_type: media_type.to_owned(),
            bytes,
        }
    }
}

/// The line of a blob, field by field in the order in which they are written.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct BlobLine {
    pub(super) kind: String,
    pub(super) sha256: String,
    pub(super) media_type: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) text: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) base64: Option<String>,
}

/// Lower-case hexadecimal SHA-256.
pub(super) fn checksum(bytes: &[u8]) -> String {
    let mut hexadecimal = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        write!(hexadecimal, "{byte:02x}").expect("writing to a string cannot fail");
    }
    hexadecimal
}
