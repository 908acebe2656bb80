//! Queries: what they demand, and how they stand in an address.

use std::fmt::Write as _;

mod drawing;

pub use drawing::draw;

use crate::load::client::encode;

/// What a query is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shape {
    /// One word of any frequency.
    Word,
    /// Two words, of which both must match.
    TwoWords,
    /// Two or three words in a row.
    Phrase,
    /// The beginning of a word.
    Prefix,
    /// A range of dates.
    Dates,
    /// One filter.
    Filter,
    /// A filter and a word.
    FilterAndWord,
    /// A range of dates and a word.
    DatesAndWord,
    /// Nothing at all: the whole archive by date.
    Nothing,
    /// One of the above that matches more than a fifth of the archive.
    Broad,
}

impl Shape {
    /// What to call it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Word => "one word",
            Self::TwoWords => "two words",
            Self::Phrase => "phrase",
            Self::Prefix => "prefix",
            Self::Dates => "dates",
            Self::Filter => "filter",
            Self::FilterAndWord => "filter and word",
            Self::DatesAndWord => "dates and word",
            Self::Nothing => "nothing",
            Self::Broad => "broad",
        }
    }
}

/// One demand of a query; a document must meet all.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Demand {
    /// The word occurs.
    Word(String),
    /// The words occur side by side.
    Phrase(Vec<String>),
    /// A word that begins so occurs.
    Prefix(String),
    /// The date can be a day from the first to the last year.
    Years(u64, u64),
    /// A filter of an address: key and value.
    Value(&'static str, String),
}

/// A query.
#[derive(Debug, Clone)]
pub struct Query {
    /// What it is made of.
    pub shape: Shape,
    /// What it demands.
    pub demands: Vec<Demand>,
    /// Whether a plain scan can tell how many documents match.
    pub is_checked: bool,
}

impl Query {
    /// The query as pairs of an address.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        let words = self.words();
        if !words.is_empty() {
            pairs.push(("q", words));
        }
        for demand in &self.demands {
            match demand {
                Demand::Years(since, until) => {
                    pairs.push(("since", since.to_string()));
                    pairs.push(("until", until.to_string()));
                }
                Demand::Value(key, value) => pairs.push((key, value.clone())),
                Demand::Word(_) | Demand::Phrase(_) | Demand::Prefix(_) => {}
            }
        }
        pairs
    }

    /// The words as a reader types them.
    pub fn words(&self) -> String {
        let words = self.demands.iter().filter_map(|demand| match demand {
            Demand::Word(word) => Some(word.clone()),
            Demand::Phrase(words) => Some(format!("\"{}\"", words.join(" "))),
            Demand::Prefix(beginning) => Some(format!("{beginning}*")),
            Demand::Years(..) | Demand::Value(..) => None,
        });
        words.collect::<Vec<_>>().join(" ")
    }

    /// Whether it has words and phrases and nothing else, so that a bare engine can answer it too.
    pub fn is_words_only(&self) -> bool {
        let is_words = |demand: &Demand| matches!(demand, Demand::Word(_) | Demand::Phrase(_));
        !self.demands.is_empty() && self.demands.iter().all(is_words)
    }

    /// The part of an address behind the question mark, followed by `more`.
    pub fn address(&self, more: &str) -> String {
        let mut address = String::new();
        for (key, value) in self.pairs() {
            write!(address, "{key}={}&", encode(&value)).expect("writing to a string cannot fail");
        }
        address.push_str(more);
        address
    }
}

#[cfg(test)]
mod tests {
    use super::{Demand, Query, Shape};

    fn check(demands: Vec<Demand>, expected: &str) {
        let query = Query {
            shape: Shape::Word,
            demands,
            is_checked: true,
        };
        assert_eq!(query.address("per=10"), expected);
    }

    #[test]
    fn addresses() {
        check(Vec::new(), "per=10");
        check(vec![Demand::Word("railway".to_owned())], "q=railway&per=10");
        check(
            vec![
                Demand::Phrase(vec!["peace".to_owned(), "talks".to_owned()]),
                Demand::Prefix("kuzn".to_owned()),
                Demand::Years(1949, 1950),
                Demand::Value("type", "cable".to_owned()),
            ],
            "q=%22peace%20talks%22%20kuzn%2A&since=1949&until=1950&type=cable&per=10",
        );
    }
}
