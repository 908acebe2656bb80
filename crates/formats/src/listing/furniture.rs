//! What stands before the first entry: headings, people's and places' cards, the collection's name and introduction.
//!
//! The introduction is the longest run of sentences with a name right before it; the name is set as a heading is.
//! A shorter one, a credit alone or no text at all do where they stand right before the list and the name is not the site's.
//! Headings are the other lines set so; everything else stays unread.
//! Cards (years of a life, regions, bracketed counts) are no headings although they look like them.

use std::ops::Range;

use super::date_line::is_life_span;
use super::introduction::is_credit;
use super::lines::Paragraph;
use super::marks;
use super::shape::{
    is_bracketed_count, is_ended_text, is_heading, is_imprint, is_list_heading, is_mostly_capital,
    is_sentence, is_title, word_count,
};

/// The shortest introduction that is one wherever it stands, in characters.
const SHORTEST_INTRODUCTION: usize = 40;

/// The paragraphs before the first entry, sorted.
#[derive(Debug, Default)]
pub(super) struct Front {
    pub(super) headings: Vec<usize>,
    pub(super) name: Option<usize>,
    pub(super) introduction: Range<usize>,
    /// Whether the years of a life stand behind the name.
    pub(super) is_person: bool,
    /// A heading that may be the name of a collection, if none was found.
    pub(super) possible_name: Option<usize>,
}

/// Sorts the paragraphs before the first entry; `has_bullets` tells a page of 2012, which opens with the name of the site.
pub(super) fn sort(front: &[Paragraph], has_bullets: bool) -> Front {
    let cards = cards(front);
    let site = has_bullets
        .then(|| {
            front
                .iter()
                .position(|paragraph| is_heading(&paragraph.text))
        })
        .flatten();
    let mut sorted = Front::default();
    if let Some((name, introduction)) = introduction(front, &cards, site) {
        sorted.is_person = introduction.start > name + 1;
        sorted.name = Some(name);
        sorted.introduction = introduction;
    } else if let Some(name) = lone_name(front, &cards, site, has_bullets) {
        let is_alone = has_bullets && stands_for_itself(front, name);
        sorted.name = is_alone.then_some(name);
        sorted.introduction = front.len()..front.len();
        sorted.possible_name = (!is_alone).then_some(name);
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

/// A name right before the list, without a word about it; the page must not be one of search results.
fn lone_name(
    front: &[Paragraph],
    cards: &Range<usize>,
    site: Option<usize>,
    has_bullets: bool,
) -> Option<usize> {
    if front.iter().any(|paragraph| paragraph.counts) {
        return None;
    }
    let list = front
        .iter()
        .position(|paragraph| is_list_heading(&paragraph.text));
    // A page of 2012 with such a heading shows search results; one of 2022 without it is no topic's.
    if has_bullets == list.is_some() {
        return None;
    }
    let name = list.unwrap_or(front.len()).checked_sub(1)?;
    let is_free = Some(name) != site && !cards.contains(&name) && !cards.contains(&(name + 1));
    (is_free && front[name].bullet.is_none() && is_name(&front[name])).then_some(name)
}

/// Whether a name without words about it is sure: it stands behind the words that fill an image's place, or it has several words and stands apart.
fn stands_for_itself(front: &[Paragraph], name: usize) -> bool {
    let fills_image =
        name > 0 && is_ended_text(&front[name - 1].text) && word_count(&front[name - 1].text) <= 4;
    let is_apart = front[name].gap > 0
        && word_count(&front[name].text) > 1
        && front[name].text.contains(char::is_lowercase);
    fills_image || is_apart
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
fn introduction(
    front: &[Paragraph],
    cards: &Range<usize>,
    site: Option<usize>,
) -> Option<(usize, Range<usize>)> {
    // A page that counts its entries shows results; cards of people and hints for the search stand there.
    let is_results = front.iter().any(|paragraph| paragraph.counts)
        || (site.is_some() && front.iter().any(|line| is_list_heading(&line.text)));
    let mut best: Option<(usize, usize, Range<usize>)> = None;
    let mut index = 0;
    while index < front.len() {
        let end = run_end(front, cards, index);
        if end == index {
            index += 1;
            continue;
        }
        let length: usize = front[index..end]
            .iter()
            .map(|paragraph| paragraph.text.chars().count())
            .sum();
        let is_before_list = front
            .get(end)
            .is_none_or(|next| is_list_heading(&next.text));
        let is_longer = best.as_ref().is_none_or(|(longest, ..)| length > *longest);
        let is_enough = |name: usize, start: usize| {
            let is_whole = length >= SHORTEST_INTRODUCTION && start == name + 1;
            is_whole || (!is_results && (length >= SHORTEST_INTRODUCTION || is_before_list))
        };
        if let Some((name, start)) = name_before(front, cards, site, index)
            && is_longer
            && is_enough(name, start)
            && (length >= SHORTEST_INTRODUCTION || Some(name) != site)
        {
            best = Some((length, name, start..end));
        }
        index = end;
    }
    best.map(|(_, name, introduction)| (name, introduction))
}

/// Index behind the run of text that begins at `start`: sentences, credits, and lists within them.
fn run_end(front: &[Paragraph], cards: &Range<usize>, start: usize) -> usize {
    let is_free = |index: usize| index < front.len() && !cards.contains(&index);
    let is_item = |index: usize| {
        is_free(index) && (front[index].bullet.is_some() || marks::is_item(&front[index].text))
    };
    let is_text = |index: usize| {
        let text = &front[index].text;
        is_sentence(text) || is_credit(text)
    };
    let mut end = start;
    // A few ended words are text only right before the list, where they cannot stand for an image.
    if is_free(start) && !is_text(start) {
        let is_short_text = is_ended_text(&front[start].text)
            && !is_imprint(&front[start].text)
            && front
                .get(start + 1)
                .is_none_or(|next| is_list_heading(&next.text));
        return start + usize::from(is_short_text);
    }
    while is_free(end) {
        let leads_to_list = front[end].text.ends_with(':') && is_item(end + 1);
        if front[end].too_long || !(is_text(end) || end > start && (leads_to_list || is_item(end)))
        {
            break;
        }
        end += 1;
    }
    end
}

/// The name right before the text at `start`, and where the introduction begins.
///
/// Between them may stand the years of a life, which stay outside, or a date, which belongs to the text.
fn name_before(
    front: &[Paragraph],
    cards: &Range<usize>,
    site: Option<usize>,
    start: usize,
) -> Option<(usize, usize)> {
    let before = start.checked_sub(1)?;
    let further = before.checked_sub(1).filter(|further| {
        Some(*further) != site && !cards.contains(further) && is_name(&front[*further])
    });
    if is_life_span(&front[before].text) {
        return further.map(|name| (name, start));
    }
    if front[before].date.is_some()
        && let Some(name) = further
    {
        return Some((name, before));
    }
    (!cards.contains(&before) && is_name(&front[before])).then_some((before, start))
}

fn is_name(paragraph: &Paragraph) -> bool {
    let text = &paragraph.text;
    let is_shouted = !text.contains(char::is_lowercase) && text.contains(char::is_alphabetic);
    let is_set_as_name =
        is_heading(text) || is_shouted || is_title(text) && is_mostly_capital(text);
    is_set_as_name
        && !paragraph.counts
        && !paragraph.too_long
        && !text.ends_with(':')
        && !is_list_heading(text)
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
