//! How much work a search is.

use fonds_search::{Facet, Filter, Search, query};

use crate::support::{TestIndex, titled};

/// 600 documents: all about a railway, each with a number word of its own.
fn index() -> TestIndex {
    TestIndex::of((1..=600).map(|id| titled(id, &format!("Railway letter q{id:04}"))))
}

fn check(index: &TestIndex, typed: &str, most: u64, expected: bool) {
    let search = Search {
        tree: query::parse(typed).tree,
        ..Search::default()
    };
    let is_within = index.index.is_within(&search, most).unwrap();
    assert_eq!(is_within, expected, "{typed}: at most {most}");
}

#[test]
fn rare_words_are_little_work_and_frequent_ones_are_more() {
    let index = index();
    check(&index, "q0007", 300, true);
    check(&index, "railway", 300, false);
    check(&index, "railway", 10_000, true);
    check(&index, "-railway", 300, false);
    check(&index, "\"railway letter\"", 1_000, false);
    check(&index, "railway OR letter OR q0007", 1_000, false);
    check(&index, "absent", 300, true);
    check(&index, "", 0, true);
}

#[test]
fn beginnings_are_as_much_work_as_they_have_words() {
    let index = index();
    check(&index, "q000*", 1_000, true);
    check(&index, "q0*", 1_000, false);
    check(&index, "q0*", 50_000, true);
    check(&index, "rail*", 50_000, true);
    check(&index, &"q0* ".repeat(40), 50_000, false);
    check(&index, "zz*", 10, true);
}

#[test]
fn values_are_work_too() {
    let index = index();
    let search = Search {
        filters: vec![Filter {
            facet: Facet::Person,
            values: (1..=900).collect(),
            all: false,
        }],
        ..Search::default()
    };
    assert!(!index.index.is_within(&search, 10_000).unwrap());
    assert!(index.index.is_within(&search, 1_000_000).unwrap());
}
