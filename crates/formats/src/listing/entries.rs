//! Where the entries of a page begin and end.
//!
//! A page with bullets on its dates has one entry a bullet; any other page has one entry a date line, and undated ones between them.
//! The paragraph behind a date line is its title, also if it looks like a date itself.
//! What stands between a title and the next entry is the summary; behind the last entry only running text is.

use std::ops::Range;

use super::lines::Paragraph;
use super::shape::{DateShape, is_imprint, is_sentence, is_title, word_count};
use super::undated;

/// An entry by the indexes of its paragraphs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Start {
    /// The paragraph with which it begins.
    pub(super) at: usize,
    pub(super) date: Option<usize>,
    pub(super) title: usize,
    /// The paragraphs of the summary; always behind the title and before the next entry.
    pub(super) summary: Range<usize>,
}

/// What was found to begin, and what only seemed to.
#[derive(Debug, Default)]
pub(super) struct Starts {
    pub(super) entries: Vec<Start>,
    /// Date lines behind which no title stands.
    pub(super) untitled: Vec<usize>,
    /// Titles that were taken for undated entries by their shape alone.
    pub(super) guessed: Vec<usize>,
}

/// How the bullets of a page stand.
struct Bullets {
    indent: usize,
}

/// Finds the entries of a page.
///
/// `list_start` is the paragraph at which the list is known to begin, if a heading or count announces it;
/// `expected` is the number of entries that the page says it shows.
pub(super) fn find(
    paragraphs: &[Paragraph],
    list_start: impl Fn(usize) -> Option<usize>,
    expected: Option<u64>,
) -> Starts {
    if let Some(bullets) = Bullets::of(paragraphs) {
        let mut starts = bullets.starts(paragraphs);
        bound(&mut starts.entries, paragraphs, Some(&bullets));
        return starts;
    }
    let mut starts = dated(paragraphs);
    let first = starts
        .entries
        .first()
        .map_or(paragraphs.len(), |start| start.at);
    let undated = undated::find(paragraphs, &starts.entries, list_start(first), expected);
    starts.entries.extend(undated.iter().map(|title| Start {
        at: *title,
        date: None,
        title: *title,
        summary: 0..0,
    }));
    starts.entries.sort_by_key(|start| start.at);
    starts.guessed = undated;
    bound(&mut starts.entries, paragraphs, None);
    starts
}

/// Entries of a page without bullets that have a date line.
fn dated(paragraphs: &[Paragraph]) -> Starts {
    let has_names = paragraphs
        .iter()
        .any(|paragraph| paragraph.date == Some(DateShape::Named));
    let mut starts = Starts::default();
    let mut index = 0;
    while index < paragraphs.len() {
        let Some(shape) = paragraphs[index].date else {
            index += 1;
            continue;
        };
        if (shape == DateShape::Figures && has_names)
            || !is_followed(shape, &paragraphs[index + 1..])
        {
            let is_sure = matches!(shape, DateShape::Named | DateShape::Undated);
            starts.untitled.extend(is_sure.then_some(index));
            index += 1;
            continue;
        }
        let title = index + 1;
        starts.entries.push(Start {
            at: index,
            date: Some(index),
            title,
            summary: 0..0,
        });
        index = title + 1;
    }
    starts
}

/// Whether a title stands behind a date line of this shape.
///
/// The less a line can only be a date, the more must follow: years alone also stand on people's cards.
fn is_followed(shape: DateShape, rest: &[Paragraph]) -> bool {
    let Some(title) = rest.first() else {
        return false;
    };
    if title.counts {
        return false;
    }
    let sentence_at = |index: usize| {
        rest.get(index)
            .is_some_and(|next| next.date.is_none() && is_sentence(&next.text))
    };
    match shape {
        DateShape::Named | DateShape::Undated | DateShape::Figures => {
            // A date behind a date is a title, unless a whole entry of its own begins with it.
            let begins_entry = title.date == Some(DateShape::Named)
                && rest
                    .get(1)
                    .is_some_and(|next| next.date.is_none() && is_title(&next.text))
                && sentence_at(2);
            !begins_entry && title.text.contains(char::is_alphanumeric)
        }
        // A year behind a year is a title only if its summary follows.
        DateShape::Year if title.date.is_some() => {
            title.date == Some(DateShape::Year) && sentence_at(1)
        }
        DateShape::Year => is_title(&title.text) || word_count(&title.text) > 1,
        DateShape::Years => title.date.is_none() && is_title(&title.text) && sentence_at(1),
    }
}

/// Gives every entry the paragraphs of its summary.
fn bound(entries: &mut [Start], paragraphs: &[Paragraph], bullets: Option<&Bullets>) {
    let ends: Vec<usize> = entries.iter().skip(1).map(|next| next.at).collect();
    for (index, entry) in entries.iter_mut().enumerate() {
        let from = entry.title + 1;
        let limit = ends.get(index).copied();
        let to = limit.unwrap_or(paragraphs.len());
        // A page whose titles stand further in than its bullets shows by the same indent where an entry ends.
        let edge = bullets.map(|bullets| bullets.indent).filter(|indent| {
            paragraphs[entry.title].bullet || paragraphs[entry.title].indent > *indent
        });
        let length = match (edge, limit) {
            (Some(edge), _) => inside(&paragraphs[from..to], edge),
            (None, Some(_)) => to - from,
            (None, None) => running_text(&paragraphs[from..to]),
        };
        let uncounted = paragraphs[from..from + length]
            .iter()
            .position(|paragraph| paragraph.counts);
        entry.summary = from..from + uncounted.unwrap_or(length);
    }
}

fn inside(paragraphs: &[Paragraph], edge: usize) -> usize {
    paragraphs
        .iter()
        .take_while(|paragraph| paragraph.indent > edge)
        .count()
}

/// How many paragraphs behind the last title are its summary and not the foot of the page.
///
/// The first may be any text of eight words; the others must be sentences; an imprint is neither.
fn running_text(paragraphs: &[Paragraph]) -> usize {
    paragraphs
        .iter()
        .enumerate()
        .take_while(|(index, paragraph)| {
            let is_text =
                is_sentence(&paragraph.text) || (*index == 0 && word_count(&paragraph.text) >= 8);
            is_text && !is_imprint(&paragraph.text)
        })
        .count()
}

impl Bullets {
    /// The bullets of a page, if its date lines have them.
    fn of(paragraphs: &[Paragraph]) -> Option<Self> {
        let is_bulleted = |index: usize| {
            let paragraph: &Paragraph = &paragraphs[index];
            let behind_empty =
                index > 0 && paragraphs[index - 1].bullet && paragraphs[index - 1].text.is_empty();
            paragraph.bullet || behind_empty
        };
        let dates = (0..paragraphs.len()).filter(|index| paragraphs[*index].date.is_some());
        let (with, without): (Vec<usize>, Vec<usize>) =
            dates.partition(|index| is_bulleted(*index));
        if with.is_empty() || with.len() < without.len() {
            return None;
        }
        let bullet_of = |index: &usize| {
            if paragraphs[*index].bullet {
                paragraphs[*index].indent
            } else {
                paragraphs[*index - 1].indent
            }
        };
        let indent = with.iter().map(bullet_of).min()?;
        Some(Self { indent })
    }

    fn is_sibling(&self, paragraph: &Paragraph) -> bool {
        paragraph.bullet && paragraph.indent <= self.indent + 1
    }

    fn starts(&self, paragraphs: &[Paragraph]) -> Starts {
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

    /// The entry that begins with the bullet at `at`: behind it stands its date, nothing, or the title of an undated entry.
    fn start(&self, paragraphs: &[Paragraph], at: usize, is_between: bool) -> Option<Start> {
        let bullet = &paragraphs[at];
        let within = |index: usize| {
            paragraphs.get(index).is_some_and(|next| {
                !self.is_sibling(next)
                    && !next.counts
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
            let is_date_next =
                within(at + 1) && paragraphs[at + 1].date.is_some() && within(at + 2);
            return if is_date_next {
                with(Some(at + 1), at + 2)
            } else {
                with(None, at + 1)
            };
        }
        if bullet.date.is_some() || (within(at + 2) && is_odd_date(&bullet.text)) {
            return with(Some(at), at + 1);
        }
        let is_entry = is_between
            || (is_title(&bullet.text) && within(at + 1) && is_sentence(&paragraphs[at + 1].text));
        is_entry.then_some(Start {
            at,
            date: None,
            title: at,
            summary: 0..0,
        })
    }
}

/// Whether the words behind a bullet stand where a date should and name a year, although they are no date one can read.
fn is_odd_date(text: &str) -> bool {
    let has_year = text
        .split(|character: char| !character.is_ascii_digit())
        .any(|run| run.len() == 4 && (run.starts_with('1') || run.starts_with("20")));
    has_year && word_count(text) <= 5
}
