//! The parts of a title: what stands before and after the document's own
//! title, what it conveys, its date, and the notes on the copy.
//!
//! Nothing here knows parties. What has been understood is taken out of the
//! tokens, so that the clauses that remain are plain.

use fonds_model::Edtf;

use super::heading;
use super::lexicon::Class;
use super::number;
use super::token::{self, Kind, Token};
use super::when;

/// A title divided into its parts.
pub(super) struct Outline<'t> {
    /// What stands before the own title, or all of it.
    pub(super) head: Vec<Token<'t>>,
    /// What stands after the own title.
    pub(super) tail: Vec<Token<'t>>,
    pub(super) own_title: Option<Token<'t>>,
    /// What follows "conveying", "transmitting" and the like.
    pub(super) conveyed: Vec<Token<'t>>,
    pub(super) is_excerpt: bool,
    pub(super) date: Option<Edtf>,
    /// A number that stands bare at the end.
    pub(super) number: Option<String>,
}

impl<'t> Outline<'t> {
    pub(super) fn of(title: &'t str) -> Self {
        let mut tokens = token::cut(title, 0);
        let is_excerpt = names_an_excerpt(&tokens);
        tokens = without_notes(tokens);
        let own_title_index = own_title(&tokens);
        let (mut head, own_title, mut tail) = match own_title_index {
            Some(index) => {
                let tail = tokens.split_off(index + 1);
                let own_title = tokens.pop();
                (tokens, own_title, tail)
            }
            None => (tokens, None, Vec::new()),
        };
        head = spliced(&head);
        let conveyed = take_conveyed(&mut head);
        let date = when::take(title, &mut head).or_else(|| when::take(title, &mut tail));
        let number = number::take_trailing(&mut tail).or_else(|| number::take_trailing(&mut head));
        Self {
            head,
            tail,
            own_title,
            conveyed,
            is_excerpt,
            date,
            number,
        }
    }
}

fn names_an_excerpt(tokens: &[Token<'_>]) -> bool {
    tokens.iter().any(|token| match token.kind {
        Kind::Word => token.is(&["excerpt", "excerpts", "extract", "extracts", "excerpted"]),
        Kind::Bracket => names_an_excerpt(&token.inner_tokens()),
        _ => false,
    })
}

/// Leaves out brackets that speak of the copy, count listings, abbreviate a
/// name or are empty.
fn without_notes(tokens: Vec<Token<'_>>) -> Vec<Token<'_>> {
    const COPY_WORDS: &[&str] = &[
        "translation",
        "copy",
        "draft",
        "excerpt",
        "excerpts",
        "extract",
        "extracts",
        "fragment",
        "document",
        "sic",
        "attachment",
        "enclosure",
        "handwritten",
        "original",
        "version",
        "abridged",
        "summary",
        "partial",
        "illegible",
        "unsigned",
        "incomplete",
        "retranslation",
        "transcript",
        "text",
        "classified",
        "untitled",
    ];
    tokens
        .into_iter()
        .filter(|token| {
            if token.kind != Kind::Bracket {
                return true;
            }
            let inner = token.inner_tokens();
            let has_only_digits = inner
                .iter()
                .all(|word| word.text.bytes().all(|byte| byte.is_ascii_digit()));
            let is_a_year = token.text.starts_with('[') && token.inner().len() == 4;
            let speaks_of_copy = inner.iter().any(|word| word.is(COPY_WORDS));
            !speaks_of_copy && (is_a_year || !has_only_digits)
        })
        .collect()
}

/// The quotation that titles the document: it opens the title or follows a
/// comma, a colon, "entitled" or the document word. A quotation in the middle
/// of a phrase is a name or an emphasis, and one after the name of another
/// work ("Comment on the Pamphlet, '…'") is that work's title.
fn own_title(tokens: &[Token<'_>]) -> Option<usize> {
    const WORKS: &[&str] = &[
        "pamphlet",
        "book",
        "brochure",
        "newspaper",
        "film",
        "play",
        "leaflet",
        "novel",
        "essay",
        "article",
        "paper",
        "magazine",
        "editorial",
        "song",
        "poem",
        "study",
        "booklet",
        "broadcast",
    ];
    let index = tokens.iter().position(|token| token.kind == Kind::Quote)?;
    let quote = &tokens[index];
    let next = tokens.get(index + 1);
    let is_closed = quote.inner().trim_end().ends_with([',', '.'])
        || next.is_none_or(|next| !next.is_word() || next.is(&["prepared", "drafted", "by"]));
    let Some(previous) = index.checked_sub(1).map(|previous| &tokens[previous]) else {
        return is_closed.then_some(index);
    };
    let before = tokens[..index].iter().rev().find(|token| token.is_word());
    let heading = heading::find(&tokens[..index]);
    let is_heading = |word: &Token<'_>| {
        heading.is_some_and(|heading| {
            tokens[heading.start..heading.end]
                .iter()
                .any(|token| token.start == word.start)
        })
    };
    let titles_another =
        heading.is_some() && before.is_some_and(|word| word.is(WORKS) && !is_heading(word));
    let is_announced = match previous.kind {
        Kind::Comma | Kind::Stop => true,
        Kind::Bracket => index >= 2 && tokens[index - 2].is_word(),
        Kind::Word => {
            previous.is(&["entitled", "titled", "called", "headed"])
                || is_closed && heading.is_some_and(|heading| heading.end == index)
        }
        Kind::Quote => false,
    };
    (is_announced && !titles_another).then_some(index)
}

/// Opens the quotations that are names, and the brackets that only supply a
/// missing word before a name ("[Ambassador] Karol Lapiński").
fn spliced<'t>(tokens: &[Token<'t>]) -> Vec<Token<'t>> {
    let mut spliced = Vec::with_capacity(tokens.len());
    for index in 0..tokens.len() {
        let token = &tokens[index];
        let supplies_a_word = token.kind == Kind::Bracket
            && tokens
                .get(index + 1)
                .is_some_and(|next| next.is_name() && starts_right_after(token, next))
            && token
                .inner_tokens()
                .iter()
                .all(|word| word.has(Class::OFFICE.or(Class::COURTESY).or(Class::COMMON)));
        if token.kind == Kind::Quote || supplies_a_word {
            spliced.extend(token.inner_tokens());
        } else {
            spliced.push(token.clone());
        }
    }
    spliced
}

/// Only white space stands between the two.
fn starts_right_after(token: &Token<'_>, next: &Token<'_>) -> bool {
    next.start <= token.span().end + 1
}

/// Cuts off what the document passes on.
fn take_conveyed<'t>(tokens: &mut Vec<Token<'t>>) -> Vec<Token<'t>> {
    const VERBS: &[&str] = &[
        "transmitting",
        "conveying",
        "relaying",
        "containing",
        "forwarding",
        "enclosing",
        "communicating",
        "transmits",
        "conveys",
        "relays",
        "contains",
        "forwards",
        "encloses",
        "passing",
        "delivering",
        "attaching",
    ];
    let Some(index) = tokens.iter().skip(1).position(|token| token.is(VERBS)) else {
        return Vec::new();
    };
    let conveyed = tokens.split_off(index + 2);
    tokens.pop();
    conveyed
}
