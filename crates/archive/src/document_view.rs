//! One document as a stranger may see it: the value behind its page and its JSON twin.

use fonds_model::{
    AgentId, Certainty, CollectionId, Document, DocumentId, Kind, Language, Moment, Record, RecordId,
    RelationKind, Role, TextKind, TextStatus, text,
};
use fonds_store::Reader;
use serde::Serialize;

use crate::access;
use crate::archive::Archive;
use crate::correspondents::{self, Phrase};
use crate::date_words;
use crate::error::Result;
use crate::labels::Labels;
use crate::results::DateView;
use crate::search_room::document_record;
use crate::texts;

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
    pub previous: Option<Named>,
    /// The public document after it in time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<Named>,
}

/// A record and what to call it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Named {
    /// What stands in addresses: an id, or the code of a type.
    pub value: String,
    /// What to call it.
    pub name: String,
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
            let Record::Document(document) = stored.record else { return Ok(DocumentAnswer::Unknown) };
            let labels = self.labels().at(&reader)?;
            let mut view = view(&document, &reader, &labels)?;
            view.added = document.standing.added.unwrap_or(first_at);
            view.changed = document.standing.changed.unwrap_or(at);
            self.add_neighbours(&mut view, &labels)?;
            return Ok(DocumentAnswer::Found(Box::new(view)));
        }
        let Some(tombstone) = reader.tombstone(record, access::now())? else { return Ok(DocumentAnswer::Unknown) };
        Ok(match tombstone.merged_into {
            Some(other) => DocumentAnswer::MovedTo(DocumentId(other)),
            None => DocumentAnswer::Withdrawn(DocumentId(id)),
        })
    }

    fn add_neighbours(&self, view: &mut DocumentView, labels: &Labels<'_>) -> Result<()> {
        let (previous, next) = self.index().neighbours(view.id.0)?;
        let named = |id: Option<u64>| -> Result<Option<Named>> {
            let Some(id) = id else { return Ok(None) };
            let name = labels.of(document_record(id))?;
            Ok(name.map(|name| Named {
                value: id.to_string(),
                name: name.to_string(),
            }))
        };
        view.previous = named(previous)?;
        view.next = named(next)?;
        Ok(())
    }
}

fn view(document: &Document, reader: &Reader, labels: &Labels<'_>) -> Result<DocumentView> {
    let title = text::current(&document.titles, Language::ENGLISH);
    let heading = document.heading_date();
    let other_titles = document.titles.iter().filter(|other| !title.is_some_and(|title| std::ptr::eq(*other, title)));
    let bodies = bodies(document, reader)?;
    Ok(DocumentView {
        id: document.id,
        title: document.title().to_owned(),
        date: date_words::view(heading),
        other_dates: other_dates(document),
        types: types(document, reader, labels)?,
        numbers: document.numbers.iter().map(|number| number.written.clone()).collect(),
        correspondents: correspondents::sentence(document, labels)?,
        parties: parties(document, labels)?,
        summaries: document.summaries.iter().map(text_view).collect(),
        other_titles: other_titles.map(text_view).collect(),
        held: held(document),
        texts: bodies,
        languages: document.languages.iter().map(|language| language.english_name().to_owned()).collect(),
        places: named(labels, document.places.iter().filter_map(|link| Some(link.place?.into())))?,
        subjects: named(labels, document.subjects.iter().map(|id| (*id).into()))?,
        collections: named(labels, document.collections.iter().map(|id: &CollectionId| (*id).into()))?,
        witnesses: witnesses(document, labels)?,
        publications: document.publications.iter().map(publication).collect(),
        relations: relations(document, labels)?,
        notes: document.notes.iter().map(text_view).collect(),
        sources: document
            .provenance
            .iter()
            .map(|entry| SourceView {
                source: entry.source.clone(),
                title: entry.fields.get(crate::reading::TITLE).cloned(),
                date: entry.fields.get(crate::reading::DATE).cloned(),
            })
            .collect(),
        added: access::now(),
        changed: access::now(),
        previous: None,
        next: None,
    })
}

fn named(labels: &Labels<'_>, records: impl Iterator<Item = RecordId>) -> Result<Vec<Named>> {
    let mut named: Vec<Named> = Vec::new();
    for record in records {
        let Some(name) = labels.of(record)? else { continue };
        let entry = Named {
            value: record.id.to_string(),
            name: name.to_string(),
        };
        if !named.contains(&entry) {
            named.push(entry);
        }
    }
    Ok(named)
}

fn types(document: &Document, reader: &Reader, labels: &Labels<'_>) -> Result<Vec<Named>> {
    let mut types = Vec::new();
    for id in &document.types {
        let record = RecordId::from(*id);
        let Some(name) = labels.of(record)? else { continue };
        let stored = reader.public_record(record, access::now())?;
        let code = stored.and_then(|stored| match stored.record {
            Record::Type(term) => Some(term.code),
            _ => None,
        });
        types.push(Named {
            value: code.unwrap_or_else(|| id.to_string()),
            name: name.to_string(),
        });
    }
    Ok(types)
}

fn other_dates(document: &Document) -> Vec<OtherDate> {
    use fonds_model::DateKind;
    let heading = document.heading_date();
    document
        .dates
        .iter()
        .filter(|date| !heading.is_some_and(|heading| std::ptr::eq(*date, heading)))
        .map(|date| OtherDate {
            kind: match date.kind {
                DateKind::Written => "written",
                DateKind::Sent => "sent",
                DateKind::Received => "received",
                DateKind::Delivered => "delivered",
                DateKind::Published => "published",
                DateKind::Event => "took place",
            },
            date: date_words::view(Some(date)),
        })
        .collect()
}

fn certainty_words(certainty: Certainty) -> Option<&'static str> {
    match certainty {
        Certainty::Certain => None,
        Certainty::Probable => Some("probably"),
        Certainty::Possible => Some("possibly"),
    }
}

fn role_words(role: Role) -> &'static str {
    match role {
        Role::Sender => "from",
        Role::Recipient => "to",
        Role::Via => "through",
        Role::ConveyedFrom => "message from",
        Role::ConveyedTo => "message to",
        Role::CopyTo => "copy to",
        Role::Author => "by",
        Role::Participant => "participant",
        Role::Interpreter => "interpreter",
        Role::Recorder => "recorded by",
        Role::Signatory => "signed by",
        Role::Mentioned => "mentioned",
        Role::Translator => "translated by",
        Role::Contributor => "contributed by",
    }
}

fn parties(document: &Document, labels: &Labels<'_>) -> Result<Vec<PartyView>> {
    let ids: Vec<u64> = document
        .parties
        .iter()
        .flat_map(|party| party.denotes.iter().map(|denotation| denotation.agent.0))
        .collect();
    labels.prepare(Kind::Agent, &ids)?;
    let mut views = Vec::new();
    for party in &document.parties {
        let accepted = party.denotes.iter().find(|denotation| !denotation.dissenting);
        let label = match accepted {
            Some(denotation) => labels.of(denotation.agent.into())?,
            None => None,
        };
        let mut dissent = Vec::new();
        for denotation in party.denotes.iter().filter(|denotation| denotation.dissenting) {
            let Some(name) = labels.of(denotation.agent.into())? else { continue };
            dissent.push(match &denotation.note {
                Some(note) => format!("{name}: {note}"),
                None => name.to_string(),
            });
        }
        views.push(PartyView {
            role: role_words(party.role),
            written: party.written.clone(),
            agent: label.as_ref().and_then(|_| party.agent()),
            name: label.map(|label| label.to_string()),
            certainty: accepted.and_then(|denotation| certainty_words(denotation.certainty)),
            dissent,
        });
    }
    Ok(views)
}

fn text_view(text: &fonds_model::Text) -> TextView {
    TextView {
        text: text.text.clone(),
        language: text.language.map(|language| language.tag().to_owned()),
        status: match text.status {
            TextStatus::Current => None,
            TextStatus::Former => Some("former"),
            TextStatus::Variant => Some("variant"),
        },
        author: text.author.clone(),
        note: text.note.clone(),
        sources: text.sources.clone(),
    }
}

fn bodies(document: &Document, reader: &Reader) -> Result<Vec<TextBodyView>> {
    let mut bodies = Vec::new();
    for held in &document.texts {
        let Some(body) = texts::body(reader, held)? else { continue };
        let paragraphs = body.paragraphs.into_iter();
        bodies.push(TextBodyView {
            id: held.id.0,
            kind: text_kind_words(held.kind),
            language: held.language.tag().to_owned(),
            language_name: held.language.english_name().to_owned(),
            translator: held.translator.clone(),
            paragraphs: paragraphs
                .map(|paragraph| ParagraphView {
                    id: paragraph.id,
                    text: paragraph.text,
                })
                .collect(),
        });
    }
    Ok(bodies)
}

fn text_kind_words(kind: TextKind) -> &'static str {
    match kind {
        TextKind::Transcript => "transcript",
        TextKind::Translation => "translation",
    }
}

/// What is held of a document and what is not, so that no reader has to guess.
fn held(document: &Document) -> String {
    let mut parts: Vec<String> = Vec::new();
    if document.texts.is_empty() && document.scans.is_empty() {
        parts.push("Description only; no text held".to_owned());
    } else {
        let texts = document
            .texts
            .iter()
            .map(|text| format!("{} {}", text.language.english_name(), text_kind_words(text.kind)));
        let scans = (!document.scans.is_empty()).then(|| format!("{} scans", document.scans.len()));
        parts.push(format!("Held: {}", texts.chain(scans).collect::<Vec<_>>().join(", ")));
    }
    if let Some(witness) = document.witnesses.first() {
        let archive = witness.repository_written.as_deref().unwrap_or("an archive named below");
        parts.push(format!("original at {archive}"));
    }
    if let Some(publication) = document.publications.first() {
        parts.push(format!("printed in {}", publication.edition));
    }
    format!("{}.", parts.join("; "))
}

fn witnesses(document: &Document, labels: &Labels<'_>) -> Result<Vec<WitnessView>> {
    let mut views = Vec::new();
    for witness in &document.witnesses {
        let label = match witness.repository {
            Some(id) => labels.of(id.into())?,
            None => None,
        };
        views.push(WitnessView {
            archive_id: label.as_ref().and(witness.repository).map(|id| id.0),
            archive: label
                .map(|label| label.to_string())
                .or_else(|| witness.repository_written.clone()),
            shelfmark: witness.shelfmark.clone(),
            parallel: witness.parallel.clone(),
            note: witness.note.clone(),
        });
    }
    Ok(views)
}

fn publication(publication: &fonds_model::Publication) -> String {
    let volume = publication.volume.as_ref().map(|volume| format!("vol. {volume}"));
    let number = publication.number.as_ref().map(|number| format!("no. {number}"));
    let editors = publication.editors.as_ref().map(|editors| format!("ed. {editors}"));
    let pages = publication.pages.as_ref().map(|pages| format!("pp. {pages}"));
    let imprint = publication.imprint.as_ref().map(|imprint| format!("({imprint})"));
    std::iter::once(publication.edition.clone())
        .chain([editors, volume, imprint, number, pages].into_iter().flatten())
        .collect::<Vec<_>>()
        .join(", ")
}

fn relations(document: &Document, labels: &Labels<'_>) -> Result<Vec<RelationView>> {
    let mut views = Vec::new();
    for relation in &document.relations {
        let target = match relation.target {
            Some(id) => labels.of(id.into())?.map(|name| Named {
                value: id.to_string(),
                name: name.to_string(),
            }),
            None => None,
        };
        let words = relation.reference.as_ref().map(|reference| reference.words.clone());
        // A relation to a hidden document, without words of its own, would tell that something is hidden.
        if target.is_none() && words.is_none() {
            continue;
        }
        views.push(RelationView {
            kind: match relation.kind {
                RelationKind::RepliesTo => "answers",
                RelationKind::Encloses => "encloses",
                RelationKind::Conveys => "conveys",
                RelationKind::SameAs => "is the same document as",
                RelationKind::NotSameAs => "is not the same document as",
                RelationKind::OtherRecordOf => "records the same meeting as",
                RelationKind::Related => "is related to",
            },
            target,
            words,
            contained: relation.contained,
            certainty: certainty_words(relation.certainty),
            note: relation.note.clone(),
        });
    }
    Ok(views)
}
