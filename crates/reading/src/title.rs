//! Reads the title of an archival document: its type, its number, who wrote
//! to whom, who talked with whom, what it conveys.
//!
//! Everything is read from the title alone. Names are copied as written, slips
//! included, and each points at its place in the title; a party that the title
//! does not name is not supplied, and a type it does not name is not guessed.

use std::ops::Range;

use fonds_model::Edtf;
use serde::Serialize;

mod clause;
mod heading;
mod intermediaries;
mod kind;
mod lexicon;
mod number;
mod outline;
mod parties;
mod phrase;
mod quotation;
mod roles;
mod sections;
mod talk;
mod token;
mod when;

pub use kind::DocumentType;

use clause::Clause;
use outline::Outline;
use token::Token;

/// On whose behalf an intermediary stands in the title.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// Named with the sender: the document leaves through this hand.
    Sender,
    /// Named with the recipient: the document arrives through this hand.
    Recipient,
}

/// One party as a title names it.
///
/// Invariant: `name` is the text of the title at `span`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PartyReading {
    /// The name as written, without honorific, office or possessive ending;
    /// the office or body itself where nobody is named.
    pub name: String,
    /// The words as they stand, with the honorific or office before the name.
    pub written: String,
    /// The identity given in brackets after the name (`Filippov [Stalin]`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub denotes: Option<String>,
    /// Whose intermediary it is; only for `via`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub side: Option<Side>,
    /// Bytes of the name in the title.
    pub span: Range<usize>,
}

/// What a title says about its document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct TitleReading {
    /// The type that the document word names.
    #[serde(rename = "type")]
    pub document_type: DocumentType,
    /// The document's own number, without "No.".
    pub number: Option<String>,
    /// Who sent it.
    pub senders: Vec<PartyReading>,
    /// Whom it is addressed to; never the audience of a speech.
    pub recipients: Vec<PartyReading>,
    /// Through whose hands it went, in the order of the title.
    pub via: Vec<PartyReading>,
    /// The sides of a talk or an interview.
    pub participants: Vec<PartyReading>,
    /// Who wrote or issued it, where it has no recipient.
    pub authors: Vec<PartyReading>,
    /// Whose message it passes on.
    pub conveyed_from: Vec<PartyReading>,
    /// To whom the message passed on is addressed.
    pub conveyed_to: Vec<PartyReading>,
    /// The title in quotation marks that the document itself bears.
    pub own_title: Option<String>,
    /// Whether it is an excerpt.
    pub excerpt: bool,
    /// The date that the title states for the document or the talk.
    pub in_title_date: Option<Edtf>,
}

/// Reads a title. Every text can be read; what is no title of a document is of
/// type [`DocumentType::Other`] and has no parties.
///
/// ```
/// let reading = fonds_reading::title::read("Cable, Stalin to Mao Zedong [via Terebin]");
/// assert_eq!(reading.document_type.code(), "cable");
/// assert_eq!(reading.senders[0].name, "Stalin");
/// assert_eq!(reading.recipients[0].name, "Mao Zedong");
/// assert_eq!(reading.via[0].name, "Terebin");
/// ```
pub fn read(title: &str) -> TitleReading {
    let outline = Outline::of(title);
    let mut head = clause::read(title, &outline.head);
    let own = outline.own_title.as_ref().map(Token::inner_tokens);
    if head.kind.is_none() {
        take_type_from_elsewhere(title, &outline, own.as_deref(), &mut head);
    } else if let Some(own) = &own {
        take_talk_from_own_title(title, own, &mut head);
    }
    add_authors_after_own_title(title, &outline, &mut head);
    drop_things(&mut head);
    let conveyed = clause::conveyed(title, &outline.conveyed);
    TitleReading {
        document_type: head.kind.unwrap_or_default(),
        number: head.number.or_else(|| outline.number.clone()),
        senders: head.senders,
        recipients: head.recipients,
        via: head.via,
        participants: head.participants,
        authors: head.authors,
        conveyed_from: conveyed.senders,
        conveyed_to: conveyed.recipients,
        own_title: outline.own_title.as_ref().and_then(own_title_text),
        excerpt: outline.is_excerpt,
        in_title_date: outline.date,
    }
}

/// "A Guide to Archives" goes from nobody to nobody: who writes or is written to
/// is never one word with an indefinite article.
fn drop_things(head: &mut Clause) {
    let is_thing = |party: &PartyReading| {
        let mut words = party.written.split_whitespace();
        let article = words.next().unwrap_or_default();
        matches!(article, "a" | "A" | "an" | "An") && words.count() == 1
    };
    if head.senders.iter().any(is_thing) {
        head.senders.clear();
        head.recipients.clear();
        head.via.clear();
    }
}

/// The words of an own title without a closing comma or full stop.
fn own_title_text(quote: &Token<'_>) -> Option<String> {
    let text = quote.inner().trim();
    let text = text.strip_suffix([',', '.']).unwrap_or(text).trim_end();
    (!text.is_empty()).then(|| text.to_owned())
}

/// With no document word before the own title, one after it gives the type,
/// or one that heads the own title itself; who stands before it is the author.
fn take_type_from_elsewhere(
    title: &str,
    outline: &Outline<'_>,
    own: Option<&[Token<'_>]>,
    head: &mut Clause,
) {
    let Some(own) = own else { return };
    if head.has_no_parties() {
        head.authors = parties::read(title, &outline.head, false);
    }
    let tail = clause::read(title, &outline.tail);
    if tail.kind.is_some() {
        let authors = std::mem::take(&mut head.authors);
        let number = head.number.take();
        *head = tail;
        head.number = number.or(head.number.take());
        head.authors.splice(0..0, authors);
        return;
    }
    let inner = clause::read_own_title(title, own);
    head.kind = inner.kind;
    if head.participants.is_empty() {
        head.participants = inner.participants;
    }
    if head.has_no_parties() {
        head.senders = inner.senders;
        head.recipients = inner.recipients;
        head.via = inner.via;
        head.authors = inner.authors;
    }
}

/// A memorandum or note whose own title names a talk records that talk; a diary
/// does too, and the diarist took part in it.
fn take_talk_from_own_title(title: &str, own: &[Token<'_>], head: &mut Clause) {
    let may_record_a_talk = matches!(
        head.kind,
        Some(
            DocumentType::Memorandum
                | DocumentType::Note
                | DocumentType::Journal
                | DocumentType::MemorandumOfConversation
        )
    );
    if !may_record_a_talk || !head.participants.is_empty() || !head.recipients.is_empty() {
        return;
    }
    let inner = clause::read_own_title(title, own);
    if inner.kind == Some(DocumentType::MemorandumOfConversation) && !inner.participants.is_empty()
    {
        if head.kind == Some(DocumentType::Journal) {
            head.participants.clone_from(&head.authors);
        }
        head.kind = inner.kind;
        head.participants.extend(inner.participants);
    }
}

/// "Prepared by X" after the own title, with or without brackets.
fn add_authors_after_own_title(title: &str, outline: &Outline<'_>, head: &mut Clause) {
    for author in clause::prepared_by(title, &outline.tail) {
        if !head.authors.iter().any(|known| known.name == author.name) {
            head.authors.push(author);
        }
    }
}

#[cfg(test)]
mod tests;
