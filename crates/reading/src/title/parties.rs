//! Divides a list of parties and reads each.
//!
//! "A, B and C" are three; "A, Head of X, and B" are two, for an office after
//! a person is that person's; "the Head of X, Comrade A" is one. A subject that
//! follows a comma ends the list.

use super::PartyReading;
use super::lexicon::Class;
use super::phrase::Named;
use super::token::Token;

mod element;

use element::{Element, Joint};

/// Reads a list of parties. In a closed list, one that another part of the
/// title follows, every element counts; an open one ends where a comma is
/// followed by something that no "and" joins to the list.
pub(super) fn read(title: &str, tokens: &[Token<'_>], is_closed: bool) -> Vec<PartyReading> {
    let elements = element::merged(element::divided(tokens));
    let mut list = List {
        title,
        parties: Vec::new(),
        pending: None,
        last: Last::Nothing,
    };
    for (index, element) in elements.iter().enumerate() {
        let goes_on = elements[index..]
            .iter()
            .any(|later| matches!(later.joint, Joint::And | Joint::CommaAnd));
        let is_loose = element.joint == Joint::Comma && !is_closed && !goes_on;
        let is_subject = element.named == Named::Subject && element.joint != Joint::Start;
        if is_subject && !is_closed {
            break;
        }
        if list.take_apposition(element) {
            continue;
        }
        if is_loose {
            break;
        }
        list.add(element, leads_to_person(&elements, index));
    }
    list.settle();
    list.parties
}

/// What the element before was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Last {
    Nothing,
    Person,
    /// An office of the person before it.
    Apposition,
    Body,
}

/// The parties found so far.
struct List<'e, 'a, 't> {
    title: &'t str,
    parties: Vec<PartyReading>,
    /// An office whose holder may follow.
    pending: Option<&'e Element<'a, 't>>,
    last: Last,
}

impl<'e, 'a, 't> List<'e, 'a, 't> {
    /// Takes an element that only says more about a neighbour: the office or
    /// place of work of a person, the city of a mission, the holder of an
    /// office named before.
    fn take_apposition(&mut self, element: &'e Element<'a, 't>) -> bool {
        let by_comma = element.joint == Joint::Comma;
        let after_person = matches!(self.last, Last::Person | Last::Apposition);
        match &element.named {
            Named::Person(_) if by_comma && self.pending.is_some() => {
                self.pending = None;
                self.push(element);
                self.last = Last::Person;
                true
            }
            Named::Office(_)
                if by_comma && after_person
                    || element.joint == Joint::And && self.last == Last::Apposition =>
            {
                self.last = Last::Apposition;
                true
            }
            Named::Body(_) if by_comma && after_person => {
                self.last = Last::Apposition;
                true
            }
            Named::Body(_) => by_comma && self.last == Last::Body && is_place(element),
            _ => false,
        }
    }

    fn add(&mut self, element: &'e Element<'a, 't>, leads_to_person: bool) {
        match &element.named {
            Named::Subject => {}
            Named::Others => self.last = Last::Nothing,
            Named::Person(_) => {
                self.settle();
                self.push(element);
                self.last = Last::Person;
            }
            Named::Office(_) => {
                let is_second_of_one =
                    self.pending.is_some() && element.joint == Joint::And && leads_to_person;
                if !is_second_of_one {
                    self.settle();
                    self.pending = Some(element);
                    self.last = Last::Nothing;
                }
            }
            Named::Body(_) => {
                self.settle();
                self.push(element);
                self.last = if is_place(element) {
                    Last::Nothing
                } else {
                    Last::Body
                };
            }
        }
    }

    /// An office whose holder did not follow is a party itself.
    fn settle(&mut self) {
        if let Some(element) = self.pending.take() {
            self.push(element);
        }
    }

    fn push(&mut self, element: &Element<'_, '_>) {
        let (Some(span), Some(first)) = (element.named.span(), element.words.first()) else {
            return;
        };
        let written = first.start.min(span.start)..span.end;
        let (Some(name), Some(written)) = (self.title.get(span.clone()), self.title.get(written))
        else {
            return;
        };
        if self.parties.iter().any(|party| party.name == name) {
            return;
        }
        self.parties.push(PartyReading {
            name: name.to_owned(),
            written: written.to_owned(),
            denotes: element.denotes.clone(),
            side: None,
            span,
        });
    }
}

/// Whether nothing but places is named.
fn is_place(element: &Element<'_, '_>) -> bool {
    element
        .words
        .iter()
        .all(|word| word.has(Class::PLACE.or(Class::ARTICLE)))
}

/// "First Secretary of A and Premier of B, Comrade X": both offices are his.
fn leads_to_person(elements: &[Element<'_, '_>], index: usize) -> bool {
    elements
        .get(index + 1)
        .is_some_and(|next| next.joint == Joint::Comma && matches!(next.named, Named::Person(_)))
}
