//! The pieces a written date is made of: numbers, month names, signs.
//!
//! Pieces carry no meaning beyond the single word; which number is a day and
//! which a year is decided by `point`.

use super::MONTHS;
use crate::fold::fold;

/// One piece of a written date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// A number with the count of digits it was written with.
    Number { value: u32, digits: usize },
    /// A decade ("1940s") by its first year.
    Decade(u32),
    /// A century ("19th century") by its ordinal.
    Century(u32),
    /// A month by name, 1 to 12.
    Month(u32),
    /// A season as EDTF numbers it: 21 spring to 24 winter.
    Season(u32),
    /// Any other word, folded.
    Word(String),
    /// One of `-`, `/`, `.`, `,`, `?`, `~`.
    Sign(char),
}

impl Piece {
    pub(super) fn is_word(&self, words: &[&str]) -> bool {
        matches!(self, Self::Word(word) if words.contains(&word.as_str()))
    }

    pub(super) fn is_sign(&self, sign: char) -> bool {
        *self == Self::Sign(sign)
    }
}

/// Cuts `text` into pieces; `None` if a character belongs to no date.
pub(super) fn cut(text: &str) -> Option<Vec<Piece>> {
    let folded = fold(text);
    let mut pieces = Vec::new();
    let mut rest = folded.as_str();
    while let Some(first) = rest.chars().next() {
        if first.is_whitespace() {
            rest = &rest[first.len_utf8()..];
        } else if first.is_ascii_digit() {
            let (piece, remaining) = cut_number(rest)?;
            pieces.push(piece);
            rest = remaining;
        } else if first.is_alphabetic() {
            let end = rest
                .find(|character: char| !character.is_alphabetic())
                .unwrap_or(rest.len());
            pieces.push(name(&rest[..end]));
            rest = &rest[end..];
        } else if "-/.,?~".contains(first) {
            pieces.push(Piece::Sign(first));
            rest = &rest[1..];
        } else {
            return None;
        }
    }
    Some(pieces)
}

fn cut_number(text: &str) -> Option<(Piece, &str)> {
    let digits = text
        .find(|character: char| !character.is_ascii_digit())
        .unwrap_or(text.len());
    // Nothing longer than the eight digits of ISO's basic form is a date.
    if digits > 8 {
        return None;
    }
    let value: u32 = text[..digits].parse().ok()?;
    let rest = &text[digits..];
    let number = Piece::Number { value, digits };
    for suffix in ["s", "'s"] {
        if digits == 4 && value.is_multiple_of(10) && ends_a_word(rest, suffix) {
            return Some((Piece::Decade(value), &rest[suffix.len()..]));
        }
    }
    for suffix in ["st", "nd", "rd", "th"] {
        if ends_a_word(rest, suffix) {
            let after = &rest[suffix.len()..];
            return Some(match after.trim_start().strip_prefix("century") {
                Some(remaining) if digits <= 2 => (Piece::Century(value), remaining),
                _ => (number, after),
            });
        }
    }
    // A letter that clings to a number ("49a") makes it something else.
    if rest.starts_with(char::is_alphabetic) {
        return None;
    }
    Some((number, rest))
}

fn ends_a_word(text: &str, suffix: &str) -> bool {
    text.strip_prefix(suffix)
        .is_some_and(|after| !after.starts_with(char::is_alphanumeric))
}

fn name(word: &str) -> Piece {
    if let Some(month) = month(word) {
        return Piece::Month(month);
    }
    match word {
        "spring" => Piece::Season(21),
        "summer" => Piece::Season(22),
        "autumn" | "fall" => Piece::Season(23),
        "winter" => Piece::Season(24),
        other => Piece::Word(other.to_owned()),
    }
}

/// The month an English name or its abbreviation stands for.
fn month(word: &str) -> Option<u32> {
    let is_meant = |name: &str| {
        name == word
            || word.len() == 3 && name.starts_with(word)
            || word == "sept" && name == "september"
    };
    MONTHS
        .iter()
        .position(|name| is_meant(name))
        .and_then(|index| u32::try_from(index + 1).ok())
}
