//! Which format a file is in: by its first bytes, and only then by its name.

use crate::listing::{DateShape, decode, range_line};

/// A format that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// A page of the reference system as plain text.
    Listing,
    /// Records of Fonds, one JSON object a line.
    Jsonl,
}

impl Format {
    /// The format's name on the command line and in records.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Listing => "listing",
            Self::Jsonl => "jsonl",
        }
    }
}

/// Tells the format of a file by its name and its first bytes (4 KiB are plenty).
///
/// An empty head is told by the name alone.
pub fn recognise(name: &str, head: &[u8]) -> Option<Format> {
    let decoded = decode(head);
    let text = decoded.text.trim_start();
    let name = name.to_lowercase();
    let ends = |endings: &[&str]| endings.iter().any(|ending| name.ends_with(ending));
    if text.starts_with('{') {
        let is_named = ends(&[".jsonl", ".ndjson"]);
        return (is_named || text.contains(r#""kind""#)).then_some(Format::Jsonl);
    }
    let is_foreign =
        text.starts_with(['<', '[']) || text.starts_with("%PDF") || text.contains('\0');
    if is_foreign {
        return None;
    }
    let is_of_listing = |line: &str| {
        let line = line
            .trim_start_matches(|first: char| first.is_whitespace() || "•·*-".contains(first))
            .trim_end();
        range_line(line).is_some()
            || matches!(
                DateShape::of(line),
                Some(DateShape::Named | DateShape::Year)
            )
    };
    if text.lines().any(is_of_listing) {
        Some(Format::Listing)
    } else if ends(&[".jsonl", ".ndjson"]) {
        Some(Format::Jsonl)
    } else {
        ends(&[".txt", ".text"]).then_some(Format::Listing)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, head: &str, expected: Option<Format>) {
        assert_eq!(recognise(name, head.as_bytes()), expected, "{name} {head}");
    }

    #[test]
    fn content_comes_before_the_name() {
        check("a", "{\"kind\":\"agent\",\"id\":1}", Some(Format::Jsonl));
        check(
            "a.txt",
            "\u{feff}\n{\"kind\":\"agent\"",
            Some(Format::Jsonl),
        );
        check("a.jsonl", "{\"id\":1}", Some(Format::Jsonl));
        check("a.json", "{\"id\":1}", None);
        check(
            "a",
            "Menu\n\n  • May 06, 1950\n\n    Note",
            Some(Format::Listing),
        );
        check(
            "a.jsonl",
            "1 - 10 of 21\n\nMay 6, 1950",
            Some(Format::Listing),
        );
        check("a.txt", "Nothing much", Some(Format::Listing));
        check("a.xml", "<TEI>\nMay 6, 1950\n", None);
        check("a.csv", "id,date\n1,1950-05-06", None);
        check("a.bin", "\0\0\0\0", None);
        check("a.jsonl", "", Some(Format::Jsonl));
    }
}
