//! What holds for any page: no panic, no word lost, keys unique, time in proportion to length.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use fonds_formats::listing::{self, ListingPage};
use proptest::prelude::*;

/// Characters of a text that are neither white space, nor bullets, nor invisible; in order of their code points.
///
/// Letters and numerals that stand as bullets before dates in our own pages are left out with them, and entities put back.
fn characters(text: &str) -> Vec<char> {
    let is_word = |character: &char| {
        !character.is_whitespace()
            && !"•·◦▪▫●○■□‣∙⁃*-–—+\u{200b}\u{2060}\u{feff}\u{ad}".contains(*character)
    };
    let marks = [
        "  o April",
        "  1. April",
        "  2. April",
        "  o 1951",
        "  3. 1951",
    ];
    let unmarked = marks.iter().fold(text.to_owned(), |text, mark| {
        let words = mark.rsplit(' ').next().unwrap_or_default();
        text.replace(mark, words)
    });
    let entities = [
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&nbsp;", " "),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&amp;", "&"),
    ];
    let text = entities.iter().fold(unmarked, |text, (entity, character)| {
        text.replace(entity, character)
    });
    let mut characters: Vec<char> = text.chars().filter(is_word).collect();
    characters.sort_unstable();
    characters
}

/// All words that a page was read as.
fn everything(page: &ListingPage) -> String {
    let mut text = page.headings.join(" ");
    text.extend(page.part.iter().map(|part| part.words.as_str()));
    if let Some(collection) = &page.collection {
        text.push_str(&collection.name);
        text.push_str(&collection.introduction_verbatim);
    }
    if let Some(agent) = &page.agent {
        text.push_str(&agent.name);
        text.push_str(&agent.description);
    }
    for entry in &page.entries {
        text.extend(entry.date_line.as_deref());
        text.push_str(&entry.title);
        text.extend(entry.summary.as_deref());
    }
    text.extend(page.unread.iter().map(|line| line.text.as_str()));
    text
}

fn check(text: &str) {
    let (page, _) = listing::read("page", text.as_bytes());
    assert_eq!(
        characters(&everything(&page)),
        characters(text),
        "{text:?}\n{page:#?}"
    );
    let keys: HashSet<&str> = page
        .entries
        .iter()
        .map(|entry| entry.key.as_str())
        .collect();
    assert_eq!(keys.len(), page.entries.len(), "{text:?}");
    assert!(
        page.entries.is_sorted_by_key(|entry| entry.line),
        "{text:?}"
    );
    assert!(
        page.entries.iter().all(|entry| !entry.title.is_empty()),
        "{text:?}"
    );
}

fn scenario_pages() -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/listing");
    let folders = fs::read_dir(folder).expect("the scenarios stand beside this file");
    let input = |entry: std::io::Result<fs::DirEntry>| {
        entry
            .expect("a folder can be listed")
            .path()
            .join("input.txt")
    };
    folders
        .map(|entry| fs::read(input(entry)).expect("each scenario has a page"))
        .collect()
}

#[test]
fn pages_cut_behind_any_line_lose_no_word() {
    for page in scenario_pages() {
        let Ok(text) = String::from_utf8(page) else {
            continue;
        };
        for (cut, _) in text.match_indices('\n') {
            check(&text[..cut]);
        }
    }
}

#[test]
fn pages_cut_within_words_do_not_panic() {
    for page in scenario_pages() {
        for cut in (0..page.len()).step_by(3) {
            listing::read("page", &page[..cut]);
        }
    }
}

#[test]
fn a_hundred_thousand_entries_are_read() {
    let mut text = String::from("1 - 100000 of 200000\n\n");
    for number in 0..100_000 {
        writeln!(text, "May {}, 1950\n\nNote {number}, Legation A to Ministry B\n\nThe note says nothing new.\n", number % 28 + 1)
            .expect("a string takes everything");
    }
    let (page, problems) = listing::read("page", text.as_bytes());
    assert_eq!((page.entries.len(), problems), (100_000, Vec::new()));
}

#[test]
fn an_endless_line_is_a_problem() {
    let mut bytes = vec![b'x'; 200 * 1024 * 1024];
    bytes.extend_from_slice(b"\n\nMay 6, 1950\n\nNote, Legation A to Ministry B\n");
    let (page, problems) = listing::read("page", &bytes);
    assert_eq!(page.entries.len(), 1);
    assert_eq!(page.unread.len(), 1);
    assert!(
        problems.iter().any(|problem| problem.line == Some(1)),
        "{problems:?}"
    );
}

#[test]
fn a_long_line_is_read_whole_or_not_at_all() {
    let page = |length: usize| {
        let summary = "x".repeat(length);
        let text = format!(
            "May 6, 1950\n\nNote, Legation A to Ministry B\n\n{summary}\n\nMay 7, 1950\n\nNote, Ministry B to Legation A\n"
        );
        listing::read("page", text.as_bytes())
    };
    let (whole, _) = page(1024 * 1024);
    let length = |page: &ListingPage| page.entries[0].summary.as_ref().map(String::len);
    assert_eq!(
        (whole.entries.len(), length(&whole)),
        (2, Some(1024 * 1024))
    );
    let (left, problems) = page(1024 * 1024 + 1);
    assert_eq!((left.entries.len(), length(&left)), (2, None));
    assert_eq!(left.unread.len(), 1);
    assert_eq!(problems.first().and_then(|problem| problem.line), Some(5));
}

#[test]
fn an_entry_of_odd_size_is_reported() {
    let summary = "It says nothing new.\n\n".repeat(4000);
    let text = format!(
        "May 6, 1950\n\nNote, Legation A to Ministry B\n\n{summary}May 7, 1950\n\nNote, Ministry B to Legation A\n"
    );
    let (page, problems) = listing::read("page", text.as_bytes());
    assert_eq!(page.entries.len(), 2);
    assert!(
        problems
            .iter()
            .any(|problem| problem.field.as_deref() == Some("summary")),
        "{problems:?}"
    );
}

#[test]
fn same_words_give_different_keys() {
    let entry = "May 6, 1950\n\nNote, Legation A to Ministry B\n\nIt says nothing new.\n\n";
    let (page, _) = listing::read("page", entry.repeat(3).as_bytes());
    let keys: Vec<&str> = page
        .entries
        .iter()
        .map(|entry| entry.key.as_str())
        .collect();
    let first = "May 6, 1950|Note, Legation A to Ministry B";
    assert_eq!(
        keys,
        [first.to_owned(), format!("{first}#2"), format!("{first}#3")]
    );
}

/// Lines that pages are made of, in any mixture.
fn any_line() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "",
        "",
        "",
        "  • May 06, 1950",
        "May 6, 1950",
        "1950",
        "1893-1976",
        "1949-",
        "•",
        "    • May 07, 1950",
        "(3) documents",
        "Undated",
        "1 - 3 of 9",
        "Documents",
        "Popular Documents",
        "01/05/1950",
        "April 6, 19500",
        "0000",
        "May 6, 1950 (?)",
        "- May 06, 1950",
        "– May 07, 1950",
        "- ink",
        "Highlights:",
        "(Image: a chair.)",
        "River Trade",
        "Note, Legation A to Ministry B",
        "    Note, Legation A to Ministry B",
        "The note says nothing new.",
        "    The note says nothing new (really).",
        "See also The Chairs, 1950-1960. (Image: a chair.)",
        "Next page",
        "Skip to content",
        "Summary",
        "Author(s):",
        "Donors",
        "\"Note, Legation A to Ministry B,\" May 6, 1950, Box 1.",
        "The set spans the 1930s through 1950 (or so.",
    ]);
    prop_oneof![8 => known.prop_map(str::to_owned), 1 => "\\PC{0,40}", 1 => "[ \t•*().,;:\"0-9A-Za-z-]{0,60}"]
}

proptest! {
    #[test]
    fn no_page_loses_a_word(lines in prop::collection::vec(any_line(), 0..40)) {
        check(&lines.join("\n"));
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        listing::read("page", &bytes);
        fonds_formats::recognise("page", &bytes);
    }

    #[test]
    fn no_text_makes_it_panic(text in "(?s).{0,400}") {
        listing::read("page", text.as_bytes());
    }
}
