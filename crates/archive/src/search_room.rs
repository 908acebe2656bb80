//! A search from what a reader asked to what the page shows.
//!
//! One query to the index, one statement for the records of the page, names from memory; nothing is asked hit by hit.

use std::collections::BTreeMap;

use fonds_model::{Document, DocumentId, Kind, Language, Record, RecordId, text};
use fonds_search::query::{self, Understood};
use fonds_search::{DateRange, Facet, Filter, Found, Group, Hit, Order, Search};
use fonds_store::Reader;

use crate::access;
use crate::archive::Archive;
use crate::ask::{Ask, FILTERS, FilterAsk};
use crate::correspondents;
use crate::date_words;
use crate::entry::Held;
use crate::error::Result;
use crate::findings::{AGENT_NAME, COLLECTION_NAME, TYPE_CODE, agent_key, collection_key};
use crate::labels::Labels;
use crate::results::{
    ChosenView, FacetView, HitView, Marked, PassageView, Results, Searched, UnderstoodView, ValueView,
};
use crate::texts;

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
/// A value that no document has, for a filter that names nothing.
const NOTHING: u64 = 0;

/// A search made ready for the index.
struct Prepared {
    search: Search,
    understood: Understood,
    view: UnderstoodView,
}

impl Archive {
    /// Answers a search as a stranger may see it.
    pub fn search(&self, ask: &Ask) -> Result<Results> {
        let reader = self.store().reader()?;
        let labels = self.labels().at(&reader)?;
        let prepared = prepare(ask, &reader)?;
        let found = self.index().search(&prepared.search)?;
        let hits = self.hit_views(&found.hits, &prepared, &reader, &labels)?;
        let facets = facet_views(&found, &prepared.search, &reader, &labels)?;
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
            searched: Searched {
                documents: self.index().count(),
                texts: self.count_with_text()?,
            },
            ask: ask.clone(),
        })
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
        let stored = reader.public_records(Kind::Document, &ids, access::now())?;
        let mut views = Vec::with_capacity(hits.len());
        let mut stored = stored.into_iter().map(|stored| stored.record).peekable();
        for hit in hits {
            // A document withdrawn a moment ago may still stand in the index.
            let Some(record) = stored.next_if(|record| record.id().id == hit.id) else { continue };
            let Record::Document(document) = record else { continue };
            let mut view = hit_view(&document, hit.group, Some(prepared), labels)?;
            view.passages = self.passages(&document, prepared, reader)?;
            views.push(view);
        }
        Ok(views)
    }

    fn passages(&self, document: &Document, prepared: &Prepared, reader: &Reader) -> Result<Vec<PassageView>> {
        if document.texts.is_empty() {
            return Ok(Vec::new());
        }
        let found = self
            .index()
            .passages(document.id.0, &prepared.understood.tree, prepared.search.scope, PASSAGES)?;
        let mut passages = Vec::new();
        for passage in found {
            let Some(held) = document.texts.iter().find(|text| text.id.0 == passage.text_id) else { continue };
            let Some(body) = texts::body(reader, held)? else { continue };
            let Some(paragraph) = body.paragraphs.get(passage.paragraph as usize) else { continue };
            let words = mark(prepared, Some(held.language), &paragraph.text);
            passages.push(PassageView {
                text: held.id.0,
                paragraph: paragraph.id.clone(),
                words: excerpt(words),
            });
        }
        Ok(passages)
    }
}

/// A document as it stands in a list.
fn hit_view(
    document: &Document,
    group: Group,
    prepared: Option<&Prepared>,
    labels: &Labels<'_>,
) -> Result<HitView> {
    let marked = |text: &fonds_model::Text| match prepared {
        Some(prepared) => mark(prepared, text.language, &text.text),
        None => Marked {
            text: text.text.clone(),
            marks: Vec::new(),
        },
    };
    let title = text::current(&document.titles, Language::ENGLISH);
    let former = document.titles.iter().filter(|other| !title.is_some_and(|title| std::ptr::eq(*other, title)));
    let type_ids: Vec<u64> = document.types.iter().map(|id| id.0).collect();
    labels.prepare(Kind::Type, &type_ids)?;
    let mut types = Vec::new();
    for id in &document.types {
        types.extend(labels.of(RecordId::from(*id))?.map(|name| name.to_string()));
    }
    Ok(HitView {
        id: document.id,
        date: date_words::view(document.heading_date()),
        title: title.map(marked).unwrap_or_default(),
        summary: text::current(&document.summaries, Language::ENGLISH)
            .map(marked),
        passages: Vec::new(),
        group,
        correspondents: correspondents::sentence(document, labels)?,
        types,
        numbers: document.numbers.iter().map(|number| number.written.clone()).collect(),
        languages: document
            .languages
            .iter()
            .map(|language| language.english_name().to_owned())
            .collect(),
        archives: archives(document),
        formerly: former
            .map(marked)
            .filter(|title| !title.marks.is_empty())
            .collect(),
    })
}

fn archives(document: &Document) -> Vec<String> {
    let mut archives: Vec<String> = Vec::new();
    for name in document.witnesses.iter().filter_map(|witness| witness.repository_written.clone()) {
        if !archives.contains(&name) {
            archives.push(name);
        }
    }
    archives
}

fn mark(prepared: &Prepared, language: Option<Language>, text: &str) -> Marked {
    let language = language.map_or_else(String::new, |language| language.to_string());
    let marks = fonds_search::mark(&prepared.understood.tree, &language, text);
    Marked {
        text: text.to_owned(),
        marks: marks.into_iter().map(|range| (range.start, range.end)).collect(),
    }
}

/// How many characters of a paragraph stand before and after the marked words.
const AROUND: usize = 140;

/// The part of a paragraph around its marked words.
fn excerpt(paragraph: Marked) -> Marked {
    let Some((first, _)) = paragraph.marks.first().copied() else { return paragraph };
    let text = &paragraph.text;
    let start = text[..first]
        .char_indices()
        .rev()
        .nth(AROUND)
        .map_or(0, |(at, _)| text[at..].find(' ').map_or(at, |blank| at + blank + 1))
        .min(first);
    let end = text[first..]
        .char_indices()
        .nth(2 * AROUND)
        .map_or(text.len(), |(at, _)| text[..first + at].rfind(' ').unwrap_or(first + at));
    let end = end.max(paragraph.marks[0].1);
    let before = if start > 0 { "\u{2026} " } else { "" };
    let after = if end < text.len() { " \u{2026}" } else { "" };
    let shift = |at: usize| at - start + before.len();
    Marked {
        marks: paragraph
            .marks
            .iter()
            .filter(|(from, to)| *from >= start && *to <= end)
            .map(|(from, to)| (shift(*from), shift(*to)))
            .collect(),
        text: format!("{before}{}{after}", &text[start..end]),
    }
}

fn prepare(ask: &Ask, reader: &Reader) -> Result<Prepared> {
    let understood = query::parse(&ask.q);
    let mut view = UnderstoodView {
        words: understood.wording.clone(),
        dates: None,
        notes: understood.notes.iter().map(ToString::to_string).collect(),
    };
    view.notes
        .extend(ask.ignored.iter().map(|pair| format!("`{pair}` was not understood and passed over")));
    let mut filters = Vec::new();
    for (key, facet, label) in FILTERS {
        let Some(filter) = ask.filters.get(key) else { continue };
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
        facets: if ask.facets { COUNTED.to_vec() } else { Vec::new() },
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
fn resolve(facet: Facet, label: &str, filter: &FilterAsk, reader: &Reader, notes: &mut Vec<String>) -> Result<Filter> {
    let mut values = Vec::new();
    for written in &filter.values {
        match value(facet, written, reader)? {
            Some(value) => values.push(value),
            None => {
                notes.push(format!("nothing here is called `{written}` ({})", label.to_lowercase()));
                values.push(NOTHING);
            }
        }
    }
    Ok(Filter {
        facet,
        values,
        all: filter.all,
    })
}

fn value(facet: Facet, written: &str, reader: &Reader) -> Result<Option<u64>> {
    let first = |rule: &str, key: &str| -> Result<Option<u64>> {
        Ok(reader.lookup(rule, key)?.iter().map(|record| record.id).min())
    };
    let id = written.parse::<u64>().ok().filter(|id| *id < 1 << 56);
    match facet {
        Facet::Language | Facet::TranslatedInto => Ok(Language::recognise(written).map(Language::number)),
        Facet::Has => Ok(Held::ALL.iter().find(|held| held.as_str() == written).map(|held| *held as u64)),
        _ if id.is_some() => Ok(id),
        Facet::Type => first(TYPE_CODE, &written.to_lowercase().replace([' ', '-'], "_")),
        Facet::Collection => first(COLLECTION_NAME, &collection_key(written)),
        Facet::Person
        | Facet::Sender
        | Facet::Recipient
        | Facet::Via
        | Facet::Participant
        | Facet::Mentioned
        | Facet::Author => first(AGENT_NAME, &agent_key(written)),
        Facet::Place | Facet::Subject | Facet::Repository | Facet::Marking | Facet::Donor | Facet::Project => Ok(None),
    }
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
        view.notes.push(format!("the first day asked for, {since}, lies after the last, {until}"));
    }
    let day = |date: Option<jiff::civil::Date>| date.map_or_else(|| "..".to_owned(), |date| date.to_string());
    view.dates = Some(format!("{}/{}", day(since), day(until)));
    Some(DateRange {
        since: since.map(fonds_model::date::day_number),
        until: until.map(fonds_model::date::day_number),
        certain: ask.certain,
        possible: ask.possible,
        undated: ask.undated,
    })
}

/// The kind of record that the values of a facet name, if they name records.
fn kind_of(facet: Facet) -> Option<Kind> {
    match facet {
        Facet::Person
        | Facet::Sender
        | Facet::Recipient
        | Facet::Via
        | Facet::Participant
        | Facet::Mentioned
        | Facet::Author => Some(Kind::Agent),
        Facet::Place => Some(Kind::Place),
        Facet::Subject => Some(Kind::Subject),
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
fn value_words(facet: Facet, value: u64, reader: &Reader, labels: &Labels<'_>) -> Result<Option<(String, String)>> {
    match facet {
        Facet::Language | Facet::TranslatedInto => Ok(Language::from_number(value)
            .map(|language| (language.to_string(), language.english_name().to_owned()))),
        Facet::Has => Ok(Held::ALL
            .iter()
            .find(|held| **held as u64 == value)
            .map(|held| (held.as_str().to_owned(), held.as_str().to_owned()))),
        _ => {
            let Some(kind) = kind_of(facet) else { return Ok(None) };
            let record = RecordId { kind, id: value };
            let Some(label) = labels.of(record)? else { return Ok(None) };
            let written = match facet {
                Facet::Type => type_code(reader, value)?.unwrap_or_else(|| value.to_string()),
                _ => value.to_string(),
            };
            Ok(Some((written, label.to_string())))
        }
    }
}

fn type_code(reader: &Reader, id: u64) -> Result<Option<String>> {
    let stored = reader.public_record(RecordId { kind: Kind::Type, id }, access::now())?;
    Ok(stored.and_then(|stored| match stored.record {
        Record::Type(term) => Some(term.code),
        _ => None,
    }))
}

fn facet_views(found: &Found, search: &Search, reader: &Reader, labels: &Labels<'_>) -> Result<Vec<FacetView>> {
    let mut views = Vec::new();
    for (facet, counts) in &found.facets {
        let Some((key, _, label)) = FILTERS.iter().find(|known| known.1 == *facet) else { continue };
        if let Some(kind) = kind_of(*facet) {
            let ids: Vec<u64> = counts.iter().map(|(value, _)| *value).collect();
            labels.prepare(kind, &ids)?;
        }
        let chosen = search.filters.iter().find(|filter| filter.facet == *facet);
        let mut values = Vec::new();
        for (value, count) in counts {
            let Some((written, label)) = value_words(*facet, *value, reader, labels)? else { continue };
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

fn chosen_views(ask: &Ask, search: &Search, reader: &Reader, labels: &Labels<'_>) -> Result<Vec<ChosenView>> {
    let mut views = Vec::new();
    let by_facet: BTreeMap<Facet, &Filter> = search.filters.iter().map(|filter| (filter.facet, filter)).collect();
    for (key, facet, filter_label) in FILTERS {
        let (Some(asked), Some(filter)) = (ask.filters.get(key), by_facet.get(&facet)) else { continue };
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

/// A document as it stands in lists outside a search, such as the neighbours of a document.
pub(crate) fn list_view(document: &Document, labels: &Labels<'_>) -> Result<HitView> {
    hit_view(document, Group::Certain, None, labels)
}

/// The record id of a document.
pub(crate) fn document_record(id: u64) -> RecordId {
    RecordId::from(DocumentId(id))
}
