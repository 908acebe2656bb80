//! What a stranger finds at the door: how much there is, from when, and what came in last.
//!
//! Everything is counted from the public index and the public heads, so nothing hidden shows even as a number.

use std::sync::Arc;

use fonds_model::Kind;
use fonds_search::{Order, Year};
use serde::Serialize;

use crate::archive::Archive;
use crate::ask::Ask;
use crate::check::count_public;
use crate::collections::{ListedCollection, YearSpan};
use crate::corrections::{self, CorrectionView};
use crate::error::Result;
use crate::results::HitView;

/// How many of the newest documents are shown.
const NEWEST: usize = 5;
/// How many of the latest corrections are shown.
const CORRECTIONS: usize = 5;
/// How many collections are shown.
const FEATURED: usize = 6;

/// The archive at a glance.
#[derive(Debug, Clone, Serialize)]
pub struct HomeView {
    /// Public documents.
    pub documents: u64,
    /// Public documents of which a text is held.
    pub texts: u64,
    /// Public collections.
    pub collections: u64,
    /// Public persons, bodies and families.
    pub people: u64,
    /// The first and the last year of the documents; absent if none is dated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub span: Option<YearSpan>,
    /// Documents by year.
    pub years: Vec<Year>,
    /// Collections that hold documents, the largest first.
    pub featured: Vec<ListedCollection>,
    /// The documents added last, the newest first.
    pub newest: Vec<HitView>,
    /// Documents changed after they were first published, the latest change first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<CorrectionView>,
}

impl Archive {
    /// The archive at a glance, as a stranger may see it.
    pub fn home(&self) -> Result<Arc<HomeView>> {
        self.memories().home.get(self, || self.look_around())
    }

    fn look_around(&self) -> Result<HomeView> {
        let results = self.search(&Ask {
            order: Some(Order::Newest),
            per: 10,
            ..Ask::default()
        })?;
        let reader = self.store().reader()?;
        let collections = self.collections()?;
        let mut featured: Vec<ListedCollection> = collections.collections.clone();
        featured.retain(|collection| collection.all_documents() > 0);
        featured.sort_by_key(|collection| std::cmp::Reverse(collection.all_documents()));
        featured.truncate(FEATURED);
        Ok(HomeView {
            documents: results.searched.documents,
            texts: results.searched.texts,
            collections: count_public(&reader, Kind::Collection)?,
            people: count_public(&reader, Kind::Agent)?,
            span: YearSpan::of(&results.histogram),
            featured,
            years: results.histogram,
            newest: results.hits.into_iter().take(NEWEST).collect(),
            corrections: corrections::latest(&self.labels().at(&reader)?, CORRECTIONS)?,
        })
    }
}
