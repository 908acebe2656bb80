//! Entries of one page with equal date and title, which only their summaries tell apart.
//!
//! The page numbers them in its order. If that order has changed since the page was last read, each keeps the key under which its words are known, and no two have one key.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use fonds_formats::listing::{ListingEntry, ListingPage};
use fonds_model::Record;
use fonds_store::Batch;

use crate::error::Result;
use crate::reading;

/// How many entries of equal date and title are compared; more are a series and keep the page's numbers.
const MANY: usize = 32;

/// The verbatim fields of an entry by their names.
type Fields = BTreeMap<String, String>;

/// The keys of those entries that are known under another key than the page's own.
pub(super) fn settled_keys(
    batch: &Batch<'_>,
    page: &ListingPage,
    keys: &HashSet<String>,
) -> Result<HashMap<String, String>> {
    let mut groups: BTreeMap<&str, Vec<&ListingEntry>> = BTreeMap::new();
    for entry in &page.entries {
        let first = first_key(&entry.key, keys);
        if first != entry.key || keys.contains(&format!("{first}#2")) {
            groups.entry(first).or_default().push(entry);
        }
    }
    let mut settled = HashMap::new();
    for group in groups.values().filter(|group| group.len() <= MANY) {
        let mut known = Vec::with_capacity(group.len());
        for entry in group {
            known.push(known_fields(batch, &page.name, &entry.key)?);
        }
        let new: Vec<Fields> = group.iter().map(|entry| fields(entry)).collect();
        for (entry, place) in group.iter().zip(places(&new, &known)) {
            settled.insert(entry.key.clone(), group[place].key.clone());
        }
    }
    Ok(settled)
}

/// The key of the first of an entry's namesakes.
fn first_key<'a>(key: &'a str, keys: &HashSet<String>) -> &'a str {
    match key.rsplit_once('#') {
        Some((first, _)) if keys.contains(first) => first,
        _ => key,
    }
}

fn fields(entry: &ListingEntry) -> Fields {
    reading::fields(
        entry.date_line.as_deref(),
        &entry.title,
        entry.summary.as_deref(),
    )
}

fn known_fields(batch: &Batch<'_>, source: &str, key: &str) -> Result<Option<Fields>> {
    let Some(id) = batch.by_source(source, key)? else {
        return Ok(None);
    };
    let stored = batch.record(id)?;
    let Some(Record::Document(document)) = stored.map(|stored| stored.record) else {
        return Ok(None);
    };
    let mut entries = document.provenance.into_iter();
    let entry = entries.find(|entry| entry.source == source && entry.key == key);
    Ok(entry.map(|entry| entry.fields))
}

/// Which of the known places each of the new entries takes: its own if its words stand there, else another with its words, else one that is left.
fn places(new: &[Fields], known: &[Option<Fields>]) -> Vec<usize> {
    let mut left: BTreeSet<usize> = (0..known.len()).collect();
    let mut places: Vec<Option<usize>> = vec![None; new.len()];
    for (index, fields) in new.iter().enumerate() {
        if known[index].as_ref() == Some(fields) && left.remove(&index) {
            places[index] = Some(index);
        }
    }
    for (index, fields) in new.iter().enumerate() {
        let is_it = |place: &&usize| known[**place].as_ref() == Some(fields);
        if places[index].is_none()
            && let Some(place) = left.iter().find(is_it).copied()
        {
            left.remove(&place);
            places[index] = Some(place);
        }
    }
    let take_any = |(index, place): (usize, Option<usize>)| {
        place.unwrap_or_else(|| {
            if left.remove(&index) {
                return index;
            }
            left.pop_first().unwrap_or(index)
        })
    };
    places.into_iter().enumerate().map(take_any).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_keep_the_places_of_their_words() {
        let words = |letter: char| Fields::from([("summary".to_owned(), letter.to_string())]);
        let check = |new: &str, known: &str, expected: &[usize]| {
            let new: Vec<Fields> = new.chars().map(words).collect();
            let known: Vec<Option<Fields>> = known
                .chars()
                .map(|letter| (letter != '-').then(|| words(letter)))
                .collect();
            assert_eq!(places(&new, &known), expected);
        };
        check("ab", "ab", &[0, 1]);
        check("ba", "ab", &[1, 0]);
        check("aa", "--", &[0, 1]);
        check("aa", "a-", &[0, 1]);
        check("bc", "ab", &[1, 0]);
        check("abc", "ac-", &[0, 2, 1]);
    }
}
