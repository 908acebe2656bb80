//! The index follows the log.
//!
//! Whoever holds `index/writer.lock` writes the index; all others wait until the holder has caught up.
//! The last row of the log that the index knows is kept in the index's own commit, so that no crash can part the two.

use std::collections::BTreeSet;
use std::fs::File;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use fonds_model::{DocumentId, Kind, RecordId};
use fonds_search::{Facet, Filter, Search, Writer};
use fonds_store::{Hand, Reader, Stored};
use serde::Serialize;

use crate::access;
use crate::archive::Archive;
use crate::entry::{self, Entries};
use crate::error::{Error, Result};
use crate::findings::DEPENDS_ON;

/// Rows of the log that are read at a time.
pub(crate) const CHUNK: u32 = 1_000;
/// Memory that a writer may use which follows the log, in bytes.
const FOLLOWING_MEMORY: usize = 32 << 20;
/// How often a process that waits for another to index looks again.
const PATIENCE: Duration = Duration::from_millis(50);
/// How often the server looks for rows that other processes appended.
const WATCH: Duration = Duration::from_millis(100);
/// How long rows are gathered while the log goes on growing: many small commits would cost more than all else.
const GATHER: Duration = Duration::from_millis(700);
/// How long a writer is kept after its last commit, so that segments can be merged meanwhile.
const IDLE: Duration = Duration::from_secs(3);

/// The right to write the index; given back when dropped, or when the process ends.
pub struct IndexLock {
    _file: File,
}

impl IndexLock {
    /// Takes the right to write the index in `folder`; `None` if another process has it.
    fn attempt(folder: &Path) -> Result<Option<Self>> {
        let path = folder.join("writer.lock");
        let file = open_lock(&path)?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Self { _file: file })),
            Err(std::fs::TryLockError::WouldBlock) => Ok(None),
            Err(std::fs::TryLockError::Error(error)) => Err(Error::file("lock", &path, error)),
        }
    }

    /// Waits for the right to write the index in `folder`.
    pub(crate) fn wait(folder: &Path) -> Result<Self> {
        let path = folder.join("writer.lock");
        let file = open_lock(&path)?;
        file.lock()
            .map_err(|error| Error::file("lock", &path, error))?;
        Ok(Self { _file: file })
    }
}

fn open_lock(path: &Path) -> Result<File> {
    File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(path)
        .map_err(|error| Error::file("open", path, error))
}

/// The holder of the index: the right to write it, and a writer while there is something to write.
struct Holder {
    lock: IndexLock,
    writer: Option<Writer>,
}

impl Holder {
    fn new(lock: IndexLock) -> Self {
        Self { lock, writer: None }
    }

    /// Waits for merges that are under way and gives the writer's memory back.
    fn rest(&mut self) -> Result<()> {
        match self.writer.take() {
            Some(writer) => Ok(writer.close()?),
            None => Ok(()),
        }
    }
}

/// When to commit while the log grows.
#[derive(Default)]
struct Pace {
    seen: i64,
    last_commit: Option<Instant>,
}

impl Pace {
    /// True if the log stands still at `goal`, or if enough has been gathered.
    fn may_commit(&mut self, goal: i64) -> bool {
        let stands_still = self.seen == goal;
        self.seen = goal;
        stands_still || self.last_commit.is_none_or(|last| last.elapsed() >= GATHER)
    }

    fn committed(&mut self) {
        self.last_commit = Some(Instant::now());
    }

    fn is_idle(&self) -> bool {
        self.last_commit.is_some_and(|last| last.elapsed() >= IDLE)
    }
}

/// What following did.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub struct Followed {
    /// Documents put into the index or taken out of it.
    pub documents: u64,
    /// The last row of the log that the index knows.
    pub seq: i64,
}

impl Archive {
    /// Takes the right to write the index; `None` if another process has it.
    pub fn try_lock_index(&self) -> Result<Option<IndexLock>> {
        IndexLock::attempt(&self.index_folder())
    }

    /// The last row of the log that the index knows.
    pub(crate) fn index_seq(&self) -> i64 {
        self.index().last_seq().cast_signed()
    }

    /// Brings the index up to the last row of the log, or waits until the process that holds the index has.
    pub fn follow(&self) -> Result<Followed> {
        let goal = self.store().reader()?.last_seq()?;
        loop {
            if let Some(lock) = self.try_lock_index()? {
                let mut holder = Holder::new(lock);
                let followed = self.catch_up(&mut holder)?;
                holder.rest()?;
                self.index().reload()?;
                return Ok(followed);
            }
            self.index().reload()?;
            if self.index_seq() >= goal {
                return Ok(Followed {
                    documents: 0,
                    seq: goal,
                });
            }
            std::thread::sleep(PATIENCE);
        }
    }

    /// Follows the log until told to stop; takes the index as soon as no other process has it.
    ///
    /// An error is logged and tried again: the pages go on with what the index has.
    pub fn keep_following(&self, stop: &AtomicBool) {
        let mut holder = None;
        let mut pace = Pace::default();
        while !stop.load(Ordering::Relaxed) {
            if let Err(error) = self.follow_once(&mut holder, &mut pace) {
                tracing::error!(%error, "the index could not follow the log");
                holder = None;
            }
            std::thread::sleep(WATCH);
        }
        if let Some(mut holder) = holder
            && let Err(error) = holder.rest()
        {
            tracing::error!(%error, "the index could not be closed in order");
        }
    }

    fn follow_once(&self, holder: &mut Option<Holder>, pace: &mut Pace) -> Result<()> {
        if holder.is_none() {
            *holder = self.try_lock_index()?.map(Holder::new);
        }
        let Some(holder) = holder else {
            self.index().reload()?;
            return Ok(());
        };
        if self.reindex_is_wanted()? {
            holder.rest()?;
            self.reindex_with(&holder.lock, &mut |_, _| {})?;
        }
        self.lift_embargoes()?;
        let goal = self.store().reader()?.last_seq()?;
        if goal == self.index_seq() {
            if pace.is_idle() {
                holder.rest()?;
            }
            return Ok(());
        }
        if pace.may_commit(goal) {
            self.catch_up(holder)?;
            pace.committed();
        }
        Ok(())
    }

    /// Brings the index up to the last row of the log, for the holder of the index.
    fn catch_up(&self, holder: &mut Holder) -> Result<Followed> {
        self.lift_embargoes()?;
        self.index().reload()?;
        let reader = self.store().reader()?;
        let goal = reader.last_seq()?;
        let from = self.index_seq();
        if from == goal {
            return Ok(Followed {
                documents: 0,
                seq: goal,
            });
        }
        // An empty index is filled faster anew; one that is ahead of its log belongs to another log.
        if from == 0 || from > goal {
            holder.rest()?;
            return self.reindex_with(&holder.lock, &mut |_, _| {});
        }
        let touched = self.touched(&reader, from, goal)?;
        let writer = match &mut holder.writer {
            Some(writer) => writer,
            none => none.insert(self.index().writer(FOLLOWING_MEMORY)?),
        };
        let mut hidden = false;
        let mut entries = Entries::new(self, self.labels().at(&reader)?)?;
        for id in &touched {
            hidden |= self.write_document(writer, &mut entries, &reader, *id)?;
        }
        writer.commit(goal.cast_unsigned())?;
        if hidden {
            writer.forget_deleted(self.index())?;
        }
        self.index().reload()?;
        Ok(Followed {
            documents: touched.len() as u64,
            seq: goal,
        })
    }

    /// Appends a revision for every record whose embargo has passed, so that all that follows the log learns of it.
    fn lift_embargoes(&self) -> Result<()> {
        let next = self.store().reader()?.next_embargo()?;
        if next.is_none_or(|next| next > access::now()) {
            return Ok(());
        }
        self.store().write(
            &Hand::new("embargo", "the embargo has ended"),
            |batch| -> Result<()> {
                while !batch.lift_embargoes(CHUNK)?.is_empty() {}
                Ok(())
            },
        )
    }

    /// Puts a document into the index or takes it out, and says whether it was taken out.
    fn write_document(
        &self,
        writer: &mut Writer,
        entries: &mut Entries<'_>,
        reader: &Reader,
        id: u64,
    ) -> Result<bool> {
        let record = RecordId::from(DocumentId(id));
        if let Some(stored) = reader.public_record(record, access::now())? {
            put(writer, stored, entries)?;
            return Ok(false);
        }
        let was_there = self.index().contains(id)?;
        writer.delete(id);
        Ok(was_there)
    }

    /// Documents whose entries the rows after `from` concern.
    fn touched(&self, reader: &Reader, from: i64, goal: i64) -> Result<BTreeSet<u64>> {
        let mut touched = BTreeSet::new();
        let mut others = BTreeSet::new();
        let mut seq = from;
        while seq < goal {
            let changes = reader.changes_since(seq, CHUNK)?;
            let Some(last) = changes.last() else { break };
            seq = last.seq;
            for change in changes {
                let record = change.record_id;
                if record.kind == Kind::Document {
                    touched.insert(record.id);
                } else if change.public {
                    others.insert(record);
                }
            }
        }
        let labels = self.labels().at(reader)?;
        for record in &others {
            self.touched_below(*record, reader, &mut touched)?;
        }
        for record in others {
            // A document is indexed with what is above its types, places and subjects, with the names of its agents, and with the ids of those records that strangers see.
            let gives_words = matches!(record.kind, Kind::Type | Kind::Agent);
            let is_concerned = gives_words || labels.sees(record)? != self.is_indexed(record)?;
            if is_concerned {
                let dependants = reader.lookup(DEPENDS_ON, &record.to_string())?;
                touched.extend(dependants.iter().map(|document| document.id));
            }
        }
        Ok(touched)
    }

    /// Documents that lie, or lay, below a place or a subject that has changed: they are indexed with all that is above them.
    fn touched_below(
        &self,
        record: RecordId,
        reader: &Reader,
        touched: &mut BTreeSet<u64>,
    ) -> Result<()> {
        let facet = match record.kind {
            Kind::Place => Facet::Place,
            Kind::Subject => Facet::Subject,
            _ => return Ok(()),
        };
        touched.extend(self.index().holders(facet, record.id)?);
        let register = self.register(record.kind, reader)?;
        for id in register.below(record.id) {
            let below = RecordId { id, ..record };
            let dependants = reader.lookup(DEPENDS_ON, &below.to_string())?;
            touched.extend(dependants.iter().map(|document| document.id));
        }
        Ok(())
    }

    /// True if the entry of any document names the record.
    fn is_indexed(&self, record: RecordId) -> Result<bool> {
        let Some(facet) = entry::facet_of(record.kind) else {
            return Ok(false);
        };
        let found = self.index().search(&Search {
            filters: vec![Filter {
                facet,
                values: vec![record.id],
                all: false,
            }],
            limit: 0,
            ..Search::default()
        })?;
        Ok(found.total > 0)
    }
}

/// Puts a public record into the index if it is a document.
pub(crate) fn put(writer: &mut Writer, stored: Stored, entries: &mut Entries<'_>) -> Result<()> {
    if let Some(entry) = entries.of(stored)? {
        writer.put(&entry)?;
    }
    Ok(())
}
