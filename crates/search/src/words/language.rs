//! Which stemmer belongs to a word.
//!
//! The language a text declares decides if its script fits the word; if not,
//! the script does: a Cyrillic name in an English title is stemmed as Russian,
//! a Latin one in a Russian text as English.

use rust_stemmers::Algorithm;

/// A script that has stemmers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Script {
    Latin,
    Cyrillic,
    Greek,
    Arabic,
    Tamil,
    Other,
}

impl Script {
    /// The script of a word, by its first letter of a known script.
    pub(crate) fn of(word: &str) -> Self {
        word.chars()
            .map(Self::of_letter)
            .find(|script| *script != Self::Other)
            .unwrap_or(Self::Other)
    }

    fn of_letter(letter: char) -> Self {
        match letter {
            'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => Self::Latin,
            '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => Self::Greek,
            '\u{400}'..='\u{52f}' => Self::Cyrillic,
            '\u{600}'..='\u{6ff}' => Self::Arabic,
            '\u{b80}'..='\u{bff}' => Self::Tamil,
            _ => Self::Other,
        }
    }

    /// The stemming of words in a language that is unknown or written in
    /// another script.
    fn default_stemming(self) -> Stemming {
        match self {
            Self::Latin => Stemming::named('e'),
            Self::Cyrillic => Stemming::named('r'),
            Self::Greek => Stemming::named('k'),
            Self::Arabic => Stemming::named('a'),
            Self::Tamil => Stemming::named('m'),
            Self::Other => Stemming::NONE,
        }
    }
}

/// A way to stem, named by the letter that marks its stems in the index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Stemming(u8);

/// Letter, script and algorithm of every stemmer.
const STEMMINGS: [(char, Script, Algorithm); 18] = [
    ('a', Script::Arabic, Algorithm::Arabic),
    ('c', Script::Latin, Algorithm::Danish),
    ('d', Script::Latin, Algorithm::German),
    ('e', Script::Latin, Algorithm::English),
    ('f', Script::Latin, Algorithm::French),
    ('h', Script::Latin, Algorithm::Hungarian),
    ('i', Script::Latin, Algorithm::Italian),
    ('k', Script::Greek, Algorithm::Greek),
    ('l', Script::Latin, Algorithm::Dutch),
    ('m', Script::Tamil, Algorithm::Tamil),
    ('n', Script::Latin, Algorithm::Norwegian),
    ('o', Script::Latin, Algorithm::Romanian),
    ('p', Script::Latin, Algorithm::Portuguese),
    ('r', Script::Cyrillic, Algorithm::Russian),
    ('s', Script::Latin, Algorithm::Spanish),
    ('t', Script::Latin, Algorithm::Turkish),
    ('u', Script::Latin, Algorithm::Finnish),
    ('v', Script::Latin, Algorithm::Swedish),
];

impl Stemming {
    /// Words of languages without a stemmer: the stem is the word.
    pub(crate) const NONE: Self = Self(b'z');

    const fn named(letter: char) -> Self {
        Self(letter as u8)
    }

    /// Every way to stem, with the one that leaves words alone.
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        STEMMINGS
            .iter()
            .map(|row| Self::named(row.0))
            .chain([Self::NONE])
    }

    /// The letter that marks its stems.
    pub(crate) fn letter(self) -> char {
        char::from(self.0)
    }

    /// The algorithm, unless words are left alone.
    pub(crate) fn algorithm(self) -> Option<Algorithm> {
        STEMMINGS
            .iter()
            .find(|row| Self::named(row.0) == self)
            .map(|row| row.2)
    }

    /// Whether words of a script can have been stemmed so.
    pub(crate) fn fits(self, script: Script) -> bool {
        self == Self::NONE
            || STEMMINGS
                .iter()
                .any(|row| Self::named(row.0) == self && row.1 == script)
    }
}

/// A declared language, as far as stemming needs to know it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Tongue(u8);

/// How many languages the table below holds.
const TONGUE_COUNT: u8 = 43;

/// ISO 639-1 and 639-2 codes of languages, with script and the letter of the
/// stemming (`z` where there is none).
const TONGUES: [(&[&str], Script, char); TONGUE_COUNT as usize] = [
    (&["ar", "ara"], Script::Arabic, 'a'),
    (&["da", "dan"], Script::Latin, 'c'),
    (&["de", "deu", "ger"], Script::Latin, 'd'),
    (&["en", "eng"], Script::Latin, 'e'),
    (&["fr", "fra", "fre"], Script::Latin, 'f'),
    (&["hu", "hun"], Script::Latin, 'h'),
    (&["it", "ita"], Script::Latin, 'i'),
    (&["el", "ell", "gre"], Script::Greek, 'k'),
    (&["nl", "nld", "dut"], Script::Latin, 'l'),
    (&["ta", "tam"], Script::Tamil, 'm'),
    (&["no", "nor", "nb", "nob", "nn", "nno"], Script::Latin, 'n'),
    (&["ro", "ron", "rum"], Script::Latin, 'o'),
    (&["pt", "por"], Script::Latin, 'p'),
    (&["ru", "rus"], Script::Cyrillic, 'r'),
    (&["es", "spa"], Script::Latin, 's'),
    (&["tr", "tur"], Script::Latin, 't'),
    (&["fi", "fin"], Script::Latin, 'u'),
    (&["sv", "swe"], Script::Latin, 'v'),
    (&["pl", "pol"], Script::Latin, 'z'),
    (&["cs", "ces", "cze"], Script::Latin, 'z'),
    (&["sk", "slk", "slo"], Script::Latin, 'z'),
    (&["sl", "slv"], Script::Latin, 'z'),
    (&["hr", "hrv"], Script::Latin, 'z'),
    (&["bs", "bos"], Script::Latin, 'z'),
    (&["sq", "sqi", "alb"], Script::Latin, 'z'),
    (&["vi", "vie"], Script::Latin, 'z'),
    (&["et", "est"], Script::Latin, 'z'),
    (&["lv", "lav"], Script::Latin, 'z'),
    (&["lt", "lit"], Script::Latin, 'z'),
    (&["id", "ind"], Script::Latin, 'z'),
    (&["ms", "msa", "may"], Script::Latin, 'z'),
    (&["sw", "swa"], Script::Latin, 'z'),
    (&["la", "lat"], Script::Latin, 'z'),
    (&["is", "isl", "ice"], Script::Latin, 'z'),
    (&["uk", "ukr"], Script::Cyrillic, 'z'),
    (&["be", "bel"], Script::Cyrillic, 'z'),
    (&["bg", "bul"], Script::Cyrillic, 'z'),
    (&["sr", "srp"], Script::Cyrillic, 'z'),
    (&["mk", "mkd", "mac"], Script::Cyrillic, 'z'),
    (&["mn", "mon"], Script::Cyrillic, 'z'),
    (&["fa", "fas", "per"], Script::Arabic, 'z'),
    (&["ur", "urd"], Script::Arabic, 'z'),
    (&["ota"], Script::Arabic, 'z'),
];

impl Tongue {
    /// A text that declares no language, or one this table does not hold.
    pub(crate) const UNKNOWN: Self = Self(TONGUE_COUNT);

    /// The language with an ISO 639 code in any case; a region after it, as in
    /// `pt-BR`, is passed over.
    pub(crate) fn of_code(code: &str) -> Self {
        let primary = code
            .split(['-', '_'])
            .next()
            .unwrap_or(code)
            .to_ascii_lowercase();
        let row = TONGUES
            .iter()
            .position(|row| row.0.contains(&primary.as_str()));
        row.and_then(|index| u8::try_from(index).ok())
            .map_or(Self::UNKNOWN, Self)
    }

    /// One visible character that stands for the language, for
    /// [`Self::of_character`].
    pub(crate) fn character(self) -> char {
        char::from(b'0' + self.0)
    }

    /// The language a [`Self::character`] stands for.
    pub(crate) fn of_character(character: char) -> Self {
        let index = u8::try_from(u32::from(character))
            .unwrap_or(u8::MAX)
            .wrapping_sub(b'0');
        if usize::from(index) < TONGUES.len() {
            Self(index)
        } else {
            Self::UNKNOWN
        }
    }

    /// How a word of a text in this language is stemmed.
    pub(crate) fn stemming(self, script: Script) -> Stemming {
        match TONGUES.get(usize::from(self.0)) {
            Some(row) if row.1 == script => Stemming::named(row.2),
            _ => script.default_stemming(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Script, Stemming, Tongue};

    fn check(code: &str, word: &str, letter: char) {
        let tongue = Tongue::of_code(code);
        assert_eq!(Tongue::of_character(tongue.character()), tongue);
        assert_eq!(
            tongue.stemming(Script::of(word)).letter(),
            letter,
            "{word:?} in {code:?}"
        );
    }

    #[test]
    fn script_is_the_arbiter() {
        check("eng", "railway", 'e');
        check("de", "Bahn", 'd');
        check("pt-BR", "ferrovia", 'p');
        check("", "railway", 'e');
        check("rus", "railway", 'e');
        check("eng", "дорога", 'r');
        check("ukr", "дорога", 'z');
        check("pol", "kolej", 'z');
        check("zho", "Nanjing", 'e');
        check("xx", "дорога", 'r');
        check("eng", "नमस्ते", 'z');
    }

    #[test]
    fn every_stemming_has_its_script() {
        for stemming in Stemming::all() {
            let scripts = [
                Script::Latin,
                Script::Cyrillic,
                Script::Greek,
                Script::Arabic,
                Script::Tamil,
            ];
            assert!(scripts.into_iter().any(|script| stemming.fits(script)));
            assert_eq!(stemming.algorithm().is_none(), stemming == Stemming::NONE);
        }
    }
}
