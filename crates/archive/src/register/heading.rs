//! Under what an index has a name: the inverted form where the record itself gives one, the order, the letter.
//!
//! Nothing is guessed: "Mao Zedong" stands under M because the record says so, and a name is turned round only after a form of the same record that is.

use fonds_model::{Name, NameKind};
use fonds_reading::fold::fold;

/// The name with the family name first, where another form of the record shows which word that is.
///
/// "Joseph Stalin" becomes "Stalin, Joseph" because "Stalin, I. V." is a form of it; a name that no form inverts stays.
pub(crate) fn inverted(names: &[Name]) -> Option<String> {
    let shown = names.first()?.text.trim();
    if shown.contains(',') {
        return None;
    }
    let is_own = |name: &&Name| !matches!(name.kind, NameKind::CoverName | NameKind::Misspelling);
    let families = names.iter().filter(is_own).filter_map(|name| {
        let (family, given) = name.text.split_once(',')?;
        (!given.trim().is_empty()).then_some(family.trim())
    });
    for family in families {
        let folded = fold(family);
        let start = shown
            .char_indices()
            .filter(|(_, character)| *character == ' ')
            .map(|(at, _)| at + 1)
            .find(|at| fold(&shown[*at..]) == folded);
        if let Some(start) = start {
            return Some(format!("{}, {}", &shown[start..], shown[..start].trim()));
        }
    }
    None
}

/// What puts a heading in its place: folded words, punctuation apart.
pub(crate) fn order(heading: &str) -> String {
    let folded = fold(heading);
    let words = folded
        .split(|character: char| {
            character.is_whitespace() || (character.is_ascii_punctuation() && character != '\'')
        })
        .filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// The letter under which a folded heading stands.
///
/// Letters of alphabets stand for themselves; Korean syllables stand under their first consonant, Chinese characters together, figures together.
pub(crate) fn letter(order: &str) -> String {
    const FIRST_CONSONANTS: [char; 19] = [
        'ㄱ', 'ㄲ', 'ㄴ', 'ㄷ', 'ㄸ', 'ㄹ', 'ㅁ', 'ㅂ', 'ㅃ', 'ㅅ', 'ㅆ', 'ㅇ', 'ㅈ', 'ㅉ', 'ㅊ',
        'ㅋ', 'ㅌ', 'ㅍ', 'ㅎ',
    ];
    let Some(first) = order.chars().find(|character| character.is_alphanumeric()) else {
        return "#".to_owned();
    };
    match first {
        '0'..='9' => "0\u{2013}9".to_owned(),
        '\u{ac00}'..='\u{d7a3}' => {
            let place = (u32::from(first) - 0xac00) / 588;
            FIRST_CONSONANTS[place as usize].to_string()
        }
        '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' => {
            "漢".to_owned()
        }
        other => other.to_uppercase().collect(),
    }
}

/// The wider headings of a heading with subdivisions, the nearest first: of "China--Foreign relations--Japan" "China--Foreign relations" and "China".
pub(crate) fn wider(heading: &str) -> impl Iterator<Item = &str> {
    let mut rest = heading;
    std::iter::from_fn(move || {
        let (before, _) = rest.rsplit_once("--")?;
        rest = before;
        Some(before)
    })
}

/// The first part of a heading with subdivisions: "China" of "China--Foreign relations--Japan".
pub(crate) fn first_part(heading: &str) -> Option<&str> {
    let (first, _) = heading.split_once("--")?;
    (!first.trim().is_empty()).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(names: &[&str], expected: Option<&str>) {
        let names: Vec<Name> = names
            .iter()
            .map(|text| Name {
                text: (*text).to_owned(),
                ..Name::default()
            })
            .collect();
        assert_eq!(inverted(&names).as_deref(), expected, "{names:?}");
    }

    #[test]
    fn names_are_turned_round_after_the_record_only() {
        check(&["Joseph Stalin", "Stalin, I. V."], Some("Stalin, Joseph"));
        check(
            &["Ludwig van Aken", "van Aken, L."],
            Some("van Aken, Ludwig"),
        );
        check(&["Mao Zedong", "Mao Tse-tung"], None);
        check(&["Anastas Mikoyan"], None);
        check(&["Kissinger, Henry A.", "Kissinger, Henry"], None);
        check(&["Zhu De", "De, Zhu"], Some("De, Zhu"));
        check(&["Embassy in Rome", "Rome, "], None);
    }

    #[test]
    fn letters_of_any_script() {
        let all = [
            "Łódź",
            "Đilas",
            "Йошкар",
            "毛泽东",
            "김일성",
            "1st Army",
            "\u{201c}Ada\u{201d}",
            "—",
            "",
        ]
        .map(|name| letter(&order(name)));
        assert_eq!(
            all,
            ["L", "D", "Й", "漢", "ㄱ", "0\u{2013}9", "A", "#", "#"]
        );
    }

    #[test]
    fn headings_without_punctuation() {
        assert_eq!(order("Stalin, I. V."), "stalin i v");
        assert_eq!(order("People\u{2019}s Army"), "people's army");
        let found: Vec<&str> = wider("China--Foreign relations--Japan").collect();
        assert_eq!(found, ["China--Foreign relations", "China"]);
    }
}
