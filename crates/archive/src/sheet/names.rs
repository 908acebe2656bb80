//! What to call the records that rows name: for strangers what strangers may know, for operators everything.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};

use fonds_formats::csv::list;
use fonds_model::{Kind, Party, Record, RecordId};
use fonds_store::{Reader, Stored};

use crate::access::Audience;
use crate::error::Result;
use crate::labels::{self, LabelMemory, Labels};

/// How many names are kept at a time.
const MOST: usize = 100_000;

/// Names for one table.
pub(super) struct Names<'a> {
    reader: &'a Reader,
    /// What strangers may know; absent for operators.
    public: Option<Labels<'a>>,
    known: RefCell<HashMap<RecordId, Option<String>>>,
}

impl<'a> Names<'a> {
    pub(super) fn new(
        audience: Audience,
        reader: &'a Reader,
        memory: &'a LabelMemory,
    ) -> Result<Self> {
        Ok(Self {
            reader,
            public: match audience {
                Audience::Public => Some(memory.at(reader)?),
                Audience::Operators => None,
            },
            known: RefCell::default(),
        })
    }

    /// Fetches the names of the agents of a page in one statement, which are most of what rows name.
    pub(super) fn prepare(&self, page: &[Stored]) -> Result<()> {
        let mut agents = BTreeSet::new();
        for stored in page {
            if let Record::Document(document) = &stored.record {
                agents.extend(
                    document
                        .parties
                        .iter()
                        .filter_map(|party| Some(party.agent()?.0)),
                );
            }
        }
        let agents: Vec<u64> = agents.into_iter().collect();
        match &self.public {
            Some(labels) => labels.prepare(Kind::Agent, &agents),
            None => self.fetch(Kind::Agent, &agents),
        }
    }

    fn fetch(&self, kind: Kind, ids: &[u64]) -> Result<()> {
        let mut known = self.known.borrow_mut();
        if known.len() > MOST {
            known.clear();
        }
        let missing: Vec<u64> = ids
            .iter()
            .copied()
            .filter(|id| !known.contains_key(&RecordId { kind, id: *id }))
            .collect();
        known.extend(missing.iter().map(|id| (RecordId { kind, id: *id }, None)));
        for stored in self.reader.records(kind, &missing)? {
            let name = labels::name(&stored.record).to_owned();
            known.insert(stored.record.id(), Some(name));
        }
        Ok(())
    }

    /// The name of a record; none if the audience may not know of it or it has none.
    pub(super) fn of(&self, record: RecordId) -> Result<Option<String>> {
        let name = if let Some(labels) = &self.public {
            labels.of(record)?.map(|name| name.to_string())
        } else {
            self.fetch(record.kind, &[record.id])?;
            self.known.borrow().get(&record).cloned().flatten()
        };
        Ok(name.filter(|name| !name.is_empty()))
    }

    /// The names of several records in one cell.
    pub(super) fn list<I: Into<RecordId>>(&self, ids: impl Iterator<Item = I>) -> Result<String> {
        let mut names = Vec::new();
        for id in ids {
            names.extend(self.of(id.into())?);
        }
        Ok(list(names))
    }

    /// The name of the agent, followed in brackets by the name as written where that is another; without an agent the name as written.
    pub(super) fn party(&self, party: &Party) -> Result<String> {
        let name = match party.agent() {
            Some(agent) => self.of(agent.into())?,
            None => None,
        };
        Ok(match name {
            Some(name) if party.written.is_empty() || name == party.written => name,
            Some(name) => format!("{name} [{}]", party.written),
            None => party.written.clone(),
        })
    }
}
