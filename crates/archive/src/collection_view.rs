//! One collection as a stranger may see it: what it is, and the search within it that lists its documents.

use std::collections::BTreeSet;

use fonds_model::{Collection, CollectionId, Image, Language, Moment, Record, RecordId, text};
use fonds_store::Reader;
use serde::Serialize;

use crate::absence::{self, Absence};
use crate::access::{self, found, references};
use crate::archive::Archive;
use crate::ask::{Ask, Within};
use crate::collections::{ListedCollection, SeeAlsoView, YearSpan, see_also};
use crate::date_words;
use crate::document_view::{Named, Neighbour, TextView, neighbour, text_view};
use crate::error::Result;
use crate::findings::SOURCE_OF;
use crate::labels::{self, Labels};
use crate::results::{DateView, HitView, Results};

/// What lies at a collection's address.
#[derive(Debug, Clone)]
pub enum CollectionAnswer {
    /// A public collection, and the documents in it that were asked for.
    Found(Box<CollectionView>, Box<Results>),
    /// A collection that took the place of this one, with its name.
    MovedTo(CollectionId, String),
    /// A collection that was public and is withdrawn.
    Withdrawn(CollectionId),
    /// Nothing that a stranger may know of.
    Unknown,
}

/// A collection for readers.
#[derive(Debug, Clone, Serialize)]
pub struct CollectionView {
    /// Its id.
    pub id: CollectionId,
    /// Its name.
    pub name: String,
    /// BCP 47 tag of the name's language.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Its names in other languages and former ones.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub other_names: Vec<TextView>,
    /// What it is in a sentence, by language.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub short_descriptions: Vec<TextView>,
    /// Its introduction, by language.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub introductions: Vec<TextView>,
    /// An essay about it, by language.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub essays: Vec<TextView>,
    /// Its image, or the credit for one that is not held.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image: Option<ImageView>,
    /// Other collections that it points to, and whether they are held.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub see_also: Vec<SeeAlsoView>,
    /// The collections that it is part of, the outermost first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub above: Vec<Named>,
    /// The collections that are part of it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<ListedCollection>,
    /// Public documents of the collection itself.
    pub documents: u64,
    /// The same with those of its parts, each document counted once; absent without parts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub documents_with_parts: Option<u64>,
    /// The first and the last year of all of them; absent if none is dated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub span: Option<YearSpan>,
    /// The span that its description states, which may be wider than what is held.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stated_span: Option<DateView>,
    /// What the source's own list says of its length.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source_list: Option<SourceList>,
    /// Documents to look at first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub highlights: Vec<HitView>,
    /// What happened and when.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub timeline: Vec<EventView>,
    /// Pages that describe it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<String>,
    /// When it came into the archive.
    pub added: Moment,
    /// When what a stranger sees of its description last changed.
    pub changed: Moment,
}

/// An image of a collection.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ImageView {
    /// Whether the file is held.
    pub held: bool,
    /// What it shows, for those who cannot see it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alternative: Option<String>,
    /// The credit, verbatim.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub credit: Option<String>,
}

/// What pages of a longer list say: how long it is, and how many of its entries were read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct SourceList {
    /// Length of the list.
    pub total: u64,
    /// Entries on the pages that are here.
    pub read: u64,
}

/// Something that happened.
#[derive(Debug, Clone, Serialize)]
pub struct EventView {
    /// When.
    pub date: DateView,
    /// What, by language.
    pub texts: Vec<TextView>,
    /// A document about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document: Option<Neighbour>,
}

/// What lies at the address of a collection's image.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ImageAnswer {
    /// The image of a public collection.
    Found(ImageFile),
    /// The collection gave way to another, whose image it may be.
    MovedTo(CollectionId),
    /// The collection was public and is withdrawn.
    Withdrawn(CollectionId),
    /// Nothing that a stranger may know of.
    Unknown,
}

/// A file for a reader's screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImageFile {
    /// Its media type.
    pub media_type: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl Archive {
    /// What a stranger finds at a collection's address, with the documents in it and in its parts for which `ask` asks.
    pub fn collection(&self, id: u64, ask: &Ask) -> Result<CollectionAnswer> {
        let reader = self.store().reader()?;
        let labels = self.labels().at(&reader)?;
        let record = RecordId::from(CollectionId(id));
        let Some(mut stored) = reader.public_record(record, access::now())? else {
            return Ok(match absence::of(record, &labels)? {
                Absence::MovedTo(other) => {
                    let name = labels.of(other)?.unwrap_or_default().to_string();
                    CollectionAnswer::MovedTo(CollectionId(other.id), name)
                }
                Absence::Withdrawn => CollectionAnswer::Withdrawn(CollectionId(id)),
                Absence::Unknown => CollectionAnswer::Unknown,
            });
        };
        references::clear(&mut stored.record, &labels)?;
        let Record::Collection(collection) = &stored.record else {
            return Ok(CollectionAnswer::Unknown);
        };
        let mut view = self.collection_view(collection, &reader, &labels)?;
        view.added = collection.standing.added.unwrap_or(stored.first_at);
        view.changed = collection.standing.changed.unwrap_or(stored.at);
        let parts = view.parts.iter().flat_map(ListedCollection::ids);
        let within = Within {
            collection: collection.id,
            name: view.name.clone(),
            sources: view.sources.clone(),
            parts: parts.collect(),
        };
        let results = self.search(&Ask {
            within: Some(within),
            ..ask.clone()
        })?;
        Ok(CollectionAnswer::Found(Box::new(view), Box::new(results)))
    }

    /// The image of a public collection, if it is held and a browser can show it.
    pub fn collection_image(&self, id: u64) -> Result<ImageAnswer> {
        let reader = self.store().reader()?;
        let record = RecordId::from(CollectionId(id));
        let stored = reader.public_record(record, access::now())?;
        let Some(Record::Collection(collection)) = stored.map(|stored| stored.record) else {
            let absence = absence::of(record, &self.labels().at(&reader)?)?;
            return Ok(match absence {
                Absence::MovedTo(other) => ImageAnswer::MovedTo(CollectionId(other.id)),
                Absence::Withdrawn => ImageAnswer::Withdrawn(CollectionId(id)),
                Absence::Unknown => ImageAnswer::Unknown,
            });
        };
        let Some((blob, media_type)) = collection.image.as_ref().and_then(shown) else {
            return Ok(ImageAnswer::Unknown);
        };
        Ok(match reader.blob(blob)? {
            Some(blob) => ImageAnswer::Found(ImageFile {
                media_type: media_type.to_owned(),
                bytes: blob.bytes,
            }),
            None => ImageAnswer::Unknown,
        })
    }

    fn collection_view(
        &self,
        collection: &Collection,
        reader: &Reader,
        labels: &Labels<'_>,
    ) -> Result<CollectionView> {
        let list = self.collections()?;
        let (listed, above) = list.find(collection.id).unzip();
        let name = text::current(&collection.names, Language::ENGLISH);
        let other_names = collection.names.iter();
        let other_names =
            other_names.filter(|other| !name.is_some_and(|name| std::ptr::eq(*other, name)));
        let views = |texts: &[fonds_model::Text]| texts.iter().map(text_view).collect();
        Ok(CollectionView {
            id: collection.id,
            name: labels::name_of_collection(collection).to_owned(),
            language: name
                .and_then(|name| name.language)
                .map(|language| language.tag().to_owned()),
            other_names: other_names.map(text_view).collect(),
            short_descriptions: views(&collection.short_descriptions),
            introductions: views(&collection.introductions),
            essays: views(&collection.essays),
            image: image(collection, reader)?,
            see_also: see_also(collection, labels)?,
            above: above
                .unwrap_or_default()
                .into_iter()
                .map(|above| Named {
                    value: above.id.to_string(),
                    name: above.name.clone(),
                })
                .collect(),
            parts: listed
                .map(|listed| listed.parts.clone())
                .unwrap_or_default(),
            documents: listed.map_or(0, |listed| listed.documents),
            documents_with_parts: listed.and_then(|listed| listed.documents_with_parts),
            span: listed.and_then(|listed| listed.span),
            stated_span: collection.stated_span.as_ref().map(|span| DateView {
                text: date_words::words(&span.edtf),
                edtf: Some(span.edtf.to_string()),
                written: Some(span.words.clone()),
            }),
            source_list: source_list(collection.id, labels)?,
            highlights: self.listed_documents(
                collection.highlights.iter().map(|id| id.0),
                reader,
                labels,
            )?,
            timeline: timeline(collection, reader)?,
            sources: sources(collection),
            added: access::now(),
            changed: access::now(),
        })
    }
}

/// The blob and the media type of an image that a browser shows and that cannot hold a script.
fn shown(image: &Image) -> Option<(&str, &str)> {
    const SHOWN: [&str; 5] = [
        "image/avif",
        "image/gif",
        "image/jpeg",
        "image/png",
        "image/webp",
    ];
    let media_type = image.media_type.as_deref()?;
    let media_type = SHOWN.into_iter().find(|known| *known == media_type)?;
    Some((image.blob.as_deref()?, media_type))
}

fn image(collection: &Collection, reader: &Reader) -> Result<Option<ImageView>> {
    let Some(image) = &collection.image else {
        return Ok(None);
    };
    let held = match shown(image) {
        Some((blob, _)) => reader.blob_info(blob)?.is_some(),
        None => false,
    };
    let view = ImageView {
        held,
        alternative: image.alternative.clone(),
        credit: image.credit.clone(),
    };
    Ok((view.held || view.credit.is_some()).then_some(view))
}

fn timeline(collection: &Collection, reader: &Reader) -> Result<Vec<EventView>> {
    let mut events: Vec<&fonds_model::TimelineEvent> = collection.timeline.iter().collect();
    // As in lists of documents, a vague date stands before the exact ones within it.
    events.sort_by_key(|event| {
        let (earliest, latest) = (event.date.earliest_day(), event.date.latest_day());
        (earliest, latest.is_some(), std::cmp::Reverse(latest))
    });
    let mut views = Vec::new();
    for event in events {
        views.push(EventView {
            date: DateView {
                text: date_words::words(&event.date),
                edtf: Some(event.date.to_string()),
                written: None,
            },
            texts: event.texts.iter().map(text_view).collect(),
            document: match event.document {
                Some(id) => neighbour(id.0, reader)?,
                None => None,
            },
        });
    }
    Ok(views)
}

fn sources(collection: &Collection) -> Vec<String> {
    let names = collection.provenance.iter().map(|entry| &entry.source);
    let names: BTreeSet<&String> = names.collect();
    names.into_iter().cloned().collect()
}

/// What the pages of a collection's list say of the whole list.
fn source_list(collection: CollectionId, labels: &Labels<'_>) -> Result<Option<SourceList>> {
    let found = found::lookup(labels.reader(), SOURCE_OF, &collection.to_string())?;
    let ids: Vec<u64> = found.iter().map(|record| record.id).collect();
    let stored = labels
        .reader()
        .public_records(fonds_model::Kind::Source, &ids, access::now())?;
    let mut total = 0;
    let mut ranges: Vec<(u64, u64)> = Vec::new();
    for stored in stored {
        let Record::Source(source) = stored.record else {
            continue;
        };
        if let Some(part) = source.part {
            total = total.max(part.total);
            ranges.push((part.first, part.last));
        }
    }
    Ok((total > 0).then(|| SourceList {
        total,
        read: union(ranges),
    }))
}

/// How many numbers stand in any of some ranges, both ends included.
fn union(mut ranges: Vec<(u64, u64)>) -> u64 {
    ranges.sort_unstable();
    let mut count = 0;
    let mut next = 0;
    for (first, last) in ranges {
        let first = first.max(next);
        if last >= first {
            count += last - first + 1;
            next = last + 1;
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::union;

    fn check(ranges: &[(u64, u64)], expected: u64) {
        assert_eq!(union(ranges.to_vec()), expected, "{ranges:?}");
    }

    #[test]
    fn entries_on_two_pages_count_once() {
        check(&[(61, 70), (81, 90)], 20);
        check(&[(61, 70), (61, 70)], 10);
        check(&[(65, 75), (61, 70)], 15);
        check(&[], 0);
    }
}
