//! One entry into the archive: known, changed, joined with others, or new.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use fonds_model::{Document, DocumentId, EntryName, Kind, Provenance, Record, RecordId, State};
use fonds_store::Batch;

use super::Report;
use crate::compose::{compose, keep_edits};
use crate::decisions::{self, Decided};
use crate::error::Result;
use crate::findings::{DATE_AND_SUMMARY, SUMMARY_AND_DATE};
use crate::join::{self, JoinKeys};
use crate::naming::{BatchNaming, KnownNames};
use crate::proposals;
use crate::reading::EntryReading;

/// What became of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    Created,
    Joined,
    Changed,
    Unchanged,
}

/// How many documents of one summary are looked at for other dates; a summary on more than that tells nothing anyway.
const MANY: u32 = 64;

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
    pub(super) fn place(&mut self, entry: Provenance) -> Result<Outcome> {
        if let Some(known) = self.batch.by_source(&entry.source, &entry.key)?
            && let Some(document) = self.document(known.id)?
        {
            return self.renew(document, entry);
        }
        let keys = join::keys(&EntryReading::of(&entry));
        let decided = Decided::about(self.batch, [&entry])?;
        let mut alike = self.alike(&keys)?;
        self.add_decided(&mut alike, &decided, &entry)?;
        if let Some((document, old_key)) = self.retitled(&alike, &entry) {
            return self.retitle(document, &old_key, entry);
        }
        self.part_other_dates(&keys)?;
        if alike.is_empty() {
            let document = self.compose(None, vec![entry])?;
            self.put(document)?;
            return Ok(Outcome::Created);
        }
        self.regroup(alike, &keys, entry)
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

    /// Documents with an entry of equal date and summary.
    fn alike(&mut self, keys: &JoinKeys) -> Result<Vec<Document>> {
        let Some(key) = &keys.date_and_summary else {
            return Ok(Vec::new());
        };
        let mut documents = Vec::new();
        for record in self.batch.lookup(DATE_AND_SUMMARY, key)? {
            documents.extend(self.document(record.id)?);
        }
        Ok(documents)
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

    /// True if the summary stands on one date only, in this run and in the archive.
    fn tells(&mut self, keys: &JoinKeys) -> Result<bool> {
        let Some((summary, date)) = keys.summary.as_ref().zip(keys.date.as_ref()) else {
            return Ok(false);
        };
        if matches!(self.dates_of_summaries.get(summary), Some(None)) {
            return Ok(false);
        }
        let found = self
            .batch
            .lookup_prefix(SUMMARY_AND_DATE, &format!("{summary}:"), MANY)?;
        let own = format!("{summary}:{date}");
        Ok(found.iter().all(|(key, _)| *key == own))
    }

    /// A summary that now stands on a second date no longer joins entries of other titles: those that it joined are parted.
    fn part_other_dates(&mut self, keys: &JoinKeys) -> Result<()> {
        let Some((summary, date)) = keys.summary.as_ref().zip(keys.date.as_ref()) else {
            return Ok(());
        };
        let own = format!("{summary}:{date}");
        let found = self
            .batch
            .lookup_prefix(SUMMARY_AND_DATE, &format!("{summary}:"), MANY)?;
        let elsewhere: BTreeSet<u64> = found
            .iter()
            .filter(|(key, _)| *key != own)
            .map(|(_, record)| record.id)
            .collect();
        for id in elsewhere {
            let Some(document) = self.document(id)? else {
                continue;
            };
            if document.provenance.len() < 2 {
                continue;
            }
            let decided = Decided::about(self.batch, &document.provenance)?;
            let parts = join::partition(document.provenance.clone(), false, &decided);
            if parts.len() > 1 {
                self.distribute(vec![document], parts)?;
            }
        }
        Ok(())
    }

    /// Decides anew which of the entries alike are one document with `new`.
    fn regroup(
        &mut self,
        alike: Vec<Document>,
        keys: &JoinKeys,
        new: Provenance,
    ) -> Result<Outcome> {
        let tells = self.tells(keys)?;
        let name = decisions::name(&new);
        let known = alike.iter().flat_map(|document| &document.provenance);
        let decided = Decided::about(self.batch, known.clone().chain([&new]))?;
        let is_concerned = |entry: &&Provenance| {
            let own = join::keys(&EntryReading::of(entry));
            own.date_and_summary == keys.date_and_summary || decided.of(entry, &new).is_some()
        };
        let mut entries: Vec<Provenance> = known.filter(is_concerned).cloned().collect();
        entries.push(new);
        let parts = join::partition(entries, tells, &decided);
        let joined = parts
            .iter()
            .any(|part| part.len() > 1 && part.iter().any(|entry| decisions::name(entry) == name));
        self.distribute(alike, parts)?;
        Ok(if joined {
            Outcome::Joined
        } else {
            Outcome::Created
        })
    }

    /// Gives each part a document: one that holds some of its entries already, else a new one.
    ///
    /// Entries of the documents that stand in no part stay where they are; a document that is left without a part gives way to the one that took its entries.
    fn distribute(&mut self, documents: Vec<Document>, parts: Vec<Vec<Provenance>>) -> Result<()> {
        let considered: BTreeSet<EntryName> = parts.iter().flatten().map(decisions::name).collect();
        let (mut taken, left) = homes(documents, &parts);
        let mut takers: Vec<(DocumentId, Vec<Provenance>)> = Vec::new();
        for (index, part) in parts.into_iter().enumerate() {
            let home = taken.remove(&index);
            let strangers = home.iter().flat_map(|document| &document.provenance);
            let strangers = strangers.filter(|entry| !considered.contains(&decisions::name(entry)));
            let entries = part.iter().chain(strangers).cloned().collect();
            let document = self.compose(home, entries)?;
            takers.push((document.id, part));
            self.put(document)?;
        }
        for mut document in left {
            let successor = takers.iter().find(|(_, part)| holds_any(&document, part));
            document.standing.state = State::Withdrawn;
            document.standing.merged_into = successor.map(|(id, _)| id.0);
            self.put(document)?;
        }
        Ok(())
    }

    fn compose(
        &mut self,
        existing: Option<Document>,
        entries: Vec<Provenance>,
    ) -> Result<Document> {
        let mut made: Vec<Kind> = Vec::new();
        let id = match &existing {
            Some(document) => document.id,
            None => DocumentId(self.batch.mint(Kind::Document)?),
        };
        let mut naming = BatchNaming {
            batch: &mut *self.batch,
            known: &mut *self.names,
            made: &mut made,
        };
        let mut document = if let Some(existing) = existing {
            let mut old = compose(id, existing.provenance.clone(), &mut naming)?;
            let mut new = compose(id, entries, &mut naming)?;
            old.standing = existing.standing.clone();
            new.standing = existing.standing.clone();
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
fn replace(known: &mut Provenance, renewed: Provenance) {
    let before = std::mem::replace(known, renewed);
    known.former = before.former;
    if before.fields != known.fields {
        known.former.push(before.fields);
    }
}

/// Which part each document goes on with, by the part's place, and the documents that none is left for.
///
/// The largest part chooses first; of equal ones the first.
fn homes(
    documents: Vec<Document>,
    parts: &[Vec<Provenance>],
) -> (BTreeMap<usize, Document>, Vec<Document>) {
    let mut homes: BTreeMap<u64, Document> = documents
        .into_iter()
        .map(|document| (document.id.0, document))
        .collect();
    let mut taken = BTreeMap::new();
    let mut order: Vec<usize> = (0..parts.len()).collect();
    order.sort_by_key(|index| (Reverse(parts[*index].len()), *index));
    for index in order {
        let home = homes
            .iter()
            .find(|(_, document)| holds_any(document, &parts[index]))
            .map(|(id, _)| *id);
        if let Some(document) = home.and_then(|id| homes.remove(&id)) {
            taken.insert(index, document);
        }
    }
    (taken, homes.into_values().collect())
}

fn holds_any(document: &Document, entries: &[Provenance]) -> bool {
    document.provenance.iter().any(|known| {
        entries
            .iter()
            .any(|entry| entry.source == known.source && entry.key == known.key)
    })
}
