//! How a record can be found by what it says: the keys that the store keeps for each record.
//!
//! A function of one record alone, so that the store can make its tables again from the log.

use std::collections::BTreeSet;

use fonds_model::{Decision, Document, Party, Question, Record, RecordId, Role, State};
use fonds_store::Findings;

use crate::join::{self, same_words, short_hash};
use crate::reading::EntryReading;

/// Documents by summary and date of an entry: the key is the summary's hash, a colon and the date.
pub(crate) const SUMMARY_AND_DATE: &str = "summary-and-date";
/// Documents by date and title of an entry.
pub(crate) const DATE_AND_TITLE: &str = "date-and-title";
/// Documents by date, sender and recipient.
pub(crate) const CORRESPONDENTS: &str = "correspondents";
/// The same, but only documents with an entry that has no summary.
pub(crate) const BARE_CORRESPONDENTS: &str = "bare-correspondents";
/// Agents by the key of each name.
pub(crate) const AGENT_NAME: &str = "agent-name";
/// Agents by a name that a document itself says denotes them: documents under the name's key, a colon and the agent's id.
pub(crate) const WRITTEN_AS: &str = "written-as";
/// Document types by code.
pub(crate) const TYPE_CODE: &str = "type-code";
/// Sources by name.
pub(crate) const SOURCE_NAME: &str = "source-name";
/// Sources by the collection whose page they are.
pub(crate) const SOURCE_OF: &str = "source-of";
/// Collections by the key of each name.
pub(crate) const COLLECTION_NAME: &str = "collection-name";
/// Decisions by each entry they are about.
pub(crate) const DECISION_ENTRY: &str = "decision-entry";
/// Places, repositories and subjects by the key of each name, terms by their codes.
pub(crate) const NAME: &str = "name";
/// Documents by the other records that their entries in the index name, as `kind/id`.
pub(crate) const DEPENDS_ON: &str = "depends-on";

/// Everything one record alone says about how it can be found.
pub(crate) fn find(record: &Record) -> Findings {
    // A record that gave way to another no longer answers for its entries.
    let entries = if record.standing().merged_into.is_some() {
        &[]
    } else {
        record.provenance()
    };
    let sources = entries
        .iter()
        .map(|entry| (entry.source.clone(), entry.key.clone()))
        .collect();
    Findings {
        sources,
        aliases: record.standing().addresses.clone(),
        lookups: lookups(record),
        slug: slug(record),
    }
}

fn lookups(record: &Record) -> Vec<(&'static str, String)> {
    // A record that gave way to another is no longer found by name.
    if record.standing().merged_into.is_some() {
        return Vec::new();
    }
    let mut found: BTreeSet<(&'static str, String)> = BTreeSet::new();
    match record {
        Record::Document(document) => of_document(document, &mut found),
        Record::Agent(agent) => {
            found.extend(
                agent
                    .names
                    .iter()
                    .map(|name| (AGENT_NAME, agent_key(&name.text))),
            );
        }
        Record::Collection(collection) => {
            let names = collection.names.iter();
            found.extend(names.map(|name| (COLLECTION_NAME, collection_key(&name.text))));
        }
        Record::Type(term) => {
            found.insert((TYPE_CODE, term.code.clone()));
        }
        Record::Source(source) => {
            found.insert((SOURCE_NAME, source.name.clone()));
            found.extend(source.collection.map(|id| (SOURCE_OF, id.to_string())));
        }
        Record::Decision(decision) => found.extend(of_decision(decision)),
        Record::Place(place) => found.extend(place.names.iter().map(|name| named(&name.text))),
        Record::Repository(repository) => {
            found.extend(repository.names.iter().map(|name| named(&name.text)));
        }
        Record::Subject(subject) => {
            found.extend(subject.headings.iter().map(|name| named(&name.text)));
        }
        Record::Donor(term)
        | Record::Marking(term)
        | Record::Project(term)
        | Record::Rights(term) => {
            found.insert(named(&term.code));
        }
    }
    found.into_iter().collect()
}

fn named(name: &str) -> (&'static str, String) {
    (NAME, agent_key(name))
}

/// The key under which two spellings of an agent's name are the same written name.
pub(crate) fn agent_key(name: &str) -> String {
    fonds_reading::name::key(name)
}

/// The key under which two spellings of a collection's name are the same.
pub(crate) fn collection_key(name: &str) -> String {
    fonds_reading::fold::fold(&same_words(name))
}

/// The key of an entry in a decision.
pub(crate) fn entry_key(source: &str, key: &str) -> String {
    short_hash(&[source, key])
}

/// The keys under which the same record would be found, were its id another one.
pub(crate) fn identity(record: &Record) -> Vec<(&'static str, String)> {
    match record {
        Record::Document(_) => Vec::new(),
        _ => lookups(record),
    }
}

fn of_document(document: &Document, found: &mut BTreeSet<(&'static str, String)>) {
    let correspondents = correspondents(document);
    for entry in &document.provenance {
        let reading = EntryReading::of(entry);
        let keys = join::keys(&reading);
        if let Some(key) = keys.summary_and_date {
            found.insert((SUMMARY_AND_DATE, key));
        }
        let Some(date) = keys.date else { continue };
        if let Some(title) = &reading.title {
            found.insert((DATE_AND_TITLE, short_hash(&[&date, &same_words(title)])));
        }
        for pair in &correspondents {
            let key = format!("{date}:{pair}");
            if reading.summary.is_none() {
                found.insert((BARE_CORRESPONDENTS, key.clone()));
            }
            found.insert((CORRESPONDENTS, key));
        }
    }
    for party in &document.parties {
        let key = agent_key(&party.written);
        let stated = party
            .denotes
            .iter()
            .filter(|denotation| denotation.words.is_some() && !denotation.dissenting);
        found.extend(stated.map(|denotation| (WRITTEN_AS, format!("{key}:{}", denotation.agent))));
    }
    found.extend(references(document).map(|record| (DEPENDS_ON, record.to_string())));
}

/// The records that the document's entry in the index names.
fn references(document: &Document) -> impl Iterator<Item = RecordId> {
    let agents = document.parties.iter().filter_map(Party::agent);
    let places = document.places.iter().filter_map(|link| link.place);
    let witnesses = document.witnesses.iter();
    let repositories = witnesses.filter_map(|witness| witness.repository);
    (agents.map(RecordId::from))
        .chain(document.types.iter().copied().map(RecordId::from))
        .chain(document.collections.iter().copied().map(RecordId::from))
        .chain(document.subjects.iter().copied().map(RecordId::from))
        .chain(document.markings.iter().copied().map(RecordId::from))
        .chain(document.donors.iter().copied().map(RecordId::from))
        .chain(document.projects.iter().copied().map(RecordId::from))
        .chain(places.map(RecordId::from))
        .chain(repositories.map(RecordId::from))
}

/// Every pair of an agent who sent the document and one who received it.
pub(crate) fn correspondents(document: &Document) -> BTreeSet<String> {
    let agents = |role: Role| {
        document
            .parties
            .iter()
            .filter(move |party| party.role == role)
            .filter_map(Party::agent)
    };
    agents(Role::Sender)
        .flat_map(|sender| {
            agents(Role::Recipient).map(move |recipient| format!("{sender}:{recipient}"))
        })
        .collect()
}

fn of_decision(decision: &Decision) -> Vec<(&'static str, String)> {
    if decision.standing.state == State::Withdrawn {
        return Vec::new();
    }
    match &decision.question {
        Question::SameDocument { one, other } => [one, other]
            .map(|entry| (DECISION_ENTRY, entry_key(&entry.source, &entry.key)))
            .into(),
        Question::SameAgent { .. } | Question::Denotes { .. } | Question::RepliesTo { .. } => {
            Vec::new()
        }
    }
}

/// The decorative last part of a record's address.
fn slug(record: &Record) -> String {
    let name = match record {
        Record::Agent(agent) => agent.names.first().map(|name| name.text.as_str()),
        Record::Collection(collection) => collection.names.first().map(|name| name.text.as_str()),
        Record::Place(place) => place.names.first().map(|name| name.text.as_str()),
        Record::Repository(repository) => repository.names.first().map(|name| name.text.as_str()),
        Record::Subject(subject) => subject.headings.first().map(|name| name.text.as_str()),
        _ => None,
    };
    slug_of(name.unwrap_or_default())
}

/// A name as the last part of an address: folded words joined by hyphens, at most eighty bytes.
pub(crate) fn slug_of(name: &str) -> String {
    let folded = fonds_reading::fold::fold(name);
    let words = folded
        .split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty());
    let mut slug = String::new();
    for word in words {
        if slug.len() + word.len() + 1 > 80 {
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(word);
    }
    slug
}
