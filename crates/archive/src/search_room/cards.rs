//! The people, places, subjects, archives and collections whose names stand in a search.
//!
//! A name counts only as a whole: one of the forms that the public record itself has, over as many words of the search as it takes.

use fonds_model::{AgentKind, Name, NameKind, Record, RecordId};
use fonds_search::{Filter, Search};

use crate::access;
use crate::archive::Archive;
use crate::ask::Ask;
use crate::entry::facet_of;
use crate::error::Result;
use crate::findings::{AGENT_NAME, COLLECTION_NAME, NAME, agent_key, collection_key};
use crate::labels::{self, Labels};
use crate::results::NameCard;

/// How many words of a search are looked at.
const WORDS: usize = 8;
/// The most words that a name is looked for in.
const LONGEST: usize = 6;
/// How many cards are shown.
const MOST: usize = 3;

/// The cards of a search: longer names first, none within another.
pub(super) fn cards(archive: &Archive, ask: &Ask, labels: &Labels<'_>) -> Result<Vec<NameCard>> {
    let mut cards: Vec<NameCard> = Vec::new();
    if ask.page > 1 || !ask.facets || ask.within.is_some() {
        return Ok(cards);
    }
    let words = words(&ask.q);
    let mut taken = vec![false; words.len()];
    for length in (1..=words.len().min(LONGEST)).rev() {
        for start in 0..=words.len() - length {
            let range = start..start + length;
            if cards.len() >= MOST || taken[range.clone()].iter().any(|taken| *taken) {
                continue;
            }
            let found = named(archive, &words[range.clone()].join(" "), labels)?;
            if !found.is_empty() {
                taken[range].fill(true);
                cards.extend(found);
            }
        }
    }
    cards.truncate(MOST);
    Ok(cards)
}

/// The words of a search that may be part of a name, without quotation marks; operators end the list.
fn words(query: &str) -> Vec<&str> {
    const MARKS: [char; 8] = [
        '"', '(', ')', '\u{201c}', '\u{201d}', '\u{ab}', '\u{bb}', ',',
    ];
    let words = query
        .split_whitespace()
        .map(|word| word.trim_matches(MARKS));
    words
        .take_while(|word| !word.starts_with('-') && !word.contains([':', '*']))
        .filter(|word| !word.is_empty() && *word != "OR")
        .take(WORDS)
        .collect()
}

fn named(archive: &Archive, name: &str, labels: &Labels<'_>) -> Result<Vec<NameCard>> {
    let (person, collection) = (agent_key(name), collection_key(name));
    let mut records: Vec<RecordId> = Vec::new();
    for (rule, key) in [
        (AGENT_NAME, &person),
        (NAME, &person),
        (COLLECTION_NAME, &collection),
    ] {
        records.extend(labels.reader().lookup(rule, key)?);
    }
    let mut cards = Vec::new();
    for record in records {
        if cards.len() < MOST
            && let Some(card) = card(archive, record, &person, &collection, labels)?
        {
            cards.push(card);
        }
    }
    Ok(cards)
}

/// The card of a record, if the revision that strangers see has the name.
fn card(
    archive: &Archive,
    record: RecordId,
    person: &str,
    collection: &str,
    labels: &Labels<'_>,
) -> Result<Option<NameCard>> {
    let Some(facet) = facet_of(record.kind) else {
        return Ok(None);
    };
    let Some(stored) = labels.reader().public_record(record, access::now())? else {
        return Ok(None);
    };
    let is_named = |name: &&Name| agent_key(&name.text) == person;
    let Some((what, form)) = (match &stored.record {
        Record::Agent(agent) => agent.names.iter().find(is_named).map(|form| {
            let what = match agent.agent_kind {
                Some(AgentKind::Person) => "person",
                Some(AgentKind::Body) => "body",
                Some(AgentKind::Family) => "family",
                None => "person or body",
            };
            (what, Some(form))
        }),
        Record::Place(place) => place
            .names
            .iter()
            .find(is_named)
            .map(|form| ("place", Some(form))),
        Record::Repository(repository) => repository
            .names
            .iter()
            .find(is_named)
            .map(|form| ("archive", Some(form))),
        Record::Subject(subject) => subject
            .headings
            .iter()
            .any(|heading| agent_key(&heading.text) == person)
            .then_some(("subject", None)),
        Record::Collection(known) => known
            .names
            .iter()
            .any(|name| collection_key(&name.text) == collection)
            .then_some(("collection", None)),
        _ => None,
    }) else {
        return Ok(None);
    };
    let name = labels::name(&stored.record).to_owned();
    let form = form.filter(|form| form.text != name);
    let found = archive.index().search(&Search {
        filters: vec![Filter {
            facet,
            values: vec![record.id],
            all: true,
        }],
        limit: 0,
        ..Search::default()
    })?;
    Ok(Some(NameCard {
        kind: record.kind.as_str(),
        id: record.id,
        what,
        form: form.map(|form| form.text.clone()),
        form_is: form.map(|form| form_words(form.kind)),
        documents: found.total,
        name,
    }))
}

/// What a form of a name is, with its article.
fn form_words(kind: NameKind) -> &'static str {
    match kind {
        NameKind::AsWritten | NameKind::Preferred => "a form of the name",
        NameKind::Script => "the name in another script",
        NameKind::Romanisation => "another romanisation",
        NameKind::CoverName => "a cover name",
        NameKind::Pseudonym => "a pseudonym",
        NameKind::Former => "a former name",
        NameKind::Abbreviation => "a short form",
        NameKind::Misspelling => "a misspelling",
    }
}

#[cfg(test)]
mod tests {
    use super::words;

    fn check(query: &str, expected: &[&str]) {
        assert_eq!(words(query), expected, "{query}");
    }

    #[test]
    fn operators_are_no_part_of_names() {
        check("Filippov railway", &["Filippov", "railway"]);
        check("\"Mao Zedong\" OR Stalin", &["Mao", "Zedong", "Stalin"]);
        check("railway -Soviet Union", &["railway"]);
        check("rail* Stalin", &[]);
        check("", &[]);
    }
}
