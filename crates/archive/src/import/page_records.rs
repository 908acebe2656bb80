//! The records of a listing page itself: its source, and the collection or the person that it introduces.
//!
//! What a page says of a collection is kept verbatim as an entry of its own; each field follows the newest page that has any words for it.
//! A page without news changes nothing, so that what an editor wrote stays.

use std::cmp::Reverse;

use fonds_formats::listing::{CollectionDraft, ListingPage};
use fonds_model::{
    AgentId, Collection, CollectionId, Kind, Provenance, Record, RecordId, SeeAlso, Source,
    SourceId, Standing, State, Text,
};
use fonds_store::Batch;

use super::Report;
use super::place::replace;
use crate::error::Result;
use crate::findings::{AGENT_NAME, COLLECTION_NAME, SOURCE_NAME, agent_key, collection_key};
use crate::naming::new_agent;

const NAME: &str = "name";
const INTRODUCTION: &str = "introduction";
const SEE_ALSO: &str = "see-also";
const IMAGE_CREDIT: &str = "image-credit";

/// All that making the records of a page needs.
pub(super) struct PageRecords<'a, 'b> {
    pub(super) batch: &'a mut Batch<'b>,
    pub(super) page: &'a ListingPage,
    /// The state of new records, and of known ones with news.
    pub(super) state: State,
    pub(super) report: &'a mut Report,
}

impl PageRecords<'_, '_> {
    /// Makes or renews the records, and gives the collection that the documents of the page join: the one of the name wished for, else the page's own.
    pub(super) fn renew(&mut self, wished: Option<&str>) -> Result<Option<CollectionId>> {
        let page = self.page;
        let own = match &page.collection {
            Some(draft) => Some(self.collection(draft)?),
            None => None,
        };
        if page.agent.is_some() {
            self.agent()?;
        }
        self.source(own)?;
        match wished {
            Some(name) => self.named_collection(name).map(Some),
            None => Ok(own),
        }
    }

    fn known(&mut self, rule: &str, key: &str) -> Result<Option<Record>> {
        let found: Option<RecordId> = self.batch.lookup(rule, key)?.into_iter().next();
        let Some(id) = found else { return Ok(None) };
        Ok(self.batch.record(id)?.map(|stored| stored.record))
    }

    fn standing(&self) -> Standing {
        Standing {
            state: self.state,
            ..Standing::default()
        }
    }

    /// Puts a record if it has news; news of a draft import wait as a draft of the record that strangers see.
    fn put(&mut self, known: Option<&Record>, mut record: Record) -> Result<()> {
        let tally = self.report.other(record.kind());
        if known == Some(&record) {
            tally.unchanged += 1;
            return Ok(());
        }
        match known {
            Some(_) => tally.changed += 1,
            None => tally.created += 1,
        }
        let state = &mut record.standing_mut().state;
        if self.state == State::Draft && *state == State::Published {
            *state = State::Draft;
        }
        self.batch.put(&record)?;
        Ok(())
    }

    fn source(&mut self, collection: Option<CollectionId>) -> Result<()> {
        let known = self.known(SOURCE_NAME, &self.page.name)?;
        let (id, standing) = match &known {
            Some(record) => (SourceId(record.id().id), record.standing().clone()),
            None => (SourceId(self.batch.mint(Kind::Source)?), self.standing()),
        };
        let source = Source {
            id,
            standing,
            name: self.page.name.clone(),
            format: "listing".to_owned(),
            generation: self.page.generation,
            headings: self.page.headings.clone(),
            part: self.page.part.clone(),
            collection,
        };
        self.put(known.as_ref(), source.into())
    }

    fn collection(&mut self, draft: &CollectionDraft) -> Result<CollectionId> {
        let known = self.known(COLLECTION_NAME, &collection_key(&draft.name))?;
        let mut collection = match &known {
            Some(Record::Collection(collection)) => collection.clone(),
            _ => self.empty_collection()?,
        };
        let id = collection.id;
        let entry = entry(self.page, draft);
        let has_news = renew_entry(&mut collection.provenance, entry);
        if has_news {
            collection
                .provenance
                .sort_by(|one, other| (&one.source, &one.key).cmp(&(&other.source, &other.key)));
            describe(&mut collection, self.page, draft);
        }
        self.put(known.as_ref(), collection.into())?;
        Ok(id)
    }

    /// What the page says of a person or body stands among its biographies.
    fn agent(&mut self) -> Result<()> {
        let Some(draft) = &self.page.agent else {
            return Ok(());
        };
        let known = self.known(AGENT_NAME, &agent_key(&draft.name))?;
        let mut agent = if let Some(Record::Agent(agent)) = &known {
            agent.clone()
        } else {
            let id = AgentId(self.batch.mint(Kind::Agent)?);
            new_agent(id, &draft.name, self.standing())
        };
        let says = |text: &Text| text.sources.contains(&self.page.name);
        let is_said = |text: &Text| says(text) && text.text == draft.description;
        if !agent.biographies.iter().any(is_said) && !draft.description.is_empty() {
            agent.biographies.retain(|text| !says(text));
            agent
                .biographies
                .push(from_page(self.page, &draft.description));
            agent
                .biographies
                .sort_by(|one, other| one.sources.cmp(&other.sources));
        }
        self.put(known.as_ref(), agent.into())
    }

    fn named_collection(&mut self, name: &str) -> Result<CollectionId> {
        let known = self.known(COLLECTION_NAME, &collection_key(name))?;
        if let Some(record) = &known {
            self.report.other(Kind::Collection).unchanged += 1;
            return Ok(CollectionId(record.id().id));
        }
        let mut collection = self.empty_collection()?;
        collection.names = vec![Text {
            text: name.to_owned(),
            ..Text::default()
        }];
        let id = collection.id;
        self.put(None, collection.into())?;
        Ok(id)
    }

    fn empty_collection(&mut self) -> Result<Collection> {
        Ok(Collection {
            id: CollectionId(self.batch.mint(Kind::Collection)?),
            standing: self.standing(),
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
        })
    }
}

/// Adds an entry, or puts it in the place of what its page said before; false if that was the same.
fn renew_entry(entries: &mut Vec<Provenance>, entry: Provenance) -> bool {
    let Some(said) = entries.iter_mut().find(|said| said.source == entry.source) else {
        entries.push(entry);
        return true;
    };
    let renewed = Provenance {
        former: said.former.clone(),
        ..entry
    };
    let has_news = *said != renewed;
    if has_news {
        replace(said, renewed);
    }
    has_news
}

/// What a page says of its collection, verbatim.
fn entry(page: &ListingPage, draft: &CollectionDraft) -> Provenance {
    let fields = [
        (NAME, draft.name.clone()),
        (INTRODUCTION, draft.introduction_verbatim.clone()),
        (SEE_ALSO, draft.see_also.join("\n")),
        (IMAGE_CREDIT, draft.image_credit.clone().unwrap_or_default()),
    ];
    Provenance {
        source: page.name.clone(),
        key: "collection".to_owned(),
        format: "listing".to_owned(),
        generation: page.generation,
        fields: fields
            .into_iter()
            .filter(|(_, words)| !words.is_empty())
            .map(|(name, words)| (name.to_owned(), words))
            .collect(),
        ..Provenance::default()
    }
}

/// Takes over from the page the fields for which it is the newest that has any words.
fn describe(collection: &mut Collection, page: &ListingPage, draft: &CollectionDraft) {
    let rank = |entry: &&Provenance| (entry.generation, Reverse(entry.source.clone()));
    let provenance = &collection.provenance;
    let decides = |field: &str| {
        let having = provenance
            .iter()
            .filter(|entry| entry.fields.contains_key(field));
        having
            .max_by_key(rank)
            .is_some_and(|newest| newest.source == page.name)
    };
    // Words without a source are an editor's.
    let is_from_pages = |texts: &[Text]| texts.iter().all(|text| !text.sources.is_empty());
    if decides(NAME) && is_from_pages(&collection.names) {
        collection.names = vec![from_page(page, &draft.name)];
    }
    if decides(INTRODUCTION) {
        if is_from_pages(&collection.introductions) {
            let introduction = Some(&draft.introduction).filter(|text| !text.is_empty());
            collection.introductions = introduction
                .map(|text| from_page(page, text))
                .into_iter()
                .collect();
        }
        collection.stated_span.clone_from(&draft.stated_span);
    }
    if decides(SEE_ALSO) {
        collection.see_also = draft
            .see_also
            .iter()
            .map(|name| SeeAlso {
                name: name.clone(),
                target: None,
            })
            .collect();
    }
    if decides(IMAGE_CREDIT) {
        collection
            .image
            .get_or_insert_default()
            .credit
            .clone_from(&draft.image_credit);
    }
}

fn from_page(page: &ListingPage, text: &str) -> Text {
    Text {
        text: text.to_owned(),
        sources: vec![page.name.clone()],
        ..Text::default()
    }
}
