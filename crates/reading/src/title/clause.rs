//! Reads one clause: document word, number, and who stands in which role.
//!
//! Correspondence has senders and recipients; a talk has participants; any
//! other document has authors, unless it is addressed to someone.

use super::heading::{self, Heading};
use super::intermediaries;
use super::kind::DocumentType;
use super::lexicon::Class;
use super::roles;
use super::sections::{self, Marker};
use super::token::{Kind, Token};
use super::{PartyReading, number, parties, talk};

/// What a clause says.
#[derive(Clone, Debug, Default)]
pub(super) struct Clause {
    /// The type; absent without a document word.
    pub(super) kind: Option<DocumentType>,
    pub(super) number: Option<String>,
    pub(super) senders: Vec<PartyReading>,
    pub(super) recipients: Vec<PartyReading>,
    pub(super) via: Vec<PartyReading>,
    pub(super) participants: Vec<PartyReading>,
    pub(super) authors: Vec<PartyReading>,
}

impl Clause {
    pub(super) fn has_no_parties(&self) -> bool {
        [
            &self.senders,
            &self.recipients,
            &self.via,
            &self.participants,
            &self.authors,
        ]
        .iter()
        .all(|parties| parties.is_empty())
    }
}

/// Reads a clause of a title.
pub(super) fn read(title: &str, tokens: &[Token<'_>]) -> Clause {
    let (tokens, bracketed) = intermediaries::set_apart(tokens);
    let mut clause = match heading::find(&tokens) {
        Some(heading) if heading.kind == DocumentType::Journal => journal(title, &tokens, heading),
        Some(heading) => document(title, &tokens, heading),
        None => {
            after_opening_party(title, &tokens).unwrap_or_else(|| without_heading(title, &tokens))
        }
    };
    intermediaries::add_bracketed(title, &bracketed, &mut clause);
    clause
}

/// Reads an own title for its type and the talk it names: its head, else its
/// subtitle.
pub(super) fn read_own_title(title: &str, tokens: &[Token<'_>]) -> Clause {
    let whole = read(title, tokens);
    if whole.kind.is_some() {
        return whole;
    }
    let subtitle = tokens.iter().position(|token| token.kind == Kind::Stop);
    match subtitle.map(|colon| read(title, &tokens[colon + 1..])) {
        Some(clause) if clause.kind.is_some() => clause,
        _ => whole,
    }
}

/// Reads what a document conveys: from whom, to whom.
pub(super) fn conveyed(title: &str, tokens: &[Token<'_>]) -> Clause {
    let mut conveyed = Clause::default();
    let after = heading::find(tokens).map_or(0, |heading| heading.end);
    if let Some(owner) = tokens[..after]
        .iter()
        .rposition(|token| token.is_possessive)
    {
        conveyed.senders = parties::read(title, &tokens[..=owner], true);
    }
    for section in sections::cut(&tokens[after..]) {
        let named = || parties::read(title, section.tokens, section.is_closed);
        match section.marker {
            Marker::From | Marker::By | Marker::Of if conveyed.senders.is_empty() => {
                conveyed.senders = named();
            }
            Marker::To if conveyed.recipients.is_empty() => conveyed.recipients = named(),
            Marker::Subject => break,
            _ => {}
        }
    }
    conveyed
}

/// Those by whom the document was prepared, said after its own title.
pub(super) fn prepared_by(title: &str, tokens: &[Token<'_>]) -> Vec<PartyReading> {
    let mut authors = Vec::new();
    for (index, token) in tokens.iter().enumerate() {
        if token.kind == Kind::Bracket {
            authors.extend(prepared_by(title, &token.inner_tokens()));
        } else if token.is(&["by"])
            && (index == 0 || tokens[index - 1].class == Class::NONE || tokens[index - 1].is_name())
        {
            let rest: Vec<Token<'_>> = tokens[index + 1..]
                .iter()
                .take_while(|token| token.kind != Kind::Bracket)
                .cloned()
                .collect();
            authors.extend(parties::read(
                title,
                &rest[..sections::subject_start(&rest)],
                false,
            ));
        }
    }
    authors
}

/// A diary, or the talk recorded in it ("From the Journal of X, Record of a
/// Conversation with Y").
fn journal(title: &str, tokens: &[Token<'_>], heading: Heading) -> Clause {
    let second = (heading.end..tokens.len()).find(|index| {
        tokens[*index].kind != Kind::Word && heading::find(&tokens[index + 1..]).is_some()
    });
    let mut diary = document(title, &tokens[..second.unwrap_or(tokens.len())], heading);
    let Some(second) = second else { return diary };
    let mut entry = read(title, &tokens[second + 1..]);
    let received = talk::received(title, &tokens[second + 1..]);
    if entry.participants.is_empty() && !received.is_empty() {
        entry.kind = Some(DocumentType::MemorandumOfConversation);
        entry.participants = received;
    }
    if entry.kind != Some(DocumentType::MemorandumOfConversation) || entry.participants.is_empty() {
        return diary;
    }
    let mut participants = diary.authors.clone();
    participants.extend(
        entry
            .participants
            .into_iter()
            .filter(|party| !diary.authors.iter().any(|author| author.name == party.name)),
    );
    diary.kind = entry.kind;
    diary.participants = participants;
    diary
}

/// A clause with a document word.
fn document(title: &str, tokens: &[Token<'_>], heading: Heading) -> Clause {
    let mut clause = Clause {
        kind: Some(heading.kind),
        ..Clause::default()
    };
    let mut rest = &tokens[heading.end..];
    if let Some((found, length)) = number::leading(rest) {
        clause.number = Some(found);
        rest = &rest[length..];
    }
    let prefix = roles::owner(&tokens[heading.opening..heading.start]);
    if let Some(talk) = talk::read(title, heading, prefix, rest) {
        clause.kind = Some(DocumentType::MemorandumOfConversation);
        clause.participants = talk.participants;
        clause.authors = talk.authors;
        return clause;
    }
    if heading.is_talk {
        clause.kind = Some(DocumentType::Other);
        return clause;
    }
    let (kind, rest) = talk::session(heading, rest);
    clause.kind = Some(kind);
    roles::assign(title, kind, prefix, rest, &mut clause);
    clause
}

/// "Paul Grenier, Letter to …": a party and a comma before the document word.
fn after_opening_party(title: &str, tokens: &[Token<'_>]) -> Option<Clause> {
    let (comma, heading) = tokens.iter().enumerate().find_map(|(index, token)| {
        let after = &tokens[index + 1..];
        let heading = heading::find(after).filter(|_| token.kind == Kind::Comma)?;
        let opens = after[..heading.start]
            .iter()
            .all(|token| token.has(Class::ARTICLE.or(Class::QUALIFIER).or(Class::COMMON)));
        opens.then_some((index, heading))
    })?;
    let opening = parties::read(title, &tokens[..comma], true);
    if opening.is_empty() || sections::cut(&tokens[..comma]).len() > 1 {
        return None;
    }
    let mut clause = document(title, &tokens[comma + 1..], heading);
    let is_sent = heading.kind.is_correspondence() || !clause.recipients.is_empty();
    let slot = if is_sent {
        &mut clause.senders
    } else {
        &mut clause.authors
    };
    if slot.is_empty() {
        *slot = opening;
    }
    Some(clause)
}

/// No document word: "X to Y", or "X receives Y".
fn without_heading(title: &str, tokens: &[Token<'_>]) -> Clause {
    let mut clause = Clause::default();
    if let Some(participants) = talk::reception(title, tokens) {
        clause.kind = Some(DocumentType::MemorandumOfConversation);
        clause.participants = participants;
        return clause;
    }
    let sections = sections::cut(tokens);
    if let [sender, recipient, ..] = sections.as_slice()
        && sender.marker == Marker::None
        && recipient.marker == Marker::To
    {
        let senders = parties::read(title, sender.tokens, true);
        let recipients = parties::read(title, recipient.tokens, false);
        if !senders.is_empty() && !recipients.is_empty() {
            (clause.senders, clause.recipients) = (senders, recipients);
            for section in sections
                .iter()
                .filter(|section| section.marker == Marker::Via)
            {
                intermediaries::add(title, section, &mut clause);
            }
        }
    }
    clause
}
