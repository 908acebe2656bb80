//! Listing pages into the archive, in batches.

use std::collections::{HashMap, HashSet};

use fonds_formats::listing::{ListingEntry, ListingPage};
use fonds_model::{CollectionId, Provenance, State};
use fonds_store::Batch;

use super::namesakes::settled_keys;
use super::page_records::PageRecords;
use super::place::{Outcome, Placing};
use super::{Desk, FileReport, ImportOptions, Progress, Report};
use crate::error::Result;
use crate::join::{self, JoinKeys};
use crate::naming::KnownNames;
use crate::reading::{self, EntryReading};

/// Entries in one transaction: enough to spread the cost of a sync, few enough to let other writers in.
const BATCH: usize = 500;

/// What all pages of a run hold together.
pub(super) struct Plan {
    pages: Vec<PagePlan>,
    /// The date of each telling summary; `None` if it stands on several dates.
    dates_of_summaries: HashMap<String, Option<String>>,
    total: u64,
}

struct PagePlan {
    page: ListingPage,
    /// The names of the entries within the page.
    keys: HashSet<String>,
    /// The keys under which each entry meets others, in the order of the page.
    join_keys: Vec<JoinKeys>,
}

/// A batch of entries of one page; the first also makes the page's own records.
struct Step<'a> {
    page: &'a PagePlan,
    from: usize,
    to: usize,
}

impl Plan {
    pub(super) fn new(pages: Vec<ListingPage>) -> Self {
        let pages: Vec<PagePlan> = pages.into_iter().map(PagePlan::new).collect();
        let mut dates_of_summaries: HashMap<String, Option<String>> = HashMap::new();
        for keys in pages.iter().flat_map(|page| &page.join_keys) {
            let Some((summary, date)) = keys.telling_summary.as_ref().zip(keys.date.as_ref())
            else {
                continue;
            };
            dates_of_summaries
                .entry(summary.clone())
                .and_modify(|known| {
                    if known.as_ref() != Some(date) {
                        *known = None;
                    }
                })
                .or_insert_with(|| Some(date.clone()));
        }
        Self {
            total: pages
                .iter()
                .map(|page| page.page.entries.len() as u64)
                .sum(),
            pages,
            dates_of_summaries,
        }
    }

    fn steps(&self) -> impl Iterator<Item = Step<'_>> {
        self.pages.iter().flat_map(|page| {
            let length = page.page.entries.len();
            let starts = (0..length.max(1)).step_by(BATCH);
            starts.map(move |from| Step {
                page,
                from,
                to: length.min(from + BATCH),
            })
        })
    }
}

impl PagePlan {
    fn new(page: ListingPage) -> Self {
        let read =
            |entry: &ListingEntry| join::keys(&EntryReading::of(&provenance(&page, entry, None)));
        Self {
            keys: page.entries.iter().map(|entry| entry.key.clone()).collect(),
            join_keys: page.entries.iter().map(read).collect(),
            page,
        }
    }

    fn entries(&self, from: usize, to: usize) -> impl Iterator<Item = (&ListingEntry, &JoinKeys)> {
        self.page.entries[from..to]
            .iter()
            .zip(&self.join_keys[from..to])
    }
}

/// Imports the pages of `plan`.
pub(super) fn import(
    desk: &mut Desk<'_, '_>,
    plan: &Plan,
    options: &ImportOptions,
    report: &mut Report,
    progress: &mut dyn FnMut(Progress),
) -> Result<()> {
    for page in &plan.pages {
        report.files.push(file_report(page));
    }
    let mut memory = Memory::default();
    let mut done = 0;
    for step in plan.steps() {
        done += (step.to - step.from) as u64;
        desk.step(|batch| take(batch, plan, &step, options, &mut memory, report))?;
        progress(Progress {
            done,
            total: plan.total,
        });
    }
    Ok(())
}

/// What is remembered from one step to the next.
#[derive(Default)]
struct Memory {
    names: KnownNames,
    /// Keys of entries of the page that are known under another.
    settled: HashMap<String, String>,
}

fn take(
    batch: &mut Batch<'_>,
    plan: &Plan,
    step: &Step<'_>,
    options: &ImportOptions,
    memory: &mut Memory,
    report: &mut Report,
) -> Result<()> {
    let page = &step.page.page;
    if step.from == 0 {
        memory.settled = settled_keys(batch, page, &step.page.keys)?;
    }
    // The records of the page are made with its first entries; later steps only look them up.
    let mut uncounted = Report::default();
    let mut records = PageRecords {
        batch,
        page,
        state: state(options),
        report: if step.from == 0 {
            &mut *report
        } else {
            &mut uncounted
        },
    };
    let collection = records.renew(options.collection.as_deref())?;
    for (entry, keys) in step.page.entries(step.from, step.to) {
        let mut placing = Placing {
            batch,
            names: &mut memory.names,
            dates_of_summaries: &plan.dates_of_summaries,
            page_keys: &step.page.keys,
            state: state(options),
            report,
        };
        let mut entry = provenance(page, entry, collection);
        if let Some(key) = memory.settled.get(&entry.key) {
            entry.key.clone_from(key);
        }
        let outcome = placing.place(entry, keys)?;
        report.entries += 1;
        match outcome {
            Outcome::Created => report.created += 1,
            Outcome::Joined => report.joined += 1,
            Outcome::Changed => report.changed += 1,
            Outcome::Unchanged => report.unchanged += 1,
        }
    }
    Ok(())
}

fn state(options: &ImportOptions) -> State {
    if options.draft {
        State::Draft
    } else {
        State::Published
    }
}

fn file_report(plan: &PagePlan) -> FileReport {
    let page = &plan.page;
    FileReport {
        name: page.name.clone(),
        format: "listing",
        generation: page.generation,
        entries: page.entries.len() as u64,
        part: page.part.clone(),
        collection: page
            .collection
            .as_ref()
            .map(|collection| collection.name.clone()),
        unread: page.unread.clone(),
    }
}

/// The verbatim provenance of an entry.
fn provenance(
    page: &ListingPage,
    entry: &ListingEntry,
    collection: Option<CollectionId>,
) -> Provenance {
    Provenance {
        source: page.name.clone(),
        key: entry.key.clone(),
        format: "listing".to_owned(),
        generation: page.generation,
        collection,
        fields: reading::fields(
            entry.date_line.as_deref(),
            &entry.title,
            entry.summary.as_deref(),
        ),
        former: Vec::new(),
    }
}
