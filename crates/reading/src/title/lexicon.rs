//! What single words are in the title of a document: an office, a body, a
//! place, a courtesy, a connecting word; every other capitalised word can be
//! part of a name.
//!
//! The lists hold general vocabulary of diplomatic and party archives, folded,
//! and no person's name. They decide how a phrase is divided, not who is meant.

use std::collections::HashMap;
use std::sync::LazyLock;

mod vocabulary;

/// What a word can be, as a set of the constants below.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Class(u16);

impl Class {
    pub(super) const NONE: Self = Self(0);
    /// A post or rank that one person holds.
    pub(super) const OFFICE: Self = Self(1);
    /// An institution, or people in the plural.
    pub(super) const BODY: Self = Self(2);
    /// A word of a complement or subject, of which no name consists.
    pub(super) const COMMON: Self = Self(4);
    /// A country, its adjective, a city; or an abbreviation in capitals.
    pub(super) const PLACE: Self = Self(8);
    /// A title of courtesy, which is never part of a name.
    pub(super) const COURTESY: Self = Self(16);
    pub(super) const PREPOSITION: Self = Self(32);
    pub(super) const ARTICLE: Self = Self(64);
    /// A word that qualifies a document ("Secret", "Draft").
    pub(super) const QUALIFIER: Self = Self(128);
    /// "and" or "&".
    pub(super) const AND: Self = Self(256);
    /// A capitalised word in no list, an initial or a particle of names.
    pub(super) const NAME: Self = Self(512);

    pub(super) fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The two sets together.
    pub(super) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

static WORDS: LazyLock<HashMap<&'static str, Class>> = LazyLock::new(|| {
    let mut words: HashMap<&'static str, Class> = HashMap::new();
    for (list, class) in [
        (vocabulary::OFFICES, Class::OFFICE),
        (vocabulary::BODIES, Class::BODY),
        (vocabulary::COMMON, Class::COMMON),
        (vocabulary::PLACES, Class::PLACE),
        (vocabulary::COURTESIES, Class::COURTESY),
        (vocabulary::PREPOSITIONS, Class::PREPOSITION),
        (vocabulary::QUALIFIERS, Class::QUALIFIER),
        ("the a an", Class::ARTICLE),
        ("and &", Class::AND),
    ] {
        for word in list.split_whitespace() {
            let known = words.entry(word).or_insert(Class::NONE);
            *known = known.or(class);
        }
    }
    words
});

/// Whether the folded word stands in a list as it is.
pub(super) fn knows(word: &str) -> bool {
    WORDS.contains_key(word)
}

/// Whether a full stop after the folded word belongs to it.
pub(super) fn is_abbreviation(word: &str) -> bool {
    vocabulary::ABBREVIATIONS
        .split_whitespace()
        .any(|known| known == word)
}

/// What the word can be; `key` is folded, `text` as written.
pub(super) fn classify(key: &str, text: &str) -> Class {
    if is_initial(text) {
        return Class::NAME;
    }
    if let Some(class) = WORDS.get(key) {
        return *class;
    }
    let parts: Vec<&str> = key.split('-').collect();
    if parts.len() > 1 {
        let classes: Option<Vec<Class>> =
            parts.iter().map(|part| WORDS.get(part).copied()).collect();
        // "Councillor-Minister" is an office, "Soviet-Japanese" a place.
        if let Some(last) = classes.and_then(|classes| classes.last().copied()) {
            return last;
        }
    }
    if is_ordinal(key) || is_abstract(key) {
        return Class::COMMON;
    }
    if is_acronym(text) {
        return Class::PLACE;
    }
    let is_particle = vocabulary::PARTICLES
        .split_whitespace()
        .any(|particle| particle == key);
    let starts_a_name = text
        .chars()
        .next()
        .is_some_and(|first| first.is_alphabetic() && !first.is_lowercase());
    let has_digit = key.contains(|character: char| character.is_ascii_digit());
    let has_small_prefix =
        key.starts_with("al-") || key.starts_with("el-") || key.starts_with("d'");
    if (starts_a_name || is_particle || has_small_prefix) && !has_digit {
        Class::NAME
    } else {
        Class::NONE
    }
}

/// "A." before a surname is no article.
fn is_initial(text: &str) -> bool {
    let mut characters = text.chars();
    characters.next().is_some_and(char::is_uppercase) && characters.as_str() == "."
}

/// Endings of abstract nouns, each with the length below which surnames have
/// it too.
fn is_abstract(key: &str) -> bool {
    const ENDINGS: [(&str, usize); 12] = [
        ("tion", 6),
        ("tions", 7),
        ("sion", 6),
        ("sions", 7),
        ("ness", 7),
        ("ism", 6),
        ("ship", 7),
        ("ments", 7),
        ("ment", 9),
        ("ity", 7),
        ("ities", 7),
        ("ology", 7),
    ];
    ENDINGS
        .iter()
        .any(|(ending, length)| key.len() >= *length && key.ends_with(ending))
}

fn is_ordinal(key: &str) -> bool {
    let digits = key.trim_end_matches(|character: char| character.is_ascii_lowercase());
    digits.len() + 2 == key.len()
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && !digits.is_empty()
        && ["st", "nd", "rd", "th"]
            .iter()
            .any(|suffix| key.ends_with(suffix))
}

/// Abbreviations in capitals are parties, bodies and states; a longer word in
/// capitals is more often a surname.
fn is_acronym(text: &str) -> bool {
    let stem = text.trim_end_matches(['\'', '’', 's']);
    let stem = stem
        .strip_suffix("(b)")
        .or_else(|| stem.strip_suffix("(B)"))
        .unwrap_or(stem);
    let letters = stem
        .chars()
        .filter(|character| character.is_alphabetic())
        .count();
    (2..=5).contains(&letters)
        && !stem.contains('.')
        && stem
            .chars()
            .all(|character| character.is_uppercase() || "-/&".contains(character))
        && !matches!(stem, "II" | "III" | "IV")
}
