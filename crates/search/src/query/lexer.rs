//! Cuts a query into words and operators.
//!
//! An operator is recognised only where it could mean nothing else; every
//! other character belongs to a word.

use super::node::Scope;
use super::parser::Note;

/// The smallest piece of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    Open,
    Close,
    And,
    Or,
    Minus,
    Field(Scope),
    Word(String),
    Phrase(String),
    Prefix(String),
}

/// Cuts `query` into pieces and notes what was not as it seemed.
pub(super) fn pieces(query: &str, notes: &mut Vec<Note>) -> Vec<Piece> {
    let characters: Vec<char> = query.chars().collect();
    let mut lexer = Lexer {
        characters: &characters,
        at: 0,
        pieces: Vec::new(),
    };
    while lexer.at < characters.len() {
        lexer.next_piece(notes);
    }
    lexer.pieces
}

struct Lexer<'a> {
    characters: &'a [char],
    at: usize,
    pieces: Vec<Piece>,
}

impl Lexer<'_> {
    fn next_piece(&mut self, notes: &mut Vec<Note>) {
        match self.characters[self.at] {
            space if space.is_whitespace() => self.at += 1,
            '(' => self.single(Piece::Open),
            ')' => self.single(Piece::Close),
            '-' if self.is_exclusion() => self.single(Piece::Minus),
            quote if is_quote(quote) => self.phrase(notes),
            _ => self.word(notes),
        }
    }

    fn single(&mut self, piece: Piece) {
        self.pieces.push(piece);
        self.at += 1;
    }

    /// A hyphen excludes only before a word and after a gap, so that
    /// `Sino-Soviet` and `1948 - 1949` stay what they are.
    fn is_exclusion(&self) -> bool {
        let after_gap = self.at == 0
            || self.characters[self.at - 1].is_whitespace()
            || self.characters[self.at - 1] == '(';
        let before_word = self
            .characters
            .get(self.at + 1)
            .is_some_and(|next| next.is_alphanumeric() || is_quote(*next) || *next == '(');
        after_gap && before_word
    }

    fn phrase(&mut self, notes: &mut Vec<Note>) {
        let start = self.at + 1;
        let Some(length) = self.characters[start..]
            .iter()
            .position(|next| is_quote(*next))
        else {
            notes.push(Note::QuoteNotClosed);
            self.at = start;
            return;
        };
        let text: String = self.characters[start..start + length].iter().collect();
        self.at = start + length + 1;
        if has_words(&text) {
            self.pieces.push(Piece::Phrase(text.trim().to_owned()));
        }
    }

    fn word(&mut self, notes: &mut Vec<Note>) {
        let rest = &self.characters[self.at..];
        let length = rest
            .iter()
            .position(|next| next.is_whitespace() || matches!(next, '(' | ')') || is_quote(*next))
            .unwrap_or(rest.len());
        let text: String = rest[..length].iter().collect();
        if let Some((scope, name_length)) = self.field(&text) {
            self.pieces.push(Piece::Field(scope));
            self.at += name_length;
            return;
        }
        self.at += length;
        let piece = match text.as_str() {
            "OR" => Piece::Or,
            "AND" => Piece::And,
            _ => match text.strip_suffix('*') {
                Some(beginning) if is_long_enough(beginning) => Piece::Prefix(beginning.to_owned()),
                _ if !has_words(&text) => return,
                beginning => {
                    notes.extend(beginning.map(|_| Note::PrefixTooShort));
                    Piece::Word(text)
                }
            },
        };
        self.pieces.push(piece);
    }

    /// A field name counts only if something is looked for in the field.
    fn field(&self, text: &str) -> Option<(Scope, usize)> {
        let (name, _) = text.split_once(':')?;
        let scope = Scope::named(name)?;
        let length = name.chars().count() + 1;
        let next = self.characters.get(self.at + length)?;
        let is_used = next.is_alphanumeric() || is_quote(*next) || *next == '(';
        is_used.then_some((scope, length))
    }
}

fn is_quote(character: char) -> bool {
    matches!(character, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '＂')
}

fn has_words(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

/// One letter of an alphabet begins too many words to be a useful prefix; one
/// ideograph does not.
fn is_long_enough(beginning: &str) -> bool {
    let letters = beginning
        .chars()
        .filter(|character| character.is_alphanumeric());
    letters
        .map(|letter| {
            if crate::words::is_ideographic(letter) {
                2
            } else {
                1
            }
        })
        .sum::<usize>()
        >= 2
}
