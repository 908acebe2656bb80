//! The store: one writer behind a lock, readers from a pool.
//!
//! Other processes may have the same archive open; SQLite keeps writers apart, and every reader sees whole batches only.

use std::fs;
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use fonds_model::Moment;

use crate::blob_file;
use crate::check::{self, CheckReport};
use crate::findings::Find;
use crate::view::View;
use crate::{Batch, Error, Hand, Result, private, schema};

/// Readers that wait in the pool; more are opened when needed and closed afterwards.
const POOL: usize = 8;

/// An archive's log, the tables derived from it, and its blobs.
///
/// Cheap to clone; clones share the writer and the pool.
#[derive(Clone)]
pub struct Store {
    inner: Arc<Inner>,
    clock: fn() -> Moment,
}

struct Inner {
    folder: PathBuf,
    find: Find,
    writer: Mutex<View>,
    readers: Mutex<Vec<View>>,
}

/// A connection that only reads, borrowed from the pool; every function of [`View`] is its own.
///
/// Each call sees the newest committed batch; [`at_once`](View::at_once) makes several calls see the same one.
pub struct Reader {
    /// Present until the reader is dropped.
    view: Option<View>,
    inner: Arc<Inner>,
}

impl Store {
    /// Opens the archive in `folder`, or makes a new one there.
    ///
    /// Fails if the folder holds something else, if its schema is newer than this program, or if the disk refuses.
    pub fn open(folder: &Path, find: Find) -> Result<Self> {
        let blobs = blob_file::folder(folder);
        private::make_folder(folder)?;
        private::make_folder(&blobs)?;
        let is_new = private::make_file(&folder.join(schema::FILE))?;
        let writer = View::new(schema::open_writer(folder)?, blobs)?;
        if is_new {
            blob_file::sync_folder(folder)?;
        }
        let inner = Inner {
            folder: folder.to_owned(),
            find,
            writer: Mutex::new(writer),
            readers: Mutex::default(),
        };
        Ok(Self {
            inner: Arc::new(inner),
            clock,
        })
    }

    /// Opens the archive in `folder`; fails, saying what to do, if there is none.
    pub fn open_existing(folder: &Path, find: Find) -> Result<Self> {
        if !folder.join(schema::FILE).is_file() {
            return Err(Error::NotAnArchive {
                folder: folder.to_owned(),
                reason: "there is no `fonds.db`; `fonds import` makes an archive, `--archive` names another folder",
            });
        }
        Self::open(folder, find)
    }

    /// The same store with another clock for the moments in the log; they still never run backwards.
    #[must_use]
    pub fn with_clock(self, clock: fn() -> Moment) -> Self {
        Self { clock, ..self }
    }

    /// The folder of the archive.
    pub fn folder(&self) -> &Path {
        &self.inner.folder
    }

    /// A reader from the pool, which gets it back when it is dropped.
    pub fn reader(&self) -> Result<Reader> {
        let waiting = lock(&self.inner.readers).pop();
        let view = match waiting {
            Some(view) => view,
            None => View::new(
                schema::open_reader(&self.inner.folder)?,
                blob_file::folder(&self.inner.folder),
            )?,
        };
        Ok(Reader {
            view: Some(view),
            inner: Arc::clone(&self.inner),
        })
    }

    /// Does `work` in one transaction: all of it is kept, durably, or nothing.
    ///
    /// Waits for another writer, in this process or another, for up to five minutes.
    /// If `work` returns an error, or a step within it failed, nothing is kept and the error is returned.
    /// `work` must not call `write` itself.
    pub fn write<T, E: From<Error>>(
        &self,
        hand: &Hand,
        work: impl FnOnce(&mut Batch<'_>) -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E> {
        let writer = lock(&self.inner.writer);
        let mut batch = Batch::begin(&writer, hand, self.inner.find, self.clock)?;
        match work(&mut batch) {
            Ok(value) => {
                batch.commit()?;
                Ok(value)
            }
            Err(error) => {
                batch.abandon();
                Err(error)
            }
        }
    }

    /// Empties every derived table and makes it again from the log, in one transaction.
    ///
    /// Rows of the archive's rules ([`Batch::replace_derived`]) cannot be made from one record alone: `rules` puts them back within the same transaction.
    pub fn rebuild<E: From<Error>>(
        &self,
        rules: impl FnOnce(&mut Batch<'_>) -> std::result::Result<(), E>,
    ) -> std::result::Result<(), E> {
        self.write(&Hand::new("rebuild", ""), |batch| {
            batch.rebuild()?;
            rules(batch)
        })
    }

    /// Verifies the log, every checksum, the derived tables and the blobs; changes nothing.
    ///
    /// What is appended while it runs is left for the next time.
    pub fn check(&self) -> Result<CheckReport> {
        check::run(&*self.reader()?, self.inner.find)
    }

    /// Moves the write-ahead log into the database and empties it; tells whether it could, or a reader stood in the way.
    pub fn checkpoint(&self) -> Result<bool> {
        let writer = lock(&self.inner.writer);
        let sql = "PRAGMA wal_checkpoint(TRUNCATE)";
        let was_busy: bool = writer.connection.query_row(sql, [], |row| row.get(0))?;
        Ok(!was_busy)
    }

    /// Size of the write-ahead log in bytes.
    pub fn wal_size(&self) -> Result<u64> {
        let path = self.inner.folder.join(format!("{}-wal", schema::FILE));
        match fs::metadata(&path) {
            Ok(metadata) => Ok(metadata.len()),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(0),
            Err(error) => Err(Error::io("look at", &path, error)),
        }
    }
}

impl Deref for Reader {
    type Target = View;

    fn deref(&self) -> &View {
        self.view
            .as_ref()
            .expect("a reader has its view until it is dropped")
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        let Some(view) = self.view.take() else { return };
        let mut readers = lock(&self.inner.readers);
        // A transaction left open by a panic must not hold back the write-ahead log.
        if readers.len() < POOL && view.connection.is_autocommit() {
            readers.push(view);
        }
    }
}

/// Locks; a panic elsewhere leaves nothing half done behind these locks, because its transaction was rolled back.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The system's clock; before 1970 it is 1970.
fn clock() -> Moment {
    let since_1970 = SystemTime::now()
        .duration_since(SystemTime::UNIX_EPOCH)
        .unwrap_or_default();
    let seconds = i64::try_from(since_1970.as_secs()).unwrap_or(0);
    Moment::from_seconds(seconds).expect("the clock stands within the years of a moment")
}

#[cfg(test)]
mod tests {
    use fonds_model::{Kind, Record};

    use super::*;
    use crate::Findings;

    fn source(id: u64) -> Record {
        let name = "a long name ".repeat(4_000);
        let json =
            format!(r#"{{"kind":"source","id":{id},"name":"{name}{id}","format":"listing"}}"#);
        Record::parse(&json).unwrap()
    }

    /// A full disk is played by a limit on the pages of the database.
    #[test]
    fn on_a_full_disk_nothing_is_half_done_and_reading_goes_on() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path(), |_| Findings::default()).unwrap();
        let limit = |pages: u32| {
            let writer = lock(&store.inner.writer);
            writer
                .connection
                .execute_batch(&format!("PRAGMA max_page_count = {pages}"))
                .unwrap();
        };
        let import = |ids: std::ops::Range<u64>| {
            store.write(&Hand::new("import", ""), |batch| {
                for id in ids {
                    // An importer that passes over errors must not keep half a batch either.
                    let _ = batch.put(&source(id));
                    batch.put_blob(&id.to_le_bytes().repeat(3), "text/plain")?;
                }
                Ok::<_, Error>(())
            })
        };
        import(1..3).unwrap();
        limit(1);
        let refused = import(3..500).unwrap_err();
        assert!(
            matches!(refused, Error::DiskFull | Error::BrokenBatch),
            "{refused}"
        );
        let reader = store.reader().unwrap();
        assert_eq!(reader.last_seq().unwrap(), 2);
        assert_eq!(reader.records(Kind::Source, &[1, 2, 3]).unwrap().len(), 2);
        assert!(store.check().unwrap().is_sound());
        limit(1_000_000);
        import(3..500).unwrap();
        assert_eq!(reader.last_seq().unwrap(), 499);
    }
}
