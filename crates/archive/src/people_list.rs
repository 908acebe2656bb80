//! The list of people: every public person, body and family under its letter, as in an index.
//!
//! An authority file may hold many names of whom no document is here; they are counted, and listed when asked for.

use std::collections::BTreeMap;
use std::sync::Arc;

use fonds_model::{AgentId, AgentKind, Kind, Record};
use fonds_search::Facet;
use fonds_store::Reader;
use serde::Serialize;

use crate::access;
use crate::archive::Archive;
use crate::error::Result;
use crate::list_ask::{Extent, ListAsk, Sort};
use crate::name_words;
use crate::register::card::Card;
use crate::register::words::Sought;

/// A page of the list of people.
#[derive(Debug, Clone, Serialize)]
pub struct PeopleView {
    /// Where the page stands in the whole.
    #[serde(flatten)]
    pub extent: Extent,
    /// Names that answer as well but of whom no document is here; they are left out unless all are asked for.
    pub without_documents: u64,
    /// Persons, bodies and families, with the number of each.
    pub kinds: Vec<SortView>,
    /// The letters that occur, with the number of entries under each.
    pub letters: Vec<LetterView>,
    /// The entries of the page.
    pub entries: Vec<PersonEntry>,
    /// The list as asked for.
    pub ask: ListAsk,
}

/// A choice between persons, bodies and families.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct SortView {
    /// What one can choose.
    pub kind: Sort,
    /// How many there are.
    pub count: u64,
    /// Whether it is chosen.
    pub chosen: bool,
}

/// A letter of the index.
#[derive(Debug, Clone, Serialize)]
pub struct LetterView {
    /// The letter.
    pub letter: String,
    /// Entries under it.
    pub count: u64,
    /// Whether it is chosen.
    pub chosen: bool,
}

/// An agent in the list.
#[derive(Debug, Clone, Serialize)]
pub struct PersonEntry {
    /// Its id.
    pub id: AgentId,
    /// What it is called.
    pub name: String,
    /// The name as an index has it: with the family name first where the record says so.
    pub heading: String,
    /// What it is, where known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<AgentKind>,
    /// Its life dates in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub life: Option<String>,
    /// The letter under which it stands.
    pub letter: String,
    /// Public documents in which it has a part.
    pub documents: u64,
    /// The form of the name by which it was found, where that is another.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub found_as: Option<FoundAs>,
}

/// A form of a name that answers to the words of a reader.
#[derive(Debug, Clone, Serialize)]
pub struct FoundAs {
    /// The form.
    pub name: String,
    /// What it is to its bearer, in words.
    pub kind: &'static str,
}

impl Archive {
    /// A page of the list of people, as a stranger may see it.
    pub fn people(&self, ask: &ListAsk) -> Result<PeopleView> {
        let reader = self.store().reader()?;
        let register = self.register(Kind::Agent, &reader)?;
        let counts = self.counts_of(Facet::Person)?;
        let documents = |card: &Card| counts.get(&card.id).copied().unwrap_or(0);
        let sought = Sought::of(&ask.q);
        let mut kinds = [0_u64; Sort::ALL.len()];
        let mut letters: BTreeMap<&str, u64> = BTreeMap::new();
        let mut without_documents = 0;
        let mut listed: Vec<&Arc<Card>> = Vec::new();
        for card in &register.cards {
            let is_sought = sought
                .as_ref()
                .is_none_or(|sought| sought.is_in(&card.forms));
            if !is_sought {
                continue;
            }
            let sort = Sort::of(card.kind);
            let is_chosen = ask.sort.is_none_or(|chosen| chosen == sort);
            if documents(card) == 0 {
                let stands_here = ask.letter.is_empty() || ask.letter == card.letter;
                without_documents += u64::from(is_chosen && stands_here);
                if !ask.all {
                    continue;
                }
            }
            kinds[sort as usize] += 1;
            if is_chosen {
                *letters.entry(card.letter.as_str()).or_default() += 1;
                if ask.letter.is_empty() || ask.letter == card.letter {
                    listed.push(card);
                }
            }
        }
        let (extent, range) = Extent::of(listed.len(), ask.page);
        let mut entries: Vec<PersonEntry> = listed[range]
            .iter()
            .map(|card| entry(card, documents(card)))
            .collect();
        if let Some(sought) = &sought {
            add_forms(&mut entries, sought, &reader)?;
        }
        let letter = |(letter, count): (&str, u64)| LetterView {
            letter: letter.to_owned(),
            count,
            chosen: letter == ask.letter,
        };
        let sort = |(kind, count)| SortView {
            kind,
            count,
            chosen: ask.sort == Some(kind),
        };
        Ok(PeopleView {
            extent,
            without_documents,
            kinds: Sort::ALL.into_iter().zip(kinds).map(sort).collect(),
            letters: letters.into_iter().map(letter).collect(),
            entries,
            ask: ask.clone(),
        })
    }
}

fn entry(card: &Card, documents: u64) -> PersonEntry {
    PersonEntry {
        id: AgentId(card.id),
        name: card.name.clone(),
        heading: card.heading.as_ref().unwrap_or(&card.name).clone(),
        kind: card.kind,
        life: card.life.clone(),
        letter: card.letter.clone(),
        documents,
        found_as: None,
    }
}

/// Says by which form those were found whose shown name does not have the words.
fn add_forms(entries: &mut [PersonEntry], sought: &Sought, reader: &Reader) -> Result<()> {
    let ids: Vec<u64> = entries
        .iter()
        .filter(|entry| !sought.is_in_name(&entry.name))
        .map(|entry| entry.id.0)
        .collect();
    for stored in reader.public_records(Kind::Agent, &ids, access::now())? {
        let Record::Agent(agent) = stored.record else {
            continue;
        };
        let form = agent
            .names
            .iter()
            .find(|name| sought.is_in_name(&name.text));
        let entry = entries.iter_mut().find(|entry| entry.id == agent.id);
        if let (Some(form), Some(entry)) = (form, entry) {
            entry.found_as = Some(FoundAs {
                name: form.text.clone(),
                kind: name_words::of(form.kind),
            });
        }
    }
    Ok(())
}
