//! Documents as they stand in a list, with the words of the search marked.

use fonds_model::{Document, Language, RecordId, text};
use fonds_search::{Group, Marker};

use crate::correspondents;
use crate::date_words;
use crate::error::Result;
use crate::labels::Labels;
use crate::results::{HitView, Marked};

/// A document as it stands in a list.
pub(super) fn hit_view(
    document: &Document,
    group: Group,
    pages: &[String],
    words: &Marker<'_>,
    labels: &Labels<'_>,
) -> Result<HitView> {
    let marked = |text: &fonds_model::Text| mark(words, text.language, &text.text);
    let title = text::current(&document.titles, Language::ENGLISH);
    let former = document
        .titles
        .iter()
        .filter(|other| !title.is_some_and(|title| std::ptr::eq(*other, title)))
        .map(|title| (marked(title), is_title_of(title, pages)));
    let mut types = Vec::new();
    for id in &document.types {
        types.extend(labels.of(RecordId::from(*id))?.map(|name| name.to_string()));
    }
    Ok(HitView {
        id: document.id,
        date: date_words::view(document.heading_date()),
        title: title.map(marked).unwrap_or_default(),
        summary: text::current(&document.summaries, Language::ENGLISH).map(marked),
        passages: Vec::new(),
        group,
        correspondents: correspondents::shortened(correspondents::sentence(document, labels)?),
        types,
        numbers: document
            .numbers
            .iter()
            .map(|number| number.written.clone())
            .collect(),
        languages: document
            .languages
            .iter()
            .map(|language| language.english_name().to_owned())
            .collect(),
        archives: archives(document),
        formerly: former
            .filter(|(title, is_its_own)| *is_its_own || !title.marks.is_empty())
            .map(|(title, _)| title)
            .collect(),
    })
}

/// True for a title that one of these pages used, so that their readers find what they saw there.
fn is_title_of(title: &fonds_model::Text, pages: &[String]) -> bool {
    title.sources.iter().any(|source| pages.contains(source))
}

fn archives(document: &Document) -> Vec<String> {
    let mut archives: Vec<String> = Vec::new();
    for name in document
        .witnesses
        .iter()
        .filter_map(|witness| witness.repository_written.clone())
    {
        if !archives.contains(&name) {
            archives.push(name);
        }
    }
    archives
}

/// A text with the words of the search marked.
pub(super) fn mark(marker: &Marker<'_>, language: Option<Language>, text: &str) -> Marked {
    let code = language.as_ref().map_or("", Language::as_str);
    let marks = marker.mark(code, text);
    Marked {
        language,
        text: text.to_owned(),
        marks: marks
            .into_iter()
            .map(|range| (range.start, range.end))
            .collect(),
    }
}

/// How many characters of a paragraph stand before and after the marked words.
const AROUND: usize = 140;

/// The part of a paragraph around its marked words.
pub(super) fn excerpt(paragraph: Marked) -> Marked {
    let Some((first, _)) = paragraph.marks.first().copied() else {
        return paragraph;
    };
    let text = &paragraph.text;
    let start = text[..first]
        .char_indices()
        .rev()
        .nth(AROUND)
        .map_or(0, |(at, _)| {
            text[at..].find(' ').map_or(at, |blank| at + blank + 1)
        })
        .min(first);
    let end = text[first..]
        .char_indices()
        .nth(2 * AROUND)
        .map_or(text.len(), |(at, _)| {
            text[..first + at].rfind(' ').unwrap_or(first + at)
        });
    let end = end.max(paragraph.marks[0].1);
    let before = if start > 0 { "\u{2026} " } else { "" };
    let after = if end < text.len() { " \u{2026}" } else { "" };
    let shift = |at: usize| at - start + before.len();
    Marked {
        language: paragraph.language,
        marks: paragraph
            .marks
            .iter()
            .filter(|(from, to)| *from >= start && *to <= end)
            .map(|(from, to)| (shift(*from), shift(*to)))
            .collect(),
        text: format!("{before}{}{after}", &text[start..end]),
    }
}
