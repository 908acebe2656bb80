//! The date that a title states for its document, entry or meeting.
//!
//! A date inside the subject is not the document's: it counts only where it
//! stands apart, after a comma, "on", "dated" or, for a day, "for", and not
//! where it dates a visit that is described or a document that is answered.

use fonds_model::Edtf;

use super::heading;
use super::token::{Kind, Token};
use crate::date;

/// How exact a stated date is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Precision {
    Day,
    Month,
    Year,
}

/// Finds the date and takes its words, and any time of day, out of `tokens`.
pub(super) fn take(title: &str, tokens: &mut Vec<Token<'_>>) -> Option<Edtf> {
    if let Some(date) = take_bracketed(tokens) {
        return Some(date);
    }
    for start in 0..tokens.len() {
        if !can_open(&tokens[start]) {
            continue;
        }
        for end in (start + 1..=tokens.len().min(start + 9)).rev() {
            let Some(words) = title.get(tokens[start].start..tokens[end - 1].span().end) else {
                continue;
            };
            if let Some((date, precision)) = read(words)
                && is_stated(tokens, start, end, precision)
            {
                let end = end + time_of_day(&tokens[end..]);
                let opens_with_preposition =
                    start > 0 && tokens[start - 1].is(&["on", "for", "dated", "of", "from"]);
                tokens.drain(start - usize::from(opens_with_preposition)..end);
                return Some(date);
            }
        }
    }
    None
}

/// "undated [1952]" and "(12 May 1950)"; a bare "undated" only goes.
fn take_bracketed(tokens: &mut Vec<Token<'_>>) -> Option<Edtf> {
    tokens.retain(|token| !token.is(&["undated"]));
    let (index, date) = tokens.iter().enumerate().find_map(|(index, token)| {
        let is_date = token.kind == Kind::Bracket && has_year(token.inner());
        let date = date::read(token.inner()).edtf.filter(|_| is_date)?;
        Some((index, date))
    })?;
    tokens.remove(index);
    Some(date)
}

fn has_year(text: &str) -> bool {
    text.as_bytes()
        .windows(4)
        .any(|digits| matches!(digits, [b'1', b'7'..=b'9', c, d] | [b'2', b'0', c, d] if c.is_ascii_digit() && d.is_ascii_digit()))
}

fn can_open(token: &Token<'_>) -> bool {
    token.is_word()
        && token
            .text
            .starts_with(|first: char| first.is_ascii_digit() || first.is_uppercase())
}

fn read(words: &str) -> Option<(Edtf, Precision)> {
    if let Some(date) = date::read_without_year(words) {
        return Some((date, Precision::Day));
    }
    if !has_year(words) {
        return None;
    }
    let date = date::read(words).edtf?;
    let first = date.as_str().split('/').next().unwrap_or_default();
    let precision = match first.len() {
        4 => Precision::Year,
        7 => Precision::Month,
        10 => Precision::Day,
        _ => return None,
    };
    Some((date, precision))
}

fn is_stated(tokens: &[Token<'_>], start: usize, end: usize, precision: Precision) -> bool {
    let previous = start.checked_sub(1).map(|previous| &tokens[previous]);
    let next = tokens.get(end);
    let is_apart = |token: Option<&Token<'_>>| token.is_none_or(|token| !token.is_word());
    let follows = |words: &[&str]| previous.is_some_and(|token| token.is(words));
    match precision {
        Precision::Year => {
            start > 0
                && is_apart(previous)
                && is_apart(next)
                && tokens[end..].iter().all(|token| !token.is_word())
        }
        Precision::Month => {
            (is_apart(previous) || follows(&["dated"]) || follows(&["for"]) && is_journal(tokens))
                && is_apart(next)
        }
        Precision::Day => {
            let leads_the_document = start == 0 && heading::find(&tokens[end..]).is_some();
            let dates_the_document = follows(&["of", "from"])
                && start >= 2
                && (closes_a_heading(&tokens[..start - 1]) || names_a_meeting(&tokens[start - 2]));
            let stands_apart = is_apart(previous)
                || follows(&["dated", "for"])
                || follows(&["on"]) && !is_described(&tokens[..start]);
            let ends = next.is_none_or(|next| {
                !next.is_word()
                    || next.has(super::lexicon::Class::PREPOSITION.or(super::lexicon::Class::AND))
            });
            leads_the_document || ends && (dates_the_document || stands_apart)
        }
    }
}

fn is_journal(tokens: &[Token<'_>]) -> bool {
    tokens.iter().any(|token| token.is(&["journal", "diary"]))
}

/// "Telegram of 5 May": nothing but a number between document word and date.
fn closes_a_heading(tokens: &[Token<'_>]) -> bool {
    heading::find(tokens).is_some_and(|heading| {
        let after = &tokens[heading.end..];
        super::number::leading(after).map_or(0, |(_, length)| length) == after.len()
    })
}

/// "Protocol of the Session of 3 May".
fn names_a_meeting(token: &Token<'_>) -> bool {
    heading::is_talk(token) || token.is(&["session", "plenum", "sitting"])
}

/// "on the Visit of X on 5 May": the day of what is described, unless the
/// visit is itself the meeting ("with").
fn is_described(tokens: &[Token<'_>]) -> bool {
    const EVENTS: &[&str] = &[
        "visit",
        "visits",
        "trip",
        "tour",
        "events",
        "arrival",
        "demonstration",
        "demonstrations",
        "strike",
        "coup",
        "election",
        "elections",
        "speech",
        "telegram",
        "letter",
        "note",
        "incident",
        "crash",
        "statement",
    ];
    let event = tokens
        .iter()
        .enumerate()
        .skip(1)
        .rposition(|(index, token)| {
            token.is(EVENTS)
                && tokens[1..index]
                    .iter()
                    .any(|before| before.is(&["on", "about", "regarding", "concerning", "to"]))
        });
    event.is_some_and(|event| !tokens[event..].iter().any(|token| token.is(&["with"])))
}

/// How many tokens after a date tell the time of day.
fn time_of_day(tokens: &[Token<'_>]) -> usize {
    let is_clock = |token: &Token<'_>| {
        token.text.starts_with(|first: char| first.is_ascii_digit())
            && (token.text.contains(':')
                || ["a.m", "p.m"].iter().any(|half| token.key.ends_with(half))
                || token.key.ends_with("hours"))
    };
    let is_part = |token: &Token<'_>| {
        is_clock(token)
            || token.kind == Kind::Comma
            || token.is(&[
                "at", "from", "until", "till", "to", "a.m", "p.m", "am", "pm", "hours", "hrs",
                "o'clock",
            ])
            || token.text.bytes().all(|byte| byte.is_ascii_digit()) && token.is_word()
    };
    let length = tokens.iter().take_while(|token| is_part(token)).count();
    match tokens[..length]
        .iter()
        .rposition(|token| is_clock(token) || token.is(&["a.m", "p.m", "am", "pm", "hours"]))
    {
        Some(last) => last + 1,
        None => 0,
    }
}
