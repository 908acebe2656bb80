//! How many documents match each query, by reading all of them: slow, plain, and independent of the search.

use std::collections::{BTreeSet, HashMap};
use std::path::Path;

use anyhow::Result;
use fonds_formats::jsonl::Item;
use fonds_model::{Document, Record, State, body};

use crate::load::mix::{Demand, Query};
use crate::load::survey::{Survey, fields, filter_values, lines, parse_body};
use crate::load::tokens::tokens;

/// What a query must find.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Expected {
    /// All documents that match.
    pub total: u64,
    /// With dates, those that lie certainly within them.
    pub certain: u64,
}

/// What each query must find; `None` for those that a plain scan cannot tell.
pub fn count(truth: &Path, survey: &Survey, queries: &[Query]) -> Result<Vec<Option<Expected>>> {
    let matcher = Matcher::of(queries.iter().filter(|query| query.is_checked));
    let mut counts = vec![
        Expected {
            total: 0,
            certain: 0
        };
        queries.len()
    ];
    // Which words, phrases and beginnings occur in each text, by checksum; texts come before the documents that name them.
    let mut of_texts: HashMap<String, Vec<u32>> = HashMap::new();
    for item in lines(truth)? {
        match item? {
            Item::Blob(blob) if blob.media_type == body::MEDIA_TYPE => {
                let body = parse_body(&blob.bytes)?;
                let mut found = BTreeSet::new();
                for paragraph in &body.paragraphs {
                    matcher.find(&paragraph.text, &mut found);
                }
                of_texts.insert(blob.sha256, found.into_iter().collect());
            }
            Item::Record(Record::Document(document))
                if document.standing.state == State::Published =>
            {
                let mut found = BTreeSet::new();
                for text in fields(&document) {
                    matcher.find(text, &mut found);
                }
                for text in &document.texts {
                    found.extend(of_texts.get(&text.blob).into_iter().flatten());
                }
                count_document(&document, &found, &matcher, survey, queries, &mut counts);
            }
            _ => {}
        }
    }
    let counted = queries.iter().zip(counts);
    Ok(counted
        .map(|(query, count)| query.is_checked.then_some(count))
        .collect())
}

fn count_document(
    document: &Document,
    found: &BTreeSet<u32>,
    matcher: &Matcher,
    survey: &Survey,
    queries: &[Query],
    counts: &mut [Expected],
) {
    let facts = Facts::of(document, survey);
    for (query, count) in queries
        .iter()
        .zip(counts)
        .filter(|(query, _)| query.is_checked)
    {
        let meets = |demand: &Demand| match demand {
            Demand::Years(since, until) => facts.overlaps(*since, *until),
            Demand::Value(key, value) => facts.has(key, value),
            words => matcher
                .numbers
                .get(words)
                .is_some_and(|number| found.contains(number)),
        };
        if !query.demands.iter().all(meets) {
            continue;
        }
        count.total += 1;
        let is_certain = query.demands.iter().all(|demand| match demand {
            Demand::Years(since, until) => facts.lies_within(*since, *until),
            _ => true,
        });
        count.certain += u64::from(is_certain);
    }
}

/// What filters and dates ask of a document.
struct Facts {
    values: Vec<(&'static str, String)>,
    /// The ranges of days that the date can mean, counted from 1970.
    ranges: Vec<(i32, i32)>,
    is_firm: bool,
}

impl Facts {
    fn of(document: &Document, survey: &Survey) -> Self {
        let mut values = Vec::new();
        for (key, id) in filter_values(document) {
            match key {
                "type" => values.extend(
                    survey
                        .type_path(id)
                        .into_iter()
                        .map(|code| (key, code.to_owned())),
                ),
                "subject" => values.extend(
                    survey
                        .subject_path(id)
                        .into_iter()
                        .map(|id| (key, id.to_string())),
                ),
                _ => values.push((key, id.to_string())),
            }
        }
        values.extend(
            document
                .languages
                .iter()
                .map(|language| ("language", language.to_string())),
        );
        let edtf = document.heading_date().and_then(|date| date.edtf.as_ref());
        let extent = edtf.map(fonds_model::Edtf::extent);
        Self {
            values,
            is_firm: extent.as_ref().is_some_and(|extent| extent.firm),
            ranges: extent.map_or_else(Vec::new, |extent| {
                extent
                    .ranges
                    .iter()
                    .map(|range| (range.earliest, range.latest))
                    .collect()
            }),
        }
    }

    fn has(&self, key: &'static str, value: &str) -> bool {
        let mut values = self.values.iter();
        values.any(|(own_key, own)| *own_key == key && own == value)
    }

    fn overlaps(&self, since: u64, until: u64) -> bool {
        let (first, last) = days(since, until);
        self.ranges
            .iter()
            .any(|range| range.0 <= last && range.1 >= first)
    }

    fn lies_within(&self, since: u64, until: u64) -> bool {
        let (first, last) = days(since, until);
        self.is_firm
            && self
                .ranges
                .iter()
                .all(|range| range.0 >= first && range.1 <= last)
    }
}

/// First day of one year and last day of another, counted from 1970.
pub(crate) fn days(since: u64, until: u64) -> (i32, i32) {
    let first_of = |year: u64| {
        let year = i16::try_from(year).expect("years of queries have four figures");
        fonds_model::date::day_number(jiff::civil::date(year, 1, 1))
    };
    (first_of(since), first_of(until + 1) - 1)
}

/// Finds all words, phrases and beginnings of many queries in one go through a text.
struct Matcher {
    numbers: HashMap<Demand, u32>,
    words: HashMap<String, u32>,
    /// By the first word.
    phrases: HashMap<String, Vec<(Vec<String>, u32)>>,
    beginnings: HashMap<String, u32>,
    lengths: BTreeSet<usize>,
}

impl Matcher {
    fn of<'a>(queries: impl Iterator<Item = &'a Query>) -> Self {
        let mut matcher = Self {
            numbers: HashMap::new(),
            words: HashMap::new(),
            phrases: HashMap::new(),
            beginnings: HashMap::new(),
            lengths: BTreeSet::new(),
        };
        for demand in queries.flat_map(|query| &query.demands) {
            matcher.add(demand);
        }
        matcher
    }

    fn add(&mut self, demand: &Demand) {
        if self.numbers.contains_key(demand) {
            return;
        }
        let number = u32::try_from(self.numbers.len()).expect("there are few queries");
        match demand {
            Demand::Word(word) => {
                self.words.insert(word.clone(), number);
            }
            Demand::Phrase(words) => {
                let phrases = self.phrases.entry(words[0].clone()).or_default();
                phrases.push((words.clone(), number));
            }
            Demand::Prefix(beginning) => {
                self.beginnings.insert(beginning.clone(), number);
                self.lengths.insert(beginning.len());
            }
            Demand::Years(..) | Demand::Value(..) => return,
        }
        self.numbers.insert(demand.clone(), number);
    }

    /// Adds the numbers of what occurs in a text; no phrase goes beyond it.
    fn find(&self, text: &str, found: &mut BTreeSet<u32>) {
        let words = tokens(text);
        for (place, word) in words.iter().enumerate() {
            found.extend(self.words.get(word));
            for (phrase, number) in self.phrases.get(word).into_iter().flatten() {
                if words[place..].starts_with(phrase) {
                    found.insert(*number);
                }
            }
            for length in &self.lengths {
                if let Some(beginning) = word.get(..*length) {
                    found.extend(self.beginnings.get(beginning));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{Demand, Matcher, days};
    use crate::load::mix::{Query, Shape};

    fn check(text: &str, expected: &[&str]) {
        let demand = |query: &&str| match query.split(' ').collect::<Vec<_>>().as_slice() {
            [word] if word.ends_with('*') => Demand::Prefix(word.trim_end_matches('*').to_owned()),
            [word] => Demand::Word((*word).to_owned()),
            words => Demand::Phrase(words.iter().map(|word| (*word).to_owned()).collect()),
        };
        let all = [
            "harbour",
            "steel",
            "harbour steel",
            "steel harbour",
            "harb*",
            "stool*",
        ];
        let query = Query {
            shape: Shape::Word,
            demands: all.iter().map(demand).collect(),
            is_checked: true,
        };
        let matcher = Matcher::of(std::iter::once(&query));
        let mut found = BTreeSet::new();
        matcher.find(text, &mut found);
        let names: Vec<&str> = found.iter().map(|number| all[*number as usize]).collect();
        assert_eq!(names, expected, "{text}");
    }

    #[test]
    fn words_phrases_and_beginnings() {
        check("", &[]);
        check(
            "Steel, harbour.",
            &["harbour", "steel", "steel harbour", "harb*"],
        );
        check("harbour of steel", &["harbour", "steel", "harb*"]);
        check(
            "HARBOURS and harbour-steel",
            &["harbour", "steel", "harbour steel", "harb*"],
        );
        check("steelworks", &[]);
    }

    #[test]
    fn years_are_whole() {
        assert_eq!(days(1970, 1970), (0, 364));
        assert_eq!(days(1949, 1950), (-7670, -6941));
    }
}
