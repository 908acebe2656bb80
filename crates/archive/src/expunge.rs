//! Taking words back for good, by order of a court or of those whose words they are.
//!
//! The row of the log stays with its checksum, hand and reason, and the record's address leads to a tombstone; what the row said goes, from the log, the blobs, the index and the reports of runs.
//! Backups made before, files that were imported, and copies elsewhere are beyond this program's reach; the answer names what it knows of them.

use std::collections::BTreeSet;
use std::fs;

use fonds_model::{Record, RecordId};
use fonds_store::{Batch, Hand};
use serde::Serialize;

use self::words::Words;
use crate::archive::Archive;
use crate::error::{Error, Result};
use crate::findings::{DECISION_ENTRY, entry_key};
use crate::proposals;
use crate::rehearsal::Rehearsal;

mod tombstone;
mod words;

/// What is to be expunged, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExpungeOrder {
    /// The record.
    pub record: RecordId,
    /// Versions of it that lose their contents; none stands for the whole record, which is withdrawn.
    pub versions: BTreeSet<u32>,
    /// Why, in words that stay in the log for ever.
    pub reason: String,
    /// Tell what would go and change nothing.
    pub dry_run: bool,
}

/// What was expunged, or would be.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ExpungeReport {
    /// The record, as kind and id.
    pub record: String,
    /// Versions that lost their contents.
    pub versions: Vec<u32>,
    /// Their rows in the log.
    pub rows: Vec<i64>,
    /// The record is withdrawn and leaves a tombstone.
    pub withdrawn: bool,
    /// Checksums of blobs that went with them.
    pub blobs: Vec<String>,
    /// Checksums of blobs that stay, because other contents name them.
    pub shared_blobs: Vec<String>,
    /// Runs whose reports repeated some of the words and were cut to their counts.
    pub runs: Vec<i64>,
    /// Sources that the contents came from: imported again, they would bring them back.
    pub sources: Vec<String>,
    /// Editors' decisions that name entries of the record by their words; to be expunged on their own.
    pub decisions: Vec<String>,
    /// Files with rejects that hold some of the words; to be removed by hand.
    pub rejects: Vec<String>,
    /// Nothing was changed because nothing was to be.
    pub dry_run: bool,
}

impl Archive {
    /// Carries out an order, and makes sure that no file of the archive holds the words any longer.
    ///
    /// An order that was cut short is carried to its end by giving it again.
    pub fn expunge(
        &self,
        order: &ExpungeOrder,
        progress: &mut dyn FnMut(u64, u64),
    ) -> Result<ExpungeReport> {
        if order.reason.trim().is_empty() {
            return Err(Error::Refused(
                "a reason is needed: it is all that will be known later; give it with --reason"
                    .to_owned(),
            ));
        }
        let hand = Hand::new("expunge", order.reason.as_str());
        let done: std::result::Result<_, Rehearsal<_>> = self.store().write(&hand, |batch| {
            let done = carry_out(batch, order)?;
            if order.dry_run {
                return Err(Rehearsal::Over(Box::new(done)));
            }
            Ok(done)
        });
        let (mut report, words) = match done {
            Ok(done) => done,
            Err(Rehearsal::Over(done)) => *done,
            Err(Rehearsal::Failed(error)) => return Err(error),
        };
        if order.dry_run {
            report.rejects = self.rejects_with(&words)?;
            return Ok(report);
        }
        let rejects = self
            .clear_files(progress)
            .and_then(|()| self.rejects_with(&words));
        report.rejects = rejects.map_err(|source| Error::HalfExpunged {
            record: order.record,
            source: Box::new(source),
        })?;
        Ok(report)
    }

    /// Makes sure that no file holds what the log no longer has.
    fn clear_files(&self, progress: &mut dyn FnMut(u64, u64)) -> Result<()> {
        self.store().scrub()?;
        self.reindex(progress)?;
        Ok(())
    }

    /// Files with rejects that hold some of the words.
    fn rejects_with(&self, words: &Words) -> Result<Vec<String>> {
        let folder = self.folder().join("rejects");
        let entries = match fs::read_dir(&folder) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
            other => other.map_err(|error| Error::file("read the folder", &folder, error))?,
        };
        let mut found = Vec::new();
        for entry in entries {
            let path = entry
                .map_err(|error| Error::file("read the folder", &folder, error))?
                .path();
            let bytes = fs::read(&path).map_err(|error| Error::file("read", &path, error))?;
            if words.stand_in(&String::from_utf8_lossy(&bytes)) {
                found.push(path.display().to_string());
            }
        }
        found.sort();
        Ok(found)
    }
}

/// Does in one transaction all that the log has to do with; gives the words that went as well.
fn carry_out(batch: &mut Batch<'_>, order: &ExpungeOrder) -> Result<(ExpungeReport, Words)> {
    let id = order.record;
    if batch.history(id)?.is_empty() {
        return Err(fonds_store::Error::NoSuchRecord { record: id }.into());
    }
    let is_whole = order.versions.is_empty();
    let versions = if is_whole {
        withdraw(batch, id)?
    } else {
        order.versions.clone()
    };
    let expunged = batch.expunge(id, &versions)?;
    if !is_whole && !expunged.seqs.is_empty() {
        // So that the history tells by whose hand they went, and why.
        batch.affirm(id, &expunged)?;
    }
    if let Some(Record::Document(document)) = batch.record(id)?.map(|stored| stored.record) {
        proposals::refresh(batch, &document)?;
    }
    let words = Words::of(&expunged.contents);
    let mut report = ExpungeReport {
        record: id.to_string(),
        versions: expunged.versions,
        rows: expunged.seqs,
        withdrawn: is_whole,
        blobs: expunged.blobs,
        shared_blobs: expunged.shared_blobs,
        runs: cut_reports(batch, &words)?,
        dry_run: order.dry_run,
        ..ExpungeReport::default()
    };
    name_origins(batch, &expunged.contents, &mut report)?;
    Ok((report, words))
}

/// Puts a tombstone in the record's place, and gives the versions before it.
fn withdraw(batch: &mut Batch<'_>, id: RecordId) -> Result<BTreeSet<u32>> {
    let latest = batch.record(id)?;
    if let Some(stored) = &latest {
        batch.put(&tombstone::of(&stored.record))?;
    }
    let history = batch.history(id)?;
    let before = history.iter().rev().skip(1);
    Ok(before.map(|revision| revision.version).collect())
}

/// Cuts reports of runs that repeat some of the words to their counts.
fn cut_reports(batch: &mut Batch<'_>, words: &Words) -> Result<Vec<i64>> {
    let mut cut = Vec::new();
    for run in batch.runs(u32::MAX)? {
        let Some(report) = run
            .report
            .as_deref()
            .filter(|report| words.stand_in(report))
        else {
            continue;
        };
        batch.replace_report(run.id, &words::without_quotations(report))?;
        cut.push(run.id);
    }
    cut.sort_unstable();
    Ok(cut)
}

/// Names the sources that the contents came from, and the decisions that name their entries.
fn name_origins(batch: &Batch<'_>, contents: &[String], report: &mut ExpungeReport) -> Result<()> {
    let mut sources = BTreeSet::new();
    let mut decisions = BTreeSet::new();
    for json in contents {
        let Ok(record) = Record::parse(json) else {
            continue;
        };
        for entry in record.provenance() {
            sources.insert(entry.source.clone());
            let key = entry_key(&entry.source, &entry.key);
            let found = batch.lookup(DECISION_ENTRY, &key)?;
            decisions.extend(found.iter().map(ToString::to_string));
        }
    }
    report.sources = sources.into_iter().collect();
    report.decisions = decisions.into_iter().collect();
    Ok(())
}
