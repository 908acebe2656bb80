//! What exists of a document and what is held of it: witnesses in archives, prints, texts, scans, credits.

use serde::{Deserialize, Serialize};

use crate::{Language, Moment, RepositoryId, ScanId, TextId};

/// What a witness is in relation to the original.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WitnessKind {
    /// The original.
    Original,
    /// A copy.
    Copy,
    /// A draft.
    Draft,
    /// The copy that the recipient got.
    ReceivedCopy,
}

/// One part of a shelfmark as read: a unit of the archive's order and its value.
///
/// `unit` is one of `fond`, `opis`, `delo`, `list`, `papka`, `box`, `folder`, `record_group`, `lot`, `series`, `piece`, `page`; `value` keeps the source's figures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShelfmarkPart {
    /// The unit.
    pub unit: String,
    /// Its value.
    pub value: String,
}

/// One paper or file in one archive that carries the document.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Witness {
    /// The archive, where it is known here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repository: Option<RepositoryId>,
    /// The archive's name as the source gives it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repository_written: Option<String>,
    /// The shelfmark verbatim.
    pub shelfmark: String,
    /// The shelfmark as read, from the largest unit to the smallest.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<ShelfmarkPart>,
    /// What it is in relation to the original.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<WitnessKind>,
    /// Former or parallel references to the same papers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parallel: Vec<String>,
    /// Names of the sources that give it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<String>,
    /// What an editor has to say about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// A place where the document is printed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Publication {
    /// Title of the edition, newspaper or journal.
    pub edition: String,
    /// Editors, as written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub editors: Option<String>,
    /// Place and year, as written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub imprint: Option<String>,
    /// Volume.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub volume: Option<String>,
    /// Number of the document within the edition.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// Pages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pages: Option<String>,
    /// Names of the sources that give it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<String>,
}

/// Thanks that are owed for a document.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Credit {
    /// The credit line verbatim.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<String>,
    /// Who gave the document.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contributed_by: Vec<String>,
    /// Who translated it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub translated_by: Vec<String>,
}

impl Credit {
    /// True if nothing is known.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// What a held text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TextKind {
    /// The words of the document in their own language.
    Transcript,
    /// The words in another language.
    Translation,
}

/// A text that is held: what it is, and the checksum of its words.
///
/// `blob` names a [`TextBody`](crate::TextBody) in the archive's blobs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeldText {
    /// Its id, for ever.
    pub id: TextId,
    /// Transcript or translation.
    pub kind: TextKind,
    /// The language of its words.
    pub language: Language,
    /// Lower-case hexadecimal SHA-256 of its body.
    pub blob: String,
    /// Who translated it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub translator: Option<String>,
    /// How finished it is, in the source's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    /// The file name it came with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filename: Option<String>,
    /// When it was made, in the words of its source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub added: Option<Moment>,
    /// When it was last changed, in the words of its source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub changed: Option<Moment>,
}

/// A scan or other attached file that is held.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scan {
    /// Its id, for ever.
    pub id: ScanId,
    /// What it shows, such as `scan` or `attachment`.
    pub kind: String,
    /// Media type of the file.
    pub media_type: String,
    /// Lower-case hexadecimal SHA-256 of the file.
    pub blob: String,
    /// The language of what it shows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// The file name it came with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filename: Option<String>,
    /// When it was made, in the words of its source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub added: Option<Moment>,
    /// When it was last changed, in the words of its source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub changed: Option<Moment>,
}
