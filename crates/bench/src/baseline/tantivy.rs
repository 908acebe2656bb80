//! The floor: the bare engine in process, on titles and summaries of the same documents, with the same words.
//!
//! What a search costs before it is a search of an archive.

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::Result;
use tantivy::collector::{Count, TopDocs};
use tantivy::query::QueryParser;
use tantivy::schema::{Schema, TEXT};
use tantivy::{Index, IndexWriter, Searcher, TantivyDocument};

use super::Texts;
use crate::figures::Figures;
use crate::load::mix::Query;

/// Memory of the writer, in bytes.
const MEMORY: usize = 128 << 20;

/// What the bare engine needed.
#[derive(Debug, Clone, Copy)]
pub struct Baseline {
    /// Documents indexed.
    pub documents: u64,
    /// Time to index them, once they were read.
    pub indexing: Duration,
    /// Times of all queries.
    pub all: Figures,
}

/// Indexes documents into `folder` and asks those `queries` that are words and phrases alone,
/// again and again until there are so many requests; ten hits and the total each.
pub fn run(
    documents: &[Texts],
    folder: &Path,
    queries: &[Query],
    requests: usize,
) -> Result<(Bare, Baseline)> {
    let start = Instant::now();
    let bare = Bare::build(folder, documents)?;
    let baseline = Baseline {
        documents: documents.len() as u64,
        indexing: start.elapsed(),
        all: ask(&bare, queries, requests)?,
    };
    Ok((bare, baseline))
}

/// The bare engine with the words of an archive.
pub struct Bare {
    searcher: Searcher,
    parser: QueryParser,
}

impl std::fmt::Debug for Bare {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Bare").finish_non_exhaustive()
    }
}

impl Bare {
    /// Indexes titles and summaries into `folder`.
    pub fn build(folder: &Path, documents: &[Texts]) -> Result<Self> {
        let mut schema = Schema::builder();
        let title = schema.add_text_field("title", TEXT);
        let summary = schema.add_text_field("summary", TEXT);
        let index = Index::create_in_dir(folder, schema.build())?;
        let mut writer: IndexWriter = index.writer(MEMORY)?;
        for texts in documents {
            let mut entry = TantivyDocument::default();
            for text in &texts.titles {
                entry.add_text(title, text);
            }
            for text in &texts.summaries {
                entry.add_text(summary, text);
            }
            writer.add_document(entry)?;
        }
        writer.commit()?;
        writer.wait_merging_threads()?;
        let mut parser = QueryParser::for_index(&index, vec![title, summary]);
        parser.set_conjunction_by_default();
        Ok(Self {
            searcher: index.reader()?.searcher(),
            parser,
        })
    }

    /// How many documents match; the best ten are found as well.
    pub fn ask(&self, words: &str) -> Result<u64> {
        let query = self.parser.parse_query(words)?;
        let collectors = (TopDocs::with_limit(10).order_by_score(), Count);
        let (best, count) = self.searcher.search(&query, &collectors)?;
        std::hint::black_box(best);
        Ok(count as u64)
    }
}

fn ask(bare: &Bare, queries: &[Query], requests: usize) -> Result<Figures> {
    let words = queries.iter().filter(|query| query.is_words_only());
    let words: Vec<String> = words.map(Query::words).collect();
    let mut times = Vec::with_capacity(requests);
    // The first round warms up, as the load tool does.
    for number in 0..words.len() + requests {
        let Some(asked) = words.get(number % words.len().max(1)) else {
            break;
        };
        let start = Instant::now();
        std::hint::black_box(bare.ask(asked)?);
        let time = start.elapsed();
        if number >= words.len() {
            times.push(time);
        }
    }
    Ok(Figures::of(times))
}
