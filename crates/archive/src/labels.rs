//! What to call records: the names of agents, types and collections, kept in memory.
//!
//! Only names a stranger may see are ever given; the memory is emptied when the log grows.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

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
    /// What this answer has fetched; its names may be older than those of the memory and are then kept out of it.
    own: RefCell<HashMap<RecordId, Option<Arc<str>>>>,
}

impl LabelMemory {
    /// Names as of now.
    pub(crate) fn at<'a>(&'a self, reader: &'a Reader) -> Result<Labels<'a>> {
        let seq = reader.last_seq()?;
        let mut known = self.known();
        if known.seq != seq || known.names.len() > MOST {
            known.names.clear();
            known.seq = seq;
        }
        Ok(Labels {
            memory: self,
            reader,
            seq,
            own: RefCell::default(),
        })
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<'a> Labels<'a> {
    /// The log from which the names are read.
    pub(crate) fn reader(&self) -> &'a Reader {
        self.reader
    }

    /// The name of one record; `None` if a stranger may not see it.
    pub(crate) fn of(&self, record: RecordId) -> Result<Option<Arc<str>>> {
        self.prepare(record.kind, &[record.id])?;
        Ok(self.own.borrow().get(&record).cloned().flatten())
    }

    /// True if a stranger may see the record.
    pub(crate) fn sees(&self, record: impl Into<RecordId>) -> Result<bool> {
        let record = record.into();
        self.prepare(record.kind, &[record.id])?;
        Ok(self.own.borrow().get(&record).is_some_and(Option::is_some))
    }

    /// Fetches the names of many records of one kind in one statement.
    pub(crate) fn prepare(&self, kind: Kind, ids: &[u64]) -> Result<()> {
        let mut own = self.own.borrow_mut();
        let mut missing: Vec<u64> = ids
            .iter()
            .filter(|id| !own.contains_key(&RecordId { kind, id: **id }))
            .copied()
            .collect();
        if missing.is_empty() {
            return Ok(());
        }
        if own.len() > MOST {
            own.clear();
            missing = ids.to_vec();
        }
        let known = self.memory.known();
        missing.retain(|id| {
            let record = RecordId { kind, id: *id };
            let name = known.names.get(&record).filter(|_| known.seq == self.seq);
            own.extend(name.map(|name| (record, name.clone())));
            name.is_none()
        });
        drop(known);
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
        let mut known = self.memory.known();
        // Names read from a shorter log may be of records that were hidden since; they serve this answer only.
        if known.seq == self.seq {
            known.names.extend(names.clone());
        }
        own.extend(names);
        Ok(())
    }
}

/// What to call a collection.
pub(crate) fn name_of_collection(collection: &fonds_model::Collection) -> &str {
    text::current(&collection.names, Language::ENGLISH).map_or("", |name| &name.text)
}

/// What to call an agent.
pub(crate) fn name_of_agent(agent: &fonds_model::Agent) -> &str {
    agent.names.first().map_or("", |name| &name.text)
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
        Record::Agent(agent) => name_of_agent(agent),
        Record::Place(place) => first(&place.names),
        Record::Repository(repository) => first(&repository.names),
        Record::Collection(collection) => name_of_collection(collection),
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
