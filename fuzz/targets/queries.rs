//! Queries of any words are read without fault; marks stand on borders of letters, in order and apart; addresses keep a search.
//!
//! The first line is the query, the second the parameters of an address, the rest a text to be marked.
#![no_main]

use fonds_archive::Ask;
use fonds_reading::fold::fold;
use fonds_search::mark;
use fonds_search::query::{MAX_TERMS, Node, parse};
use libfuzzer_sys::fuzz_target;

const LANGUAGES: [&str; 7] = ["eng", "rus", "ger", "ara", "chi", "kor", ""];

fuzz_target!(|input: &str| {
    let mut lines = input.splitn(3, '\n');
    let query = lines.next().unwrap_or_default();
    check_address(lines.next().unwrap_or_default());
    let text = lines.next().unwrap_or(query);
    let folded = fold(text);
    assert_eq!(fold(&folded), folded);
    let understood = parse(query);
    assert!(!understood.wording.is_empty());
    assert!(leaves(&understood.tree) <= MAX_TERMS);
    let json = serde_json::to_string(&understood.tree).expect("a tree is plain values");
    let again: Node = serde_json::from_str(&json).expect("what is printed can be read");
    assert_eq!(again, understood.tree);
    let language = LANGUAGES[input.len() % LANGUAGES.len()];
    check_marks(&mark(&understood.tree, language, text), text);
});

fn check_marks(marks: &[std::ops::Range<usize>], text: &str) {
    let mut end = 0;
    for range in marks {
        assert!(
            range.start >= end && range.start < range.end,
            "{marks:?} in {text:?}"
        );
        assert!(
            text.get(range.clone()).is_some(),
            "{range:?} is not on borders in {text:?}"
        );
        end = range.end;
    }
}

/// A search written into an address and read from it is the same search.
fn check_address(address: &str) {
    let asked = Ask::from_pairs(form_urlencoded::parse(address.as_bytes()));
    let pairs = asked.to_pairs();
    let again = Ask::from_pairs(pairs.iter().map(|(key, value)| (key, value)));
    assert_eq!(again.to_pairs(), pairs);
    // What was not understood says nothing, and neither does a demand for all of no values.
    let mut said = asked;
    said.ignored.clear();
    said.filters
        .retain(|_, filter| filter.all || !filter.values.is_empty());
    assert_eq!(again, said);
}

fn leaves(tree: &Node) -> usize {
    match tree {
        Node::And { of } | Node::Or { of } => of.iter().map(leaves).sum(),
        Node::Not { of } => leaves(of),
        Node::All => 0,
        _ => 1,
    }
}
