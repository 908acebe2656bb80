//! Recursive descent over the pieces of a query.
//!
//! ```text
//! either  := all ( "OR" all )*
//! all     := single+                      ("AND" between two is understood)
//! single  := "-" single | field? ( word | word* | "phrase" | "(" either ")" )
//! field   := "title:" | "summary:" | "text:" | "number:" | "ref:" | "name:"
//! ```

use std::fmt;

use serde::{Deserialize, Serialize};

use super::lexer::{Piece, pieces};
use super::node::{Node, Scope};
use super::wording::wording;

/// How many words, phrases and prefixes a query can have; what follows is left
/// out and noted.
pub const MAX_TERMS: usize = 64;

/// How many characters of a query are read.
const MAX_LENGTH: usize = 4_000;

/// How deep parentheses nest; deeper ones are passed over.
const MAX_DEPTH: usize = 32;

/// A query as it was understood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Understood {
    /// What to search for.
    pub tree: Node,
    /// The same in English words, for the reader to check.
    pub wording: String,
    /// What was not taken as it may have been meant.
    pub notes: Vec<Note>,
}

/// Something in a query that was not taken as it may have been meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Note {
    /// A quotation mark without its partner was passed over.
    QuoteNotClosed,
    /// Parentheses without their partners were passed over or closed.
    ParenthesisNotMatched,
    /// `OR` without something on both sides was taken as a word.
    OrAsWord,
    /// A beginning of one letter was taken as a word.
    PrefixTooShort,
    /// The query had more than [`MAX_TERMS`] terms; the rest was left out.
    TooManyTerms,
    /// The query was too long; its end was left out.
    TooLong,
}

impl fmt::Display for Note {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::QuoteNotClosed => "a quotation mark without its partner was passed over",
            Self::ParenthesisNotMatched => "a parenthesis without its partner was passed over",
            Self::OrAsWord => "OR without something on both sides was taken as a word",
            Self::PrefixTooShort => "a beginning of one letter was taken as a word",
            Self::TooManyTerms => "only the first 64 terms were searched for",
            Self::TooLong => "the end of the query was left out",
        })
    }
}

/// Reads a query as a reader types it. Any text can be read.
///
/// ```
/// use fonds_search::query::{Node, parse};
///
/// let understood = parse("railway -Soviet");
/// let excluded = Node::negated(Node::word("Soviet"));
/// assert_eq!(understood.tree, Node::And { of: vec![Node::word("railway"), excluded] });
/// assert_eq!(understood.wording, "railway and not Soviet");
/// ```
pub fn parse(query: &str) -> Understood {
    let mut notes = Vec::new();
    let read = match query.char_indices().nth(MAX_LENGTH) {
        Some((end, _)) => {
            notes.push(Note::TooLong);
            &query[..end]
        }
        None => query,
    };
    let pieces = pieces(read, &mut notes);
    let mut parser = Parser {
        pieces: &pieces,
        at: 0,
        depth: 0,
        terms: 0,
        notes,
    };
    let mut parts = Vec::new();
    while parser.at < pieces.len() {
        parts.extend(parser.either(None));
        if parser.take(&Piece::Close) {
            parser.note(Note::ParenthesisNotMatched);
        }
    }
    let tree = Node::all_of(parts);
    Understood {
        wording: wording(&tree),
        tree,
        notes: parser.notes,
    }
}

struct Parser<'a> {
    pieces: &'a [Piece],
    at: usize,
    depth: usize,
    terms: usize,
    notes: Vec<Note>,
}

impl Parser<'_> {
    fn either(&mut self, scope: Option<Scope>) -> Option<Node> {
        let mut alternatives: Vec<Node> = self.all(scope).into_iter().collect();
        while self.take(&Piece::Or) {
            alternatives.extend(self.all(scope));
        }
        (!alternatives.is_empty()).then(|| Node::any_of(alternatives))
    }

    fn all(&mut self, scope: Option<Scope>) -> Option<Node> {
        let mut parts = Vec::new();
        while let Some(piece) = self.pieces.get(self.at) {
            match piece {
                Piece::Or if parts.is_empty() || !self.is_operand(self.at + 1) => {
                    self.note(Note::OrAsWord);
                    self.at += 1;
                    parts.extend(self.leaf(Node::Word {
                        text: "OR".to_owned(),
                        scope,
                    }));
                }
                Piece::Close | Piece::Or => break,
                Piece::And => self.at += 1,
                _ => parts.extend(self.single(scope)),
            }
        }
        (!parts.is_empty()).then(|| Node::all_of(parts))
    }

    fn single(&mut self, scope: Option<Scope>) -> Option<Node> {
        let piece = self.pieces.get(self.at)?;
        self.at += 1;
        match piece {
            Piece::Minus => self.single(scope).map(Node::negated),
            Piece::Field(named) => self.single(Some(*named)),
            Piece::Word(text) => self.leaf(Node::Word {
                text: text.clone(),
                scope,
            }),
            Piece::Phrase(text) => self.leaf(Node::Phrase {
                text: text.clone(),
                scope,
            }),
            Piece::Prefix(text) => self.leaf(Node::Prefix {
                text: text.clone(),
                scope,
            }),
            Piece::Open => self.group(scope),
            Piece::Close | Piece::And | Piece::Or => None,
        }
    }

    fn group(&mut self, scope: Option<Scope>) -> Option<Node> {
        if self.depth == MAX_DEPTH {
            self.note(Note::ParenthesisNotMatched);
            return None;
        }
        self.depth += 1;
        let inner = self.either(scope);
        self.depth -= 1;
        if !self.take(&Piece::Close) {
            self.note(Note::ParenthesisNotMatched);
        }
        inner
    }

    fn leaf(&mut self, node: Node) -> Option<Node> {
        if self.terms == MAX_TERMS {
            self.note(Note::TooManyTerms);
            return None;
        }
        self.terms += 1;
        Some(node)
    }

    fn is_operand(&self, at: usize) -> bool {
        self.pieces
            .get(at)
            .is_some_and(|piece| !matches!(piece, Piece::Close | Piece::Or | Piece::And))
    }

    fn take(&mut self, wanted: &Piece) -> bool {
        let is_there = self.pieces.get(self.at) == Some(wanted);
        self.at += usize::from(is_there);
        is_there
    }

    fn note(&mut self, note: Note) {
        if !self.notes.contains(&note) {
            self.notes.push(note);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{MAX_TERMS, Note, parse};

    fn check(query: &str, wording: &str) {
        assert_eq!(parse(query).wording, wording, "reading {query:?}");
    }

    #[test]
    fn words_must_all_match() {
        check("", "all documents");
        check("  Nanjing ", "Nanjing");
        check("Filippov railway", "Filippov and railway");
        check("Kim AND Mao", "Kim and Mao");
    }

    #[test]
    fn phrases_in_any_quotation_marks() {
        check(
            "\"coalition government\" 1949",
            "“coalition government” and 1949",
        );
        check("“coalition government”", "“coalition government”");
        check("«правительство» мир", "“правительство” and мир");
        check("\"\" a", "a");
    }

    #[test]
    fn alternatives_exclusion_and_groups() {
        check("Mao OR Kim Stalin", "Mao or (Kim and Stalin)");
        check("(Mao OR Kim) -Stalin", "(Mao or Kim) and not Stalin");
        check(
            "-\"peace talks\" -(a OR b)",
            "not “peace talks” and not (a or b)",
        );
        check("Sino-Soviet 1948 - 1949", "Sino-Soviet and 1948 and 1949");
    }

    #[test]
    fn fields_and_prefixes() {
        check("title:Nanjing", "Nanjing in titles");
        check(
            "TITLE:\"peace talks\" kuz*",
            "“peace talks” in titles and words beginning with “kuz”",
        );
        check(
            "number:0100 ref:\"fond 45\"",
            "0100 in numbers and “fond 45” in archive references",
        );
        check(
            "name:(Mao OR Kim) summary:x text:y",
            "(Mao in names or Kim in names) and x in summaries and y in texts",
        );
        check("-title:a", "not a in titles");
        check("毛*", "words beginning with “毛”");
    }

    #[test]
    fn odd_input_is_words() {
        check("secret:x", "secret:x");
        check("title:", "title:");
        check("a*", "a*");
        check("* - && !", "all documents");
        check("OR", "OR");
        check("OR a OR", "OR and a and OR");
        check("((a", "a");
        check("a) b", "a and b");
        check("()", "all documents");
        check("\"never closed", "never and closed");
    }

    #[test]
    fn what_was_passed_over_is_noted() {
        assert_eq!(parse("\"a").notes, [Note::QuoteNotClosed]);
        assert_eq!(parse("a) (b").notes, [Note::ParenthesisNotMatched]);
        assert_eq!(parse("a* b").notes, [Note::PrefixTooShort]);
        assert_eq!(parse("a OR").notes, [Note::OrAsWord]);
        let many = "word ".repeat(MAX_TERMS + 1);
        assert_eq!(parse(&many).notes, [Note::TooManyTerms]);
        assert_eq!(parse(&"(".repeat(3_000)).wording, "all documents");
        assert!(parse(&"a".repeat(10_000)).notes.contains(&Note::TooLong));
    }

    #[test]
    fn the_tree_survives_json() {
        let tree = parse("(Mao OR \"Kim Il\") title:kuz* -x").tree;
        let json = serde_json::to_string(&tree).unwrap();
        assert_eq!(serde_json::from_str::<super::Node>(&json).unwrap(), tree);
    }

    proptest! {
        #[test]
        fn any_text_can_be_read(query in "[a-z():*\"“ \\-ORAND毛]{0,60}") {
            let _ = parse(&query);
        }

        #[test]
        fn even_text_of_any_characters(query in "\\PC{0,60}") {
            let _ = parse(&query);
        }
    }
}
