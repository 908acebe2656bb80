//! A document as a function of its entries.
//!
//! Composing the same entries always gives the same document, whatever the order in which they came in;
//! what an editor changed since is kept by comparing with what the former entries composed to.

use std::cmp::Reverse;

use fonds_model::{
    Basis, Certainty, Denotation, Document, DocumentDate, DocumentId, DocumentNumber, Party,
    Provenance, Role, Side, Text, TextStatus,
};
use fonds_reading::title::{PartyReading, TitleReading};

use crate::error::Result;
use crate::naming::Naming;
use crate::reading::{EntryReading, TITLE};

/// The type that says nothing once another title says more.
const VAGUE: &str = "other";

/// Composes a document from its entries.
///
/// Entries of a newer generation come first; those of one generation stand in the order of their sources' names.
pub(crate) fn compose(
    id: DocumentId,
    mut entries: Vec<Provenance>,
    naming: &mut impl Naming,
) -> Result<Document> {
    entries.sort_by(|one, other| {
        let rank = |entry: &Provenance| Reverse(entry.generation.unwrap_or(0));
        (rank(one), &one.source, &one.key).cmp(&(rank(other), &other.source, &other.key))
    });
    let mut document = Document::new(id);
    let mut vague = None;
    for entry in &entries {
        let reading = EntryReading::of(entry);
        add_title(&mut document, entry, &entries[0], &reading);
        add_summary(&mut document, entry, &reading);
        add_date(&mut document, entry, &reading);
        let title = reading.title_reading();
        add_number(&mut document, entry, &title);
        let code = title.document_type.code();
        let document_type = naming.document_type(code)?;
        if !document.types.contains(&document_type) {
            document.types.push(document_type);
        }
        if code == VAGUE {
            vague = Some(document_type);
        }
        add_parties(&mut document.parties, entry, &title, naming)?;
        if let Some(collection) = entry.collection
            && !document.collections.contains(&collection)
        {
            document.collections.push(collection);
        }
    }
    for entry in &entries {
        add_former_titles(&mut document, entry);
    }
    if let Some(other) = vague.filter(|_| document.types.len() > 1) {
        document.types.retain(|id| *id != other);
    }
    entries.sort_by(|one, other| (&one.source, &one.key).cmp(&(&other.source, &other.key)));
    document.provenance = entries;
    Ok(document)
}

fn add_source(sources: &mut Vec<String>, source: &str) {
    if !sources.iter().any(|known| known == source) {
        sources.push(source.to_owned());
    }
}

fn add_title(
    document: &mut Document,
    entry: &Provenance,
    newest: &Provenance,
    reading: &EntryReading,
) {
    let Some(title) = &reading.title else { return };
    if let Some(known) = document
        .titles
        .iter_mut()
        .find(|known| known.text == *title)
    {
        return add_source(&mut known.sources, &entry.source);
    }
    let status = if document.titles.is_empty() {
        TextStatus::Current
    } else if entry.generation == newest.generation {
        TextStatus::Variant
    } else {
        TextStatus::Former
    };
    document.titles.push(Text {
        text: title.clone(),
        status,
        sources: vec![entry.source.clone()],
        ..Text::default()
    });
}

/// Titles that a source itself has replaced.
fn add_former_titles(document: &mut Document, entry: &Provenance) {
    let titles = entry
        .former
        .iter()
        .rev()
        .filter_map(|fields| fields.get(TITLE));
    for title in titles {
        match document
            .titles
            .iter_mut()
            .find(|known| known.text == *title)
        {
            Some(known) => add_source(&mut known.sources, &entry.source),
            None => document.titles.push(Text {
                text: title.clone(),
                status: TextStatus::Former,
                sources: vec![entry.source.clone()],
                ..Text::default()
            }),
        }
    }
}

fn add_summary(document: &mut Document, entry: &Provenance, reading: &EntryReading) {
    let Some(summary) = &reading.summary else {
        return;
    };
    if let Some(known) = document
        .summaries
        .iter_mut()
        .find(|known| known.text == *summary)
    {
        return add_source(&mut known.sources, &entry.source);
    }
    let status = if document.summaries.is_empty() {
        TextStatus::Current
    } else {
        TextStatus::Variant
    };
    document.summaries.push(Text {
        text: summary.clone(),
        status,
        sources: vec![entry.source.clone()],
        ..Text::default()
    });
}

fn add_date(document: &mut Document, entry: &Provenance, reading: &EntryReading) {
    let Some(written) = &reading.date_written else {
        return;
    };
    let same = |known: &&mut DocumentDate| match (&known.edtf, &reading.date) {
        (Some(one), Some(other)) => one == other,
        (None, None) => known.as_written == *written,
        _ => false,
    };
    if let Some(known) = document.dates.iter_mut().find(same) {
        return add_source(&mut known.sources, &entry.source);
    }
    document.dates.push(DocumentDate {
        edtf: reading.date.clone(),
        as_written: written.clone(),
        part_of_day: reading.part_of_day(),
        heading: document.dates.is_empty(),
        sources: vec![entry.source.clone()],
        ..DocumentDate::default()
    });
}

fn add_number(document: &mut Document, entry: &Provenance, title: &TitleReading) {
    let Some(number) = &title.number else { return };
    match document
        .numbers
        .iter_mut()
        .find(|known| known.written == *number)
    {
        Some(known) => add_source(&mut known.sources, &entry.source),
        None => document.numbers.push(DocumentNumber {
            written: number.clone(),
            kind: None,
            sources: vec![entry.source.clone()],
        }),
    }
}

fn add_parties(
    parties: &mut Vec<Party>,
    entry: &Provenance,
    title: &TitleReading,
    naming: &mut impl Naming,
) -> Result<()> {
    let roles: [(Role, &[PartyReading]); 7] = [
        (Role::Sender, &title.senders),
        (Role::Via, &title.via),
        (Role::Recipient, &title.recipients),
        (Role::Participant, &title.participants),
        (Role::Author, &title.authors),
        (Role::ConveyedFrom, &title.conveyed_from),
        (Role::ConveyedTo, &title.conveyed_to),
    ];
    for (role, readings) in roles {
        for reading in readings {
            add_party(parties, entry, role, reading, naming)?;
        }
    }
    Ok(())
}

fn add_party(
    parties: &mut Vec<Party>,
    entry: &Provenance,
    role: Role,
    reading: &PartyReading,
    naming: &mut impl Naming,
) -> Result<()> {
    let side = reading.side.map(|side| match side {
        fonds_reading::title::Side::Sender => Side::Sender,
        fonds_reading::title::Side::Recipient => Side::Recipient,
    });
    let same = |known: &&mut Party| {
        known.role == role && known.side == side && known.written == reading.name
    };
    if let Some(known) = parties.iter_mut().find(same) {
        add_source(&mut known.sources, &entry.source);
        return Ok(());
    }
    let denotes = match &reading.denotes {
        Some(identity) => Denotation {
            agent: naming.agent(identity)?,
            certainty: Certainty::Certain,
            basis: Basis::Stated,
            words: Some(identity.clone()),
            dissenting: false,
            note: None,
        },
        None => Denotation {
            agent: naming.agent(&reading.name)?,
            // An agent is made from the name itself, so the name denotes it by definition.
            certainty: Certainty::Certain,
            basis: Basis::Rule,
            words: None,
            dissenting: false,
            note: None,
        },
    };
    parties.push(Party {
        role,
        side,
        written: reading.name.clone(),
        denotes: vec![denotes],
        sources: vec![entry.source.clone()],
    });
    Ok(())
}

/// Takes each field from `new` unless it was changed by hand since `old` was composed; then it stays as in `existing`.
pub(crate) fn keep_edits(existing: &Document, old: &Document, new: Document) -> Document {
    macro_rules! three_way {
        ($($field:ident),*) => {
            Document {
                id: existing.id,
                provenance: new.provenance,
                $($field: if existing.$field == old.$field { new.$field } else { existing.$field.clone() },)*
            }
        };
    }
    three_way!(
        standing,
        titles,
        summaries,
        dates,
        parties,
        numbers,
        types,
        markings,
        languages,
        places,
        subjects,
        collections,
        witnesses,
        publications,
        credit,
        donors,
        projects,
        rights,
        releases,
        texts,
        scans,
        relations,
        editor_order,
        notes
    )
}
