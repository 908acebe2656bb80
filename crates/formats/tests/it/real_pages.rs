//! Captured pages of the reference system, where they lie beside the repository.

use std::fs;
use std::path::Path;

use fonds_formats::listing::{self, ListingPage};
use fonds_formats::{Format, Severity, recognise};

/// Names and texts of the captured pages; none, and a word about it, if they are absent.
fn texts() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/listings");
    let Ok(entries) = fs::read_dir(&folder) else {
        println!("skipped: {} is absent", folder.display());
        return Vec::new();
    };
    let read = |entry: std::io::Result<fs::DirEntry>| {
        let path = entry.expect("a folder can be listed").path();
        let name = path
            .file_name()
            .expect("a file has a name")
            .to_string_lossy()
            .into_owned();
        (
            name,
            fs::read_to_string(path).expect("a captured page can be read"),
        )
    };
    let mut texts: Vec<_> = entries.map(read).collect();
    texts.sort();
    texts
}

fn pages() -> Vec<ListingPage> {
    let read = |(name, text): (String, String)| {
        assert_eq!(
            recognise("page", &text.as_bytes()[..text.len().min(4096)]),
            Some(Format::Listing)
        );
        let (page, problems) = listing::read(&name, text.as_bytes());
        assert!(
            problems
                .iter()
                .all(|problem| problem.severity < Severity::Warning),
            "{problems:?}"
        );
        page
    };
    texts().into_iter().map(read).collect()
}

#[test]
fn captured_pages_hold_seventy_entries() {
    let pages = pages();
    if pages.is_empty() {
        return;
    }
    let counts: Vec<usize> = pages.iter().map(|page| page.entries.len()).collect();
    assert_eq!(counts, [20, 10, 20, 10, 10]);
    let generations: Vec<_> = pages.iter().filter_map(|page| page.generation).collect();
    assert_eq!(generations, [2012, 2022, 2012, 2022, 2022]);
    let parts: Vec<_> = pages
        .iter()
        .map(|page| {
            page.part
                .as_ref()
                .map(|part| (part.first, part.last, part.total))
        })
        .collect();
    assert_eq!(
        parts,
        [
            None,
            Some((81, 90, 120)),
            None,
            Some((61, 70, 120)),
            Some((1, 10, 21))
        ]
    );
    let entries: Vec<_> = pages.iter().flat_map(|page| &page.entries).collect();
    assert_eq!(
        entries
            .iter()
            .filter(|entry| entry.summary.is_some())
            .count(),
        69
    );
    assert!(entries.iter().all(|entry| entry.date_line.is_some()));
    let bare = entries
        .iter()
        .find(|entry| entry.summary.is_none())
        .expect("one entry has no summary");
    assert_eq!(bare.date_line.as_deref(), Some("January 15, 1949"));
}

#[test]
fn captured_collection_is_introduced() {
    let pages = pages();
    let Some(page) = pages.get(2) else { return };
    let collection = page
        .collection
        .as_ref()
        .expect("the third page is a collection's");
    assert_eq!(collection.name, "Sino-Soviet Relations");
    assert_eq!(collection.see_also, ["The Sino-Soviet Split, 1960-1984"]);
    assert!(
        collection
            .image_credit
            .as_ref()
            .is_some_and(|credit| credit.starts_with("Soviet"))
    );
    let span = collection
        .stated_span
        .as_ref()
        .expect("the introduction states a span");
    assert_eq!(span.edtf.as_str(), "193X/1959");
    assert!(
        !collection.introduction.contains("See also") && !collection.introduction.contains("Image")
    );
    let others = pages
        .iter()
        .filter(|page| page.collection.is_some())
        .count();
    assert_eq!(others, 1);
}

#[test]
fn captured_footers_stay_unread() {
    let pages = pages();
    let Some(page) = pages.last() else { return };
    assert_eq!(
        page.unread.last().map(|line| line.text.as_str()),
        Some("Pagination")
    );
    assert_eq!(page.headings, ["Results:", "Documents"]);
}

/// Title and summary of each entry.
fn words(page: &ListingPage) -> Vec<(String, Option<String>)> {
    let words = |entry: &listing::ListingEntry| (entry.title.clone(), entry.summary.clone());
    page.entries.iter().map(words).collect()
}

/// The text with line `number` (counted from 1) replaced by what `change` makes of it.
fn changed(text: &str, number: u64, change: impl Fn(&str) -> String) -> String {
    let line = |(at, line): (u64, &str)| {
        if at == number {
            change(line)
        } else {
            line.to_owned()
        }
    };
    (1..)
        .zip(text.lines())
        .map(line)
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn captured_entries_are_told_without_their_date() {
    for (name, text) in texts() {
        let (page, _) = listing::read(&name, text.as_bytes());
        for entry in &page.entries {
            let without = changed(&text, entry.line, |line| {
                if line.contains('•') {
                    "  •".to_owned()
                } else {
                    String::new()
                }
            });
            let (changed, _) = listing::read(&name, without.as_bytes());
            assert_eq!(
                words(&changed),
                words(&page),
                "{name} without the date on line {}",
                entry.line
            );
        }
    }
}

#[test]
fn captured_entries_are_told_without_their_summary() {
    for (name, text) in texts() {
        let (page, _) = listing::read(&name, text.as_bytes());
        for (index, entry) in page.entries.iter().enumerate() {
            let mut expected = words(&page);
            // The summary stands four lines below the date.
            if expected[index].1.take().is_none() {
                continue;
            }
            let without = changed(&text, entry.line + 4, |_| String::new());
            let (changed, _) = listing::read(&name, without.as_bytes());
            assert_eq!(
                words(&changed),
                expected,
                "{name} without the summary of line {}",
                entry.line
            );
        }
    }
}

#[test]
fn captured_last_summaries_may_be_short() {
    for (name, text) in texts() {
        let (page, _) = listing::read(&name, text.as_bytes());
        let Some(last) = page.entries.last() else {
            continue;
        };
        for summary in [
            "A agrees.",
            "They talk. (Day)",
            "Discusses trade and the railway",
        ] {
            let mut expected = words(&page);
            if let Some((_, said)) = expected.last_mut() {
                *said = Some(summary.to_owned());
            }
            // The summary stands four lines below the date.
            let short = changed(&text, last.line + 4, |line| {
                let indent = line.len() - line.trim_start().len();
                format!("{}{summary}", &line[..indent])
            });
            let (changed, _) = listing::read(&name, short.as_bytes());
            assert_eq!(words(&changed), expected, "{name} with the end {summary}");
        }
    }
}
