//! Listing pages into the archive, in batches.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use fonds_formats::listing::{AgentDraft, CollectionDraft, ListingEntry, ListingPage};
use fonds_model::{
    AgentId, Collection, CollectionId, Image, Kind, Provenance, Record, SeeAlso, Source, SourceId,
    Standing, State, Text,
};
use fonds_store::{Batch, Hand, Put};

use super::place::{Outcome, Placing};
use super::{FileReport, ImportOptions, Progress, Report, in_batches};
use crate::archive::Archive;
use crate::error::Result;
use crate::findings::{AGENT_NAME, COLLECTION_NAME, SOURCE_NAME, agent_key, collection_key};
use crate::join;
use crate::naming::{KnownNames, new_agent};
use crate::reading::{self, EntryReading};

/// Entries in one transaction: enough to spread the cost of a sync, few enough to let other writers in.
const BATCH: usize = 500;

/// What all pages of a run hold together.
pub(super) struct Plan {
    pages: Vec<Arc<PagePlan>>,
    /// The date of each telling summary; `None` if it stands on several dates.
    dates_of_summaries: HashMap<String, Option<String>>,
    total: u64,
}

struct PagePlan {
    page: ListingPage,
    keys: HashSet<String>,
    collection: Option<String>,
}

/// A batch of entries of one page; the first also makes the page's own records.
struct Step {
    page: Arc<PagePlan>,
    from: usize,
    to: usize,
}

impl Plan {
    pub(super) fn new(pages: Vec<ListingPage>, options: &ImportOptions) -> Self {
        let mut dates_of_summaries: HashMap<String, Option<String>> = HashMap::new();
        let mut total = 0;
        for page in &pages {
            total += page.entries.len() as u64;
            for entry in &page.entries {
                let keys = join::keys(&EntryReading::of(&provenance(page, entry, None)));
                let Some((summary, date)) = keys.summary.zip(keys.date) else {
                    continue;
                };
                dates_of_summaries
                    .entry(summary)
                    .and_modify(|known| {
                        if known.as_deref() != Some(&date) {
                            *known = None;
                        }
                    })
                    .or_insert(Some(date));
            }
        }
        let plan = |page: ListingPage| {
            Arc::new(PagePlan {
                keys: page.entries.iter().map(|entry| entry.key.clone()).collect(),
                collection: options.collection.clone(),
                page,
            })
        };
        Self {
            pages: pages.into_iter().map(plan).collect(),
            dates_of_summaries,
            total,
        }
    }

    fn steps(&self) -> Vec<Step> {
        let mut steps = Vec::new();
        for page in &self.pages {
            let length = page.page.entries.len();
            let starts = (0..length.max(1)).step_by(BATCH);
            steps.extend(starts.map(|from| Step {
                page: Arc::clone(page),
                from,
                to: length.min(from + BATCH),
            }));
        }
        steps
    }
}

/// Imports the pages of `plan`.
pub(super) fn import(
    archive: &Archive,
    hand: &Hand,
    plan: &Plan,
    options: &ImportOptions,
    report: &mut Report,
    progress: &mut dyn FnMut(Progress),
) -> Result<()> {
    for page in &plan.pages {
        report.files.push(file_report(page));
    }
    let steps = plan.steps();
    let mut names = KnownNames::default();
    let mut done = 0;
    in_batches(archive, hand, options.dry_run, steps, |batch, step| {
        // The records of the page are made with its first entries; later steps only look them up.
        let mut uncounted = Report::default();
        let counted = if step.from == 0 {
            &mut *report
        } else {
            &mut uncounted
        };
        let collection = page_records(batch, &step.page, options, counted)?;
        for entry in &step.page.page.entries[step.from..step.to] {
            let mut placing = Placing {
                batch,
                names: &mut names,
                dates_of_summaries: &plan.dates_of_summaries,
                page_keys: &step.page.keys,
                state: state(options),
                report,
            };
            let outcome = placing.place(provenance(&step.page.page, entry, collection))?;
            report.entries += 1;
            match outcome {
                Outcome::Created => report.created += 1,
                Outcome::Joined => report.joined += 1,
                Outcome::Changed => report.changed += 1,
                Outcome::Unchanged => report.unchanged += 1,
            }
        }
        done += (step.to - step.from) as u64;
        progress(Progress {
            done,
            total: plan.total,
        });
        Ok(())
    })
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

/// Makes or renews the records of the page itself: its collection and its source.
fn page_records(
    batch: &mut Batch<'_>,
    plan: &PagePlan,
    options: &ImportOptions,
    report: &mut Report,
) -> Result<Option<CollectionId>> {
    let standing = Standing {
        state: state(options),
        ..Standing::default()
    };
    let own = match &plan.page.collection {
        Some(draft) => Some(collection(batch, plan, draft, &standing, report)?),
        None => None,
    };
    if let Some(draft) = &plan.page.agent {
        agent(batch, &plan.page, draft, &standing, report)?;
    }
    let collection = match &plan.collection {
        Some(name) => Some(named_collection(batch, name, &standing, report)?),
        None => own,
    };
    source(batch, &plan.page, own, standing, report)?;
    Ok(collection)
}

fn count(report: &mut Report, kind: Kind, known: bool, put: &Put) {
    let tally = report.other(kind);
    match put {
        Put::Unchanged => tally.unchanged += 1,
        Put::Appended { .. } if known => tally.changed += 1,
        Put::Appended { .. } => tally.created += 1,
    }
}

fn source(
    batch: &mut Batch<'_>,
    page: &ListingPage,
    collection: Option<CollectionId>,
    standing: Standing,
    report: &mut Report,
) -> Result<()> {
    let known = batch.lookup(SOURCE_NAME, &page.name)?.into_iter().next();
    let (id, standing) = match known {
        Some(record) => {
            let stored = batch.record(record)?;
            let standing = stored.map_or(standing, |stored| stored.record.standing().clone());
            (SourceId(record.id), standing)
        }
        None => (SourceId(batch.mint(Kind::Source)?), standing),
    };
    let put = batch.put(&Record::from(Source {
        id,
        standing,
        name: page.name.clone(),
        format: "listing".to_owned(),
        generation: page.generation,
        headings: page.headings.clone(),
        part: page.part.clone(),
        collection,
    }))?;
    count(report, Kind::Source, known.is_some(), &put);
    Ok(())
}

/// The collection whose page this is; its words are those of the newest generation that has any.
fn collection(
    batch: &mut Batch<'_>,
    plan: &PagePlan,
    draft: &CollectionDraft,
    standing: &Standing,
    report: &mut Report,
) -> Result<CollectionId> {
    let known = batch
        .lookup(COLLECTION_NAME, &collection_key(&draft.name))?
        .into_iter()
        .next();
    let mut collection = match known {
        Some(record) => match batch.record(record)?.map(|stored| stored.record) {
            Some(Record::Collection(collection)) => collection,
            _ => empty_collection(CollectionId(record.id), standing),
        },
        None => empty_collection(CollectionId(batch.mint(Kind::Collection)?), standing),
    };
    let id = collection.id;
    let entry = collection_provenance(&plan.page, draft);
    collection
        .provenance
        .retain(|known| known.source != entry.source);
    collection.provenance.push(entry);
    collection
        .provenance
        .sort_by(|one, other| (&one.source, &one.key).cmp(&(&other.source, &other.key)));
    let newest = collection
        .provenance
        .iter()
        .rev()
        .max_by_key(|entry| entry.generation);
    let is_newest = newest.is_some_and(|newest| newest.source == plan.page.name);
    if is_newest {
        describe(&mut collection, plan, draft);
    }
    let put = batch.put(&Record::from(collection))?;
    count(report, Kind::Collection, known.is_some(), &put);
    Ok(id)
}

fn describe(collection: &mut Collection, plan: &PagePlan, draft: &CollectionDraft) {
    let from_page = |text: &str| Text {
        text: text.to_owned(),
        sources: vec![plan.page.name.clone()],
        ..Text::default()
    };
    collection.names = vec![from_page(&draft.name)];
    let introduction = Some(&draft.introduction).filter(|text| !text.is_empty());
    collection.introductions = introduction
        .into_iter()
        .map(|text| from_page(text))
        .collect();
    collection.see_also = draft
        .see_also
        .iter()
        .map(|name| SeeAlso {
            name: name.clone(),
            target: None,
        })
        .collect();
    collection.image = draft.image_credit.as_ref().map(|credit| Image {
        credit: Some(credit.clone()),
        ..Image::default()
    });
    collection.stated_span.clone_from(&draft.stated_span);
}

fn collection_provenance(page: &ListingPage, draft: &CollectionDraft) -> Provenance {
    let verbatim = Some(draft.introduction_verbatim.clone()).filter(|text| !text.is_empty());
    Provenance {
        source: page.name.clone(),
        key: "collection".to_owned(),
        format: "listing".to_owned(),
        generation: page.generation,
        fields: [
            ("name".to_owned(), Some(draft.name.clone())),
            ("introduction".to_owned(), verbatim),
        ]
        .into_iter()
        .filter_map(|(name, value)| Some((name, value?)))
        .collect(),
        ..Provenance::default()
    }
}

/// The person or body whose page this is; what the page says of it stands among its biographies.
fn agent(
    batch: &mut Batch<'_>,
    page: &ListingPage,
    draft: &AgentDraft,
    standing: &Standing,
    report: &mut Report,
) -> Result<()> {
    let known = batch
        .lookup(AGENT_NAME, &agent_key(&draft.name))?
        .into_iter()
        .next();
    let stored = match known {
        Some(record) => batch.record(record)?.map(|stored| stored.record),
        None => None,
    };
    let mut agent = match stored {
        Some(Record::Agent(agent)) => agent,
        _ => new_agent(
            AgentId(batch.mint(Kind::Agent)?),
            &draft.name,
            standing.clone(),
        ),
    };
    let says = |text: &Text| text.sources.contains(&page.name);
    agent.biographies.retain(|text| !says(text));
    if !draft.description.is_empty() {
        agent.biographies.push(Text {
            text: draft.description.clone(),
            sources: vec![page.name.clone()],
            ..Text::default()
        });
        agent
            .biographies
            .sort_by(|one, other| one.sources.cmp(&other.sources));
    }
    let put = batch.put(&Record::from(agent))?;
    count(report, Kind::Agent, known.is_some(), &put);
    Ok(())
}

fn named_collection(
    batch: &mut Batch<'_>,
    name: &str,
    standing: &Standing,
    report: &mut Report,
) -> Result<CollectionId> {
    let known = batch
        .lookup(COLLECTION_NAME, &collection_key(name))?
        .into_iter()
        .next();
    if let Some(record) = known {
        return Ok(CollectionId(record.id));
    }
    let mut collection = empty_collection(CollectionId(batch.mint(Kind::Collection)?), standing);
    collection.names = vec![Text {
        text: name.to_owned(),
        ..Text::default()
    }];
    let id = collection.id;
    let put = batch.put(&Record::from(collection))?;
    count(report, Kind::Collection, false, &put);
    Ok(id)
}

fn empty_collection(id: CollectionId, standing: &Standing) -> Collection {
    Collection {
        id,
        standing: standing.clone(),
        names: Vec::new(),
        short_descriptions: Vec::new(),
        introductions: Vec::new(),
        essays: Vec::new(),
        image: None,
        see_also: Vec::new(),
        stated_span: None,
        parent: None,
        order: Vec::new(),
        highlights: Vec::new(),
        timeline: Vec::new(),
        provenance: Vec::new(),
    }
}
