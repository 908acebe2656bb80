//! Collections: curated sets of documents with an introduction.
//!
//! Which documents belong to a collection stands on the documents; order and highlights stand here.

use serde::{Deserialize, Serialize};

use crate::{CollectionId, DocumentId, Edtf, Provenance, Standing, Text};

/// An image with the credit it must be shown with.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Image {
    /// Lower-case hexadecimal SHA-256 of the file; absent if only the credit is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub blob: Option<String>,
    /// Media type of the file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub media_type: Option<String>,
    /// What it shows, for those who cannot see it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alternative: Option<String>,
    /// The credit, verbatim.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credit: Option<String>,
}

/// A pointer to another collection in the words of the source.
///
/// Whether the archive holds that collection is derived.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SeeAlso {
    /// Name of the other collection, verbatim.
    pub name: String,
    /// The collection, where an editor or a source's id names it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<CollectionId>,
}

/// A span of time that a description states, which may be wider than what is held.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Span {
    /// The span as read.
    pub edtf: Edtf,
    /// The words it was read from.
    pub words: String,
}

/// Something that happened, for the collection's timeline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TimelineEvent {
    /// When.
    pub date: Edtf,
    /// What, by language.
    pub texts: Vec<Text>,
    /// A document about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentId>,
}

/// A curated set of documents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Collection {
    /// Its id.
    pub id: CollectionId,
    /// How it stands.
    #[serde(default)]
    pub standing: Standing,
    /// Its names by language, the current one first.
    pub names: Vec<Text>,
    /// One sentence about it, by language.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub short_descriptions: Vec<Text>,
    /// Its introduction, by language, without pointers and image credit.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub introductions: Vec<Text>,
    /// An essay about it, by language.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub essays: Vec<Text>,
    /// Its image.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image: Option<Image>,
    /// Other collections it points to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub see_also: Vec<SeeAlso>,
    /// The span that its introduction states.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stated_span: Option<Span>,
    /// The collection it is a part of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<CollectionId>,
    /// Documents in an editor's order; the others follow by date.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub order: Vec<DocumentId>,
    /// Documents to look at first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub highlights: Vec<DocumentId>,
    /// What happened and when.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub timeline: Vec<TimelineEvent>,
    /// Where the record comes from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub provenance: Vec<Provenance>,
}
