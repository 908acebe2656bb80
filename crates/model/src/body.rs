//! The words of a document: paragraphs with permanent ids.
//!
//! A body is kept as a blob named by the checksum of its canonical JSON, so that an edit of a title copies no text.

use serde::{Deserialize, Serialize};

use crate::Language;

/// Media type of a body among the blobs.
pub const MEDIA_TYPE: &str = "application/vnd.fonds.text+json";

/// What a paragraph is on the page.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum ParagraphKind {
    /// Running text.
    #[default]
    Text,
    /// A heading.
    Heading,
    /// The lines at the head or foot of a letter: place, date, address, signature.
    Frame,
    /// An item of a list.
    Item,
    /// A line of verse.
    Verse,
}

impl ParagraphKind {
    fn is_text(&self) -> bool {
        *self == Self::Text
    }
}

/// A note tied to a place in a paragraph.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BodyNote {
    /// The mark that stands in the text.
    pub mark: String,
    /// Where it stands: bytes from the start of the paragraph's text.
    pub at: u32,
    /// The words of the note.
    pub text: String,
}

/// One paragraph.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Paragraph {
    /// Its id within the text, for ever; the same in a translation where they correspond.
    pub id: String,
    /// Its words.
    pub text: String,
    /// What it is on the page.
    #[serde(default, skip_serializing_if = "ParagraphKind::is_text")]
    pub kind: ParagraphKind,
    /// Its language, where it differs from the body's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// The page of the original on which it begins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<String>,
    /// Its notes, in the order of their places.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<BodyNote>,
}

/// The words of a transcript or a translation.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TextBody {
    /// The paragraphs, in order; ids are unique.
    pub paragraphs: Vec<Paragraph>,
}

impl TextBody {
    /// The body as canonical JSON, whose SHA-256 is its name.
    pub fn to_canonical(&self) -> String {
        serde_json::to_string(self).expect("a body has only strings and numbers")
    }

    /// Reads a body from JSON.
    pub fn parse(json: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(json)
    }
}
