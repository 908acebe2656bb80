//! What others reach: engines that an archive might be built on, with the same documents and the same questions in the same run.
//!
//! They are given titles, summaries and dates and nothing else: no languages, no filters, no records.
//! Each gives the exact total and the first ten, as a page of results needs them.

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::Result;
use fonds_formats::jsonl::Item;
use fonds_model::{Record, Text};

use crate::figures::Figures;
use crate::load::mix::{Demand, Query};
use crate::load::survey::lines;

pub mod postgres;
pub mod sqlite;
pub mod tantivy;

/// What others know of one document.
#[derive(Debug, Clone, Default)]
pub struct Texts {
    /// Its id.
    pub id: u64,
    /// Its titles.
    pub titles: Vec<String>,
    /// Its summaries.
    pub summaries: Vec<String>,
    /// The first and the last day its date can mean, counted from 1970; `None` without a date.
    pub days: Option<(i32, i32)>,
}

/// Titles, summaries and dates of every document of an exported archive.
pub fn texts(truth: &Path) -> Result<Vec<Texts>> {
    let mut documents = Vec::new();
    for item in lines(truth)? {
        if let Item::Record(Record::Document(document)) = item? {
            let edtf = document.heading_date().and_then(|date| date.edtf.as_ref());
            let ranges = edtf.map_or_else(Vec::new, |edtf| edtf.extent().ranges);
            let first = ranges.iter().map(|range| range.earliest).min();
            let last = ranges.iter().map(|range| range.latest).max();
            let words = |texts: Vec<Text>| texts.into_iter().map(|text| text.text).collect();
            documents.push(Texts {
                id: document.id.0,
                titles: words(document.titles),
                summaries: words(document.summaries),
                days: first.zip(last),
            });
        }
    }
    Ok(documents)
}

/// A question in words that every engine understands: words that must all occur, phrases, days.
#[derive(Debug, Clone, Default)]
pub struct Question {
    /// Words side by side; a word alone is a phrase of one.
    pub phrases: Vec<Vec<String>>,
    /// The first and the last day wanted.
    pub days: Option<(i32, i32)>,
}

impl Question {
    /// The question a query asks; `None` if it asks for more than words, phrases and dates.
    pub fn of(query: &Query) -> Option<Self> {
        let mut question = Self::default();
        for demand in &query.demands {
            match demand {
                Demand::Word(word) => question.phrases.push(vec![word.clone()]),
                Demand::Phrase(words) => question.phrases.push(words.clone()),
                Demand::Years(since, until) => {
                    question.days = Some(crate::load::truth::days(*since, *until));
                }
                Demand::Prefix(_) | Demand::Value(..) => return None,
            }
        }
        (!query.demands.is_empty()).then_some(question)
    }
}

/// What an engine needed.
#[derive(Debug, Clone, Default)]
pub struct Measured {
    /// What it is called.
    pub name: &'static str,
    /// Documents it was given.
    pub documents: u64,
    /// Time until it could be asked, once they were read.
    pub indexing: Duration,
    /// Questions of words and phrases alone.
    pub words: Figures,
    /// Questions with dates, with words or without.
    pub dates: Figures,
    /// Different questions of words and phrases.
    pub asked: usize,
    /// Those with the same total as the bare engine's.
    pub equal: usize,
}

/// How long one engine is asked at most, so that a slow one does not hold up the others.
const PATIENCE: Duration = Duration::from_secs(40);

/// Asks an engine again and again until there are so many answers or its time is up; `totals` are the bare engine's, by question.
///
/// The first round is not counted, unless the time was up before its end.
pub(crate) fn measure(
    questions: &[Question],
    totals: &[Option<u64>],
    requests: usize,
    mut ask: impl FnMut(&Question) -> Result<u64>,
) -> Result<Measured> {
    let (mut words, mut dates) = (Vec::new(), Vec::new());
    let mut measured = Measured::default();
    let start = Instant::now();
    for number in 0..questions.len() + requests {
        if start.elapsed() > PATIENCE {
            break;
        }
        let place = number % questions.len().max(1);
        let Some(question) = questions.get(place) else {
            break;
        };
        let begun = Instant::now();
        let total = ask(question)?;
        let time = begun.elapsed();
        if number < questions.len() {
            let bare = totals.get(place).copied().flatten();
            measured.asked += usize::from(bare.is_some());
            measured.equal += usize::from(bare == Some(total));
        } else if number == questions.len() {
            words.clear();
            dates.clear();
        }
        if question.days.is_some() {
            dates.push(time);
        } else {
            words.push(time);
        }
    }
    measured.words = Figures::of(words);
    measured.dates = Figures::of(dates);
    Ok(measured)
}
