//! Numbers that documents bear, which are text: `0100` is not `100`.

use serde::{Deserialize, Serialize};

/// Whose number it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NumberKind {
    /// The sender's own.
    Sender,
    /// The registry's.
    Registration,
    /// The number within a series.
    Series,
}

/// A number of a document as written, leading zeros, letters and strokes kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DocumentNumber {
    /// The number as written, without "No.".
    pub written: String,
    /// Whose number it is, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<NumberKind>,
    /// Names of the sources that give it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<String>,
}
