//! Those through whose hands a document went, and on whose side they stand.

use super::clause::Clause;
use super::lexicon::Class;
use super::sections::Section;
use super::token::{Kind, Token};
use super::{PartyReading, Side, parties};

/// The tokens without "[via Z]" and "(via Z)", and those brackets.
pub(super) fn set_apart<'t>(tokens: &[Token<'t>]) -> (Vec<Token<'t>>, Vec<Token<'t>>) {
    tokens.iter().cloned().partition(|token| {
        let names_via = token.kind == Kind::Bracket
            && token
                .inner_tokens()
                .first()
                .is_some_and(|first| first.is(&["via", "through", "by"]));
        !names_via
    })
}

/// Adds those that brackets name, and puts all in the order of the title.
pub(super) fn add_bracketed(title: &str, brackets: &[Token<'_>], clause: &mut Clause) {
    for bracket in brackets {
        let inner = bracket.inner_tokens();
        place(
            parties::read(title, inner.get(1..).unwrap_or_default(), true),
            clause,
        );
    }
    clause.via.sort_by_key(|party| party.span.start);
}

/// Adds those that a section "via Z" names.
pub(super) fn add(title: &str, section: &Section<'_, '_>, clause: &mut Clause) {
    if section.tokens.first().is_some_and(|token| {
        token.has(
            Class::NAME
                .or(Class::OFFICE)
                .or(Class::COURTESY)
                .or(Class::ARTICLE)
                .or(Class::BODY)
                .or(Class::PLACE),
        )
    }) {
        place(
            parties::read(title, section.tokens, section.is_closed),
            clause,
        );
    }
}

/// An intermediary belongs to the party it follows.
fn place(via: Vec<PartyReading>, clause: &mut Clause) {
    for mut party in via {
        let last_before = |parties: &[PartyReading]| {
            parties
                .iter()
                .map(|other| other.span.start)
                .filter(|start| *start < party.span.start)
                .max()
        };
        let sender = last_before(&clause.senders);
        let recipient = last_before(&clause.recipients);
        party.side = Some(if recipient > sender {
            Side::Recipient
        } else {
            Side::Sender
        });
        clause.via.push(party);
    }
}
