//! What the documents of one agent say of it: roles, names, and whom it faces.
//!
//! One pass over the documents that name the agent, reading columns on disk;
//! nothing here is kept in memory between questions.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;

use serde::{Deserialize, Serialize};
use tantivy::columnar::Column;

use crate::columns::DATED;
use crate::entry::Facet;
use crate::error::Result;
use crate::mixer::Mixer;
use crate::orders::Ranking;
use crate::schema::unpacked;
use crate::search::Order;
use crate::snapshot::{Segment, Snapshot};

/// How many documents stand for a form of a name.
const FIRST: usize = 3;

/// The parts an agent has in documents.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parts {
    /// Documents in which it has any part.
    pub documents: u64,
    /// Documents by role, by the number of the role.
    pub roles: Vec<(u8, u64)>,
    /// Documents by form of the name, the most frequent first.
    pub forms: Vec<Occurrences>,
    /// The agents it faces, those with the most documents first.
    pub company: Vec<Company>,
}

/// The documents in which a form of a name stands.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Occurrences {
    /// The form.
    pub form: u64,
    /// How many documents have it.
    pub documents: u64,
    /// The first of them in the order of dates, at most three.
    pub first: Vec<u64>,
}

/// An agent that faces another in documents.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Company {
    /// The other agent.
    pub agent: u64,
    /// Documents in which the two face each other in any of the pairs.
    pub documents: u64,
    /// Documents for each pair of roles that was asked for.
    pub by_pair: Vec<u64>,
    /// The first dated document.
    pub first: Option<u64>,
    /// The last dated document.
    pub last: Option<u64>,
}

/// What is gathered of one form.
#[derive(Default)]
struct Form {
    documents: u64,
    /// The ranks of the first documents, ascending.
    first: Vec<u32>,
}

/// What is gathered of one other agent.
struct Other {
    documents: u64,
    by_pair: Vec<u64>,
    /// The first and the last rank among dated documents.
    ranks: Option<(u32, u32)>,
}

type Table<T> = HashMap<u64, T, BuildHasherDefault<Mixer>>;

/// Gathers what the documents of an agent say.
struct Gathering<'a> {
    agent: u64,
    facing: &'a [(u8, u8)],
    documents: u64,
    roles: [u64; 256],
    forms: Table<Form>,
    others: Table<Other>,
}

/// The parts of one document: agent, role, form.
type Row = Vec<(u64, u8, u64)>;

/// The parts of `agent` over one snapshot.
pub(crate) fn parts(snapshot: &Snapshot, agent: u64, facing: &[(u8, u8)]) -> Result<Parts> {
    let ranking = snapshot.ranking(Order::DateAscending)?;
    let term = snapshot.fields.value_term(Facet::Person, agent)?;
    let mut gathering = Gathering {
        agent,
        facing,
        documents: 0,
        roles: [0; 256],
        forms: Table::default(),
        others: Table::default(),
    };
    let mut row = Row::new();
    for (segment, reader) in snapshot
        .segments
        .iter()
        .zip(snapshot.searcher.segment_readers())
    {
        let agents = reader.fast_fields().u64("part_agent")?;
        let parts = reader.fast_fields().u64("part")?;
        crate::union::each(reader, &term, |doc| {
            let slot = segment.base + doc;
            if snapshot.living.contains(slot) {
                read(&agents, &parts, doc, &mut row);
                gathering.take(&row, ranking.ranks[slot as usize], is_dated(segment, doc));
            }
        })?;
    }
    Ok(gathering.finish(snapshot, ranking))
}

fn read(agents: &Column<u64>, parts: &Column<u64>, doc: u32, row: &mut Row) {
    row.clear();
    let both = agents.values_for_doc(doc).zip(parts.values_for_doc(doc));
    row.extend(both.map(|(agent, part)| {
        let (role, form) = unpacked(part);
        (agent, role, form)
    }));
    row.sort_unstable();
    row.dedup();
}

fn is_dated(segment: &Segment, doc: u32) -> bool {
    segment.dates().nature[doc as usize] & DATED != 0
}

impl Gathering<'_> {
    /// Takes one document with its place in the order of dates; `row` is sorted and without repetition.
    fn take(&mut self, row: &Row, rank: u32, is_dated: bool) {
        self.documents += 1;
        let is_own = |part: &&(u64, u8, u64)| part.0 == self.agent;
        let own: Vec<&(u64, u8, u64)> = row.iter().filter(is_own).collect();
        let mut last_role = None;
        for (_, role, _) in &own {
            if last_role != Some(role) {
                self.roles[usize::from(*role)] += 1;
                last_role = Some(role);
            }
        }
        for (index, (_, _, form)) in own.iter().enumerate() {
            if !own[..index].iter().any(|other| other.2 == *form) {
                self.forms.entry(*form).or_default().take(rank);
            }
        }
        for parts in row.chunk_by(|one, other| one.0 == other.0) {
            if parts[0].0 != self.agent {
                self.meet(&own, parts, is_dated.then_some(rank));
            }
        }
    }

    /// Takes another agent of the same document.
    fn meet(&mut self, own: &[&(u64, u8, u64)], theirs: &[(u64, u8, u64)], rank: Option<u32>) {
        let has = |mine: u8, other: u8| {
            own.iter().any(|part| part.1 == mine) && theirs.iter().any(|part| part.1 == other)
        };
        if !self.facing.iter().any(|(mine, other)| has(*mine, *other)) {
            return;
        }
        let known = self.others.entry(theirs[0].0).or_insert_with(|| Other {
            documents: 0,
            by_pair: vec![0; self.facing.len()],
            ranks: None,
        });
        known.documents += 1;
        for (count, (mine, other)) in known.by_pair.iter_mut().zip(self.facing) {
            *count += u64::from(has(*mine, *other));
        }
        if let Some(rank) = rank {
            let (first, last) = known.ranks.unwrap_or((rank, rank));
            known.ranks = Some((first.min(rank), last.max(rank)));
        }
    }

    fn finish(self, snapshot: &Snapshot, ranking: &Ranking) -> Parts {
        let id_at = |rank: &u32| {
            let (segment, doc) = snapshot.place(ranking.slots[*rank as usize]);
            segment.id(doc)
        };
        let forms = self.forms.into_iter().map(|(form, found)| Occurrences {
            form,
            documents: found.documents,
            first: found.first.iter().map(id_at).collect(),
        });
        let mut forms: Vec<Occurrences> = forms.collect();
        forms.sort_unstable_by_key(|found| (std::cmp::Reverse(found.documents), found.form));
        let company = self.others.into_iter().map(|(agent, found)| Company {
            agent,
            documents: found.documents,
            by_pair: found.by_pair,
            first: found.ranks.map(|(first, _)| id_at(&first)),
            last: found.ranks.map(|(_, last)| id_at(&last)),
        });
        let mut company: Vec<Company> = company.collect();
        company.sort_unstable_by_key(|found| (std::cmp::Reverse(found.documents), found.agent));
        let roles = (0..=u8::MAX).zip(self.roles);
        Parts {
            documents: self.documents,
            roles: roles.filter(|(_, count)| *count > 0).collect(),
            forms,
            company,
        }
    }
}

impl Form {
    fn take(&mut self, rank: u32) {
        self.documents += 1;
        let place = self.first.partition_point(|known| *known < rank);
        if place < FIRST {
            self.first.insert(place, rank);
            self.first.truncate(FIRST);
        }
    }
}
