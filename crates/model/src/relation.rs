//! How documents hang together, as a source or an editor says.
//!
//! A reference is stored as it was read; which held document it means depends on the rest of the archive and is derived.

use serde::{Deserialize, Serialize};

use crate::{Basis, Certainty, DocumentId, Edtf};

/// What one document is to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RelationKind {
    /// It answers the other.
    RepliesTo,
    /// It has the other enclosed.
    Encloses,
    /// It passes the other's message on.
    Conveys,
    /// It is the same document.
    SameAs,
    /// It is not the same document, however alike they look.
    NotSameAs,
    /// It records the same meeting.
    OtherRecordOf,
    /// It has to do with the other.
    Related,
}

/// A document as another one speaks of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reference {
    /// The words of the source.
    pub words: String,
    /// Code of the type of document, where it can be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document_type: Option<String>,
    /// Who wrote it, as written.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub from: Vec<String>,
    /// To whom, as written.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub to: Vec<String>,
    /// Its date as read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Edtf>,
    /// Its number as written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
}

/// One relation of a document.
///
/// `target` is set only where a source's id or an editor names the other document; otherwise `reference` says what was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Relation {
    /// What this document is to the other.
    pub kind: RelationKind,
    /// The other document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<DocumentId>,
    /// The other document in the words of the source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<Reference>,
    /// True if the other document is contained in this one, and so is held.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub contained: bool,
    /// Where the relation comes from.
    pub basis: Basis,
    /// How sure it is.
    pub certainty: Certainty,
    /// Names of the sources that tell of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<String>,
    /// What an editor has to say about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}
