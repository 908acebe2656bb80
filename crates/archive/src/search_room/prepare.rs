//! From what a reader wrote to a search that the index understands.
//!
//! Names become ids and dates become days; what cannot be looked up is noted and never an error.

use std::collections::HashSet;

use fonds_model::{AgentId, Kind, Language};
use fonds_search::query;
use fonds_search::{DateRange, Facet, Filter, Order, Search};

use super::facets::kind_of;
use super::{COUNTED, Prepared};
use crate::access::{self, found};
use crate::ask::{Ask, FILTERS, FilterAsk, Within};
use crate::entry::Held;
use crate::error::Result;
use crate::findings::{
    AGENT_NAME, COLLECTION_NAME, NAME, TYPE_CODE, WRITTEN_AS, agent_key, collection_key,
};
use crate::labels::Labels;
use crate::results::UnderstoodView;

/// A value that no document has, for a filter that names nothing.
const NOTHING: u64 = 0;

/// How many documents are first asked whom a name denotes; where all of them are hidden, eight times as many are asked next.
const ASKED: u32 = 32;

/// Makes a search ready for the index.
pub(super) fn prepare(ask: &Ask, labels: &Labels<'_>) -> Result<Prepared> {
    let understood = query::parse(&ask.q);
    let mut view = UnderstoodView {
        words: understood.wording.clone(),
        dates: None,
        notes: understood.notes.iter().map(ToString::to_string).collect(),
    };
    view.notes.extend(
        ask.ignored
            .iter()
            .map(|pair| format!("`{pair}` was not understood and passed over")),
    );
    let mut filters: Vec<Filter> = ask.within.iter().map(within).collect();
    for (key, facet, label) in FILTERS {
        let Some(filter) = ask.filters.get(key) else {
            continue;
        };
        filters.push(resolve(facet, label, filter, labels, &mut view.notes)?);
    }
    let dates = dates(ask, &mut view);
    let order = ask.order.unwrap_or(if ask.q.is_empty() {
        Order::DateAscending
    } else {
        Order::Relevance
    });
    let search = Search {
        tree: understood.tree.clone(),
        scope: ask.scope,
        filters,
        dates,
        order,
        offset: (ask.page - 1).saturating_mul(ask.per),
        limit: usize::try_from(ask.per).unwrap_or(usize::MAX),
        facets: counted(ask),
        facet_limit: 12,
        histogram: ask.facets,
    };
    Ok(Prepared {
        search,
        understood,
        view,
        pages: ask
            .within
            .as_ref()
            .map(|within| within.sources.clone())
            .unwrap_or_default(),
    })
}

/// The filter of a collection and its parts; it stands before any other of its facet.
fn within(within: &Within) -> Filter {
    let ids = std::iter::once(&within.collection).chain(&within.parts);
    Filter {
        facet: Facet::Collection,
        values: ids.map(|id| id.0).collect(),
        // One collection is demanded like any value; of several a document needs one.
        all: within.parts.is_empty(),
    }
}

/// The facets to count.
///
/// Counts of a facet that is filtered by any of some values leave its own filters out, so within a collection with parts collections would be counted over the whole archive.
fn counted(ask: &Ask) -> Vec<Facet> {
    let has_parts = ask
        .within
        .as_ref()
        .is_some_and(|within| !within.parts.is_empty());
    let mut counted = COUNTED.to_vec();
    counted.retain(|facet| ask.facets && !(has_parts && *facet == Facet::Collection));
    counted
}

/// From what a reader wrote to the values that the index knows.
fn resolve(
    facet: Facet,
    label: &str,
    filter: &FilterAsk,
    labels: &Labels<'_>,
    notes: &mut Vec<String>,
) -> Result<Filter> {
    let mut values = Vec::new();
    for written in &filter.values {
        let value = value(facet, written, labels)?;
        if value.is_none() {
            notes.push(format!(
                "nothing here is called `{written}` ({})",
                label.to_lowercase()
            ));
        }
        values.push(value.unwrap_or(NOTHING));
    }
    Ok(Filter {
        facet,
        values,
        all: filter.all,
    })
}

fn value(facet: Facet, written: &str, labels: &Labels<'_>) -> Result<Option<u64>> {
    match facet {
        Facet::Language | Facet::TranslatedInto => {
            return Ok(Language::recognise(written).map(Language::number));
        }
        Facet::Has => {
            let held = Held::ALL.iter().find(|held| held.as_str() == written);
            return Ok(held.map(|held| *held as u64));
        }
        _ => {}
    }
    let id = written.parse::<u64>().ok().filter(|id| *id < 1 << 56);
    let Some(kind) = kind_of(facet).filter(|_| id.is_none()) else {
        return Ok(id);
    };
    match kind {
        Kind::Type => {
            let code = written.to_lowercase().replace([' ', '-'], "_");
            first(kind, TYPE_CODE, &code, labels)
        }
        Kind::Collection => first(kind, COLLECTION_NAME, &collection_key(written), labels),
        Kind::Agent => match first(kind, AGENT_NAME, &agent_key(written), labels)? {
            Some(agent) => Ok(Some(agent)),
            None => denoted(written, labels),
        },
        _ => first(kind, NAME, &agent_key(written), labels),
    }
}

/// The first record that a stranger may see of those found under a key.
fn first(kind: Kind, rule: &str, key: &str, labels: &Labels<'_>) -> Result<Option<u64>> {
    let found = found::lookup(labels.reader(), rule, key)?;
    let first = found.into_iter().find(|record| record.kind == kind);
    Ok(first.map(|record| record.id))
}

/// The agent whom public documents themselves say a name denotes; the first where they disagree.
fn denoted(name: &str, labels: &Labels<'_>) -> Result<Option<u64>> {
    let prefix = format!("{}:", agent_key(name));
    let reader = labels.reader();
    let (mut limit, mut passed) = (ASKED, 0);
    loop {
        let written = reader.lookup_prefix(WRITTEN_AS, &prefix, limit)?;
        let ids: Vec<u64> = written[passed..]
            .iter()
            .map(|(_, record)| record.id)
            .collect();
        let public = reader.public_seqs(Kind::Document, &ids, access::now())?;
        let public: HashSet<u64> = public.into_iter().map(|(id, _)| id).collect();
        for (key, document) in &written[passed..] {
            let agent = key.rsplit_once(':').and_then(|(_, id)| id.parse().ok());
            if let Some(agent) = agent.filter(|_| public.contains(&document.id))
                && labels.sees(AgentId(agent))?
                && found::says(reader, *document, WRITTEN_AS, key)?
            {
                return Ok(Some(agent));
            }
        }
        if written.len() < limit as usize {
            return Ok(None);
        }
        passed = written.len();
        limit = limit.saturating_mul(8);
    }
}

fn dates(ask: &Ask, view: &mut UnderstoodView) -> Option<DateRange> {
    let mut read = |written: &str| {
        if written.is_empty() {
            return None;
        }
        let edtf = fonds_reading::date::read(written).edtf;
        if edtf.is_none() {
            view.notes.push(format!(
                "`{written}` is not a date and was passed over; write for example 1949, January 1949 or 6 January 1949"
            ));
        }
        edtf
    };
    let since = read(&ask.since).and_then(|edtf| edtf.earliest_day());
    let until = read(&ask.until).and_then(|edtf| edtf.latest_day());
    if since.is_none() && until.is_none() {
        return None;
    }
    if let (Some(since), Some(until)) = (since, until)
        && since > until
    {
        view.notes.push(format!(
            "the first day asked for, {since}, lies after the last, {until}"
        ));
    }
    let day = |date: Option<jiff::civil::Date>| {
        date.map_or_else(|| "..".to_owned(), |date| date.to_string())
    };
    view.dates = Some(format!("{}/{}", day(since), day(until)));
    Some(DateRange {
        since: since.map(fonds_model::date::day_number),
        until: until.map(fonds_model::date::day_number),
        certain: ask.certain,
        possible: ask.possible,
        undated: ask.undated,
    })
}
