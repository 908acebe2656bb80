//! The nouns of an archive: records, ids, dates, parties, texts, relations.
//!
//! Pure values without input or output, clock or thread.
//! Their JSON ([`Record::to_canonical`]) is the interchange format of Fonds and the payload of its log, described in `docs/format.md`.
//! The rule kept everywhere: what a source said is stored verbatim, and what was read into it stands beside it with a basis and a certainty.

pub mod agent;
pub mod body;
pub mod collection;
pub mod date;
pub mod decision;
pub mod document;
pub mod holding;
pub mod id;
pub mod language;
pub mod moment;
pub mod number;
pub mod party;
pub mod place;
pub mod provenance;
pub mod record;
pub mod relation;
pub mod release;
pub mod source;
pub mod standing;
pub mod term;
pub mod text;
pub mod types;

pub use agent::{Agent, AgentKind, LifeDate, Name, NameKind, Post};
pub use body::{BodyNote, Paragraph, ParagraphKind, TextBody};
pub use collection::{Collection, Image, SeeAlso, Span, TimelineEvent};
pub use date::{
    Basis, Calendar, DateKind, DayRange, DocumentDate, Edtf, EdtfError, Extent, PartOfDay,
};
pub use decision::{Decision, EntryName, Question, Verdict};
pub use document::Document;
pub use holding::{
    Credit, HeldText, Publication, Scan, ShelfmarkPart, TextKind, Witness, WitnessKind,
};
pub use id::{
    AgentId, CollectionId, DecisionId, DocumentId, DonorId, FIRST_MINTED, Kind, MarkingId, PlaceId,
    ProjectId, RecordId, RepositoryId, RightsId, ScanId, SourceId, SubjectId, TextId, TypeId,
};
pub use language::Language;
pub use moment::Moment;
pub use number::{DocumentNumber, NumberKind};
pub use party::{Certainty, Denotation, Party, Role, Side};
pub use place::{Coordinates, Decimal, Place, PlaceLink, PlaceRole};
pub use provenance::Provenance;
pub use record::{Record, RecordError};
pub use relation::{Reference, Relation, RelationKind};
pub use release::{Release, Withheld};
pub use source::{Part, Source};
pub use standing::{Standing, State};
pub use term::{Repository, Subject, Term};
pub use text::{Text, TextStatus};
