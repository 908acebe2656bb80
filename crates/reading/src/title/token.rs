//! Cuts a title into words, commas, stops, brackets and quotations.
//!
//! Tokens keep their place in the title, so that every name that is read can
//! be pointed at. A bracket or quotation is one token here; what it means is
//! for `outline` to say.

use std::ops::Range;

use super::lexicon::{self, Class};
use super::quotation;
use crate::fold::fold;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Word,
    Comma,
    /// A colon, semicolon, dash or full stop: nothing reaches across it.
    Stop,
    /// Round or square brackets with what they hold.
    Bracket,
    /// A quotation with its quote marks.
    Quote,
}

/// One token of a title.
#[derive(Clone, Debug)]
pub(super) struct Token<'t> {
    pub(super) text: &'t str,
    /// Byte offset in the title.
    pub(super) start: usize,
    pub(super) kind: Kind,
    /// The folded word, without a closing full stop or possessive ending.
    pub(super) key: String,
    pub(super) class: Class,
    /// Whether the word ends in `'s` or `s'`.
    pub(super) is_possessive: bool,
}

impl<'t> Token<'t> {
    fn word(text: &'t str, start: usize) -> Self {
        let folded = fold(text);
        let whole = folded.trim_end_matches('.');
        let (key, is_possessive) = match whole.strip_suffix("'s") {
            _ if lexicon::knows(whole) => (whole, false),
            Some(stem) => (stem, true),
            None => match whole.strip_suffix('\'') {
                Some(stem) => (stem, stem.ends_with('s')),
                None => (whole, false),
            },
        };
        Self {
            text,
            start,
            kind: Kind::Word,
            class: lexicon::classify(key, text),
            key: key.to_owned(),
            is_possessive,
        }
    }

    fn mark(text: &'t str, start: usize, kind: Kind) -> Self {
        Self {
            text,
            start,
            kind,
            key: String::new(),
            class: Class::NONE,
            is_possessive: false,
        }
    }

    /// The byte range of the token in the title.
    pub(super) fn span(&self) -> Range<usize> {
        self.start..self.start + self.text.len()
    }

    /// Where the name that this word closes ends: before a possessive ending.
    pub(super) fn name_end(&self) -> usize {
        let ending = if !self.is_possessive {
            0
        } else if self.text.ends_with(['s', 'S']) {
            let stem = self.text.trim_end_matches(['s', 'S']);
            self.text.len() - stem.trim_end_matches(quotation::is_apostrophe).len()
        } else {
            self.text.len() - self.text.trim_end_matches(quotation::is_apostrophe).len()
        };
        self.start + self.text.len() - ending
    }

    /// What a bracket or quotation holds, without its marks.
    pub(super) fn inner(&self) -> &'t str {
        let open = self.text.chars().next().map_or(0, char::len_utf8);
        let close = self.text.chars().next_back().map_or(0, char::len_utf8);
        self.text
            .get(open..self.text.len().saturating_sub(close))
            .unwrap_or_default()
    }

    /// The tokens of what a bracket or quotation holds.
    pub(super) fn inner_tokens(&self) -> Vec<Token<'t>> {
        let open = self.text.chars().next().map_or(0, char::len_utf8);
        cut(self.inner(), self.start + open)
    }

    pub(super) fn is_word(&self) -> bool {
        self.kind == Kind::Word
    }

    pub(super) fn is(&self, keys: &[&str]) -> bool {
        self.is_word() && keys.contains(&self.key.as_str())
    }

    pub(super) fn has(&self, class: Class) -> bool {
        self.class.has(class)
    }

    /// Whether the word can be part of a person's name.
    pub(super) fn is_name(&self) -> bool {
        self.is_word() && self.class == Class::NAME
    }
}

/// Cuts `text`, which stands at byte `offset` of the title.
pub(super) fn cut(text: &str, offset: usize) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut position = 0;
    while let Some(first) = text[position..].chars().next() {
        let rest = &text[position..];
        let length = match first {
            _ if first.is_whitespace() => first.len_utf8(),
            ',' => push(&mut tokens, rest, 1, offset + position, Kind::Comma),
            ':' | ';' | '—' | '|' => push(
                &mut tokens,
                rest,
                first.len_utf8(),
                offset + position,
                Kind::Stop,
            ),
            '-' | '–' if !rest[first.len_utf8()..].starts_with(char::is_alphanumeric) => push(
                &mut tokens,
                rest,
                first.len_utf8(),
                offset + position,
                Kind::Stop,
            ),
            '(' | '[' => match bracket_length(rest, first) {
                Some(length) => push(&mut tokens, rest, length, offset + position, Kind::Bracket),
                None => 1,
            },
            _ => match quotation::length(rest, text[..position].chars().next_back()) {
                Some(length) => push(&mut tokens, rest, length, offset + position, Kind::Quote),
                None => push_word(&mut tokens, rest, offset + position),
            },
        };
        position += length;
    }
    join_under_secretary(&mut tokens);
    tokens
}

/// "Under Secretary" is an office, though "under" alone joins phrases.
fn join_under_secretary(tokens: &mut [Token<'_>]) {
    for index in 1..tokens.len() {
        if tokens[index].is(&["secretary"]) && tokens[index - 1].is(&["under"]) {
            tokens[index - 1].class = Class::OFFICE;
        }
    }
}

fn push<'t>(
    tokens: &mut Vec<Token<'t>>,
    rest: &'t str,
    length: usize,
    start: usize,
    kind: Kind,
) -> usize {
    tokens.push(Token::mark(&rest[..length], start, kind));
    length
}

/// The length of a bracket with its fellow, brackets inside included.
fn bracket_length(text: &str, open: char) -> Option<usize> {
    let close = if open == '(' { ')' } else { ']' };
    let mut depth = 0_usize;
    for (index, character) in text.char_indices() {
        if character == open {
            depth += 1;
        } else if character == close {
            depth -= 1;
            if depth == 0 {
                return Some(index + 1);
            }
        }
    }
    None
}

/// Takes a word, or a lone sign that means nothing, off the text.
fn push_word<'t>(tokens: &mut Vec<Token<'t>>, rest: &'t str, start: usize) -> usize {
    let length = word_length(rest);
    let word = &rest[..length];
    if !word.contains(char::is_alphanumeric) && !word.starts_with(['#', '№']) {
        return length;
    }
    if let Some(digits) = number_sign_length(word) {
        tokens.push(Token::word(&word[..digits], start));
        tokens.push(Token::word(&word[digits..], start + digits));
        return length;
    }
    let kept = word.trim_end_matches(['?', '!', '…']);
    let kept = match kept.strip_suffix('.') {
        Some(stem) if !is_abbreviation(stem) => stem.trim_end_matches('.'),
        _ => kept,
    };
    tokens.push(Token::word(kept, start));
    if kept.len() < word.len() {
        tokens.push(Token::mark(
            &word[kept.len()..],
            start + kept.len(),
            Kind::Stop,
        ));
    }
    length
}

fn word_length(rest: &str) -> usize {
    let is_digit =
        |character: Option<char>| character.is_some_and(|character| character.is_ascii_digit());
    let mut previous = None;
    let mut inside = 0;
    for (index, character) in rest.char_indices() {
        let next = rest[index + character.len_utf8()..].chars().next();
        let ends = match character {
            _ if index < inside => false,
            ',' | ':' => !(is_digit(previous) && is_digit(next)),
            '(' | '[' => {
                inside = index + letters_in_bracket(previous, &rest[index..]);
                inside == index
            }
            ';' | ')' | ']' | '"' | '“' | '”' | '„' | '«' | '»' | '—' | '|' => true,
            _ => character.is_whitespace(),
        };
        if ends {
            // A sign on its own is a piece of its own, else nothing would move.
            return if index == 0 {
                character.len_utf8()
            } else {
                index
            };
        }
        previous = Some(character);
    }
    rest.len()
}

/// "VKP(b)", "Jo[h]n": a letter or two in brackets inside a word belong to it;
/// how many bytes they fill with their brackets.
fn letters_in_bracket(previous: Option<char>, rest: &str) -> usize {
    let letters = rest[1..]
        .chars()
        .take_while(|letter| letter.is_alphabetic());
    let length: usize = letters.clone().map(char::len_utf8).sum();
    let is_closed = rest[1 + length..].starts_with([')', ']']);
    let is_short = (1..=2).contains(&letters.count());
    let clings = previous.is_some_and(char::is_alphabetic);
    if clings && is_short && is_closed {
        length + 2
    } else {
        0
    }
}

/// "No.1828" is written as one word; the length of its sign.
fn number_sign_length(word: &str) -> Option<usize> {
    let sign = ["No.", "no.", "Nr.", "nr.", "#", "№"]
        .into_iter()
        .find(|sign| word.starts_with(sign))?;
    let after = word[sign.len()..].chars().next()?;
    after.is_alphanumeric().then_some(sign.len())
}

fn is_abbreviation(stem: &str) -> bool {
    let is_initial = stem.chars().count() == 1 || stem.contains('.');
    is_initial || lexicon::is_abbreviation(&fold(stem))
}
