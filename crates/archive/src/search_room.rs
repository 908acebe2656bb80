//! A search from what a reader asked to what the page shows.
//!
//! One query to the index, one statement for the records of the page, names from memory; nothing is asked hit by hit.

use std::sync::Arc;

use fonds_model::{Document, DocumentId, Kind, RecordId};
use fonds_search::query::Understood;
use fonds_search::{Facet, Filter, Group, Hit, Marker, Search};
use fonds_store::Reader;

use self::facets::{chosen_views, facet_views};
use self::hits::{excerpt, hit_view, mark};
pub use self::holdings::Holdings;
use self::prepare::prepare;
use crate::archive::Archive;
use crate::ask::Ask;
use crate::document_view::{Neighbour, neighbour};
use crate::entry::Held;
use crate::error::{Error, Result};
use crate::labels::Labels;
use crate::results::{HitView, PassageView, Results, Searched, UnderstoodView};

mod cards;
mod facets;
mod hits;
mod holdings;
mod prepare;

/// Facets whose values are counted for the page.
const COUNTED: [Facet; 9] = [
    Facet::Person,
    Facet::Type,
    Facet::Collection,
    Facet::Place,
    Facet::Subject,
    Facet::Repository,
    Facet::Language,
    Facet::TranslatedInto,
    Facet::Has,
];

/// How many passages of its texts a document shows in a list.
const PASSAGES: usize = 3;

/// A search made ready for the index.
struct Prepared {
    search: Search,
    understood: Understood,
    view: UnderstoodView,
    /// The pages that describe the collection within which is searched.
    pages: Vec<String>,
}

impl Archive {
    /// Answers a search as a stranger may see it.
    pub fn search(&self, ask: &Ask) -> Result<Results> {
        let reader = self.store().reader()?;
        let labels = self.labels().at(&reader)?;
        let limits = self.search_limits();
        if let Some(limits) = limits
            && ask.q.chars().count() > limits.characters
        {
            let most = limits.characters;
            return Err(Error::QueryTooLong { most });
        }
        let prepared = prepare(ask, &labels)?;
        if let Some(limits) = limits
            && !self.index().is_within(&prepared.search, limits.work)?
        {
            return Err(Error::TooMuchWork);
        }
        let found = self.index().search(&prepared.search)?;
        let hits = self.hit_views(&found.hits, &prepared, &reader, &labels)?;
        let facets = facet_views(&found, ask, &prepared.search, &reader, &labels)?;
        let pages = found.total.div_ceil(ask.per).max(1);
        let before = (ask.page - 1).saturating_mul(ask.per);
        let count = hits.len() as u64;
        let mut view = prepared.view;
        if found.cut {
            view.notes.push("a word with an asterisk stands for more words than can be followed; write more of its letters".to_owned());
        }
        Ok(Results {
            total: found.total,
            groups: found.groups,
            page: ask.page,
            pages,
            first: if count == 0 { 0 } else { before + 1 },
            last: if count == 0 { 0 } else { before + count },
            hits,
            facets,
            histogram: found.histogram,
            understood: view,
            chosen: chosen_views(ask, &prepared.search, &reader, &labels)?,
            direct: direct(&ask.q, &reader)?,
            named: cards::cards(self, ask, &labels)?,
            searched: Searched {
                documents: self.index().count(),
                texts: self.count_with_text()?,
            },
            ask: ask.clone(),
        })
    }

    /// Documents as they stand in a list, in the order given; what a stranger may not see is left out.
    pub(crate) fn listed_documents(
        &self,
        ids: impl Iterator<Item = u64>,
        reader: &Reader,
        labels: &Labels<'_>,
    ) -> Result<Vec<HitView>> {
        let hit = |id| Hit {
            id,
            score: 0.0,
            group: Group::Certain,
        };
        let hits: Vec<Hit> = ids.map(hit).collect();
        if hits.is_empty() {
            return Ok(Vec::new());
        }
        self.hit_views(&hits, &prepare(&Ask::default(), labels)?, reader, labels)
    }

    /// What of a search could not be taken as it was asked, in words, as its page says them.
    ///
    /// A reader sees these beside the hits; who takes a whole result away should refuse a search that has any.
    pub fn not_understood(&self, ask: &Ask) -> Result<Vec<String>> {
        let reader = self.store().reader()?;
        let labels = self.labels().at(&reader)?;
        Ok(prepare(ask, &labels)?.view.notes)
    }

    /// The ids of all documents that a search finds, in its order.
    pub(crate) fn found_ids(&self, ask: &Ask) -> Result<Vec<u64>> {
        let reader = self.store().reader()?;
        let labels = self.labels().at(&reader)?;
        let mut search = prepare(ask, &labels)?.search;
        search.facets.clear();
        search.histogram = false;
        search.offset = 0;
        // Counted first, since room is made for as many hits as are asked for.
        search.limit = 0;
        let total = self.index().search(&search)?.total;
        search.limit = usize::try_from(total).unwrap_or(usize::MAX);
        let found = self.index().search(&search)?;
        Ok(found.hits.iter().map(|hit| hit.id).collect())
    }

    /// Documents of which a text is held; counted once for each state of the index.
    fn count_with_text(&self) -> Result<u64> {
        let seq = self.index().last_seq();
        if let Some(count) = self.texts_counted_at(seq) {
            return Ok(count);
        }
        let found = self.index().search(&Search {
            filters: vec![Filter {
                facet: Facet::Has,
                values: vec![Held::Transcript as u64, Held::Translation as u64],
                all: false,
            }],
            limit: 0,
            ..Search::default()
        })?;
        self.remember_texts(seq, found.total);
        Ok(found.total)
    }

    fn hit_views(
        &self,
        hits: &[Hit],
        prepared: &Prepared,
        reader: &Reader,
        labels: &Labels<'_>,
    ) -> Result<Vec<HitView>> {
        let ids: Vec<u64> = hits.iter().map(|hit| hit.id).collect();
        let documents = self.recent().documents(reader, &ids)?;
        prepare_labels(&documents, labels)?;
        let marker = Marker::new(&prepared.understood.tree);
        let mut documents = documents.into_iter().peekable();
        let mut views = Vec::with_capacity(hits.len());
        for hit in hits {
            // A document withdrawn a moment ago may still stand in the index.
            let Some(document) = documents.next_if(|document| document.id.0 == hit.id) else {
                continue;
            };
            let mut view = hit_view(&document, hit.group, &prepared.pages, &marker, labels)?;
            view.passages = self.passages(&document, prepared, &marker, reader)?;
            views.push(view);
        }
        Ok(views)
    }

    fn passages(
        &self,
        document: &Document,
        prepared: &Prepared,
        marker: &Marker<'_>,
        reader: &Reader,
    ) -> Result<Vec<PassageView>> {
        if document.texts.is_empty() {
            return Ok(Vec::new());
        }
        let found = self.index().passages(
            document.id.0,
            &prepared.understood.tree,
            prepared.search.scope,
            PASSAGES,
        )?;
        let mut passages = Vec::new();
        for passage in found {
            let Some(held) = document
                .texts
                .iter()
                .find(|text| text.id.0 == passage.text_id)
            else {
                continue;
            };
            let body = self.recent().body(reader, held)?;
            let paragraph = body
                .as_ref()
                .and_then(|body| body.paragraphs.get(passage.paragraph as usize));
            let Some(paragraph) = paragraph else {
                continue;
            };
            let words = mark(marker, Some(held.language), &paragraph.text);
            passages.push(PassageView {
                text: held.id.0,
                paragraph: paragraph.id.clone(),
                words: excerpt(words),
            });
        }
        Ok(passages)
    }
}

/// Fetches the names that the documents of a page need in one statement for each kind.
fn prepare_labels(documents: &[Arc<Document>], labels: &Labels<'_>) -> Result<()> {
    let (mut agents, mut types) = (Vec::new(), Vec::new());
    for document in documents {
        let parties = document.parties.iter();
        agents.extend(parties.filter_map(|party| Some(party.agent()?.0)));
        types.extend(document.types.iter().map(|id| id.0));
    }
    labels.prepare(Kind::Agent, &agents)?;
    labels.prepare(Kind::Type, &types)
}

/// The public document whose record id or address a reader pasted: `112223`, or anything that goes on so after `document/`.
fn direct(words: &str, reader: &Reader) -> Result<Option<Neighbour>> {
    let words = words.trim();
    let (_, after) = words.rsplit_once("document/").unwrap_or(("", words));
    let digits: String = after.chars().take_while(char::is_ascii_digit).collect();
    let is_address = after.len() < words.len();
    let names_an_id =
        !digits.is_empty() && !digits.starts_with('0') && (is_address || digits == words);
    match digits.parse() {
        Ok(id) if names_an_id => neighbour(id, reader),
        _ => Ok(None),
    }
}

/// The record id of a document.
pub(crate) fn document_record(id: u64) -> RecordId {
    RecordId::from(DocumentId(id))
}
