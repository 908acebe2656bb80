//! From text to lines and paragraphs.
//!
//! A line loses its bullet and outer white space, and white space within becomes single spaces, as on the page it was taken from.
//! Characters that the page wrote as entities are put back.
//! A paragraph is one line, or several that were one before some program wrapped them.
//! Nothing is judged here but the rhythm of empty lines.

use super::date_line::{DateShape, is_date_like};
use super::shape::range_line;
use super::{entities, marks};

/// The longest line that is read, in bytes; no page of a listing comes near it.
pub(super) const LONGEST_LINE: usize = 1024 * 1024;

/// The shortest line, in characters, that a wrapping program would have broken.
const SHORTEST_WRAPPED: usize = 50;

/// One line that is not empty.
#[derive(Debug)]
pub(super) struct Line {
    /// Counted from 1.
    pub(super) number: u64,
    /// The words, without bullet; empty if the line was a bullet alone.
    pub(super) text: String,
    /// Columns of white space before the bullet or, without one, before the words.
    pub(super) indent: usize,
    /// The bullet that was taken off, a numeral standing as `1`.
    pub(super) bullet: Option<char>,
    /// Empty lines before it.
    pub(super) gap: u64,
    /// Length in bytes if it was too long to be read; `text` then holds its beginning.
    pub(super) too_long: Option<usize>,
}

/// One or more lines that belong together.
#[derive(Debug)]
pub(super) struct Paragraph {
    /// Index of its first line among the lines.
    pub(super) first: usize,
    /// Index behind its last line.
    pub(super) end: usize,
    pub(super) text: String,
    pub(super) indent: usize,
    pub(super) bullet: Option<char>,
    pub(super) gap: u64,
    /// Whether it counts the entries of the page, as `61 - 70 of 120` does.
    pub(super) counts: bool,
    /// What its words are, if they are a date.
    pub(super) date: Option<DateShape>,
    /// Whether its words look like a date but cannot be read as one.
    pub(super) date_like: bool,
    /// Whether it was too long to be read, and is nothing but the beginning of a line.
    pub(super) too_long: bool,
}

/// Cuts text into lines that are not empty; `\n`, `\r\n` and `\r` end a line.
pub(super) fn lines(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut gap = 0;
    let mut number = 0;
    let bytes = text.as_bytes();
    let mut start = 0;
    while start < bytes.len() {
        let length = bytes[start..]
            .iter()
            .position(|byte| matches!(byte, b'\n' | b'\r'));
        let end = length.map_or(bytes.len(), |length| start + length);
        number += 1;
        match line(&text[start..end], number, gap) {
            Some(line) => {
                lines.push(line);
                gap = 0;
            }
            None => gap += 1,
        }
        start = if bytes[end..].starts_with(b"\r\n") {
            end + 2
        } else {
            end + 1
        };
    }
    marks::settle(&mut lines);
    lines
}

fn line(raw: &str, number: u64, gap: u64) -> Option<Line> {
    if raw.len() > LONGEST_LINE {
        let beginning = crate::problem::shorten(raw);
        let text = single_spaced(&beginning);
        return Some(Line {
            number,
            text,
            indent: 0,
            bullet: None,
            gap,
            too_long: Some(raw.len()),
        });
    }
    let is_space = |character: char| character.is_whitespace() || is_invisible(character);
    let words = raw.trim_matches(is_space);
    if words.is_empty() {
        return None;
    }
    let indent = raw
        .chars()
        .take_while(|character| is_space(*character))
        .map(|character| {
            if character == '\t' {
                4
            } else {
                usize::from(!is_invisible(character))
            }
        })
        .sum();
    let (bullet, words) = match marks::sure(words) {
        Some((bullet, rest)) => (Some(bullet), rest),
        None => (None, words),
    };
    Some(Line {
        number,
        text: single_spaced(&entities::decode(words)),
        indent,
        bullet,
        gap,
        too_long: None,
    })
}

/// Characters that take no room: zero-width spaces and joiners at the edge of a line, byte order marks.
fn is_invisible(character: char) -> bool {
    matches!(character, '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
}

fn single_spaced(words: &str) -> String {
    let mut text = String::with_capacity(words.len());
    for word in words.split_whitespace() {
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(word);
    }
    text
}

/// Joins lines into paragraphs.
///
/// Only in a page that sets title and date apart by empty lines can lines that touch be one paragraph.
pub(super) fn paragraphs(lines: &[Line]) -> Vec<Paragraph> {
    let dates: Vec<Option<DateShape>> =
        lines.iter().map(|line| DateShape::of(&line.text)).collect();
    let is_spaced = is_spaced(lines, &dates);
    let mut paragraphs: Vec<Paragraph> = Vec::with_capacity(lines.len());
    for (index, line) in lines.iter().enumerate() {
        let joins = is_spaced
            && index > 0
            && dates[index].is_none()
            && dates[index - 1].is_none()
            && is_continued(&lines[index - 1], line);
        match paragraphs.last_mut() {
            Some(last) if joins && last.end == index => {
                // A word broken at its hyphen is put together again.
                if !last.text.ends_with('-') || last.text.ends_with(" -") {
                    last.text.push(' ');
                }
                last.text.push_str(&line.text);
                last.end = index + 1;
                last.date_like = false;
            }
            _ => paragraphs.push(Paragraph {
                first: index,
                end: index + 1,
                text: line.text.clone(),
                indent: line.indent,
                bullet: line.bullet,
                gap: line.gap,
                counts: range_line(&line.text).is_some(),
                date: dates[index],
                date_like: line.too_long.is_none() && is_date_like(&line.text),
                too_long: line.too_long.is_some(),
            }),
        }
    }
    paragraphs
}

fn is_spaced(lines: &[Line], dates: &[Option<DateShape>]) -> bool {
    let mut balance = 0_i64;
    for (index, line) in lines.iter().enumerate().skip(1) {
        if dates[index - 1].is_some() && dates[index].is_none() {
            balance += if line.gap > 0 { 1 } else { -1 };
        }
    }
    balance >= 0
}

fn is_continued(before: &Line, line: &Line) -> bool {
    let is_plain = line.gap == 0
        && line.bullet.is_none()
        && !marks::is_item(&line.text)
        && !before.text.is_empty();
    let is_short_enough = before.too_long.is_none() && line.too_long.is_none();
    let is_wrapped = before.text.chars().count() >= SHORTEST_WRAPPED
        || line.text.starts_with(char::is_lowercase);
    is_plain
        && is_short_enough
        && is_wrapped
        && (before.bullet.is_some() || before.indent == line.indent)
        && range_line(&before.text).is_none()
        && range_line(&line.text).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(u64, &str, usize, bool, u64)]) {
        let lines = lines(text);
        let found: Vec<_> = lines
            .iter()
            .map(|line| {
                (
                    line.number,
                    line.text.as_str(),
                    line.indent,
                    line.bullet.is_some(),
                    line.gap,
                )
            })
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn lines_lose_bullets_and_keep_their_place() {
        check(
            "a\n\n  • b  c\r\n\rd",
            &[
                (1, "a", 0, false, 0),
                (3, "b c", 2, true, 1),
                (5, "d", 0, false, 1),
            ],
        );
        check(
            "\u{a0}\u{a0}● x\u{a0}y\n•\n-5",
            &[
                (1, "x y", 2, true, 0),
                (2, "", 0, true, 0),
                (3, "-5", 0, false, 0),
            ],
        );
        check("\u{feff}\u{200b} \n\t·z", &[(2, "z", 4, true, 1)]);
    }

    #[test]
    fn wrapped_lines_are_one_paragraph() {
        let long = "Telegram from the Legation of A to the Ministry of Foreign";
        let text = format!("May 1, 1950\n\n{long}\nAffairs of B\n\nIt says so.");
        let lines = lines(&text);
        let paragraphs = paragraphs(&lines);
        assert_eq!(paragraphs.len(), 3);
        assert_eq!(paragraphs[1].text, format!("{long} Affairs of B"));
    }

    #[test]
    fn a_page_without_empty_lines_is_not_joined() {
        let text = "May 1, 1950\nTelegram from the Legation of A to the Ministry of Foreign Affairs\nIt says so.";
        assert_eq!(paragraphs(&lines(text)).len(), 3);
    }
}
