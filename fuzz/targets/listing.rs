//! Pages of any bytes are read without fault, alike each time, and every line that is said to become something exists.
#![no_main]

use std::collections::HashSet;

use fonds_formats::listing;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let (page, problems) = listing::read("page.txt", bytes);
    // A decoder may see a line end in other bytes than these; none is shorter than one byte.
    let most_lines = bytes.len() as u64 + 1;
    let mut keys = HashSet::new();
    let mut last_line = 0;
    for entry in &page.entries {
        assert!(
            entry.line > last_line && entry.line <= most_lines,
            "entries stand in order"
        );
        last_line = entry.line;
        assert!(
            keys.insert(&entry.key),
            "the key {:?} occurs twice",
            entry.key
        );
        assert!(!entry.title.trim().is_empty(), "an entry without a title");
        assert!(
            entry
                .summary
                .as_ref()
                .is_none_or(|summary| !summary.trim().is_empty())
        );
    }
    let unread: HashSet<u64> = page.unread.iter().map(|line| line.line).collect();
    assert_eq!(unread.len(), page.unread.len(), "a line is unread once");
    assert!(
        page.entries
            .iter()
            .all(|entry| !unread.contains(&entry.line)),
        "a line has one place"
    );
    for problem in &problems {
        assert!(!problem.to_string().is_empty());
    }
    let (again, _) = listing::read("page.txt", bytes);
    assert_eq!(again, page, "reading twice says the same");
});
