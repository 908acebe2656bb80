//! A copy of the database as it stood at one moment, for backups.
//!
//! Not a dump: the copy is a database like the one it was made from, in one file without a write-ahead log.
//! Copying holds one read transaction for as long as reading the file takes, so that the write-ahead log grows by no more than what is written meanwhile.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags, OptionalExtension as _};

use crate::digest::Digest;
use crate::{Error, Result, Store, blob_file, schema};

/// How long a copy that met a lock waits before it goes on.
const PATIENCE: Duration = Duration::from_millis(5);

/// A copy of the database, and the files that it names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snapshot {
    /// The last row of its log; 0 if it has none.
    pub last_seq: i64,
    /// The chain of that row, as 64 lower-case hexadecimal figures; zeros if there is none.
    pub chain: String,
    /// The version of its tables.
    pub schema: u32,
    /// The files with blobs that its tables name, by checksum.
    pub files: Vec<SnapshotFile>,
}

/// A blob that lies in a file of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SnapshotFile {
    /// Where it stands in an archive's folder, such as `blobs/ab/cdef…`.
    pub path: String,
    /// The lower-case hexadecimal SHA-256 of its bytes.
    pub sha256: String,
    /// Its size in bytes.
    pub size: u64,
}

impl Snapshot {
    /// What the copy in the file `path` holds; changes nothing.
    pub fn of(path: &Path) -> Result<Self> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        describe(&Connection::open_with_flags(path, flags)?)
    }
}

impl Store {
    /// Copies the database into the file `path`, which must be new or empty, and syncs it.
    ///
    /// Readers and writers of this and other processes go on meanwhile; the copy holds whole batches only.
    pub fn snapshot(&self, path: &Path) -> Result<Snapshot> {
        let from = schema::open_reader(self.folder())?;
        let mut into = Connection::open_with_flags(
            path,
            OpenFlags::SQLITE_OPEN_READ_WRITE
                | OpenFlags::SQLITE_OPEN_CREATE
                | OpenFlags::SQLITE_OPEN_NO_MUTEX,
        )?;
        // A copy that is cut short is thrown away, so that a journal would only cost time.
        into.execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")?;
        copy(&from, &mut into)?;
        drop(from);
        // The copy stands alone: it needs no files beside it, wherever it is carried.
        into.query_row("PRAGMA journal_mode = DELETE", [], |_| Ok(()))?;
        let snapshot = describe(&into)?;
        into.close().map_err(|(_, error)| error)?;
        File::open(path)
            .and_then(|file| file.sync_all())
            .map_err(|error| Error::io("sync", path, error))?;
        Ok(snapshot)
    }

    /// Where a file of a snapshot stands in this archive.
    pub fn snapshot_file(&self, file: &SnapshotFile) -> PathBuf {
        self.folder().join(&file.path)
    }
}

/// Copies all pages in one step: a step that ends before the last page would have to begin again whenever another process has written.
fn copy(from: &Connection, into: &mut Connection) -> Result<()> {
    let backup = Backup::new(from, into)?;
    loop {
        match backup.step(-1)? {
            StepResult::Done => return Ok(()),
            _ => thread::sleep(PATIENCE),
        }
    }
}

fn describe(copy: &Connection) -> Result<Snapshot> {
    let last = copy
        .query_row(
            "SELECT seq, chain FROM revision ORDER BY seq DESC LIMIT 1",
            [],
            |row| Ok((row.get(0)?, row.get::<_, Digest>(1)?)),
        )
        .optional()?;
    let (last_seq, chain) = last.unwrap_or_default();
    let mut statement =
        copy.prepare("SELECT sha256, size FROM blob WHERE bytes IS NULL ORDER BY sha256")?;
    let files = statement.query_map([], |row| {
        let (sha256, size): (Digest, i64) = (row.get(0)?, row.get(1)?);
        Ok(SnapshotFile {
            path: blob_file::name(sha256),
            sha256: sha256.to_string(),
            size: size.cast_unsigned(),
        })
    })?;
    Ok(Snapshot {
        last_seq,
        chain: chain.to_string(),
        schema: copy.query_row("PRAGMA user_version", [], |row| row.get(0))?,
        files: files.collect::<rusqlite::Result<_>>()?,
    })
}
