//! SQLite with FTS5, in process: what many small archives are built on.

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use rusqlite::{Connection, params};

use super::{Measured, Question, Texts, measure};

/// Indexes documents into a database in `folder` and asks it.
pub fn run(
    documents: &[Texts],
    folder: &Path,
    questions: &[Question],
    totals: &[Option<u64>],
    requests: usize,
) -> Result<Measured> {
    let start = Instant::now();
    let db = build(&folder.join("fts5.db"), documents)?;
    let indexing = start.elapsed();
    let asked = measure(questions, totals, requests, |question| ask(&db, question))?;
    Ok(Measured {
        name: "SQLite FTS5 in process",
        documents: documents.len() as u64,
        indexing,
        ..asked
    })
}

fn build(path: &Path, documents: &[Texts]) -> Result<Connection> {
    let mut db = Connection::open(path)?;
    db.busy_timeout(Duration::from_secs(10))?;
    db.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -131072;
         CREATE TABLE document (id INTEGER PRIMARY KEY, first INTEGER, last INTEGER);
         CREATE VIRTUAL TABLE words USING fts5 (title, summary, content = '', tokenize = 'unicode61 remove_diacritics 0');",
    )?;
    let tx = db.transaction()?;
    {
        let mut put = tx.prepare("INSERT INTO document VALUES (?1, ?2, ?3)")?;
        let mut index =
            tx.prepare("INSERT INTO words (rowid, title, summary) VALUES (?1, ?2, ?3)")?;
        for texts in documents {
            let id = i64::try_from(texts.id)?;
            let days = texts.days.unzip();
            put.execute(params![id, days.0, days.1])?;
            index.execute(params![
                id,
                texts.titles.join("\n"),
                texts.summaries.join("\n")
            ])?;
        }
    }
    tx.execute_batch(
        "CREATE INDEX by_first ON document (first, id, last); INSERT INTO words (words) VALUES ('optimize');",
    )?;
    tx.commit()?;
    db.execute_batch("PRAGMA wal_checkpoint(TRUNCATE); ANALYZE;")?;
    Ok(db)
}

fn ask(db: &Connection, question: &Question) -> Result<u64> {
    let phrases = question
        .phrases
        .iter()
        .map(|words| format!("\"{}\"", words.join(" ")));
    let words = phrases.collect::<Vec<_>>().join(" ");
    let (from, order) = match (words.is_empty(), question.days) {
        (false, None) => ("words WHERE words MATCH ?1", "rank"),
        (false, Some(_)) => (
            "words JOIN document d ON d.id = words.rowid WHERE words MATCH ?1 AND d.first <= ?3 AND d.last >= ?2",
            "rank",
        ),
        (true, _) => (
            "document d WHERE ?1 = '' AND d.first <= ?3 AND d.last >= ?2",
            "d.first, d.id",
        ),
    };
    let id = if words.is_empty() {
        "d.id"
    } else {
        "words.rowid"
    };
    let mut count = db.prepare_cached(&format!("SELECT count(*) FROM {from}"))?;
    let mut first_ten = db.prepare_cached(&format!(
        "SELECT {id} FROM {from} ORDER BY {order} LIMIT 10"
    ))?;
    let (total, found) = match question.days {
        None => {
            let total = count.query_row(params![words], |row| row.get::<_, i64>(0))?;
            let rows = first_ten.query_map(params![words], |row| row.get::<_, i64>(0))?;
            (total, rows.collect::<rusqlite::Result<Vec<i64>>>()?)
        }
        Some((first, last)) => {
            let asked = params![words, first, last];
            let total = count.query_row(asked, |row| row.get::<_, i64>(0))?;
            let rows = first_ten.query_map(asked, |row| row.get::<_, i64>(0))?;
            (total, rows.collect::<rusqlite::Result<Vec<i64>>>()?)
        }
    };
    let total = u64::try_from(total)?;
    ensure!(
        found.len() as u64 == total.min(10),
        "SQLite counts {total} and lists {}",
        found.len()
    );
    Ok(total)
}
