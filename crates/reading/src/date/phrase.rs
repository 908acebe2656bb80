//! The grammar of a whole written date: qualifiers, bounds, ranges, points.
//!
//! Each form is tried on all of the words; a form that leaves a word over has
//! not read the date. What comes out is checked by the EDTF reader, so that a
//! day no calendar has is never returned.

use fonds_model::Edtf;

use super::piece::{Piece, cut};
use super::point::Point;
use crate::fold::fold;

const APPROXIMATE: &[&str] = &[
    "ca",
    "c",
    "circa",
    "about",
    "around",
    "approximately",
    "approx",
];
const UNCERTAIN: &[&str] = &["probably", "possibly", "perhaps"];
const PART: &[&str] = &["early", "mid", "middle", "late", "end", "beginning"];
const WEEKDAYS: &[&str] = &[
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "mon",
    "tue",
    "tues",
    "wed",
    "thu",
    "thur",
    "thurs",
    "fri",
    "sat",
    "sun",
];
const FILLERS: &[&str] = &["the", "of", "on", "year"];
const JOINERS: &[&str] = &["to", "through", "until", "till"];

/// Whether the words say that there is no date.
pub(super) fn says_undated(text: &str) -> bool {
    let folded = fold(text);
    let bare: String = folded
        .chars()
        .filter(|character| !matches!(character, '.' | ' ' | '[' | ']' | '(' | ')'))
        .collect();
    matches!(
        bare.as_str(),
        "undated"
            | "nd"
            | "sd"
            | "nodate"
            | "notdated"
            | "dateunknown"
            | "unknowndate"
            | "withoutdate"
    )
}

/// Reads an everyday form.
pub(super) fn read(text: &str) -> Option<Edtf> {
    let pieces = cut(without_outer_brackets(text))?;
    let printed = range_of_short_years(&pieces).or_else(|| qualified(&pieces))?;
    Edtf::parse(&printed).ok()
}

/// Reads a day and month that stand without a year.
pub(super) fn read_without_year(text: &str) -> Option<Edtf> {
    let pieces = plain(&cut(text)?);
    let printed = Point::read(&pieces)?.print_without_year()?;
    Edtf::parse(&printed).ok()
}

/// Square brackets around a date mean that an archivist supplied it.
fn without_outer_brackets(text: &str) -> &str {
    let text = text.trim();
    let inner = |open, close| text.strip_prefix(open)?.strip_suffix(close);
    inner('[', ']').or_else(|| inner('(', ')')).unwrap_or(text)
}

/// A range "1948–49" gives only the last two digits of its second year.
fn range_of_short_years(pieces: &[Piece]) -> Option<String> {
    match pieces {
        [
            Piece::Number {
                value: first,
                digits: 4,
            },
            Piece::Sign('-' | '/'),
            Piece::Number {
                value: second,
                digits: 2,
            },
        ] if (1000..=2099).contains(first) && *second > first % 100 => {
            Some(format!("{first}/{}", first / 100 * 100 + second))
        }
        _ => None,
    }
}

/// Takes qualifiers off both ends and puts their EDTF signs back.
fn qualified(pieces: &[Piece]) -> Option<String> {
    let mut rest = pieces;
    let (mut approximate, mut uncertain) = (false, false);
    while let [head, tail @ ..] = rest {
        if head.is_word(APPROXIMATE) || head.is_sign('~') {
            approximate = true;
        } else if head.is_word(UNCERTAIN) {
            uncertain = true;
        } else if !((approximate || uncertain) && head.is_sign('.')) {
            break;
        }
        rest = tail;
    }
    if let [init @ .., last] = rest
        && last.is_sign('?')
    {
        uncertain = true;
        rest = init;
    }
    let sign = match (approximate, uncertain) {
        (true, true) => "%",
        (true, false) => "~",
        (false, true) => "?",
        (false, false) => return bounded(rest),
    };
    match range(rest) {
        Some((first, last)) => Some(format!("{first}{sign}/{last}{sign}")),
        None => Some(format!("{}{sign}", single(rest)?)),
    }
}

/// "Before", "after" and their like, else a range or a single date.
fn bounded(pieces: &[Piece]) -> Option<String> {
    let words = |count: usize| -> Option<String> {
        let words: Option<Vec<&str>> = pieces
            .get(..count)?
            .iter()
            .map(|piece| match piece {
                Piece::Word(word) => Some(word.as_str()),
                _ => None,
            })
            .collect();
        words.map(|words| words.join(" "))
    };
    for count in (1..=3).rev() {
        let Some(words) = words(count) else { continue };
        let rest = || Point::read(&plain(&pieces[count..]));
        match words.as_str() {
            "before" | "prior to" | "earlier than" => {
                return Some(format!("[..{}]", rest()?.moved(-1)?.print()?));
            }
            "after" | "later than" => return Some(format!("[{}..]", rest()?.moved(1)?.print()?)),
            "by" | "not after" | "not later than" | "no later than" | "until" => {
                return Some(format!("[..{}]", rest()?.print()?));
            }
            "since" | "not before" | "not earlier than" | "no earlier than" => {
                return Some(format!("[{}..]", rest()?.print()?));
            }
            _ => {}
        }
    }
    match range(pieces) {
        Some((first, last)) => Some(format!("{first}/{last}")),
        None => single(pieces),
    }
}

/// Two points joined by a dash, a word, or between years a slash.
fn range(pieces: &[Piece]) -> Option<(String, String)> {
    let (pieces, joiner_is_and) = match pieces {
        [head, rest @ ..] if head.is_word(&["between"]) => (rest, true),
        [head, rest @ ..] if head.is_word(&["from"]) => (rest, false),
        _ => (pieces, false),
    };
    let is_joiner = |piece: &Piece| {
        piece.is_sign('-')
            || piece.is_sign('/')
            || piece.is_word(JOINERS)
            || joiner_is_and && piece.is_word(&["and"])
    };
    let position = pieces.iter().position(is_joiner)?;
    let left = Point::read(&plain(&pieces[..position]))?;
    let right = Point::read(&plain(&pieces[position + 1..]))?;
    // "28 January/10 February 1918" is one day in two calendars, not a range.
    let is_year = |point: Point| point.month.is_none() && point.day.is_none();
    if pieces[position].is_sign('/') && !(is_year(left) && is_year(right)) {
        return None;
    }
    let (left, right) = (left.completed_from(right), right.completed_from(left));
    let key = |point: Point| (point.year, point.month, point.day);
    let is_forward = key(left) < key(right) || left.day.is_some() != right.day.is_some();
    is_forward.then_some((left.print()?, right.print()?))
}

fn single(pieces: &[Piece]) -> Option<String> {
    let numeric = match pieces {
        [rest @ .., last] if last.is_sign('.') => rest,
        _ => pieces,
    };
    if let Some(point) = Point::read_basic(pieces).or_else(|| Point::read_numeric(numeric)) {
        return point.print();
    }
    match plain(pieces).as_slice() {
        [Piece::Decade(year)] if (1000..=2099).contains(year) => Some(format!("{}X", year / 10)),
        [Piece::Century(century)] if (11..=21).contains(century) => {
            Some(format!("{}XX", century - 1))
        }
        words => Point::read(words)?.print(),
    }
}

/// The pieces without punctuation, weekday and the small words that may stand
/// in a date without changing it.
fn plain(pieces: &[Piece]) -> Vec<Piece> {
    let mut start = 0;
    while let Some(piece) = pieces.get(start) {
        let leads_a_part = start > 0 && pieces[start - 1].is_word(PART) && piece.is_sign('-');
        if !(piece.is_word(PART) || leads_a_part) {
            break;
        }
        start += 1;
    }
    pieces[start..]
        .iter()
        .filter(|piece| {
            !(piece.is_sign('.')
                || piece.is_sign(',')
                || piece.is_word(WEEKDAYS)
                || piece.is_word(FILLERS))
        })
        .cloned()
        .collect()
}
