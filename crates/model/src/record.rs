//! A record of any kind, and its canonical JSON.
//!
//! Canonical: the field order of the struct, no white space, absent when empty.
//! So the same record has the same bytes on every machine, and a new optional field changes no old bytes.

use serde::{Deserialize, Serialize};

use crate::{
    Agent, Collection, Decision, Document, Kind, Place, Provenance, RecordId, Repository, Source,
    Standing, State, Subject, Term,
};

/// The version of the model whose JSON this crate writes; the log keeps it beside each record.
pub const FORMAT: u32 = 1;

/// A record of any kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Record {
    /// A person, corporate body or family.
    Agent(Agent),
    /// A collection.
    Collection(Collection),
    /// A decision of an editor.
    Decision(Decision),
    /// A document.
    Document(Box<Document>),
    /// A donor.
    Donor(Term),
    /// A classification marking.
    Marking(Term),
    /// A place.
    Place(Place),
    /// A project.
    Project(Term),
    /// A repository.
    Repository(Repository),
    /// A rights statement.
    Rights(Term),
    /// A source.
    Source(Source),
    /// A subject heading.
    Subject(Subject),
    /// A document type.
    Type(Term),
}

/// JSON that is not a record.
#[derive(Debug, thiserror::Error)]
#[error("not a record of Fonds: {0}")]
pub struct RecordError(#[from] serde_json::Error);

/// Applies one expression to whatever a record holds.
macro_rules! each {
    ($record:expr, $inner:ident => $result:expr) => {
        match $record {
            Record::Agent($inner) => $result,
            Record::Collection($inner) => $result,
            Record::Decision($inner) => $result,
            Record::Document($inner) => $result,
            Record::Donor($inner)
            | Record::Marking($inner)
            | Record::Project($inner)
            | Record::Rights($inner)
            | Record::Type($inner) => $result,
            Record::Place($inner) => $result,
            Record::Repository($inner) => $result,
            Record::Source($inner) => $result,
            Record::Subject($inner) => $result,
        }
    };
}

impl Record {
    /// The record's kind and number.
    pub fn id(&self) -> RecordId {
        let kind = self.kind();
        match self {
            Self::Agent(agent) => agent.id.into(),
            Self::Collection(collection) => collection.id.into(),
            Self::Decision(decision) => decision.id.into(),
            Self::Document(document) => document.id.into(),
            Self::Place(place) => place.id.into(),
            Self::Repository(repository) => repository.id.into(),
            Self::Source(source) => source.id.into(),
            Self::Subject(subject) => subject.id.into(),
            Self::Donor(term)
            | Self::Marking(term)
            | Self::Project(term)
            | Self::Rights(term)
            | Self::Type(term) => RecordId { kind, id: term.id },
        }
    }

    /// The record's kind.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Agent(_) => Kind::Agent,
            Self::Collection(_) => Kind::Collection,
            Self::Decision(_) => Kind::Decision,
            Self::Document(_) => Kind::Document,
            Self::Donor(_) => Kind::Donor,
            Self::Marking(_) => Kind::Marking,
            Self::Place(_) => Kind::Place,
            Self::Project(_) => Kind::Project,
            Self::Repository(_) => Kind::Repository,
            Self::Rights(_) => Kind::Rights,
            Self::Source(_) => Kind::Source,
            Self::Subject(_) => Kind::Subject,
            Self::Type(_) => Kind::Type,
        }
    }

    /// How the record stands.
    pub fn standing(&self) -> &Standing {
        each!(self, inner => &inner.standing)
    }

    /// How the record stands, to be changed.
    pub fn standing_mut(&mut self) -> &mut Standing {
        each!(self, inner => &mut inner.standing)
    }

    /// Whether strangers may see the record, its embargo apart.
    pub fn state(&self) -> State {
        self.standing().state
    }

    /// The entries the record was read from; a source and a decision have none.
    pub fn provenance(&self) -> &[Provenance] {
        match self {
            Self::Agent(agent) => &agent.provenance,
            Self::Collection(collection) => &collection.provenance,
            Self::Document(document) => &document.provenance,
            Self::Place(place) => &place.provenance,
            Self::Repository(repository) => &repository.provenance,
            Self::Subject(subject) => &subject.provenance,
            Self::Donor(term)
            | Self::Marking(term)
            | Self::Project(term)
            | Self::Rights(term)
            | Self::Type(term) => &term.provenance,
            Self::Decision(_) | Self::Source(_) => &[],
        }
    }

    /// Checksums of the blobs that the record names.
    pub fn blobs(&self) -> Vec<&str> {
        match self {
            Self::Document(document) => {
                let texts = document.texts.iter().map(|text| text.blob.as_str());
                let scans = document.scans.iter().map(|scan| scan.blob.as_str());
                texts.chain(scans).collect()
            }
            Self::Collection(collection) => {
                let image = collection.image.as_ref();
                image
                    .and_then(|image| image.blob.as_deref())
                    .into_iter()
                    .collect()
            }
            _ => Vec::new(),
        }
    }

    /// The record as canonical JSON.
    pub fn to_canonical(&self) -> String {
        serde_json::to_string(self).expect("a record has only strings and numbers")
    }

    /// Reads a record from JSON; an unknown field is an error.
    pub fn parse(json: &str) -> Result<Self, RecordError> {
        // The tag stands first in canonical JSON: reading the struct itself spares serde the buffering of a tagged enum.
        if let Some(rest) = json.strip_prefix(r#"{"kind":"document","#) {
            let untagged = format!("{{{rest}");
            return Ok(Self::Document(serde_json::from_str(&untagged)?));
        }
        Ok(serde_json::from_str(json)?)
    }
}

macro_rules! from_struct {
    ($($kind:ident($inner:ty)),*) => {$(
        impl From<$inner> for Record {
            fn from(inner: $inner) -> Self {
                Self::$kind(inner)
            }
        }
    )*};
}

from_struct!(
    Agent(Agent),
    Collection(Collection),
    Decision(Decision),
    Place(Place),
    Repository(Repository),
    Source(Source),
    Subject(Subject)
);

impl From<Document> for Record {
    fn from(document: Document) -> Self {
        Self::Document(Box::new(document))
    }
}
