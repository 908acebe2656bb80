//! A temporary archive, records to put into it, and a clock that goes only when told.

use std::cell::Cell;

use fonds_model::{
    Document, DocumentId, Language, Moment, Provenance, Record, RecordId, State, Text,
};
use fonds_store::{Error, Findings, Hand, Put, Store};
use tempfile::TempDir;

thread_local! {
    static NOW: Cell<i64> = const { Cell::new(1_000) };
}

/// Sets the clock of this thread's archives, in seconds since 1970.
pub(crate) fn set_clock(seconds: i64) {
    NOW.set(seconds);
}

pub(crate) fn moment(seconds: i64) -> Moment {
    Moment::from_seconds(seconds).unwrap()
}

fn clock() -> Moment {
    moment(NOW.get())
}

/// What the tests look for in a record.
pub(crate) fn find(record: &Record) -> Findings {
    let title = match record {
        Record::Document(document) => document.title().to_lowercase(),
        _ => String::new(),
    };
    Findings {
        sources: record
            .provenance()
            .iter()
            .map(|entry| (entry.source.clone(), entry.key.clone()))
            .collect(),
        aliases: record.standing().addresses.clone(),
        lookups: title
            .split_whitespace()
            .map(|word| ("word", word.to_owned()))
            .collect(),
        slug: title.replace(' ', "-"),
    }
}

/// An empty archive; the folder goes when the first value is dropped.
pub(crate) fn archive() -> (TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = open(&folder);
    (folder, store)
}

pub(crate) fn open(folder: &TempDir) -> Store {
    Store::open(folder.path(), find).unwrap().with_clock(clock)
}

pub(crate) fn hand() -> Hand {
    Hand::new("tester", "to see what happens")
}

pub(crate) fn document(id: u64, title: &str) -> Document {
    let mut document = Document::new(DocumentId(id));
    document.titles.push(Text::new(title, Language::ENGLISH));
    document
}

pub(crate) fn draft(id: u64, title: &str) -> Document {
    with_state(document(id, title), State::Draft)
}

pub(crate) fn withdrawn(id: u64, title: &str) -> Document {
    with_state(document(id, title), State::Withdrawn)
}

pub(crate) fn embargoed(id: u64, title: &str, until: i64) -> Document {
    let mut document = document(id, title);
    document.standing.embargo = Some(moment(until));
    document
}

pub(crate) fn with_state(mut document: Document, state: State) -> Document {
    document.standing.state = state;
    document
}

pub(crate) fn with_entry(mut document: Document, source: &str, key: &str) -> Document {
    document.provenance.push(Provenance {
        source: source.to_owned(),
        key: key.to_owned(),
        format: "listing".to_owned(),
        ..Provenance::default()
    });
    document
}

pub(crate) fn with_address(mut document: Document, path: &str) -> Document {
    document.standing.addresses.push(path.to_owned());
    document
}

/// Puts one record in a batch of its own.
pub(crate) fn put(store: &Store, record: impl Into<Record>) -> Put {
    let record = record.into();
    store.write(&hand(), |batch| batch.put(&record)).unwrap()
}

/// Puts many records in one batch.
pub(crate) fn put_all(store: &Store, documents: impl IntoIterator<Item = Document>) {
    let work = |batch: &mut fonds_store::Batch<'_>| {
        for document in documents {
            batch.put(&document.into())?;
        }
        Ok::<_, Error>(())
    };
    store.write(&hand(), work).unwrap();
}

pub(crate) fn id(number: u64) -> RecordId {
    DocumentId(number).into()
}

/// The current title of a record that is a document.
pub(crate) fn title(record: &Record) -> String {
    let Record::Document(document) = record else {
        panic!("{} is no document", record.id())
    };
    document.title().to_owned()
}

/// The title that the archive has now.
pub(crate) fn latest(store: &Store, number: u64) -> Option<String> {
    let stored = store.reader().unwrap().record(id(number)).unwrap();
    stored.map(|stored| title(&stored.record))
}

/// The title that strangers see at a moment.
pub(crate) fn public(store: &Store, number: u64, now: i64) -> Option<String> {
    let stored = store
        .reader()
        .unwrap()
        .public_record(id(number), moment(now))
        .unwrap();
    stored.map(|stored| title(&stored.record))
}
