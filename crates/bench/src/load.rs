//! Load over HTTP on this machine, with answers held to the truth.
//!
//! Queries come from the archive's own words; each client keeps one connection and asks the next query as soon as it has its answer.
//! The number of requests and the time are both bounded.

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};

pub mod answers;
pub mod client;
pub mod mix;
mod stems;
pub mod survey;
pub mod tokens;
pub mod truth;

use answers::Verdict;
use client::{Address, Client};
use mix::{Query, Shape};
use survey::{Sample, Survey};
use truth::Expected;

use crate::figures::Figures;

/// The most clients at a time.
pub const MOST_CLIENTS: usize = 64;
/// The longest time in seconds.
pub const MOST_SECONDS: u64 = 600;
/// The most requests.
pub const MOST_REQUESTS: usize = 1_000_000;

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Kind {
    /// A search as JSON: ten hits and the total.
    Json,
    /// A search as a finished page.
    Page,
    /// A search as JSON with the counts of all filters and the histogram.
    Facets,
    /// The page of a document.
    Document,
}

/// How much is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Plan {
    /// What.
    pub kind: Kind,
    /// How many requests at most, those for warming up apart.
    pub requests: usize,
    /// How many seconds at most.
    pub seconds: u64,
    /// How many clients at a time.
    pub clients: usize,
    /// How many requests come first and are not measured.
    pub warm_up: usize,
}

/// Queries with what they must find.
#[derive(Debug)]
pub struct Questions {
    /// The queries in the order in which they are asked, again and again.
    pub queries: Vec<Query>,
    /// What each must find, where a plain scan can tell.
    pub expected: Vec<Option<Expected>>,
    /// Documents to ask for.
    pub samples: Vec<Sample>,
    /// Number of documents of the archive.
    pub documents: u64,
}

impl Questions {
    /// Reads an exported archive twice: for the words to draw queries from, and for what each must find.
    pub fn of(truth: &Path, count: usize, seed: u64) -> Result<Self> {
        let survey = Survey::of(truth, seed)?;
        let queries = mix::draw(&survey, count, seed);
        ensure!(
            !queries.is_empty(),
            "`{}` has no documents with words to ask for",
            truth.display()
        );
        let expected = truth::count(truth, &survey, &queries)?;
        Ok(Self {
            queries,
            expected,
            documents: survey.documents,
            samples: survey.samples,
        })
    }

    /// How many of the queries can be checked.
    pub fn checked(&self) -> usize {
        self.expected.iter().flatten().count()
    }

    fn len(&self, kind: Kind) -> usize {
        if kind == Kind::Document {
            self.samples.len()
        } else {
            self.queries.len()
        }
    }

    /// The path of a question, by its place.
    fn path(&self, kind: Kind, place: usize) -> String {
        match kind {
            Kind::Json => format!(
                "/search.json?{}",
                self.queries[place].address("per=10&facets=0")
            ),
            Kind::Facets => format!("/search.json?{}", self.queries[place].address("per=10")),
            Kind::Page => format!("/search?{}", self.queries[place].address("per=10")),
            Kind::Document => format!("/document/{}", self.samples[place].id),
        }
    }
}

/// One answer of many.
#[derive(Debug)]
struct Asked {
    place: usize,
    time: Duration,
    bytes: usize,
    verdict: Verdict,
}

/// What a load showed.
#[derive(Debug)]
pub struct Outcome {
    /// What was asked for.
    pub kind: Kind,
    /// How many clients there were.
    pub clients: usize,
    /// All times.
    pub all: Figures,
    /// Times by shape of query; empty for documents.
    pub shapes: Vec<(Shape, Figures)>,
    /// Times of queries of words and phrases alone, which a bare engine can answer too.
    pub words: Figures,
    /// Times of the requests that came first, for warming up.
    pub first: Figures,
    /// From the first request to the last answer.
    pub elapsed: Duration,
    /// The middle size of a body in bytes.
    pub bytes: usize,
    /// Answers that were compared with the truth.
    pub checked: usize,
    /// Of a thousand searches so many matched more than a fifth of the archive.
    pub broad: usize,
    /// Answers that were not as they must be, each said once.
    pub mismatches: Vec<String>,
}

/// Puts load on a server.
pub fn run(address: Address, plan: Plan, questions: &Questions) -> Result<Outcome> {
    ensure!(
        (1..=MOST_CLIENTS).contains(&plan.clients),
        "there can be 1 to {MOST_CLIENTS} clients"
    );
    ensure!(
        (1..=MOST_SECONDS).contains(&plan.seconds),
        "the time can be 1 to {MOST_SECONDS} seconds"
    );
    ensure!(
        (1..=MOST_REQUESTS).contains(&plan.requests),
        "there can be 1 to {MOST_REQUESTS} requests"
    );
    let mut client = Client::connect(address)?;
    let mut first = Vec::new();
    for number in 0..plan.warm_up.min(plan.requests) {
        let path = questions.path(plan.kind, number % questions.len(plan.kind));
        first.push(client.get(&path)?.time);
    }
    drop(client);
    let next = AtomicUsize::new(0);
    let start = Instant::now();
    let asked: Result<Vec<Vec<Asked>>> = std::thread::scope(|scope| {
        let work = || ask(address, plan, questions, &next, start);
        let threads: Vec<_> = (0..plan.clients).map(|_| scope.spawn(work)).collect();
        let joined = threads
            .into_iter()
            .map(|thread| thread.join().expect("a client does not panic"));
        joined.collect()
    });
    let elapsed = start.elapsed();
    let asked: Vec<Asked> = asked?.into_iter().flatten().collect();
    let mut outcome = outcome(plan, questions, asked, elapsed);
    outcome.first = Figures::of(first);
    if plan.kind == Kind::Page {
        answers::compare_pages(&mut Client::connect(address)?, questions, &mut outcome)?;
    }
    Ok(outcome)
}

/// The work of one client.
fn ask(
    address: Address,
    plan: Plan,
    questions: &Questions,
    next: &AtomicUsize,
    start: Instant,
) -> Result<Vec<Asked>> {
    let mut client = Client::connect(address)?;
    let limit = Duration::from_secs(plan.seconds);
    let mut asked = Vec::new();
    loop {
        let number = next.fetch_add(1, Ordering::Relaxed);
        if number >= plan.requests || start.elapsed() >= limit {
            return Ok(asked);
        }
        let place = number % questions.len(plan.kind);
        let path = questions.path(plan.kind, place);
        let answer = client.get(&path)?;
        asked.push(Asked {
            place,
            time: answer.time,
            bytes: answer.body.len(),
            verdict: answers::judge(plan.kind, &path, &answer, questions, place),
        });
    }
}

fn outcome(plan: Plan, questions: &Questions, asked: Vec<Asked>, elapsed: Duration) -> Outcome {
    let is_search = plan.kind != Kind::Document;
    let times_of = |is_wanted: &dyn Fn(&Query) -> bool| {
        let wanted = asked
            .iter()
            .filter(|asked| is_search && is_wanted(&questions.queries[asked.place]));
        Figures::of(wanted.map(|asked| asked.time).collect())
    };
    let mut shapes: Vec<Shape> = questions.queries.iter().map(|query| query.shape).collect();
    shapes.sort_unstable();
    shapes.dedup();
    let by_shape = shapes
        .into_iter()
        .map(|shape| (shape, times_of(&|query| query.shape == shape)));
    let mut sizes: Vec<usize> = asked.iter().map(|asked| asked.bytes).collect();
    sizes.sort_unstable();
    let is_broad = |asked: &&Asked| {
        asked
            .verdict
            .total
            .is_some_and(|total| total * 5 > questions.documents)
    };
    let mut mismatches: Vec<String> = asked
        .iter()
        .filter_map(|asked| asked.verdict.mismatch.clone())
        .collect();
    mismatches.sort_unstable();
    mismatches.dedup();
    Outcome {
        kind: plan.kind,
        clients: plan.clients,
        shapes: by_shape.filter(|(_, figures)| figures.count > 0).collect(),
        words: times_of(&Query::is_words_only),
        first: Figures::default(),
        elapsed,
        bytes: sizes.get(sizes.len() / 2).copied().unwrap_or(0),
        checked: asked
            .iter()
            .filter(|asked| asked.verdict.is_checked)
            .count(),
        broad: asked.iter().filter(is_broad).count() * 1_000 / asked.len().max(1),
        mismatches,
        all: Figures::of(asked.into_iter().map(|asked| asked.time).collect()),
    }
}
