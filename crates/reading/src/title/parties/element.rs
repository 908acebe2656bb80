//! The elements of a list of parties: cut at commas and joining words, and put
//! together again where one name contains them.

use std::ops::Range;

use super::super::lexicon::Class;
use super::super::phrase::{self, Named};
use super::super::token::{Kind, Token};

/// How an element is joined to the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Joint {
    Start,
    Comma,
    And,
    CommaAnd,
    /// "headed by", "led by".
    LedBy,
}

/// One element of a list.
pub(super) struct Element<'a, 't> {
    pub(super) joint: Joint,
    pub(super) words: Vec<&'a Token<'t>>,
    pub(super) named: Named,
    pub(super) denotes: Option<String>,
}

/// Cuts the list at its commas and its joining words.
pub(super) fn divided<'a, 't>(tokens: &'a [Token<'t>]) -> Vec<Element<'a, 't>> {
    let mut elements = Vec::new();
    let mut joint = Joint::Start;
    let mut start = 0;
    let mut index = 0;
    while index <= tokens.len() {
        let (next_joint, length) = match tokens.get(index) {
            None => (Joint::Start, 1),
            Some(token) if token.kind == Kind::Comma || token.kind == Kind::Stop => {
                (Joint::Comma, 1)
            }
            Some(token) if token.has(Class::AND) => (Joint::And, 1),
            Some(token)
                if token.is(&["headed", "led", "chaired"]) && is_by(tokens.get(index + 1)) =>
            {
                (Joint::LedBy, 2)
            }
            Some(_) => {
                index += 1;
                continue;
            }
        };
        let words = &tokens[start..index.min(tokens.len())];
        if words.is_empty() {
            // A comma and a joining word in a row are one joint.
            joint = match (joint, next_joint) {
                (Joint::Comma, Joint::And) => Joint::CommaAnd,
                (_, Joint::LedBy) => Joint::LedBy,
                _ if elements.is_empty() => Joint::Start,
                (Joint::Start, other) => other,
                (earlier, _) => earlier,
            };
        } else {
            elements.push(element(joint, words));
            joint = next_joint;
        }
        index += length;
        start = index;
    }
    elements
}

fn is_by(token: Option<&Token<'_>>) -> bool {
    token.is_some_and(|token| token.is(&["by"]))
}

fn element<'a, 't>(joint: Joint, tokens: &'a [Token<'t>]) -> Element<'a, 't> {
    let words: Vec<&Token<'_>> = tokens
        .iter()
        .filter(|token| token.kind != Kind::Bracket)
        .collect();
    let plain: Vec<Token<'_>> = words.iter().map(|token| (*token).clone()).collect();
    let denotes = tokens
        .iter()
        .rev()
        .take_while(|token| token.kind == Kind::Bracket)
        .find_map(identity);
    Element {
        joint,
        named: phrase::read(&plain),
        words,
        denotes,
    }
}

/// The identity in a bracket after a name: a person, not an abbreviation, an
/// office, a sub-unit or a note on the copy.
fn identity(bracket: &Token<'_>) -> Option<String> {
    let inner = bracket.inner_tokens();
    let [first, ..] = inner.as_slice() else {
        return None;
    };
    if inner
        .iter()
        .any(|token| token.is(&["sic", "probably", "possibly"]))
        && inner.len() == 1
    {
        return None;
    }
    let start = bracket.start;
    match phrase::read(&inner) {
        Named::Person(Range { start: from, end }) if first.is_word() => bracket
            .text
            .get(from - start..end - start)
            .map(str::to_owned),
        _ => None,
    }
}

/// Puts together elements that are one party.
pub(super) fn merged<'a, 't>(elements: Vec<Element<'a, 't>>) -> Vec<Element<'a, 't>> {
    let mut merged: Vec<Element<'a, 't>> = Vec::with_capacity(elements.len());
    for element in elements {
        match merged.last_mut() {
            Some(last) if are_one(last, &element) => {
                last.words.extend(element.words);
                let end = last.words.last().map_or(0, |token| token.name_end());
                last.named = extended(&last.named, end);
                last.denotes = element.denotes.or(last.denotes.take());
            }
            Some(last) if qualifies_next(last, &element) => {
                let first = last
                    .words
                    .iter()
                    .find(|token| !token.has(Class::ARTICLE))
                    .map_or(0, |token| token.start);
                let words = std::mem::take(&mut last.words);
                let joint = last.joint;
                *last = element;
                last.named = begun(&last.named, first);
                last.words.splice(0..0, words);
                last.joint = joint;
            }
            _ => merged.push(element),
        }
    }
    merged
}

/// "State and Trade Delegation": the words before "and" only qualify what
/// follows it.
fn qualifies_next(last: &Element<'_, '_>, next: &Element<'_, '_>) -> bool {
    next.joint == Joint::And
        && (last.named == Named::Subject || is_lone_body(last) && !begins_with_article(next))
        && matches!(next.named, Named::Body(_) | Named::Office(_))
        && last.words.iter().all(|word| {
            word.has(
                Class::COMMON
                    .or(Class::PLACE)
                    .or(Class::ARTICLE)
                    .or(Class::BODY),
            )
        })
}

/// "Party and Government Delegation": the first body is only half a name.
fn is_lone_body(element: &Element<'_, '_>) -> bool {
    let words = element
        .words
        .iter()
        .filter(|word| !word.has(Class::ARTICLE));
    words.clone().count() == 1
        && words
            .clone()
            .all(|word| word.is(&["party", "government", "army", "state", "union"]))
}

fn begins_with_article(element: &Element<'_, '_>) -> bool {
    element
        .words
        .first()
        .is_some_and(|word| word.has(Class::ARTICLE))
}

/// The same party with its name from an earlier byte on.
fn begun(named: &Named, start: usize) -> Named {
    match named {
        Named::Body(span) => Named::Body(start..span.end),
        Named::Office(span) => Named::Office(start..span.end),
        other => other.clone(),
    }
}

fn extended(named: &Named, end: usize) -> Named {
    let to_end = |span: &Range<usize>| span.start..end;
    match named {
        Named::Person(span) => Named::Person(to_end(span)),
        Named::Office(span) => Named::Office(to_end(span)),
        Named::Body(span) => Named::Body(to_end(span)),
        other => other.clone(),
    }
}

fn are_one(last: &Element<'_, '_>, next: &Element<'_, '_>) -> bool {
    let is_generation =
        matches!(next.words.as_slice(), [word] if word.is(&["jr", "sr", "ii", "iii"]));
    let is_complement = next.joint == Joint::And
        && matches!(last.named, Named::Office(_) | Named::Body(_))
        && next
            .words
            .iter()
            .all(|word| word.has(Class::COMMON.or(Class::PREPOSITION).or(Class::PLACE)))
        && next
            .words
            .first()
            .is_some_and(|word| word.has(Class::COMMON));
    let shares_complement = next.joint == Joint::And
        && matches!(last.words.as_slice(), [.., word] if word.has(Class::BODY.or(Class::COMMON)) && word.key.ends_with(['s', 'n']))
        && last
            .words
            .iter()
            .filter(|word| !word.has(Class::ARTICLE))
            .count()
            == 1
        && next.words.iter().any(|word| word.is(&["of"]));
    let is_sub_unit = next.joint == Joint::Comma
        && matches!(last.named, Named::Body(_))
        && next
            .words
            .first()
            .is_some_and(|word| !word.has(Class::ARTICLE))
        && next.words.iter().any(|word| {
            word.is(&[
                "section",
                "department",
                "division",
                "branch",
                "directorate",
                "bureau",
                "liaison",
                "desk",
            ])
        });
    match last.named {
        Named::Person(_) => is_generation && next.joint == Joint::Comma,
        _ => is_complement || shares_complement || is_sub_unit || is_second_owner(last, next),
    }
}

/// "Governments of Poland and Nepal": a plural that both complements share.
fn is_second_owner(last: &Element<'_, '_>, next: &Element<'_, '_>) -> bool {
    const PLURALS: &[&str] = &[
        "governments",
        "delegations",
        "parties",
        "ministries",
        "ministers",
        "committees",
        "embassies",
        "representatives",
    ];
    let has_plural = last.words.iter().take(3).any(|word| word.is(PLURALS));
    let has_complement = last.words.iter().any(|word| word.is(&["of"]));
    let is_bare = next
        .words
        .iter()
        .all(|word| word.has(Class::PLACE.or(Class::ARTICLE).or(Class::COMMON)));
    next.joint == Joint::And && has_plural && has_complement && is_bare
}
