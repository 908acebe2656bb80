//! What stands before the first entry: headings, people's and places' cards, the collection's name and introduction.
//!
//! The introduction is the longest run of sentences with a name right before it; the name is set as a heading is.
//! Headings are the other lines set so; everything else stays unread.
//! Cards (years of a life, regions, bracketed counts) are no headings although they look like them.

use std::ops::Range;

use super::lines::Paragraph;
use super::shape::{
    is_bracketed_count, is_heading, is_life_span, is_list_heading, is_mostly_capital, is_sentence,
    is_title, word_count,
};

/// The shortest introduction, in characters.
const SHORTEST_INTRODUCTION: usize = 40;

/// The paragraphs before the first entry, sorted.
#[derive(Debug, Default)]
pub(super) struct Front {
    pub(super) headings: Vec<usize>,
    pub(super) name: Option<usize>,
    pub(super) introduction: Range<usize>,
}

/// Index behind the last line before `first` that announces the list: a count or a heading such as `Documents`.
pub(super) fn list_start(paragraphs: &[Paragraph], first: usize) -> Option<usize> {
    paragraphs[..first]
        .iter()
        .rposition(|paragraph| paragraph.counts || is_list_heading(&paragraph.text))
        .map(|index| index + 1)
}

/// Sorts the paragraphs before the first entry.
pub(super) fn sort(front: &[Paragraph]) -> Front {
    let cards = cards(front);
    let mut sorted = Front::default();
    if let Some((name, introduction)) = introduction(front, &cards) {
        sorted.name = Some(name);
        sorted.introduction = introduction;
    }
    let is_taken = |index: usize| {
        cards.contains(&index) || sorted.introduction.contains(&index) || sorted.name == Some(index)
    };
    sorted.headings = (0..front.len())
        .filter(|index| !is_taken(*index))
        .filter(|index| is_heading(&front[*index].text) && !front[*index].counts)
        .collect();
    sorted
}

/// From the first card to the line that announces the list, or to the last card.
fn cards(front: &[Paragraph]) -> Range<usize> {
    let is_card = |paragraph: &Paragraph| {
        is_life_span(&paragraph.text) || is_bracketed_count(&paragraph.text)
    };
    let Some(first) = front.iter().position(is_card) else {
        return 0..0;
    };
    let last = front.iter().rposition(is_card).unwrap_or(first);
    let announcement = front[last..].iter().position(|paragraph| {
        is_list_heading(&paragraph.text) || paragraph.counts || is_sentence(&paragraph.text)
    });
    first..announcement.map_or(front.len(), |offset| last + offset)
}

/// Name and introduction: the run of sentences with most characters among those that have a name before them.
fn introduction(front: &[Paragraph], cards: &Range<usize>) -> Option<(usize, Range<usize>)> {
    let is_text = |index: usize| !cards.contains(&index) && is_sentence(&front[index].text);
    let mut best: Option<(usize, usize, Range<usize>)> = None;
    let mut index = 0;
    while index < front.len() {
        let end = (index..front.len())
            .find(|index| !is_text(*index))
            .unwrap_or(front.len());
        if end == index {
            index += 1;
            continue;
        }
        let length = front[index..end]
            .iter()
            .map(|paragraph| paragraph.text.chars().count())
            .sum();
        let has_name = index > 0 && !cards.contains(&(index - 1)) && is_name(&front[index - 1]);
        let is_longer = best.as_ref().is_none_or(|(longest, ..)| length > *longest);
        if has_name && length >= SHORTEST_INTRODUCTION && is_longer {
            best = Some((length, index - 1, index..end));
        }
        index = end;
    }
    best.map(|(_, name, introduction)| (name, introduction))
}

fn is_name(paragraph: &Paragraph) -> bool {
    let text = &paragraph.text;
    let is_shouted = !text.contains(char::is_lowercase) && text.contains(char::is_alphabetic);
    let is_set_as_name =
        is_heading(text) || is_shouted || is_title(text) && is_mostly_capital(text);
    is_set_as_name && !paragraph.counts && !text.ends_with(':') && !is_list_heading(text)
}

/// Whether a name has the form of an authority file: inverted (`Surname, Given`), or a body under its superior (`A. B`).
pub(super) fn is_authority_name(name: &str) -> bool {
    let has_digits = name.contains(|character: char| character.is_ascii_digit());
    let is_person = name.split_once(", ").is_some_and(|(family, given)| {
        word_count(family) <= 2 && word_count(given) <= 4 && !given.to_lowercase().contains(" and ")
    });
    let is_body = name.split_once(". ").is_some_and(|(superior, _)| {
        superior
            .chars()
            .filter(|character| character.is_alphabetic())
            .count()
            >= 4
    });
    is_body || (is_person && !has_digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, expected: bool) {
        assert_eq!(is_authority_name(name), expected, "{name}");
    }

    #[test]
    fn names_of_people_and_bodies_are_told_from_topics() {
        check("Doe, Jane", true);
        check("Ruritania. Foreign Ministry", true);
        check("Ruritania. Embassy (Freedonia : North)", true);
        check("Border Talks, 1950-1960", false);
        check("Relations of Ruritania and Freedonia", false);
        check("Ruritania, Freedonia, and Sylvania", false);
    }
}
