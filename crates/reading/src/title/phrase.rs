//! What one phrase names: a person, an office, a body, or only a subject.
//!
//! A person named with an office is the person alone; an office or body that
//! is named without a person keeps its whole phrase, its place included.

use std::ops::Range;

use super::lexicon::Class;
use super::token::Token;

/// What a phrase names, with the bytes of the name in the title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Named {
    Person(Range<usize>),
    /// An office, with nobody named who holds it.
    Office(Range<usize>),
    Body(Range<usize>),
    /// "Others", "Other Leaders".
    Others,
    /// No party: a subject, or nothing at all.
    Subject,
}

impl Named {
    pub(super) fn span(&self) -> Option<Range<usize>> {
        match self {
            Self::Person(span) | Self::Office(span) | Self::Body(span) => Some(span.clone()),
            Self::Others | Self::Subject => None,
        }
    }
}

/// Reads a phrase without commas and brackets.
pub(super) fn read(tokens: &[Token<'_>]) -> Named {
    let tokens = trimmed(tokens);
    let [first, ..] = tokens else {
        return Named::Subject;
    };
    if first.is(&["other", "others"]) {
        return Named::Others;
    }
    if tokens.iter().any(|token| !token.is_word()) {
        return Named::Subject;
    }
    if let Some(person) = after_courtesy(tokens) {
        return person;
    }
    let preposition = tokens
        .iter()
        .position(|token| token.has(Class::PREPOSITION))
        .unwrap_or(tokens.len());
    let (head, complement) = tokens.split_at(preposition);
    let keyword = head
        .iter()
        .rposition(|token| token.has(Class::OFFICE.or(Class::BODY)));
    match keyword {
        Some(index) if head[index].has(Class::OFFICE) => {
            held_office(tokens, index, head, complement)
        }
        Some(_) => body(tokens, complement),
        None => without_keyword(tokens, head, complement),
    }
}

/// Without the article before, and the number a form of words gives after.
fn trimmed<'a, 't>(tokens: &'a [Token<'t>]) -> &'a [Token<'t>] {
    let start = tokens
        .iter()
        .position(|token| {
            !token.has(Class::ARTICLE) && !token.is(&["his", "her", "their", "its", "both"])
        })
        .unwrap_or(tokens.len());
    match &tokens[start..] {
        [rest @ .., sign, number] if sign.is(&["no", "nr", "#"]) && number.class == Class::NONE => {
            rest
        }
        rest => rest,
    }
}

/// The bytes from the first to the last token.
fn span(tokens: &[Token<'_>]) -> Option<Range<usize>> {
    Some(tokens.first()?.start..tokens.last()?.name_end())
}

fn person(tokens: &[Token<'_>]) -> Named {
    let has_letters = tokens
        .iter()
        .any(|token| token.text.chars().any(char::is_uppercase) || !token.text.is_ascii());
    match span(tokens) {
        Some(span) if has_letters && tokens.len() <= 7 => Named::Person(span),
        _ => Named::Subject,
    }
}

fn whole(tokens: &[Token<'_>], named: fn(Range<usize>) -> Named) -> Named {
    span(tokens).map_or(Named::Subject, named)
}

/// A courtesy title always introduces the person: what follows is the name.
fn after_courtesy(tokens: &[Token<'_>]) -> Option<Named> {
    let last = tokens.iter().enumerate().rposition(|(index, token)| {
        token.has(Class::COURTESY)
            && tokens
                .get(index + 1)
                .is_some_and(|next| next.is_name() || next.has(Class::OFFICE))
    })?;
    let rest = &tokens[last + 1..];
    let start = rest.iter().position(Token::is_name)?;
    let leads_with_ranks = rest[..start]
        .iter()
        .all(|token| token.has(Class::OFFICE.or(Class::COURTESY)));
    leads_with_ranks.then(|| person(name_run(&rest[start..])))
}

/// The leading tokens that can be one person's name.
fn name_run<'a, 't>(tokens: &'a [Token<'t>]) -> &'a [Token<'t>] {
    let length = tokens.iter().take_while(|token| token.is_name()).count();
    &tokens[..length]
}

/// A phrase whose head is an office: its holder stands right after it or at
/// the end of its complement.
fn held_office(
    tokens: &[Token<'_>],
    index: usize,
    head: &[Token<'_>],
    complement: &[Token<'_>],
) -> Named {
    let after = &head[index + 1..];
    if let Some(start) = after.iter().position(Token::is_name) {
        return person(name_run(&after[start..]));
    }
    if let Some(start) = surname_like_rank(&head[..=index])
        && complement.is_empty()
    {
        return person(&head[start..]);
    }
    match holder(complement) {
        Some(name) => person(name),
        None => whole(tokens, Named::Office),
    }
}

/// "Mackenzie King", "Reza Shah": a name whose last word is also a rank; where
/// the name starts.
fn surname_like_rank(head: &[Token<'_>]) -> Option<usize> {
    let (last, before) = head.split_last()?;
    let can_end_a_name = last.is(&[
        "king", "shah", "lama", "prince", "pope", "judge", "marshal", "major",
    ]);
    let names = before
        .iter()
        .rev()
        .take_while(|token| token.is_name())
        .count();
    (can_end_a_name && names > 0).then_some(before.len() - names)
}

/// The name at the end of a complement such as "to the UK Soldatov".
///
/// A word right after a preposition is a place even when no list knows it, so
/// that "in Karachi" holds nobody.
fn holder<'a, 't>(complement: &'a [Token<'t>]) -> Option<&'a [Token<'t>]> {
    let known = complement.iter().rposition(|token| !token.is_name())?;
    let run = &complement[known + 1..];
    let last_known = &complement[known];
    let follows_preposition = last_known.has(Class::PREPOSITION)
        || last_known.has(Class::ARTICLE)
        || last_known.has(Class::AND);
    let run = if follows_preposition {
        run.get(1..)?
    } else {
        run
    };
    (!run.is_empty()).then_some(run)
}

/// A body stays whole, unless an office and a name follow inside it.
fn body(tokens: &[Token<'_>], complement: &[Token<'_>]) -> Named {
    let office = complement
        .iter()
        .rposition(|token| token.has(Class::OFFICE));
    if let Some(index) = office
        && index > 0
        && !complement[index - 1].has(Class::PREPOSITION.or(Class::ARTICLE))
    {
        let run = name_run(&complement[index + 1..]);
        if !run.is_empty() {
            return person(run);
        }
    }
    whole(tokens, Named::Body)
}

/// Only names and places: a person, a state, or a subject.
fn without_keyword(tokens: &[Token<'_>], head: &[Token<'_>], complement: &[Token<'_>]) -> Named {
    let joins_of = complement.first().is_some_and(|token| token.is(&["of"]));
    if head.is_empty()
        || head
            .iter()
            .any(|token| token.class == Class::NONE || token.has(Class::AND))
    {
        return Named::Subject;
    }
    if head.iter().all(Token::is_name) {
        return if joins_of {
            whole(tokens, Named::Body)
        } else {
            person(head)
        };
    }
    if head
        .iter()
        .any(|token| token.has(Class::COMMON.or(Class::QUALIFIER).or(Class::COURTESY)))
    {
        return Named::Subject;
    }
    // "Bulgarian Zhivkov" names the man; "Iraq" and "US" name the state.
    let name = head
        .iter()
        .rposition(|token| !token.is_name())
        .map(|last| &head[last + 1..]);
    match name {
        Some(name) if !name.is_empty() && head[0].has(Class::PLACE) => person(name),
        _ if head.iter().any(Token::is_name) => whole(head, Named::Body),
        _ if head.iter().any(names_a_state) => whole(tokens, Named::Body),
        _ => Named::Subject,
    }
}

/// Whether a place word is a noun; a bare adjective of nationality is no party.
fn names_a_state(token: &Token<'_>) -> bool {
    const ENDINGS: [&str; 7] = ["an", "ish", "ese", "ch", "ic", "i", "ak"];
    const NOUNS: &[&str] = &[
        "iran",
        "japan",
        "sudan",
        "oman",
        "taiwan",
        "azerbaijan",
        "jordan",
        "bhutan",
        "vatican",
        "teheran",
        "tehran",
        "amman",
        "haiti",
        "malawi",
        "brunei",
        "burundi",
        "delhi",
        "helsinki",
        "nairobi",
        "tbilisi",
        "karachi",
        "shanghai",
        "mali",
        "yan'an",
    ];
    const ADJECTIVES: &[&str] = &[
        "soviet",
        "greek",
        "dutch",
        "swiss",
        "yugoslav",
        "lao",
        "khmer",
        "arab",
        "kazakh",
        "uzbek",
        "tajik",
        "kyrgyz",
        "turkmen",
        "uyghur",
        "mongol",
        "sino",
        "malay",
        "slovene",
        "serb",
        "turk",
        "philippine",
    ];
    let has_ending = ENDINGS.iter().any(|ending| token.key.ends_with(ending))
        && !token.key.ends_with("stan")
        && !token.is(NOUNS);
    let is_abbreviation = token
        .text
        .chars()
        .filter(|character| character.is_uppercase())
        .count()
        > 1;
    token.has(Class::PLACE) && (is_abbreviation || !has_ending && !token.is(ADJECTIVES))
}
