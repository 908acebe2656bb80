//! One document as a stranger may see it: the value behind its page and its JSON twin.

use std::collections::HashMap;

use fonds_model::{AgentId, Document, DocumentId, Kind, Moment, Record};
use fonds_store::Reader;
use serde::Serialize;

pub(crate) use self::build::text_view;
use self::build::view;
use crate::absence::{self, Absence};
use crate::access::{self, references};
use crate::archive::Archive;
use crate::correspondents::Phrase;
use crate::date_words;
use crate::error::Result;
use crate::results::DateView;
use crate::search_room::document_record;

mod build;

/// What lies at a document's address.
#[derive(Debug, Clone)]
pub enum DocumentAnswer {
    /// A public document.
    Found(Box<DocumentView>),
    /// A document that was public and is withdrawn.
    Withdrawn(DocumentId),
    /// A document that was found to be another one.
    MovedTo(DocumentId),
    /// Nothing that a stranger may know of.
    Unknown,
}

/// A document for readers.
#[derive(Debug, Clone, Serialize)]
pub struct DocumentView {
    /// Its id.
    pub id: DocumentId,
    /// Its title.
    pub title: String,
    /// BCP 47 tag of the title's language.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title_language: Option<String>,
    /// Its heading date.
    pub date: DateView,
    /// Its other dates, with what happened on them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub other_dates: Vec<OtherDate>,
    /// Its types.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub types: Vec<Named>,
    /// Its numbers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub numbers: Vec<String>,
    /// Who wrote to whom, by the current title.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub correspondents: Vec<Phrase>,
    /// Everyone who had a part in it, over all its titles.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parties: Vec<PartyView>,
    /// Its summaries, the current one first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub summaries: Vec<TextView>,
    /// Titles it has had, with the pages that used them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub other_titles: Vec<TextView>,
    /// Its words, as far as they are held.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub texts: Vec<TextBodyView>,
    /// What is held and what is not, in a sentence.
    pub held: String,
    /// Its original languages.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<String>,
    /// Places in it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<Named>,
    /// What it is about.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub subjects: Vec<Named>,
    /// Collections it belongs to.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub collections: Vec<Named>,
    /// Papers that carry it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub witnesses: Vec<WitnessView>,
    /// Where it is printed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub publications: Vec<String>,
    /// What it is to other documents.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub relations: Vec<RelationView>,
    /// Notes of the editors.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<TextView>,
    /// Where it comes from.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<SourceView>,
    /// When it came into the archive.
    pub added: Moment,
    /// When what a stranger sees of it last changed.
    pub changed: Moment,
    /// The public document before it in time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub previous: Option<Neighbour>,
    /// The public document after it in time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<Neighbour>,
}

/// A record and what to call it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Named {
    /// What stands in addresses: an id, or the code of a type.
    pub value: String,
    /// What to call it.
    pub name: String,
}

/// A document beside this one in time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Neighbour {
    /// Its id.
    pub id: DocumentId,
    /// Its date in words.
    pub date: String,
    /// Its title.
    pub title: String,
}

/// A date that is not the heading date.
#[derive(Debug, Clone, Serialize)]
pub struct OtherDate {
    /// What happened.
    pub kind: &'static str,
    /// When.
    pub date: DateView,
}

/// A part in a document.
#[derive(Debug, Clone, Serialize)]
pub struct PartyView {
    /// The role in words.
    pub role: &'static str,
    /// The name as written.
    pub written: String,
    /// The agent it denotes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agent: Option<AgentId>,
    /// What that agent is called.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// How sure that is, where it is not certain.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub certainty: Option<&'static str>,
    /// Readings that contradict it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub dissent: Vec<String>,
}

/// A text with its author and its sources.
#[derive(Debug, Clone, Serialize)]
pub struct TextView {
    /// The words.
    pub text: String,
    /// BCP 47 tag of the language.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// "former" or "variant", for what is not in force.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<&'static str>,
    /// Who wrote it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// What to know of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Pages that have it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<String>,
}

/// A held text with its paragraphs.
#[derive(Debug, Clone, Serialize)]
pub struct TextBodyView {
    /// Its id.
    pub id: u64,
    /// "transcript" or "translation".
    pub kind: &'static str,
    /// BCP 47 tag of the language.
    pub language: String,
    /// The language in English.
    pub language_name: String,
    /// Who translated it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub translator: Option<String>,
    /// Its paragraphs.
    pub paragraphs: Vec<ParagraphView>,
}

/// A paragraph of a held text.
#[derive(Debug, Clone, Serialize)]
pub struct ParagraphView {
    /// Its id within the text.
    pub id: String,
    /// Its words.
    pub text: String,
}

/// Papers that carry the document.
#[derive(Debug, Clone, Serialize)]
pub struct WitnessView {
    /// The archive's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub archive: Option<String>,
    /// The archive's id, if it has a record here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub archive_id: Option<u64>,
    /// The shelfmark verbatim.
    pub shelfmark: String,
    /// Other references to the same papers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parallel: Vec<String>,
    /// What an editor has to say about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// A relation to another document.
#[derive(Debug, Clone, Serialize)]
pub struct RelationView {
    /// What this document is to the other, in words.
    pub kind: &'static str,
    /// The other document, if it is held and public.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target: Option<Named>,
    /// The other document in the words of the source.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
    /// True if the other document is contained in this one.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub contained: bool,
    /// How sure it is, where it is not certain.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub certainty: Option<&'static str>,
    /// What an editor has to say about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// An entry of a source.
#[derive(Debug, Clone, Serialize)]
pub struct SourceView {
    /// The source's name.
    pub source: String,
    /// The title it used.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The date line it used.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
}

impl Archive {
    /// What a stranger finds at a document's address.
    pub fn document(&self, id: u64) -> Result<DocumentAnswer> {
        let reader = self.store().reader()?;
        let record = document_record(id);
        if let Some(stored) = reader.public_record(record, access::now())? {
            let (first_at, at) = (stored.first_at, stored.at);
            let labels = self.labels().at(&reader)?;
            let mut record = stored.record;
            references::clear(&mut record, &labels)?;
            let Record::Document(document) = record else {
                return Ok(DocumentAnswer::Unknown);
            };
            let mut view = view(&document, &reader, &labels)?;
            view.added = document.standing.added.unwrap_or(first_at);
            view.changed = document.standing.changed.unwrap_or(at);
            self.add_neighbours(&mut view, &reader)?;
            return Ok(DocumentAnswer::Found(Box::new(view)));
        }
        Ok(match absence::of(record, &self.labels().at(&reader)?)? {
            Absence::MovedTo(other) => DocumentAnswer::MovedTo(DocumentId(other.id)),
            Absence::Withdrawn => DocumentAnswer::Withdrawn(DocumentId(id)),
            Absence::Unknown => DocumentAnswer::Unknown,
        })
    }

    fn add_neighbours(&self, view: &mut DocumentView, reader: &Reader) -> Result<()> {
        let (previous, next) = self.index().neighbours(view.id.0)?;
        let at = |id: Option<u64>| id.map_or(Ok(None), |id| neighbour(id, reader));
        view.previous = at(previous)?;
        view.next = at(next)?;
        Ok(())
    }
}

/// A public document as another page names it.
pub(crate) fn neighbour(id: u64, reader: &Reader) -> Result<Option<Neighbour>> {
    let stored = reader.public_record(document_record(id), access::now())?;
    Ok(stored.and_then(|stored| match stored.record {
        Record::Document(document) => Some(as_neighbour(&document)),
        _ => None,
    }))
}

/// The public ones of some documents as another page names them, in one statement.
pub(crate) fn neighbours(ids: &[u64], reader: &Reader) -> Result<HashMap<u64, Neighbour>> {
    let stored = reader.public_records(Kind::Document, ids, access::now())?;
    let documents = stored.iter().filter_map(|stored| match &stored.record {
        Record::Document(document) => Some((document.id.0, as_neighbour(document))),
        _ => None,
    });
    Ok(documents.collect())
}

/// A document as another page names it.
pub(crate) fn as_neighbour(document: &Document) -> Neighbour {
    Neighbour {
        id: document.id,
        date: date_words::view(document.heading_date()).text,
        title: document.title().to_owned(),
    }
}
