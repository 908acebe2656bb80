//! What to call records: the names of agents, types and collections, kept in memory.
//!
//! Only names a stranger may see are ever given; the memory is emptied when the log grows.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use fonds_model::{Kind, Language, Record, RecordId, text};
use fonds_store::Reader;

use crate::access;
use crate::error::Result;

/// How many names are kept; an archive with more agents forgets them all now and then.
const MOST: usize = 200_000;

/// Names by record, as of one row of the log.
#[derive(Default)]
pub(crate) struct LabelMemory {
    known: Mutex<Known>,
}

#[derive(Default)]
struct Known {
    seq: i64,
    names: HashMap<RecordId, Option<Arc<str>>>,
}

/// Names for one answer.
pub(crate) struct Labels<'a> {
    memory: &'a LabelMemory,
    reader: &'a Reader,
    seq: i64,
}

impl LabelMemory {
    /// Names as of now.
    pub(crate) fn at<'a>(&'a self, reader: &'a Reader) -> Result<Labels<'a>> {
        let seq = reader.last_seq()?;
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if known.seq != seq || known.names.len() > MOST {
            known.names.clear();
            known.seq = seq;
        }
        Ok(Labels {
            memory: self,
            reader,
            seq,
        })
    }
}

impl Labels<'_> {
    /// The name of one record; `None` if a stranger may not see it.
    pub(crate) fn of(&self, record: RecordId) -> Result<Option<Arc<str>>> {
        self.prepare(record.kind, &[record.id])?;
        let known = self
            .memory
            .known
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        Ok(known.names.get(&record).cloned().flatten())
    }

    /// Fetches the names of many records of one kind in one statement.
    pub(crate) fn prepare(&self, kind: Kind, ids: &[u64]) -> Result<()> {
        let mut missing: Vec<u64> = {
            let known = self
                .memory
                .known
                .lock()
                .unwrap_or_else(PoisonError::into_inner);
            let is_missing = |id: &&u64| !known.names.contains_key(&RecordId { kind, id: **id });
            ids.iter().filter(is_missing).copied().collect()
        };
        if missing.is_empty() {
            return Ok(());
        }
        missing.sort_unstable();
        missing.dedup();
        let stored = self.reader.public_records(kind, &missing, access::now())?;
        let mut names: HashMap<RecordId, Option<Arc<str>>> = missing
            .into_iter()
            .map(|id| (RecordId { kind, id }, None))
            .collect();
        for stored in &stored {
            names.insert(stored.record.id(), Some(name(&stored.record).into()));
        }
        let mut known = self
            .memory
            .known
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if known.seq == self.seq {
            known.names.extend(names);
        } else {
            // Another answer saw a longer log meanwhile; these names serve this answer's purpose all the same.
            for (record, name) in names {
                known.names.entry(record).or_insert(name);
            }
        }
        Ok(())
    }
}

/// What to call a record.
pub(crate) fn name(record: &Record) -> &str {
    fn first(names: &[fonds_model::Name]) -> &str {
        names.first().map_or("", |name| &name.text)
    }
    fn current(texts: &[fonds_model::Text]) -> Option<&str> {
        text::current(texts, Language::ENGLISH).map(|text| text.text.as_str())
    }
    match record {
        Record::Agent(agent) => first(&agent.names),
        Record::Place(place) => first(&place.names),
        Record::Repository(repository) => first(&repository.names),
        Record::Collection(collection) => current(&collection.names).unwrap_or_default(),
        Record::Subject(subject) => current(&subject.headings).unwrap_or_default(),
        Record::Donor(term)
        | Record::Marking(term)
        | Record::Project(term)
        | Record::Rights(term)
        | Record::Type(term) => current(&term.labels).unwrap_or(&term.code),
        Record::Document(document) => document.title(),
        Record::Source(source) => &source.name,
        Record::Decision(_) => "",
    }
}
