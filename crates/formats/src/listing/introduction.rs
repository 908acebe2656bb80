//! Takes an introduction apart: running text, pointers to other collections, the credit of the image.
//!
//! A pointer to other collections is a sentence, or words in brackets.
//! A credit stands in brackets that begin with a word for an image, or is the first or last sentence and begins so with a colon.

use super::lines::Paragraph;
use super::see_also::{is_pointer, is_see_also, names};
use super::{CollectionDraft, span};

/// Words with which a credit begins.
const IMAGE_WORDS: [&str; 8] = [
    "Image",
    "Images",
    "Photo",
    "Photos",
    "Photograph",
    "Picture",
    "Illustration",
    "Cover image",
];
/// Words that may follow them before the mark.
const CREDIT_WORDS: [&str; 3] = ["credit", "credits", "source"];

/// The draft of a collection from its name and the paragraphs of its introduction.
pub(super) fn read(name: &str, paragraphs: &[Paragraph], lines: Vec<u64>) -> CollectionDraft {
    let mut draft = CollectionDraft {
        name: name.to_owned(),
        lines,
        ..CollectionDraft::default()
    };
    let verbatim: Vec<&str> = paragraphs
        .iter()
        .map(|paragraph| paragraph.text.as_str())
        .collect();
    draft.introduction_verbatim = verbatim.join("\n\n");
    let mut credits = Vec::new();
    let mut kept = Vec::new();
    for paragraph in verbatim {
        let without_brackets = take_brackets(paragraph, &mut credits, &mut draft.see_also);
        let without_credits = take_credits(&without_brackets, &mut credits);
        let text = take_pointers(&without_credits, &mut draft.see_also);
        if !text.is_empty() {
            kept.push(text);
        }
    }
    draft.introduction = kept.join("\n\n");
    draft.image_credit = (!credits.is_empty()).then(|| credits.join("\n"));
    draft.stated_span = span::stated(&draft.introduction);
    draft
}

/// Takes credits and pointers in brackets out of a paragraph.
fn take_brackets(text: &str, credits: &mut Vec<String>, see_also: &mut Vec<String>) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find('(') {
        let Some(close) = closing(&rest[open..]) else {
            break;
        };
        let inner = &rest[open + 1..open + close];
        let after = &rest[open + close + 1..];
        if let Some(credit) = image_credit(inner) {
            credits.push(credit.to_owned());
        } else if is_see_also(inner) {
            see_also.extend(names(inner));
        } else {
            kept.push_str(&rest[..=open + close]);
            rest = after;
            continue;
        }
        kept.push_str(rest[..open].trim_end());
        rest = after;
    }
    kept.push_str(rest);
    kept.trim().to_owned()
}

/// Place of the bracket that closes the one with which `text` begins.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (index, character) in text.char_indices() {
        match character {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(index);
        }
    }
    None
}

/// Whether a paragraph is nothing but a credit in brackets.
pub(super) fn is_credit(text: &str) -> bool {
    text.strip_prefix('(')
        .and_then(|inner| inner.strip_suffix(')'))
        .is_some_and(|inner| image_credit(inner).is_some())
}

/// The credit without the word that announces it.
fn image_credit(inner: &str) -> Option<&str> {
    announced(inner, &[',', ':', ';', '.'])
}

/// What stands behind a word for an image and one of the marks.
fn announced<'a>(text: &'a str, marks: &[char]) -> Option<&'a str> {
    let without = |text: &'a str, word: &str| -> Option<&'a str> {
        let beginning = text.get(..word.len())?;
        let rest = &text[word.len()..];
        let is_whole = !rest.starts_with(char::is_alphanumeric);
        (beginning.eq_ignore_ascii_case(word) && is_whole).then(|| rest.trim_start())
    };
    IMAGE_WORDS.iter().find_map(|word| {
        let rest = without(text, word)?;
        let credited = CREDIT_WORDS.iter().find_map(|word| without(rest, word));
        let rest = credited.unwrap_or(rest);
        rest.starts_with(marks).then(|| rest[1..].trim())
    })
}

/// Takes the first or last sentence out of a paragraph if a word for an image and a colon announce it as a credit.
fn take_credits(text: &str, credits: &mut Vec<String>) -> String {
    let mut kept = sentences(text);
    let credit = |sentence: Option<&&str>| {
        sentence
            .and_then(|sentence| announced(sentence, &[':']))
            .map(str::to_owned)
    };
    if let Some(first) = credit(kept.first()) {
        credits.push(first);
        kept.remove(0);
    }
    if let Some(last) = credit(kept.last()) {
        credits.push(last);
        kept.pop();
    }
    kept.join(" ")
}

/// Takes the sentences that are pointers out of a paragraph.
fn take_pointers(text: &str, see_also: &mut Vec<String>) -> String {
    let mut kept: Vec<&str> = Vec::new();
    for sentence in sentences(text) {
        let found = if is_pointer(sentence) {
            names(sentence)
        } else {
            Vec::new()
        };
        if found.is_empty() {
            kept.push(sentence);
        } else {
            see_also.extend(found);
        }
    }
    kept.join(" ")
}

/// Cuts a paragraph into sentences: at a mark behind a word of two letters or a year, before a capital.
fn sentences(text: &str) -> Vec<&str> {
    let mut sentences = Vec::new();
    let mut start = 0;
    let characters: Vec<(usize, char)> = text.char_indices().collect();
    for (position, (index, character)) in characters.iter().enumerate() {
        if !matches!(character, '.' | '!' | '?') {
            continue;
        }
        let mut next = position + 1;
        while characters
            .get(next)
            .is_some_and(|(_, character)| matches!(character, '"' | '”' | '’' | '\'' | ')' | ']'))
        {
            next += 1;
        }
        let (Some((end, ' ')), Some((_, first))) = (characters.get(next), characters.get(next + 1))
        else {
            continue;
        };
        let word = text[start..*index]
            .rsplit(|character: char| !character.is_alphanumeric())
            .next()
            .unwrap_or("");
        let is_abbreviation = word.chars().count() < 2
            || matches!(word, "No" | "Mr" | "Dr" | "Mrs" | "St" | "Gen" | "vs");
        // A pointer begins a sentence even behind what looks like an initial.
        let is_before_pointer = is_see_also(&text[end + 1..]);
        let is_initial = is_abbreviation && next == position + 1 && !is_before_pointer;
        if is_initial || first.is_lowercase() {
            continue;
        }
        sentences.push(text[start..*end].trim());
        start = *end;
    }
    sentences.push(text[start..].trim());
    sentences.retain(|sentence| !sentence.is_empty());
    sentences
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, introduction: &str, see_also: &[&str], credit: Option<&str>) {
        let lines = super::super::lines::lines(text);
        let paragraphs = super::super::lines::paragraphs(&lines);
        let draft = read("Name", &paragraphs, Vec::new());
        assert_eq!(draft.introduction, introduction);
        assert_eq!(draft.see_also, see_also);
        assert_eq!(draft.image_credit.as_deref(), credit);
        assert_eq!(draft.introduction_verbatim, text);
    }

    #[test]
    fn pointers_are_taken_out() {
        check(
            "Cables of A. See also The Border Talks, 1950-1960. More.",
            "Cables of A. More.",
            &["The Border Talks, 1950-1960"],
            None,
        );
        check(
            "Cables of the A. See also the Archive collection on River Trade.",
            "Cables of the A.",
            &["River Trade"],
            None,
        );
        check(
            "Notes here. See also the River War and the 1954 Lake Conference.",
            "Notes here.",
            &["River War and the 1954 Lake Conference"],
            None,
        );
        check(
            "Notes here. For other collections about Ruritania, see \"River Trade, 1934-1949,\" and \"Lake Trade.\"",
            "Notes here.",
            &["River Trade, 1934-1949", "Lake Trade"],
            None,
        );
        check(
            "Notes here. See also: River Trade; Lake Trade.",
            "Notes here.",
            &["River Trade", "Lake Trade"],
            None,
        );
        check(
            "Notes here. See also River Trade, Lake Trade, and Sea Trade.",
            "Notes here.",
            &["River Trade", "Lake Trade", "Sea Trade"],
            None,
        );
        check(
            "Notes here. See also River Trade, 1934-1949, and Lake Trade.",
            "Notes here.",
            &["River Trade, 1934-1949", "Lake Trade"],
            None,
        );
        check(
            "Notes here (see also River Trade) and there.",
            "Notes here and there.",
            &["River Trade"],
            None,
        );
        check(
            "They see also the other side of it.",
            "They see also the other side of it.",
            &[],
            None,
        );
    }

    #[test]
    fn credits_are_taken_out() {
        check(
            "Text here. (Image, poster, \"Dull.\")",
            "Text here.",
            &[],
            Some("poster, \"Dull.\""),
        );
        check(
            "Text here. (Image: a hut (left). Source: A, 1950.)",
            "Text here.",
            &[],
            Some("a hut (left). Source: A, 1950."),
        );
        check(
            "(Image credit: A/B.) Text here.",
            "Text here.",
            &[],
            Some("A/B."),
        );
        check(
            "Text here. Photograph: a hut, 1950.",
            "Text here.",
            &[],
            Some("a hut, 1950."),
        );
        check(
            "Text here. Image of a hut. Photographs: none.",
            "Text here. Image of a hut. Photographs: none.",
            &[],
            None,
        );
        check(
            "Text (an image of a hut) here.",
            "Text (an image of a hut) here.",
            &[],
            None,
        );
        check(
            "Text here. (Image, cut off",
            "Text here. (Image, cut off",
            &[],
            None,
        );
    }
}
