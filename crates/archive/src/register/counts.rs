//! How many public documents name each record, and each with all that lies below it.
//!
//! Counted by the index in one pass, and once for each of its states.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use fonds_model::Kind;
use fonds_search::{Facet, Filter, Search};

use super::Register;
use crate::archive::Archive;
use crate::error::Result;

/// Documents by id of the record.
pub(crate) type Counts = Arc<HashMap<u64, u64>>;

/// Where a register and the index stand.
type State = (i64, u64);

/// Counts, each with the state for which it holds.
#[derive(Default)]
pub(crate) struct CountMemory {
    own: Mutex<HashMap<Facet, (u64, Counts)>>,
    with_narrower: Mutex<HashMap<Kind, (State, Counts)>>,
}

impl Archive {
    /// Documents by value of a facet.
    pub(crate) fn counts_of(&self, facet: Facet) -> Result<Counts> {
        let seq = self.index().last_seq();
        let memory = &self.registers().counts.own;
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

    /// Documents that name a record or anything below it, each once; only for records that have any below.
    pub(crate) fn counts_with_narrower(
        &self,
        kind: Kind,
        facet: Facet,
        register: &Register,
    ) -> Result<Counts> {
        let own = self.counts_of(facet)?;
        let state = (register.since, self.index().last_seq());
        let memory = &self.registers().counts.with_narrower;
        let known = memory.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, counts)) = known.get(&kind).filter(|(at, _)| *at == state) {
            return Ok(Arc::clone(counts));
        }
        drop(known);
        let mut counts = HashMap::new();
        for id in register.with_narrower() {
            let mut values = register.below(id);
            values.push(id);
            values.retain(|id| own.contains_key(id));
            let count = match values.as_slice() {
                [] => 0,
                [only] => own[only],
                _ => self.count_any(facet, values)?,
            };
            counts.insert(id, count);
        }
        let counts = Arc::new(counts);
        let mut known = memory.lock().unwrap_or_else(PoisonError::into_inner);
        known.insert(kind, (state, Arc::clone(&counts)));
        Ok(counts)
    }

    /// Documents that have any of some values.
    fn count_any(&self, facet: Facet, values: Vec<u64>) -> Result<u64> {
        let found = self.index().search(&Search {
            filters: vec![Filter {
                facet,
                values,
                all: false,
            }],
            limit: 0,
            ..Search::default()
        })?;
        Ok(found.total)
    }
}
