//! From what a reader wrote to a search that the index understands.
//!
//! Names become ids and dates become days; what cannot be looked up is noted and never an error.

use fonds_model::Language;
use fonds_search::query;
use fonds_search::{DateRange, Facet, Filter, Order, Search};
use fonds_store::Reader;

use super::{COUNTED, Prepared};
use crate::ask::{Ask, FILTERS, FilterAsk};
use crate::entry::Held;
use crate::error::Result;
use crate::findings::{
    AGENT_NAME, COLLECTION_NAME, TYPE_CODE, WRITTEN_AS, agent_key, collection_key,
};
use crate::results::UnderstoodView;

/// A value that no document has, for a filter that names nothing.
const NOTHING: u64 = 0;

/// Makes a search ready for the index.
pub(super) fn prepare(ask: &Ask, reader: &Reader) -> Result<Prepared> {
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
    let mut filters = Vec::new();
    for (key, facet, label) in FILTERS {
        let Some(filter) = ask.filters.get(key) else {
            continue;
        };
        filters.push(resolve(facet, label, filter, reader, &mut view.notes)?);
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
        facets: if ask.facets {
            COUNTED.to_vec()
        } else {
            Vec::new()
        },
        facet_limit: 12,
        histogram: ask.facets,
    };
    Ok(Prepared {
        search,
        understood,
        view,
    })
}

/// From what a reader wrote to the values that the index knows.
fn resolve(
    facet: Facet,
    label: &str,
    filter: &FilterAsk,
    reader: &Reader,
    notes: &mut Vec<String>,
) -> Result<Filter> {
    let mut values = Vec::new();
    for written in &filter.values {
        let value = value(facet, written, reader)?;
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

fn value(facet: Facet, written: &str, reader: &Reader) -> Result<Option<u64>> {
    let first = |rule: &str, key: &str| -> Result<Option<u64>> {
        Ok(reader
            .lookup(rule, key)?
            .iter()
            .map(|record| record.id)
            .min())
    };
    let id = written.parse::<u64>().ok().filter(|id| *id < 1 << 56);
    match facet {
        Facet::Language | Facet::TranslatedInto => {
            Ok(Language::recognise(written).map(Language::number))
        }
        Facet::Has => Ok(Held::ALL
            .iter()
            .find(|held| held.as_str() == written)
            .map(|held| *held as u64)),
        _ if id.is_some() => Ok(id),
        Facet::Type => first(TYPE_CODE, &written.to_lowercase().replace([' ', '-'], "_")),
        Facet::Collection => first(COLLECTION_NAME, &collection_key(written)),
        Facet::Person
        | Facet::Sender
        | Facet::Recipient
        | Facet::Via
        | Facet::Participant
        | Facet::Mentioned
        | Facet::Author => match first(AGENT_NAME, &agent_key(written))? {
            Some(agent) => Ok(Some(agent)),
            None => denoted(written, reader),
        },
        Facet::Place
        | Facet::Subject
        | Facet::Repository
        | Facet::Marking
        | Facet::Donor
        | Facet::Project => Ok(None),
    }
}

/// The agent whom documents themselves say a name denotes; the first where they disagree.
fn denoted(written: &str, reader: &Reader) -> Result<Option<u64>> {
    let found = reader.lookup_prefix(WRITTEN_AS, &format!("{}:", agent_key(written)), 1)?;
    Ok(found
        .first()
        .and_then(|(key, _)| key.rsplit_once(':')?.1.parse().ok()))
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
