//! A register laid out in rows: as a tree, or as those that answer to some words.

use std::collections::HashMap;
use std::sync::Arc;

use super::{TreeEntry, named};
use crate::register::Register;
use crate::register::card::Card;
use crate::register::counts::Counts;
use crate::register::heading;
use crate::register::words::Sought;

/// A card where it stands.
#[derive(Clone, Copy)]
pub(super) struct Row<'a> {
    /// The card.
    pub(super) card: &'a Arc<Card>,
    /// How many entries stand above it.
    pub(super) depth: usize,
    /// The words under which it stands with others that begin with them.
    pub(super) under: Option<&'a str>,
}

impl<'a> Row<'a> {
    fn new(card: &'a Arc<Card>, depth: usize) -> Self {
        Self {
            card,
            depth,
            under: None,
        }
    }
}

/// The rows with those branches together whose headings have their first part in common, where no record has that part alone.
pub(super) fn gathered<'a>(rows: &[Row<'a>]) -> Vec<Row<'a>> {
    let first_part = |row: &Row<'a>| heading::first_part(&row.card.name);
    let mut begun: HashMap<&str, usize> = HashMap::new();
    for first in rows
        .iter()
        .filter(|row| row.depth == 0)
        .filter_map(first_part)
    {
        *begun.entry(first).or_default() += 1;
    }
    let mut branches: Vec<(Option<&'a str>, &[Row<'a>])> = rows
        .chunk_by(|_, next| next.depth > 0)
        .map(|branch| {
            (
                first_part(&branch[0]).filter(|first| begun[first] > 1),
                branch,
            )
        })
        .collect();
    branches.sort_by_cached_key(|(under, branch)| {
        let order = under.map_or_else(|| branch[0].card.order.clone(), heading::order);
        (order, *under)
    });
    let mut gathered = Vec::with_capacity(rows.len());
    for (under, branch) in branches {
        let root = gathered.len();
        gathered.extend_from_slice(branch);
        gathered[root].under = under;
    }
    gathered
}

/// A register with the documents of each record.
pub(super) struct Tree<'a> {
    /// The records.
    pub(super) register: &'a Register,
    /// Documents of each with all below it.
    pub(super) all: Counts,
    /// Those that belong to it only by what is below it.
    pub(super) around: Counts,
}

impl<'a> Tree<'a> {
    /// Documents of a card and all below it.
    pub(super) fn documents(&self, card: &Card) -> u64 {
        self.all.get(&card.id).copied().unwrap_or(0)
    }

    /// Every card, narrower ones right after the wider one.
    pub(super) fn laid_out(&self) -> Vec<Row<'a>> {
        let roots = self.register.cards.iter();
        let mut next: Vec<Row<'a>> = roots
            .filter(|card| !self.register.wider.contains_key(&card.id))
            .map(|card| Row::new(card, 0))
            .rev()
            .collect();
        let mut rows = Vec::with_capacity(self.register.cards.len());
        while let Some(row) = next.pop() {
            rows.push(row);
            let from = next.len();
            let narrower = self.register.narrower(row.card.id);
            next.extend(narrower.map(|card| Row::new(card, row.depth + 1)));
            next[from..].reverse();
        }
        rows
    }

    /// The cards that have the words, by name.
    pub(super) fn found(&self, sought: &Sought) -> Vec<Row<'a>> {
        let cards = self.register.cards.iter();
        cards
            .filter(|card| sought.is_in(&card.forms))
            .map(|card| Row::new(card, 0))
            .collect()
    }

    /// What stands above an entry; `under` are the words above all of it.
    pub(super) fn above(&self, id: u64, under: Option<&'a str>) -> Vec<TreeEntry> {
        let above = self.register.above(id).into_iter().enumerate();
        let row = |(depth, card)| Row {
            card,
            depth,
            under: under.filter(|_| depth == 0),
        };
        above.map(|above| self.entry(&row(above), false)).collect()
    }

    /// The entry of a row, with what it lies in if it stands alone.
    pub(super) fn entry(&self, row: &Row<'_>, with_path: bool) -> TreeEntry {
        let card = row.card;
        let within = if with_path {
            self.register
                .above(card.id)
                .into_iter()
                .map(named)
                .collect()
        } else {
            Vec::new()
        };
        TreeEntry {
            id: card.id,
            name: card.name.clone(),
            depth: row.depth,
            under: row.under.map(str::to_owned),
            parent: self.register.wider.get(&card.id).copied(),
            documents: self
                .documents(card)
                .saturating_sub(self.around.get(&card.id).copied().unwrap_or(0)),
            documents_with_narrower: self
                .register
                .has_narrower(card.id)
                .then(|| self.documents(card)),
            within,
        }
    }
}
