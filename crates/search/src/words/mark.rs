//! Marks in a text the words a query matched.
//!
//! It works on the text alone, by the same analysis that indexed it, so titles
//! and summaries need no second look into the index.

use std::ops::Range;

use fonds_reading::fold::fold;

use super::forms::{Analyzer, Forms};
use super::language::Tongue;
use super::split::pieces;
use crate::query::Node;

/// Where in `text`, a text in `language` (an ISO 639 code, empty if unknown),
/// the words, phrases and prefixes of a query stand: ranges of bytes on
/// character borders, in order and apart.
///
/// What a query excludes is not marked. Scopes are passed over: the caller
/// marks only what was searched.
///
/// ```
/// use fonds_search::{mark, query::parse};
///
/// let query = parse("telegram");
/// assert_eq!(mark(&query.tree, "eng", "Two telegrams"), [4..13]);
/// ```
pub fn mark(tree: &Node, language: &str, text: &str) -> Vec<Range<usize>> {
    let tongue = Tongue::of_code(language);
    let wanted: Vec<Wanted> = tree
        .positive_leaves()
        .into_iter()
        .filter_map(|leaf| Wanted::of(leaf, tongue))
        .collect();
    if wanted.is_empty() {
        return Vec::new();
    }
    let words = forms_of(text, tongue);
    let mut ranges = Vec::new();
    for start in 0..words.len() {
        for length in wanted
            .iter()
            .filter_map(|wanted| wanted.length_at(&words[start..]))
        {
            ranges.push(words[start].0.start..words[start + length - 1].0.end);
        }
    }
    apart(ranges)
}

/// What is looked for, in the terms of the text's language.
enum Wanted {
    Exactly(Vec<Forms>),
    Inflected(Vec<Forms>),
    Beginning(Box<str>),
}

impl Wanted {
    fn of(leaf: &Node, tongue: Tongue) -> Option<Self> {
        let wanted = match leaf {
            Node::Word { text, .. } => Self::Inflected(only_forms(text, tongue)),
            Node::Phrase { text, .. } => Self::Exactly(only_forms(text, tongue)),
            Node::Prefix { text, .. } => {
                let range = pieces(text).last()?.range;
                Self::Beginning(fold(&text[range]).into_boxed_str())
            }
            _ => return None,
        };
        Some(wanted)
    }

    /// How many words match from the first of `words` on.
    fn length_at(&self, words: &[(Range<usize>, Forms)]) -> Option<usize> {
        let (sequence, inflected) = match self {
            Self::Beginning(beginning) => {
                return words[0]
                    .1
                    .exact
                    .starts_with(beginning.as_ref())
                    .then_some(1);
            }
            Self::Exactly(sequence) => (sequence, false),
            Self::Inflected(sequence) => (sequence, true),
        };
        let here = words
            .get(..sequence.len())
            .filter(|here| !here.is_empty())?;
        let matches = here.iter().zip(sequence).all(|((_, word), wanted)| {
            word.exact == wanted.exact
                || (inflected && word.stem.is_some() && word.stem == wanted.stem)
        });
        matches.then_some(sequence.len())
    }
}

fn forms_of(text: &str, tongue: Tongue) -> Vec<(Range<usize>, Forms)> {
    let mut analyzer = Analyzer::default();
    pieces(text)
        .map(|piece| {
            let forms = analyzer.forms(text, &piece, tongue).clone();
            (piece.range, forms)
        })
        .collect()
}

fn only_forms(text: &str, tongue: Tongue) -> Vec<Forms> {
    forms_of(text, tongue)
        .into_iter()
        .map(|(_, forms)| forms)
        .collect()
}

/// Joins ranges that touch or overlap.
fn apart(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut joined: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match joined.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => joined.push(range),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::mark;
    use crate::query::parse;

    fn check(query: &str, language: &str, text: &str, expected: &[&str]) {
        let marked: Vec<&str> = mark(&parse(query).tree, language, text)
            .into_iter()
            .map(|range| &text[range])
            .collect();
        assert_eq!(marked, expected, "marking {query:?} in {text:?}");
    }

    #[test]
    fn marks_what_the_search_matches() {
        check(
            "telegram",
            "eng",
            "Two Telegrams; a telegram.",
            &["Telegrams", "telegram"],
        );
        check(
            "\"coalition government\"",
            "eng",
            "A coalition government, coalition",
            &["coalition government"],
        );
        check("kuz*", "eng", "Kuznetsov and Kovalev", &["Kuznetsov"]);
        check("беседа", "rus", "О беседах с Мао", &["беседах"]);
        check("泽东", "", "毛泽东", &["泽东"]);
        check("毛泽东", "", "毛泽东同志", &["毛泽东"]);
        check("Ceausescu", "ron", "Nicolae Ceaușescu", &["Ceaușescu"]);
        check("No.1828", "eng", "Cable No. 1828", &["No. 1828"]);
        check("a -b (c OR d)", "eng", "a b c d", &["a", "c", "d"]);
        check("Mao", "eng", "Mao’s reply", &["Mao"]);
        check("", "eng", "anything", &[]);
    }
}
