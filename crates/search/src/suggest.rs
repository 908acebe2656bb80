//! Words to suggest while a reader types.
//!
//! The engine's dictionary keeps words of deleted documents until segments
//! merge, so every word is confirmed by a living document that has it.

use std::collections::BTreeMap;

use tantivy::Term;

use crate::error::Result;
use crate::snapshot::Snapshot;

/// How many words of a segment are looked at.
const MOST_WORDS: usize = 5_000;

/// The most frequent words that begin as `beginning` does.
pub(crate) fn words_beginning(
    snapshot: &Snapshot,
    beginning: &str,
    limit: usize,
) -> Result<Vec<(String, u64)>> {
    let beginning = fonds_reading::fold::fold(beginning.trim());
    let mut found: BTreeMap<String, u64> = BTreeMap::new();
    if beginning.is_empty() {
        return Ok(Vec::new());
    }
    for reader in snapshot.searcher.segment_readers() {
        let index = reader.inverted_index(snapshot.fields.any)?;
        let mut terms = index
            .terms()
            .range()
            .ge(beginning.as_bytes())
            .into_stream()?;
        let mut seen = 0;
        while seen < MOST_WORDS && terms.advance() && terms.key().starts_with(beginning.as_bytes())
        {
            seen += 1;
            if let Ok(word) = std::str::from_utf8(terms.key()) {
                *found.entry(word.to_owned()).or_default() += u64::from(terms.value().doc_freq);
            }
        }
    }
    let mut frequent: Vec<(String, u64)> = found.into_iter().collect();
    frequent.sort_by(|left, right| right.1.cmp(&left.1).then_with(|| left.0.cmp(&right.0)));
    let mut confirmed = Vec::new();
    for (word, _) in frequent {
        if confirmed.len() == limit {
            break;
        }
        let living = living_documents(snapshot, &word)?;
        if living > 0 {
            confirmed.push((word, living));
        }
    }
    confirmed.sort_by(|left: &(String, u64), right| {
        right.1.cmp(&left.1).then_with(|| left.0.cmp(&right.0))
    });
    Ok(confirmed)
}

fn living_documents(snapshot: &Snapshot, word: &str) -> Result<u64> {
    let term = Term::from_field_text(snapshot.fields.any, word);
    let mut living = 0;
    for (segment, reader) in snapshot
        .segments
        .iter()
        .zip(snapshot.searcher.segment_readers())
    {
        crate::union::each(reader, &term, |doc| {
            living += u64::from(snapshot.living.contains(segment.base + doc));
        })?;
    }
    Ok(living)
}
