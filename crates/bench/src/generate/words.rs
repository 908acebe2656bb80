//! Words in seven languages, drawn as often as words of a language are, and strung to sentences that mean nothing.
//!
//! The head of each vocabulary is a list of common words; its tail is made of syllables, so that there are rare words as well.
//! No sentence here was ever written by anyone.

use crate::generate::lists;
use crate::random::{Random, Zipf};

/// How many made-up words stand behind the list of a language.
const TAIL: usize = 24_000;

/// Of a thousand words so many are made up.
const RARE: u64 = 150;

/// A language that the generator can write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tongue {
    /// English.
    English,
    /// Russian.
    Russian,
    /// Chinese.
    Chinese,
    /// German.
    German,
    /// French.
    French,
    /// Korean.
    Korean,
    /// Arabic.
    Arabic,
}

impl Tongue {
    /// All of them, English first.
    pub(crate) const ALL: [Self; 7] = [
        Self::English,
        Self::Russian,
        Self::Chinese,
        Self::German,
        Self::French,
        Self::Korean,
        Self::Arabic,
    ];

    /// The bibliographic code of ISO 639-2.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::English => "eng",
            Self::Russian => "rus",
            Self::Chinese => "chi",
            Self::German => "ger",
            Self::French => "fre",
            Self::Korean => "kor",
            Self::Arabic => "ara",
        }
    }

    fn list(self) -> &'static str {
        match self {
            Self::English => lists::ENGLISH,
            Self::Russian => lists::RUSSIAN,
            Self::Chinese => lists::CHINESE,
            Self::German => lists::GERMAN,
            Self::French => lists::FRENCH,
            Self::Korean => lists::KOREAN,
            Self::Arabic => lists::ARABIC,
        }
    }

    /// Beginnings and ends of made-up words.
    fn syllables(self) -> (&'static str, &'static str) {
        match self {
            Self::English | Self::German | Self::French => (lists::LATIN_STARTS, lists::LATIN_ENDS),
            Self::Russian => (lists::CYRILLIC_STARTS, lists::CYRILLIC_ENDS),
            Self::Chinese => (lists::HAN_CHARACTERS, lists::HAN_CHARACTERS),
            Self::Korean => (lists::HANGUL_SYLLABLES, lists::HANGUL_SYLLABLES),
            Self::Arabic => (lists::ARABIC_STARTS, lists::ARABIC_ENDS),
        }
    }

    /// What stands between two words, and at the end of a sentence.
    const fn marks(self) -> (&'static str, &'static str) {
        match self {
            Self::Chinese => ("", "。"),
            _ => (" ", "."),
        }
    }
}

/// The words of one language, the most frequent first.
#[derive(Debug)]
struct Vocabulary {
    tongue: Tongue,
    list: Vec<&'static str>,
    starts: Vec<&'static str>,
    ends: Vec<&'static str>,
    law: Zipf,
    rare_law: Zipf,
}

impl Vocabulary {
    fn of(tongue: Tongue) -> Self {
        let list: Vec<&str> = tongue.list().split_whitespace().collect();
        let (starts, ends) = tongue.syllables();
        Self {
            tongue,
            law: Zipf::new(list.len(), 3),
            rare_law: Zipf::new(TAIL, 20),
            list,
            starts: starts.split_whitespace().collect(),
            ends: ends.split_whitespace().collect(),
        }
    }

    fn push_word(&self, random: &mut Random, text: &mut String) {
        if random.chance(RARE) {
            self.push_rare(self.rare_law.draw(random), text);
        } else {
            text.push_str(self.list[self.law.draw(random)]);
        }
    }

    /// The rare word of a rank: always the same one.
    fn push_rare(&self, rank: usize, text: &mut String) {
        let mut rest = rank;
        let start = self.starts[rest % self.starts.len()];
        rest /= self.starts.len();
        text.push_str(start);
        loop {
            text.push_str(self.ends[rest % self.ends.len()]);
            rest /= self.ends.len();
            if rest == 0 {
                return;
            }
            rest -= 1;
        }
    }
}

/// The words of all languages.
#[derive(Debug)]
pub(crate) struct Words {
    vocabularies: Vec<Vocabulary>,
}

impl Default for Words {
    fn default() -> Self {
        Self {
            vocabularies: Tongue::ALL.into_iter().map(Vocabulary::of).collect(),
        }
    }
}

impl Words {
    fn of(&self, tongue: Tongue) -> &Vocabulary {
        &self.vocabularies[tongue as usize]
    }

    /// Adds a sentence of so many words, with a capital, a full stop, and a comma here and there.
    pub(crate) fn push_sentence(
        &self,
        tongue: Tongue,
        words: u64,
        random: &mut Random,
        text: &mut String,
    ) {
        let vocabulary = self.of(tongue);
        let (space, stop) = vocabulary.tongue.marks();
        if !text.is_empty() && !text.ends_with('\n') {
            text.push_str(space);
        }
        let start = text.len();
        for number in 0..words {
            if number > 0 {
                let has_comma = number + 2 < words && random.chance(70);
                if has_comma {
                    text.push_str(if space.is_empty() { "，" } else { "," });
                }
                text.push_str(space);
            }
            vocabulary.push_word(random, text);
        }
        capitalise(text, start);
        text.push_str(stop);
    }

    /// Sentences until the text has about so many bytes; at least one.
    pub(crate) fn text(&self, tongue: Tongue, bytes: usize, random: &mut Random) -> String {
        let mut text = String::with_capacity(bytes + 120);
        loop {
            let words = random.between(6, 18);
            self.push_sentence(tongue, words, random, &mut text);
            if text.len() >= bytes {
                return text;
            }
        }
    }

    /// So many words in a row without marks, as a title quotes them.
    pub(crate) fn phrase(&self, tongue: Tongue, words: u64, random: &mut Random) -> String {
        let vocabulary = self.of(tongue);
        let mut text = String::new();
        for number in 0..words {
            if number > 0 {
                text.push_str(vocabulary.tongue.marks().0);
            }
            let start = text.len();
            vocabulary.push_word(random, &mut text);
            capitalise(&mut text, start);
        }
        text
    }
}

/// Makes the letter at `start` a capital, where its script has them.
fn capitalise(text: &mut String, start: usize) {
    let Some(first) = text[start..].chars().next() else {
        return;
    };
    let capital: String = first.to_uppercase().collect();
    text.replace_range(start..start + first.len_utf8(), &capital);
}

/// A surname of syllables; the same number gives the same name.
pub(crate) fn surname(number: usize) -> String {
    let starts: Vec<&str> = lists::NAME_STARTS.split_whitespace().collect();
    let ends: Vec<&str> = lists::NAME_ENDS.split_whitespace().collect();
    let start = starts[number % starts.len()];
    let end = ends[number / starts.len() % ends.len()];
    format!("{start}{end}")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{TAIL, Tongue, Vocabulary, Words, surname};
    use crate::random::Random;

    #[test]
    fn rare_words_differ_from_each_other() {
        for tongue in Tongue::ALL {
            let vocabulary = Vocabulary::of(tongue);
            let words: BTreeSet<String> = (0..TAIL)
                .map(|rank| {
                    let mut word = String::new();
                    vocabulary.push_rare(rank, &mut word);
                    word
                })
                .collect();
            assert!(words.len() > TAIL * 9 / 10, "{tongue:?}: {}", words.len());
        }
    }

    #[test]
    fn surnames_differ() {
        let names: BTreeSet<String> = (0..500).map(surname).collect();
        assert_eq!(names.len(), 500);
    }

    #[test]
    fn texts_have_about_the_length_asked_for() {
        let words = Words::default();
        for tongue in Tongue::ALL {
            let text = words.text(tongue, 180, &mut Random::of(1, 2, 3));
            assert!((180..600).contains(&text.len()), "{text}");
            assert_eq!(text, words.text(tongue, 180, &mut Random::of(1, 2, 3)));
        }
    }
}
