//! When two spellings count as the same written name.
//!
//! A key compares names as they stand in documents; it says nothing about the
//! person meant. It knows no romanisation: "Mao Tse-tung" and "Mao Zedong"
//! have different keys.

use crate::fold::fold;

/// The key of a written name: folded, runs of white space as one space, outer
/// punctuation removed. Names with equal keys are the same written name.
///
/// A full stop that ends an abbreviation is outer punctuation too, so that
/// "Harlan P. Whitcomb, Jr." and "Harlan P. Whitcomb, Jr" agree. The key of a
/// name without letters or digits is empty.
///
/// ```
/// assert_eq!(fonds_reading::name::key(" “Mao  Zedong,” "), "mao zedong");
/// ```
pub fn key(name: &str) -> String {
    let folded = fold(name);
    let spaced = folded.split_whitespace().collect::<Vec<_>>().join(" ");
    spaced
        .trim_matches(|character: char| !character.is_alphanumeric() && !is_sign(character))
        .to_owned()
}

/// Vowel signs are not alphanumeric in some scripts, yet they end words.
fn is_sign(character: char) -> bool {
    unicode_normalization::char::is_combining_mark(character)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::key;

    fn check(input: &str, expected: &str) {
        assert_eq!(key(input), expected, "key of {input:?}");
    }

    #[test]
    fn keys() {
        check("Mao Zedong", "mao zedong");
        check("  MAO\tZedong. ", "mao zedong");
        check("Lê Duẩn", "le duan");
        check("I.V. Stalin", "i.v. stalin");
        check("[Filippov]", "filippov");
        check("毛泽东", "毛泽东");
        check("—", "");
        check("", "");
    }

    proptest! {
        #[test]
        fn a_key_is_its_own_key(name in "\\PC*") {
            let once = key(&name);
            prop_assert_eq!(key(&once), once);
        }
    }
}
