//! A page or file that entries were read from, and what it says of itself.

use serde::{Deserialize, Serialize};

use crate::{CollectionId, SourceId, Standing};

/// Which part of a longer list a page shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// Number of its first entry in the whole list, counted from 1.
    pub first: u64,
    /// Number of its last entry in the whole list.
    pub last: u64,
    /// Length of the whole list, as the page gave it.
    pub total: u64,
    /// The words of the page.
    pub words: String,
}

/// A source: a page or a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Its id.
    pub id: SourceId,
    /// How it stands.
    #[serde(default)]
    pub standing: Standing,
    /// The page's name or address; unique.
    pub name: String,
    /// The format it is read as.
    pub format: String,
    /// The year in which its way of writing began, where it can be told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub generation: Option<u16>,
    /// Headings that stand on it, verbatim and in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub headings: Vec<String>,
    /// The part of a longer list that it shows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<Part>,
    /// The collection whose page it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub collection: Option<CollectionId>,
}
