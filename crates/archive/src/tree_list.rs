//! The lists of places and subjects, as trees laid out in rows, and the list of archives.

use std::collections::HashMap;
use std::sync::Arc;

use fonds_model::{Kind, RepositoryId};
use fonds_search::Facet;
use serde::Serialize;

use crate::archive::Archive;
use crate::document_view::Named;
use crate::error::Result;
use crate::list_ask::{Extent, ListAsk};
use crate::register::Register;
use crate::register::card::Card;
use crate::register::counts::Counts;
use crate::register::heading;
use crate::register::words::Sought;

/// A page of a tree.
#[derive(Debug, Clone, Serialize)]
pub struct TreeView {
    /// Where the page stands in the whole.
    #[serde(flatten)]
    pub extent: Extent,
    /// Entries that answer as well but of which no document is here; they are left out unless all are asked for.
    pub without_documents: u64,
    /// The entries above the first one of the page, where it stands within a branch.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub above: Vec<TreeEntry>,
    /// The entries of the page, narrower ones right after the wider one.
    pub entries: Vec<TreeEntry>,
    /// The list as asked for.
    pub ask: ListAsk,
}

/// A place or a subject in its tree.
#[derive(Debug, Clone, Serialize)]
pub struct TreeEntry {
    /// Its id.
    pub id: u64,
    /// What it is called.
    pub name: String,
    /// How many entries stand above it.
    pub depth: usize,
    /// The first part of the heading, for an entry with nothing above it where several begin with that part: they stand together under these words, which are no entry.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub under: Option<String>,
    /// The entry right above it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent: Option<u64>,
    /// Public documents that name it itself.
    pub documents: u64,
    /// Public documents that name it or anything below it, each once; absent if nothing stands below.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub documents_with_narrower: Option<u64>,
    /// What it lies in, the widest first; only where words were looked for and the tree is not laid out.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub within: Vec<Named>,
}

/// A page of the list of archives.
#[derive(Debug, Clone, Serialize)]
pub struct ArchivesView {
    /// Where the page stands in the whole.
    #[serde(flatten)]
    pub extent: Extent,
    /// Archives that answer as well but of whose papers no document is here; they are left out unless all are asked for.
    pub without_documents: u64,
    /// The entries of the page, by name.
    pub entries: Vec<ArchiveEntry>,
    /// The list as asked for.
    pub ask: ListAsk,
}

/// An archive in the list.
#[derive(Debug, Clone, Serialize)]
pub struct ArchiveEntry {
    /// Its id.
    pub id: RepositoryId,
    /// Its name.
    pub name: String,
    /// Its short forms.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub abbreviations: Vec<String>,
    /// Where it stands: the place and what that lies in.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<Named>,
    /// Public documents of which it holds papers.
    pub documents: u64,
}

impl Archive {
    /// A page of the tree of places, as a stranger may see it.
    pub fn places(&self, ask: &ListAsk) -> Result<TreeView> {
        self.tree(Kind::Place, (Facet::Place, Facet::PlaceAround), ask)
    }

    /// A page of the tree of subjects, as a stranger may see it.
    pub fn subjects(&self, ask: &ListAsk) -> Result<TreeView> {
        self.tree(Kind::Subject, (Facet::Subject, Facet::SubjectAround), ask)
    }

    /// A page of the list of archives, as a stranger may see it.
    pub fn archives(&self, ask: &ListAsk) -> Result<ArchivesView> {
        let reader = self.store().reader()?;
        let register = self.register(Kind::Repository, &reader)?;
        let places = self.register(Kind::Place, &reader)?;
        let counts = self.counts_of(Facet::Repository)?;
        let documents = |card: &Arc<Card>| counts.get(&card.id).copied().unwrap_or(0);
        let sought = Sought::of(&ask.q);
        let answers =
            |card: &&Arc<Card>| sought.as_ref().is_none_or(|words| words.is_in(&card.forms));
        let found: Vec<&Arc<Card>> = register.cards.iter().filter(answers).collect();
        let without = found.iter().filter(|card| documents(card) == 0).count();
        let listed: Vec<&Arc<Card>> = found
            .into_iter()
            .filter(|card| ask.all || documents(card) > 0)
            .collect();
        let (extent, range) = Extent::of(listed.len(), ask.page);
        let entry = |card: &&Arc<Card>| ArchiveEntry {
            id: RepositoryId(card.id),
            name: card.name.clone(),
            abbreviations: card.abbreviations.clone(),
            places: location(card, &places),
            documents: documents(card),
        };
        Ok(ArchivesView {
            extent,
            without_documents: without as u64,
            entries: listed[range].iter().map(entry).collect(),
            ask: ask.clone(),
        })
    }

    fn tree(&self, kind: Kind, facets: (Facet, Facet), ask: &ListAsk) -> Result<TreeView> {
        let reader = self.store().reader()?;
        let register = self.register(kind, &reader)?;
        let tree = Tree {
            all: self.counts_of(facets.0)?,
            around: self.counts_of(facets.1)?,
            register: &register,
        };
        let sought = Sought::of(&ask.q);
        let is_laid_out = sought.is_none();
        let rows = match &sought {
            Some(sought) => tree.found(sought),
            None => tree.laid_out(),
        };
        let (held, empty): (Vec<Row<'_>>, Vec<Row<'_>>) =
            rows.iter().partition(|row| tree.documents(row.card) > 0);
        let without_documents = empty.len() as u64;
        let mut listed = if ask.all { rows } else { held };
        if is_laid_out && kind == Kind::Subject {
            listed = gathered(&listed);
        }
        let (extent, range) = Extent::of(listed.len(), ask.page);
        let page = &listed[range.clone()];
        let above = match page.first() {
            Some(first) if is_laid_out && first.depth > 0 => {
                let before = listed[..range.start].iter();
                let root = before.rev().find(|row| row.depth == 0);
                tree.above(first.card.id, root.and_then(|row| row.under))
            }
            _ => Vec::new(),
        };
        let entries = page.iter().map(|row| tree.entry(row, !is_laid_out));
        Ok(TreeView {
            extent,
            without_documents,
            above,
            entries: entries.collect(),
            ask: ask.clone(),
        })
    }
}

/// Where an archive stands: its place and what that lies in.
pub(crate) fn location(card: &Card, places: &Register) -> Vec<Named> {
    let Some(place) = card.place.and_then(|id| places.card(id)) else {
        return Vec::new();
    };
    let mut found = vec![named(place)];
    found.extend(places.above(place.id).into_iter().rev().map(named));
    found
}

/// A card as another page names it.
pub(crate) fn named(card: &Arc<Card>) -> Named {
    Named {
        value: card.id.to_string(),
        name: card.name.clone(),
    }
}

/// A card where it stands.
#[derive(Clone, Copy)]
struct Row<'a> {
    card: &'a Arc<Card>,
    depth: usize,
    /// The words under which it stands with others that begin with them.
    under: Option<&'a str>,
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
fn gathered<'a>(rows: &[Row<'a>]) -> Vec<Row<'a>> {
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

struct Tree<'a> {
    register: &'a Register,
    /// Documents of each with all below it.
    all: Counts,
    /// Those that belong to it only by what is below it.
    around: Counts,
}

impl<'a> Tree<'a> {
    /// Documents of a card and all below it.
    fn documents(&self, card: &Card) -> u64 {
        self.all.get(&card.id).copied().unwrap_or(0)
    }

    /// Every card, narrower ones right after the wider one.
    fn laid_out(&self) -> Vec<Row<'a>> {
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
    fn found(&self, sought: &Sought) -> Vec<Row<'a>> {
        let cards = self.register.cards.iter();
        cards
            .filter(|card| sought.is_in(&card.forms))
            .map(|card| Row::new(card, 0))
            .collect()
    }

    /// What stands above an entry; `under` are the words above all of it.
    fn above(&self, id: u64, under: Option<&'a str>) -> Vec<TreeEntry> {
        let above = self.register.above(id).into_iter().enumerate();
        let row = |(depth, card)| Row {
            card,
            depth,
            under: under.filter(|_| depth == 0),
        };
        above.map(|above| self.entry(&row(above), false)).collect()
    }

    fn entry(&self, row: &Row<'_>, with_path: bool) -> TreeEntry {
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
