//! Records in Fonds' own interchange format into the archive.
//!
//! Records keep their ids. If an id belongs to another record here, the newcomer gets a new one, every reference to it in the file follows, and the report says so.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use fonds_formats::jsonl::{Item, Lines};
use fonds_formats::{Problem, Severity};
use fonds_model::{Kind, Question, Record, RecordId, State};
use fonds_store::{Batch, Hand, Put};

use super::place::Placing;
use super::rejects::Rejects;
use super::{FileReport, ImportOptions, Progress, Rehearsal, Report, in_batches, source_name};
use crate::archive::Archive;
use crate::error::{Error, Result};
use crate::naming::KnownNames;
use crate::renumber::renumber;

/// Lines in one transaction.
const BATCH: usize = 500;

/// How much of a rejected line is kept in the rejects file, in bytes.
const LONGEST_REJECT: u64 = 1 << 20;

/// A line with its number.
struct Numbered {
    line: u64,
    item: Item,
}

/// Imports one file.
pub(super) fn import(
    archive: &Archive,
    hand: &Hand,
    path: &Path,
    options: &ImportOptions,
    report: &mut Report,
    rejects: &mut Rejects,
    progress: &mut dyn FnMut(Progress),
) -> Result<()> {
    let name = source_name(path);
    let survey = survey(archive, hand, path, &name)?;
    report.files.push(FileReport {
        name: name.clone(),
        format: "jsonl",
        generation: None,
        entries: survey.documents,
        part: None,
        collection: None,
        unread: Vec::new(),
    });
    for (from, to) in &survey.moved {
        let advice = format!(
            "the id is taken by another record here; the record came in as {}/{to}",
            from.kind
        );
        report
            .problems
            .push(Problem::new(Severity::Warning, &name, &from.to_string(), advice).in_field("id"));
    }
    let mut done = 0;
    let mut rejected = Vec::new();
    let batches = Batches {
        lines: open(path, &name)?,
        rejected: &mut rejected,
    };
    in_batches(
        archive,
        hand,
        options.dry_run,
        batches,
        |batch, items: Vec<Numbered>| {
            for numbered in items {
                take(batch, numbered, &survey.moved, options, report, &name)?;
                done += 1;
            }
            progress(Progress {
                done,
                total: survey.lines,
            });
            Ok(())
        },
    )?;
    for (problem, text) in with_lines(path, rejected)? {
        if text.contains(r#""kind":"document""#) {
            report.entries += 1;
            report.rejected += 1;
        } else {
            let kind = Kind::ALL
                .into_iter()
                .find(|kind| text.contains(&format!(r#""kind":"{kind}""#)));
            report.other(kind.unwrap_or(Kind::Source)).rejected += 1;
        }
        report.problems.push(problem.clone());
        rejects.add(problem, text);
    }
    Ok(())
}

/// The rejected lines as they stand in the file.
fn with_lines(path: &Path, problems: Vec<Problem>) -> Result<Vec<(Problem, String)>> {
    if problems.is_empty() {
        return Ok(Vec::new());
    }
    let failed = |error| Error::file("read", path, error);
    let wanted: BTreeSet<u64> = problems.iter().filter_map(|problem| problem.line).collect();
    let mut found: HashMap<u64, String> = HashMap::new();
    let mut reader = BufReader::with_capacity(1 << 16, File::open(path).map_err(failed)?);
    let mut line = Vec::new();
    for number in 1.. {
        line.clear();
        let read = reader
            .by_ref()
            .take(LONGEST_REJECT)
            .read_until(b'\n', &mut line)
            .map_err(failed)?;
        if read == 0 {
            break;
        }
        if line.last() != Some(&b'\n') {
            reader.skip_until(b'\n').map_err(failed)?;
        }
        if wanted.contains(&number) {
            found.insert(
                number,
                String::from_utf8_lossy(line.trim_ascii_end()).into_owned(),
            );
        }
    }
    let with_line = |problem: Problem| {
        let text = problem
            .line
            .and_then(|line| found.remove(&line))
            .unwrap_or_default();
        (problem, text)
    };
    Ok(problems.into_iter().map(with_line).collect())
}

fn open(path: &Path, name: &str) -> Result<Lines<BufReader<File>>> {
    let file = File::open(path).map_err(|error| Error::file("read", path, error))?;
    Ok(Lines::new(name, BufReader::with_capacity(1 << 16, file)))
}

/// Whole batches of lines; bad lines are set aside.
struct Batches<'a> {
    lines: Lines<BufReader<File>>,
    rejected: &'a mut Vec<Problem>,
}

impl Iterator for Batches<'_> {
    type Item = Vec<Numbered>;

    fn next(&mut self) -> Option<Vec<Numbered>> {
        let mut batch = Vec::with_capacity(BATCH);
        while batch.len() < BATCH {
            match self.lines.next() {
                Some((line, Ok(item))) => batch.push(Numbered { line, item }),
                Some((_, Err(problem))) => self.rejected.push(problem),
                None => break,
            }
        }
        (!batch.is_empty()).then_some(batch)
    }
}

/// What a first reading of the file finds.
struct Survey {
    lines: u64,
    documents: u64,
    /// New ids for records whose own id is taken.
    moved: HashMap<RecordId, u64>,
}

fn survey(archive: &Archive, hand: &Hand, path: &Path, name: &str) -> Result<Survey> {
    let reader = archive.store().reader()?;
    let is_empty = reader.last_seq()? == 0;
    let mut survey = Survey {
        lines: 0,
        documents: 0,
        moved: HashMap::new(),
    };
    let mut largest: HashMap<Kind, u64> = HashMap::new();
    let mut taken: Vec<RecordId> = Vec::new();
    for (_, item) in open(path, name)? {
        survey.lines += 1;
        let Ok(Item::Record(record)) = item else {
            continue;
        };
        let id = record.id();
        survey.documents += u64::from(id.kind == Kind::Document);
        let highest = largest.entry(id.kind).or_default();
        *highest = (*highest).max(id.id);
        if !is_empty
            && let Some(known) = reader.record(id)?
            && !is_same_record(&known.record, &record)
        {
            taken.push(id);
        }
    }
    survey.moved = new_ids(archive, hand, taken, &largest)?;
    Ok(survey)
}

/// New ids for records whose own id is taken: above all that the archive has given and all that the file brings.
fn new_ids(
    archive: &Archive,
    hand: &Hand,
    taken: Vec<RecordId>,
    largest: &HashMap<Kind, u64>,
) -> Result<HashMap<RecordId, u64>> {
    let mut next: HashMap<Kind, u64> = HashMap::new();
    let asked: std::result::Result<(), Rehearsal> = archive.store().write(hand, |batch| {
        for (kind, largest) in largest {
            next.insert(*kind, batch.mint(*kind)?.max(largest + 1));
        }
        Err(Rehearsal::Over)
    });
    if let Err(Rehearsal::Failed(error)) = asked {
        return Err(error);
    }
    let mut give = |id: RecordId| {
        let next = next.entry(id.kind).or_default();
        *next += 1;
        (id, *next - 1)
    };
    Ok(taken.into_iter().map(&mut give).collect())
}

/// True if two records of one id are versions of one record: they share an entry of a source, a name or a code, or anything else that is theirs alone.
fn is_same_record(known: &Record, new: &Record) -> bool {
    if known == new {
        return true;
    }
    let shares_entry = known.provenance().iter().any(|one| {
        let same =
            |other: &fonds_model::Provenance| one.source == other.source && one.key == other.key;
        new.provenance().iter().any(same)
    });
    if shares_entry {
        return true;
    }
    match (known, new) {
        (Record::Document(one), Record::Document(other)) => {
            let dates_agree = one.heading_date().map(|date| &date.edtf)
                == other.heading_date().map(|date| &date.edtf);
            let title_known = one
                .titles
                .iter()
                .any(|title| other.titles.iter().any(|known| known.text == title.text));
            dates_agree && title_known
        }
        (Record::Agent(one), Record::Agent(other)) => shares_name(&one.names, &other.names),
        (Record::Place(one), Record::Place(other)) => shares_name(&one.names, &other.names),
        (Record::Repository(one), Record::Repository(other)) => {
            shares_name(&one.names, &other.names)
        }
        (Record::Source(one), Record::Source(other)) => one.name == other.name,
        (Record::Decision(one), Record::Decision(other)) => one.question == other.question,
        (Record::Collection(one), Record::Collection(other)) => {
            shares_text(&one.names, &other.names)
        }
        (Record::Subject(one), Record::Subject(other)) => {
            shares_text(&one.headings, &other.headings)
        }
        (Record::Donor(one), Record::Donor(other))
        | (Record::Marking(one), Record::Marking(other))
        | (Record::Project(one), Record::Project(other))
        | (Record::Rights(one), Record::Rights(other))
        | (Record::Type(one), Record::Type(other)) => one.code == other.code,
        _ => false,
    }
}

fn shares_name(one: &[fonds_model::Name], other: &[fonds_model::Name]) -> bool {
    one.iter()
        .any(|name| other.iter().any(|known| known.text == name.text))
}

fn shares_text(one: &[fonds_model::Text], other: &[fonds_model::Text]) -> bool {
    one.iter()
        .any(|text| other.iter().any(|known| known.text == text.text))
}

fn take(
    batch: &mut Batch<'_>,
    numbered: Numbered,
    moved: &HashMap<RecordId, u64>,
    options: &ImportOptions,
    report: &mut Report,
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
    if options.draft {
        record.standing_mut().state = State::Draft;
    }
    for sha256 in record.blobs() {
        if batch.blob_info(sha256)?.is_none() {
            let advice = "the record names a file that is neither in the archive nor on an earlier line; put the line of the blob before it";
            report.problems.push(
                Problem::new(Severity::Error, file, sha256, advice)
                    .at_line(numbered.line)
                    .in_field("blob"),
            );
        }
    }
    let kind = record.kind();
    let put = batch.put(&record)?;
    if put != Put::Unchanged
        && let Record::Decision(decision) = &record
        && let Question::SameDocument { one, other } = &decision.question
    {
        let mut placing = Placing {
            batch,
            names: &mut KnownNames::default(),
            dates_of_summaries: &HashMap::new(),
            page_keys: &HashSet::new(),
            state: State::Published,
            report,
        };
        placing.settle(one, other)?;
    }
    match (kind, put) {
        (Kind::Document, put) => {
            report.entries += 1;
            match put {
                Put::Unchanged => report.unchanged += 1,
                Put::Appended { version: 1, .. } => report.created += 1,
                Put::Appended { .. } => report.changed += 1,
            }
        }
        (_, Put::Unchanged) => report.other(kind).unchanged += 1,
        (_, Put::Appended { version: 1, .. }) => report.other(kind).created += 1,
        (_, Put::Appended { .. }) => report.other(kind).changed += 1,
    }
    Ok(())
}
