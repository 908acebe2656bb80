//! Talks: who spoke with whom, and who wrote it down.
//!
//! A general word ("Record", "Notes") followed by a talk between named parties
//! is the record of that talk. Preparations for a talk, and talks of others
//! with unnamed partners, are not. The session of a body is a protocol.

use super::heading::{self, Heading};
use super::kind::DocumentType;
use super::lexicon::Class;
use super::token::{Kind, Token};
use super::{PartyReading, parties, sections};

mod sides;

pub(super) use sides::{interview, received, reception};

/// The sides of a talk and whoever recorded it.
pub(super) struct Talk {
    pub(super) participants: Vec<PartyReading>,
    pub(super) authors: Vec<PartyReading>,
}

/// Reads a talk after `heading`; `prefix` stands before the document word,
/// `rest` after it and its number.
pub(super) fn read(
    title: &str,
    heading: Heading,
    prefix: &[Token<'_>],
    rest: &[Token<'_>],
) -> Option<Talk> {
    if heading.is_talk {
        let is_owned = prefix.last().is_some_and(|token| token.is_possessive);
        let owner = if is_owned { prefix } else { &[] };
        let participants = sides::read(title, rest, owner)?;
        return Some(Talk {
            participants,
            authors: Vec::new(),
        });
    }
    if !heading.is_general {
        return None;
    }
    let mut talk = match talk_word(rest) {
        Some(position) => named_talk(title, rest, position)?,
        None => unnamed_talk(title, heading, rest)?,
    };
    if talk.authors.is_empty() {
        talk.authors = parties::read(title, prefix, true);
    }
    Some(talk)
}

/// A talk named at `position`.
fn named_talk(title: &str, rest: &[Token<'_>], position: usize) -> Option<Talk> {
    let Lead { authors, owner } = lead(title, &rest[..position])?;
    let after = &rest[position + 1..];
    let Some(sides) = sides::read(title, after, owner) else {
        // "Memorandum of Conversation" says by itself what it is.
        return is_named_so(&rest[..position], &rest[position], after).then(|| Talk {
            participants: Vec::new(),
            authors: named_after_by(title, after),
        });
    };
    let mut participants = authors.clone();
    participants.extend(
        sides
            .into_iter()
            .filter(|party| !authors.iter().any(|author| author.name == party.name)),
    );
    Some(Talk {
        participants,
        authors,
    })
}

/// "Memorandum of Conversation, by X".
fn named_after_by(title: &str, tokens: &[Token<'_>]) -> Vec<PartyReading> {
    let by = tokens.iter().position(|token| token.is(&["by"]));
    by.map_or_else(Vec::new, |by| {
        let named = &tokens[by + 1..];
        parties::read(title, &named[..sections::subject_start(named)], false)
    })
}

/// Skips "of the Session of" after a protocol and tells what the record of a
/// session is.
pub(super) fn session<'a, 't>(
    heading: Heading,
    rest: &'a [Token<'t>],
) -> (DocumentType, &'a [Token<'t>]) {
    const SESSIONS: &[&str] = &[
        "meeting", "session", "plenum", "sitting", "sessions", "meetings", "plenary",
    ];
    let may_record_session = heading.is_general
        && heading.kind != DocumentType::Report
        && heading.kind != DocumentType::Memorandum;
    let opens = rest
        .first()
        .is_some_and(|token| token.is(&["of", "from", "on"]));
    let word = rest.iter().position(|token| token.is(SESSIONS));
    if let (true, true, Some(word)) = (may_record_session, opens, word) {
        let only_adjectives = rest[1..word]
            .iter()
            .all(|token| token.has(Class::ARTICLE.or(Class::COMMON).or(Class::QUALIFIER)));
        if only_adjectives {
            return (DocumentType::Protocol, &rest[word + 1..]);
        }
        // "Minutes of the Politburo Meeting": the body stands before the word.
        if rest[1..word].iter().any(|token| token.has(Class::BODY))
            && !rest[1..word]
                .iter()
                .any(|token| token.has(Class::PREPOSITION) && !token.is(&["of"]))
        {
            return (DocumentType::Protocol, &rest[..word]);
        }
    }
    (heading.kind, rest)
}

/// Where the talk is named: in the phrase right after the document word, or
/// after a comma.
fn talk_word(rest: &[Token<'_>]) -> Option<usize> {
    let position = rest
        .iter()
        .position(|token| heading::is_talk(token) || token.is(&["visit"]))?;
    let is_blocked = rest[..position].iter().any(|token| {
        token.kind == Kind::Stop
            || token.is(&[
                "ahead",
                "for",
                "before",
                "with",
                "between",
                "to",
                "prior",
                "which",
                "following",
                "after",
            ])
    });
    let needs_partner =
        rest[position].is(&["visit"]) && !rest[position..].iter().any(|token| token.is(&["with"]));
    (!is_blocked && !needs_partner).then_some(position)
}

/// What stands between document word and talk.
struct Lead<'a, 't> {
    authors: Vec<PartyReading>,
    /// "of Molotov's": the side that owns the talk.
    owner: &'a [Token<'t>],
}

/// Reads "by X on his", "of Y's", "from a": `None` if the words are no such
/// thing and the talk belongs to the subject.
fn lead<'a, 't>(title: &str, tokens: &'a [Token<'t>]) -> Option<Lead<'a, 't>> {
    const CONNECTORS: &[&str] = &[
        "of",
        "from",
        "about",
        "on",
        "regarding",
        "concerning",
        "during",
    ];
    let mut rest = tokens;
    let mut authors = Vec::new();
    if let [first, ..] = rest
        && first.is(&["by", "of", "from"])
        && let Some(connector) = rest
            .iter()
            .rposition(|token| token.is(&["on", "about", "regarding", "concerning", "of", "from"]))
        && connector > 1
    {
        let named = parties::read(title, &rest[1..connector], true);
        if !named.is_empty() && !rest[connector].is(&["of"]) {
            authors = named;
            rest = &rest[connector..];
        }
    }
    let opens = rest
        .first()
        .is_none_or(|first| first.is(CONNECTORS) || first.kind == Kind::Comma);
    if !opens {
        return None;
    }
    let after = rest.get(1..).unwrap_or_default();
    if after.last().is_some_and(|token| token.is_possessive) {
        return Some(Lead {
            authors,
            owner: after,
        });
    }
    // "on Molotov's Statement from a Meeting": he spoke there.
    if let Some(owner) = after.iter().position(|token| token.is_possessive)
        && after[owner + 1..]
            .iter()
            .any(|token| token.is(&["from", "at", "during"]))
    {
        return Some(Lead {
            authors,
            owner: &after[..=owner],
        });
    }
    let is_plain = after.iter().all(|token| {
        token.has(Class::ARTICLE.or(Class::COMMON).or(Class::QUALIFIER))
            || token.class == Class::NONE
    });
    is_plain.then_some(Lead {
        authors,
        owner: &[],
    })
}

/// "Memorandum of Conversation": nothing but "of a" before the talk, and no
/// body of which it were the session.
fn is_named_so(before: &[Token<'_>], word: &Token<'_>, after: &[Token<'_>]) -> bool {
    let directly = before.iter().all(|token| token.is(&["of", "a", "the"])) && !before.is_empty();
    let of_body = after.first().is_some_and(|token| token.is(&["of"]));
    directly && word.is(&["conversation", "conversations", "discussion", "discussions"]) && !of_body
}

/// A record without a word for the talk: "Memorandum, A with B", "Note of A
/// with B", "Memcon between A and B".
fn unnamed_talk(title: &str, heading: Heading, rest: &[Token<'_>]) -> Option<Talk> {
    let talk = |participants| Talk {
        participants,
        authors: Vec::new(),
    };
    if heading.kind == DocumentType::MemorandumOfConversation {
        return Some(talk(sides::read(title, rest, &[]).unwrap_or_default()));
    }
    let may_record = matches!(
        heading.kind,
        DocumentType::Note
            | DocumentType::Memorandum
            | DocumentType::Protocol
            | DocumentType::Other
    );
    let with = rest.iter().position(|token| token.is(&["with"]))?;
    let opens = rest
        .first()
        .is_some_and(|token| token.kind == Kind::Comma || token.is(&["of"]));
    let is_plain = !rest[..with]
        .iter()
        .any(|token| token.is(&["on", "about", "regarding", "concerning", "to", "by", "from"]));
    if !(may_record && opens && is_plain) {
        return None;
    }
    sides::both(title, &rest[1..with], &rest[with + 1..]).map(talk)
}
