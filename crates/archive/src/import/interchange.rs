//! Records in Fonds' own interchange format into the archive.
//!
//! Records keep their ids. If an id belongs to another record here, the newcomer gets another one, every reference to it in the file follows, and the report says so.

use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use fonds_formats::jsonl::{Item, Lines};
use fonds_formats::{Problem, Severity};
use fonds_model::{Decision, Kind, Question, Record, RecordId, State};
use fonds_store::{Batch, Put};

use self::rejected::{Meant, meant, with_lines};
use self::survey::{Survey, survey};
use super::place::Placing;
use super::rejects::Rejects;
use super::{Desk, FileReport, ImportOptions, Progress, Report};
use crate::error::{Error, Result};
use crate::naming::KnownNames;
use crate::proposals;
use crate::renumber::renumber;

mod rejected;
mod survey;

/// Lines in one transaction.
const BATCH: usize = 500;

/// Bytes of texts and other files in one transaction, of which the last may go beyond; a batch is held in memory.
const BATCH_BYTES: usize = 32 << 20;

/// The ids that a file has used, each with its line.
#[derive(Default)]
struct Ids {
    lines: HashMap<RecordId, u64>,
}

impl Ids {
    /// Sets records aside whose id stands on an earlier line: which of the two is meant is not for a program to say.
    fn without_repeated(
        &mut self,
        items: Vec<Numbered>,
        file: &str,
        rejected: &mut Vec<Problem>,
    ) -> Vec<Numbered> {
        let mut kept = Vec::with_capacity(items.len());
        for numbered in items {
            if let Item::Record(record) = &numbered.item {
                let id = record.id();
                if let Some(first) = self.lines.get(&id) {
                    let advice = format!(
                        "line {first} has a record of this id already; give one of them another id"
                    );
                    let problem = Problem::new(Severity::Error, file, &id.to_string(), advice);
                    rejected.push(problem.at_line(numbered.line).in_field("id"));
                    continue;
                }
                self.lines.insert(id, numbered.line);
            }
            kept.push(numbered);
        }
        kept
    }
}

/// A line with its number.
struct Numbered {
    line: u64,
    item: Item,
}

/// The import of one file.
pub(super) struct FileImport<'a> {
    pub(super) path: &'a Path,
    /// The name under which the file is known in reports.
    pub(super) name: &'a str,
    pub(super) options: &'a ImportOptions,
    pub(super) report: &'a mut Report,
    pub(super) rejects: &'a mut Rejects,
}

impl FileImport<'_> {
    /// Imports the file in batches.
    pub(super) fn import(
        &mut self,
        desk: &mut Desk<'_, '_>,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<()> {
        let name = self.name;
        let survey = survey(desk, self.path, name)?;
        self.begin_report(name, &survey);
        let mut done = 0;
        let mut rejected = Vec::new();
        let mut lines = open(self.path, name)?;
        let mut ids = Ids::default();
        loop {
            let items = batch(&mut lines, &mut rejected);
            if items.is_empty() {
                break;
            }
            let items = ids.without_repeated(items, name, &mut rejected);
            done += items.len() as u64;
            desk.step(|batch| {
                for numbered in items {
                    self.take(batch, numbered, &survey.moved, name)?;
                }
                Ok(())
            })?;
            progress(Progress {
                done: done + rejected.len() as u64,
                total: survey.lines,
            });
        }
        self.reject(rejected)
    }

    fn begin_report(&mut self, name: &str, survey: &Survey) {
        self.report.files.push(FileReport {
            name: name.to_owned(),
            format: "jsonl",
            generation: None,
            entries: survey.documents,
            part: None,
            collection: None,
            unread: Vec::new(),
        });
        let mut moved: Vec<_> = survey.moved.iter().collect();
        moved.sort_unstable();
        for (from, to) in moved {
            let advice = format!(
                "the id is taken by another record here; the record came in as {}/{to}",
                from.kind
            );
            let problem = Problem::new(Severity::Warning, name, &from.to_string(), advice);
            self.report.problems.push(problem.in_field("id"));
        }
    }

    fn reject(&mut self, rejected: Vec<Problem>) -> Result<()> {
        for (problem, text) in with_lines(self.path, rejected)? {
            match meant(&text) {
                Meant::Record(Kind::Document) => {
                    self.report.entries += 1;
                    self.report.rejected += 1;
                    if let Some(file) = self.report.files.last_mut() {
                        file.entries += 1;
                    }
                }
                Meant::Record(kind) => self.report.other(kind).rejected += 1,
                Meant::Blob => {}
            }
            self.report.problems.push(problem.clone());
            self.rejects.add(problem, text);
        }
        Ok(())
    }

    fn take(
        &mut self,
        batch: &mut Batch<'_>,
        numbered: Numbered,
        moved: &HashMap<RecordId, u64>,
        file: &str,
    ) -> Result<()> {
        let mut record = match numbered.item {
            Item::Blob(blob) => {
                batch.put_blob(&blob.bytes, &blob.media_type)?;
                return Ok(());
            }
            Item::Record(record) => record,
        };
        if !moved.is_empty() {
            renumber(&mut record, moved);
        }
        // Only what has news becomes a draft; what strangers see already stays as it is.
        if self.options.draft
            && batch
                .record(record.id())?
                .is_none_or(|known| known.record != record)
        {
            record.standing_mut().state = State::Draft;
        }
        self.miss_blobs(batch, &record, numbered.line, file)?;
        let put = batch.put(&record)?;
        match &record {
            _ if put == Put::Unchanged => {}
            Record::Document(document) => {
                self.report.proposed += proposals::refresh(batch, document)?;
            }
            Record::Decision(decision) => self.settle(batch, decision)?,
            _ => {}
        }
        self.count(record.kind(), put);
        Ok(())
    }

    /// Reports files that a record names and that are not here.
    fn miss_blobs(
        &mut self,
        batch: &Batch<'_>,
        record: &Record,
        line: u64,
        file: &str,
    ) -> Result<()> {
        for sha256 in record.blobs() {
            if batch.blob_info(sha256)?.is_none() {
                let advice = "the record names a file that is neither in the archive nor on an earlier line; put the line of the blob before it";
                let problem = Problem::new(Severity::Error, file, sha256, advice);
                self.report
                    .problems
                    .push(problem.at_line(line).in_field("blob"));
            }
        }
        Ok(())
    }

    /// Applies a new decision to documents that are here already.
    fn settle(&mut self, batch: &mut Batch<'_>, decision: &Decision) -> Result<()> {
        let Question::SameDocument { one, other } = &decision.question else {
            return Ok(());
        };
        let mut placing = Placing {
            batch,
            names: &mut KnownNames::default(),
            dates_of_summaries: &HashMap::new(),
            page_keys: &HashSet::new(),
            state: State::Published,
            report: self.report,
        };
        placing.settle(one, other)
    }

    fn count(&mut self, kind: Kind, put: Put) {
        if kind == Kind::Document {
            self.report.entries += 1;
            match put {
                Put::Unchanged => self.report.unchanged += 1,
                Put::Appended { version: 1, .. } => self.report.created += 1,
                Put::Appended { .. } => self.report.changed += 1,
            }
            return;
        }
        let tally = self.report.other(kind);
        match put {
            Put::Unchanged => tally.unchanged += 1,
            Put::Appended { version: 1, .. } => tally.created += 1,
            Put::Appended { .. } => tally.changed += 1,
        }
    }
}

fn open(path: &Path, name: &str) -> Result<Lines<BufReader<File>>> {
    let file = File::open(path).map_err(|error| Error::file("read", path, error))?;
    Ok(Lines::new(name, BufReader::with_capacity(1 << 16, file)))
}

/// The next lines for one transaction, none at the end; bad ones are set aside.
fn batch(lines: &mut Lines<BufReader<File>>, rejected: &mut Vec<Problem>) -> Vec<Numbered> {
    let mut batch = Vec::with_capacity(BATCH);
    let mut bytes = 0;
    while batch.len() < BATCH && bytes < BATCH_BYTES {
        match lines.next() {
            Some((line, Ok(item))) => {
                if let Item::Blob(blob) = &item {
                    bytes += blob.bytes.len();
                }
                batch.push(Numbered { line, item });
            }
            Some((_, Err(problem))) => rejected.push(problem),
            None => break,
        }
    }
    batch
}
