//! Which entries are one document: grouping decided anew when an entry comes or a decision is made.
//!
//! The outcome depends on the entries that are there and not on the order in which they came.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use fonds_model::{Document, DocumentId, EntryName, Provenance, Standing, State};

use super::{Outcome, Placing};
use crate::decisions::{self, Decided};
use crate::error::Result;
use crate::findings::SUMMARY_AND_DATE;
use crate::join::{self, JoinKeys};
use crate::reading::EntryReading;

/// How many entries of one date and summary may be compared.
///
/// More are a series with a set phrase for a summary: they stay apart, in whatever order they came, and none costs more than the one before.
const SERIES: usize = 64;

/// Rows of a lookup that are read, one more than a series needs to be known.
const LOOKED_AT: u32 = 65;

/// Documents with the summary of an entry, by id.
#[derive(Debug, Default)]
pub(super) struct Twins {
    /// Those with an entry of this summary on the same date; more than a series has are not all listed.
    same_date: Vec<u64>,
    /// If the summary tells, on how many other dates it stands, as far as was looked.
    other_dates: usize,
    /// Those on other dates; none if there are too many, for then they are a series.
    elsewhere: Vec<u64>,
}

impl Placing<'_, '_> {
    /// Looks for documents with the summary of an entry.
    pub(super) fn twins(&mut self, keys: &JoinKeys) -> Result<Twins> {
        let Some(own) = &keys.summary_and_date else {
            return Ok(Twins::default());
        };
        let every_date = keys
            .telling_summary
            .as_ref()
            .map(|summary| format!("{summary}:"));
        let prefix = every_date.as_ref().unwrap_or(own);
        let mut found = self
            .batch
            .lookup_prefix(SUMMARY_AND_DATE, prefix, LOOKED_AT)?;
        let is_cut = found.len() > SERIES;
        let mut twins = Twins::default();
        if every_date.is_some() {
            let dates: BTreeSet<&str> = found
                .iter()
                .map(|(key, _)| key.as_str())
                .filter(|key| key != own)
                .collect();
            twins.other_dates = dates.len();
            let others = found.iter().filter(|(key, _)| key != own && !is_cut);
            twins.elsewhere = others.map(|(_, record)| record.id).collect();
            if is_cut {
                found = self.batch.lookup_prefix(SUMMARY_AND_DATE, own, LOOKED_AT)?;
            }
        }
        found.retain(|(key, _)| key == own);
        twins.same_date = found.iter().map(|(_, record)| record.id).collect();
        Ok(twins)
    }

    /// Documents with an entry of equal date and summary; none if they are a series.
    pub(super) fn alike(&mut self, twins: &Twins) -> Result<Vec<Document>> {
        if twins.same_date.len() > SERIES {
            return Ok(Vec::new());
        }
        let mut documents = Vec::new();
        for id in &twins.same_date {
            documents.extend(self.document(*id)?);
        }
        let entries: usize = documents
            .iter()
            .map(|document| document.provenance.len())
            .sum();
        if entries < SERIES {
            return Ok(documents);
        }
        // With the new entry they become a series: what the rules had joined is parted.
        for document in documents {
            self.part(document, join::apart)?;
        }
        Ok(Vec::new())
    }

    /// Gives each of the parts into which a document falls a document of its own.
    fn part(
        &mut self,
        document: Document,
        split: impl FnOnce(Vec<Provenance>, &Decided) -> Vec<Vec<Provenance>>,
    ) -> Result<()> {
        if document.provenance.len() < 2 {
            return Ok(());
        }
        let decided = Decided::about(self.batch, &document.provenance)?;
        let parts = split(document.provenance.clone(), &decided);
        if parts.len() > 1 {
            self.distribute(vec![document], parts)?;
        }
        Ok(())
    }

    /// True if the summary stands on one date only, in this run and in the archive.
    fn tells(&self, keys: &JoinKeys, twins: &Twins) -> bool {
        let Some(summary) = &keys.telling_summary else {
            return false;
        };
        twins.other_dates == 0 && !matches!(self.dates_of_summaries.get(summary), Some(None))
    }

    /// A summary that now stands on a second date no longer joins entries of other titles: those that it joined are parted.
    pub(super) fn part_other_dates(&mut self, twins: &Twins) -> Result<()> {
        // On two dates already, nothing is joined by this summary any more.
        if twins.other_dates != 1 || !twins.same_date.is_empty() {
            return Ok(());
        }
        for id in &twins.elsewhere {
            if let Some(document) = self.document(*id)? {
                self.part(document, |entries, decided| {
                    join::partition(entries, false, decided)
                })?;
            }
        }
        Ok(())
    }

    /// Decides anew which of the entries alike are one document with `new`.
    pub(super) fn regroup(
        &mut self,
        alike: Vec<Document>,
        keys: &JoinKeys,
        twins: &Twins,
        new: Provenance,
    ) -> Result<Outcome> {
        let tells = self.tells(keys, twins);
        let name = decisions::name(&new);
        let known = alike.iter().flat_map(|document| &document.provenance);
        let decided = Decided::about(self.batch, known.clone().chain([&new]))?;
        let is_concerned = |entry: &&Provenance| {
            let own = join::keys(&EntryReading::of(entry));
            own.summary_and_date == keys.summary_and_date || decided.of(entry, &new).is_some()
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
    pub(super) fn distribute(
        &mut self,
        documents: Vec<Document>,
        parts: Vec<Vec<Provenance>>,
    ) -> Result<()> {
        let considered: BTreeSet<EntryName> = parts.iter().flatten().map(decisions::name).collect();
        let origins: Vec<Standing> = parts
            .iter()
            .map(|part| self.standing_of_part(part, &documents))
            .collect();
        let (mut taken, left) = homes(documents, &parts);
        let mut takers: Vec<(DocumentId, Vec<Provenance>)> = Vec::new();
        for (index, part) in parts.into_iter().enumerate() {
            let home = taken.remove(&index);
            let strangers = home.iter().flat_map(|document| &document.provenance);
            let strangers = strangers.filter(|entry| !considered.contains(&decisions::name(entry)));
            let entries = part.iter().chain(strangers).cloned().collect();
            let is_new = home.is_none();
            let mut document = self.compose(home, entries)?;
            let origin = &origins[index];
            if is_new {
                document.standing = origin.clone();
            } else if document.standing.state == State::Published
                && (origin.state != State::Published || origin.embargo > document.standing.embargo)
            {
                // Words that were hidden do not come out by being joined to a public document.
                document.standing.state = State::Draft;
            }
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

    /// How a part of `documents` stands: hidden if any document that holds some of it is, new if none does.
    fn standing_of_part(&self, part: &[Provenance], documents: &[Document]) -> Standing {
        let holders = documents
            .iter()
            .filter(|document| holds_any(document, part))
            .map(|document| &document.standing);
        let rank = |standing: &&Standing| {
            let is_hidden = match standing.state {
                State::Published => 0,
                State::Withdrawn => 1,
                State::Draft => 2,
            };
            (is_hidden, standing.embargo)
        };
        let strictest = holders.max_by_key(rank);
        Standing {
            state: strictest.map_or(self.state, |standing| standing.state),
            embargo: strictest.and_then(|standing| standing.embargo),
            ..Standing::default()
        }
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
