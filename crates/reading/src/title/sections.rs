//! Divides what follows the document word at its markers: from, to, by, via,
//! between, and the words that open the subject.
//!
//! The same small words stand inside the names of offices ("Ambassador to the
//! UK", "Commission on Questions of …"); those are no markers.

use super::lexicon::Class;
use super::token::{Kind, Token};

/// What opens a section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Marker {
    /// Nothing: the words stand right after the document word or a comma.
    None,
    From,
    By,
    Of,
    To,
    For,
    Via,
    Between,
    Subject,
}

/// A part of a clause without the marker that opens it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Section<'a, 't> {
    pub(super) marker: Marker,
    pub(super) tokens: &'a [Token<'t>],
    /// Whether another section follows.
    pub(super) is_closed: bool,
}

/// Cuts the tokens after a document word into sections.
pub(super) fn cut<'a, 't>(tokens: &'a [Token<'t>]) -> Vec<Section<'a, 't>> {
    let mut sections = Vec::new();
    let mut current = Marker::None;
    let mut start = 0;
    for index in 0..tokens.len() {
        let Some(marker) = marker(tokens, index, current) else {
            continue;
        };
        close(&mut sections, current, &tokens[start..index]);
        current = marker;
        // A word that opens the subject may itself tell what it is.
        start = index + usize::from(marker != Marker::Subject);
    }
    close(&mut sections, current, &tokens[start.min(tokens.len())..]);
    if let Some(last) = sections.last_mut() {
        last.is_closed = false;
    }
    sections
}

/// Where the subject begins, or the length of the tokens.
pub(super) fn subject_start(tokens: &[Token<'_>]) -> usize {
    (0..tokens.len())
        .find(|index| opens_subject(tokens, *index))
        .unwrap_or(tokens.len())
}

fn close<'a, 't>(sections: &mut Vec<Section<'a, 't>>, marker: Marker, tokens: &'a [Token<'t>]) {
    let is_nothing = marker == Marker::None && tokens.iter().all(|token| !token.is_word());
    if !is_nothing {
        sections.push(Section {
            marker,
            tokens,
            // The subject closes nothing: what stands before it can end in a
            // comma and a heading of the subject.
            is_closed: true,
        });
    }
}

fn marker(tokens: &[Token<'_>], index: usize, current: Marker) -> Option<Marker> {
    let token = &tokens[index];
    let previous = index.checked_sub(1).map(|previous| &tokens[previous]);
    let after_comma =
        previous.is_none_or(|token| token.kind == Kind::Comma || token.kind == Kind::Bracket);
    if current == Marker::Subject {
        let resumes =
            after_comma && token.is(&["from", "via", "by"]) || makes_author(tokens, index);
        return if !resumes {
            None
        } else if token.is(&["via"]) {
            Some(Marker::Via)
        } else {
            Some(author_marker(token))
        };
    }
    if opens_subject(tokens, index) {
        return Some(Marker::Subject);
    }
    if !token.is_word() {
        return None;
    }
    match token.key.as_str() {
        "from" => Some(Marker::From),
        "form" if index == 0 => Some(Marker::From),
        "by" if previous.is_none_or(|previous| !previous.is(&["headed", "led", "chaired"])) => {
            Some(Marker::By)
        }
        "of" if index == 0 => Some(Marker::Of),
        "to" if !is_inside_office(tokens, index, current) => Some(Marker::To),
        "for" if !takes_for(previous, tokens.get(index + 1)) => Some(Marker::For),
        "via" => Some(Marker::Via),
        "through" if current != Marker::None => Some(Marker::Via),
        "between" | "among" | "amongst" => Some(Marker::Between),
        _ => None,
    }
}

fn author_marker(token: &Token<'_>) -> Marker {
    if token.is(&["from"]) {
        Marker::From
    } else {
        Marker::By
    }
}

/// "prepared by", "written by" and the like after a comma.
fn makes_author(tokens: &[Token<'_>], index: usize) -> bool {
    index >= 1
        && tokens[index].is(&["by"])
        && tokens[index - 1].is(&[
            "prepared",
            "drafted",
            "written",
            "compiled",
            "submitted",
            "signed",
            "recorded",
            "composed",
        ])
}

/// Whether the subject opens here. "on" after a delegate or a committee and
/// "at" after an office belong to their names.
fn opens_subject(tokens: &[Token<'_>], index: usize) -> bool {
    const OPENERS: &[&str] = &[
        "about",
        "regarding",
        "concerning",
        "re",
        "during",
        "before",
        "after",
        "following",
        "as",
        "against",
        "towards",
        "toward",
        "ahead",
        "amid",
        "amidst",
        "which",
        "that",
        "who",
        "when",
        "while",
        "since",
        "until",
        "upon",
        "without",
        "within",
        "with",
        "over",
        "what",
        "how",
        "why",
        "where",
    ];
    let token = &tokens[index];
    if token.kind == Kind::Stop {
        return true;
    }
    if !token.is_word() {
        return false;
    }
    let previous = index.checked_sub(1).map(|previous| &tokens[previous]);
    let follows_class = |class: Class| previous.is_some_and(|token| token.has(class));
    match token.key.as_str() {
        "on" => !belongs_to_a_committee(tokens, index),
        "at" => {
            let is_post = follows_class(Class::PLACE) && leads_to_recipient(&tokens[index + 1..]);
            !(is_post || follows_class(Class::OFFICE.or(Class::BODY)))
        }
        "in" => index == 0 || previous.is_some_and(|token| token.kind == Kind::Comma),
        "under" => !(follows_class(Class::BODY) || token.has(Class::OFFICE)),
        "headed" | "led" | "chaired" => false,
        key if OPENERS.contains(&key) => true,
        _ => {
            let is_plain = token.class == Class::NONE
                && token
                    .text
                    .chars()
                    .all(|character| character.is_lowercase() || character == '-');
            is_plain && !token.is(&["form"])
        }
    }
}

/// "Representative of Iraq at the UN to …": the recipient is still to come.
fn leads_to_recipient(rest: &[Token<'_>]) -> bool {
    rest.iter()
        .take_while(|token| token.is_word())
        .any(|token| token.is(&["to"]))
}

/// "Delegate on the Control Commission", "Committee on Questions of …"; but
/// "Central Committee on the Visit" ends with its name.
fn belongs_to_a_committee(tokens: &[Token<'_>], index: usize) -> bool {
    const PEOPLE: &[&str] = &[
        "delegate",
        "delegates",
        "representative",
        "representatives",
        "adviser",
        "advisor",
        "expert",
        "specialist",
    ];
    const COMMITTEES: &[&str] = &["committee", "subcommittee", "commission"];
    let Some(previous) = index.checked_sub(1).map(|previous| &tokens[previous]) else {
        return false;
    };
    let is_central = index >= 2 && tokens[index - 2].is(&["central", "executive"]);
    let leads_to_article = tokens
        .get(index + 1)
        .is_some_and(|next| next.has(Class::ARTICLE));
    previous.is(PEOPLE) || previous.is(COMMITTEES) && !is_central && !leads_to_article
}

/// "Minister for", "Secretary of State for", "Committee for".
fn takes_for(previous: Option<&Token<'_>>, next: Option<&Token<'_>>) -> bool {
    let leads_to_subject = next.is_some_and(|next| next.has(Class::COMMON));
    previous.is_some_and(|token| {
        token.has(Class::OFFICE)
            || token.is(&[
                "state",
                "ministry",
                "commission",
                "committee",
                "institute",
                "association",
            ])
            || token.has(Class::BODY) && leads_to_subject
    })
}

/// Whether "to" belongs to an office or mission ("Ambassador to the UK").
///
/// It can only after a word that takes it. There it does if another "to"
/// follows, if the recipient is being named already, or if what it leads to is
/// a country or a city and nothing else.
fn is_inside_office(tokens: &[Token<'_>], index: usize, current: Marker) -> bool {
    const TAKERS: &[&str] = &[
        "ambassador",
        "envoy",
        "delegate",
        "representative",
        "legation",
        "embassy",
        "mission",
        "delegation",
        "consul",
        "d'affaires",
        "adviser",
        "advisor",
        "attache",
        "assistant",
        "aide",
        "observer",
        "emissary",
        "minister",
        "representatives",
        "delegates",
        "plenipotentiary",
        "counselor",
        "counsellor",
        "commissioner",
        "secretary",
    ];
    let takes_to = index > 0 && tokens[index - 1].is(TAKERS);
    let rest = &tokens[index + 1..];
    let another_follows = rest[..subject_start(rest)]
        .iter()
        .any(|token| token.is(&["to"]));
    if !takes_to {
        // "Ambassador of the Republic of Korea to the United Nations X to Y".
        let taker = tokens[..index]
            .iter()
            .rposition(|token| !is_complement(token));
        return another_follows && taker.is_some_and(|taker| tokens[taker].is(TAKERS));
    }
    let place = rest
        .iter()
        .skip_while(|token| token.has(Class::ARTICLE))
        .take_while(|token| token.is_word() && !token.has(Class::PREPOSITION))
        .collect::<Vec<_>>();
    let leads_to_place_only = place.first().is_some_and(|token| token.has(Class::PLACE))
        && !place
            .iter()
            .any(|token| token.has(Class::OFFICE.or(Class::BODY).or(Class::COURTESY)));
    match current {
        Marker::From | Marker::None => another_follows || leads_to_place_only,
        _ => true,
    }
}

/// Whether the word can stand between an office and its "to".
fn is_complement(token: &Token<'_>) -> bool {
    let is_body =
        token.has(Class::BODY) && !token.is(&["embassy", "legation", "mission", "delegation"]);
    is_body
        || token.has(Class::PLACE.or(Class::COMMON).or(Class::ARTICLE))
        || token.is(&["of", "in"])
}
