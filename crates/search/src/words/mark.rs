//! Marks in a text the words a query matched.
//!
//! It works on the text alone, by the same analysis that indexed it, so titles
//! and summaries need no second look into the index.

use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;

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
    Marker::new(tree).mark(language, text)
}

/// Marks many texts for one query; what is wanted is worked out once for each
/// language, and each word is stemmed once.
pub struct Marker<'a> {
    leaves: Vec<&'a Node>,
    wanted: RefCell<Vec<(Tongue, Rc<Goal>)>>,
    analyzer: RefCell<Analyzer>,
}

/// What is looked for in texts of one language.
struct Goal {
    wanted: Vec<Wanted>,
    /// The first letters of everything wanted, folded.
    initials: Vec<char>,
}

impl<'a> Marker<'a> {
    /// Marks what `tree` matches, as [`mark`] does.
    pub fn new(tree: &'a Node) -> Self {
        Self {
            leaves: tree.positive_leaves(),
            wanted: RefCell::default(),
            analyzer: RefCell::default(),
        }
    }

    /// Where in `text`, a text in `language`, the words of the query stand.
    pub fn mark(&self, language: &str, text: &str) -> Vec<Range<usize>> {
        if self.leaves.is_empty() {
            return Vec::new();
        }
        let tongue = Tongue::of_code(language);
        let goal = self.goal(tongue);
        if goal.wanted.is_empty() {
            return Vec::new();
        }
        let words = self.candidates(text, tongue, &goal.initials);
        let mut ranges = Vec::new();
        for start in 0..words.len() {
            if words[start].1.is_none() {
                continue;
            }
            for length in goal
                .wanted
                .iter()
                .filter_map(|wanted| wanted.length_at(&words[start..]))
            {
                ranges.push(words[start].0.start..words[start + length - 1].0.end);
            }
        }
        apart(ranges)
    }

    fn goal(&self, tongue: Tongue) -> Rc<Goal> {
        let mut known = self.wanted.borrow_mut();
        if let Some((_, goal)) = known.iter().find(|(other, _)| *other == tongue) {
            return Rc::clone(goal);
        }
        let wanted: Vec<Wanted> = self
            .leaves
            .iter()
            .filter_map(|leaf| Wanted::of(leaf, tongue))
            .collect();
        let initials = initials(&wanted);
        let goal = Rc::new(Goal { wanted, initials });
        known.push((tongue, Rc::clone(&goal)));
        goal
    }

    /// The words of a text, with forms where they can matter: stemming every
    /// word of a page of results would cost more than the search itself.
    fn candidates(&self, text: &str, tongue: Tongue, initials: &[char]) -> Vec<Candidate> {
        let mut analyzer = self.analyzer.borrow_mut();
        pieces(text)
            .map(|piece| {
                let can_match = may_begin(&text[piece.range.clone()], initials);
                let forms = can_match.then(|| analyzer.forms(text, &piece, tongue).clone());
                (piece.range, forms)
            })
            .collect()
    }
}

impl std::fmt::Debug for Marker<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Marker")
            .field("leaves", &self.leaves)
            .finish_non_exhaustive()
    }
}

/// A word of a text: where it stands, and its forms unless its first letter
/// already says that nothing wanted is like it.
type Candidate = (Range<usize>, Option<Forms>);

/// The first letters of everything wanted, folded.
fn initials(wanted: &[Wanted]) -> Vec<char> {
    let mut initials: Vec<char> = wanted
        .iter()
        .flat_map(|wanted| match wanted {
            Wanted::Beginning(beginning) => beginning.chars().next().into_iter().collect(),
            Wanted::Exactly(sequence) | Wanted::Inflected(sequence) => sequence
                .iter()
                .filter_map(|forms| forms.exact.chars().next())
                .collect::<Vec<char>>(),
        })
        .collect();
    initials.sort_unstable();
    initials.dedup();
    initials
}

/// Whether a word or its stem can begin with one of `initials`.
///
/// Stemmers keep the first letter, but for those of Arabic and its like, which
/// take off prefixes; words in such scripts are always looked at.
fn may_begin(word: &str, initials: &[char]) -> bool {
    let Some(first) = word.chars().next() else {
        return false;
    };
    if first.is_ascii() {
        return initials.contains(&first.to_ascii_lowercase());
    }
    if !matches!(first, '\u{80}'..='\u{52f}') {
        return true;
    }
    let mut letter = [0; 4];
    let folded = fold(first.encode_utf8(&mut letter));
    folded
        .chars()
        .next()
        .is_none_or(|first| initials.contains(&first))
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
    fn length_at(&self, words: &[Candidate]) -> Option<usize> {
        let (sequence, inflected) = match self {
            Self::Beginning(beginning) => {
                let word = words[0].1.as_ref()?;
                return word.exact.starts_with(beginning.as_ref()).then_some(1);
            }
            Self::Exactly(sequence) => (sequence, false),
            Self::Inflected(sequence) => (sequence, true),
        };
        let here = words
            .get(..sequence.len())
            .filter(|here| !here.is_empty())?;
        let matches = here.iter().zip(sequence).all(|((_, word), wanted)| {
            word.as_ref().is_some_and(|word| {
                word.exact == wanted.exact
                    || (inflected && word.stem.is_some() && word.stem == wanted.stem)
            })
        });
        matches.then_some(sequence.len())
    }
}

fn only_forms(text: &str, tongue: Tongue) -> Vec<Forms> {
    let mut analyzer = Analyzer::default();
    pieces(text)
        .map(|piece| analyzer.forms(text, &piece, tongue).clone())
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
