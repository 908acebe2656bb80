//! Cuts a text into words.
//!
//! A word is a run of letters, digits and the marks that belong to them;
//! ideographs, kana and Hangul are cut into overlapping pairs. Everything else
//! separates, so "I.V." is two words and "No.1828" is two.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Piece {
    /// Where it stands, in bytes.
    pub(crate) range: Range<usize>,
    /// What kind of word it is.
    pub(crate) kind: Kind,
}

/// What kind of word a piece is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Letters only: has a stem.
    Letters,
    /// With at least one digit: exact only.
    Digits,
    /// One or two ideographs, kana or Hangul syllables: exact only.
    Ideographs,
}

/// Whether a letter belongs to a script written without spaces between words
/// or, as Hangul, with inflections that pairs see through.
pub(crate) fn is_ideographic(letter: char) -> bool {
    matches!(
        letter,
        '\u{1100}'..='\u{11ff}'
            | '\u{3005}'..='\u{3007}'
            | '\u{3040}'..='\u{30ff}'
            | '\u{3130}'..='\u{318f}'
            | '\u{31f0}'..='\u{31ff}'
            | '\u{3400}'..='\u{4dbf}'
            | '\u{4e00}'..='\u{9fff}'
            | '\u{ac00}'..='\u{d7ff}'
            | '\u{f900}'..='\u{faff}'
            | '\u{ff66}'..='\u{ff9f}'
            | '\u{20000}'..='\u{3ffff}'
    ) && letter != '\u{30fb}'
}

/// The words of a text in order.
pub(crate) fn pieces(text: &str) -> Pieces<'_> {
    Pieces {
        text,
        at: 0,
        pair: None,
    }
}

/// How many positions the words of a text take.
pub(crate) fn count_positions(text: &str) -> u32 {
    u32::try_from(pieces(text).count()).unwrap_or(u32::MAX)
}

/// An iterator over the words of a text.
#[derive(Debug, Clone)]
pub(crate) struct Pieces<'a> {
    text: &'a str,
    at: usize,
    /// The end of the run of ideographs that is being cut into pairs.
    pair: Option<usize>,
}

impl Iterator for Pieces<'_> {
    type Item = Piece;

    fn next(&mut self) -> Option<Piece> {
        if let Some(end) = self.pair {
            return Some(self.next_pair(end));
        }
        // Most of what separates words is blanks and stops, one byte each.
        let bytes = self.text.as_bytes();
        while let Some(byte) = bytes.get(self.at)
            && byte.is_ascii()
            && !byte.is_ascii_alphanumeric()
        {
            self.at += 1;
        }
        let rest = &self.text[self.at..];
        let Some((skipped, first)) = rest.char_indices().find(|(_, letter)| is_letter(*letter))
        else {
            self.at = self.text.len();
            return None;
        };
        self.at += skipped;
        if is_ideographic(first) {
            let end = self.run_end(|letter| is_ideographic(letter) || is_combining_mark(letter));
            self.pair = Some(end);
            // A run of one is a word; a longer one is as many pairs as gaps.
            let second = self.at + syllable_length(&self.text[self.at..end]);
            return Some(if second == end {
                self.single(end)
            } else {
                self.next_pair(end)
            });
        }
        Some(self.alphabetic())
    }
}

impl Pieces<'_> {
    fn single(&mut self, end: usize) -> Piece {
        let range = self.at..end;
        self.pair = None;
        self.at = end;
        Piece {
            range,
            kind: Kind::Ideographs,
        }
    }

    fn next_pair(&mut self, end: usize) -> Piece {
        let first = syllable_length(&self.text[self.at..end]);
        let second = syllable_length(&self.text[self.at + first..end]);
        let range = self.at..self.at + first + second;
        if range.end == end {
            self.pair = None;
            self.at = end;
        } else {
            self.at += first;
        }
        Piece {
            range,
            kind: Kind::Ideographs,
        }
    }

    fn alphabetic(&mut self) -> Piece {
        let start = self.at;
        let (end, has_digits) = self.plain_run().unwrap_or_else(|| {
            let end = self.run_end(|letter| is_inside(letter) && !is_ideographic(letter));
            (end, self.text[start..end].chars().any(char::is_numeric))
        });
        let kind = if has_digits {
            Kind::Digits
        } else {
            Kind::Letters
        };
        self.at = end + possessive_length(&self.text[end..]);
        Piece {
            range: start..end,
            kind,
        }
    }

    /// The end of a word of unaccented letters and figures and whether it has
    /// figures; `None` if it goes on with anything else.
    fn plain_run(&self) -> Option<(usize, bool)> {
        let mut has_digits = false;
        for (length, byte) in self.text.as_bytes()[self.at..].iter().enumerate() {
            if !byte.is_ascii() {
                return None;
            }
            if !byte.is_ascii_alphanumeric() {
                return Some((self.at + length, has_digits));
            }
            has_digits |= byte.is_ascii_digit();
        }
        Some((self.text.len(), has_digits))
    }

    fn run_end(&self, belongs: impl Fn(char) -> bool) -> usize {
        let rest = &self.text[self.at..];
        rest.find(|letter| !belongs(letter))
            .map_or(self.text.len(), |length| self.at + length)
    }
}

/// The length in bytes of the first syllable and of the marks that follow it.
fn syllable_length(run: &str) -> usize {
    let mut letters = run.char_indices().skip(1);
    letters
        .find(|(_, letter)| !is_combining_mark(*letter))
        .map_or(run.len(), |(length, _)| length)
}

fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '’' | '‘' | 'ʼ' | '＇' | '′' | 'ʹ')
}

fn is_letter(letter: char) -> bool {
    if letter.is_ascii() {
        return letter.is_ascii_alphanumeric();
    }
    letter.is_alphanumeric() && !is_apostrophe(letter)
}

/// Marks belong to the letter before them, invisible hyphens and joiners to the
/// word they stand in.
fn is_inside(letter: char) -> bool {
    is_letter(letter)
        || (!letter.is_ascii()
            && (is_combining_mark(letter)
                || matches!(
                    letter,
                    '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}'
                )))
}

/// The length of an English possessive that ends a word: "Mao's" is "Mao".
fn possessive_length(rest: &str) -> usize {
    let mut letters = rest.chars();
    match (letters.next(), letters.next(), letters.next()) {
        (Some(mark), Some('s' | 'S'), after)
            if is_apostrophe(mark) && !after.is_some_and(is_inside) =>
        {
            mark.len_utf8() + 1
        }
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{count_positions, pieces};

    fn check(text: &str, expected: &[&str]) {
        let words: Vec<&str> = pieces(text).map(|piece| &text[piece.range]).collect();
        assert_eq!(words, expected, "cutting {text:?}");
        assert_eq!(count_positions(text) as usize, expected.len());
    }

    #[test]
    fn alphabets() {
        check("", &[]);
        check("Cable, No.1828 (I.V.)", &["Cable", "No", "1828", "I", "V"]);
        check(
            "Mao's Mao’s O'Neill's states'",
            &["Mao", "Mao", "O", "Neill", "states"],
        );
        check("Sino-Soviet 1948–1949", &["Sino", "Soviet", "1948", "1949"]);
        check("Il's'x l'URSS", &["Il", "x", "l", "URSS"]);
        check(
            "теле\u{ad}грамма и\u{306}од",
            &["теле\u{ad}грамма", "и\u{306}од"],
        );
        check("№0100", &["0100"]);
    }

    #[test]
    fn ideographs_in_pairs() {
        check("毛", &["毛"]);
        check("毛泽", &["毛泽"]);
        check("毛泽东,北京", &["毛泽", "泽东", "北京"]);
        check("김일성 Kim", &["김일", "일성", "Kim"]);
        check("第3号", &["第", "3", "号"]);
        check("か\u{3099}か", &["か\u{3099}か"]);
    }

    proptest! {
        #[test]
        fn pieces_advance(text in "[a'’s毛泽東か\u{3099}\u{301} .9й]{0,40}") {
            let mut start = 0;
            for piece in pieces(&text) {
                prop_assert!(piece.range.start >= start && piece.range.end > piece.range.start);
                start = piece.range.start + 1;
            }
        }
    }
}
