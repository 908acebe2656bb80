//! The first sentence of a text, for lists that have room for one.

/// The text up to the first full stop that ends a sentence rather than an abbreviation or an initial.
pub(crate) fn first_sentence(text: &str) -> &str {
    let text = text.trim();
    let paragraph = text.split("\n\n").next().unwrap_or(text);
    for (at, mark) in paragraph.char_indices() {
        let end = at + mark.len_utf8();
        if matches!(mark, '\u{3002}' | '\u{ff01}' | '\u{ff1f}') {
            return &paragraph[..end];
        }
        if !matches!(mark, '.' | '!' | '?') {
            continue;
        }
        let rest = paragraph[end..].trim_start_matches(['"', '\u{201d}', '\u{2019}', ')']);
        let word = paragraph[..at]
            .rsplit(char::is_whitespace)
            .next()
            .unwrap_or_default();
        let begins_anew = rest.starts_with(char::is_whitespace)
            && rest
                .trim_start()
                .starts_with(|letter: char| !letter.is_lowercase());
        if begins_anew && (mark != '.' || !is_abbreviation(word)) {
            return &paragraph[..paragraph.len() - rest.len()];
        }
    }
    paragraph
}

fn is_abbreviation(word: &str) -> bool {
    const USUAL: [&str; 11] = [
        "Dr", "Mr", "Mrs", "Ms", "No", "Prof", "St", "cf", "ed", "vol", "Gen",
    ];
    let letters = word.trim_start_matches(['(', '"', '\u{201c}']);
    letters.contains('.') || letters.chars().count() == 1 || USUAL.contains(&letters)
}

#[cfg(test)]
mod tests {
    use super::first_sentence;

    fn check(text: &str, expected: &str) {
        assert_eq!(first_sentence(text), expected);
    }

    #[test]
    fn first_sentences() {
        check(
            "Cables of two parties. They begin early.",
            "Cables of two parties.",
        );
        check(
            "The U.S. Embassy and J. V. Stalin wrote. Then not.",
            "The U.S. Embassy and J. V. Stalin wrote.",
        );
        check(
            "He said \u{201c}no.\u{201d} Then he left.",
            "He said \u{201c}no.\u{201d}",
        );
        check("Only one", "Only one");
        check(
            "First paragraph without stop\n\nSecond.",
            "First paragraph without stop",
        );
        check("第一句。第二句。", "第一句。");
    }
}
