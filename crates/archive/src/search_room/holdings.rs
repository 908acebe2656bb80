//! The documents that name a record: how many, the first ones, their years, and who and what is named with it.
//!
//! One query to the index for all of it, as for a search.

use fonds_search::query;
use fonds_search::{Facet, Filter, Order, Search, Year};
use fonds_store::Reader;
use serde::Serialize;

use super::{Prepared, facet_views};
use crate::archive::Archive;
use crate::ask::Ask;
use crate::collections::YearSpan;
use crate::error::Result;
use crate::labels::Labels;
use crate::results::{HitView, UnderstoodView, ValueView};

/// How many documents are shown.
const FIRST: usize = 10;

/// How many values of each kind are named.
const NAMED: usize = 8;

/// The documents that name a record.
#[derive(Debug, Clone, Serialize)]
pub struct Holdings {
    /// How many there are.
    pub total: u64,
    /// The first and the last year; absent if none is dated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub span: Option<YearSpan>,
    /// Documents by year.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub years: Vec<Year>,
    /// The first ones in the order of dates.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub first: Vec<HitView>,
    /// People named in them, the most frequent first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<ValueView>,
    /// Places named in them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<ValueView>,
    /// Subjects they are about.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub subjects: Vec<ValueView>,
    /// Collections they belong to.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub collections: Vec<ValueView>,
}

impl Archive {
    /// The documents with a value of a facet, as a stranger may see them.
    ///
    /// Among what is named with it the value itself is left out.
    pub(crate) fn holdings(
        &self,
        facet: Facet,
        value: u64,
        reader: &Reader,
        labels: &Labels<'_>,
    ) -> Result<Holdings> {
        let prepared = Prepared {
            pages: Vec::new(),
            search: Search {
                filters: vec![Filter {
                    facet,
                    values: vec![value],
                    // The value is demanded, so that its own facet is counted within it.
                    all: true,
                }],
                order: Order::DateAscending,
                limit: FIRST,
                facets: vec![
                    Facet::Person,
                    Facet::Place,
                    Facet::Subject,
                    Facet::Collection,
                ],
                facet_limit: NAMED + 1,
                histogram: true,
                ..Search::default()
            },
            understood: query::parse(""),
            view: UnderstoodView::default(),
        };
        let found = self.index().search(&prepared.search)?;
        let mut views = facet_views(&found, &Ask::default(), &prepared.search, reader, labels)?;
        let mut named = |wanted: Facet| {
            let view = views.iter_mut().find(|view| view.facet == wanted);
            let mut named = view
                .map(|view| std::mem::take(&mut view.values))
                .unwrap_or_default();
            named.retain(|value| !value.chosen);
            named.truncate(NAMED);
            named
        };
        Ok(Holdings {
            total: found.total,
            people: named(Facet::Person),
            places: named(Facet::Place),
            subjects: named(Facet::Subject),
            collections: named(Facet::Collection),
            first: self.hit_views(&found.hits, &prepared, reader, labels)?,
            span: YearSpan::of(&found.histogram),
            years: found.histogram,
        })
    }
}
