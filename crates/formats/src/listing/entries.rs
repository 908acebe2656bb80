//! Where the entries of a page begin and end.
//!
//! A page with bullets on its dates has one entry a bullet; any other page has one entry a date line, and undated ones between them.
//! The paragraph behind a date line is its title, also if it looks like a date itself.
//! What stands between a title and the next entry is the summary; behind the last entry only running text is.

use std::ops::Range;

use super::bullets::Bullets;
use super::date_line::DateShape;
use super::lines::Paragraph;
use super::shape::{
    is_ended_text, is_imprint, is_mostly_capital, is_sentence, is_summary, is_title, word_count,
};
use super::{list, undated};

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

/// Finds the entries of a page; `expected` is the number of entries that the page says it shows.
pub(super) fn find(paragraphs: &[Paragraph], expected: Option<u64>) -> Starts {
    if let Some(bullets) = Bullets::of(paragraphs) {
        let mut starts = bullets.starts(paragraphs);
        bound(&mut starts.entries, paragraphs, Some(&bullets));
        return starts;
    }
    let list_start = list::start(paragraphs, &dated(paragraphs, 0).entries);
    let mut starts = dated(paragraphs, list_start.unwrap_or(0));
    drop_sentences(&mut starts, paragraphs, expected);
    let undated = undated::find(paragraphs, &starts.entries, list_start, expected);
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

/// Entries of a page without bullets that have a date line, from the paragraph `from` on.
fn dated(paragraphs: &[Paragraph], from: usize) -> Starts {
    let has_names = paragraphs
        .iter()
        .any(|paragraph| paragraph.date == Some(DateShape::Named));
    let mut starts = Starts::default();
    let mut index = from;
    while index < paragraphs.len() {
        let paragraph = &paragraphs[index];
        let is_unusual =
            paragraph.date_like || (has_names && paragraph.date == Some(DateShape::Figures));
        let is_start = match paragraph.date {
            _ if is_unusual => {
                let title = starts.entries.last().map(|entry| entry.title);
                stands_as_date(paragraphs, index, index == from || title == Some(index - 1))
            }
            Some(shape) => {
                let is_followed = is_followed(shape, &paragraphs[index + 1..]);
                let is_sure = matches!(shape, DateShape::Named | DateShape::Undated);
                starts
                    .untitled
                    .extend((is_sure && !is_followed).then_some(index));
                is_followed
            }
            None => false,
        };
        if !is_start {
            index += 1;
            continue;
        }
        starts.entries.push(Start {
            at: index,
            date: Some(index),
            title: index + 1,
            summary: 0..0,
        });
        index += 2;
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
    if title.counts || title.too_long {
        return false;
    }
    let is_sentence_next = rest
        .get(1)
        .is_some_and(|next| next.date.is_none() && is_sentence(&next.text));
    match shape {
        DateShape::Named | DateShape::Undated | DateShape::Figures => {
            // A date behind a date is a title, unless an entry of its own begins with it.
            let begins_entry = title.date == Some(DateShape::Named)
                && rest.get(1).is_some_and(|next| {
                    next.date.is_none() && is_title(&next.text) && !is_summary(&next.text)
                });
            !begins_entry && title.text.contains(char::is_alphanumeric)
        }
        // A year behind a year is a title only if its summary follows.
        DateShape::Year if title.date.is_some() => {
            title.date == Some(DateShape::Year) && is_sentence_next
        }
        DateShape::Year => is_title(&title.text) || word_count(&title.text) > 1,
        DateShape::Years => title.date.is_none() && is_title(&title.text) && is_sentence_next,
    }
}

/// Whether a line that is hardly a date stands exactly as the date lines of a list do:
/// behind an ended text or a title, before a title, and then comes a summary, the next date or nothing.
fn stands_as_date(paragraphs: &[Paragraph], index: usize, is_behind_title: bool) -> bool {
    let is_date = |paragraph: &Paragraph| paragraph.date.is_some() || paragraph.date_like;
    let is_free = is_behind_title || index == 0 || is_ended_text(&paragraphs[index - 1].text);
    let has_title = paragraphs.get(index + 1).is_some_and(|title| {
        !is_date(title) && !title.counts && !title.too_long && is_title(&title.text)
    });
    let goes_on = paragraphs
        .get(index + 2)
        .is_none_or(|next| is_date(next) || is_summary(&next.text));
    is_free && has_title && goes_on
}

/// Drops date lines within summaries: a whole sentence stands where their title should.
///
/// Where the page states its number of entries no more are dropped than there are too many;
/// elsewhere only those with no summary behind them and one before them.
fn drop_sentences(starts: &mut Starts, paragraphs: &[Paragraph], expected: Option<u64>) {
    let too_many = expected.map(|expected| {
        let expected = usize::try_from(expected).unwrap_or(usize::MAX);
        starts.entries.len().saturating_sub(expected)
    });
    let mut left = too_many.unwrap_or(usize::MAX);
    let entries = std::mem::take(&mut starts.entries);
    let ends: Vec<usize> = entries.iter().skip(1).map(|next| next.at).collect();
    for (index, entry) in entries.into_iter().enumerate() {
        let title = &paragraphs[entry.title].text;
        let end = ends.get(index).copied().unwrap_or(paragraphs.len());
        let has_summary_before = starts
            .entries
            .last()
            .is_some_and(|before| before.title + 1 < entry.at);
        let is_doubtful = is_sentence(title) && !is_mostly_capital(title) && has_summary_before;
        let is_dropped = is_doubtful && left > 0 && (too_many.is_some() || entry.title + 1 == end);
        if is_dropped {
            left -= 1;
            starts.untitled.push(entry.at);
        } else {
            starts.entries.push(entry);
        }
    }
    starts.untitled.sort_unstable();
}

/// Gives every entry the paragraphs of its summary.
fn bound(entries: &mut [Start], paragraphs: &[Paragraph], bullets: Option<&Bullets>) {
    let ends: Vec<usize> = entries.iter().skip(1).map(|next| next.at).collect();
    let mut last = Vec::new();
    let mut has_several = false;
    for (index, entry) in entries.iter_mut().enumerate() {
        let from = entry.title + 1;
        let limit = ends.get(index).copied();
        let all = &paragraphs[from..limit.unwrap_or(paragraphs.len())];
        // A page whose titles stand further in than its bullets shows by the same indent where an entry ends.
        let edge = bullets.map(|bullets| bullets.indent).filter(|indent| {
            let title = &paragraphs[entry.title];
            title.bullet.is_some() || title.indent > *indent
        });
        let unread = all
            .iter()
            .position(|paragraph| paragraph.counts || paragraph.too_long);
        let readable = &all[..unread.unwrap_or(all.len())];
        let is_last = limit.is_none() || all.iter().any(|paragraph| paragraph.counts);
        let length = match edge {
            Some(edge) => inside(readable, edge),
            None if is_last => {
                last.push((index, from..from + readable.len()));
                0
            }
            None => readable.len(),
        };
        has_several |= length > 1;
        entry.summary = from..from + length;
    }
    for (index, rest) in last {
        let length = running_text(&paragraphs[rest], has_several);
        let from = entries[index].title + 1;
        entries[index].summary = from..from + length;
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
/// More than one only where other entries of the page have several, and only sentences.
fn running_text(paragraphs: &[Paragraph], has_several: bool) -> usize {
    let longest = if has_several { paragraphs.len() } else { 1 };
    paragraphs
        .iter()
        .take(longest)
        .enumerate()
        .take_while(|(index, paragraph)| {
            let is_text = *index == 0 && is_summary(&paragraph.text);
            is_text || (is_sentence(&paragraph.text) && !is_imprint(&paragraph.text))
        })
        .count()
}
