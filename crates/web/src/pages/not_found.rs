//! Pages for what cannot be shown: not here, no longer here, or not now.
//!
//! They know only the address that was asked for, so what is hidden and what never was look alike.

use askama::Template;
use fonds_archive::Ask;
use fonds_model::{Kind, RecordId};

use crate::asked::Asked;
use crate::words;

/// Nothing is at the address that was asked for.
#[derive(Template)]
#[template(path = "not_found.html")]
pub(crate) struct NotFoundPage {
    path: String,
    words: String,
}

/// A record was here and is withdrawn.
#[derive(Template)]
#[template(path = "gone.html")]
pub(crate) struct GonePage {
    /// The record.
    pub(crate) record: RecordId,
}

impl GonePage {
    /// The record with its number, at the start of a sentence.
    fn name(&self) -> String {
        let kind = match self.record.kind {
            Kind::Agent => "Name",
            Kind::Collection => "Collection",
            Kind::Place => "Place",
            Kind::Subject => "Subject",
            Kind::Repository => "Archive",
            _ => "Document",
        };
        format!("{kind} {}", self.record.id)
    }
}

/// Something is not as it should be.
#[derive(Template)]
#[template(path = "trouble.html")]
pub(crate) struct TroublePage {
    what: String,
    ask: Ask,
}

impl TroublePage {
    /// The page that tells the reader `what`; the words that were asked for stay in the box, to be changed there.
    pub(crate) fn new(asked: &Asked, what: String) -> Self {
        let ask = Ask::from_pairs(asked.pairs.iter().map(|(name, value)| (name, value)));
        Self { what, ask }
    }
}

impl NotFoundPage {
    /// The page for what was asked.
    pub(crate) fn new(asked: &Asked) -> Self {
        Self {
            path: words::beginning(&asked.path, 160),
            words: asked.words_of_path(),
        }
    }
}
