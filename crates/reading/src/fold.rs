//! One spelling for words that a reader would type alike.
//!
//! Folding is for comparing and finding, never for showing. It keeps every
//! distinction that changes a word (й from и, the voiced kana, Indic vowel
//! signs) and drops those that writers and keyboards treat as optional.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

/// The folded form of `text`: lower case, without diacritics, ligatures
/// opened, quotes and dashes in one form, invisible characters removed.
///
/// Folding twice gives the same as folding once. Letters that Unicode does not
/// decompose (ł, đ, ø, ß, æ, œ, ı, ð, þ) are mapped by a table; ё becomes е
/// but й stays й; Arabic vowel signs and tatweel go, and the forms of alef and
/// ya are unified; Hangul syllables stay composed.
///
/// ```
/// assert_eq!(fonds_reading::fold::fold("Łódź — “Straße”"), "lodz - \"strasse\"");
/// ```
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut folded: Vec<char> = Vec::with_capacity(text.len());
    for character in text.nfkd().flat_map(char::to_lowercase) {
        if is_breve_on_short_i(&folded, character) {
            folded.pop();
            folded.push('й');
        } else if !is_dropped(character) {
            push_unified(&mut folded, character);
        }
    }
    folded.into_iter().nfc().collect()
}

/// й decomposes to и and a breve, yet it is a letter of its own; ё is one too,
/// but Russian print mostly writes е, so only the breve is put back.
fn is_breve_on_short_i(folded: &[char], character: char) -> bool {
    character == '\u{306}' && folded.last() == Some(&'и')
}

/// Diacritics and invisible characters.
///
/// Marks are told apart by combining class, not by category: the classes below
/// are those of European, Hebrew, Arabic and Syriac marks, while vowel signs
/// and viramas of Indic scripts, kana voicing and Thai tones, which make a
/// different word, have other classes and stay.
fn is_dropped(character: char) -> bool {
    let is_diacritic = matches!(
        canonical_combining_class(character),
        1 | 10..=36 | 200..=240
    );
    let is_invisible = matches!(
        character,
        '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206f}' | '\u{feff}'
    );
    let is_tatweel = character == '\u{640}';
    is_diacritic || is_invisible || is_tatweel
}

fn push_unified(folded: &mut Vec<char>, character: char) {
    let one = match character {
        'ł' => 'l',
        'đ' | 'ð' => 'd',
        'ø' => 'o',
        'ħ' => 'h',
        'ŧ' => 't',
        'ı' => 'i',
        'ς' => 'σ',
        'ß' => return folded.extend(['s', 's']),
        'æ' => return folded.extend(['a', 'e']),
        'œ' => return folded.extend(['o', 'e']),
        'þ' => return folded.extend(['t', 'h']),
        // Alef wasla, alef maqsura, and the Persian forms of ya and kaf.
        '\u{671}' => '\u{627}',
        '\u{649}' | '\u{6cc}' => '\u{64a}',
        '\u{6a9}' => '\u{643}',
        '‘' | '’' | '‚' | '‛' | '′' | '‹' | '›' | 'ʹ' | 'ʻ' | 'ʼ' | 'ʾ' | 'ʿ' | '´' => {
            '\''
        }
        '“' | '”' | '„' | '‟' | '«' | '»' | 'ʺ' => '"',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => '-',
        other => other,
    };
    folded.push(one);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::fold;

    fn check(input: &str, expected: &str) {
        assert_eq!(fold(input), expected, "folding {input:?}");
    }

    #[test]
    fn case_diacritics_and_letters_without_decomposition() {
        check("Cable, Mao to FILIPPOV", "cable, mao to filippov");
        check("Lê Duẩn, Jenő Fock, Đỗ Mười", "le duan, jeno fock, do muoi");
        check("Łódź Østerbro Straße", "lodz osterbro strasse");
        check(
            "Æsir Œuvre Ísafjörður Þór ðe",
            "aesir oeuvre isafjordur thor de",
        );
        check("İstanbul ısı", "istanbul isi");
        check("ΣΟΦΟΣ σοφός", "σοφοσ σοφοσ");
    }

    #[test]
    fn cyrillic_keeps_short_i_and_folds_yo() {
        check("Йошкар Хрущёв", "йошкар хрущев");
        check("и\u{306}од", "йод");
        check("Чойбалсан", "чойбалсан");
    }

    #[test]
    fn other_scripts_keep_what_makes_a_word() {
        check("김일성", "김일성");
        check("\u{1100}\u{1161}", "가");
        check("がか", "がか");
        check("毛泽东", "毛泽东");
        check("हिन्दी", "हिन्दी");
    }

    #[test]
    fn arabic_vowels_tatweel_alef_and_ya() {
        check("مُحَمَّد", "محمد");
        check("أحمد إبراهيم آل", "احمد ابراهيم ال");
        check("عـــلى", "علي");
        check("ایران", "ايران");
    }

    #[test]
    fn typography() {
        check("People’s “Daily” ‘x’", "people's \"daily\" 'x'");
        check("1948–1949 — end", "1948-1949 - end");
        check("ﬁnal oﬃce", "final office");
        check("tele\u{ad}gram", "telegram");
        check("a\u{a0}b", "a b");
    }

    #[test]
    fn every_single_character_folds_to_a_fixed_point() {
        for character in '\0'..='\u{2ffff}' {
            let once = fold(&character.to_string());
            assert_eq!(fold(&once), once, "folding {character:?}");
        }
    }

    proptest! {
        #[test]
        fn folding_twice_is_folding_once(text in "\\PC*") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn marks_in_any_order_are_stable(text in "[иИйаoeㄱ-ㅎᄀ-ᄒ\u{300}-\u{345}ا-ي\u{64b}-\u{655}]*") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }
    }
}
