//! One entry into the archive: known, changed, joined with others, or new.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use fonds_model::{Document, DocumentId, Kind, Provenance, Record, RecordId, State};
use fonds_store::Batch;

use super::Report;
use crate::compose::{compose, keep_edits};
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
        let mut alike = self.alike(&keys)?;
        if let Some((document, old_key)) = self.retitled(&alike, &entry) {
            return self.retitle(document, &old_key, entry);
        }
        self.part_other_dates(&keys)?;
        if alike.is_empty() {
            let document = self.compose(None, vec![entry])?;
            self.put(document)?;
            return Ok(Outcome::Created);
        }
        self.regroup(&mut alike, &keys, Some(entry))
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
            let keys = join::keys(&EntryReading::of(&document.provenance[0]));
            let parts = join::partition(document.provenance.clone(), false);
            if parts.len() > 1 {
                self.distribute(vec![document], parts, &keys)?;
            }
        }
        Ok(())
    }

    /// Decides anew which of the entries alike are one document.
    fn regroup(
        &mut self,
        alike: &mut Vec<Document>,
        keys: &JoinKeys,
        new: Option<Provenance>,
    ) -> Result<Outcome> {
        let tells = self.tells(keys)?;
        let same_key = |entry: &&Provenance| {
            join::keys(&EntryReading::of(entry)).date_and_summary == keys.date_and_summary
        };
        let mut entries: Vec<Provenance> = alike
            .iter()
            .flat_map(|document| document.provenance.iter().filter(same_key))
            .cloned()
            .collect();
        let name = new
            .as_ref()
            .map(|entry| (entry.source.clone(), entry.key.clone()));
        entries.extend(new);
        let parts = join::partition(entries, tells);
        let joined = parts.iter().any(|part| {
            let has_new = part
                .iter()
                .any(|entry| Some((entry.source.clone(), entry.key.clone())) == name);
            has_new && part.len() > 1
        });
        self.distribute(std::mem::take(alike), parts, keys)?;
        Ok(if joined {
            Outcome::Joined
        } else {
            Outcome::Created
        })
    }

    /// Gives each part a document: one that holds most of its entries already, else a new one.
    fn distribute(
        &mut self,
        documents: Vec<Document>,
        parts: Vec<Vec<Provenance>>,
        keys: &JoinKeys,
    ) -> Result<()> {
        let mut homes: BTreeMap<u64, Document> = documents
            .into_iter()
            .map(|document| (document.id.0, document))
            .collect();
        let mut taken: BTreeMap<usize, Document> = BTreeMap::new();
        let mut left: Vec<(usize, &Vec<Provenance>)> = parts.iter().enumerate().collect();
        // The largest part keeps the id; of equal ones the first.
        left.sort_by_key(|(index, part)| (std::cmp::Reverse(part.len()), *index));
        for (index, part) in left {
            let holds = |document: &Document| {
                part.iter().any(|entry| {
                    document
                        .provenance
                        .iter()
                        .any(|known| is_same(known, entry))
                })
            };
            let home = homes
                .iter()
                .find(|(_, document)| holds(document))
                .map(|(id, _)| *id);
            if let Some(document) = home.and_then(|id| homes.remove(&id)) {
                taken.insert(index, document);
            }
        }
        for (index, part) in parts.into_iter().enumerate() {
            let document = match taken.remove(&index) {
                Some(document) => {
                    let entries = with_strangers(&document, part, keys);
                    self.compose(Some(document), entries)?
                }
                None => self.compose(None, part)?,
            };
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

fn is_same(one: &Provenance, other: &Provenance) -> bool {
    one.source == other.source && one.key == other.key
}

/// The entries of a part together with those of the document that came into it by other ways.
fn with_strangers(
    document: &Document,
    mut part: Vec<Provenance>,
    keys: &JoinKeys,
) -> Vec<Provenance> {
    let strangers = document.provenance.iter().filter(|entry| {
        join::keys(&EntryReading::of(entry)).date_and_summary != keys.date_and_summary
    });
    part.extend(strangers.cloned());
    part
}
