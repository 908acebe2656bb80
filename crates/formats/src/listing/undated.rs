//! Undated entries of a page that has no bullets, where a blank stands for the date line.
//!
//! Such an entry is a title between two ended paragraphs, and so is a short line inside a long summary.
//! The evidence, strongest first: the number of entries the page says it shows, an empty line more than elsewhere, then a sentence behind the title.
//! With a stated number exactly so many are taken as are missing, best first; without one, or if that many are not to be found, only the clear cases.
//! Behind the last dated entry the list goes on only as long as titles have sentences behind them; then the foot of the page begins.

use std::ops::Range;

use super::entries::Start;
use super::lines::Paragraph;
use super::shape::{
    is_bracketed_count, is_ended_text, is_imprint, is_mostly_capital, is_summary, is_title,
    word_count,
};

/// What a title must score where the page states no number of entries.
const CLEAR: i32 = 3;

/// Where a stretch of paragraphs lies among the dated entries.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Between the announcement of the list and the first dated entry.
    Before,
    /// Between two dated entries.
    Between,
    /// Behind the last one, where the foot of the page stands too.
    Behind,
}

/// Indexes of the titles of undated entries, in the order of the page.
pub(super) fn find(
    paragraphs: &[Paragraph],
    dated: &[Start],
    list_start: Option<usize>,
    expected: Option<u64>,
) -> Vec<usize> {
    let missing = expected.map(|expected| {
        usize::try_from(expected)
            .unwrap_or(usize::MAX)
            .saturating_sub(dated.len())
    });
    // A page without dates and without a count shows nothing that speaks for a list.
    if missing == Some(0) || (missing.is_none() && dated.is_empty()) {
        return Vec::new();
    }
    let usual_gap = usual_gap(paragraphs, dated);
    let mut found = Vec::new();
    for (place, stretch) in stretches(paragraphs, dated, list_start) {
        for index in stretch.clone() {
            let score = score(paragraphs, index, &stretch, place, usual_gap);
            if score > 0 {
                found.push((score, index));
            }
        }
    }
    match missing {
        Some(missing) if missing <= found.len() => {
            found.sort_by_key(|(score, index)| (-score, *index));
            found.truncate(missing);
        }
        _ => found.retain(|(score, _)| *score >= CLEAR),
    }
    let mut titles: Vec<usize> = found.into_iter().map(|(_, index)| index).collect();
    titles.sort_unstable();
    titles
}

/// The paragraphs that belong to no date line or title yet.
fn stretches(
    paragraphs: &[Paragraph],
    dated: &[Start],
    list_start: Option<usize>,
) -> Vec<(Place, Range<usize>)> {
    let first = dated.first().map_or(paragraphs.len(), |start| start.at);
    let mut stretches: Vec<_> = list_start
        .filter(|start| *start < first)
        .map(|start| (Place::Before, start..first))
        .into_iter()
        .collect();
    for (index, start) in dated.iter().enumerate() {
        let from = start.title + 1;
        let to = dated
            .get(index + 1)
            .map_or(paragraphs.len(), |next| next.at);
        // A second count between two entries begins a second page in the same file.
        let counts = |index: &usize| paragraphs[*index].counts;
        if let (Some(foot), Some(count)) = ((from..to).find(counts), (from..to).rfind(counts)) {
            stretches.push((Place::Behind, from..behind(paragraphs, from, foot)));
            stretches.push((Place::Before, count + 1..to));
        } else if to < paragraphs.len() {
            stretches.push((Place::Between, from..to));
        } else {
            stretches.push((Place::Behind, from..behind(paragraphs, from, to)));
        }
    }
    stretches
}

/// Index behind the last paragraph that the list can hold: a summary, then titles with their sentences.
fn behind(paragraphs: &[Paragraph], from: usize, to: usize) -> usize {
    let is_text = |index: usize| {
        let text = &paragraphs[index].text;
        index < to && is_ended_text(text) && !is_imprint(text)
    };
    let mut end = from;
    if end < to && is_summary(&paragraphs[end].text) {
        end += 1;
    }
    while end < to && is_text(end) {
        end += 1;
    }
    while end + 1 < to && could_be_title(&paragraphs[end]) && is_text(end + 1) {
        end += 2;
        while end < to && is_text(end) {
            end += 1;
        }
    }
    end
}

/// How surely the paragraph is the title of an undated entry; 0 if it is not.
fn score(
    paragraphs: &[Paragraph],
    index: usize,
    stretch: &Range<usize>,
    place: Place,
    usual_gap: u64,
) -> i32 {
    let paragraph = &paragraphs[index];
    if !could_be_title(paragraph) {
        return 0;
    }
    let is_first = index == stretch.start;
    let count = word_count(&paragraph.text);
    let next = (index + 1 < stretch.end).then(|| &paragraphs[index + 1].text);
    let has_sentence = next.is_some_and(|next| is_ended_text(next) && !is_imprint(next));
    // Right behind another title it may as well be that title's summary.
    let stands_free = !is_first && is_ended_text(&paragraphs[index - 1].text);
    let is_set_as_title = is_mostly_capital(&paragraph.text);
    let (is_clear, is_faint) = match (place, has_sentence) {
        (Place::Before, true) => (count >= 3, true),
        (Place::Before, false) => (false, count >= 4 && is_set_as_title),
        (Place::Between, true) => (stands_free, true),
        (Place::Between, false) => (false, count >= 2 && (stands_free || is_set_as_title)),
        (Place::Behind, true) => (stands_free && count >= 5, count >= 3),
        (Place::Behind, false) => (false, false),
    };
    let has_gap = paragraph.gap > usual_gap
        && match place {
            Place::Before => !is_first,
            Place::Between => count >= 2,
            Place::Behind => is_clear || is_faint,
        };
    let shape = if is_clear { CLEAR } else { i32::from(is_faint) };
    shape + if has_gap { CLEAR } else { 0 }
}

fn could_be_title(paragraph: &Paragraph) -> bool {
    is_title(&paragraph.text)
        && !is_bracketed_count(&paragraph.text)
        && !is_imprint(&paragraph.text)
        && !paragraph.counts
        && !paragraph.too_long
        && paragraph.date.is_none()
}

/// The empty lines that usually stand before a paragraph of an entry.
fn usual_gap(paragraphs: &[Paragraph], dated: &[Start]) -> u64 {
    let mut gaps: Vec<u64> = dated
        .iter()
        .map(|start| paragraphs[start.title].gap)
        .collect();
    gaps.sort_unstable();
    gaps.get(gaps.len() / 2).copied().unwrap_or(1).max(1)
}
