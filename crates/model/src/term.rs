//! Terms of the archive's vocabularies: types, markings, donors, projects, rights; subjects and repositories.

use serde::{Deserialize, Serialize};

use crate::{Name, PlaceId, Provenance, RepositoryId, Standing, SubjectId, Text};

/// A term of a vocabulary: a document type, a classification marking, a donor, a project or a rights statement.
///
/// The kind of its record says which vocabulary it belongs to; `code` is unique there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// Its id within its vocabulary.
    pub id: u64,
    /// How it stands.
    #[serde(default)]
    pub standing: Standing,
    /// A short name for addresses and files, such as `ciphered_telegram`.
    pub code: String,
    /// What to show for it, by language.
    pub labels: Vec<Text>,
    /// The wider term.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<u64>,
    /// What it means; for a rights statement, the statement.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub descriptions: Vec<Text>,
    /// Where the record comes from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub provenance: Vec<Provenance>,
}

/// A subject heading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Subject {
    /// Its id.
    pub id: SubjectId,
    /// How it stands.
    #[serde(default)]
    pub standing: Standing,
    /// The heading by language, subdivisions after two dashes, such as `China--Foreign relations--Japan`.
    pub headings: Vec<Text>,
    /// The wider heading.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<SubjectId>,
    /// Ids in authority files, as `authority:id`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub authorities: Vec<String>,
    /// Where the record comes from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub provenance: Vec<Provenance>,
}

/// An archive that holds originals (ISDIAH, section 5).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Repository {
    /// Its id.
    pub id: RepositoryId,
    /// How it stands.
    #[serde(default)]
    pub standing: Standing,
    /// Its names and abbreviations; the first is the one to show.
    pub names: Vec<Name>,
    /// Where it stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<PlaceId>,
    /// What is to be said of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub descriptions: Vec<Text>,
    /// Ids in authority files, as `authority:id`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub authorities: Vec<String>,
    /// Where the record comes from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub provenance: Vec<Provenance>,
}
