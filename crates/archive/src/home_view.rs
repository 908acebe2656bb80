//! What a stranger finds at the door: how much there is, from when, and what came in last.
//!
//! Everything is counted from the public index and the public heads, so nothing hidden shows even as a number.

use fonds_model::{Collection, CollectionId, Kind, Language, Record, text};
use fonds_search::{Order, Year};
use fonds_store::Reader;
use serde::Serialize;

use crate::access;
use crate::archive::Archive;
use crate::ask::Ask;
use crate::error::Result;
use crate::findings::{COLLECTION_NAME, collection_key};
use crate::labels;
use crate::results::{FacetView, HitView};

/// How many of the newest documents are shown.
const NEWEST: usize = 5;

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
    pub featured: Vec<CollectionView>,
    /// The documents added last, the newest first.
    pub newest: Vec<HitView>,
}

/// Two years, both included; 0 is 1 BC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct YearSpan {
    /// The first.
    pub first: i32,
    /// The last.
    pub last: i32,
}

/// A collection in a list.
#[derive(Debug, Clone, Serialize)]
pub struct CollectionView {
    /// Its id.
    pub id: CollectionId,
    /// Its name.
    pub name: String,
    /// One sentence about it: its short description, or the first sentence of its introduction.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
    /// Documents of it that are public.
    pub documents: u64,
    /// Other collections that it points to, and whether they are held.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub see_also: Vec<SeeAlsoView>,
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

impl Archive {
    /// The archive at a glance, as a stranger may see it.
    pub fn home(&self) -> Result<HomeView> {
        let results = self.search(&Ask {
            order: Some(Order::Newest),
            per: 10,
            ..Ask::default()
        })?;
        let reader = self.store().reader()?;
        let now = access::now();
        let counts = reader.counts(now)?;
        let public = |kind: Kind| {
            counts
                .iter()
                .find(|count| count.kind == kind)
                .map_or(0, |count| count.public)
        };
        let first = results.histogram.iter().map(|year| year.year).min();
        let last = results.histogram.iter().map(|year| year.year).max();
        Ok(HomeView {
            documents: results.searched.documents,
            texts: results.searched.texts,
            collections: public(Kind::Collection),
            people: public(Kind::Agent),
            span: first
                .zip(last)
                .map(|(first, last)| YearSpan { first, last }),
            featured: self.featured(
                results
                    .facets
                    .iter()
                    .find(|facet| facet.key == "collection"),
                &reader,
            )?,
            years: results.histogram,
            newest: results.hits.into_iter().take(NEWEST).collect(),
        })
    }

    fn featured(&self, facet: Option<&FacetView>, reader: &Reader) -> Result<Vec<CollectionView>> {
        let Some(facet) = facet else {
            return Ok(Vec::new());
        };
        let ids: Vec<u64> = facet
            .values
            .iter()
            .filter_map(|value| value.value.parse().ok())
            .collect();
        let stored = reader.public_records(Kind::Collection, &ids, access::now())?;
        let mut featured = Vec::new();
        for stored in stored {
            let Record::Collection(collection) = &stored.record else {
                continue;
            };
            let counted = facet
                .values
                .iter()
                .find(|value| value.value == collection.id.to_string());
            featured.push(CollectionView {
                id: collection.id,
                name: labels::name(&stored.record).to_owned(),
                about: about(collection),
                documents: counted.map_or(0, |value| value.count),
                see_also: self.see_also(collection, reader)?,
            });
        }
        featured
            .sort_by(|one, other| (other.documents, &one.name).cmp(&(one.documents, &other.name)));
        Ok(featured)
    }

    /// What a collection points to; whether that is held depends on the rest of the archive.
    fn see_also(&self, collection: &Collection, reader: &Reader) -> Result<Vec<SeeAlsoView>> {
        let labels = self.labels().at(reader)?;
        let mut views = Vec::new();
        for other in &collection.see_also {
            let candidates = match other.target {
                Some(target) => vec![target.into()],
                None => reader.lookup(COLLECTION_NAME, &collection_key(&other.name))?,
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

/// The text up to the first full stop that ends a sentence rather than an abbreviation or an initial.
fn first_sentence(text: &str) -> &str {
    let text = text.trim();
    let paragraph = text.split("\n\n").next().unwrap_or(text);
    for (at, mark) in paragraph.char_indices() {
        let end = at + mark.len_utf8();
        if matches!(mark, '\u{3002}' | '\u{ff01}' | '\u{ff1f}') {
            return &paragraph[..end];
        }
        if !matches!(mark, '.' | '!' | '?') {
            continue;
        }
        let rest = paragraph[end..].trim_start_matches(['"', '\u{201d}', '\u{2019}', ')']);
        let word = paragraph[..at]
            .rsplit(char::is_whitespace)
            .next()
            .unwrap_or_default();
        let begins_anew = rest.starts_with(char::is_whitespace)
            && rest
                .trim_start()
                .starts_with(|letter: char| !letter.is_lowercase());
        if begins_anew && (mark != '.' || !is_abbreviation(word)) {
            return &paragraph[..paragraph.len() - rest.len()];
        }
    }
    paragraph
}

fn is_abbreviation(word: &str) -> bool {
    const USUAL: [&str; 11] = [
        "Dr", "Mr", "Mrs", "Ms", "No", "Prof", "St", "cf", "ed", "vol", "Gen",
    ];
    let letters = word.trim_start_matches(['(', '"', '\u{201c}']);
    letters.contains('.') || letters.chars().count() == 1 || USUAL.contains(&letters)
}

#[cfg(test)]
mod tests {
    use super::first_sentence;

    fn check(text: &str, expected: &str) {
        assert_eq!(first_sentence(text), expected);
    }

    #[test]
    fn first_sentences() {
        check(
            "Cables of two parties. They begin early.",
            "Cables of two parties.",
        );
        check(
            "The U.S. Embassy and J. V. Stalin wrote. Then not.",
            "The U.S. Embassy and J. V. Stalin wrote.",
        );
        check(
            "He said \u{201c}no.\u{201d} Then he left.",
            "He said \u{201c}no.\u{201d}",
        );
        check("Only one", "Only one");
        check(
            "First paragraph without stop\n\nSecond.",
            "First paragraph without stop",
        );
        check("第一句。第二句。", "第一句。");
    }
}
