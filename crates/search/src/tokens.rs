//! The analysis of [`crate::words`] as the engine wants it.
//!
//! The engine hands over bare text, so every indexed value begins with one
//! character for its language. The stem stands at the position of its word.

use std::ops::Range;

use tantivy::tokenizer::{TextAnalyzer, Token, TokenStream, Tokenizer, TokenizerManager};

use crate::words::{Analyzer, Pieces, Tongue, pieces};

/// Name of the tokenizer that gives exact forms.
pub(crate) const EXACT: &str = "fonds_exact";

/// Name of the tokenizer that gives exact forms and stems.
pub(crate) const EXACT_AND_STEMS: &str = "fonds_stems";

/// Name of the tokenizer that gives exact forms two by two.
pub(crate) const PAIRS: &str = "fonds_pairs";

/// What stands between the words of a pair; no folded word has it.
const PAIR_MARK: char = '\u{2}';

/// Two words side by side as one term.
pub(crate) fn pair(first: &str, second: &str) -> String {
    let mut pair = String::with_capacity(first.len() + 1 + second.len());
    pair.push_str(first);
    pair.push(PAIR_MARK);
    pair.push_str(second);
    pair
}

/// Makes the tokenizers known to the engine.
pub(crate) fn register(tokenizers: &TokenizerManager) {
    for (name, stems) in [(EXACT, false), (EXACT_AND_STEMS, true)] {
        let tokenizer = WordTokenizer {
            stems,
            analyzer: Analyzer::default(),
        };
        tokenizers.register(name, TextAnalyzer::from(tokenizer));
    }
    tokenizers.register(PAIRS, TextAnalyzer::from(PairTokenizer::default()));
}

/// A value as [`WordTokenizer`] reads it: language, then text.
pub(crate) fn value(tongue: Tongue, text: &str) -> String {
    let mut value = String::with_capacity(text.len() + 1);
    value.push(tongue.character());
    value.push_str(text);
    value
}

#[derive(Clone)]
struct WordTokenizer {
    stems: bool,
    analyzer: Analyzer,
}

impl Tokenizer for WordTokenizer {
    type TokenStream<'a> = WordStream<'a>;

    fn token_stream<'a>(&'a mut self, value: &'a str) -> WordStream<'a> {
        let (tongue, text) = tongue_and_text(value);
        WordStream {
            pieces: pieces(text),
            text,
            tongue,
            stems: self.stems,
            analyzer: &mut self.analyzer,
            token: Token::default(),
            stem: String::new(),
        }
    }
}

struct WordStream<'a> {
    pieces: Pieces<'a>,
    text: &'a str,
    tongue: Tongue,
    stems: bool,
    analyzer: &'a mut Analyzer,
    token: Token,
    /// The stem still to be given for the word just given; empty if none.
    stem: String,
}

impl TokenStream for WordStream<'_> {
    fn advance(&mut self) -> bool {
        if !self.stem.is_empty() {
            std::mem::swap(&mut self.token.text, &mut self.stem);
            self.stem.clear();
            return true;
        }
        let Some(piece) = self.pieces.next() else {
            return false;
        };
        let forms = self.analyzer.forms(self.text, &piece, self.tongue);
        self.token.text.clear();
        self.token.text.push_str(&forms.exact);
        if let Some(stem) = forms.stem.as_deref().filter(|_| self.stems) {
            self.stem.push_str(stem);
        }
        place(&mut self.token, &piece.range);
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

#[derive(Clone, Default)]
struct PairTokenizer {
    analyzer: Analyzer,
}

impl Tokenizer for PairTokenizer {
    type TokenStream<'a> = PairStream<'a>;

    fn token_stream<'a>(&'a mut self, value: &'a str) -> PairStream<'a> {
        let (tongue, text) = tongue_and_text(value);
        let mut pieces = pieces(text);
        let mut before = String::new();
        if let Some(piece) = pieces.next() {
            before.push_str(&self.analyzer.forms(text, &piece, tongue).exact);
        }
        PairStream {
            pieces,
            text,
            tongue,
            analyzer: &mut self.analyzer,
            token: Token::default(),
            before,
        }
    }
}

/// The pairs of a value, each at the place of its first word among the words.
struct PairStream<'a> {
    pieces: Pieces<'a>,
    text: &'a str,
    tongue: Tongue,
    analyzer: &'a mut Analyzer,
    token: Token,
    /// The word before the next one.
    before: String,
}

impl TokenStream for PairStream<'_> {
    fn advance(&mut self) -> bool {
        let Some(piece) = self.pieces.next() else {
            return false;
        };
        let word = &self.analyzer.forms(self.text, &piece, self.tongue).exact;
        self.token.text.clear();
        self.token.text.push_str(&self.before);
        self.token.text.push(PAIR_MARK);
        self.token.text.push_str(word);
        self.before.clear();
        self.before.push_str(word);
        place(&mut self.token, &piece.range);
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

/// A value as the tokenizers get it begins with a character for its language.
fn tongue_and_text(value: &str) -> (Tongue, &str) {
    let mut characters = value.chars();
    let tongue = characters
        .next()
        .map_or(Tongue::UNKNOWN, Tongue::of_character);
    (tongue, characters.as_str())
}

/// Puts a token at the next place, for the bytes of the text that it stands for.
fn place(token: &mut Token, bytes: &Range<usize>) {
    token.position = token.position.wrapping_add(1);
    token.offset_from = bytes.start;
    token.offset_to = bytes.end;
}
