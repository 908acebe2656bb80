//! PostgreSQL with its full-text search, over a socket of this machine: what most larger systems are built on.
//!
//! The server is somebody else's to start; `scripts/bench` does it where Debian's is installed.

use std::fmt::Write as _;
use std::io::Write as _;
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use postgres::{Client, NoTls, SimpleQueryMessage};

use super::{Measured, Question, Texts, measure};

/// Puts documents into an empty database and asks it; `address` is a connection string such as `host=/tmp/server user=postgres`.
pub fn run(
    documents: &[Texts],
    address: &str,
    questions: &[Question],
    totals: &[Option<u64>],
    requests: usize,
) -> Result<Measured> {
    let mut db = Client::connect(address, NoTls)
        .with_context(|| format!("cannot reach PostgreSQL at `{address}`"))?;
    let start = Instant::now();
    build(&mut db, documents)?;
    let indexing = start.elapsed();
    let asked = measure(questions, totals, requests, |question| {
        ask(&mut db, question)
    })?;
    Ok(Measured {
        name: "PostgreSQL full text over a socket",
        documents: documents.len() as u64,
        indexing,
        ..asked
    })
}

fn build(db: &mut Client, documents: &[Texts]) -> Result<()> {
    db.batch_execute(
        "SET maintenance_work_mem = '256MB';
         DROP TABLE IF EXISTS document;
         CREATE UNLOGGED TABLE document (
             id bigint PRIMARY KEY, first integer, last integer, title text, summary text,
             words tsvector GENERATED ALWAYS AS
                 (setweight(to_tsvector('simple', title), 'A') || to_tsvector('simple', summary)) STORED)",
    )?;
    let mut copy =
        db.copy_in("COPY document (id, first, last, title, summary) FROM STDIN (FORMAT text)")?;
    for texts in documents {
        let day = |day: Option<i32>| day.map_or_else(|| "\\N".to_owned(), |day| day.to_string());
        let days = texts.days.unzip();
        writeln!(
            copy,
            "{}\t{}\t{}\t{}\t{}",
            texts.id,
            day(days.0),
            day(days.1),
            escaped(&texts.titles),
            escaped(&texts.summaries)
        )?;
    }
    copy.finish()?;
    db.batch_execute(
        "CREATE INDEX ON document USING gin (words) WITH (fastupdate = off);
         CREATE INDEX ON document (first, id);",
    )?;
    // It does not run among other statements.
    db.batch_execute("VACUUM ANALYZE document")?;
    Ok(())
}

/// Texts as the text format of `COPY` wants them.
fn escaped(texts: &[String]) -> String {
    let mut escaped = String::new();
    for letter in texts.join(" ").chars() {
        match letter {
            '\\' => escaped.push_str("\\\\"),
            '\n' | '\r' | '\t' => escaped.push(' '),
            other => escaped.push(other),
        }
    }
    escaped
}

fn ask(db: &mut Client, question: &Question) -> Result<u64> {
    let mut asked = String::new();
    for words in &question.phrases {
        if !asked.is_empty() {
            asked.push_str(" & ");
        }
        let words: Vec<String> = words.iter().map(|word| format!("'{word}'")).collect();
        write!(asked, "({})", words.join(" <-> ")).expect("writing to a string cannot fail");
    }
    // Words and days are letters and figures only, so that nothing needs quoting.
    let mut demands = Vec::new();
    if !asked.is_empty() {
        demands.push(format!("words @@ $q${asked}$q$::tsquery"));
    }
    if let Some((first, last)) = question.days {
        demands.push(format!("first <= {last} AND last >= {first}"));
    }
    let order = if asked.is_empty() {
        "first, id".to_owned()
    } else {
        format!("ts_rank(words, $q${asked}$q$::tsquery) DESC, id")
    };
    let demands = demands.join(" AND ");
    // Both in one message: one way there and back.
    let answers = db.simple_query(&format!(
        "SELECT count(*) FROM document WHERE {demands};
         SELECT id FROM document WHERE {demands} ORDER BY {order} LIMIT 10"
    ))?;
    let mut rows = answers.iter().filter_map(|answer| match answer {
        SimpleQueryMessage::Row(row) => row.get(0),
        _ => None,
    });
    let total: u64 = rows.next().context("PostgreSQL gives no count")?.parse()?;
    let found = rows.count() as u64;
    ensure!(
        found == total.min(10),
        "PostgreSQL counts {total} and lists {found}"
    );
    Ok(total)
}
