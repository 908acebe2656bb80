//! Values to filter by and filters in force, with labels.

use std::collections::BTreeMap;

use fonds_model::{Kind, Language, Record, RecordId};
use fonds_search::{Facet, Filter, Found, Search};
use fonds_store::Reader;

use crate::access;
use crate::ask::{Ask, FILTERS};
use crate::entry::Held;
use crate::error::Result;
use crate::labels::Labels;
use crate::results::{ChosenView, FacetView, ValueView};

/// The kind of record that the values of a facet name, if they name records.
pub(super) fn kind_of(facet: Facet) -> Option<Kind> {
    match facet {
        Facet::Person
        | Facet::Sender
        | Facet::Recipient
        | Facet::Via
        | Facet::Participant
        | Facet::Mentioned
        | Facet::Author => Some(Kind::Agent),
        Facet::Place | Facet::PlaceAround => Some(Kind::Place),
        Facet::Subject | Facet::SubjectAround => Some(Kind::Subject),
        Facet::Collection => Some(Kind::Collection),
        Facet::Type => Some(Kind::Type),
        Facet::Repository => Some(Kind::Repository),
        Facet::Marking => Some(Kind::Marking),
        Facet::Donor => Some(Kind::Donor),
        Facet::Project => Some(Kind::Project),
        Facet::Language | Facet::TranslatedInto | Facet::Has => None,
    }
}

/// What stands in addresses for a value, and what to call it; `None` if a stranger may not see it.
fn value_words(
    facet: Facet,
    value: u64,
    reader: &Reader,
    labels: &Labels<'_>,
) -> Result<Option<(String, String)>> {
    match facet {
        Facet::Language | Facet::TranslatedInto => Ok(Language::from_number(value)
            .map(|language| (language.to_string(), language.english_name().to_owned()))),
        Facet::Has => Ok(Held::ALL
            .iter()
            .find(|held| **held as u64 == value)
            .map(|held| (held.as_str().to_owned(), held.as_str().to_owned()))),
        _ => {
            let Some(kind) = kind_of(facet) else {
                return Ok(None);
            };
            let record = RecordId { kind, id: value };
            let Some(label) = labels.of(record)? else {
                return Ok(None);
            };
            let written = match facet {
                Facet::Type => type_code(reader, value)?.unwrap_or_else(|| value.to_string()),
                _ => value.to_string(),
            };
            Ok(Some((written, label.to_string())))
        }
    }
}

fn type_code(reader: &Reader, id: u64) -> Result<Option<String>> {
    let stored = reader.public_record(
        RecordId {
            kind: Kind::Type,
            id,
        },
        access::now(),
    )?;
    Ok(stored.and_then(|stored| match stored.record {
        Record::Type(term) => Some(term.code),
        _ => None,
    }))
}

/// The counted values of each filter.
pub(super) fn facet_views(
    found: &Found,
    ask: &Ask,
    search: &Search,
    reader: &Reader,
    labels: &Labels<'_>,
) -> Result<Vec<FacetView>> {
    let mut views = Vec::new();
    for (facet, counts) in &found.facets {
        let Some((key, _, label)) = FILTERS.iter().find(|known| known.1 == *facet) else {
            continue;
        };
        if let Some(kind) = kind_of(*facet) {
            let ids: Vec<u64> = counts.iter().map(|(value, _)| *value).collect();
            labels.prepare(kind, &ids)?;
        }
        // What the address itself demands is no choice of the reader's and stands before those.
        let own = ask.within.as_ref().filter(|_| *facet == Facet::Collection);
        let chosen = search
            .filters
            .iter()
            .skip(usize::from(own.is_some()))
            .find(|filter| filter.facet == *facet);
        let mut values = Vec::new();
        let counts = counts
            .iter()
            .filter(|(value, _)| own.is_none_or(|own| own.collection.0 != *value));
        for (value, count) in counts {
            let Some((written, label)) = value_words(*facet, *value, reader, labels)? else {
                continue;
            };
            values.push(ValueView {
                value: written,
                label,
                count: *count,
                chosen: chosen.is_some_and(|filter| filter.values.contains(value)),
            });
        }
        if !values.is_empty() {
            views.push(FacetView {
                facet: *facet,
                key,
                label,
                values,
            });
        }
    }
    Ok(views)
}

/// The filters in force.
pub(super) fn chosen_views(
    ask: &Ask,
    search: &Search,
    reader: &Reader,
    labels: &Labels<'_>,
) -> Result<Vec<ChosenView>> {
    let mut views = Vec::new();
    let by_facet: BTreeMap<Facet, &Filter> = search
        .filters
        .iter()
        .map(|filter| (filter.facet, filter))
        .collect();
    for (key, facet, filter_label) in FILTERS {
        let (Some(asked), Some(filter)) = (ask.filters.get(key), by_facet.get(&facet)) else {
            continue;
        };
        for (written, value) in asked.values.iter().zip(&filter.values) {
            let words = value_words(facet, *value, reader, labels)?;
            views.push(ChosenView {
                key,
                filter: filter_label,
                value: written.clone(),
                label: words.map_or_else(|| written.clone(), |(_, label)| label),
            });
        }
    }
    Ok(views)
}
