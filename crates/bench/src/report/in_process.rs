//! The same searches without HTTP: in the index alone, and with the records of the hits.
//!
//! What lies between these figures and those over HTTP is the writing of pages and the way there and back.

use std::path::Path;
use std::time::Instant;

use anyhow::Result;
use fonds_archive::{Archive, Ask};
use fonds_search::{Index, Search, query};

use crate::figures::Figures;
use crate::load::Questions;
use crate::load::mix::Query;

/// What searches took in process.
#[derive(Debug)]
pub(super) struct InProcess {
    /// Words and phrases in the index alone.
    pub(super) index_words: Figures,
    /// Words and phrases with the records of the hits.
    pub(super) words: Figures,
    /// All queries with the records of the hits.
    pub(super) all: Figures,
}

/// Asks an archive so many times; it is closed before its index is opened apart.
pub(super) fn measure(
    archive: Archive,
    questions: &Questions,
    requests: usize,
) -> Result<InProcess> {
    let (all, words) = ask_in_process(&archive, questions, requests)?;
    let index = archive.folder().join("index");
    drop(archive);
    Ok(InProcess {
        index_words: ask_index(&index, questions, requests)?,
        words,
        all,
    })
}

/// Times of the same searches without HTTP and without JSON: all, and those of words and phrases alone.
fn ask_in_process(
    archive: &Archive,
    questions: &Questions,
    requests: usize,
) -> Result<(Figures, Figures)> {
    let asks: Vec<(Ask, bool)> = questions
        .queries
        .iter()
        .map(|query| {
            let mut ask = Ask::from_pairs(query.pairs());
            ask.per = 10;
            ask.facets = false;
            (ask, query.is_words_only())
        })
        .collect();
    let (mut all, mut words) = (Vec::with_capacity(requests), Vec::new());
    // The first round warms up, as the load tool does.
    for number in 0..asks.len() + requests {
        let (ask, is_words_only) = &asks[number % asks.len()];
        let start = Instant::now();
        let results = archive.search(ask)?;
        let time = start.elapsed();
        std::hint::black_box(results);
        if number >= asks.len() {
            all.push(time);
            words.extend(is_words_only.then_some(time));
        }
    }
    Ok((Figures::of(all), Figures::of(words)))
}

/// Times of the searches of words and phrases in the index alone: from the words to ids and the total, without records.
fn ask_index(folder: &Path, questions: &Questions, requests: usize) -> Result<Figures> {
    let index = Index::open(folder)?;
    let words = questions
        .queries
        .iter()
        .filter(|query| query.is_words_only());
    let words: Vec<String> = words.map(Query::words).collect();
    let mut times = Vec::with_capacity(requests);
    for number in 0..words.len() + requests {
        let Some(asked) = words.get(number % words.len().max(1)) else {
            break;
        };
        let start = Instant::now();
        let found = index.search(&Search {
            tree: query::parse(asked).tree,
            limit: 10,
            ..Search::default()
        })?;
        let time = start.elapsed();
        std::hint::black_box(found);
        if number >= words.len() {
            times.push(time);
        }
    }
    Ok(Figures::of(times))
}
