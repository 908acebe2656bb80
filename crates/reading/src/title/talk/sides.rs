//! The sides of a talk, an interview or a reception.
//!
//! "Between A and B", "A with B", "of A with B" and a possessive before the
//! word for the talk all name two sides; a single side counts where "with"
//! names it.

use super::super::lexicon::Class;
use super::super::sections;
use super::super::token::Token;
use super::super::{PartyReading, parties};

/// The two sides after the word for the talk; `owner` may be one of them.
pub(super) fn read(
    title: &str,
    rest: &[Token<'_>],
    owner: &[Token<'_>],
) -> Option<Vec<PartyReading>> {
    let end = end_of_sides(rest);
    let rest = &rest[..end];
    let start = rest
        .iter()
        .position(|token| token.is_word() && !token.is(&["held"]))
        .unwrap_or(rest.len());
    let rest = &rest[start..];
    if let Some((owner, partners)) = nested_reception(rest) {
        return read(title, partners, owner);
    }
    let with = rest.iter().position(|token| token.is(&["with"]));
    let between = rest
        .iter()
        .position(|token| token.is(&["between", "among", "amongst"]));
    if !owner.is_empty() {
        // "X's Reception of Y" has no "with".
        let partner = with.or_else(|| rest.first().filter(|token| token.is(&["of"])).map(|_| 0))?;
        return both(title, owner, &rest[partner + 1..]);
    }
    if let Some(between) = between {
        let (first, second) = match with {
            Some(with) if with > between => (&rest[between + 1..with], &rest[with + 1..]),
            _ => (&rest[between + 1..], &rest[rest.len()..]),
        };
        let mut participants = parties::read(title, first, !second.is_empty());
        participants.extend(parties::read(title, second, false));
        return (!participants.is_empty()).then_some(participants);
    }
    let opens_with_of = rest.first().is_some_and(|token| token.is(&["of", "by"]));
    match with {
        Some(with) => {
            let mut first = &rest[usize::from(opens_with_of)..with.max(usize::from(opens_with_of))];
            if first.first().is_some_and(|token| token.is(&["in", "at"])) {
                first = &[];
            }
            let mut participants = parties::read(title, first, true);
            let partners = parties::read(title, &rest[with + 1..], false);
            if partners.is_empty() {
                return None;
            }
            participants.extend(partners);
            Some(participants)
        }
        None => joined_by_and(title, rest, opens_with_of),
    }
}

/// "Conversation from X's Reception of Y": the owner and what follows the word.
fn nested_reception<'a, 't>(rest: &'a [Token<'t>]) -> Option<(&'a [Token<'t>], &'a [Token<'t>])> {
    let opens = rest.first()?.is(&["from", "at", "during"]);
    let owner = rest.iter().position(|token| token.is_possessive)?;
    let word = rest.get(owner + 1)?;
    (opens && super::super::heading::is_talk(word)).then(|| (&rest[1..=owner], &rest[owner + 2..]))
}

/// "A and B" without any other word: two at least, and persons, since "Meeting
/// of the Council and the Ministry" is a session.
fn joined_by_and(
    title: &str,
    rest: &[Token<'_>],
    opens_with_of: bool,
) -> Option<Vec<PartyReading>> {
    let rest = &rest[usize::from(opens_with_of)..];
    let names_bodies = rest.iter().any(|token| token.has(Class::BODY));
    if opens_with_of && names_bodies || !rest.iter().any(|token| token.has(Class::AND)) {
        return None;
    }
    let participants = parties::read(title, rest, false);
    (participants.len() > 1).then_some(participants)
}

pub(super) fn both(
    title: &str,
    first: &[Token<'_>],
    second: &[Token<'_>],
) -> Option<Vec<PartyReading>> {
    let mut participants = parties::read(title, first, true);
    let partners = parties::read(title, &second[..end_of_sides(second)], false);
    if participants.is_empty() || partners.is_empty() {
        return None;
    }
    participants.extend(partners);
    Some(participants)
}

/// Where the subject of the talk begins; "with" joins its sides.
fn end_of_sides(tokens: &[Token<'_>]) -> usize {
    let mut offset = 0;
    loop {
        let length = sections::subject_start(&tokens[offset..]);
        let index = offset + length;
        match tokens.get(index) {
            Some(token) if token.is(&["with", "in", "held"]) => offset = index + 1,
            _ => return index,
        }
    }
}
/// The sides of an interview: of, with, by, and whoever owns it.
pub(in super::super) fn interview(
    title: &str,
    prefix: &[Token<'_>],
    rest: &[Token<'_>],
) -> Vec<PartyReading> {
    let mut participants = parties::read(title, prefix, true);
    let markers = |token: &Token<'_>| token.is(&["with", "by", "of", "between"]);
    let mut start = 0;
    for index in 0..=rest.len() {
        let ends = rest.get(index).is_none_or(|token| {
            token.is(&["with", "by", "between"]) || index == 0 && markers(token)
        });
        if ends {
            let part = &rest[start..index];
            if start > 0 {
                participants.extend(parties::read(
                    title,
                    &part[..sections::subject_start(part)],
                    index < rest.len(),
                ));
            }
            start = index + 1;
        }
    }
    participants
}

/// "X receives Y": a talk without a document word.
pub(in super::super) fn reception(title: &str, tokens: &[Token<'_>]) -> Option<Vec<PartyReading>> {
    let verb = tokens
        .iter()
        .position(|token| token.is(&["receives", "received", "meets", "met"]))?;
    let mut after = &tokens[verb + 1..];
    if after.first().is_some_and(|token| token.is(&["with"])) {
        after = &after[1..];
    }
    let end = after
        .iter()
        .position(|token| token.is(&["for", "to", "on", "about"]))
        .unwrap_or(after.len());
    let mut participants = parties::read(title, &tokens[..verb], true);
    let guests = parties::read(title, &after[..end], end < after.len());
    if participants.is_empty() || guests.is_empty() {
        return None;
    }
    participants.extend(guests);
    Some(participants)
}

/// "Reception of Y" in a diary, whose writer is the host.
pub(in super::super) fn received(title: &str, tokens: &[Token<'_>]) -> Vec<PartyReading> {
    match tokens {
        [word, of, guests @ ..] if word.is(&["reception", "audience"]) && of.is(&["of", "for"]) => {
            parties::read(title, &guests[..end_of_sides(guests)], false)
        }
        _ => Vec::new(),
    }
}
