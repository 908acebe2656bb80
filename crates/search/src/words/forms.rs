//! The exact form and the stem of a word.
//!
//! The exact form is the folded word; the stem is cut from the folded word and
//! marked with the letter of its stemming, so that stems of two languages, and
//! stems and words, never meet by chance.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;

use fonds_reading::fold::fold;
use rust_stemmers::Stemmer;

use super::language::{Script, Stemming, Tongue};
use super::split::{Kind, Piece, pieces};
use crate::mixer::Mixer;

/// The character before the letter of the stemming; no folded word has it.
pub(crate) const STEM_MARK: char = '\u{1}';

/// How many words one analyzer remembers per language before it forgets all.
const REMEMBERED: usize = 50_000;

/// The forms of one word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Forms {
    /// The folded word.
    pub(crate) exact: Box<str>,
    /// The marked stem, for words in letters.
    pub(crate) stem: Option<Box<str>>,
}

/// Makes forms and remembers them: most words of a text occur many times.
#[derive(Default, Clone)]
pub(crate) struct Analyzer {
    /// By the letter of the stemming; words without a stem come first.
    memories: [Memory; 27],
}

/// The words of one stemming.
#[derive(Default, Clone)]
struct Memory {
    places: HashMap<Box<str>, usize, BuildHasherDefault<Mixer>>,
    forms: Vec<Forms>,
}

impl Analyzer {
    /// The forms of a piece of `text`, a text in the language `tongue`.
    pub(crate) fn forms(&mut self, text: &str, piece: &Piece, tongue: Tongue) -> &Forms {
        let word = &text[piece.range.clone()];
        let stemming = match piece.kind {
            Kind::Letters => Some(tongue.stemming(Script::of(word))),
            Kind::Digits | Kind::Ideographs => None,
        };
        let index = stemming.map_or(0, |stemming| stemming.letter() as usize - 'a' as usize + 1);
        let memory = &mut self.memories[index];
        let place = match memory.places.get(word) {
            Some(place) => *place,
            None => memory.learn(word, stemming),
        };
        &memory.forms[place]
    }
}

impl Memory {
    fn learn(&mut self, word: &str, stemming: Option<Stemming>) -> usize {
        if self.forms.len() == REMEMBERED {
            self.forms.clear();
            self.places.clear();
        }
        let exact = fold(word).into_boxed_str();
        let stem = stemming.map(|stemming| marked_stem(&exact, stemming).into_boxed_str());
        self.forms.push(Forms { exact, stem });
        self.places.insert(word.into(), self.forms.len() - 1);
        self.forms.len() - 1
    }
}

/// The stem of a folded word, with its mark.
fn marked_stem(exact: &str, stemming: Stemming) -> String {
    let mut marked = String::with_capacity(exact.len() + 2);
    marked.extend([STEM_MARK, stemming.letter()]);
    match stemming.algorithm() {
        Some(algorithm) => marked.push_str(&Stemmer::create(algorithm).stem(exact)),
        None => marked.push_str(exact),
    }
    marked
}

/// A query's words as terms that must stand side by side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TermSequence {
    /// The exact forms.
    pub(crate) exact: Vec<String>,
    /// The same with stems in the place of words in letters, once for every
    /// stemming in use that gives something different.
    pub(crate) stemmed: Vec<Vec<String>>,
}

/// The terms of the words a reader typed, for an index in which the stemmings
/// `used` occur.
pub(crate) fn sequences(text: &str, used: &[Stemming]) -> TermSequence {
    let words: Vec<(Kind, Script, String)> = pieces(text)
        .map(|piece| {
            let word = &text[piece.range];
            (piece.kind, Script::of(word), fold(word))
        })
        .collect();
    let exact = words.iter().map(|word| word.2.clone()).collect();
    let mut stemmed: Vec<Vec<String>> = Vec::new();
    for stemming in used {
        let is_apt =
            |word: &(Kind, Script, String)| word.0 == Kind::Letters && stemming.fits(word.1);
        if !words.iter().any(is_apt) {
            continue;
        }
        let terms: Vec<String> = words
            .iter()
            .map(|word| match word.0 {
                // A word of another script keeps that script's own stemming.
                Kind::Letters if stemming.fits(word.1) => marked_stem(&word.2, *stemming),
                Kind::Letters => marked_stem(&word.2, Tongue::UNKNOWN.stemming(word.1)),
                Kind::Digits | Kind::Ideographs => word.2.clone(),
            })
            .collect();
        if !stemmed.contains(&terms) {
            stemmed.push(terms);
        }
    }
    TermSequence { exact, stemmed }
}

#[cfg(test)]
mod tests {
    use super::{Analyzer, Stemming, sequences};
    use crate::words::{Tongue, pieces};

    fn check(code: &str, text: &str, expected: &[&str]) {
        let mut analyzer = Analyzer::default();
        let forms: Vec<String> = pieces(text)
            .map(|piece| {
                let forms = analyzer.forms(text, &piece, Tongue::of_code(code));
                forms
                    .stem
                    .clone()
                    .unwrap_or_else(|| forms.exact.clone())
                    .replace('\u{1}', "~")
            })
            .collect();
        assert_eq!(forms, expected, "forms of {text:?} in {code:?}");
    }

    #[test]
    fn stems_by_language() {
        check(
            "eng",
            "Telegrams RAILWAYS 0100",
            &["~etelegram", "~erailway", "0100"],
        );
        check("rus", "беседах корейскими", &["~rбесед", "~rкорейск"]);
        check("eng", "беседа Хрущёва", &["~rбесед", "~rхрущев"]);
        check("deu", "Häuser", &["~dhaus"]);
        check("pol", "Łódź", &["~zlodz"]);
        check("zho", "毛泽东", &["毛泽", "泽东"]);
    }

    #[test]
    fn a_query_is_stemmed_in_every_language_in_use() {
        let used: Vec<Stemming> = Stemming::all()
            .filter(|stemming| "ed".contains(stemming.letter()))
            .collect();
        let terms = sequences("Häuser 7", &used);
        assert_eq!(terms.exact, ["hauser", "7"]);
        assert_eq!(terms.stemmed, [["\u{1}dhaus", "7"], ["\u{1}ehauser", "7"]]);
        assert!(sequences("0100", &used).stemmed.is_empty());
    }
}
