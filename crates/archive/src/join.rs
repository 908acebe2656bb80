//! Which entries of different sources are one document.
//!
//! The answer depends on the set of entries and not on the order in which they came, so that imports in any order end alike.
//! Joined are entries with equal date, title and summary, and entries with equal date and an equal summary of some length that stands on no other date.
//! Two entries of one source, and entries whose numbers differ, are never joined; an absent date or summary equals nothing.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use fonds_model::{Provenance, Verdict};
use sha2::{Digest, Sha256};

use crate::decisions::Decided;
use crate::reading::EntryReading;

/// The least number of characters of a summary that can join entries whose titles differ.
pub(crate) const TELLING_SUMMARY: usize = 40;

/// The keys under which an entry meets others that might be the same document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct JoinKeys {
    /// Equal for entries of equal summary and date: the summary's hash, a colon and the date.
    pub(crate) summary_and_date: Option<String>,
    /// The summary's hash, if the summary is long enough to tell.
    pub(crate) telling_summary: Option<String>,
    /// The date as it is compared.
    pub(crate) date: Option<String>,
}

/// Computes the keys of an entry.
pub(crate) fn keys(entry: &EntryReading) -> JoinKeys {
    let summary = entry.summary.as_deref().map(same_words);
    let hash = summary.as_deref().map(|summary| short_hash(&[summary]));
    let date = entry.date_key();
    let tells = |summary: String| summary.chars().count() >= TELLING_SUMMARY;
    JoinKeys {
        summary_and_date: hash
            .as_ref()
            .zip(date.as_ref())
            .map(|(hash, date)| format!("{hash}:{date}")),
        telling_summary: hash.filter(|_| summary.is_some_and(tells)),
        date,
    }
}

/// Text as it is compared: white space as one blank, quotation marks and dashes in their plain form.
pub(crate) fn same_words(text: &str) -> String {
    let plain: String = text
        .chars()
        .map(|character| match character {
            '\u{2018}' | '\u{2019}' | '\u{201b}' | '\u{2032}' => '\'',
            '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{2033}' => '"',
            '\u{2010}'..='\u{2015}' => '-',
            other => other,
        })
        .collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The first sixteen bytes of the SHA-256 of the parts, in hexadecimal.
pub(crate) fn short_hash(parts: &[&str]) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(part.len().to_le_bytes());
        hasher.update(part);
    }
    let digest = hasher.finalize();
    digest[..16]
        .iter()
        .fold(String::with_capacity(32), |mut hex, byte| {
            use std::fmt::Write;
            write!(hex, "{byte:02x}").expect("writing to a string cannot fail");
            hex
        })
}

/// Splits entries of equal date and summary into documents.
///
/// `summary_tells` says whether their summary is long enough and stands on this date only; what editors decided outranks all else.
/// Each part is sorted by source and key, and the parts by their first entry.
pub(crate) fn partition(
    mut entries: Vec<Provenance>,
    summary_tells: bool,
    decided: &Decided,
) -> Vec<Vec<Provenance>> {
    entries.sort_by(by_name);
    let mut clusters = by_title(by_decision(entries, decided), decided);
    if summary_tells {
        clusters = merge_alike(clusters, |one, other| {
            !one.numbers.is_empty() && one.numbers == other.numbers && one.fits(other, decided)
        });
        clusters = merge_alike(clusters, |one, other| one.fits(other, decided));
    }
    let mut parts: Vec<Vec<Provenance>> = clusters
        .into_iter()
        .map(|cluster| cluster.entries)
        .collect();
    for part in &mut parts {
        part.sort_by(by_name);
    }
    parts.sort_by(|one, other| by_name(&one[0], &other[0]));
    parts
}

/// Splits entries into documents by what editors decided alone.
pub(crate) fn apart(mut entries: Vec<Provenance>, decided: &Decided) -> Vec<Vec<Provenance>> {
    entries.sort_by(by_name);
    by_decision(entries, decided)
        .into_iter()
        .map(|cluster| cluster.entries)
        .collect()
}

fn by_name(one: &Provenance, other: &Provenance) -> Ordering {
    (&one.source, &one.key).cmp(&(&other.source, &other.key))
}

/// Entries that are certainly one document.
struct Cluster {
    entries: Vec<Provenance>,
    sources: BTreeSet<String>,
    numbers: BTreeSet<String>,
    title: String,
}

impl Cluster {
    fn of(entry: Provenance) -> Self {
        let reading = EntryReading::of(&entry);
        Self {
            sources: BTreeSet::from([entry.source.clone()]),
            numbers: reading.title_reading().number.into_iter().collect(),
            title: same_words(reading.title.as_deref().unwrap_or_default()),
            entries: vec![entry],
        }
    }

    /// True if nothing forbids the two to be one document.
    fn fits(&self, other: &Self, decided: &Decided) -> bool {
        let numbers_agree =
            self.numbers.is_empty() || other.numbers.is_empty() || self.numbers == other.numbers;
        numbers_agree
            && self.sources.is_disjoint(&other.sources)
            && !self.is_decided(other, Verdict::No, decided)
    }

    /// True if an editor decided so about an entry of the one and an entry of the other.
    fn is_decided(&self, other: &Self, verdict: Verdict, decided: &Decided) -> bool {
        self.entries.iter().any(|one| {
            other
                .entries
                .iter()
                .any(|other| decided.of(one, other) == Some(verdict))
        })
    }

    fn absorb(&mut self, other: Self) {
        self.entries.extend(other.entries);
        self.sources.extend(other.sources);
        self.numbers.extend(other.numbers);
    }
}

/// Joins what editors decided to be one document, whatever the rules say.
fn by_decision(entries: Vec<Provenance>, decided: &Decided) -> Vec<Cluster> {
    let mut clusters: Vec<Cluster> = Vec::new();
    for entry in entries {
        let mut cluster = Cluster::of(entry);
        while let Some(at) = clusters
            .iter()
            .position(|known| known.is_decided(&cluster, Verdict::Yes, decided))
        {
            let mut known = clusters.remove(at);
            known.absorb(cluster);
            cluster = known;
        }
        clusters.push(cluster);
    }
    clusters
}

/// Joins entries of equal title: the first of each source with the first of the others, the second with the second.
fn by_title(single: Vec<Cluster>, decided: &Decided) -> Vec<Cluster> {
    let mut clusters: Vec<Cluster> = Vec::new();
    for cluster in single {
        let home = clusters
            .iter_mut()
            .find(|known| known.title == cluster.title && known.fits(&cluster, decided));
        match home {
            Some(known) => known.absorb(cluster),
            None => clusters.push(cluster),
        }
    }
    clusters
}

/// Merges groups of clusters in which every one is alike with every other.
///
/// A group in which two do not fit stays apart as a whole: which of them the others belong to is for an editor to say.
fn merge_alike(clusters: Vec<Cluster>, alike: impl Fn(&Cluster, &Cluster) -> bool) -> Vec<Cluster> {
    let mut groups: Vec<Vec<Cluster>> = Vec::new();
    for cluster in clusters {
        let is_alike = |group: &Vec<Cluster>| group.iter().any(|known| alike(known, &cluster));
        let (near, mut rest): (Vec<_>, Vec<_>) = groups.into_iter().partition(is_alike);
        let mut joined: Vec<Cluster> = near.into_iter().flatten().collect();
        joined.push(cluster);
        rest.push(joined);
        groups = rest;
    }
    let merge = |group: Vec<Cluster>| -> Vec<Cluster> {
        let all_alike = group
            .iter()
            .enumerate()
            .all(|(index, one)| group[index + 1..].iter().all(|other| alike(one, other)));
        if !all_alike {
            return group;
        }
        let merged = group.into_iter().reduce(|mut one, other| {
            one.absorb(other);
            one
        });
        merged.into_iter().collect()
    };
    groups.into_iter().flat_map(merge).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::fields;

    const SUMMARY: &str = "The one asks the other for forty wagons of seed corn.";

    fn entry(source: &str, key: &str, title: &str) -> Provenance {
        Provenance {
            source: source.to_owned(),
            key: key.to_owned(),
            format: "listing".to_owned(),
            fields: fields(Some("January 6, 1949"), title, Some(SUMMARY)),
            ..Provenance::default()
        }
    }

    fn check(entries: &[(&str, &str)], expected: &[&[usize]]) {
        let all: Vec<Provenance> = entries
            .iter()
            .enumerate()
            .map(|(index, (source, title))| entry(source, &index.to_string(), title))
            .collect();
        let as_numbers = |parts: Vec<Vec<Provenance>>| -> BTreeSet<BTreeSet<usize>> {
            let number = |entry: &Provenance| entry.key.parse().unwrap();
            parts
                .iter()
                .map(|part| part.iter().map(number).collect())
                .collect()
        };
        let expected: BTreeSet<BTreeSet<usize>> = expected
            .iter()
            .map(|part| part.iter().copied().collect())
            .collect();
        assert_eq!(
            as_numbers(partition(all.clone(), true, &Decided::default())),
            expected
        );
        let backwards = all.into_iter().rev().collect();
        assert_eq!(
            as_numbers(partition(backwards, true, &Decided::default())),
            expected,
            "in another order"
        );
    }

    #[test]
    fn equal_summaries_join_different_titles() {
        check(
            &[("a", "Cable, A to B"), ("b", "Telegram No. 7, A to B")],
            &[&[0, 1]],
        );
    }

    #[test]
    fn one_source_is_never_joined_with_itself() {
        check(
            &[("a", "Cable, A to B"), ("a", "Cable, A to B")],
            &[&[0], &[1]],
        );
    }

    #[test]
    fn different_numbers_are_different_documents() {
        check(
            &[
                ("a", "Telegram No. 7, A to B"),
                ("b", "Telegram No. 8, A to B"),
            ],
            &[&[0], &[1]],
        );
    }

    #[test]
    fn what_could_belong_to_two_stays_apart() {
        check(
            &[
                ("a", "Telegram No. 7, A to B"),
                ("a", "Telegram No. 8, A to B"),
                ("b", "Cable, A to B"),
            ],
            &[&[0], &[1], &[2]],
        );
    }

    #[test]
    fn equal_numbers_join_first() {
        check(
            &[
                ("a", "Telegram No. 7, A to B"),
                ("b", "Ciphered Telegram No. 7 from A to B"),
                ("c", "Telegram No. 8, A to B"),
                ("d", "Cable, A to B"),
            ],
            &[&[0, 1], &[2], &[3]],
        );
    }

    #[test]
    fn a_summary_that_does_not_tell_joins_equal_titles_only() {
        let entries = vec![
            entry("a", "1", "Cable, A to B"),
            entry("b", "1", "Cable, A to B"),
            entry("c", "1", "Note"),
        ];
        assert_eq!(partition(entries, false, &Decided::default()).len(), 2);
    }
}
