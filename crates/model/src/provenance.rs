//! Where a record comes from: the entries of the sources it was read from, word for word.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::CollectionId;

/// One entry of one source.
///
/// `source` and `key` together name the entry for ever; two entries of one source never stand in one record.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Provenance {
    /// Name of the source: the page's name or address.
    pub source: String,
    /// The entry's key within its source.
    pub key: String,
    /// The format it was read as, such as `listing`.
    pub format: String,
    /// The year in which the source's way of writing began, where it can be told; newer ways outrank older ones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub generation: Option<u16>,
    /// The collection whose page the entry stands on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub collection: Option<CollectionId>,
    /// Field by field what the source says, verbatim.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub fields: BTreeMap<String, String>,
    /// What the entry said before its source changed it, the oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub former: Vec<BTreeMap<String, String>>,
}
