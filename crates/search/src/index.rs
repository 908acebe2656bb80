//! The index as the archive holds it: opened, reloaded, asked.
//!
//! An [`Index`] is a cheap handle on the newest state it has loaded; a search
//! runs to its end on the state it began with, whatever is committed or
//! swapped in meanwhile.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use crate::answer;
use crate::entry::Facet;
use crate::error::Result;
use crate::files::File;
use crate::parts::Parts;
use crate::passages::{self, Passage};
use crate::query::{Node, Scope};
use crate::search::{Found, Order, Search};
use crate::snapshot::Snapshot;
use crate::state::State;
use crate::writer::Writer;

/// A handle on the index of an archive, to be cloned freely.
#[derive(Clone)]
pub struct Index {
    inner: Arc<Inner>,
}

struct Inner {
    dir: PathBuf,
    state: RwLock<Arc<State>>,
    /// Held while a newer state is loaded, so that one thread does it.
    reloading: Mutex<()>,
}

impl Index {
    /// Opens the living generation of the index in the folder `dir`.
    ///
    /// What counting and ordering need is read in the background; a search
    /// that comes sooner waits for the part it needs. Fails with
    /// [`crate::Error::Missing`] or [`crate::Error::Schema`] where the archive has to build a
    /// generation first.
    pub fn open(dir: &Path) -> Result<Self> {
        let state = Arc::new(State::open(dir)?);
        let snapshot = Arc::clone(&state.snapshot);
        let inner = Inner {
            dir: dir.to_owned(),
            state: RwLock::new(state),
            reloading: Mutex::new(()),
        };
        std::thread::spawn(move || {
            if let Err(error) = snapshot.warm() {
                tracing::error!(%error, "the index could not be read ahead");
            }
        });
        Ok(Self {
            inner: Arc::new(inner),
        })
    }

    /// Begins a new generation in the index folder `dir`, beside the living one
    /// if there is one. Nothing is searched in it before
    /// [`Writer::publish_generation`]. `memory` is the writer's, in bytes.
    pub fn begin_generation(dir: &Path, memory: usize) -> Result<Writer> {
        Writer::building(dir, memory)
    }

    /// A writer into the generation this handle has loaded; `memory` is the
    /// writer's, in bytes. Only one can exist at a time, over all processes.
    pub fn writer(&self, memory: usize) -> Result<Writer> {
        Writer::following(self.state().engine(), memory)
    }

    /// Loads what has been committed or published since, by any process. The
    /// former state serves until the new one is ready; gives whether anything
    /// was new.
    pub fn reload(&self) -> Result<bool> {
        let _one_at_a_time = self
            .inner
            .reloading
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let Some(newer) = self.state().newer(&self.inner.dir)? else {
            return Ok(false);
        };
        newer.snapshot.warm()?;
        *self
            .inner
            .state
            .write()
            .unwrap_or_else(PoisonError::into_inner) = Arc::new(newer);
        Ok(true)
    }

    /// The last position of the log the loaded state covers; 0 if none.
    pub fn last_seq(&self) -> u64 {
        self.state().last_seq
    }

    /// How many documents the loaded state holds.
    pub fn count(&self) -> u64 {
        self.state().snapshot.count() as u64
    }

    /// Whether the loaded state holds a document.
    pub fn contains(&self, id: u64) -> Result<bool> {
        Ok(self.state().snapshot.slot_of(id)?.is_some())
    }

    /// The documents before and after a document in the ascending order of
    /// dates; none at the ends, and none if the document is unknown.
    pub fn neighbours(&self, id: u64) -> Result<(Option<u64>, Option<u64>)> {
        let snapshot = &self.state().snapshot;
        let Some(slot) = snapshot.slot_of(id)? else {
            return Ok((None, None));
        };
        let ranking = snapshot.ranking(Order::DateAscending)?;
        let id_at = |rank: u32| {
            let (segment, doc) = snapshot.place(*ranking.slots.get(rank as usize)?);
            Some(segment.id(doc))
        };
        let rank = ranking.ranks[slot as usize];
        Ok((
            rank.checked_sub(1).and_then(id_at),
            rank.checked_add(1).and_then(id_at),
        ))
    }

    /// The documents whose entries depend on a record, by ascending id.
    pub fn dependants(&self, kind: u8, id: u64) -> Result<Vec<u64>> {
        let state = self.state();
        let snapshot = &state.snapshot;
        let term = snapshot.fields.relies_on_term(kind, id)?;
        ids_with(snapshot, &term)
    }

    /// The parts that an agent has in documents: roles, forms of its name, and
    /// whom it faces in one of the pairs of roles in `facing` (its own role,
    /// the other's). One pass over the documents of the agent.
    pub fn parts(&self, agent: u64, facing: &[(u8, u8)]) -> Result<Parts> {
        crate::parts::parts(&self.state().snapshot, agent, facing)
    }

    /// The files of a repository in which papers of documents lie, by name.
    /// One pass over the documents of the repository.
    pub fn files(&self, repository: u64) -> Result<Vec<File>> {
        crate::files::files(&self.state().snapshot, repository)
    }

    /// The documents that have a value of a facet, by ascending id.
    pub fn holders(&self, facet: Facet, value: u64) -> Result<Vec<u64>> {
        let state = self.state();
        let term = state.snapshot.fields.value_term(facet, value)?;
        ids_with(&state.snapshot, &term)
    }

    /// Answers a search: hits, exact totals and counts, all of one state.
    pub fn search(&self, search: &Search) -> Result<Found> {
        answer::answer(&self.state().snapshot, search)
    }

    /// Whether a search is at most so much work, in entries of the index that
    /// would be read; an estimate that costs far less than the search.
    pub fn is_within(&self, search: &Search, most: u64) -> Result<bool> {
        crate::work::is_within(&self.state().snapshot, search, most)
    }

    /// The paragraphs of a document that match the most parts of a query, at
    /// most `limit`, in reading order; none if the document is unknown or the
    /// query matches only outside its texts.
    pub fn passages(
        &self,
        id: u64,
        tree: &Node,
        scope: Scope,
        limit: usize,
    ) -> Result<Vec<Passage>> {
        let state = self.state();
        match state.snapshot.slot_of(id)? {
            Some(slot) => passages::passages(&state.snapshot, slot, tree, scope, limit),
            None => Ok(Vec::new()),
        }
    }

    /// Words that begin as `beginning` does, folded, with the number of
    /// documents that hold them outside their texts: the most frequent first,
    /// at most `limit`. Words only of documents taken out are not among them.
    pub fn words_beginning(&self, beginning: &str, limit: usize) -> Result<Vec<(String, u64)>> {
        crate::suggest::words_beginning(&self.state().snapshot, beginning, limit)
    }

    fn state(&self) -> Arc<State> {
        Arc::clone(
            &self
                .inner
                .state
                .read()
                .unwrap_or_else(PoisonError::into_inner),
        )
    }
}

/// The living documents that have a term, by ascending id.
fn ids_with(snapshot: &Snapshot, term: &tantivy::Term) -> Result<Vec<u64>> {
    let mut ids = Vec::new();
    for (segment, reader) in snapshot
        .segments
        .iter()
        .zip(snapshot.searcher.segment_readers())
    {
        crate::union::each(reader, term, |doc| {
            if snapshot.living.contains(segment.base + doc) {
                ids.push(segment.id(doc));
            }
        })?;
    }
    ids.sort_unstable();
    Ok(ids)
}

impl std::fmt::Debug for Index {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let state = self.state();
        formatter
            .debug_struct("Index")
            .field("dir", &self.inner.dir)
            .field("generation", &state.generation_name())
            .field("last_seq", &state.last_seq)
            .finish_non_exhaustive()
    }
}
