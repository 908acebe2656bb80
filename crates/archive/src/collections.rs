//! The collections of an archive as a tree: each with its count, its span of years and a sentence.
//!
//! Made once for each state of the archive, from public records and the public index alone.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use fonds_model::{Collection, CollectionId, Kind, Language, Record, text};
use fonds_search::{Facet, Filter, Search, Year};
use serde::Serialize;

use crate::access::{self, found, references};
use crate::archive::Archive;
use crate::error::Result;
use crate::findings::{COLLECTION_NAME, collection_key};
use crate::first_sentence::first_sentence;
use crate::labels::Labels;

/// How many records are read in one statement.
const CHUNK: u32 = 500;

/// All public collections.
#[derive(Debug, Clone, Default, Serialize)]
pub struct CollectionsView {
    /// How many there are, parts of others included.
    pub total: u64,
    /// Those that are part of no other, by name; the others stand within them.
    pub collections: Vec<ListedCollection>,
}

/// A collection in a list.
#[derive(Debug, Clone, Serialize)]
pub struct ListedCollection {
    /// Its id.
    pub id: CollectionId,
    /// Its name.
    pub name: String,
    /// BCP 47 tag of the name's language.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// One sentence about it: its short description, or the first sentence of its introduction.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
    /// Public documents of the collection itself.
    pub documents: u64,
    /// The same with those of its parts, each document counted once; absent without parts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub documents_with_parts: Option<u64>,
    /// The first and the last year of its documents and those of its parts; absent if none is dated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub span: Option<YearSpan>,
    /// Other collections that it points to, and whether they are held.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub see_also: Vec<SeeAlsoView>,
    /// The collections that are part of it, by name.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<ListedCollection>,
}

/// Two years, both included; 0 is 1 BC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct YearSpan {
    /// The first.
    pub first: i32,
    /// The last.
    pub last: i32,
}

/// A pointer to another collection.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SeeAlsoView {
    /// The other collection's name, in the words of the source.
    pub name: String,
    /// The collection, if it is held and public.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<CollectionId>,
    /// True if it is held and public.
    pub held: bool,
}

impl YearSpan {
    /// From the first to the last of some years.
    pub(crate) fn of(years: &[Year]) -> Option<Self> {
        let first = years.iter().map(|year| year.year).min()?;
        let last = years.iter().map(|year| year.year).max()?;
        Some(Self { first, last })
    }
}

impl ListedCollection {
    /// Its id and those of all its parts.
    pub(crate) fn ids(&self) -> Vec<CollectionId> {
        let below = self.parts.iter().flat_map(Self::ids);
        std::iter::once(self.id).chain(below).collect()
    }

    /// Documents of it and of its parts.
    pub fn all_documents(&self) -> u64 {
        self.documents_with_parts.unwrap_or(self.documents)
    }
}

impl CollectionsView {
    /// The collection of an id with the names of those above it, the outermost first.
    pub(crate) fn find(
        &self,
        id: CollectionId,
    ) -> Option<(&ListedCollection, Vec<&ListedCollection>)> {
        fn within<'a>(
            collections: &'a [ListedCollection],
            id: CollectionId,
            above: &mut Vec<&'a ListedCollection>,
        ) -> Option<&'a ListedCollection> {
            for collection in collections {
                if collection.id == id {
                    return Some(collection);
                }
                above.push(collection);
                if let Some(found) = within(&collection.parts, id, above) {
                    return Some(found);
                }
                above.pop();
            }
            None
        }
        let mut above = Vec::new();
        let found = within(&self.collections, id, &mut above)?;
        Some((found, above))
    }

    /// Every collection, parts directly after what they are part of.
    pub fn each(&self) -> Vec<&ListedCollection> {
        fn add<'a>(collections: &'a [ListedCollection], all: &mut Vec<&'a ListedCollection>) {
            for collection in collections {
                all.push(collection);
                add(&collection.parts, all);
            }
        }
        let mut all = Vec::new();
        add(&self.collections, &mut all);
        all
    }
}

impl Archive {
    /// All public collections as a tree.
    pub fn collections(&self) -> Result<Arc<CollectionsView>> {
        self.memories()
            .collections
            .get(self, || self.list_collections())
    }

    fn list_collections(&self) -> Result<CollectionsView> {
        let reader = self.store().reader()?;
        let labels = self.labels().at(&reader)?;
        let mut records: BTreeMap<CollectionId, Collection> = BTreeMap::new();
        let mut after = None;
        loop {
            let page = reader.public_page(Kind::Collection, after, CHUNK, access::now())?;
            for mut stored in page.iter().cloned() {
                references::clear(&mut stored.record, &labels)?;
                if let Record::Collection(collection) = stored.record {
                    records.insert(collection.id, collection);
                }
            }
            match page.last() {
                Some(last) if page.len() == CHUNK as usize => after = Some(last.record.id().id),
                _ => break,
            }
        }
        let found = self.index().search(&Search {
            facets: vec![Facet::Collection],
            facet_limit: usize::MAX,
            limit: 0,
            ..Search::default()
        })?;
        let counts = found.facets.into_iter().flat_map(|(_, values)| values);
        let tree = Tree {
            archive: self,
            labels: &labels,
            parts: parts(&records),
            counts: counts.collect(),
            records: &records,
        };
        Ok(CollectionsView {
            total: records.len() as u64,
            collections: tree.roots()?,
        })
    }

    /// Documents of some collections, each once, and their span.
    fn extent(&self, collections: &[CollectionId]) -> Result<(u64, Option<YearSpan>)> {
        let found = self.index().search(&Search {
            filters: vec![Filter {
                facet: Facet::Collection,
                values: collections.iter().map(|id| id.0).collect(),
                all: false,
            }],
            limit: 0,
            histogram: true,
            ..Search::default()
        })?;
        Ok((found.total, YearSpan::of(&found.histogram)))
    }
}

/// The collections that say they are part of each.
fn parts(
    records: &BTreeMap<CollectionId, Collection>,
) -> BTreeMap<CollectionId, Vec<CollectionId>> {
    let mut parts: BTreeMap<CollectionId, Vec<CollectionId>> = BTreeMap::new();
    for collection in records.values() {
        if let Some(parent) = collection.parent {
            parts.entry(parent).or_default().push(collection.id);
        }
    }
    parts
}

struct Tree<'a> {
    archive: &'a Archive,
    labels: &'a Labels<'a>,
    records: &'a BTreeMap<CollectionId, Collection>,
    parts: BTreeMap<CollectionId, Vec<CollectionId>>,
    counts: HashMap<u64, u64>,
}

impl Tree<'_> {
    fn roots(&self) -> Result<Vec<ListedCollection>> {
        let mut seen = BTreeSet::new();
        let mut roots = Vec::new();
        let is_root = |collection: &&Collection| collection.parent.is_none();
        for collection in self.records.values().filter(is_root) {
            roots.extend(self.listed(collection, &mut seen)?);
        }
        // Collections that are part of each other in a ring stand as if the first of them were part of none.
        for collection in self.records.values() {
            roots.extend(self.listed(collection, &mut seen)?);
        }
        sort(&mut roots);
        Ok(roots)
    }

    fn listed(
        &self,
        collection: &Collection,
        seen: &mut BTreeSet<CollectionId>,
    ) -> Result<Option<ListedCollection>> {
        if !seen.insert(collection.id) {
            return Ok(None);
        }
        let mut parts = Vec::new();
        for part in self.parts.get(&collection.id).into_iter().flatten() {
            if let Some(part) = self.records.get(part) {
                parts.extend(self.listed(part, seen)?);
            }
        }
        sort(&mut parts);
        let name = text::current(&collection.names, Language::ENGLISH);
        let mut listed = ListedCollection {
            id: collection.id,
            name: name.map(|name| name.text.clone()).unwrap_or_default(),
            language: name
                .and_then(|name| name.language)
                .map(|language| language.tag().to_owned()),
            about: about(collection),
            documents: self.counts.get(&collection.id.0).copied().unwrap_or(0),
            documents_with_parts: None,
            span: None,
            see_also: see_also(collection, self.labels)?,
            parts,
        };
        let (documents, span) = self.archive.extent(&listed.ids())?;
        listed.span = span;
        listed.documents_with_parts = (!listed.parts.is_empty()).then_some(documents);
        Ok(Some(listed))
    }
}

fn sort(collections: &mut [ListedCollection]) {
    collections.sort_by_cached_key(|collection| {
        (fonds_reading::fold::fold(&collection.name), collection.id)
    });
}

/// What a collection points to; whether that is held depends on the rest of the archive.
pub(crate) fn see_also(collection: &Collection, labels: &Labels<'_>) -> Result<Vec<SeeAlsoView>> {
    let mut views = Vec::new();
    for other in &collection.see_also {
        let candidates = if let Some(target) = other.target {
            vec![target.into()]
        } else {
            let key = collection_key(&other.name);
            found::lookup(labels.reader(), COLLECTION_NAME, &key)?
        };
        let mut id = None;
        for candidate in candidates {
            if id.is_none() && labels.sees(candidate)? {
                id = Some(CollectionId(candidate.id));
            }
        }
        views.push(SeeAlsoView {
            name: other.name.clone(),
            id,
            held: id.is_some(),
        });
    }
    Ok(views)
}

fn about(collection: &Collection) -> Option<String> {
    let short = text::current(&collection.short_descriptions, Language::ENGLISH);
    let introduction = || text::current(&collection.introductions, Language::ENGLISH);
    let sentence = match short {
        Some(short) => short.text.trim(),
        None => first_sentence(&introduction()?.text),
    };
    (!sentence.is_empty()).then(|| sentence.to_owned())
}
