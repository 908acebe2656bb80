//! The reader of listings: bytes of a page to what it says.
//!
//! Puts the steps together and sees to it that no line vanishes: each paragraph has one place, and those without one are unread.

use std::collections::HashMap;
use std::ops::Range;

use super::entries::{Start, Starts};
use super::lines::{Line, Paragraph};
use super::shape::range_line;
use super::{AgentDraft, ListingEntry, ListingPage, UnreadLine};
use super::{decode, document_page, entries, furniture, generation, introduction, lines};
use crate::problem::{Problem, Severity};

/// An entry of more bytes than this is reported; the longest one known has less than a twentieth.
const LONGEST_ENTRY: usize = 32 * 1024;

/// Reads a page of a listing; never fails.
///
/// The rules, in the order in which they are asked:
///
/// 1. A page of one document (its title repeated as a citation, or its fields named) gives one entry.
/// 2. If date lines have bullets, each bullet at their indent is an entry: a date behind it, or nothing, or the title of an undated entry.
///    Its text ends where the indent does; bullets further in belong to the text.
/// 3. Otherwise each date line is an entry, and the paragraph behind it the title, even if that looks like a date.
///    A year alone needs a title behind it that is no date, two years need title and summary: people's cards look like them.
/// 4. An undated entry is a title between ended paragraphs with a sentence behind it, or a wider gap before it.
///    If the page states how many entries it shows, exactly the missing ones are looked for.
/// 5. What stands between a title and the next entry is its summary.
///    Behind the last entry only running text is summary; the first line that is not ends it, and the rest is unread.
/// 6. Before the first entry: counts, headings, cards, and a name with the longest run of sentences behind it, which is the introduction.
/// 7. Everything else is unread, line by line.
pub fn read(name: &str, bytes: &[u8]) -> (ListingPage, Vec<Problem>) {
    let mut problems = Vec::new();
    let decoded = decode::decode(bytes);
    if let Some(advice) = decoded.advice {
        problems.push(Problem::new(Severity::Warning, name, name, advice).in_field("encoding"));
    }
    let lines = lines::lines(&decoded.text);
    let paragraphs = lines::paragraphs(&lines);
    let page = Reading {
        name,
        lines: &lines,
        paragraphs: &paragraphs,
    };
    let (page, mut found) = page.read();
    problems.append(&mut found);
    (page, problems)
}

struct Reading<'a> {
    name: &'a str,
    lines: &'a [Line],
    paragraphs: &'a [Paragraph],
}

impl Reading<'_> {
    fn read(&self) -> (ListingPage, Vec<Problem>) {
        let document = document_page::find(self.paragraphs);
        // What looks like a count within a document counts no entries.
        let counting = (0..self.paragraphs.len())
            .find(|index| document.is_none() && self.paragraphs[*index].counts);
        let part = counting.and_then(|index| range_line(self.text(index)));
        let expected = part.as_ref().map(|part| part.last - part.first + 1);
        let starts = match document {
            Some(start) => Starts {
                entries: vec![start],
                ..Starts::default()
            },
            None => entries::find(
                self.paragraphs,
                |first| furniture::list_start(self.paragraphs, first),
                expected,
            ),
        };
        let front = starts
            .entries
            .first()
            .map_or(self.paragraphs.len(), |start| start.at);
        let verdict = generation::tell(self.paragraphs, &starts.entries, front);
        let mut page = ListingPage {
            name: self.name.to_owned(),
            generation: verdict.generation,
            generation_evidence: verdict.evidence,
            part,
            entries: self.entries(&starts.entries),
            ..ListingPage::default()
        };
        let mut taken = self.taken(&starts.entries, counting);
        self.front(front, &mut page, &mut taken);
        page.unread = self.unread(&taken);
        let problems = self.problems(&starts, &page, expected);
        (page, problems)
    }

    /// Which paragraphs have a place: those of entries, the one that counts, and bullets without words.
    fn taken(&self, entries: &[Start], counting: Option<usize>) -> Vec<bool> {
        let mut taken: Vec<bool> = self
            .paragraphs
            .iter()
            .map(|paragraph| paragraph.text.is_empty())
            .collect();
        let of_entry = |start: &Start| {
            [start.at, start.title]
                .into_iter()
                .chain(start.date)
                .chain(start.summary.clone())
        };
        for index in entries.iter().flat_map(of_entry).chain(counting) {
            taken[index] = true;
        }
        taken
    }

    fn text(&self, index: usize) -> &str {
        &self.paragraphs[index].text
    }

    fn line(&self, index: usize) -> u64 {
        self.lines[self.paragraphs[index].first].number
    }

    fn entries(&self, starts: &[Start]) -> Vec<ListingEntry> {
        let mut keys = Keys::with_capacity(starts.len());
        let entry = |start: &Start| {
            let date_line = start.date.map(|date| self.text(date));
            let title = self.text(start.title);
            let summary = self.joined(start.summary.clone());
            ListingEntry {
                line: self.line(start.at),
                key: keys.key(date_line.unwrap_or_default(), title),
                date_line: date_line.map(str::to_owned),
                title: title.to_owned(),
                summary: (!summary.is_empty()).then_some(summary),
            }
        };
        starts.iter().map(entry).collect()
    }

    fn joined(&self, paragraphs: Range<usize>) -> String {
        let texts: Vec<&str> = self.paragraphs[paragraphs]
            .iter()
            .map(|paragraph| paragraph.text.as_str())
            .collect();
        texts.join("\n\n")
    }

    /// Reads what stands before the first entry.
    fn front(&self, end: usize, page: &mut ListingPage, taken: &mut [bool]) {
        let front = furniture::sort(&self.paragraphs[..end]);
        for heading in front.headings {
            taken[heading] = true;
            page.headings.push(self.text(heading).to_owned());
        }
        let Some(name) = front.name else { return };
        let all = [name].into_iter().chain(front.introduction.clone());
        let mut lines = Vec::new();
        for index in all {
            taken[index] = true;
            let paragraph = &self.paragraphs[index];
            lines.extend(
                self.lines[paragraph.first..paragraph.end]
                    .iter()
                    .map(|line| line.number),
            );
        }
        // Only the pages of 2022 introduce people and bodies; those of 2012 have but collections.
        if page.generation != Some(2012) && furniture::is_authority_name(self.text(name)) {
            let description = self.joined(front.introduction);
            page.agent = Some(AgentDraft {
                name: self.text(name).to_owned(),
                description,
                lines,
            });
        } else {
            page.collection = Some(introduction::read(
                self.text(name),
                &self.paragraphs[front.introduction],
                lines,
            ));
        }
    }

    fn unread(&self, taken: &[bool]) -> Vec<UnreadLine> {
        let left = self
            .paragraphs
            .iter()
            .zip(taken)
            .filter(|(_, taken)| !**taken);
        left.flat_map(|(paragraph, _)| &self.lines[paragraph.first..paragraph.end])
            .map(|line| UnreadLine {
                line: line.number,
                text: line.text.clone(),
            })
            .collect()
    }

    /// What a person should look at, in the order: lines, dates, titles, entries, the page.
    fn problems(&self, starts: &Starts, page: &ListingPage, expected: Option<u64>) -> Vec<Problem> {
        let lines = self
            .lines
            .iter()
            .filter_map(|line| Some((line, line.too_long?)));
        let too_long = lines.map(|(line, length)| {
            let advice = format!("is the beginning of a line of {length} bytes, which no listing has; it was not read, check the file");
            Problem::new(Severity::Error, self.name, &line.text, advice).at_line(line.number).in_field("line")
        });
        let untitled = starts.untitled.iter().map(|index| {
            let advice = "has no title behind it and was left out; see whether the page is cut off";
            self.problem(Severity::Error, *index, advice)
                .in_field("date")
        });
        let guessed = starts.guessed.iter().map(|index| {
            let advice = "was taken for the title of an undated entry by its shape; compare it with the page";
            self.problem(Severity::Note, *index, advice).in_field("title")
        });
        let entries = starts.entries.iter().zip(&page.entries);
        let of_entries = entries.flat_map(|(start, entry)| self.problems_of(start, entry));
        too_long
            .chain(untitled)
            .chain(guessed)
            .chain(of_entries)
            .chain(self.problem_of_page(page, expected))
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
            let advice =
                "stands where a date should but cannot be read as one; it is kept as written";
            self.problem(Severity::Warning, date, advice)
                .in_field("date")
        });
        too_long.into_iter().chain(odd_date)
    }

    fn problem_of_page(&self, page: &ListingPage, expected: Option<u64>) -> Option<Problem> {
        let count = page.entries.len() as u64;
        if let (Some(part), Some(expected)) = (&page.part, expected)
            && expected != count
        {
            let advice = format!(
                "says that the page shows {expected} entries, {count} were read; see whether the page is cut off"
            );
            return Some(
                Problem::new(Severity::Warning, self.name, &part.words, advice).in_field("part"),
            );
        }
        let advice = "holds no entry that could be told by its shape; see whether it is a listing";
        (count == 0).then(|| Problem::new(Severity::Warning, self.name, self.name, advice))
    }
}

/// Gives keys to the entries of one page, in their order.
struct Keys {
    /// How often each pair of date line and title has been met; and each key given, so that none is given twice.
    seen: HashMap<String, u64>,
}

impl Keys {
    fn with_capacity(entries: usize) -> Self {
        Self {
            seen: HashMap::with_capacity(entries),
        }
    }

    /// Names an entry by its own words.
    fn key(&mut self, date_line: &str, title: &str) -> String {
        let words = format!("{date_line}|{title}");
        let mut count = self.seen.get(&words).copied().unwrap_or(0) + 1;
        let mut key = words.clone();
        // A title may by itself read like the key of another's second entry.
        while count > 1 {
            key = format!("{words}#{count}");
            if !self.seen.contains_key(&key) {
                self.seen.insert(key.clone(), 1);
                break;
            }
            count += 1;
        }
        self.seen.insert(words, count);
        key
    }
}
