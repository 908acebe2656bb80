//! What an index handle has loaded: a generation and a snapshot of it.
//!
//! A state is replaced whole, never changed, so readers need no lock while
//! they use one.

use std::path::Path;
use std::sync::Arc;

use tantivy::{IndexReader, ReloadPolicy};

use crate::error::Result;
use crate::generation;
use crate::snapshot::{Shared, Snapshot};

/// A generation and the newest snapshot taken of it.
pub(crate) struct State {
    generation: Arc<Generation>,
    /// What searches run on.
    pub(crate) snapshot: Arc<Snapshot>,
    /// The last position of the log it covers; 0 if none.
    pub(crate) last_seq: u64,
}

struct Generation {
    name: String,
    engine: tantivy::Index,
    reader: IndexReader,
    shared: Arc<Shared>,
}

impl State {
    /// The newest state of the living generation in the index folder `dir`.
    pub(crate) fn open(dir: &Path) -> Result<Self> {
        Self::load(Arc::new(Generation::open_living(dir)?))
    }

    /// What has been committed or published since this state was loaded, if
    /// anything has.
    pub(crate) fn newer(&self, dir: &Path) -> Result<Option<Self>> {
        if generation::current(dir)? != self.generation.name {
            return Self::open(dir).map(Some);
        }
        let last_seq = last_seq_of(&self.generation.engine)?;
        self.generation.reader.reload()?;
        let segments = self.snapshot.searcher.generation().segments();
        if self.generation.reader.searcher().generation().segments() != segments {
            return Self::load(Arc::clone(&self.generation)).map(Some);
        }
        let (generation, snapshot) = (Arc::clone(&self.generation), Arc::clone(&self.snapshot));
        Ok((last_seq != self.last_seq).then_some(Self {
            generation,
            snapshot,
            last_seq,
        }))
    }

    /// The engine, for a writer.
    pub(crate) fn engine(&self) -> tantivy::Index {
        self.generation.engine.clone()
    }

    /// The folder of the generation.
    pub(crate) fn generation_name(&self) -> &str {
        &self.generation.name
    }

    fn load(generation: Arc<Generation>) -> Result<Self> {
        // Read before the state itself, so that it never claims too much.
        let last_seq = last_seq_of(&generation.engine)?;
        let snapshot = Arc::new(Snapshot::take(
            generation.reader.searcher(),
            &generation.shared,
        )?);
        Ok(Self {
            generation,
            snapshot,
            last_seq,
        })
    }
}

impl Generation {
    /// Opens the generation the pointer names, again if it is replaced just
    /// then.
    fn open_living(dir: &Path) -> Result<Self> {
        let mut name = generation::current(dir)?;
        loop {
            match Self::open(dir, &name) {
                Ok(generation) => return Ok(generation),
                Err(error) => {
                    let now = generation::current(dir)?;
                    if now == name {
                        return Err(error);
                    }
                    name = now;
                }
            }
        }
    }

    fn open(dir: &Path, name: &str) -> Result<Self> {
        let engine = generation::open_engine(&dir.join(name))?;
        let reader = engine
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .try_into()?;
        Ok(Self {
            name: name.to_owned(),
            engine,
            reader,
            shared: Arc::default(),
        })
    }
}

/// The position of the log in the newest commit.
fn last_seq_of(engine: &tantivy::Index) -> Result<u64> {
    let payload = engine.load_metas()?.payload;
    Ok(payload
        .and_then(|payload| payload.parse().ok())
        .unwrap_or(0))
}
