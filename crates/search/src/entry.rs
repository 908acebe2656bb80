//! What the archive tells the index about one public document.
//!
//! An entry is complete: putting it replaces whatever the index held under its
//! id. It holds nothing the public may not see, because the archive puts in
//! nothing else.

use serde::{Deserialize, Serialize};

/// What the index holds of one public document.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The document's permanent id.
    pub id: u64,
    /// Every title: the current one first, then former and variant titles.
    /// Documents are ordered by the first.
    pub titles: Vec<LangText>,
    /// Every summary.
    pub summaries: Vec<LangText>,
    /// The transcript and its translations.
    pub texts: Vec<Body>,
    /// Names of parties as written and of the agents they denote.
    pub names: Vec<String>,
    /// The document's numbers as written; leading zeros matter.
    pub numbers: Vec<String>,
    /// Shelfmarks and other archive references as written.
    pub refs: Vec<String>,
    /// The heading date, or nothing if the document is undated.
    pub date: Option<DateSpan>,
    /// Place among the documents of one day.
    pub day_order: u64,
    /// When the document came into the archive, in seconds since 1970.
    pub added: i64,
    /// What the order by archive reference compares, byte by byte; documents
    /// without one come last.
    pub reference_key: String,
    /// Facet values, each below 2^56. Trees are already expanded: a document of
    /// type "airgram" also has the value of "telegram".
    pub values: Vec<(Facet, u64)>,
    /// Other records, as (kind, id below 2^56), on which this entry depends, so
    /// that [`crate::Index::dependants`] finds it when one of them changes.
    pub refs_to: Vec<(u8, u64)>,
    /// Who has which part in it, and under which name, for [`crate::Index::parts`].
    pub parts: Vec<Part>,
    /// The files in which its papers lie, for [`crate::Index::files`].
    pub files: Vec<FileKey>,
}

/// A part that an agent has in a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Part {
    /// The agent; the entry also has it as a value of [`Facet::Person`].
    pub agent: u64,
    /// The role, in numbers that the archive chooses.
    pub role: u8,
    /// The name under which it appears, in numbers below 2^56 that the archive
    /// chooses.
    pub form: u64,
}

/// A file of papers in a repository.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct FileKey {
    /// The repository; the entry also has it as a value of
    /// [`Facet::Repository`].
    pub repository: u64,
    /// What the archive calls the file; told apart byte by byte.
    pub file: String,
}

/// Words in one language.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LangText {
    /// ISO 639-2 or 639-1 code; empty if unknown.
    pub language: String,
    /// The words.
    pub text: String,
}

impl LangText {
    /// Words in the language with the given ISO code.
    pub fn new(language: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            language: language.into(),
            text: text.into(),
        }
    }
}

/// One text of a document: its transcript or a translation.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Body {
    /// The text's permanent id, returned with passages.
    pub text_id: u64,
    /// ISO 639-2 or 639-1 code; empty if unknown.
    pub language: String,
    /// Whether this is a translation rather than the original.
    pub translation: bool,
    /// Paragraphs in reading order: permanent id and words. The index keeps
    /// neither; passages name a paragraph by its place in this list.
    pub paragraphs: Vec<(String, String)>,
}

/// The days a date can mean.
///
/// Days are counted from 1970-01-01; `i32::MIN` and `i32::MAX` stand for an
/// open or unknown end. A single date has one member, a set has several.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DateSpan {
    /// First and last day of every member, both inclusive; never empty.
    pub members: Vec<(i32, i32)>,
    /// Whether the date is free of `?`, `~` and `%` and of open or unknown
    /// ends. Only a firm date can lie certainly within a range.
    pub firm: bool,
}

impl DateSpan {
    /// A date without qualifiers from `earliest` to `latest`, both inclusive.
    pub fn firm(earliest: i32, latest: i32) -> Self {
        Self {
            members: vec![(earliest, latest)],
            firm: true,
        }
    }

    /// The first and last day of all members together.
    pub(crate) fn hull(&self) -> Option<(i32, i32)> {
        let earliest = self.members.iter().map(|member| member.0).min()?;
        let latest = self.members.iter().map(|member| member.1).max()?;
        Some((earliest, latest))
    }
}

/// What documents can be filtered and counted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[repr(u8)]
pub enum Facet {
    /// A party in any role.
    Person = 1,
    /// Who sent it.
    Sender = 2,
    /// To whom it went.
    Recipient = 3,
    /// Through whom it passed.
    Via = 4,
    /// Who took part in the meeting it records.
    Participant = 5,
    /// Whom it mentions.
    Mentioned = 6,
    /// Who wrote it.
    Author = 7,
    /// A place in any role, and the places it lies in.
    Place = 8,
    /// A subject heading, and those above it.
    Subject = 9,
    /// A collection it belongs to.
    Collection = 10,
    /// Its type and the types above that.
    Type = 11,
    /// An original language.
    Language = 12,
    /// A language it has been translated into.
    TranslatedInto = 13,
    /// The archive that holds the original.
    Repository = 14,
    /// A classification marking.
    Marking = 15,
    /// Who gave it.
    Donor = 16,
    /// The project that published it.
    Project = 17,
    /// What is held of it: scan, transcript, translation.
    Has = 18,
    /// A place that it does not name itself, but one within it.
    PlaceAround = 19,
    /// A subject that it does not have itself, but a narrower one.
    SubjectAround = 20,
}

impl Facet {
    /// Every facet, in the order in which they are counted.
    pub const ALL: [Self; 20] = [
        Self::Person,
        Self::Sender,
        Self::Recipient,
        Self::Via,
        Self::Participant,
        Self::Mentioned,
        Self::Author,
        Self::Place,
        Self::Subject,
        Self::Collection,
        Self::Type,
        Self::Language,
        Self::TranslatedInto,
        Self::Repository,
        Self::Marking,
        Self::Donor,
        Self::Project,
        Self::Has,
        Self::PlaceAround,
        Self::SubjectAround,
    ];
}
