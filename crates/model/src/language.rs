//! Languages by their bibliographic ISO 639-2 codes.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A language, written as its three-letter bibliographic code (ISO 639-2/B), such as `eng`, `rus`, `chi`.
///
/// Every value is three lower-case Latin letters; whether the code is assigned is not checked, so that a rare language is not refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language([u8; 3]);

/// Text that is not a language code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a three-letter language code of ISO 639-2/B such as eng, rus or chi")]
pub struct LanguageError(String);

impl Language {
    /// English.
    pub const ENGLISH: Self = Self(*b"eng");
    /// Russian.
    pub const RUSSIAN: Self = Self(*b"rus");

    /// The code.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).expect("a language code is ASCII")
    }

    /// The code as a number, for indexes: its letters as big-endian bytes.
    pub fn number(self) -> u64 {
        let [first, second, third] = self.0;
        u64::from(u32::from_be_bytes([0, first, second, third]))
    }

    /// The language of a number made by [`Language::number`].
    pub fn from_number(number: u64) -> Option<Self> {
        let [zero, letters @ ..] = u32::try_from(number).ok()?.to_be_bytes();
        let is_code = zero == 0 && letters.iter().all(u8::is_ascii_lowercase);
        is_code.then_some(Self(letters))
    }

    /// The tag that HTML and XML want (BCP 47), which is the two-letter code where there is one.
    pub fn tag(&self) -> &str {
        let code = self.as_str();
        TAGS.iter()
            .find(|(three, _, _)| *three == code)
            .map_or(code, |(_, two, _)| two)
    }

    /// The English name of the language, or its code where we know none.
    pub fn english_name(&self) -> &str {
        let code = self.as_str();
        TAGS.iter()
            .find(|(three, _, _)| *three == code)
            .map_or(code, |(_, _, name)| name)
    }

    /// The language of an English name, of a two-letter or of a three-letter code.
    pub fn recognise(text: &str) -> Option<Self> {
        let folded = text.trim().to_lowercase();
        let known = TAGS.iter().find(|(three, two, name)| {
            *three == folded || *two == folded || name.to_lowercase() == folded
        });
        match known {
            Some((three, _, _)) => three.parse().ok(),
            None => folded.parse().ok(),
        }
    }
}

/// Bibliographic code, BCP 47 tag and English name of the languages that archives of diplomacy hold.
const TAGS: [(&str, &str, &str); 46] = [
    ("alb", "sq", "Albanian"),
    ("amh", "am", "Amharic"),
    ("ara", "ar", "Arabic"),
    ("arm", "hy", "Armenian"),
    ("aze", "az", "Azerbaijani"),
    ("bel", "be", "Belarusian"),
    ("bul", "bg", "Bulgarian"),
    ("bur", "my", "Burmese"),
    ("chi", "zh", "Chinese"),
    ("hrv", "hr", "Croatian"),
    ("cze", "cs", "Czech"),
    ("dan", "da", "Danish"),
    ("dut", "nl", "Dutch"),
    ("eng", "en", "English"),
    ("est", "et", "Estonian"),
    ("fin", "fi", "Finnish"),
    ("fre", "fr", "French"),
    ("geo", "ka", "Georgian"),
    ("ger", "de", "German"),
    ("gre", "el", "Greek"),
    ("heb", "he", "Hebrew"),
    ("hin", "hi", "Hindi"),
    ("hun", "hu", "Hungarian"),
    ("ind", "id", "Indonesian"),
    ("ita", "it", "Italian"),
    ("jpn", "ja", "Japanese"),
    ("khm", "km", "Khmer"),
    ("kor", "ko", "Korean"),
    ("lat", "la", "Latin"),
    ("lav", "lv", "Latvian"),
    ("lit", "lt", "Lithuanian"),
    ("mon", "mn", "Mongolian"),
    ("nor", "no", "Norwegian"),
    ("ota", "ota", "Ottoman Turkish"),
    ("per", "fa", "Persian"),
    ("pol", "pl", "Polish"),
    ("por", "pt", "Portuguese"),
    ("rum", "ro", "Romanian"),
    ("rus", "ru", "Russian"),
    ("slo", "sk", "Slovak"),
    ("spa", "es", "Spanish"),
    ("srp", "sr", "Serbian"),
    ("swe", "sv", "Swedish"),
    ("tur", "tr", "Turkish"),
    ("ukr", "uk", "Ukrainian"),
    ("vie", "vi", "Vietnamese"),
];

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Language {
    type Err = LanguageError;

    fn from_str(text: &str) -> Result<Self, LanguageError> {
        match text.as_bytes() {
            &[a, b, c] if [a, b, c].iter().all(u8::is_ascii_lowercase) => Ok(Self([a, b, c])),
            _ => Err(LanguageError(text.to_owned())),
        }
    }
}

impl Serialize for Language {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Language {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_names_and_numbers_lead_to_each_other() {
        for text in ["rus", "ru", "Russian", "russian "] {
            assert_eq!(Language::recognise(text), Some(Language::RUSSIAN), "{text}");
        }
        assert_eq!(
            Language::from_number(Language::RUSSIAN.number()),
            Some(Language::RUSSIAN)
        );
        assert_eq!(Language::RUSSIAN.tag(), "ru");
        assert_eq!(Language::recognise("Kwakw"), None);
    }
}
