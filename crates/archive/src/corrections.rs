//! Documents that were changed after strangers had first seen them, with what changed.
//!
//! Says which parts differ and never repeats what a part said before.

use std::collections::BTreeSet;

use fonds_model::{
    Document, DocumentId, Kind, Language, Moment, Party, Record, RecordId, State, text,
};
use fonds_store::{Reader, RevisionInfo};
use serde::Serialize;

use crate::access::{self, references};
use crate::date_words;
use crate::error::Result;
use crate::labels::Labels;
use crate::results::DateView;

/// How far back changes are looked for, in rows of the log that a stranger could notice.
const WINDOW: u32 = 10_000;
/// How many changes are looked at, newest first, to find some that can be told.
const LOOKED_AT: u32 = 100;

/// A document that was changed after it was first published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CorrectionView {
    /// Its id.
    pub id: DocumentId,
    /// Its heading date.
    pub date: DateView,
    /// Its title.
    pub title: String,
    /// BCP 47 tag of the title's language.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// When it was changed.
    pub changed: Moment,
    /// The parts that differ from what stood there before, in words.
    pub what: Vec<&'static str>,
}

/// The latest corrections, each document once, at most `most`.
pub(crate) fn latest(labels: &Labels<'_>, most: usize) -> Result<Vec<CorrectionView>> {
    let reader = labels.reader();
    let mut seen = BTreeSet::new();
    let mut corrections = Vec::new();
    for change in reader.latest_public_changes(Kind::Document, WINDOW, LOOKED_AT)? {
        if corrections.len() == most {
            break;
        }
        if seen.insert(change.record_id)
            && let Some(correction) = correction(change.record_id, change.seq, labels)?
        {
            corrections.push(correction);
        }
    }
    Ok(corrections)
}

fn correction(record: RecordId, seq: i64, labels: &Labels<'_>) -> Result<Option<CorrectionView>> {
    let reader = labels.reader();
    let now = reader.public_record(record, access::now())?;
    let Some(mut stored) = now.filter(|stored| stored.seq == seq) else {
        return Ok(None);
    };
    let history = reader.history(record)?;
    let Some(mut before) = before(record, seq, &history, reader)? else {
        return Ok(None);
    };
    references::clear(&mut stored.record, labels)?;
    references::clear(&mut before, labels)?;
    let (Record::Document(old), Record::Document(new)) = (&before, &stored.record) else {
        return Ok(None);
    };
    let what = differences(old, new);
    let title = text::current(&new.titles, Language::ENGLISH);
    Ok((!what.is_empty()).then(|| CorrectionView {
        id: new.id,
        date: date_words::view(new.heading_date()),
        title: new.title().to_owned(),
        language: title
            .and_then(|title| title.language)
            .map(|language| language.tag().to_owned()),
        changed: stored.at,
        what,
    }))
}

/// What strangers saw until the change, if they saw the record at all and nothing hid it in between.
///
/// What the run that published a record adds to it is not yet a correction.
fn before(
    record: RecordId,
    seq: i64,
    history: &[RevisionInfo],
    reader: &Reader,
) -> Result<Option<Record>> {
    let Some(place) = history.iter().position(|revision| revision.seq == seq) else {
        return Ok(None);
    };
    let first = history
        .iter()
        .find(|revision| revision.public && revision.state == State::Published);
    if first.is_none_or(|first| first.run.is_some() && first.run == history[place].run) {
        return Ok(None);
    }
    let noticed = history[..place]
        .iter()
        .rev()
        .find(|revision| revision.public);
    let Some(revision) = noticed.filter(|revision| revision.state == State::Published) else {
        return Ok(None);
    };
    let before = match reader.revision(record, revision.version) {
        // What was expunged is not compared.
        Err(fonds_store::Error::Expunged { .. }) => None,
        other => other?,
    };
    // A revision that laid an embargo on the record hid it.
    Ok(before.filter(|before| {
        let embargo = before.standing().embargo;
        embargo.is_none_or(|until| until <= revision.at)
    }))
}

/// The parts of a document that differ, in the order of its page.
fn differences(old: &Document, new: &Document) -> Vec<&'static str> {
    let title = |document: &Document| document.title().to_owned();
    let names = |document: &Document| -> Vec<_> {
        let name = |party: &Party| (party.role, party.written.clone(), party.agent());
        document.parties.iter().map(name).collect()
    };
    let parts = [
        ("title", title(old) != title(new)),
        ("date", old.dates != new.dates),
        ("names", names(old) != names(new)),
        ("summary", old.summaries != new.summaries),
        ("number", old.numbers != new.numbers),
        ("type", old.types != new.types),
        ("language", old.languages != new.languages),
        ("places", old.places != new.places),
        ("subjects", old.subjects != new.subjects),
        ("collections", old.collections != new.collections),
        ("archive reference", old.witnesses != new.witnesses),
        ("printed editions", old.publications != new.publications),
        ("text", old.texts != new.texts),
        ("scans", old.scans != new.scans),
        ("notes", old.notes != new.notes),
        ("links to other documents", old.relations != new.relations),
    ];
    let differing = parts.into_iter().filter(|(_, differs)| *differs);
    differing.map(|(part, _)| part).collect()
}
