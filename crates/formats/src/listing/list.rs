//! Where the list of a page without bullets begins.
//!
//! A count (`61 - 70 of 120`) or a heading such as `Documents` announces it; nothing before that can be an entry.
//! Filters, cards and timelines stand between such lines too, so the last one counts before which no whole entry stands.
//! A page that announces nothing begins with its first date.

use super::date_line::DateShape;
use super::entries::Start;
use super::lines::Paragraph;
use super::shape::{is_ended, is_ended_text, is_list_heading};

/// Index behind the line that announces the list; `dated` are the entries that would be found without knowing it.
pub(super) fn start(paragraphs: &[Paragraph], dated: &[Start]) -> Option<usize> {
    let Some(last) = dated.last().map(|entry| entry.at) else {
        return (0..paragraphs.len())
            .rev()
            .find(|index| announces(paragraphs, *index))
            .map(|index| index + 1);
    };
    let titles = titles(paragraphs, dated);
    let mut markers =
        (0..last).filter(|index| announces(paragraphs, *index) && !titles.contains(index));
    let first = markers.next()?;
    let mut whole = dated
        .iter()
        .filter(|entry| is_whole(paragraphs, entry))
        .map(|entry| entry.at);
    let end = whole.find(|at| *at > first).unwrap_or(last);
    Some(
        markers
            .take_while(|index| *index < end)
            .last()
            .unwrap_or(first)
            + 1,
    )
}

fn announces(paragraphs: &[Paragraph], index: usize) -> bool {
    paragraphs[index].counts || is_list_heading(&paragraphs[index].text)
}

/// The titles of entries that may read like such a heading, as `Captured Documents` does.
///
/// Behind a year alone, which also stands on cards, a heading with a date behind it is no title.
fn titles(paragraphs: &[Paragraph], dated: &[Start]) -> std::collections::HashSet<usize> {
    dated
        .iter()
        .filter(|entry| {
            let shape = paragraphs[entry.at].date;
            let is_followed_by_date = paragraphs
                .get(entry.title + 1)
                .is_none_or(|next| next.date.is_some());
            !matches!(shape, Some(DateShape::Year | DateShape::Years)) || !is_followed_by_date
        })
        .map(|entry| entry.title)
        .collect()
}

/// Whether an entry cannot well be anything else: its date has a month, its title is no sentence, its summary is one.
fn is_whole(paragraphs: &[Paragraph], entry: &Start) -> bool {
    let is_sure_date = !matches!(
        paragraphs[entry.at].date,
        Some(DateShape::Year | DateShape::Years)
    );
    let has_summary = paragraphs
        .get(entry.title + 1)
        .is_none_or(|next| next.date.is_some() || is_ended_text(&next.text));
    is_sure_date && !is_ended(&paragraphs[entry.title].text) && has_summary
}
