//! A first reading of a file: how much it holds, and which of its ids are taken here.
//!
//! A record whose id is taken goes to where an earlier import of it has put it, else to a new id, so that importing again changes nothing.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use fonds_formats::jsonl::Item;
use fonds_model::{EntryName, Kind, Name, Record, RecordId, Text};
use fonds_store::View;

use super::open;
use crate::decisions;
use crate::error::Result;
use crate::findings;
use crate::import::Desk;

/// What a first reading of the file finds.
pub(super) struct Survey {
    pub(super) lines: u64,
    pub(super) documents: u64,
    /// Other ids for records whose own id is taken.
    pub(super) moved: HashMap<RecordId, u64>,
}

/// A record whose id belongs to another record here.
struct Taken {
    id: RecordId,
    /// Where the archive may have the record already, best guess first.
    elsewhere: Vec<RecordId>,
}

/// Reads the file once without changing anything.
pub(super) fn survey(desk: &mut Desk<'_, '_>, path: &Path, name: &str) -> Result<Survey> {
    let mut survey = Survey {
        lines: 0,
        documents: 0,
        moved: HashMap::new(),
    };
    let mut brought: HashSet<RecordId> = HashSet::new();
    let mut taken: Vec<Taken> = Vec::new();
    desk.look(|view| {
        let is_empty = view.last_seq()? == 0;
        for (_, item) in open(path, name)? {
            survey.lines += 1;
            let Ok(Item::Record(record)) = item else {
                continue;
            };
            let id = record.id();
            if !brought.insert(id) {
                continue;
            }
            survey.documents += u64::from(record.kind() == Kind::Document);
            if is_empty {
                continue;
            }
            if let Some(known) = view.record(id)?
                && !is_same_record(&known.record, &record)
            {
                let elsewhere = elsewhere(view, &record)?;
                taken.push(Taken { id, elsewhere });
            }
        }
        Ok(())
    })?;
    survey.moved = new_ids(desk, taken, brought)?;
    Ok(survey)
}

/// Ids for records whose own id is taken; new ones are above all that the archive has given and all that the file brings.
fn new_ids(
    desk: &mut Desk<'_, '_>,
    taken: Vec<Taken>,
    mut occupied: HashSet<RecordId>,
) -> Result<HashMap<RecordId, u64>> {
    let mut next: HashMap<Kind, u64> = HashMap::new();
    if taken.is_empty() {
        return Ok(HashMap::new());
    }
    desk.step(|batch| {
        for kind in Kind::ALL {
            next.insert(kind, batch.mint(kind)?);
        }
        Ok(())
    })?;
    for id in &occupied {
        let next = next.entry(id.kind).or_default();
        *next = (*next).max(id.id + 1);
    }
    // What moves away leaves its place to others of the file.
    for record in &taken {
        occupied.remove(&record.id);
    }
    let mut moved = HashMap::new();
    for record in taken {
        let known = record.elsewhere.iter().find(|id| !occupied.contains(id));
        let to = known.map_or_else(
            || {
                let next = next.entry(record.id.kind).or_default();
                *next += 1;
                *next - 1
            },
            |id| id.id,
        );
        occupied.insert(RecordId {
            id: to,
            ..record.id
        });
        moved.insert(record.id, to);
    }
    Ok(moved)
}

/// Records that may be this one under another id: they share an entry, a name or a code with it.
fn elsewhere(view: &View, record: &Record) -> Result<Vec<RecordId>> {
    let mut found = Vec::new();
    for entry in record.provenance() {
        found.extend(view.by_source(&entry.source, &entry.key)?);
    }
    for (rule, key) in findings::identity(record) {
        found.extend(view.lookup(rule, &key)?);
    }
    let mut same = Vec::new();
    for id in found {
        if id.kind != record.kind() || id == record.id() || same.contains(&id) {
            continue;
        }
        if let Some(known) = view.record(id)?
            && is_same_record(&known.record, record)
        {
            same.push(id);
        }
    }
    Ok(same)
}

/// True if two records of one id are versions of one record: they share an entry of a source, a name or a code, or anything else that is theirs alone.
fn is_same_record(known: &Record, new: &Record) -> bool {
    if known == new {
        return true;
    }
    let entries: HashSet<EntryName> = known.provenance().iter().map(decisions::name).collect();
    if new
        .provenance()
        .iter()
        .map(decisions::name)
        .any(|name| entries.contains(&name))
    {
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

fn shares_name(one: &[Name], other: &[Name]) -> bool {
    one.iter()
        .any(|name| other.iter().any(|known| known.text == name.text))
}

fn shares_text(one: &[Text], other: &[Text]) -> bool {
    one.iter()
        .any(|text| other.iter().any(|known| known.text == text.text))
}
