//! The command line of the generator, the load tool and the baseline.
//!
//! Exit codes: 0 done, 1 an answer was not as it must be, 2 could not run.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::{Args, Parser, Subcommand, ValueEnum};
use fonds_archive::{Archive, Audience};
use fonds_bench::figures::{milliseconds, rate};
use fonds_bench::generate::{self, Shape};
use fonds_bench::load::client::Address;
use fonds_bench::load::{self, Kind, Outcome, Questions};
use fonds_bench::{baseline, inside, report};

/// Generator of archives, load tool and baseline for Fonds.
#[derive(Debug, Parser)]
#[command(name = "fonds-bench", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Generate an archive out of a seed
    Generate(Generate),
    /// Put load on a server of this machine and check its answers
    Load(Load),
    /// Ask bare tantivy in process the same words
    Baseline(BareEngine),
    /// Ask the bare engine, the index alone and the archive the same words in turn
    Inside(InOneProcess),
    /// Measure everything at one size and print it as a table in Markdown
    Report(Report),
}

/// What a generated archive is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// One file of records, as an export writes it
    Jsonl,
    /// A folder of listing pages
    Listing,
}

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  fonds-bench generate --documents 20000 --seed 1 --texts archive.jsonl\n  fonds-bench generate --documents 100000 --format listing --pages 1000 pages"
)]
struct Generate {
    /// Number of documents, or of entries on all pages
    #[arg(long, value_name = "N")]
    documents: u64,
    /// Equal seeds give equal bytes
    #[arg(long, value_name = "S", default_value_t = 1)]
    seed: u64,
    /// What to write
    #[arg(long, value_enum, default_value_t = Format::Jsonl)]
    format: Format,
    /// Give a third of the documents transcripts and translations
    #[arg(long)]
    texts: bool,
    /// Number of listing pages; one for every hundred entries if not given
    #[arg(long, value_name = "P")]
    pages: Option<u64>,
    /// Shape of listing pages
    #[arg(long, value_enum, default_value_t = Shape::Mixed)]
    shape: Shape,
    /// File for records, folder for listings
    #[arg(value_name = "OUT")]
    out: PathBuf,
}

/// Where the truth is: what the served archive holds.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
struct Truth {
    /// An export of the archive that is served, or the file it was made of
    #[arg(long, value_name = "FILE")]
    documents_truth: Option<PathBuf>,
    /// The archive that is served; it is exported first
    #[arg(long, value_name = "DIR")]
    archive: Option<PathBuf>,
}

#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  fonds-bench load --url http://127.0.0.1:8080 --archive ./archive --kind json --requests 5000 --clients 2"
)]
struct Load {
    /// Address of the server, which must be on this machine
    #[arg(long, value_name = "URL")]
    url: String,
    #[command(flatten)]
    truth: Truth,
    /// What to ask for
    #[arg(long, value_enum, default_value_t = Kind::Json)]
    kind: Kind,
    /// Number of different queries
    #[arg(long, value_name = "Q", default_value_t = 400)]
    queries: usize,
    /// Number of requests at most
    #[arg(long, value_name = "N", default_value_t = 2_000)]
    requests: usize,
    /// Seconds at most
    #[arg(long, value_name = "S", default_value_t = 60)]
    seconds: u64,
    /// Number of clients at a time
    #[arg(long, value_name = "C", default_value_t = 1)]
    clients: usize,
    /// Requests that come first and are not measured
    #[arg(long, value_name = "N", default_value_t = 400)]
    warm_up: usize,
    /// Seed of the queries
    #[arg(long, value_name = "S", default_value_t = 1)]
    seed: u64,
}

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  fonds-bench baseline --archive ./archive --requests 5000")]
struct BareEngine {
    #[command(flatten)]
    truth: Truth,
    /// Number of different queries
    #[arg(long, value_name = "Q", default_value_t = 400)]
    queries: usize,
    /// Number of requests
    #[arg(long, value_name = "N", default_value_t = 2_000)]
    requests: usize,
    /// Seed of the queries
    #[arg(long, value_name = "S", default_value_t = 1)]
    seed: u64,
}

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  fonds-bench inside --archive ./archive --slowest 20")]
struct InOneProcess {
    /// The archive
    #[arg(long, value_name = "DIR")]
    archive: PathBuf,
    /// Number of different queries
    #[arg(long, value_name = "Q", default_value_t = 400)]
    queries: usize,
    /// How often each query is asked
    #[arg(long, value_name = "N", default_value_t = 10)]
    rounds: usize,
    /// How many of the slowest queries are shown
    #[arg(long, value_name = "N", default_value_t = 10)]
    slowest: usize,
    /// Seed of the queries
    #[arg(long, value_name = "S", default_value_t = 1)]
    seed: u64,
}

#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  fonds-bench report --documents 100000 --fonds target/release/fonds"
)]
struct Report {
    /// Number of documents
    #[arg(long, value_name = "N")]
    documents: u64,
    /// Seed of archive and queries
    #[arg(long, value_name = "S", default_value_t = 1)]
    seed: u64,
    /// Give a third of the documents transcripts and translations
    #[arg(long)]
    texts: bool,
    /// The program to serve with
    #[arg(long, value_name = "PATH", default_value = "target/release/fonds")]
    fonds: PathBuf,
    /// A folder to work in, which must not exist yet; a temporary one if not given
    #[arg(long, value_name = "DIR")]
    folder: Option<PathBuf>,
    /// Number of different queries
    #[arg(long, value_name = "Q", default_value_t = 400)]
    queries: usize,
    /// Number of requests of each kind
    #[arg(long, value_name = "N", default_value_t = 4_000)]
    requests: usize,
    /// How to reach a PostgreSQL server with an empty database, to measure it as well
    #[arg(long, value_name = "ADDRESS")]
    postgres: Option<String>,
    /// Entries of listings that are imported at most
    #[arg(long, value_name = "N", default_value_t = 200_000)]
    entries: u64,
    /// Clients of the loads with several clients; 1 leaves them out
    #[arg(long, value_name = "C", default_value_t = 4)]
    clients: usize,
}

fn main() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::Generate(arguments) => generate(&arguments),
        Command::Load(arguments) => put_load(&arguments),
        Command::Baseline(arguments) => ask_bare_engine(&arguments),
        Command::Inside(arguments) => ask_in_one_process(&arguments),
        Command::Report(arguments) => make_report(arguments),
    };
    match done {
        Ok(mismatches) if mismatches.is_empty() => ExitCode::SUCCESS,
        Ok(mismatches) => {
            for mismatch in mismatches {
                eprintln!("wrong: {mismatch}");
            }
            ExitCode::from(1)
        }
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::from(2)
        }
    }
}

/// What was not as it must be.
type Mismatches = Vec<String>;

fn generate(arguments: &Generate) -> Result<Mismatches> {
    let plan = generate::Plan {
        documents: arguments.documents,
        seed: arguments.seed,
        texts: arguments.texts,
    };
    let generated = match arguments.format {
        Format::Jsonl => generate::jsonl(plan, &arguments.out)?,
        Format::Listing => {
            let pages = arguments
                .pages
                .unwrap_or_else(|| plan.documents.div_ceil(100).max(1));
            generate::listing(plan, pages, arguments.shape, &arguments.out)?
        }
    };
    print(&serde_json::to_string(&generated)?)?;
    Ok(Mismatches::new())
}

impl Truth {
    /// The file with what the archive holds; the folder keeps it if it was made for this.
    fn file(&self) -> Result<(PathBuf, Option<tempfile::TempDir>)> {
        if let Some(file) = &self.documents_truth {
            return Ok((file.clone(), None));
        }
        let archive = self
            .archive
            .as_deref()
            .context("say --documents-truth or --archive")?;
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("exported.jsonl");
        let mut file = std::io::BufWriter::new(std::fs::File::create(&path)?);
        Archive::open(archive)?.export_jsonl(Audience::Public, &mut file)?;
        Ok((path, Some(folder)))
    }
}

fn put_load(arguments: &Load) -> Result<Mismatches> {
    let address = Address::parse(&arguments.url)?;
    let (truth, _kept) = arguments.truth.file()?;
    let questions = Questions::of(&truth, arguments.queries, arguments.seed)?;
    let plan = load::Plan {
        kind: arguments.kind,
        requests: arguments.requests,
        seconds: arguments.seconds,
        clients: arguments.clients,
        warm_up: arguments.warm_up,
    };
    let outcome = load::run(address, plan, &questions)?;
    print_outcome(&outcome, &questions)?;
    Ok(outcome.mismatches)
}

fn print_outcome(outcome: &Outcome, questions: &Questions) -> Result<()> {
    let requests = outcome.all.count;
    let throughput = rate(requests as u64, outcome.elapsed);
    print(&format!(
        "{requests} requests, clients: {}, {throughput:.0} a second",
        outcome.clients
    ))?;
    print(&format!("all: {}", outcome.all))?;
    for (shape, figures) in &outcome.shapes {
        print(&format!(
            "{} ({}): {figures}",
            shape.as_str(),
            figures.count
        ))?;
    }
    if !outcome.shapes.is_empty() {
        print(&format!("words and phrases only: {}", outcome.words))?;
        print(&format!(
            "of a thousand searches {} matched more than a fifth of {} documents",
            outcome.broad, questions.documents
        ))?;
    }
    print(&format!(
        "{} answers checked, {} wrong",
        outcome.checked,
        outcome.mismatches.len()
    ))
}

fn ask_bare_engine(arguments: &BareEngine) -> Result<Mismatches> {
    let (truth, _kept) = arguments.truth.file()?;
    let questions = Questions::of(&truth, arguments.queries, arguments.seed)?;
    let folder = tempfile::tempdir()?;
    let (_, baseline) = baseline::tantivy::run(
        &baseline::texts(&truth)?,
        folder.path(),
        &questions.queries,
        arguments.requests,
    )?;
    print(&format!(
        "{} documents indexed, {:.0} a second",
        baseline.documents,
        rate(baseline.documents, baseline.indexing)
    ))?;
    print(&format!(
        "{} requests: {}",
        baseline.all.count, baseline.all
    ))?;
    Ok(Mismatches::new())
}

fn ask_in_one_process(arguments: &InOneProcess) -> Result<Mismatches> {
    let truth = Truth {
        documents_truth: None,
        archive: Some(arguments.archive.clone()),
    };
    let (truth, _kept) = truth.file()?;
    let questions = Questions::of(&truth, arguments.queries, arguments.seed)?;
    let archive = Archive::open(&arguments.archive)?;
    let folder = tempfile::tempdir()?;
    let inside = inside::compare(
        &archive,
        &truth,
        folder.path(),
        &questions,
        arguments.rounds,
    )?;
    print(&format!("bare engine: {}", inside.bare))?;
    print(&format!("index alone: {}", inside.index))?;
    print(&format!("archive: {}", inside.archive))?;
    print(&format!("archive, first time: {}", inside.archive_first))?;
    for query in inside.queries.iter().take(arguments.slowest) {
        let [bare, index, archive] = [query.bare, query.index, query.archive].map(milliseconds);
        print(&format!(
            "{}: {} documents; bare engine {bare}, index alone {index}, archive {archive} ms",
            query.words, query.total
        ))?;
    }
    Ok(Mismatches::new())
}

fn make_report(arguments: Report) -> Result<Mismatches> {
    let temporary = tempfile::tempdir()?;
    let folder = match arguments.folder {
        Some(folder) => {
            std::fs::create_dir(&folder)
                .with_context(|| format!("cannot create `{}`", folder.display()))?;
            folder
        }
        None => Path::to_owned(temporary.path()),
    };
    let plan = report::Plan {
        documents: arguments.documents,
        seed: arguments.seed,
        texts: arguments.texts,
        program: arguments.fonds,
        folder,
        queries: arguments.queries,
        requests: arguments.requests,
        clients: arguments.clients,
        postgres: arguments.postgres,
        entries: arguments.entries,
    };
    let report = report::run(&plan, &|what| eprintln!("{what}"))?;
    print(&report.markdown)?;
    Ok(report.mismatches)
}

fn print(line: &str) -> Result<()> {
    writeln!(std::io::stdout(), "{line}").context("cannot write to standard output")
}
