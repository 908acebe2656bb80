//! A short text in one language: a title, a summary, a name of a collection.

use serde::{Deserialize, Serialize};

use crate::Language;

/// Whether a text is the one in force.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum TextStatus {
    /// In force: of the newest source, or an editor's.
    #[default]
    Current,
    /// Once in force and replaced by a newer source.
    Former,
    /// In use beside the current one.
    Variant,
}

impl TextStatus {
    fn is_current(&self) -> bool {
        *self == Self::Current
    }
}

/// A text with its language and the sources that have it.
///
/// In a list of texts at most one for each language is [`TextStatus::Current`]; it stands before the others of its language.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// The words, verbatim.
    pub text: String,
    /// The language of the words, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// Whether it is the one in force.
    #[serde(default, skip_serializing_if = "TextStatus::is_current")]
    pub status: TextStatus,
    /// Who wrote it, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// Names of the sources that have it, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<String>,
    /// What the reader should know of it, such as "document not consulted".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl Text {
    /// A current text in `language` without author or source.
    pub fn new(text: impl Into<String>, language: Language) -> Self {
        Self {
            text: text.into(),
            language: Some(language),
            ..Self::default()
        }
    }
}

/// The text in force: the current one in `language` if there is one, else the first current one, else the first.
pub fn current(texts: &[Text], language: Language) -> Option<&Text> {
    let mut in_force = texts
        .iter()
        .filter(|text| text.status == TextStatus::Current);
    in_force
        .clone()
        .find(|text| text.language == Some(language))
        .or_else(|| in_force.next())
        .or_else(|| texts.first())
}
