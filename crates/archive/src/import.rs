//! Files into the archive.
//!
//! Every batch is one transaction of the log: what was reported is durable, and a run that is cut short leaves whole batches.
//! Importing again what is there already changes nothing.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use fonds_formats::{Format, Problem, Severity, listing::ListingPage};
use fonds_model::Kind;
use fonds_store::{Batch, Hand, View};
use serde::Serialize;

use crate::archive::Archive;
use crate::error::Result;
use crate::rehearsal::Rehearsal;

mod gather;
mod interchange;
mod namesakes;
mod page_records;
mod pages;
mod place;
mod rejects;

/// How an import is to be done.
#[derive(Debug, Clone, Default)]
pub struct ImportOptions {
    /// The format of every file; recognised file by file if absent.
    pub format: Option<Format>,
    /// Report what would happen and change nothing.
    pub dry_run: bool,
    /// Name of a collection that every document joins.
    pub collection: Option<String>,
    /// New records are drafts, and so is what is new of known ones; strangers go on seeing what they saw.
    pub draft: bool,
}

/// How far an import has come.
#[derive(Debug, Clone, Copy)]
pub struct Progress {
    /// Entries dealt with.
    pub done: u64,
    /// Entries to deal with, as far as known.
    pub total: u64,
}

/// What an import did to records other than documents.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// New records.
    pub created: u64,
    /// Known records with news.
    pub changed: u64,
    /// Known records without news.
    pub unchanged: u64,
    /// Records in the rejects file.
    pub rejected: u64,
}

/// What was found in one file.
#[derive(Debug, Clone, Serialize)]
pub struct FileReport {
    /// The file's name, which is the name of the source.
    pub name: String,
    /// The format it was read as.
    pub format: &'static str,
    /// The year in which its way of writing began, where it can be told.
    pub generation: Option<u16>,
    /// Its documents.
    pub entries: u64,
    /// The part of a longer list that it shows.
    pub part: Option<fonds_model::Part>,
    /// The collection whose page it is.
    pub collection: Option<String>,
    /// Lines that became nothing.
    pub unread: Vec<fonds_formats::listing::UnreadLine>,
}

/// What an import did.
///
/// `entries` = `created` + `joined` + `changed` + `unchanged` + `rejected`, counting documents only.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Report {
    /// Documents read.
    pub entries: u64,
    /// New documents.
    pub created: u64,
    /// Documents recognised as known from another entry.
    pub joined: u64,
    /// Documents imported before under the same source and key, with news.
    pub changed: u64,
    /// The same without news.
    pub unchanged: u64,
    /// Documents in the rejects file.
    pub rejected: u64,
    /// Pairs of documents that may be one, found by this import.
    pub proposed: u64,
    /// Records of other kinds.
    pub others: BTreeMap<Kind, Tally>,
    /// File by file what was found.
    pub files: Vec<FileReport>,
    /// What could not be read, and what to do about it.
    pub problems: Vec<Problem>,
    /// Where the rejected part lies.
    pub rejects: Option<PathBuf>,
    /// True if nothing was changed because nothing was to be.
    pub dry_run: bool,
}

impl Report {
    /// True if something was rejected or not read at all; what was read with a doubt or a warning is in.
    pub fn has_rejects(&self) -> bool {
        self.rejected > 0
            || self.others.values().any(|tally| tally.rejected > 0)
            || self
                .problems
                .iter()
                .any(|problem| problem.severity == Severity::Error)
    }

    fn other(&mut self, kind: Kind) -> &mut Tally {
        self.others.entry(kind).or_default()
    }
}

impl Archive {
    /// Imports files and folders; the index follows afterwards ([`Archive::follow`]).
    ///
    /// Pages are taken in the order of their names, so that the order on the command line makes no difference.
    /// An error means that a file could not be opened or the log not written; whole batches before it stand.
    pub fn import(
        &self,
        paths: &[PathBuf],
        options: &ImportOptions,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Report> {
        let mut gathered = gather::gather(paths, options)?;
        gathered
            .pages
            .sort_by(|one, other| one.name.cmp(&other.name));
        let mut report = Report {
            dry_run: options.dry_run,
            problems: std::mem::take(&mut gathered.problems),
            ..Report::default()
        };
        let mut rejects = std::mem::take(&mut gathered.rejects);
        let run = self.begin_run(options)?;
        let hand = Hand { run, ..hand() };
        let mut work = Work {
            gathered,
            options,
            report: &mut report,
            rejects: &mut rejects,
            progress,
        };
        if options.dry_run {
            self.rehearse(&hand, |batch| work.carry_out(&mut Desk::Rehearsal(batch)))?;
        } else {
            work.carry_out(&mut Desk::Log {
                archive: self,
                hand: &hand,
            })?;
            report.rejects = rejects.write(self.folder(), run)?;
            self.finish_run(run, &report)?;
        }
        Ok(report)
    }

    /// Works in one transaction that is then undone, so that a dry run sees all that a real one would.
    fn rehearse(&self, hand: &Hand, work: impl FnOnce(&mut Batch<'_>) -> Result<()>) -> Result<()> {
        let undone: std::result::Result<(), Rehearsal<()>> = self.store().write(hand, |batch| {
            work(batch)?;
            Err(Rehearsal::Over(()))
        });
        match undone {
            Ok(()) | Err(Rehearsal::Over(())) => Ok(()),
            Err(Rehearsal::Failed(error)) => Err(error),
        }
    }

    fn begin_run(&self, options: &ImportOptions) -> Result<Option<i64>> {
        if options.dry_run {
            return Ok(None);
        }
        self.store()
            .write(&hand(), |batch| Ok(Some(batch.begin_run("import")?)))
    }

    fn finish_run(&self, run: Option<i64>, report: &Report) -> Result<()> {
        let Some(run) = run else { return Ok(()) };
        let json = serde_json::to_string(report).expect("a report has only strings and numbers");
        self.store()
            .write(&hand(), |batch| Ok(batch.finish_run(run, &json)?))
    }
}

/// The hand that imports.
fn hand() -> Hand {
    Hand::new("import", "")
}

/// All that is to be done in a run.
struct Work<'a> {
    gathered: Gathered,
    options: &'a ImportOptions,
    report: &'a mut Report,
    rejects: &'a mut rejects::Rejects,
    progress: &'a mut dyn FnMut(Progress),
}

impl Work<'_> {
    fn carry_out(&mut self, desk: &mut Desk<'_, '_>) -> Result<()> {
        let pages = std::mem::take(&mut self.gathered.pages);
        if !pages.is_empty() {
            let plan = pages::Plan::new(pages);
            pages::import(desk, &plan, self.options, self.report, self.progress)?;
        }
        for found in &self.gathered.interchange {
            let mut file = interchange::FileImport {
                path: &found.path,
                name: &found.name,
                options: self.options,
                report: self.report,
                rejects: self.rejects,
            };
            file.import(desk, self.progress)?;
        }
        Ok(())
    }
}

/// Where the steps of a run are done.
enum Desk<'a, 'b> {
    /// In the log, each step in a transaction of its own.
    Log {
        archive: &'a Archive,
        hand: &'a Hand,
    },
    /// All in one transaction that is never to be committed.
    Rehearsal(&'a mut Batch<'b>),
}

impl Desk<'_, '_> {
    /// Does one step.
    fn step<T>(&mut self, work: impl FnOnce(&mut Batch<'_>) -> Result<T>) -> Result<T> {
        match self {
            Self::Log { archive, hand } => archive.store().write(hand, work),
            Self::Rehearsal(batch) => work(batch),
        }
    }

    /// Looks at what is there after the steps so far.
    fn look<T>(&mut self, work: impl FnOnce(&View) -> Result<T>) -> Result<T> {
        match self {
            Self::Log { archive, .. } => {
                let reader = archive.store().reader()?;
                work(&reader)
            }
            Self::Rehearsal(batch) => work(batch),
        }
    }
}

/// The name under which a file is known as a source: its last part, so that a moved file stays the same source.
fn source_name(path: &Path) -> String {
    path.file_name().map_or_else(
        || path.display().to_string(),
        |name| name.to_string_lossy().into_owned(),
    )
}

/// Pages that were read and files that are still to be read.
struct Gathered {
    pages: Vec<ListingPage>,
    interchange: Vec<Interchange>,
    problems: Vec<Problem>,
    rejects: rejects::Rejects,
}

/// A file of records that is still to be read.
struct Interchange {
    path: PathBuf,
    /// The name under which it is known in reports.
    name: String,
    /// What a pipe brought, kept until it is read.
    _spooled: Option<tempfile::TempPath>,
}
