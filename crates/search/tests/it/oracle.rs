//! Random archives, searched by the index and by looking at every entry.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use fonds_search::query::Node;
use fonds_search::{
    DateRange, DateSpan, Entry, Facet, Filter, Group, Groups, Index, Order, Search, Year,
};
use proptest::prelude::*;

use self::random::{entries, entry, searches};
use crate::support::TestIndex;

mod random;

fn matches_words(entry: &Entry, tree: &Node) -> bool {
    match tree {
        Node::Word { text, .. } => entry.titles[0].text.split(' ').any(|word| word == text),
        Node::Not { of } => !matches_words(entry, of),
        Node::Or { of } => of.iter().any(|node| matches_words(entry, node)),
        _ => true,
    }
}

fn passes(entry: &Entry, filter: &Filter) -> bool {
    let has = |value: &u64| entry.values.contains(&(filter.facet, *value));
    filter.values.is_empty()
        || if filter.all {
            filter.values.iter().all(has)
        } else {
            filter.values.iter().any(has)
        }
}

fn group(entry: &Entry, range: &DateRange) -> Option<Group> {
    let (since, until) = (
        range.since.unwrap_or(i32::MIN),
        range.until.unwrap_or(i32::MAX),
    );
    let Some(date) = &entry.date else {
        return Some(Group::Undated);
    };
    let is_inside = date
        .members
        .iter()
        .all(|(first, last)| since <= *first && *last <= until);
    if date.firm && is_inside {
        return Some(Group::Certain);
    }
    let overlaps = date
        .members
        .iter()
        .any(|(first, last)| *first <= until && since <= *last);
    overlaps.then_some(Group::Possible)
}

fn hull(date: &DateSpan) -> (i32, i32) {
    let first = date.members.iter().map(|member| member.0).min().unwrap();
    (
        first,
        date.members.iter().map(|member| member.1).max().unwrap(),
    )
}

fn compare(order: Order, left: &Entry, right: &Entry) -> Ordering {
    let undated_last = left.date.is_none().cmp(&right.date.is_none());
    let hulls = left
        .date
        .as_ref()
        .map(hull)
        .zip(right.date.as_ref().map(hull));
    let by_id = left.id.cmp(&right.id);
    match order {
        Order::DateDescending => {
            let by_day = hulls.map_or(Ordering::Equal, |(l, r)| r.1.cmp(&l.1).then(l.0.cmp(&r.0)));
            undated_last.then(by_day).then(by_id)
        }
        Order::Newest => right.added.cmp(&left.added).then(right.id.cmp(&left.id)),
        Order::Title | Order::Reference => {
            let key = |entry: &Entry| {
                let key = if order == Order::Title {
                    &entry.titles[0].text
                } else {
                    &entry.reference_key
                };
                (key.is_empty(), key.clone())
            };
            key(left).cmp(&key(right)).then(by_id)
        }
        Order::Relevance | Order::DateAscending => {
            let by_day = hulls.map_or(Ordering::Equal, |(l, r)| l.0.cmp(&r.0).then(r.1.cmp(&l.1)));
            undated_last
                .then(by_day)
                .then(left.day_order.cmp(&right.day_order))
                .then(by_id)
        }
    }
}

/// The three groups and the entries listed, filters passed over where `keep`
/// says so.
fn listed<'a>(
    entries: &'a [Entry],
    search: &Search,
    keep: impl Fn(&Filter) -> bool,
) -> (Groups, Vec<&'a Entry>) {
    let mut groups = Groups::default();
    let mut listed = Vec::new();
    for entry in entries {
        let is_found = matches_words(entry, &search.tree)
            && search
                .filters
                .iter()
                .filter(|filter| keep(filter))
                .all(|filter| passes(entry, filter));
        if !is_found {
            continue;
        }
        let Some(range) = &search.dates else {
            listed.push(entry);
            continue;
        };
        let (size, is_on) = match group(entry, range) {
            Some(Group::Certain) => (&mut groups.certain, range.certain),
            Some(Group::Possible) => (&mut groups.possible, range.possible),
            Some(Group::Undated) => (&mut groups.undated, range.undated),
            None => continue,
        };
        *size += 1;
        if is_on {
            listed.push(entry);
        }
    }
    (groups, listed)
}

fn facet_counts(entries: &[Entry], search: &Search, facet: Facet) -> Vec<(u64, u64)> {
    let (_, listed) = listed(entries, search, |filter| {
        filter.all || filter.facet != facet
    });
    let mut counts: BTreeMap<u64, u64> = BTreeMap::new();
    for entry in listed {
        for (_, value) in entry.values.iter().filter(|(other, _)| *other == facet) {
            *counts.entry(*value).or_default() += 1;
        }
    }
    let mut ranked: Vec<(u64, u64)> = counts
        .iter()
        .map(|(value, count)| (*value, *count))
        .collect();
    ranked.sort_by_key(|(value, count)| (std::cmp::Reverse(*count), *value));
    ranked.truncate(search.facet_limit);
    let own = search.filters.iter().filter(|filter| filter.facet == facet);
    let mut extra: Vec<(u64, u64)> = own
        .flat_map(|filter| &filter.values)
        .map(|value| (*value, counts.get(value).copied().unwrap_or(0)))
        .filter(|pair| !ranked.contains(pair))
        .collect();
    extra.sort_by_key(|(value, count)| (std::cmp::Reverse(*count), *value));
    extra.dedup();
    ranked.extend(extra);
    ranked
}

fn histogram(listed: &[&Entry]) -> Vec<Year> {
    // Days -400 to 800 fall into these years; the first days of each.
    const STARTS: [(i32, i32); 7] = [
        (1968, -731),
        (1969, -365),
        (1970, 0),
        (1971, 365),
        (1972, 730),
        (1973, 1_096),
        (1974, 1_461),
    ];
    let year = |day: i32| {
        STARTS
            .iter()
            .rev()
            .find(|(_, start)| *start <= day)
            .unwrap()
            .0
    };
    let mut years: BTreeMap<i32, (u64, u64)> = BTreeMap::new();
    for date in listed.iter().filter_map(|entry| entry.date.as_ref()) {
        let (first, last) = match hull(date) {
            (i32::MIN, i32::MAX) => continue,
            (i32::MIN, last) => (last, last),
            (first, i32::MAX) => (first, first),
            known => known,
        };
        if date.firm && year(first) == year(last) {
            years.entry(year(first)).or_default().0 += 1;
        } else {
            (year(first)..=year(last)).for_each(|year| years.entry(year).or_default().1 += 1);
        }
    }
    years
        .into_iter()
        .map(|(year, (certain, possible))| Year {
            year,
            certain,
            possible,
        })
        .collect()
}

fn check(index: &Index, entries: &[Entry], search: &Search) {
    let found = index.search(search).unwrap();
    let (groups, mut listed) = listed(entries, search, |_| true);
    let is_ranked = search.order == Order::Relevance && search.tree.has_words();
    let mut ids: Vec<u64> = found.hits.iter().map(|hit| hit.id).collect();
    let pages = pages(index, search);
    assert_eq!(pages, ids, "pages are slices of the whole");
    listed.sort_by(|left, right| compare(search.order, left, right));
    let mut expected: Vec<u64> = listed.iter().map(|entry| entry.id).collect();
    if is_ranked {
        let scores: Vec<f32> = found.hits.iter().map(|hit| hit.score).collect();
        assert!(scores.is_sorted_by(|left, right| left >= right));
        ids.sort_unstable();
        expected.sort_unstable();
    }
    assert_eq!(ids, expected);
    assert_eq!(found.total, expected.len() as u64);
    assert_eq!(found.groups, search.dates.map(|_| groups));
    if let Some(range) = &search.dates {
        for hit in &found.hits {
            let entry = entries.iter().find(|entry| entry.id == hit.id).unwrap();
            assert_eq!(Some(hit.group), group(entry, range));
        }
    }
    for (facet, counts) in &found.facets {
        assert_eq!(
            *counts,
            facet_counts(entries, search, *facet),
            "counts of {facet:?}"
        );
    }
    assert_eq!(found.histogram, histogram(&listed));
}

/// The ids of all pages of three, put together.
fn pages(index: &Index, search: &Search) -> Vec<u64> {
    let mut ids = Vec::new();
    loop {
        let offset = ids.len() as u64;
        let page = Search {
            offset,
            limit: 3,
            facets: Vec::new(),
            histogram: false,
            ..search.clone()
        };
        let hits = index.search(&page).unwrap().hits;
        if hits.is_empty() {
            return ids;
        }
        ids.extend(hits.iter().map(|hit| hit.id));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_index_agrees_with_looking_at_every_entry(
        mut entries in entries(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), prop::option::of(entry())), 0..12),
        searches in prop::collection::vec(searches(), 8),
    ) {
        let mut test = TestIndex::of(entries.clone());
        for search in &searches {
            check(&test.index, &entries, search);
        }
        for (place, change) in changes {
            if entries.is_empty() {
                break;
            }
            let place = place.index(entries.len());
            if let Some(changed) = change {
                entries[place] = Entry { id: entries[place].id, ..changed };
                test.writer.put(&entries[place]).unwrap();
            } else {
                test.writer.delete(entries.remove(place).id);
            }
            if place % 3 == 0 {
                test.commit();
            }
        }
        test.commit();
        for search in &searches {
            check(&test.index, &entries, search);
        }
    }
}
