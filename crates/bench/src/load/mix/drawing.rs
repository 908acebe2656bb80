//! Queries in the archive's own words, drawn with a seed.
//!
//! At least one query in twenty matches more than a fifth of the archive, because those cost most and readers do ask them.

use std::collections::HashSet;

use crate::load::mix::{Demand, Query, Shape};
use crate::load::stems;
use crate::load::survey::{Sample, Survey};
use crate::load::tokens::is_plain;
use crate::random::Random;

/// All shapes with their share in a hundred.
const SHAPES: [(Shape, u64); 10] = [
    (Shape::Word, 28),
    (Shape::TwoWords, 16),
    (Shape::Phrase, 12),
    (Shape::Prefix, 8),
    (Shape::Dates, 10),
    (Shape::Filter, 7),
    (Shape::FilterAndWord, 7),
    (Shape::DatesAndWord, 4),
    (Shape::Nothing, 3),
    (Shape::Broad, 5),
];

/// Draws queries from what an archive has.
struct Drawing<'a> {
    survey: &'a Survey,
    random: Random,
    plain: Vec<&'a (String, u32)>,
    /// Plain words that no stemming confuses with other words here.
    safe: Vec<String>,
    broad_words: Vec<&'a str>,
}

/// So many queries; none if the archive has no documents or no words.
pub fn draw(survey: &Survey, count: usize, seed: u64) -> Vec<Query> {
    let plain = survey.plain_words();
    if survey.samples.is_empty() || plain.is_empty() {
        return Vec::new();
    }
    let mut random = Random::of(seed, 101, 0);
    let candidates: Vec<String> = (0..count * 3)
        .map(|_| plain[any_rank(plain.len(), &mut random)].0.clone())
        .filter(|word| !survey.names.contains(word))
        .collect();
    let broad = plain
        .iter()
        .filter(|(_, count)| u64::from(*count) * 5 > survey.documents);
    let mut drawing = Drawing {
        safe: stems::unambiguous(
            candidates,
            &survey.words.iter().map(|(word, _)| word.as_str()),
        ),
        broad_words: broad.map(|(word, _)| word.as_str()).collect(),
        survey,
        random,
        plain,
    };
    let shares = SHAPES.map(|(_, share)| share);
    let drawn: Vec<Query> = (0..count)
        .map(|_| {
            let shape = SHAPES[drawing.random.weighted(&shares)].0;
            drawing.query(shape)
        })
        .collect();
    drawn
}

/// A rank such that frequent and rare words are drawn alike: first its order of magnitude, then the rank.
fn any_rank(ranks: usize, random: &mut Random) -> usize {
    let magnitude = random.below(u64::from(ranks.ilog2()) + 1);
    let first = 1_u64 << magnitude;
    let rank = first + random.below(first) - 1;
    usize::try_from(rank).map_or(ranks - 1, |rank| rank.min(ranks - 1))
}

impl Drawing<'_> {
    fn query(&mut self, shape: Shape) -> Query {
        let demands = match shape {
            Shape::Word => vec![self.word()],
            Shape::TwoWords => self.two_words(),
            Shape::Phrase => vec![self.phrase()],
            Shape::Prefix => vec![self.prefix()],
            Shape::Dates => vec![self.years(12)],
            Shape::Filter => vec![self.value()],
            Shape::FilterAndWord => vec![self.word(), self.value()],
            Shape::DatesAndWord => vec![self.word(), self.years(12)],
            Shape::Nothing => Vec::new(),
            Shape::Broad => self.broad(),
        };
        let is_checked = demands.iter().all(|demand| self.is_certain(demand));
        Query {
            shape,
            demands,
            is_checked,
        }
    }

    /// Whether a plain scan understands the demand as a good search does.
    fn is_certain(&self, demand: &Demand) -> bool {
        let names = &self.survey.names;
        match demand {
            Demand::Word(word) => self.safe.contains(word),
            Demand::Phrase(words) => words
                .iter()
                .all(|word| word.is_ascii() && !names.contains(word)),
            Demand::Prefix(beginning) => is_plain(beginning),
            Demand::Years(..) | Demand::Value(..) => true,
        }
    }

    fn word(&mut self) -> Demand {
        if !self.safe.is_empty() && self.random.chance(500) {
            return Demand::Word(self.safe[self.random.index(self.safe.len())].clone());
        }
        Demand::Word(
            self.plain[any_rank(self.plain.len(), &mut self.random)]
                .0
                .clone(),
        )
    }

    fn sample(&mut self) -> &Sample {
        &self.survey.samples[self.random.index(self.survey.samples.len())]
    }

    /// Two words of one document, or any two.
    fn two_words(&mut self) -> Vec<Demand> {
        let of_sample: HashSet<String> = self.sample().fields.iter().flatten().cloned().collect();
        let mut words: Vec<String> = of_sample
            .into_iter()
            .filter(|word| is_plain(word))
            .collect();
        words.sort_unstable();
        if words.len() < 2 || self.random.chance(250) {
            return vec![self.word(), self.word()];
        }
        let one = words.swap_remove(self.random.index(words.len()));
        let other = words.swap_remove(self.random.index(words.len()));
        vec![Demand::Word(one), Demand::Word(other)]
    }

    /// Two or three words that stand side by side in some document.
    fn phrase(&mut self) -> Demand {
        for _ in 0..100 {
            let length = self.random.between(2, 3);
            let length = usize::try_from(length).expect("two or three");
            let start = self.random.number();
            let sample = self.sample();
            let runs: Vec<&[String]> = sample
                .fields
                .iter()
                .flat_map(|field| field.windows(length))
                .collect();
            if runs.is_empty() {
                continue;
            }
            let run = runs[usize::try_from(start % runs.len() as u64).unwrap_or(0)];
            let is_latin = |word: &String| word.bytes().all(|byte| byte.is_ascii_alphabetic());
            if run.iter().all(is_latin) && run.iter().any(|word| is_plain(word)) {
                return Demand::Phrase(run.to_vec());
            }
        }
        self.word()
    }

    fn prefix(&mut self) -> Demand {
        let rank = any_rank(self.plain.len(), &mut self.random);
        let word = &self.plain[rank].0;
        let length = usize::try_from(self.random.between(4, 6)).expect("a beginning is short");
        Demand::Prefix(word[..length.min(word.len())].to_owned())
    }

    /// Some years in a row within the century in which archives of diplomacy are thickest.
    fn years(&mut self, longest: u64) -> Demand {
        let since = self.random.between(1930, 1985);
        Demand::Years(since, since + self.random.below(longest))
    }

    fn value(&mut self) -> Demand {
        let keys: Vec<&'static str> = self.survey.values.keys().copied().collect();
        for _ in 0..20 {
            let key = self.random.pick(&keys);
            let Some(values) = self
                .survey
                .values
                .get(key)
                .filter(|values| !values.is_empty())
            else {
                continue;
            };
            let value = &values[any_rank(values.len(), &mut self.random)];
            return Demand::Value(key_of(key), value.0.clone());
        }
        self.years(12)
    }

    /// What matches more than a fifth of the archive.
    fn broad(&mut self) -> Vec<Demand> {
        let fifth = self.survey.documents / 5;
        let values = self.survey.values.iter().flat_map(|(key, values)| {
            let broad = values.iter().filter(|(_, count)| *count > fifth);
            broad.map(|(value, _)| Demand::Value(key, value.clone()))
        });
        let values: Vec<Demand> = values.collect();
        match self.random.below(3) {
            0 if !self.broad_words.is_empty() => {
                vec![Demand::Word(self.random.pick(&self.broad_words).to_owned())]
            }
            1 if !values.is_empty() => vec![values[self.random.index(values.len())].clone()],
            _ => vec![Demand::Years(
                1940 + self.random.below(8),
                1962 + self.random.below(20),
            )],
        }
    }
}

/// The filter key itself; the survey's keys live as long as the program.
fn key_of(key: &str) -> &'static str {
    [
        "type",
        "collection",
        "subject",
        "person",
        "sender",
        "language",
    ]
    .into_iter()
    .find(|known| *known == key)
    .unwrap_or("type")
}

#[cfg(test)]
mod tests {
    use super::any_rank;
    use crate::random::Random;

    #[test]
    fn ranks_stay_within_the_list() {
        let mut random = Random::of(1, 1, 1);
        for ranks in [1, 2, 3, 1_000] {
            assert!((0..1_000).all(|_| any_rank(ranks, &mut random) < ranks));
        }
    }
}
