//! Distributes the sections of a clause over the roles.
//!
//! Correspondence has senders and recipients. Any other document has authors,
//! unless it is addressed to someone; an audience is nobody's recipient.

use super::clause::Clause;
use super::intermediaries;
use super::kind::DocumentType;
use super::lexicon::Class;
use super::sections::{self, Marker, Section};
use super::token::{Kind, Token};
use super::{PartyReading, parties, talk};

/// The party before the document word, without the words that qualify the
/// document.
pub(super) fn owner<'a, 't>(tokens: &'a [Token<'t>]) -> &'a [Token<'t>] {
    let end = tokens
        .iter()
        .rposition(|token| {
            !token.has(Class::QUALIFIER.or(Class::ARTICLE)) && token.kind != Kind::Comma
        })
        .map_or(0, |last| last + 1);
    &tokens[..end]
}

/// Distributes the sections of a clause over the roles.
pub(super) fn assign(
    title: &str,
    kind: DocumentType,
    prefix: &[Token<'_>],
    rest: &[Token<'_>],
    clause: &mut Clause,
) {
    let sections = sections::cut(rest);
    let mut from = Vec::new();
    for (index, section) in sections.iter().enumerate() {
        let named = || {
            parties::read(
                title,
                section.tokens,
                section.is_closed && !precedes_subject(&sections, index),
            )
        };
        match section.marker {
            Marker::To
                if clause.recipients.is_empty()
                    && !kind.has_audience()
                    && !is_purpose(kind, section) =>
            {
                clause.recipients = named();
            }
            Marker::For
                if clause.recipients.is_empty()
                    && !kind.has_audience()
                    && names_a_reader(section) =>
            {
                clause.recipients = named();
            }
            Marker::From | Marker::By if kind != DocumentType::Interview => from.extend(named()),
            Marker::Of if takes_of(kind) => from.extend(named()),
            Marker::Between if !kind.is_correspondence() && kind != DocumentType::Interview => {
                from.extend(named());
            }
            Marker::None if next_is_to(&sections, index) => {
                from.extend(parties::read(title, section.tokens, true));
            }
            Marker::Subject if kind == DocumentType::Treaty => {
                from.extend(treaty_parties(title, section));
            }
            Marker::Subject if kind == DocumentType::Statement && from.is_empty() => {
                from.extend(whose_answer(title, section));
            }
            Marker::Via => intermediaries::add(title, section, clause),
            _ => {}
        }
    }
    if kind == DocumentType::Interview {
        clause.participants = talk::interview(title, prefix, rest);
        return;
    }
    if from.is_empty() || !is_series_word(prefix) {
        let before = parties::read(title, prefix, true);
        if from.is_empty() || !kind.is_correspondence() && clause.recipients.is_empty() {
            from.splice(0..0, before);
        }
    }
    let sends = kind.is_correspondence()
        || !clause.recipients.is_empty()
        || is_sent(kind, &sections, prefix);
    let slot = if sends {
        &mut clause.senders
    } else {
        &mut clause.authors
    };
    *slot = distinct(from);
}

/// "for X" names a reader where X is an office, a body or introduced by a
/// courtesy title; "for Consideration" is a purpose.
fn names_a_reader(section: &Section<'_, '_>) -> bool {
    section
        .tokens
        .iter()
        .take_while(|token| token.is_word() && !token.has(Class::PREPOSITION))
        .any(|token| token.has(Class::OFFICE.or(Class::BODY).or(Class::COURTESY)))
}

/// "Agreement on Air Services between A and B": the sides stand in the subject.
fn treaty_parties(title: &str, section: &Section<'_, '_>) -> Vec<PartyReading> {
    let between = section
        .tokens
        .iter()
        .position(|token| token.is(&["between", "among"]));
    between.map_or_else(Vec::new, |between| {
        let sides = &section.tokens[between + 1..];
        parties::read(title, &sides[..sections::subject_start(sides)], false)
    })
}

/// "Statement on X's Answer to …": a statement that gives X's answer is X's.
fn whose_answer(title: &str, section: &Section<'_, '_>) -> Vec<PartyReading> {
    let [first, rest @ ..] = section.tokens else {
        return Vec::new();
    };
    let Some(owner) = rest.iter().position(|token| token.is_possessive) else {
        return Vec::new();
    };
    let is_answer = rest.get(owner + 1).is_some_and(|token| {
        token.is(&[
            "answer", "reply", "response", "position", "refusal", "attitude",
        ])
    });
    if !first.is(&["on", "about", "regarding", "concerning"]) || !is_answer {
        return Vec::new();
    }
    parties::read(title, &rest[..=owner], true)
}

fn distinct(parties: Vec<PartyReading>) -> Vec<PartyReading> {
    let mut distinct: Vec<PartyReading> = Vec::with_capacity(parties.len());
    for party in parties {
        if !distinct.iter().any(|known| known.name == party.name) {
            distinct.push(party);
        }
    }
    distinct
}

fn precedes_subject(sections: &[Section<'_, '_>], index: usize) -> bool {
    sections
        .get(index + 1)
        .is_some_and(|next| next.marker == Marker::Subject)
}

fn next_is_to(sections: &[Section<'_, '_>], index: usize) -> bool {
    sections
        .get(index + 1)
        .is_some_and(|next| next.marker == Marker::To)
}

/// A note or message "from X" is sent even where its recipient is not named.
fn is_sent(kind: DocumentType, sections: &[Section<'_, '_>], prefix: &[Token<'_>]) -> bool {
    matches!(kind, DocumentType::Note | DocumentType::Other)
        && prefix.is_empty()
        && sections
            .first()
            .is_some_and(|section| section.marker == Marker::From)
}

/// "PQM Report from …": letters before the document word name a series once
/// the sender is named after it.
fn is_series_word(prefix: &[Token<'_>]) -> bool {
    matches!(prefix, [only] if only.class == Class::PLACE && only.text.len() > 1 && only.text.chars().all(char::is_uppercase))
}

/// Whether "of X" after the document word names its author.
fn takes_of(kind: DocumentType) -> bool {
    !matches!(
        kind,
        DocumentType::List
            | DocumentType::Treaty
            | DocumentType::PhotographOrCartoon
            | DocumentType::Other
            | DocumentType::Interview
    )
}

/// "Proposal to Publicize": what follows "to" is a purpose.
fn is_purpose(kind: DocumentType, section: &Section<'_, '_>) -> bool {
    let may_have_purpose = matches!(
        kind,
        DocumentType::Plan
            | DocumentType::Resolution
            | DocumentType::Instruction
            | DocumentType::Other
            | DocumentType::List
            | DocumentType::Statement
            | DocumentType::Report
    );
    let names_a_party = section.tokens.first().is_some_and(|first| {
        first.has(
            Class::ARTICLE
                .or(Class::OFFICE)
                .or(Class::BODY)
                .or(Class::PLACE)
                .or(Class::COURTESY),
        )
    });
    may_have_purpose
        && !names_a_party
        && section
            .tokens
            .first()
            .is_some_and(|first| is_verb(&first.key))
}

fn is_verb(key: &str) -> bool {
    const VERBS: &[&str] = &[
        "accept",
        "add",
        "adopt",
        "aid",
        "allow",
        "announce",
        "approve",
        "arrange",
        "assist",
        "ban",
        "be",
        "begin",
        "break",
        "bring",
        "build",
        "buy",
        "change",
        "conclude",
        "conduct",
        "convene",
        "discuss",
        "end",
        "establish",
        "establishing",
        "exchange",
        "expand",
        "expel",
        "form",
        "give",
        "grant",
        "help",
        "hold",
        "improve",
        "include",
        "increase",
        "inform",
        "invite",
        "join",
        "launch",
        "limit",
        "make",
        "meet",
        "open",
        "permit",
        "postpone",
        "prepare",
        "prevent",
        "protect",
        "provide",
        "purchase",
        "put",
        "receive",
        "reduce",
        "remove",
        "request",
        "resolve",
        "restore",
        "return",
        "sell",
        "send",
        "set",
        "settle",
        "sign",
        "stop",
        "strengthen",
        "supply",
        "support",
        "suspend",
        "take",
        "transfer",
        "use",
        "withdraw",
        "work",
    ];
    VERBS.contains(&key)
        || ["ize", "ise", "ify", "ate"]
            .iter()
            .any(|ending| key.ends_with(ending))
            && key.len() > 6
}
