//! Puts entries into the index.
//!
//! There is one writer at a time; the archive sees to that with a lock of its
//! own. Nothing is visible before [`Writer::commit`], and a commit carries the
//! last position of the log it covers, so that index and log can be compared.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use tantivy::{IndexWriter, TantivyDocument};

use crate::columns::{DATED, FIRM, SEVERAL};
use crate::entry::{DateSpan, Entry, LangText};
use crate::error::Result;
use crate::generation;
use crate::index::Index;
use crate::paragraphs;
use crate::schema::{Fields, packed};
use crate::tokens::value;
use crate::words::Tongue;

/// Puts entries into one generation of the index.
pub struct Writer {
    fields: Fields,
    engine: tantivy::Index,
    queue: IndexWriter,
    building: Option<Building>,
}

/// A generation that is not yet the one searched.
struct Building {
    index_dir: PathBuf,
    name: String,
    /// What has been put in: while nothing is there, nothing needs deleting.
    put: HashSet<u64>,
}

impl Writer {
    /// A writer into a generation that is being searched.
    pub(crate) fn following(engine: tantivy::Index, memory: usize) -> Result<Self> {
        // One thread makes one segment a commit, which suits small commits.
        let queue = engine.writer_with_num_threads(1, memory.max(MEMORY_FLOOR))?;
        Ok(Self {
            fields: Fields::declare(),
            engine,
            queue,
            building: None,
        })
    }

    /// A writer into a new generation in the index folder `dir`.
    pub(crate) fn building(dir: &Path, memory: usize) -> Result<Self> {
        let name = generation::create(dir)?;
        let engine = generation::create_engine(&dir.join(&name))?;
        let threads = std::thread::available_parallelism()
            .map_or(1, usize::from)
            .min(4);
        let queue = engine.writer_with_num_threads(threads, memory.max(threads * MEMORY_FLOOR))?;
        let building = Building {
            index_dir: dir.to_owned(),
            name,
            put: HashSet::new(),
        };
        Ok(Self {
            fields: Fields::declare(),
            engine,
            queue,
            building: Some(building),
        })
    }

    /// Puts an entry in the place of whatever the index holds under its id.
    ///
    /// Fails if a facet value or referenced id needs more than 56 bits, or if
    /// the engine does.
    pub fn put(&mut self, entry: &Entry) -> Result<()> {
        let document = document(&self.fields, entry)?;
        let is_new = self
            .building
            .as_mut()
            .is_some_and(|building| building.put.insert(entry.id));
        if !is_new {
            self.queue.delete_term(self.fields.id_term(entry.id));
        }
        self.queue.add_document(document)?;
        Ok(())
    }

    /// Takes a document out. Its words may linger in the dictionary, unseen by
    /// any search, until [`Self::forget_deleted`] or a merge.
    pub fn delete(&mut self, id: u64) {
        self.queue.delete_term(self.fields.id_term(id));
    }

    /// Makes everything put and deleted so far durable, as the state of the
    /// log at `last_seq`. Searches see it after [`crate::Index::reload`].
    pub fn commit(&mut self, last_seq: u64) -> Result<()> {
        let mut prepared = self.queue.prepare_commit()?;
        prepared.set_payload(&last_seq.to_string());
        prepared.commit()?;
        Ok(())
    }

    /// Rewrites every segment that holds deleted documents and reloads `index`,
    /// so that no word of theirs stays in any file; to be called after the
    /// commit of a withdrawal and before it is acknowledged. Takes time in
    /// proportion to the segments concerned. A search that is still running
    /// on the former state keeps its files until the next commit.
    pub fn forget_deleted(&mut self, index: &Index) -> Result<()> {
        let segments = self.engine.searchable_segment_metas()?;
        for segment in segments.iter().filter(|segment| segment.has_deletes()) {
            self.queue.merge(&[segment.id()]).wait()?;
        }
        drop(segments);
        // Files are kept as long as a loaded state refers to them.
        index.reload()?;
        self.queue.garbage_collect_files().wait()?;
        Ok(())
    }

    /// Joins all segments into one, the fastest shape to search. Takes time in
    /// proportion to the whole index.
    pub fn optimise(&mut self) -> Result<()> {
        let segments = self.engine.searchable_segment_ids()?;
        if segments.len() > 1 {
            self.queue.merge(&segments).wait()?;
            self.queue.garbage_collect_files().wait()?;
        }
        Ok(())
    }

    /// Commits the generation begun with [`crate::Index::begin_generation`] as
    /// the state of the log at `last_seq`, makes it the one searched from the
    /// next [`crate::Index::open`] or [`crate::Index::reload`] on, and removes
    /// the older ones. For a writer that follows a generation already
    /// searched, this is a commit.
    pub fn publish_generation(mut self, last_seq: u64) -> Result<()> {
        self.commit(last_seq)?;
        self.finish()
    }

    /// Ends a writer that follows a generation: waits for merges in the
    /// background. What was not committed is forgotten.
    pub fn close(self) -> Result<()> {
        self.queue.wait_merging_threads()?;
        Ok(())
    }

    /// Waits for merges in the background and, for a new generation, moves the
    /// pointer to it.
    fn finish(self) -> Result<()> {
        self.queue.wait_merging_threads()?;
        match self.building {
            Some(building) => generation::publish(&building.index_dir, &building.name),
            None => Ok(()),
        }
    }
}

/// The least memory the engine's writer accepts for each of its threads.
const MEMORY_FLOOR: usize = 16_000_000;

/// An entry in the engine's terms.
fn document(fields: &Fields, entry: &Entry) -> Result<TantivyDocument> {
    let mut document = TantivyDocument::new();
    document.add_u64(fields.id, entry.id);
    for title in &entry.titles {
        let words = words_of(title);
        document.add_text(fields.title, &words);
        for _ in 0..2 {
            document.add_text(fields.any, &words);
            document.add_text(fields.pair, &words);
        }
    }
    for summary in &entry.summaries {
        let words = words_of(summary);
        document.add_text(fields.summary, &words);
        document.add_text(fields.any, &words);
        document.add_text(fields.pair, &words);
    }
    let exact = [
        (fields.name, &entry.names),
        (fields.number, &entry.numbers),
        (fields.reference, &entry.refs),
    ];
    for (field, texts) in exact {
        for text in texts {
            let words = value(Tongue::UNKNOWN, text);
            document.add_text(field, &words);
            document.add_text(fields.any, &words);
            document.add_text(fields.pair, &words);
        }
    }
    for body in &entry.texts {
        let tongue = Tongue::of_code(&body.language);
        for (_, paragraph) in &body.paragraphs {
            document.add_text(fields.text, value(tongue, paragraph));
        }
    }
    if !entry.texts.is_empty() {
        document.add_bytes(fields.passages, &paragraphs::encode(&entry.texts));
    }
    for (facet, value) in &entry.values {
        document.add_u64(fields.value, packed(*facet as u8, *value)?);
    }
    for (kind, id) in &entry.refs_to {
        document.add_u64(fields.relies_on, packed(*kind, *id)?);
    }
    for part in &entry.parts {
        document.add_u64(fields.part_agent, part.agent);
        document.add_u64(fields.part, packed(part.role, part.form)?);
    }
    for file in &entry.files {
        document.add_text(fields.file, crate::files::written(file));
    }
    add_order(fields, entry, &mut document);
    Ok(document)
}

/// What orders and date ranges compare.
fn add_order(fields: &Fields, entry: &Entry, document: &mut TantivyDocument) {
    let (nature, earliest, latest) = match &entry.date {
        None => (0, 0, 0),
        Some(date) => add_date(fields, date, document),
    };
    document.add_u64(fields.nature, nature);
    document.add_i64(fields.earliest, i64::from(earliest));
    document.add_i64(fields.latest, i64::from(latest));
    document.add_u64(fields.day_order, entry.day_order);
    document.add_i64(fields.added, entry.added);
    let title = entry.titles.first().map_or("", |title| title.text.as_str());
    document.add_text(fields.title_key, fonds_reading::fold::fold(title));
    document.add_text(fields.reference_key, &entry.reference_key);
}

/// The nature of a date, its first and its last day.
fn add_date(fields: &Fields, date: &DateSpan, document: &mut TantivyDocument) -> (u64, i32, i32) {
    let Some((earliest, latest)) = date.hull() else {
        return (0, 0, 0);
    };
    let mut nature = DATED;
    if date.firm {
        nature |= FIRM;
    }
    if date.members.len() > 1 {
        nature |= SEVERAL;
        for (first, last) in &date.members {
            let [first, last] = [first, last].map(|day| u64::from(day.cast_unsigned()));
            document.add_u64(fields.member, first << 32 | last);
        }
    }
    (u64::from(nature), earliest, latest)
}

fn words_of(text: &LangText) -> String {
    value(Tongue::of_code(&text.language), &text.text)
}

impl std::fmt::Debug for Writer {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let generation = self.building.as_ref().map(|building| &building.name);
        formatter
            .debug_struct("Writer")
            .field("building", &generation)
            .finish_non_exhaustive()
    }
}
