//! Takes an introduction apart: running text, pointers to other collections, the credit of the image.
//!
//! A pointer is a sentence, or words in brackets, that begins with "See also", or that offers other collections and says "see".
//! A credit stands in brackets that begin with a word for an image.
//! Names are kept verbatim; where "and" may belong to a name, it does.

use super::span;
use super::{CollectionDraft, lines::Paragraph};

/// Words with which a credit in brackets begins.
const IMAGE_WORDS: [&str; 8] = [
    "Image",
    "Images",
    "Photo",
    "Photograph",
    "Picture",
    "Illustration",
    "Cover image",
    "Banner image",
];

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
        let text = take_pointers(&without_brackets, &mut draft.see_also);
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

/// The credit without the word that announces it.
fn image_credit(inner: &str) -> Option<&str> {
    IMAGE_WORDS.iter().find_map(|word| {
        let beginning = inner.get(..word.len())?;
        let rest = inner[word.len()..].trim_start();
        let is_announced =
            beginning.eq_ignore_ascii_case(word) && rest.starts_with([',', ':', ';', '.']);
        is_announced.then(|| rest[1..].trim())
    })
}

fn is_see_also(sentence: &str) -> bool {
    sentence
        .get(..8)
        .is_some_and(|beginning| beginning.eq_ignore_ascii_case("see also"))
}

/// "For other collections about X, see …": offers others, then says where.
fn is_offer(sentence: &str) -> bool {
    let lower = sentence.to_lowercase();
    let offers = [
        "for other",
        "for more",
        "for related",
        "for further",
        "for additional",
        "related collection",
    ];
    offers.iter().any(|offer| lower.starts_with(offer))
        && (lower.contains(" see ") || lower.contains(" see:"))
}

/// Takes the sentences that are pointers out of a paragraph.
fn take_pointers(text: &str, see_also: &mut Vec<String>) -> String {
    let mut kept: Vec<&str> = Vec::new();
    for sentence in sentences(text) {
        let found = if is_see_also(sentence) || is_offer(sentence) {
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
        let is_pointer = is_see_also(&text[end + 1..]);
        let is_initial = is_abbreviation && next == position + 1 && !is_pointer;
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

/// The names in a pointer.
fn names(sentence: &str) -> Vec<String> {
    let quoted = quoted(sentence);
    if !quoted.is_empty() {
        return quoted;
    }
    let goal = if is_see_also(sentence) {
        &sentence[8..]
    } else {
        let at = sentence.to_lowercase().find(" see").unwrap_or(0);
        sentence
            .get(at + 4..)
            .unwrap_or("")
            .trim_start()
            .strip_prefix("also ")
            .unwrap_or(sentence.get(at + 4..).unwrap_or(""))
    };
    let goal = goal.trim_matches(|character: char| {
        character.is_whitespace() || matches!(character, ':' | '.' | ',' | ';')
    });
    listed(goal)
        .into_iter()
        .map(bare)
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect()
}

/// What stands in double quotes, curly or straight, without the comma that print sets inside them.
fn quoted(sentence: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut open: Option<usize> = None;
    for (index, character) in sentence.char_indices() {
        match (character, open) {
            ('"' | '“', None) => open = Some(index + character.len_utf8()),
            ('"' | '”', Some(start)) => {
                let name = sentence[start..index].trim_end_matches([',', '.', ';', ' ']);
                names.extend((!name.is_empty()).then(|| name.to_owned()));
                open = None;
            }
            _ => {}
        }
    }
    names
}

/// Cuts a list of names: at semicolons, else at the commas of "A B, C D, and E F".
fn listed(goal: &str) -> Vec<&str> {
    if goal.contains(';') {
        return goal
            .split(';')
            .map(|name| name.trim().strip_prefix("and ").unwrap_or(name.trim()))
            .collect();
    }
    let parts: Vec<&str> = goal.split(", ").collect();
    let is_name = |name: &str| {
        name.split_whitespace().count() >= 2
            && name.starts_with(|first: char| first.is_uppercase() || name.starts_with("the "))
    };
    match parts.split_last() {
        Some((last, others)) if others.len() >= 2 => match last.strip_prefix("and ") {
            Some(last) if is_name(last) && others.iter().all(|name| is_name(name)) => {
                others.iter().copied().chain([last]).collect()
            }
            _ => vec![goal],
        },
        _ => vec![goal],
    }
}

/// A name without the sentence's own article and without "collection on" before it or "collection" behind it.
fn bare(name: &str) -> &str {
    let mut name = name.trim();
    for cue in [
        "collection on ",
        "collections on ",
        "collection about ",
        "collections about ",
        "collection titled ",
        "collection entitled ",
        "collection, ",
        "collection: ",
    ] {
        if let Some((before, after)) = name.split_once(cue)
            && before.split_whitespace().count() <= 5
        {
            name = after;
        }
    }
    let name = name.strip_prefix("the ").unwrap_or(name);
    let name = name
        .strip_suffix(" collections")
        .or_else(|| name.strip_suffix(" collection"))
        .unwrap_or(name);
    name.trim_matches([',', ' '])
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
