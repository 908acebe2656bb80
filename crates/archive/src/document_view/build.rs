//! From a document to its view: labels for ids, words for codes.
//!
//! What a stranger may not see has no label and is left out.

use fonds_model::{
    Certainty, CollectionId, Document, Kind, Language, Record, RecordId, RelationKind, Role,
    TextKind, TextStatus, text,
};
use fonds_store::Reader;

use super::{
    DocumentView, Named, OtherDate, ParagraphView, PartyView, RelationView, SourceView,
    TextBodyView, TextView, WitnessView, neighbour,
};
use crate::access;
use crate::correspondents;
use crate::date_words;
use crate::error::Result;
use crate::labels::Labels;
use crate::texts;

/// The view of a document; the moments and the neighbours are still to be filled in.
pub(super) fn view(
    document: &Document,
    reader: &Reader,
    labels: &Labels<'_>,
) -> Result<DocumentView> {
    let title = text::current(&document.titles, Language::ENGLISH);
    let heading = document.heading_date();
    let other_titles = document
        .titles
        .iter()
        .filter(|other| !title.is_some_and(|title| std::ptr::eq(*other, title)));
    let bodies = bodies(document, reader)?;
    Ok(DocumentView {
        id: document.id,
        title: document.title().to_owned(),
        title_language: title
            .and_then(|title| title.language)
            .map(|language| language.tag().to_owned()),
        date: date_words::view(heading),
        other_dates: other_dates(document),
        types: types(document, reader, labels)?,
        numbers: document
            .numbers
            .iter()
            .map(|number| number.written.clone())
            .collect(),
        correspondents: correspondents::sentence(document, labels)?,
        parties: parties(document, labels)?,
        summaries: document.summaries.iter().map(text_view).collect(),
        other_titles: other_titles.map(text_view).collect(),
        held: held(document),
        texts: bodies,
        languages: document
            .languages
            .iter()
            .map(|language| language.english_name().to_owned())
            .collect(),
        places: named(
            labels,
            document
                .places
                .iter()
                .filter_map(|link| Some(link.place?.into())),
        )?,
        subjects: named(labels, document.subjects.iter().map(|id| (*id).into()))?,
        collections: named(
            labels,
            document
                .collections
                .iter()
                .map(|id: &CollectionId| (*id).into()),
        )?,
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
        let Some(name) = labels.of(record)? else {
            continue;
        };
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
        let Some(name) = labels.of(record)? else {
            continue;
        };
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
        let accepted = party
            .denotes
            .iter()
            .find(|denotation| !denotation.dissenting);
        let label = match accepted {
            Some(denotation) => labels.of(denotation.agent.into())?,
            None => None,
        };
        let mut dissent = Vec::new();
        for denotation in party
            .denotes
            .iter()
            .filter(|denotation| denotation.dissenting)
        {
            let Some(name) = labels.of(denotation.agent.into())? else {
                continue;
            };
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

/// A short text with its language, its author and its sources.
pub(crate) fn text_view(text: &fonds_model::Text) -> TextView {
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
        let Some(body) = texts::body(reader, held)? else {
            continue;
        };
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
        let texts = document.texts.iter().map(|text| {
            format!(
                "{} {}",
                text.language.english_name(),
                text_kind_words(text.kind)
            )
        });
        let scans = (!document.scans.is_empty()).then(|| format!("{} scans", document.scans.len()));
        parts.push(format!(
            "Held: {}",
            texts.chain(scans).collect::<Vec<_>>().join(", ")
        ));
    }
    if let Some(witness) = document.witnesses.first() {
        let archive = witness
            .repository_written
            .as_deref()
            .unwrap_or("an archive named below");
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
    let volume = publication
        .volume
        .as_ref()
        .map(|volume| format!("vol. {volume}"));
    let number = publication
        .number
        .as_ref()
        .map(|number| format!("no. {number}"));
    let editors = publication
        .editors
        .as_ref()
        .map(|editors| format!("ed. {editors}"));
    let pages = publication
        .pages
        .as_ref()
        .map(|pages| format!("pp. {pages}"));
    let imprint = publication
        .imprint
        .as_ref()
        .map(|imprint| format!("({imprint})"));
    std::iter::once(publication.edition.clone())
        .chain(
            [editors, volume, imprint, number, pages]
                .into_iter()
                .flatten(),
        )
        .collect::<Vec<_>>()
        .join(", ")
}

fn relations(document: &Document, labels: &Labels<'_>) -> Result<Vec<RelationView>> {
    let mut views = Vec::new();
    for relation in &document.relations {
        let target = match relation.target {
            // Many documents have one title; the date tells them apart.
            Some(id) => neighbour(id.0, labels.reader())?.map(|other| Named {
                value: other.id.to_string(),
                name: format!("{}, {}", other.date, other.title),
            }),
            None => None,
        };
        let words = relation
            .reference
            .as_ref()
            .map(|reference| reference.words.clone());
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
