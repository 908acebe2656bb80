//! Pages that set a bullet before each date: one entry a bullet.
//!
//! The bullets of the list are those of the sign and the indent that stand before dates; others belong to the text.
//! Behind such a bullet stands a date, nothing, or the title of an undated entry.
//! Before the first dated one only a bullet that is set as the dated ones are begins an entry: introductions have lists too.

use std::collections::HashSet;

use super::entries::{Start, Starts};
use super::lines::Paragraph;
use super::shape::{is_ended_text, is_title, word_count};

/// How the bullets of a list stand.
pub(super) struct Bullets {
    /// The least indent of a bullet before a date.
    pub(super) indent: usize,
    signs: HashSet<char>,
}

impl Bullets {
    /// The bullets of a page, if its date lines have them.
    pub(super) fn of(paragraphs: &[Paragraph]) -> Option<Self> {
        let bullet_of = |index: usize| -> Option<&Paragraph> {
            let paragraph = &paragraphs[index];
            let before = index.checked_sub(1).map(|before| &paragraphs[before]);
            if paragraph.bullet.is_some() {
                Some(paragraph)
            } else {
                before.filter(|before| before.bullet.is_some() && before.text.is_empty())
            }
        };
        let dates: Vec<usize> = (0..paragraphs.len())
            .filter(|index| paragraphs[*index].date.is_some())
            .collect();
        let with: Vec<&Paragraph> = dates.iter().filter_map(|index| bullet_of(*index)).collect();
        if with.is_empty() || with.len() * 2 < dates.len() {
            return None;
        }
        let indent = with.iter().map(|bullet| bullet.indent).min()?;
        let signs = with
            .iter()
            .filter(|bullet| bullet.indent <= indent + 1)
            .filter_map(|bullet| bullet.bullet)
            .collect();
        Some(Self { indent, signs })
    }

    fn is_sibling(&self, paragraph: &Paragraph) -> bool {
        paragraph.indent <= self.indent + 1
            && paragraph
                .bullet
                .is_some_and(|bullet| self.signs.contains(&bullet))
    }

    /// The entries of the page.
    pub(super) fn starts(&self, paragraphs: &[Paragraph]) -> Starts {
        let is_dated = |index: usize| {
            let paragraph = &paragraphs[index];
            self.is_sibling(paragraph) && (paragraph.date.is_some() || paragraph.text.is_empty())
        };
        let first = (0..paragraphs.len()).find(|index| is_dated(*index));
        let last = (0..paragraphs.len()).rfind(|index| is_dated(*index));
        let (Some(first), Some(last)) = (first, last) else {
            return Starts::default();
        };
        let mut starts = Starts::default();
        for at in 0..paragraphs.len() {
            if !self.is_sibling(&paragraphs[at]) {
                continue;
            }
            let is_between = (first..=last).contains(&at);
            match self.start(paragraphs, at, is_between) {
                Some(start) => starts.entries.push(start),
                None if is_between => starts.untitled.push(at),
                None => {}
            }
        }
        starts
    }

    /// The entry that begins with the bullet at `at`.
    fn start(&self, paragraphs: &[Paragraph], at: usize, is_between: bool) -> Option<Start> {
        let bullet = &paragraphs[at];
        let within = |index: usize| {
            paragraphs.get(index).is_some_and(|next| {
                !next.text.is_empty()
                    && !self.is_sibling(next)
                    && !next.counts
                    && !next.too_long
                    && (next.indent >= self.indent || next.indent >= bullet.indent)
            })
        };
        let with = |date: Option<usize>, title: usize| {
            within(title).then_some(Start {
                at,
                date,
                title,
                summary: 0..0,
            })
        };
        if bullet.text.is_empty() {
            let is_date_next = within(at + 1) && is_dated(&paragraphs[at + 1]) && within(at + 2);
            return if is_date_next {
                with(Some(at + 1), at + 2)
            } else {
                with(None, at + 1)
            };
        }
        let is_date = is_dated(bullet) || (within(at + 2) && is_odd_date(&bullet.text));
        if is_date && within(at + 1) {
            return with(Some(at), at + 1);
        }
        let hangs = within(at + 1) && paragraphs[at + 1].indent > bullet.indent;
        let is_set_as_entry =
            is_title(&bullet.text) && hangs && is_ended_text(&paragraphs[at + 1].text);
        let is_entry = !is_date && !bullet.too_long && (is_between || is_set_as_entry);
        is_entry.then_some(Start {
            at,
            date: None,
            title: at,
            summary: 0..0,
        })
    }
}

fn is_dated(paragraph: &Paragraph) -> bool {
    paragraph.date.is_some() || paragraph.date_like
}

/// Whether the words behind a bullet stand where a date should and name a year, although they are no date one can read.
fn is_odd_date(text: &str) -> bool {
    let has_year = text
        .split(|character: char| !character.is_ascii_digit())
        .any(|run| run.len() == 4 && (run.starts_with('1') || run.starts_with("20")));
    has_year && word_count(text) <= 5
}
