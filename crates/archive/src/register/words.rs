//! The forms of a name on a card, and words that are looked for among them.
//!
//! Every word looked for must begin a word of one and the same form; in scripts without spaces it may stand anywhere.

use fonds_reading::fold::fold;

/// Every form of a name, folded, ready to be looked through.
///
/// Each form stands on a line; each of its words has a blank before it.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Forms(Box<str>);

/// Words to look for.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Sought {
    needles: Vec<String>,
}

impl Forms {
    /// The forms of some names.
    pub(crate) fn of<'a>(names: impl Iterator<Item = &'a str>) -> Self {
        let mut lines = String::new();
        for name in names {
            let before = lines.len();
            for word in words(&fold(name)) {
                lines.push(' ');
                lines.push_str(word);
            }
            lines.push('\n');
            // Two forms that fold alike are one.
            let (known, line) = lines.split_at(before);
            if known.split_inclusive('\n').any(|other| other == line) {
                lines.truncate(before);
            }
        }
        Self(lines.into_boxed_str())
    }
}

impl Sought {
    /// The words to look for in what a reader wrote; `None` if there is no word.
    pub(crate) fn of(written: &str) -> Option<Self> {
        let folded = fold(written);
        let needles: Vec<String> = words(&folded)
            .map(|word| match word.chars().next() {
                Some(first) if is_without_spaces(first) => word.to_owned(),
                _ => format!(" {word}"),
            })
            .collect();
        (!needles.is_empty()).then_some(Self { needles })
    }

    /// True if one of the forms has all the words.
    pub(crate) fn is_in(&self, forms: &Forms) -> bool {
        let has_all = |text: &str| {
            self.needles
                .iter()
                .all(|needle| text.contains(needle.as_str()))
        };
        has_all(&forms.0) && forms.0.lines().any(has_all)
    }

    /// True if the name, as written, has all the words.
    pub(crate) fn is_in_name(&self, name: &str) -> bool {
        self.is_in(&Forms::of(std::iter::once(name)))
    }
}

/// Runs of letters, figures and the marks that belong to them.
fn words(folded: &str) -> impl Iterator<Item = &str> {
    let pieces = folded.split(|character: char| {
        character.is_whitespace()
            || matches!(
                character,
                '-' | '"' | '(' | ')' | '[' | ']' | ',' | '.' | ';' | ':' | '/'
            )
    });
    pieces.filter(|piece| !piece.is_empty())
}

fn is_without_spaces(character: char) -> bool {
    matches!(character, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(written: &str, names: &[&str], expected: bool) {
        let sought = Sought::of(written).unwrap();
        assert_eq!(
            sought.is_in(&Forms::of(names.iter().copied())),
            expected,
            "{written} in {names:?}"
        );
    }

    #[test]
    fn words_and_beginnings_in_one_form() {
        let mao = ["Mao Zedong", "Mao Tse-tung", "Мао Цзэдун", "毛泽东"];
        check("mao", &mao, true);
        check("Tse-Tung", &mao, true);
        check("zed ma", &mao, true);
        check("цзэ", &mao, true);
        check("泽东", &mao, true);
        check("edong", &mao, false);
        check("zedong tung", &mao, false);
        check("lê duẩn", &["Le Duan"], true);
        check("O'Neill", &["O\u{2019}Neill, Tip"], true);
    }

    #[test]
    fn no_words_ask_for_nothing() {
        assert_eq!(Sought::of(" \u{2014} - "), None);
    }
}
