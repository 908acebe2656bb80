//! The lists of places and subjects, as trees laid out in rows, and the list of archives.

use std::sync::Arc;

use fonds_model::{Kind, RepositoryId};
use fonds_search::Facet;
use serde::Serialize;

use self::rows::{Row, Tree, gathered};
use crate::archive::Archive;
use crate::document_view::Named;
use crate::error::Result;
use crate::list_ask::{Extent, ListAsk};
use crate::register::Register;
use crate::register::card::Card;
use crate::register::words::Sought;

mod rows;

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
