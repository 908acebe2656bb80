//! Persons, corporate bodies and families, with every name they went by.

use serde::{Deserialize, Serialize};

use crate::{AgentId, Basis, Edtf, Language, Provenance, Standing, Text};

/// What an agent is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AgentKind {
    /// One human being.
    Person,
    /// An organisation, an office, a government.
    Body,
    /// A family.
    Family,
}

/// What a name is to its bearer.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum NameKind {
    /// As it stands in a document; nothing more is known of it.
    #[default]
    AsWritten,
    /// The form to be shown and filed under.
    Preferred,
    /// The same name in another script.
    Script,
    /// The same name in another romanisation.
    Romanisation,
    /// A name that hid the bearer.
    CoverName,
    /// A name under which the bearer was openly known.
    Pseudonym,
    /// A name given at birth or borne earlier.
    Former,
    /// A short form.
    Abbreviation,
    /// A slip of a writer or a cataloguer.
    Misspelling,
}

/// One name.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Name {
    /// The name.
    pub text: String,
    /// What it is to its bearer.
    #[serde(default)]
    pub kind: NameKind,
    /// Its language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// Script or scheme of romanisation, such as `Wade–Giles`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scheme: Option<String>,
    /// The years in which it was used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub used: Option<Edtf>,
    /// Names of the sources that have it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<String>,
    /// What an editor has to say about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// An office held.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Post {
    /// The office, in the words of the source.
    pub title: String,
    /// The body in which it was held.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<AgentId>,
    /// The time in which it was held.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub held: Option<Edtf>,
    /// Names of the sources that tell of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<String>,
}

/// A date of an agent's life.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LifeDate {
    /// The date as read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edtf: Option<Edtf>,
    /// The date as written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_written: Option<String>,
    /// Where it comes from.
    #[serde(default)]
    pub basis: Basis,
    /// What an editor has to say about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// A person, corporate body or family (ISAAR(CPF), section 5).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Agent {
    /// Its id.
    pub id: AgentId,
    /// How it stands.
    #[serde(default)]
    pub standing: Standing,
    /// What it is, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agent_kind: Option<AgentKind>,
    /// Its names; the first is the one to show.
    pub names: Vec<Name>,
    /// Birth or foundation; absent if unknown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub birth: Option<LifeDate>,
    /// Death or dissolution; absent if unknown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub death: Option<LifeDate>,
    /// Who it was.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub biographies: Vec<Text>,
    /// Offices held.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub posts: Vec<Post>,
    /// Agents it is not, however alike the names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_same_as: Vec<AgentId>,
    /// Ids in authority files, as `authority:id`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub authorities: Vec<String>,
    /// Where the record comes from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub provenance: Vec<Provenance>,
}
