//! What the words of a paragraph look like: a count, a title, a sentence, a heading; dates are next door.
//!
//! Shapes are evidence, not verdicts; where a paragraph stands decides with them.
//! No rule here names a line of any known page.

use fonds_model::Part;

/// The longest line that counts entries, in bytes.
const LONGEST_COUNT: usize = 80;
/// The longest title, in characters; the longest one seen has 253.
const LONGEST_TITLE: usize = 500;
/// A paragraph of so many characters is text even if its end is missing.
const LONG_TEXT: usize = 160;

/// A card's count, `(372) documents`: a number in brackets and a word.
pub(super) fn is_bracketed_count(text: &str) -> bool {
    text.strip_prefix('(')
        .and_then(|rest| rest.split_once(')'))
        .is_some_and(|(number, word)| {
            !number.is_empty()
                && number
                    .bytes()
                    .all(|byte| byte.is_ascii_digit() || byte == b',')
                && word.split_whitespace().count() == 1
        })
}

/// The runs of letters and figures of a text.
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
}

/// Reads `61 - 70 of 120`, with any dash and with words before it, such as `Showing`.
pub(crate) fn range_line(text: &str) -> Option<Part> {
    if text.len() > LONGEST_COUNT || !text.contains(|character: char| character.is_ascii_digit()) {
        return None;
    }
    let spaced = text.replace(['-', '–', '—', '−'], " - ");
    let tokens: Vec<&str> = spaced.split_whitespace().collect();
    let number = |token: &str| -> Option<u64> {
        let token = token.trim_end_matches(['.', ':']);
        let is_number = token.starts_with(|character: char| character.is_ascii_digit())
            && token
                .chars()
                .all(|character| character.is_ascii_digit() || character == ',');
        if is_number {
            token.replace(',', "").parse().ok()
        } else {
            None
        }
    };
    let start = tokens.iter().position(|token| number(token).is_some())?;
    let [first, joiner, last, of, total, after @ ..] = &tokens[start..] else {
        return None;
    };
    let is_range = matches!(*joiner, "-" | "to") && *of == "of";
    // One word may stand before it and one after it ("Showing", "results"); more of them make a sentence.
    if !is_range || start > 1 || after.len() > 1 {
        return None;
    }
    let (first, last, total) = (number(first)?, number(last)?, number(total)?);
    let is_sound = first >= 1 && first <= last && last <= total;
    is_sound.then(|| Part {
        first,
        last,
        total,
        words: text.to_owned(),
    })
}

/// Whether the words end as a sentence does, closing quotes and brackets apart.
pub(super) fn is_ended(text: &str) -> bool {
    text.trim_end_matches([')', ']', '"', '\'', '”', '’', '»', ' '])
        .ends_with(['.', '!', '?', '…', '。'])
}

/// Whether the words end as a sentence does, or would without a remark in brackets behind it: `They talk. (Day)`.
pub(super) fn is_ended_text(text: &str) -> bool {
    let before_remark = match text.chars().next_back() {
        Some(')') => text.rfind('('),
        Some(']') => text.rfind('['),
        _ => None,
    };
    is_ended(text) || before_remark.is_some_and(|open| is_ended(text[..open].trim_end()))
}

/// How many words there are.
pub(super) fn word_count(text: &str) -> usize {
    text.split_whitespace().count()
}

/// Whether the paragraph is running text: at least four words that end as a sentence, or very long.
pub(super) fn is_sentence(text: &str) -> bool {
    (word_count(text) >= 4 && is_ended_text(text)) || text.chars().nth(LONG_TEXT).is_some()
}

/// Whether the paragraph right behind a title is its summary rather than the foot of the page.
///
/// Any ended sentence is, however short, and so are four words of which most are not set as names, or eight of any kind.
/// A lone word, a heading and an imprint are none.
pub(super) fn is_summary(text: &str) -> bool {
    let count = word_count(text);
    let is_running = count >= 8 || (count >= 4 && !is_mostly_capital(text) && !is_heading(text));
    text.contains(char::is_alphabetic) && !is_imprint(text) && (is_ended_text(text) || is_running)
}

/// Whether the paragraph could be a title: it begins like one, is not too long and is no sentence.
pub(super) fn is_title(text: &str) -> bool {
    let begins = text
        .chars()
        .find(|character| character.is_alphanumeric())
        .is_some_and(|character| !character.is_lowercase());
    let is_short = text.chars().nth(LONGEST_TITLE).is_none();
    begins
        && is_short
        && text.contains(char::is_alphabetic)
        && !is_ended(text)
        && !text.ends_with(':')
}

/// Whether the words are set as a heading: the longer ones and the last with a capital, no sentence.
///
/// A long line all in capitals is taken for a row of buttons.
pub(super) fn is_heading(text: &str) -> bool {
    let text = text.trim_end_matches(':');
    let is_capital = |word: &str| !word.starts_with(char::is_lowercase);
    let all: Vec<&str> = words(text).collect();
    let Some(last) = all.last() else { return false };
    let long = || all.iter().filter(|word| word.chars().count() >= 4);
    let capitals = long().filter(|word| is_capital(word)).count();
    let is_shouted = !text.contains(char::is_lowercase) && all.len() > 4;
    text.contains(char::is_alphabetic)
        && !is_ended(text)
        && !is_shouted
        && is_capital(all[0])
        && is_capital(last)
        && capitals * 2 >= long().count()
}

/// Whether more than half of the longer words begin with a capital, as in a name that ends in a small word.
pub(super) fn is_mostly_capital(text: &str) -> bool {
    let long = || words(text).filter(|word| word.chars().count() >= 4);
    let capitals = long()
        .filter(|word| !word.starts_with(char::is_lowercase))
        .count();
    capitals * 2 > long().count()
}

/// Whether a heading announces the list itself: a few words of which one is what lists consist of.
pub(super) fn is_list_heading(text: &str) -> bool {
    let is_item = |word: &str| {
        matches!(
            word.to_lowercase().as_str(),
            "documents" | "results" | "records" | "entries" | "items"
        )
    };
    word_count(text) <= 3 && is_heading(text) && words(text).last().is_some_and(is_item)
}

/// Whether a paragraph reads like an imprint: it carries a copyright sign, an address or a mail address.
pub(super) fn is_imprint(text: &str) -> bool {
    text.starts_with('©')
        || text.to_lowercase().starts_with("copyright")
        || text
            .split_whitespace()
            .any(|word| word.contains("://") || (word.contains('@') && word.contains('.')))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check<T: PartialEq + std::fmt::Debug>(read: impl Fn(&str) -> T, cases: &[(&str, T)]) {
        for (text, expected) in cases {
            assert_eq!(read(text), *expected, "{text}");
        }
    }

    #[test]
    fn counts() {
        let numbers = |text: &str| range_line(text).map(|part| (part.first, part.last, part.total));
        check(
            numbers,
            &[
                ("61 - 70 of 120", Some((61, 70, 120))),
                ("61–70 of 120", Some((61, 70, 120))),
                ("1 to 10 of 21", Some((1, 10, 21))),
                ("Showing 1-10 of 1,616 results", Some((1, 10, 1616))),
                ("70 - 61 of 120", None),
                ("1 - 10 of the 21", None),
                ("Notes 1 - 2 of 3 from a long talk", None),
            ],
        );
    }

    #[test]
    fn titles_sentences_and_headings() {
        check(
            is_sentence,
            &[
                ("He says that it is so.", true),
                ("No image found.", false),
                ("Telegram, A to B", false),
                ("They discuss all matters. (Day)", true),
                ("Telegram on the Long Way Home (1)", false),
            ],
        );
        check(
            is_summary,
            &[
                ("Mao agrees.", true),
                ("Names.", true),
                ("They talk. (Day)", true),
                ("Discusses trade, oil and the railway", true),
                ("Next page", false),
                ("Pagination", false),
                ("1 2 3 4 5", false),
                ("Archive of the Legation A", false),
                ("Copyright 1950, all rights kept.", false),
            ],
        );
        check(
            is_title,
            &[
                ("Telegram, A to B", true),
                ("He says so.", false),
                ("next", false),
                ("Results:", false),
            ],
        );
        check(
            is_heading,
            &[
                ("Results:", true),
                ("SEARCH RESULTS", true),
                ("Archive of Legation A", true),
                ("Skip to content", false),
                ("Search in", false),
                ("OPEN FILTER CLOSE FILTER NOW", false),
                ("No image found.", false),
                ("1 2 3", false),
            ],
        );
        check(
            is_list_heading,
            &[
                ("Popular Documents", true),
                ("Results:", true),
                ("Documents on the Talks", false),
            ],
        );
    }
}
