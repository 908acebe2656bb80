//! Whole-number ids, one sequence for each kind of record.
//!
//! An id is for ever and is never given to another record of its kind.
//! Ids below [`FIRST_MINTED`] come only from sources that bring their own.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The lowest id that Fonds makes itself; everything below is kept for ids that sources bring.
pub const FIRST_MINTED: u64 = 1_000_000;

/// A kind of record; each has its own sequence of ids and its own address family.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A person, corporate body or family.
    Agent,
    /// A curated set of documents with an introduction.
    Collection,
    /// What an editor decided once and for all about a question.
    Decision,
    /// One historical document.
    Document,
    /// Someone who paid for the work on a document.
    Donor,
    /// A classification marking.
    Marking,
    /// An area or a settlement.
    Place,
    /// A project that published documents (the reference system's "publisher").
    Project,
    /// An archive that holds originals.
    Repository,
    /// A rights statement.
    Rights,
    /// A page or file that entries were read from.
    Source,
    /// A subject heading.
    Subject,
    /// A type of document, in a tree.
    Type,
}

impl Kind {
    /// Every kind, in the order of their names, which is the order of an export.
    pub const ALL: [Self; 13] = [
        Self::Agent,
        Self::Collection,
        Self::Decision,
        Self::Document,
        Self::Donor,
        Self::Marking,
        Self::Place,
        Self::Project,
        Self::Repository,
        Self::Rights,
        Self::Source,
        Self::Subject,
        Self::Type,
    ];

    /// The kind's name as it stands in JSON and in the log, such as `document`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Agent => "agent",
            Self::Collection => "collection",
            Self::Decision => "decision",
            Self::Document => "document",
            Self::Donor => "donor",
            Self::Marking => "marking",
            Self::Place => "place",
            Self::Project => "project",
            Self::Repository => "repository",
            Self::Rights => "rights",
            Self::Source => "source",
            Self::Subject => "subject",
            Self::Type => "type",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A name that is no kind or no record id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a record id such as `document/1000000`")]
pub struct IdError(String);

impl FromStr for Kind {
    type Err = IdError;

    fn from_str(name: &str) -> Result<Self, IdError> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.as_str() == name)
            .ok_or_else(|| IdError(name.to_owned()))
    }
}

/// A record of any kind, written `document/112236`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordId {
    /// What kind of record it is.
    pub kind: Kind,
    /// Its number within the kind.
    pub id: u64,
}

impl fmt::Display for RecordId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.kind, self.id)
    }
}

impl FromStr for RecordId {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        let wrong = || IdError(text.to_owned());
        let (kind, id) = text.split_once('/').ok_or_else(wrong)?;
        let id_is_plain = !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit());
        if !id_is_plain {
            return Err(wrong());
        }
        Ok(Self {
            kind: kind.parse()?,
            id: id.parse().map_err(|_| wrong())?,
        })
    }
}

impl Serialize for RecordId {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for RecordId {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

macro_rules! typed_ids {
    ($($(#[$doc:meta])* $name:ident => $kind:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub u64);

        impl From<$name> for RecordId {
            fn from(id: $name) -> Self {
                Self { kind: Kind::$kind, id: id.0 }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    )*};
}

typed_ids! {
    /// The id of an [`Agent`](crate::Agent).
    AgentId => Agent;
    /// The id of a [`Collection`](crate::Collection).
    CollectionId => Collection;
    /// The id of a [`Decision`](crate::Decision).
    DecisionId => Decision;
    /// The id of a [`Document`](crate::Document).
    DocumentId => Document;
    /// The id of a donor.
    DonorId => Donor;
    /// The id of a classification marking.
    MarkingId => Marking;
    /// The id of a [`Place`](crate::Place).
    PlaceId => Place;
    /// The id of a project.
    ProjectId => Project;
    /// The id of a [`Repository`](crate::Repository).
    RepositoryId => Repository;
    /// The id of a rights statement.
    RightsId => Rights;
    /// The id of a [`Source`](crate::Source).
    SourceId => Source;
    /// The id of a [`Subject`](crate::Subject).
    SubjectId => Subject;
    /// The id of a document type.
    TypeId => Type;
}

macro_rules! part_ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub u64);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    )*};
}

part_ids! {
    /// The id of a [`HeldText`](crate::HeldText), unique in the whole archive.
    TextId;
    /// The id of a [`Scan`](crate::Scan), unique in the whole archive.
    ScanId;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn record_ids_print_and_parse() {
        let id = RecordId::from(DocumentId(112_236));
        assert_eq!(id.to_string(), "document/112236");
        assert_eq!("document/112236".parse(), Ok(id));
    }

    #[test]
    fn odd_ids_are_refused() {
        for text in [
            "document",
            "document/",
            "document/-1",
            "document/+1",
            "letter/1",
            "document/1/2",
        ] {
            assert!(text.parse::<RecordId>().is_err(), "{text}");
        }
    }

    #[test]
    fn kinds_stand_in_the_order_of_their_names() {
        let names: Vec<_> = Kind::ALL.iter().map(|kind| kind.as_str()).collect();
        assert!(names.is_sorted());
        assert!(Kind::ALL.is_sorted());
    }
}
