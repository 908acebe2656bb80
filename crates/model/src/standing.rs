//! How a record stands: its state, its embargo, and the moments that sources remember of it.

use serde::{Deserialize, Serialize};

use crate::Moment;

/// Whether strangers may see a record.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Only those who work on the archive may see it.
    Draft,
    /// Everyone may see it, once its embargo has passed.
    #[default]
    Published,
    /// It was public and is no longer; a tombstone stays at its address.
    Withdrawn,
}

impl State {
    /// The state's name as it stands in JSON and in the log.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Published => "published",
            Self::Withdrawn => "withdrawn",
        }
    }
}

/// What every record has, whatever its kind.
///
/// `added`, `changed` and `first_published` are what a source remembered before the record came here, and are kept as they came;
/// what happened since stands in the log and not in the record.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Standing {
    /// Whether strangers may see the record.
    #[serde(default)]
    pub state: State,
    /// The moment at which a published record becomes visible.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub embargo: Option<Moment>,
    /// When the record was made, in the words of its source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub added: Option<Moment>,
    /// When the record was last changed, in the words of its source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub changed: Option<Moment>,
    /// When the record was first public, in the words of its source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_published: Option<Moment>,
    /// Paths at which the record was once found, without leading slash, such as `theme/8`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub addresses: Vec<String>,
    /// The record that took this one's place when duplicates were merged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub merged_into: Option<u64>,
}
