//! The document word of a title: where it stands and what type it names.
//!
//! The word is the head of the title's first phrase. Words after "on" or
//! "regarding" belong to the subject, and a word inside the name of a body
//! ("Information Bureau") names no document.

use super::kind::DocumentType;
use super::lexicon::Class;
use super::token::Token;

/// A document word and its place among the tokens.
#[derive(Clone, Copy, Debug)]
pub(super) struct Heading {
    /// Index of the first token that is not of an opening such as "Draft of".
    pub(super) opening: usize,
    /// Index of the first token of the word.
    pub(super) start: usize,
    /// Index after the last token.
    pub(super) end: usize,
    pub(super) kind: DocumentType,
    /// Whether a talk that follows makes it the record of the talk.
    pub(super) is_general: bool,
    /// Whether the word is itself a talk ("Conversation", "Talks").
    pub(super) is_talk: bool,
}

/// Finds the document word of a clause.
pub(super) fn find(tokens: &[Token<'_>]) -> Option<Heading> {
    let start = skip_opening(tokens);
    let mut index = start;
    while index < tokens.len() {
        if let Some(heading) = at(tokens, index) {
            let heading = with_following(tokens, heading);
            return Some(Heading {
                opening: start,
                ..heading
            });
        }
        let token = &tokens[index];
        if !token.is_word() || is_barrier(tokens, index, start) {
            return None;
        }
        index += 1;
    }
    None
}

/// Words that stand for the document before it is named: "Draft of a",
/// "From the", "Concerning the". What they introduce gives the type.
fn skip_opening(tokens: &[Token<'_>]) -> usize {
    const WRAPPERS: &[&str] = &[
        "draft",
        "drafts",
        "paraphrase",
        "text",
        "copy",
        "translation",
        "excerpt",
        "excerpts",
        "extract",
        "extracts",
        "fragment",
        "fragments",
        "version",
        "entry",
        "entries",
    ];
    let mut start = 0;
    loop {
        let article = |index: usize| {
            tokens
                .get(index)
                .is_some_and(|token| token.has(Class::ARTICLE))
        };
        let Some(first) = tokens.get(start) else {
            return start;
        };
        let of = tokens
            .get(start + 1)
            .is_some_and(|token| token.is(&["of", "from"]));
        if first.is(WRAPPERS) && of {
            start += 2;
        } else if first.is(&["from", "concerning", "regarding"])
            && names_a_document_next(tokens, start + 1)
        {
            start += 1;
        } else {
            return start;
        }
        if article(start) {
            start += 1;
        }
    }
}

fn names_a_document_next(tokens: &[Token<'_>], index: usize) -> bool {
    let index = match tokens.get(index) {
        Some(token) if token.has(Class::ARTICLE) => index + 1,
        _ => index,
    };
    at(tokens, index).is_some_and(|heading| !heading.is_talk)
}

/// Whether the search for the document word ends at this token.
fn is_barrier(tokens: &[Token<'_>], index: usize, start: usize) -> bool {
    let token = &tokens[index];
    if !token.has(Class::PREPOSITION) {
        return false;
    }
    let previous = index
        .checked_sub(1)
        .filter(|previous| *previous >= start)
        .map(|previous| &tokens[previous]);
    let follows_a_body = previous.is_some_and(|token| token.has(Class::BODY.or(Class::OFFICE)));
    match token.key.as_str() {
        "of" => false,
        "in" | "for" | "at" | "to" => !follows_a_body,
        _ => true,
    }
}

/// Two document words in a row are one document ("Cable Telegram"), and the
/// later is the noun.
fn with_following(tokens: &[Token<'_>], first: Heading) -> Heading {
    let mut heading = first;
    while let Some(next) = at(tokens, heading.end) {
        let is_one = next.kind != DocumentType::Other || heading.kind == DocumentType::Other;
        if !is_one || next.is_talk && !heading.is_talk {
            break;
        }
        let kind = match (heading.kind, next.kind) {
            (DocumentType::CipheredTelegram, DocumentType::Telegram | DocumentType::Cable) => {
                heading.kind
            }
            _ => next.kind,
        };
        heading = Heading {
            start: heading.start,
            kind,
            ..next
        };
    }
    heading
}

/// The document word that begins at `index`.
fn at(tokens: &[Token<'_>], index: usize) -> Option<Heading> {
    let token = tokens.get(index)?;
    if !token.is_word() || token.is_possessive {
        return None;
    }
    let key = |offset: usize| {
        tokens
            .get(index + offset)
            .map_or("", |token| token.key.as_str())
    };
    let heading = |length: usize, kind: DocumentType, is_general: bool| Heading {
        opening: 0,
        start: index,
        end: index + length,
        kind,
        is_general,
        is_talk: false,
    };
    let is_cipher = matches!(
        token.key.as_str(),
        "ciphered" | "cipher" | "enciphered" | "encrypted" | "coded" | "encoded" | "cyphered"
    );
    if is_cipher && matches!(key(1), "telegram" | "telegrams" | "cable" | "cables") {
        let length = if key(2) == "telegram" { 3 } else { 2 };
        return Some(heading(length, DocumentType::CipheredTelegram, false));
    }
    if matches!(
        (token.key.as_str(), key(1)),
        ("briefing", "book" | "paper" | "note" | "notes") | ("press", "release")
    ) {
        return Some(heading(2, DocumentType::Other, false));
    }
    if token.is(&["journal", "diary"]) && matches!(key(1), "entry" | "entries") {
        return Some(heading(2, DocumentType::Journal, false));
    }
    if is_talk(token) {
        return Some(Heading {
            is_talk: true,
            ..heading(1, DocumentType::MemorandumOfConversation, false)
        });
    }
    let (kind, is_general) = word(&token.key)?;
    let belongs_to_a_name = tokens.get(index + 1).is_some_and(|next| {
        next.has(Class::BODY.or(Class::OFFICE))
            && !next.has(Class::QUALIFIER)
            && word(&next.key).is_none()
    });
    (!belongs_to_a_name).then(|| heading(1, kind, is_general))
}

/// Whether the word is a talk between parties.
pub(super) fn is_talk(token: &Token<'_>) -> bool {
    token.is(&[
        "conversation",
        "conversations",
        "talk",
        "talks",
        "discussion",
        "discussions",
        "meeting",
        "meetings",
        "audience",
        "audiences",
        "reception",
        "negotiations",
        "consultation",
        "consultations",
        "encounter",
    ])
}

/// The type that a single document word names, and whether the word is one
/// that a following talk turns into the record of that talk.
fn word(key: &str) -> Option<(DocumentType, bool)> {
    use DocumentType as D;
    let found = match key {
        "cable" | "cables" => (D::Cable, false),
        "telegram" | "telegrams" | "wire" => (D::Telegram, false),
        "cyphergram" | "ciphergram" | "cryptogram" => (D::CipheredTelegram, false),
        "airgram" | "airgrams" => (D::Airgram, false),
        "letter" | "letters" => (D::Letter, false),
        "memorandum" | "memoranda" | "memo" | "memos" | "aide-memoire" => (D::Memorandum, true),
        "memcon" | "memcons" => (D::MemorandumOfConversation, true),
        "protocol" | "protocols" | "minutes" | "stenogram" => (D::Protocol, true),
        "resolution" | "resolutions" | "decision" | "decisions" | "decree" | "decrees" => {
            (D::Resolution, false)
        }
        "directive" | "directives" | "guideline" | "guidelines" | "instruction"
        | "instructions" | "order" | "orders" => (D::Instruction, false),
        "statement" | "statements" | "declaration" | "communique" | "appeal" | "proclamation" => {
            (D::Statement, false)
        }
        "speech" | "speeches" | "address" | "remarks" | "comments" | "presentation" => {
            (D::Speech, false)
        }
        "journal" | "journals" | "diary" | "diaries" => (D::Journal, false),
        "report" | "reports" | "information" | "bulletin" | "analysis" | "account" => {
            (D::Report, true)
        }
        "plan" | "plans" | "proposal" | "proposals" => (D::Plan, false),
        "treaty" | "agreement" | "agreements" => (D::Treaty, false),
        "note" | "notes" => (D::Note, true),
        "list" | "lists" | "names" => (D::List, false),
        "article" | "articles" | "editorial" => (D::Article, false),
        "interview" | "interviews" => (D::Interview, false),
        "photograph" | "photographs" | "photo" | "photos" | "cartoon" | "cartoons"
        | "caricature" => (D::PhotographOrCartoon, false),
        "record" | "records" | "summary" | "transcript" | "transcripts" | "description" => {
            (D::Other, true)
        }
        "message" | "messages" | "request" | "comment" | "brief" | "briefing" | "book"
        | "material" | "materials" | "suggestions" | "questionnaire" | "pamphlet" | "essay"
        | "paper" | "views" | "reply" | "dispatch" | "despatch" | "dossier" | "outline"
        | "petition" | "testimony" | "theses" | "biography" | "chronology" => (D::Other, false),
        _ => return None,
    };
    Some(found)
}
