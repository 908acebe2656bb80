//! The span of time that an introduction states of its collection.
//!
//! Read only behind a verb that says what the collection covers, and only if both ends can be read.
//! A decade stands as it is (`193X`), so the span is never made more exact than the words.

use fonds_model::{Edtf, Span};
use fonds_reading::date;

/// Verbs behind which a span of the collection stands.
const VERBS: [&str; 12] = [
    "spans", "span", "spanning", "covers", "cover", "covering", "dates", "dating", "dated",
    "ranges", "range", "ranging",
];
/// Words that may stand between the verb and the first date.
const FILLERS: [&str; 10] = [
    "from", "between", "the", "period", "years", "of", "mostly", "mainly", "largely", "time",
];
/// Words between the two dates.
const JOINERS: [&str; 8] = ["through", "to", "until", "till", "and", "-", "–", "—"];
/// The longest date looked for, in words.
const LONGEST_DATE: usize = 4;

/// The first span that `text` states.
pub(super) fn stated(text: &str) -> Option<Span> {
    let words = cut(text);
    words
        .iter()
        .enumerate()
        .filter(|(_, (_, word))| VERBS.contains(&word.to_lowercase().as_str()))
        .find_map(|(verb, _)| behind(text, &words, verb))
}

/// Words with their places; dashes between figures stand alone.
fn cut(text: &str) -> Vec<(usize, &str)> {
    let mut words = Vec::new();
    for word in text.split_whitespace() {
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        let dash = word
            .char_indices()
            .find(|(_, character)| matches!(character, '-' | '–' | '—'));
        let begins_with_digit = word.starts_with(|character: char| character.is_ascii_digit());
        match dash {
            Some((at, dash)) if begins_with_digit => {
                let after = at + dash.len_utf8();
                words.extend([
                    (start, &word[..at]),
                    (start + at, &word[at..after]),
                    (start + after, &word[after..]),
                ]);
            }
            _ => words.push((start, word)),
        }
    }
    words.retain(|(_, word)| !word.is_empty());
    words
}

fn behind(text: &str, words: &[(usize, &str)], verb: usize) -> Option<Span> {
    let is_filler = |word: &str| FILLERS.contains(&word.to_lowercase().as_str());
    let mut from = verb + 1;
    while words.get(from).is_some_and(|(_, word)| is_filler(word)) {
        from += 1;
    }
    let joiner = (from + 1..words.len().min(from + 1 + LONGEST_DATE))
        .find(|index| JOINERS.contains(&words[*index].1.to_lowercase().as_str()))?;
    let first = point(&phrase(text, &words[from..joiner]))?;
    let mut to = joiner + 1;
    while words.get(to).is_some_and(|(_, word)| is_filler(word)) {
        to += 1;
    }
    let rest = words.get(to..words.len().min(to + LONGEST_DATE))?;
    let stop = rest.iter().position(|(_, word)| ends_phrase(word));
    let longest = to + stop.map_or(rest.len(), |stop| stop + 1);
    let (end, last) = (to + 1..=longest)
        .rev()
        .find_map(|end| Some((end, end_point(&phrase(text, &words[to..end]), &first)?)))?;
    let edtf = Edtf::parse(&format!("{first}/{last}")).ok()?;
    let stop = words[end - 1].0 + words[end - 1].1.len();
    let said = text[words[verb].0..stop].trim_end_matches(is_mark);
    Some(Span {
        edtf,
        words: said.to_owned(),
    })
}

/// Whether a date cannot go on behind this word; the comma behind a day is part of it.
fn ends_phrase(word: &str) -> bool {
    word.ends_with(['.', ';', ':', ')', '!', '?']) || (word.ends_with(',') && word.len() > 3)
}

fn is_mark(character: char) -> bool {
    matches!(character, '.' | ',' | ';' | ':' | ')' | '(' | '"' | '”')
}

fn phrase(text: &str, words: &[(usize, &str)]) -> String {
    let (Some((start, _)), Some((last, word))) = (words.first(), words.last()) else {
        return String::new();
    };
    text[*start..last + word.len()]
        .trim_matches(is_mark)
        .to_owned()
}

/// One end of the span; a range or a set is none.
fn point(words: &str) -> Option<String> {
    let edtf = date::read(words).edtf?;
    (!edtf.as_str().contains(['/', '[', '{'])).then(|| edtf.as_str().to_owned())
}

/// The second end, of which print may give only two figures (`1950-53`).
fn end_point(words: &str, first: &str) -> Option<String> {
    let is_short = words.len() == 2 && words.bytes().all(|byte| byte.is_ascii_digit());
    if is_short && first.len() == 4 {
        return Some(format!("{}{words}", &first[..2]));
    }
    point(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<(&str, &str)>) {
        let span = stated(text);
        let found = span
            .as_ref()
            .map(|span| (span.edtf.as_str(), span.words.as_str()));
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn spans_are_read_behind_their_verbs() {
        check(
            "It spans the 1930s through 1959, or so.",
            Some(("193X/1959", "spans the 1930s through 1959")),
        );
        check(
            "These papers, dating from May 1945 to June 1950.",
            Some(("1945-05/1950-06", "dating from May 1945 to June 1950")),
        );
        check(
            "Covering the years 1950-53, they end.",
            Some(("1950/1953", "Covering the years 1950-53")),
        );
        check(
            "The set covers 1964–1972.",
            Some(("1964/1972", "covers 1964–1972")),
        );
        check(
            "It covers the period between 1950 and 1953 (in part).",
            Some(("1950/1953", "covers the period between 1950 and 1953")),
        );
        check("It covers talks and trade from 1950.", None);
        check("The war of 1950 to 1953 was long.", None);
        check(
            "They cover 1950 to 1953.\n\nThe rest is lost.",
            Some(("1950/1953", "cover 1950 to 1953")),
        );
        check(
            "They cover May 1, 1950 to May 7, 1950, no more.",
            Some(("1950-05-01/1950-05-07", "cover May 1, 1950 to May 7, 1950")),
        );
        check("It spans", None);
    }
}
