//! What a person should look at after a page of a listing was read.
//!
//! Nothing is decided here; each doubt of the reading becomes one problem with advice.
//! The order: lines, dates, titles, entries, the page.

use super::entries::{Start, Starts};
use super::read::Reading;
use super::shape::range_line;
use super::{ListingEntry, ListingPage};
use crate::problem::{Problem, Severity};

/// An entry of more bytes than this is reported; the longest one known has less than a twentieth.
const LONGEST_ENTRY: usize = 32 * 1024;

/// A page as it was read, and the doubts that are left.
pub(super) struct Found<'a> {
    pub(super) starts: &'a Starts,
    pub(super) page: &'a ListingPage,
    pub(super) expected: Option<u64>,
    /// A heading that may be the name of a collection.
    pub(super) possible_name: Option<usize>,
    /// Which paragraphs have a place.
    pub(super) taken: &'a [bool],
}

impl Reading<'_> {
    /// All problems of a page.
    pub(super) fn problems(&self, found: &Found) -> Vec<Problem> {
        let lines = self
            .lines
            .iter()
            .filter_map(|line| Some((line, line.too_long?)));
        let too_long = lines.map(|(line, length)| {
            let advice = format!("is the beginning of a line of {length} bytes, which no listing has; it was not read, check the file");
            Problem::new(Severity::Error, self.name, &line.text, advice).at_line(line.number).in_field("line")
        });
        let untitled = found.starts.untitled.iter().map(|index| {
            let (severity, advice) = if found.taken[*index] {
                (Severity::Warning, "has no title behind it and was read as part of the summary before it; compare it with the page")
            } else {
                (Severity::Error, "has no title behind it and was left out; see whether the page is cut off")
            };
            self.problem(severity, *index, advice).in_field("date")
        });
        let guessed = found.starts.guessed.iter().map(|index| {
            let advice = "was taken for the title of an undated entry by its shape; compare it with the page";
            self.problem(Severity::Note, *index, advice).in_field("title")
        });
        let entries = found.starts.entries.iter().zip(&found.page.entries);
        let of_entries = entries.flat_map(|(start, entry)| self.problems_of(start, entry));
        too_long
            .chain(untitled)
            .chain(guessed)
            .chain(of_entries)
            .chain(self.problems_of_page(found))
            .collect()
    }

    fn problem(&self, severity: Severity, index: usize, advice: &str) -> Problem {
        Problem::new(severity, self.name, self.text(index), advice).at_line(self.line(index))
    }

    fn problems_of(&self, start: &Start, entry: &ListingEntry) -> impl Iterator<Item = Problem> {
        let length = entry.title.len() + entry.summary.as_ref().map_or(0, String::len);
        let too_long = (length > LONGEST_ENTRY).then(|| {
            let advice = format!("begins an entry of {length} bytes; see whether a whole document was taken for its summary");
            self.problem(Severity::Warning, start.title, &advice).in_field("summary")
        });
        let odd_date = start
            .date
            .filter(|date| !fonds_reading::date::is_date_line(self.text(*date)));
        let odd_date = odd_date.map(|date| {
            let advice = if fonds_reading::date::read(self.text(date)).edtf.is_some() {
                "stands where a date should but is not written as one; what could be read of it is kept beside these words: compare them with the page"
            } else {
                "stands where a date should but cannot be read as one; the document goes in as undated and keeps these words: compare them with the page, and mend a slip in the file before it is imported"
            };
            self.problem(Severity::Warning, date, advice)
                .in_field("date")
        });
        too_long.into_iter().chain(odd_date)
    }

    fn problems_of_page(&self, found: &Found) -> impl Iterator<Item = Problem> {
        let name = found.possible_name.map(|index| {
            let advice = "may be the name of a collection; give it with --collection";
            self.problem(Severity::Note, index, advice)
                .in_field("collection")
        });
        let first = found.page.part.as_ref();
        let other_counts = self
            .paragraphs
            .iter()
            .enumerate()
            .filter(move |(_, paragraph)| {
                let other = first.filter(|_| paragraph.counts).and_then(|first| {
                    let part = range_line(&paragraph.text)?;
                    Some((part.first, part.last) != (first.first, first.last))
                });
                other == Some(true)
            });
        let other_counts = other_counts.map(|(index, _)| {
            let advice = "counts other entries than the first such line; the file seems to hold more than one page, and only the first count was kept";
            self.problem(Severity::Note, index, advice).in_field("part")
        });
        let count = found.page.entries.len() as u64;
        let differs = found
            .page
            .part
            .as_ref()
            .zip(found.expected)
            .filter(|(_, expected)| *expected != count)
            .map(|(part, expected)| {
                let advice = differing(expected, count);
                Problem::new(Severity::Warning, self.name, &part.words, advice).in_field("part")
            });
        let is_empty = count == 0 && differs.is_none();
        let empty = is_empty.then(|| {
            let advice =
                "holds no entry that could be told by its shape; see whether it is a listing";
            Problem::new(Severity::Warning, self.name, "", advice)
        });
        name.into_iter()
            .chain(other_counts)
            .chain(differs)
            .chain(empty)
    }
}

/// Advice where the page states another number of entries than were read.
fn differing(expected: u64, count: u64) -> String {
    let stated = match expected {
        1 => "1 entry".to_owned(),
        _ => format!("{expected} entries"),
    };
    let read = match count {
        0 => "none was read".to_owned(),
        1 => "1 was read".to_owned(),
        _ => format!("{count} were read"),
    };
    let advice = if count > expected {
        "see whether a date within a summary was taken for an entry, or the file holds more than one page"
    } else {
        "see whether the page is cut off, or an entry without a date was missed"
    };
    format!("says that the page shows {stated}, {read}; {advice}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(expected: u64, count: u64, beginning: &str, advice: &str) {
        let said = differing(expected, count);
        assert!(
            said.starts_with(beginning) && said.contains(advice),
            "{said}"
        );
    }

    #[test]
    fn differing_numbers_are_said_in_words() {
        check(
            1,
            2,
            "says that the page shows 1 entry, 2 were read;",
            "within a summary",
        );
        check(
            10,
            1,
            "says that the page shows 10 entries, 1 was read;",
            "cut off",
        );
        check(
            3,
            0,
            "says that the page shows 3 entries, none was read;",
            "cut off",
        );
    }
}
