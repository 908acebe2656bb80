//! The floor: the bare engine in process, on titles and summaries of the same documents, with the same words.
//!
//! No languages, no filters, no dates, no records: what a search costs before it is a search of an archive.

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::Result;
use fonds_formats::jsonl::Item;
use fonds_model::{Record, Text};
use tantivy::collector::{Count, TopDocs};
use tantivy::query::QueryParser;
use tantivy::schema::{Schema, TEXT};
use tantivy::{Index, IndexWriter, TantivyDocument};

use crate::figures::Figures;
use crate::load::mix::Query;
use crate::load::survey::lines;

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

/// Indexes the documents of an exported archive into `folder` and asks it those `queries` that are words and phrases alone,
/// again and again until there are so many requests; ten hits and the total each.
pub fn run(truth: &Path, folder: &Path, queries: &[Query], requests: usize) -> Result<Baseline> {
    // Read first, so that the time is the engine's alone: it indexes in threads of its own while others read.
    let documents = texts(truth)?;
    let start = Instant::now();
    let index = build(folder, &documents)?;
    Ok(Baseline {
        documents: documents.len() as u64,
        indexing: start.elapsed(),
        all: ask(&index, queries, requests)?,
    })
}

fn build(folder: &Path, documents: &[(Vec<String>, Vec<String>)]) -> Result<Index> {
    let mut schema = Schema::builder();
    let title = schema.add_text_field("title", TEXT);
    let summary = schema.add_text_field("summary", TEXT);
    let index = Index::create_in_dir(folder, schema.build())?;
    let mut writer: IndexWriter = index.writer(MEMORY)?;
    for (titles, summaries) in documents {
        let mut entry = TantivyDocument::default();
        for text in titles {
            entry.add_text(title, text);
        }
        for text in summaries {
            entry.add_text(summary, text);
        }
        writer.add_document(entry)?;
    }
    writer.commit()?;
    writer.wait_merging_threads()?;
    Ok(index)
}

fn ask(index: &Index, queries: &[Query], requests: usize) -> Result<Figures> {
    let searcher = index.reader()?.searcher();
    let fields = index.schema().fields().map(|(field, _)| field).collect();
    let mut parser = QueryParser::for_index(index, fields);
    parser.set_conjunction_by_default();
    let words = queries.iter().filter(|query| query.is_words_only());
    let words: Vec<String> = words.map(Query::words).collect();
    let mut times = Vec::with_capacity(requests);
    // The first round warms up, as the load tool does.
    for number in 0..words.len() + requests {
        let Some(asked) = words.get(number % words.len().max(1)) else {
            break;
        };
        let start = Instant::now();
        let query = parser.parse_query(asked)?;
        let found = searcher.search(&query, &(TopDocs::with_limit(10).order_by_score(), Count))?;
        let time = start.elapsed();
        std::hint::black_box(found);
        if number >= words.len() {
            times.push(time);
        }
    }
    Ok(Figures::of(times))
}

/// Titles and summaries of every document.
fn texts(truth: &Path) -> Result<Vec<(Vec<String>, Vec<String>)>> {
    let mut documents = Vec::new();
    for item in lines(truth)? {
        if let Item::Record(Record::Document(document)) = item? {
            let words = |texts: Vec<Text>| texts.into_iter().map(|text| text.text).collect();
            documents.push((words(document.titles), words(document.summaries)));
        }
    }
    Ok(documents)
}
