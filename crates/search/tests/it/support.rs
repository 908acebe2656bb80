//! Temporary indexes and short ways to write entries.

use std::path::PathBuf;

use fonds_search::{Body, Entry, Index, LangText, Search, Writer, query};

/// An index in a folder of its own, removed at the end.
pub(crate) struct TestIndex {
    pub(crate) folder: tempfile::TempDir,
    pub(crate) index: Index,
    pub(crate) writer: Writer,
    pub(crate) seq: u64,
}

const MEMORY: usize = 20_000_000;

impl TestIndex {
    /// An index that holds the given entries.
    pub(crate) fn of(entries: impl IntoIterator<Item = Entry>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let dir = folder.path().join("index");
        let mut building = Index::begin_generation(&dir, MEMORY).unwrap();
        for entry in entries {
            building.put(&entry).unwrap();
        }
        building.publish_generation(1).unwrap();
        let index = Index::open(&dir).unwrap();
        let writer = index.writer(MEMORY).unwrap();
        Self {
            folder,
            index,
            writer,
            seq: 1,
        }
    }

    pub(crate) fn dir(&self) -> PathBuf {
        self.folder.path().join("index")
    }

    pub(crate) fn commit(&mut self) {
        self.seq += 1;
        self.writer.commit(self.seq).unwrap();
        self.index.reload().unwrap();
    }

    /// The ids a query finds, ascending, after checking the total.
    pub(crate) fn ids(&self, typed: &str) -> Vec<u64> {
        let search = Search {
            tree: query::parse(typed).tree,
            limit: 1_000,
            ..Search::default()
        };
        let found = self.index.search(&search).unwrap();
        assert_eq!(found.total, found.hits.len() as u64, "total of {typed:?}");
        let mut ids: Vec<u64> = found.hits.iter().map(|hit| hit.id).collect();
        ids.sort_unstable();
        ids
    }
}

/// An entry with a title in English.
pub(crate) fn titled(id: u64, title: &str) -> Entry {
    Entry {
        id,
        titles: vec![LangText::new("eng", title)],
        ..Entry::default()
    }
}

/// A text of the given paragraphs.
pub(crate) fn body(text_id: u64, language: &str, paragraphs: &[&str]) -> Body {
    let numbered = paragraphs.iter().enumerate();
    Body {
        text_id,
        language: language.to_owned(),
        translation: false,
        paragraphs: numbered
            .map(|(index, words)| (format!("p{index}"), (*words).to_owned()))
            .collect(),
    }
}
