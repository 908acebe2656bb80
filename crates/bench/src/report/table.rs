//! What was measured as a table in Markdown, each figure beside its budget and, where there is one, beside the baseline.

use std::fmt::Write as _;
use std::time::Duration;

use crate::figures::{Figures, milliseconds, rate};
use crate::load::{Kind, Outcome};
use crate::report::Measured;
use crate::report::server::Memory;
use crate::report::writing::Imported;

const STRING: &str = "writing to a string cannot fail";

/// The whole report.
pub(crate) fn markdown(measured: &Measured) -> String {
    let mut text = String::new();
    let plan = &measured.plan;
    let texts = if plan.texts {
        ", a third of them with texts"
    } else {
        ", without texts"
    };
    writeln!(
        text,
        "### {} documents{texts} (seed {})\n",
        plan.documents, plan.seed
    )
    .expect(STRING);
    writeln!(text, "{}\n", machine()).expect(STRING);
    rows(&mut text, measured);
    shapes(&mut text, measured);
    checks(&mut text, measured);
    text
}

fn machine() -> String {
    let cores = std::thread::available_parallelism().map_or(0, std::num::NonZero::get);
    let processor = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let name = processor
        .lines()
        .find_map(|line| line.strip_prefix("model name")?.split_once(':'))
        .map_or("processor of unknown name", |(_, name)| name.trim());
    let build = if cfg!(debug_assertions) {
        "; NOT an optimised build, so the figures mean nothing"
    } else {
        ""
    };
    format!("Two figures are median / 99th in milliseconds. {name}, {cores} cores{build}.")
}

/// Rows of the main table.
struct Rows<'a>(&'a mut String);

impl Rows<'_> {
    fn add(&mut self, what: &str, budget: &str, figure: &str, ratio: &str) {
        writeln!(self.0, "| {what} | {budget} | {figure} | {ratio} |").expect(STRING);
    }
}

fn rows(text: &mut String, measured: &Measured) {
    text.push_str("| what | budget | measured | to the baseline |\n| --- | --- | --- | --- |\n");
    let mut rows = Rows(text);
    searches(&mut rows, measured);
    writing(&mut rows, measured);
    serving(&mut rows, measured);
    text.push('\n');
}

fn searches(rows: &mut Rows<'_>, measured: &Measured) {
    let baseline = &measured.baseline.all;
    let what =
        "bare tantivy in process on titles and summaries: words and phrases, ten hits and total";
    rows.add(what, "the floor", &pair(baseline), "1");
    for other in &measured.others {
        let what = format!("{}: the same words and phrases", other.name);
        rows.add(
            &what,
            "",
            &pair(&other.words),
            &ratio(&other.words, baseline),
        );
        let what = format!("{}: dates, with words or without", other.name);
        rows.add(&what, "", &pair(&other.dates), "");
    }
    let index = &measured.in_process.index_words;
    let what = "index alone, the same: from words to ids and total, without records";
    rows.add(what, "", &pair(index), &ratio(index, baseline));
    let words = &measured.in_process.words;
    let what = "search in process with records and marks, the same";
    rows.add(what, "", &pair(words), &ratio(words, baseline));
    rows.add(
        "search in process, all queries",
        "",
        &pair(&measured.in_process.all),
        "",
    );
    for outcome in &measured.serving.outcomes {
        let (what, budget) = of_kind(outcome.kind, measured.plan.documents);
        let (what, budget) = match outcome.clients {
            1 => (what.to_owned(), budget),
            clients => (format!("{what}, {clients} clients"), ""),
        };
        rows.add(&what, budget, &pair(&outcome.all), "");
        if outcome.kind == Kind::Json && outcome.clients == 1 {
            let what = format!("{what}, words and phrases only");
            let budget = "99th ≤ 1.2 × baseline";
            rows.add(
                &what,
                budget,
                &pair(&outcome.words),
                &ratio(&outcome.words, baseline),
            );
            let what = "the same, each search asked for the first time by anyone";
            rows.add(what, "", &pair(&outcome.first), "");
        }
    }
}

fn writing(rows: &mut Rows<'_>, measured: &Measured) {
    let import = |imported: &Imported| {
        format!(
            "{:.0} / {:.0} a second",
            rate(imported.entries, imported.durable),
            rate(imported.entries, imported.searchable)
        )
    };
    let what = "import of listings, until durable / searchable";
    rows.add(
        what,
        "≥ 3,000 / ≥ 2,000 a second",
        &import(&measured.writing.listing),
        "",
    );
    let what = "import of records (JSON lines), until durable / searchable";
    rows.add(what, "", &import(&measured.writing.records), "");
    let documents = measured.plan.documents;
    let per_second = |time: Duration| format!("{:.0} a second", rate(documents, time));
    rows.add(
        "export of the same",
        "",
        &per_second(measured.writing.export),
        "",
    );
    let floor = measured.baseline.indexing.as_secs_f64().max(1e-9);
    let times = format!(
        "{:.1} × its time",
        measured.writing.reindex.as_secs_f64() / floor
    );
    rows.add(
        "reindex",
        "≥ 10,000 a second",
        &per_second(measured.writing.reindex),
        &times,
    );
}

fn serving(rows: &mut Rows<'_>, measured: &Measured) {
    let first = format!("{:.2} s", measured.serving.first_answer.as_secs_f64());
    rows.add("start to first answer", "≤ 0.3 s", &first, "");
    let memory = |memory: Option<Memory>| {
        memory.map_or_else(
            || "not told by this system".to_owned(),
            |memory| {
                format!(
                    "{} MB anonymous, {} MB mapped",
                    memory.anonymous >> 20,
                    memory.mapped >> 20
                )
            },
        )
    };
    rows.add(
        "memory after the first answer",
        "",
        &memory(measured.serving.memory_at_start),
        "",
    );
    let budget = "anonymous ≤ 100 MB at 20 k, ≤ 350 MB at 1 M";
    rows.add(
        "memory after all searches",
        budget,
        &memory(measured.serving.memory),
        "",
    );
    let (packing, bytes) = &measured.serving.page_size;
    let packing = packing.as_deref().unwrap_or("not packed");
    let size = format!("{:.1} kB ({packing})", thousands(*bytes));
    rows.add(
        "size of a search page on the wire",
        "≤ 30 kB packed",
        &size,
        "",
    );
    rows.add(
        "folder of the archive",
        "",
        &format!("{} MB", measured.writing.folder_bytes >> 20),
        "",
    );
}

/// What to call a kind, and its budget at so many documents.
fn of_kind(kind: Kind, documents: u64) -> (&'static str, &'static str) {
    let is_large = documents >= 500_000;
    match kind {
        Kind::Json => ("search over HTTP, JSON, ten hits and total", "median ≤ 0.6"),
        Kind::Facets => (
            "the same with all filter counts and the histogram",
            "median ≤ 2, 99th ≤ 12",
        ),
        Kind::Page if is_large => ("the same as a finished page", "median ≤ 8, 99th ≤ 60"),
        Kind::Page => ("the same as a finished page", "median ≤ 3, 99th ≤ 14"),
        Kind::Document => ("document page", "median ≤ 1, 99th ≤ 5"),
    }
}

fn shapes(text: &mut String, measured: &Measured) {
    let searches = measured
        .serving
        .outcomes
        .iter()
        .filter(|outcome| !outcome.shapes.is_empty() && outcome.clients == 1);
    let searches: Vec<&Outcome> = searches.collect();
    let Some(first) = searches.first() else {
        return;
    };
    text.push_str("| by shape of query |");
    for outcome in &searches {
        write!(text, " {:?} |", outcome.kind).expect(STRING);
    }
    text.push_str("\n| --- |");
    text.push_str(&" --- |".repeat(searches.len()));
    text.push('\n');
    for (shape, figures) in &first.shapes {
        write!(text, "| {} ({}) |", shape.as_str(), figures.count).expect(STRING);
        for outcome in &searches {
            let figures = outcome.shapes.iter().find(|(other, _)| other == shape);
            write!(
                text,
                " {} |",
                figures.map_or_else(String::new, |(_, figures)| pair(figures))
            )
            .expect(STRING);
        }
        text.push('\n');
    }
    text.push('\n');
}

fn checks(text: &mut String, measured: &Measured) {
    for outcome in &measured.serving.outcomes {
        let broad = if outcome.kind == Kind::Json {
            format!(
                "; {:.1} % matched more than a fifth of the archive",
                thousands(outcome.broad) * 100.0
            )
        } else {
            String::new()
        };
        writeln!(
            text,
            "- {:?}, clients: {}: {} requests, {:.0} a second, middle size {:.1} kB, 90th {} ms, longest {} ms{broad}; {} answers checked, {} wrong.",
            outcome.kind,
            outcome.clients,
            outcome.all.count,
            rate(outcome.all.count as u64, outcome.elapsed),
            thousands(outcome.bytes),
            milliseconds(outcome.all.ninetieth),
            milliseconds(outcome.all.longest),
            outcome.checked,
            outcome.mismatches.len()
        )
        .expect(STRING);
    }
    for other in &measured.others {
        writeln!(
            text,
            "- {}: {:.0} documents indexed a second, {} questions of words and phrases and {} with dates; of {} different ones {} have the bare engine's total.",
            other.name,
            rate(other.documents, other.indexing),
            other.words.count,
            other.dates.count,
            other.asked,
            other.equal
        )
        .expect(STRING);
    }
    let listing = &measured.writing.listing;
    writeln!(
        text,
        "- Listings: {} entries on {} pages, {} created, {} joined.",
        listing.entries, listing.files, listing.created, listing.joined
    )
    .expect(STRING);
    let same = if measured.writing.is_export_equal {
        "byte for byte what was imported"
    } else {
        "NOT what was imported"
    };
    writeln!(text, "- Export: {same}.").expect(STRING);
}

fn pair(figures: &Figures) -> String {
    format!(
        "{} / {}",
        milliseconds(figures.median),
        milliseconds(figures.ninety_ninth)
    )
}

fn ratio(figures: &Figures, baseline: &Figures) -> String {
    let share = |one: Duration, other: Duration| one.as_secs_f64() / other.as_secs_f64().max(1e-9);
    format!(
        "{:.1} / {:.1}",
        share(figures.median, baseline.median),
        share(figures.ninety_ninth, baseline.ninety_ninth)
    )
}

#[expect(clippy::cast_precision_loss, reason = "sizes are told with few digits")]
fn thousands(number: usize) -> f64 {
    number as f64 / 1_000.0
}
