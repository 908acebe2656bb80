//! What an archive holds, counted for those who want to know before they search.
//!
//! Made once for each state of the archive, from the public index and the public heads alone.

use std::sync::Arc;

use fonds_model::Kind;
use serde::Serialize;

use crate::archive::Archive;
use crate::ask::Ask;
use crate::check::count_public;
use crate::collections::{CollectionsView, YearSpan};
use crate::error::Result;
use crate::results::{HitView, ValueView};

/// What an archive holds.
#[derive(Debug, Clone, Serialize)]
pub struct AboutView {
    /// Public documents.
    pub documents: u64,
    /// Public documents of which a text is held.
    pub texts: u64,
    /// The first and the last year of the documents; absent if none is dated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub span: Option<YearSpan>,
    /// Public persons, bodies and families.
    pub people: u64,
    /// Public places.
    pub places: u64,
    /// Public subject headings.
    pub subjects: u64,
    /// Public archives that hold originals.
    pub archives: u64,
    /// Documents by type, the most frequent first; a narrower type counts under the wider ones too.
    pub types: Vec<ValueView>,
    /// Documents by original language, the most frequent first.
    pub languages: Vec<ValueView>,
    /// Collections with their counts.
    pub collections: CollectionsView,
    /// A document, for examples of addresses and citations: the first in time.
    #[serde(skip)]
    pub example: Option<HitView>,
}

impl Archive {
    /// What the archive holds, as a stranger may see it.
    pub fn about(&self) -> Result<Arc<AboutView>> {
        self.memories().about.get(self, || self.take_stock())
    }

    fn take_stock(&self) -> Result<AboutView> {
        let results = self.search(&Ask {
            per: 10,
            ..Ask::default()
        })?;
        let reader = self.store().reader()?;
        let mut facets = results.facets;
        let mut values = |key: &str| {
            let facet = facets.iter_mut().find(|facet| facet.key == key);
            facet.map_or_else(Vec::new, |facet| std::mem::take(&mut facet.values))
        };
        Ok(AboutView {
            documents: results.searched.documents,
            texts: results.searched.texts,
            span: YearSpan::of(&results.histogram),
            people: count_public(&reader, Kind::Agent)?,
            places: count_public(&reader, Kind::Place)?,
            subjects: count_public(&reader, Kind::Subject)?,
            archives: count_public(&reader, Kind::Repository)?,
            types: values("type"),
            languages: values("language"),
            collections: self.collections()?.as_ref().clone(),
            example: results.hits.into_iter().next(),
        })
    }
}
