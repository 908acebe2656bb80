//! One entry into the archive: known, changed, joined with others, or new.

use std::collections::{HashMap, HashSet};

use fonds_model::{Document, DocumentId, EntryName, Kind, Provenance, Record, RecordId, State};
use fonds_store::Batch;

use super::Report;
use crate::compose::{compose, keep_edits};
use crate::decisions::{self, Decided};
use crate::error::Result;
use crate::join::{self, JoinKeys};
use crate::naming::{BatchNaming, KnownNames};
use crate::proposals;

mod group;

/// What became of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    Created,
    Joined,
    Changed,
    Unchanged,
}

/// All that placing an entry needs.
pub(super) struct Placing<'a, 'b> {
    pub(super) batch: &'a mut Batch<'b>,
    pub(super) names: &'a mut KnownNames,
    pub(super) dates_of_summaries: &'a HashMap<String, Option<String>>,
    pub(super) page_keys: &'a HashSet<String>,
    pub(super) state: State,
    pub(super) report: &'a mut Report,
}

impl Placing<'_, '_> {
    /// Places one entry of a source.
    pub(super) fn place(&mut self, entry: Provenance, keys: &JoinKeys) -> Result<Outcome> {
        if let Some(known) = self.batch.by_source(&entry.source, &entry.key)?
            && let Some(document) = self.document(known.id)?
        {
            return self.renew(document, entry);
        }
        let decided = Decided::about(self.batch, [&entry])?;
        let twins = self.twins(keys)?;
        let mut alike = self.alike(&twins)?;
        self.add_decided(&mut alike, &decided, &entry)?;
        if let Some((document, old_key)) = self.retitled(&alike, &entry) {
            return self.retitle(document, &old_key, entry);
        }
        self.part_other_dates(&twins)?;
        if alike.is_empty() {
            let document = self.compose(None, vec![entry])?;
            self.put(document)?;
            return Ok(Outcome::Created);
        }
        self.regroup(alike, keys, &twins, entry)
    }

    /// Applies a decision to documents that are here already.
    pub(super) fn settle(&mut self, one: &EntryName, other: &EntryName) -> Result<()> {
        let mut documents: Vec<Document> = Vec::new();
        for entry in [one, other] {
            let Some(record) = self.batch.by_source(&entry.source, &entry.key)? else {
                return Ok(());
            };
            if !documents.iter().any(|known| known.id.0 == record.id) {
                documents.extend(self.document(record.id)?);
            }
        }
        let entries: Vec<Provenance> = documents
            .iter()
            .flat_map(|document| document.provenance.clone())
            .collect();
        let decided = Decided::about(self.batch, &entries)?;
        let parts = join::partition(entries, true, &decided);
        let has = |part: &Vec<Provenance>, name: &EntryName| {
            part.iter().any(|entry| decisions::name(entry) == *name)
        };
        let are_one = parts.iter().any(|part| has(part, one) && has(part, other));
        if are_one && documents.len() == 2 {
            let all = parts.into_iter().flatten().collect();
            self.distribute(documents, vec![all])?;
        } else if !are_one && documents.len() == 1 {
            self.distribute(documents, parts)?;
        }
        Ok(())
    }

    /// Adds the documents that editors decided to be one with `entry`.
    fn add_decided(
        &mut self,
        alike: &mut Vec<Document>,
        decided: &Decided,
        entry: &Provenance,
    ) -> Result<()> {
        for other in decided.same_as(entry) {
            let Some(record) = self.batch.by_source(&other.source, &other.key)? else {
                continue;
            };
            if !alike.iter().any(|known| known.id.0 == record.id) {
                alike.extend(self.document(record.id)?);
            }
        }
        Ok(())
    }

    fn document(&mut self, id: u64) -> Result<Option<Document>> {
        let record = RecordId::from(DocumentId(id));
        let stored = self.batch.record(record)?;
        Ok(stored.and_then(|stored| match stored.record {
            Record::Document(document) => Some(*document),
            _ => None,
        }))
    }

    /// An entry imported before under the same source and key.
    fn renew(&mut self, document: Document, entry: Provenance) -> Result<Outcome> {
        let mut entries = document.provenance.clone();
        let Some(known) = entries
            .iter_mut()
            .find(|known| known.source == entry.source && known.key == entry.key)
        else {
            return Ok(Outcome::Unchanged);
        };
        let renewed = Provenance {
            former: known.former.clone(),
            collection: entry.collection.or(known.collection),
            ..entry
        };
        if *known == renewed {
            return Ok(Outcome::Unchanged);
        }
        replace(known, renewed);
        let document = self.compose(Some(document), entries)?;
        self.put(document)?;
        Ok(Outcome::Changed)
    }

    /// The document in which this source's own page once had the entry under a title that is no longer there.
    fn retitled(&self, alike: &[Document], entry: &Provenance) -> Option<(Document, String)> {
        alike.iter().find_map(|document| {
            let known = document.provenance.iter().find(|known| {
                known.source == entry.source && !self.page_keys.contains(&known.key)
            })?;
            Some((document.clone(), known.key.clone()))
        })
    }

    fn retitle(&mut self, document: Document, old_key: &str, entry: Provenance) -> Result<Outcome> {
        let mut entries = document.provenance.clone();
        let is_old = |known: &&mut Provenance| known.source == entry.source && known.key == old_key;
        if let Some(known) = entries.iter_mut().find(is_old) {
            let collection = entry.collection.or(known.collection);
            replace(
                known,
                Provenance {
                    collection,
                    ..entry
                },
            );
        }
        let document = self.compose(Some(document), entries)?;
        self.put(document)?;
        Ok(Outcome::Changed)
    }

    fn compose(
        &mut self,
        existing: Option<Document>,
        entries: Vec<Provenance>,
    ) -> Result<Document> {
        let (mut made, mut renamed) = (Vec::new(), Vec::new());
        let id = match &existing {
            Some(document) => document.id,
            None => DocumentId(self.batch.mint(Kind::Document)?),
        };
        let mut naming = BatchNaming {
            batch: &mut *self.batch,
            known: &mut *self.names,
            state: self.state,
            made: &mut made,
            renamed: &mut renamed,
        };
        let mut document = if let Some(existing) = existing {
            let mut old = compose(id, existing.provenance.clone(), &mut naming)?;
            let mut new = compose(id, entries, &mut naming)?;
            old.standing = existing.standing.clone();
            new.standing = existing.standing.clone();
            // News of a draft import wait as a draft of the document that strangers see.
            if self.state == State::Draft && existing.standing.state == State::Published {
                new.standing.state = State::Draft;
            }
            keep_edits(&existing, &old, new)
        } else {
            let mut document = compose(id, entries, &mut naming)?;
            document.standing.state = self.state;
            document
        };
        document.id = id;
        for kind in made {
            self.report.other(kind).created += 1;
        }
        for kind in renamed {
            self.report.other(kind).changed += 1;
        }
        Ok(document)
    }

    fn put(&mut self, document: Document) -> Result<()> {
        let record = Record::from(document);
        self.batch.put(&record)?;
        if let Record::Document(document) = &record {
            self.report.proposed += proposals::refresh(self.batch, document)?;
        }
        Ok(())
    }
}

/// Puts the renewed entry in the place of the known one, which keeps what it said before.
pub(super) fn replace(known: &mut Provenance, renewed: Provenance) {
    let before = std::mem::replace(known, renewed);
    known.former = before.former;
    if before.fields != known.fields {
        known.former.push(before.fields);
    }
}
