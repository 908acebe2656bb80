//! How many public documents name each record, in a part or through what lies below it.
//!
//! Counted by the index in one pass, and once for each of its states.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use fonds_search::{Facet, Search};

use crate::archive::Archive;
use crate::authority_view::Fonds;
use crate::error::Result;

/// Documents by id of the record.
pub(crate) type Counts = Arc<HashMap<u64, u64>>;

/// Counts by facet, each with the state of the index for which they hold.
#[derive(Default)]
pub(crate) struct CountMemory {
    known: Mutex<HashMap<Facet, (u64, Counts)>>,
}

impl Archive {
    /// Documents by value of a facet.
    pub(crate) fn counts_of(&self, facet: Facet) -> Result<Counts> {
        let seq = self.index().last_seq();
        let memory = &self.registers().counts.known;
        let known = memory.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, counts)) = known.get(&facet).filter(|(at, _)| *at == seq) {
            return Ok(Arc::clone(counts));
        }
        drop(known);
        let found = self.index().search(&Search {
            facets: vec![facet],
            facet_limit: usize::MAX,
            limit: 0,
            ..Search::default()
        })?;
        let values = found.facets.into_iter().flat_map(|(_, values)| values);
        let counts: Counts = Arc::new(values.collect());
        let mut known = memory.lock().unwrap_or_else(PoisonError::into_inner);
        known.insert(facet, (seq, Arc::clone(&counts)));
        Ok(counts)
    }
}

/// The fonds of archives with very many files, each with the state of the index for which they hold.
#[derive(Default)]
pub(crate) struct FondMemory {
    known: Mutex<HashMap<u64, (u64, Fonds)>>,
}

impl FondMemory {
    /// The fonds of an archive in a state of the index.
    pub(crate) fn get(&self, repository: u64, seq: u64) -> Option<Fonds> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let (at, fonds) = known.get(&repository)?;
        (*at == seq).then(|| fonds.clone())
    }

    /// Keeps the fonds of an archive, and forgets those of former states.
    pub(crate) fn keep(&self, repository: u64, seq: u64, fonds: Fonds) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.retain(|_, (at, _)| *at == seq);
        known.insert(repository, (seq, fonds));
    }
}
