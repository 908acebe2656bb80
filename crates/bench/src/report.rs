//! All figures of one size in one run: generate, import, index anew, serve, ask, and the baseline beside it.

use std::path::{Path, PathBuf};

use anyhow::{Result, ensure};

mod in_process;
mod server;
mod serving;
mod table;
mod writing;

use in_process::InProcess;
use serving::Serving;
use writing::Writing;

use crate::baseline::tantivy::Baseline;
use crate::baseline::{self, Question};
use crate::generate::{self, Shape};
use crate::load::Questions;

/// How many entries stand on one generated page of a listing.
const ENTRIES_OF_A_PAGE: u64 = 100;

/// What to measure.
#[derive(Debug, Clone)]
pub struct Plan {
    /// Number of documents.
    pub documents: u64,
    /// Seed of archive and queries.
    pub seed: u64,
    /// Whether a third of the documents have texts.
    pub texts: bool,
    /// The `fonds` program to serve with.
    pub program: PathBuf,
    /// An empty folder to work in.
    pub folder: PathBuf,
    /// Number of different queries.
    pub queries: usize,
    /// Number of requests of each kind.
    pub requests: usize,
    /// Clients of the second load; with 1 there is no second.
    pub clients: usize,
    /// How to reach a PostgreSQL server, if it is to be measured.
    pub postgres: Option<String>,
    /// How many entries of listings are imported at most.
    pub entries: u64,
}

/// All that was measured.
#[derive(Debug)]
struct Measured {
    plan: Plan,
    writing: Writing,
    baseline: Baseline,
    others: Vec<baseline::Measured>,
    in_process: InProcess,
    serving: Serving,
}

/// A finished report.
#[derive(Debug)]
pub struct Report {
    /// The table.
    pub markdown: String,
    /// What was not as it must be.
    pub mismatches: Vec<String>,
}

/// Measures everything; `say` is told what is being done.
pub fn run(plan: &Plan, say: &dyn Fn(&str)) -> Result<Report> {
    ensure!(
        plan.documents >= 100,
        "a report needs at least 100 documents"
    );
    say("generating listings and records");
    let size = generate::Plan {
        documents: plan.documents,
        seed: plan.seed,
        texts: plan.texts,
    };
    let pages = plan.folder.join("pages");
    let truth = plan.folder.join("generated.jsonl");
    let entries = generate::Plan {
        documents: plan.documents.min(plan.entries),
        texts: false,
        ..size
    };
    let page_count = entries.documents.div_ceil(ENTRIES_OF_A_PAGE);
    generate::listing(entries, page_count, Shape::Mixed, &pages)?;
    generate::jsonl(size, &truth)?;
    let (archive, writing) = writing::measure(&plan.folder, &pages, &truth, say)?;
    let folder = archive.folder().to_owned();

    say("reading what there is to ask for");
    let questions = Questions::of(&truth, plan.queries, plan.seed)?;
    let (baseline, others) = ask_others(plan, &truth, &questions, say)?;
    say("asking in process");
    let in_process = in_process::measure(archive, &questions, plan.requests)?;
    let serving = serving::measure(plan, &folder, &questions, say)?;
    let measured = Measured {
        plan: plan.clone(),
        writing,
        baseline,
        others,
        in_process,
        serving,
    };
    Ok(Report {
        markdown: table::markdown(&measured),
        mismatches: mismatches(&measured),
    })
}

fn mismatches(measured: &Measured) -> Vec<String> {
    let outcomes = measured.serving.outcomes.iter();
    let mut mismatches: Vec<String> = outcomes
        .flat_map(|outcome| outcome.mismatches.iter().cloned())
        .collect();
    let writing = &measured.writing;
    if !writing.is_export_equal {
        mismatches.push("the export differs from what was imported".to_owned());
    }
    let plan = &measured.plan;
    let (read, written) = (writing.listing.entries, plan.documents.min(plan.entries));
    if read != written {
        mismatches.push(format!("{read} entries of listings were read of {written}"));
    }
    mismatches
}

/// The bare engine and the other engines, one after another, each alone.
fn ask_others(
    plan: &Plan,
    truth: &Path,
    questions: &Questions,
    say: &dyn Fn(&str),
) -> Result<(Baseline, Vec<baseline::Measured>)> {
    let folder = plan.folder.join("baseline");
    std::fs::create_dir(&folder)?;
    let documents = baseline::texts(truth)?;
    say("asking the bare engine");
    let (bare, floor) =
        baseline::tantivy::run(&documents, &folder, &questions.queries, plan.requests)?;
    let (mut asked, mut totals) = (Vec::new(), Vec::new());
    for query in &questions.queries {
        if let Some(question) = Question::of(query) {
            asked.push(question);
            let total = query.is_words_only().then(|| bare.ask(&query.words()));
            totals.push(total.transpose()?);
        }
    }
    say("asking SQLite");
    let mut others = vec![baseline::sqlite::run(
        &documents,
        &plan.folder,
        &asked,
        &totals,
        plan.requests,
    )?];
    if let Some(address) = &plan.postgres {
        say("asking PostgreSQL");
        let requests = plan.requests;
        let measured = baseline::postgres::run(&documents, address, &asked, &totals, requests)?;
        others.push(measured);
    }
    Ok((floor, others))
}
