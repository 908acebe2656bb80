//! The analysis of [`crate::words`] as the engine wants it.
//!
//! The engine hands over bare text, so every indexed value begins with one
//! character for its language. The stem stands at the position of its word.

use tantivy::tokenizer::{TextAnalyzer, Token, TokenStream, Tokenizer, TokenizerManager};

use crate::words::{Analyzer, Pieces, Tongue, pieces};

/// Name of the tokenizer that gives exact forms.
pub(crate) const EXACT: &str = "fonds_exact";

/// Name of the tokenizer that gives exact forms and stems.
pub(crate) const EXACT_AND_STEMS: &str = "fonds_stems";

/// Makes both tokenizers known to the engine.
pub(crate) fn register(tokenizers: &TokenizerManager) {
    for (name, stems) in [(EXACT, false), (EXACT_AND_STEMS, true)] {
        let tokenizer = WordTokenizer {
            stems,
            analyzer: Analyzer::default(),
        };
        tokenizers.register(name, TextAnalyzer::from(tokenizer));
    }
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
        let mut characters = value.chars();
        let tongue = characters
            .next()
            .map_or(Tongue::UNKNOWN, Tongue::of_character);
        let text = characters.as_str();
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
        self.token.position = self.token.position.wrapping_add(1);
        self.token.offset_from = piece.range.start;
        self.token.offset_to = piece.range.end;
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}
