//! Pairs of documents that may be one, for an editor to decide.
//!
//! Derived from the documents and made again from them; nothing here changes a record.
//! Proposed are documents of different sources with equal date and title, and documents of equal date and correspondents of which one has no summary.
//! Documents that share a source, or whose numbers differ, are never proposed.

use std::collections::BTreeSet;

use fonds_model::{Document, DocumentId, Provenance, Record, RecordId};
use fonds_store::{Batch, Reader};
use serde::Serialize;

use crate::archive::Archive;
use crate::date_words;
use crate::decisions::Decided;
use crate::error::Result;
use crate::findings::{
    BARE_CORRESPONDENTS, CORRESPONDENTS, DATE_AND_TITLE, SUMMARY_AND_DATE, correspondents,
};
use crate::join::{self, same_words, short_hash};
use crate::reading::EntryReading;

/// The name of the derived rows.
const RULE: &str = "proposal-same-document";
/// The version of the rules below; rows of another version are made again.
const RULE_VERSION: u32 = 1;
/// How many documents under one key are compared; more than that are a series, not a doubt.
const MANY: usize = 32;
/// Rows of a lookup that are read, one more than can be compared.
const LOOKED_AT: u32 = 33;

/// Two documents that may be one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Proposal {
    /// The document with the lower id.
    pub one: DocumentId,
    /// The other document.
    pub other: DocumentId,
    /// Date and title of the one.
    pub one_words: String,
    /// Date and title of the other.
    pub other_words: String,
    /// Why they may be one.
    pub reason: String,
}

impl Archive {
    /// Every open proposal, by id.
    pub fn proposals(&self) -> Result<Vec<Proposal>> {
        let reader = self.store().reader()?;
        let mut pairs = BTreeSet::new();
        for row in reader.derived(RULE)? {
            let Ok(other) = row.key.parse::<u64>() else {
                continue;
            };
            pairs.insert((
                row.record.id.min(other),
                row.record.id.max(other),
                row.value,
            ));
        }
        let proposal = |(one, other, reason): (u64, u64, String)| {
            Ok(Proposal {
                one: DocumentId(one),
                other: DocumentId(other),
                one_words: words(&reader, one)?,
                other_words: words(&reader, other)?,
                reason,
            })
        };
        pairs.into_iter().map(proposal).collect()
    }
}

/// Date and title of a document, for a list.
fn words(reader: &Reader, id: u64) -> Result<String> {
    let stored = reader.record(RecordId::from(DocumentId(id)))?;
    Ok(match stored.map(|stored| stored.record) {
        Some(Record::Document(document)) => {
            let date = date_words::view(document.heading_date()).text;
            format!("{date}: {}", document.title())
        }
        _ => String::new(),
    })
}

/// Makes the proposals about `document` anew and says how many are new.
pub(crate) fn refresh(batch: &mut Batch<'_>, document: &Document) -> Result<u64> {
    let id = RecordId::from(document.id);
    let known: BTreeSet<String> = batch
        .derived_of(RULE, id)?
        .into_iter()
        .map(|row| row.key)
        .collect();
    let now = find(batch, document)?;
    if known.is_empty() && now.is_empty() {
        return Ok(0);
    }
    let rows: Vec<(String, String)> = now
        .iter()
        .map(|(other, reason)| (other.to_string(), reason.clone()))
        .collect();
    batch.replace_derived(RULE, RULE_VERSION, id, &rows)?;
    for other in known.iter().filter_map(|key| key.parse().ok()) {
        let still = now.iter().any(|(id, _)| *id == other);
        if !still {
            forget(batch, DocumentId(other), document.id)?;
        }
    }
    let mut new = 0;
    for (other, reason) in &now {
        if !known.contains(&other.to_string()) {
            new += 1;
            remember(batch, DocumentId(*other), document.id, reason)?;
        }
    }
    Ok(new)
}

fn rows_without(
    batch: &mut Batch<'_>,
    record: RecordId,
    key: &str,
) -> Result<Vec<(String, String)>> {
    let rows = batch.derived_of(RULE, record)?;
    Ok(rows
        .into_iter()
        .filter(|row| row.key != key)
        .map(|row| (row.key, row.value))
        .collect())
}

fn forget(batch: &mut Batch<'_>, document: DocumentId, other: DocumentId) -> Result<()> {
    let rows = rows_without(batch, document.into(), &other.to_string())?;
    Ok(batch.replace_derived(RULE, RULE_VERSION, document.into(), &rows)?)
}

fn remember(
    batch: &mut Batch<'_>,
    document: DocumentId,
    other: DocumentId,
    reason: &str,
) -> Result<()> {
    let mut rows = rows_without(batch, document.into(), &other.to_string())?;
    rows.push((other.to_string(), reason.to_owned()));
    Ok(batch.replace_derived(RULE, RULE_VERSION, document.into(), &rows)?)
}

/// Documents that may be the same as `document`, with reasons.
fn find(batch: &mut Batch<'_>, document: &Document) -> Result<Vec<(u64, String)>> {
    let mut candidates: Vec<(u64, &'static str)> = Vec::new();
    for (rule, key, reason) in keys(document) {
        let mut found = batch.lookup_prefix(rule, &key, LOOKED_AT)?;
        // The key itself comes before the longer ones that begin with it.
        found.retain(|(known, _)| *known == key);
        if found.len() <= MANY {
            candidates.extend(found.iter().map(|(_, record)| (record.id, reason)));
        }
    }
    candidates.sort_by_key(|(id, _)| *id);
    candidates.dedup_by_key(|(id, _)| *id);
    let mut found = Vec::new();
    for (id, reason) in candidates {
        if id == document.id.0 {
            continue;
        }
        let stored = batch.record(RecordId::from(DocumentId(id)))?;
        let Some(Record::Document(other)) = stored.map(|stored| stored.record) else {
            continue;
        };
        if !may_be_one(document, &other) {
            continue;
        }
        let entries = document.provenance.iter().chain(&other.provenance);
        let decided = Decided::about(batch, entries)?;
        let is_decided = document.provenance.iter().any(|one| {
            let known = |other: &Provenance| decided.of(one, other).is_some();
            other.provenance.iter().any(known)
        });
        if !is_decided {
            found.push((id, reason.to_owned()));
        }
    }
    Ok(found)
}

/// The keys under which `document` meets documents that may be the same.
fn keys(document: &Document) -> BTreeSet<(&'static str, String, &'static str)> {
    let mut keys = BTreeSet::new();
    for entry in &document.provenance {
        let reading = EntryReading::of(entry);
        let join_keys = join::keys(&reading);
        if let Some(key) = join_keys.summary_and_date {
            keys.insert((SUMMARY_AND_DATE, key, "equal date and summary"));
        }
        let Some(date) = join_keys.date else { continue };
        if let Some(title) = &reading.title {
            keys.insert((
                DATE_AND_TITLE,
                short_hash(&[&date, &same_words(title)]),
                "equal date and title",
            ));
        }
        let rule = if reading.summary.is_none() {
            CORRESPONDENTS
        } else {
            BARE_CORRESPONDENTS
        };
        let pairs = correspondents(document);
        let reason = "equal date and correspondents, and one has no summary";
        keys.extend(
            pairs
                .iter()
                .map(|pair| (rule, format!("{date}:{pair}"), reason)),
        );
    }
    keys
}

fn may_be_one(one: &Document, other: &Document) -> bool {
    let sources = |document: &Document| -> BTreeSet<String> {
        document
            .provenance
            .iter()
            .map(|entry| entry.source.clone())
            .collect()
    };
    let numbers = |document: &Document| -> BTreeSet<String> {
        document
            .numbers
            .iter()
            .map(|number| number.written.clone())
            .collect()
    };
    let numbers_agree =
        numbers(one).is_empty() || numbers(other).is_empty() || numbers(one) == numbers(other);
    let gone = |document: &Document| document.standing.merged_into.is_some();
    numbers_agree && sources(one).is_disjoint(&sources(other)) && !gone(one) && !gone(other)
}

/// Forgets every proposal, so that they can be made again.
pub(crate) fn clear(batch: &mut Batch<'_>) -> Result<()> {
    Ok(batch.clear_derived(RULE)?)
}
