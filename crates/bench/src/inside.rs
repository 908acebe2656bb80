//! The same words asked of the bare engine, of the index alone and of the archive, in turn, all in one process.
//!
//! For those who work on the speed of a search: what else the machine does hits all three alike, so that their ratios hold on a busy machine too.

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::Result;
use fonds_archive::{Archive, Ask};
use fonds_search::{Index, Search, query};

use crate::baseline;
use crate::figures::Figures;
use crate::load::Questions;
use crate::load::mix::Query;

/// One query of words and phrases, with the least time each of the three took.
#[derive(Debug, Clone)]
pub struct Comparison {
    /// The words.
    pub words: String,
    /// How many documents match.
    pub total: u64,
    /// The bare engine.
    pub bare: Duration,
    /// The index alone.
    pub index: Duration,
    /// The archive, with the records of the hits.
    pub archive: Duration,
}

/// What the three took.
#[derive(Debug)]
pub struct Inside {
    /// The bare engine.
    pub bare: Figures,
    /// The index alone.
    pub index: Figures,
    /// The archive, with the records of the hits.
    pub archive: Figures,
    /// The same, the first time that each query is asked.
    pub archive_first: Figures,
    /// Query by query, the slowest first.
    pub queries: Vec<Comparison>,
}

/// Asks all queries of words and phrases so many times in turn; the first time is not counted but for `archive_first`.
pub fn compare(
    archive: &Archive,
    truth: &Path,
    folder: &Path,
    questions: &Questions,
    rounds: usize,
) -> Result<Inside> {
    let bare = baseline::tantivy::Bare::build(folder, &baseline::texts(truth)?)?;
    let index = Index::open(&archive.folder().join("index"))?;
    let words = questions
        .queries
        .iter()
        .filter(|query| query.is_words_only());
    let mut queries: Vec<Comparison> = words.map(unasked).collect();
    let (mut of_bare, mut of_index, mut of_archive, mut first) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for round in 0..=rounds {
        for query in &mut queries {
            let bare = timed(|| bare.ask(&query.words))?;
            let search = Search {
                tree: query::parse(&query.words).tree,
                limit: 10,
                ..Search::default()
            };
            let index = timed(|| Ok(index.search(&search)?))?;
            let mut ask = Ask::from_pairs([("q", query.words.as_str())]);
            (ask.per, ask.facets) = (10, false);
            let start = Instant::now();
            query.total = archive.search(&ask)?.total;
            let archive = start.elapsed();
            if round == 0 {
                first.push(archive);
                continue;
            }
            of_bare.push(bare);
            of_index.push(index);
            of_archive.push(archive);
            query.bare = query.bare.min(bare);
            query.index = query.index.min(index);
            query.archive = query.archive.min(archive);
        }
    }
    queries.sort_by_key(|query| std::cmp::Reverse(query.archive));
    Ok(Inside {
        bare: Figures::of(of_bare),
        index: Figures::of(of_index),
        archive: Figures::of(of_archive),
        archive_first: Figures::of(first),
        queries,
    })
}

fn unasked(query: &Query) -> Comparison {
    Comparison {
        words: query.words(),
        total: 0,
        bare: Duration::MAX,
        index: Duration::MAX,
        archive: Duration::MAX,
    }
}

fn timed<T>(work: impl FnOnce() -> Result<T>) -> Result<Duration> {
    let start = Instant::now();
    let done = work()?;
    let time = start.elapsed();
    std::hint::black_box(done);
    Ok(time)
}
