//! Names for readers: what each is to its bearer, its language, its script.

use fonds_model::{Name, NameKind};
use serde::Serialize;

use crate::date_words;

/// A name of a record.
#[derive(Debug, Clone, Serialize)]
pub struct FormView {
    /// The name.
    pub name: String,
    /// What it is to its bearer, in words; absent if nothing is said.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub kind: &'static str,
    /// BCP 47 tag of its language.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Its language in English.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language_name: Option<String>,
    /// Script or scheme of romanisation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scheme: Option<String>,
    /// When it was used, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub used: Option<String>,
    /// What an editor has to say about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl FormView {
    /// A name as readers get it.
    pub(crate) fn of(name: &Name) -> Self {
        Self {
            name: name.text.clone(),
            kind: of(name.kind),
            language: name.language.map(|language| language.tag().to_owned()),
            language_name: name
                .language
                .map(|language| language.english_name().to_owned()),
            scheme: name.scheme.clone(),
            used: name.used.as_ref().map(date_words::words),
            note: name.note.clone(),
        }
    }
}

/// The names after the one that is shown.
pub(crate) fn others(names: &[Name]) -> Vec<FormView> {
    names.iter().skip(1).map(FormView::of).collect()
}

/// The kind of a name; empty where nothing more is known of it than that it is a name.
pub(crate) const fn of(kind: NameKind) -> &'static str {
    match kind {
        NameKind::AsWritten => "as written",
        NameKind::Preferred => "",
        NameKind::Script => "in another script",
        NameKind::Romanisation => "romanisation",
        NameKind::CoverName => "cover name",
        NameKind::Pseudonym => "pseudonym",
        NameKind::Former => "former name",
        NameKind::Abbreviation => "short form",
        NameKind::Misspelling => "misspelling",
    }
}
