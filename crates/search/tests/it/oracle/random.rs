//! Random archives and searches, small enough that much collides.

use fonds_search::query::Node;
use fonds_search::{DateRange, DateSpan, Entry, Facet, Filter, LangText, Order, Search};
use proptest::prelude::*;

const WORDS: [&str; 4] = ["railway", "treaty", "peace", "cable"];
pub(super) const FACETS: [Facet; 3] = [Facet::Person, Facet::Subject, Facet::Type];

/// Archives of some dozens of entries with ids out of order.
pub(super) fn entries() -> impl Strategy<Value = Vec<Entry>> {
    prop::collection::vec(entry(), 1..70).prop_map(|mut entries| {
        for (id, entry) in (1..).zip(&mut entries) {
            entry.id = id * 7 % 1_009;
        }
        entries
    })
}

/// An entry without an id.
pub(super) fn entry() -> impl Strategy<Value = Entry> {
    let words = prop::collection::vec(prop::sample::select(&WORDS[..]), 0..4);
    let values = prop::collection::vec((prop::sample::select(&FACETS[..]), 1..6_u64), 0..6);
    (
        words,
        values,
        prop::option::weighted(0.85, date()),
        0..2_u64,
        0..5_i64,
        "[ab]{0,2}",
    )
        .prop_map(
            |(words, mut values, date, day_order, added, reference_key)| {
                values.sort_unstable();
                values.dedup();
                let titles = vec![LangText::new("eng", words.join(" "))];
                Entry {
                    titles,
                    values,
                    date,
                    day_order,
                    added,
                    reference_key,
                    ..Entry::default()
                }
            },
        )
}

fn date() -> impl Strategy<Value = DateSpan> {
    let day = -40..40_i32;
    let span = (day, prop_oneof![3 => Just(0), 1 => 1..400_i32])
        .prop_map(|(first, length)| (first * 10, first * 10 + length));
    (prop::collection::vec(span, 1..3), any::<bool>(), 0..8_u8).prop_map(
        |(mut members, firm, end)| {
            match end {
                0 => members[0].0 = i32::MIN,
                1 => members[0].1 = i32::MAX,
                _ => {}
            }
            DateSpan {
                firm: firm && end > 1,
                members,
            }
        },
    )
}

/// Searches of every kind over such archives.
pub(super) fn searches() -> impl Strategy<Value = Search> {
    let tree = prop_oneof![
        2 => Just(Node::All),
        2 => prop::sample::select(&WORDS[..]).prop_map(Node::word),
        1 => prop::sample::select(&WORDS[..]).prop_map(|word| Node::negated(Node::word(word))),
        1 => (prop::sample::select(&WORDS[..]), prop::sample::select(&WORDS[..]))
            .prop_map(|(left, right)| Node::any_of(vec![Node::word(left), Node::word(right)])),
    ];
    let filter = (
        prop::sample::select(&FACETS[..]),
        prop::collection::vec(1..6_u64, 0..3),
        any::<bool>(),
    )
        .prop_map(|(facet, values, all)| Filter { facet, values, all });
    let range = (
        prop::option::of(-400..400_i32),
        0..500_i32,
        any::<(bool, bool, bool, bool)>(),
    )
        .prop_map(|(since, length, (bounded, certain, possible, undated))| {
            let until = bounded.then(|| since.unwrap_or(0) + length);
            DateRange {
                since,
                until,
                certain,
                possible,
                undated,
            }
        });
    let order = prop::sample::select(vec![
        Order::DateAscending,
        Order::DateDescending,
        Order::Newest,
        Order::Title,
        Order::Reference,
        Order::Relevance,
    ]);
    (
        tree,
        prop::collection::vec(filter, 0..3),
        prop::option::of(range),
        order,
    )
        .prop_map(|(tree, filters, dates, order)| Search {
            tree,
            filters,
            dates,
            order,
            limit: 1_000,
            facets: FACETS.to_vec(),
            facet_limit: 3,
            histogram: true,
            ..Search::default()
        })
}
