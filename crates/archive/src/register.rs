//! The authority files in memory: every public agent, place, subject and repository on a card, in the order of an index.
//!
//! Cards follow the public part of the log: what changed is read again, and nothing else.
//! A card holds only what strangers may see.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use fonds_model::{Kind, RecordId};
use fonds_store::{Reader, View};

use self::card::Card;
use self::counts::{CountMemory, FondMemory};
use crate::access;
use crate::archive::Archive;
use crate::error::Result;
use crate::follow::CHUNK;

pub(crate) mod card;
pub(crate) mod counts;
pub(crate) mod heading;
pub(crate) mod words;

/// The cards of one kind, as of one row of the log.
#[derive(Debug, Default)]
pub(crate) struct Register {
    /// The cards in the order of their headings.
    pub(crate) cards: Vec<Arc<Card>>,
    /// Places in `cards` by id.
    places: HashMap<u64, usize>,
    /// The wider record of each that has one.
    pub(crate) wider: HashMap<u64, u64>,
    /// Places in `cards` of the narrower records, by id of the wider one.
    narrower: HashMap<u64, Vec<usize>>,
}

/// The registers that have been asked for.
#[derive(Default)]
pub(crate) struct RegisterMemory {
    /// Each with the public clock up to which it is known.
    known: Mutex<HashMap<Kind, (i64, Arc<Register>)>>,
    /// Documents by record.
    pub(crate) counts: CountMemory,
    /// Fonds by archive.
    pub(crate) fonds: FondMemory,
}

impl Register {
    fn of(mut cards: Vec<Arc<Card>>) -> Self {
        cards.sort_by(|one, other| (&one.order, one.id).cmp(&(&other.order, other.id)));
        let places: HashMap<u64, usize> = cards
            .iter()
            .enumerate()
            .map(|(place, card)| (card.id, place))
            .collect();
        let mut register = Self {
            cards,
            places,
            ..Self::default()
        };
        register.wider = register.find_wider();
        for (place, card) in register.cards.iter().enumerate() {
            if let Some(wider) = register.wider.get(&card.id) {
                register.narrower.entry(*wider).or_default().push(place);
            }
        }
        register
    }

    /// The wider record of each; rings are cut.
    fn find_wider(&self) -> HashMap<u64, u64> {
        let headings = self.by_heading();
        let mut wider: HashMap<u64, u64> = HashMap::new();
        for card in &self.cards {
            // A stated wider record that is hidden must not be told from none.
            let stated = card.parent.filter(|id| self.places.contains_key(id));
            let by_heading = || {
                let mut wider = heading::wider(&card.name);
                wider.find_map(|heading| headings.get(heading).copied())
            };
            let Some(parent) = stated.or_else(by_heading) else {
                continue;
            };
            let mut above = Some(parent);
            while let Some(id) = above.filter(|id| *id != card.id) {
                above = wider.get(&id).copied();
            }
            if above.is_none() {
                wider.insert(card.id, parent);
            }
        }
        wider
    }

    /// Subjects by heading; empty for other kinds.
    fn by_heading(&self) -> HashMap<&str, u64> {
        let is_subject = |card: &&Arc<Card>| card.kind_of_record == Kind::Subject;
        let subjects = self.cards.iter().filter(is_subject);
        subjects.map(|card| (card.name.as_str(), card.id)).collect()
    }

    /// The card of a record.
    pub(crate) fn card(&self, id: u64) -> Option<&Arc<Card>> {
        self.places.get(&id).map(|place| &self.cards[*place])
    }

    /// The cards right below a record, in order.
    pub(crate) fn narrower(&self, id: u64) -> impl Iterator<Item = &Arc<Card>> {
        let places = self.narrower.get(&id).into_iter().flatten();
        places.map(|place| &self.cards[*place])
    }

    /// True if anything stands below a record.
    pub(crate) fn has_narrower(&self, id: u64) -> bool {
        self.narrower.contains_key(&id)
    }

    /// The ids of everything below a record, without its own.
    pub(crate) fn below(&self, id: u64) -> Vec<u64> {
        let mut below = Vec::new();
        let mut next = vec![id];
        while let Some(id) = next.pop() {
            for card in self.narrower(id) {
                below.push(card.id);
                next.push(card.id);
            }
        }
        below
    }

    /// The cards above a record, the widest first.
    pub(crate) fn above(&self, id: u64) -> Vec<&Arc<Card>> {
        let mut above = Vec::new();
        let mut next = self.wider.get(&id);
        while let Some(id) = next {
            above.extend(self.card(*id));
            next = self.wider.get(id);
        }
        above.reverse();
        above
    }
}

impl Archive {
    /// The cards of a kind as they stand.
    pub(crate) fn register(&self, kind: Kind, reader: &Reader) -> Result<Arc<Register>> {
        let mut known = self
            .registers()
            .known
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let seq = reader.public_seq()?;
        let newer = match known.get(&kind) {
            Some((at, register)) if *at == seq => return Ok(Arc::clone(register)),
            Some((at, register)) if *at < seq => follow(register, *at, kind, reader)?,
            _ => Arc::new(Register::of(read_all(kind, reader)?)),
        };
        known.insert(kind, (seq, Arc::clone(&newer)));
        Ok(newer)
    }
}

fn read_all(kind: Kind, reader: &View) -> Result<Vec<Arc<Card>>> {
    let mut cards = Vec::new();
    let mut after = None;
    loop {
        let page = reader.public_page(kind, after, CHUNK, access::now())?;
        cards.extend(page.iter().filter_map(|stored| Card::of(&stored.record)));
        match page.last() {
            Some(last) => after = Some(last.record.id().id),
            None => return Ok(cards),
        }
    }
}

/// The register with the cards of those records that changed after the row `at` made anew.
fn follow(register: &Arc<Register>, at: i64, kind: Kind, reader: &View) -> Result<Arc<Register>> {
    let mut changed: BTreeSet<u64> = BTreeSet::new();
    let mut seq = at;
    loop {
        let rows = reader.public_changes_since(seq, CHUNK)?;
        let Some(last) = rows.last() else { break };
        seq = last.seq;
        let ids = rows.iter().map(|change| change.record_id);
        changed.extend(
            ids.filter(|id| id.kind == kind)
                .map(|RecordId { id, .. }| id),
        );
    }
    if changed.is_empty() {
        return Ok(Arc::clone(register));
    }
    let mut cards = register.cards.clone();
    cards.retain(|card| !changed.contains(&card.id));
    let ids: Vec<u64> = changed.into_iter().collect();
    for ids in ids.chunks(CHUNK as usize) {
        let stored = reader.public_records(kind, ids, access::now())?;
        cards.extend(stored.iter().filter_map(|stored| Card::of(&stored.record)));
    }
    Ok(Arc::new(Register::of(cards)))
}
