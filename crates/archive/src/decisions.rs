//! What editors have decided about pairs of entries, which outranks every rule.

use std::collections::BTreeMap;

use fonds_model::{EntryName, Provenance, Question, Record, State, Verdict};
use fonds_store::Batch;

use crate::error::Result;
use crate::findings::{DECISION_ENTRY, entry_key};

/// Verdicts on whether two entries are one document.
#[derive(Debug, Clone, Default)]
pub(crate) struct Decided {
    verdicts: BTreeMap<(EntryName, EntryName), Verdict>,
}

impl Decided {
    /// All verdicts about any of `entries`.
    pub(crate) fn about<'a>(
        batch: &Batch<'_>,
        entries: impl IntoIterator<Item = &'a Provenance>,
    ) -> Result<Self> {
        let mut decided = Self::default();
        for entry in entries {
            for id in batch.lookup(DECISION_ENTRY, &entry_key(&entry.source, &entry.key))? {
                let stored = batch.record(id)?;
                let Some(Record::Decision(decision)) = stored.map(|stored| stored.record) else {
                    continue;
                };
                if decision.standing.state != State::Published {
                    continue;
                }
                if let Question::SameDocument { one, other } = decision.question {
                    decided.verdicts.insert(pair(one, other), decision.verdict);
                }
            }
        }
        Ok(decided)
    }

    /// What was decided about two entries.
    pub(crate) fn of(&self, one: &Provenance, other: &Provenance) -> Option<Verdict> {
        if self.verdicts.is_empty() {
            return None;
        }
        self.verdicts.get(&pair(name(one), name(other))).copied()
    }

    /// The entries that were decided to be one document with `entry`.
    pub(crate) fn same_as(&self, entry: &Provenance) -> Vec<&EntryName> {
        let entry = name(entry);
        self.verdicts
            .iter()
            .filter(|(_, verdict)| **verdict == Verdict::Yes)
            .filter_map(|((one, other), _)| {
                if *one == entry {
                    Some(other)
                } else if *other == entry {
                    Some(one)
                } else {
                    None
                }
            })
            .collect()
    }
}

/// The name of an entry.
pub(crate) fn name(entry: &Provenance) -> EntryName {
    EntryName {
        source: entry.source.clone(),
        key: entry.key.clone(),
    }
}

fn pair(one: EntryName, other: EntryName) -> (EntryName, EntryName) {
    if one <= other {
        (one, other)
    } else {
        (other, one)
    }
}
