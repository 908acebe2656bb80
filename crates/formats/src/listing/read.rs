//! The reader of listings: bytes of a page to what it says.
//!
//! Puts the steps together and sees to it that no line vanishes: each paragraph has one place, and those without one are unread.
//! What a person should look at is said next door, in `report`.

use std::collections::HashMap;
use std::ops::Range;

use super::entries::{Start, Starts};
use super::furniture::Front;
use super::lines::{Line, Paragraph};
use super::report::Found;
use super::shape::range_line;
use super::{AgentDraft, ListingEntry, ListingPage, UnreadLine};
use super::{decode, document_page, entries, furniture, generation, introduction, lines};
use crate::problem::{Problem, Severity};

/// Reads a page of a listing; never fails.
///
/// The rules, in the order in which they are asked:
///
/// 1. A page of one document (its title repeated as a citation, or its fields named) gives one entry.
/// 2. If date lines have bullets, each bullet of their sign at their indent is an entry: a date behind it, or nothing, or the title of an undated entry.
///    Its text ends where the indent does; bullets further in belong to the text, and those of an introduction to it.
/// 3. Otherwise each date line is an entry, and the paragraph behind it the title, even if that looks like a date.
///    A year alone needs a title behind it that is no date, two years need title and summary: people's cards look like them.
///    A line that only looks like a date needs the whole rhythm: an end before it, a title and a summary behind it.
///    Nothing before the count or heading that announces the list is an entry.
/// 4. An undated entry is a title between ended paragraphs with a sentence behind it, or a wider gap before it.
///    If the page states how many entries it shows, exactly the missing ones are looked for.
/// 5. What stands between a title and the next entry is its summary.
///    Behind the last entry one summary is taken, more paragraphs only if other entries have several; the rest is unread.
/// 6. Before the first entry: counts, headings, cards, and a name with the longest run of sentences behind it, which is the introduction.
/// 7. Everything else is unread, line by line.
pub fn read(name: &str, bytes: &[u8]) -> (ListingPage, Vec<Problem>) {
    let mut problems = Vec::new();
    let decoded = decode::decode(bytes);
    if let Some(advice) = decoded.advice {
        problems.push(Problem::new(Severity::Warning, name, "", advice).in_field("encoding"));
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

/// A page while it is read.
pub(super) struct Reading<'a> {
    pub(super) name: &'a str,
    pub(super) lines: &'a [Line],
    pub(super) paragraphs: &'a [Paragraph],
}

impl Reading<'_> {
    fn read(&self) -> (ListingPage, Vec<Problem>) {
        let document = document_page::find(self.paragraphs);
        // What looks like a count within a document counts no entries.
        let counting = (0..self.paragraphs.len())
            .find(|index| document.is_none() && self.paragraphs[*index].counts);
        let part = counting.and_then(|index| range_line(self.text(index)));
        let expected = counting.map(|_| self.expected());
        let starts = match document {
            Some(start) => Starts {
                entries: vec![start],
                ..Starts::default()
            },
            None => entries::find(self.paragraphs, expected),
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
        let has_bullets = (starts.entries.first())
            .is_some_and(|start| self.paragraphs[start.at].bullet.is_some());
        let sorted = furniture::sort(&self.paragraphs[..front], has_bullets);
        let possible_name = sorted.possible_name;
        self.front(sorted, &mut page, &mut taken);
        page.unread = self.unread(&taken);
        let found = Found {
            starts: &starts,
            page: &page,
            expected,
            possible_name,
            taken: &taken,
        };
        let problems = self.problems(&found);
        (page, problems)
    }

    /// How many entries the page says it shows.
    ///
    /// A file may hold several pages; a count that is repeated, as above and below a list, counts once.
    fn expected(&self) -> u64 {
        let mut parts: Vec<(u64, u64)> = self
            .paragraphs
            .iter()
            .filter(|paragraph| paragraph.counts)
            .filter_map(|paragraph| range_line(&paragraph.text))
            .map(|part| (part.first, part.last))
            .collect();
        parts.sort_unstable();
        parts.dedup();
        let sizes = parts
            .iter()
            .map(|(first, last)| (last - first).saturating_add(1));
        sizes.fold(0, u64::saturating_add)
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

    pub(super) fn text(&self, index: usize) -> &str {
        &self.paragraphs[index].text
    }

    pub(super) fn line(&self, index: usize) -> u64 {
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
    fn front(&self, front: Front, page: &mut ListingPage, taken: &mut [bool]) {
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
        let is_agent = front.is_person || furniture::is_authority_name(self.text(name));
        if page.generation != Some(2012) && is_agent {
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
