//! What can go wrong in the store, in words for the person at the keyboard.

use std::io;
use std::path::{Path, PathBuf};

use fonds_model::RecordId;
use rusqlite::ErrorCode;

/// The result of the store's functions.
pub type Result<T> = std::result::Result<T, Error>;

/// Why the store did not do what it was asked.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The folder holds no archive, or something else under its name.
    #[error("no archive in `{}`: {reason}", folder.display())]
    NotAnArchive {
        /// The folder.
        folder: PathBuf,
        /// What was found, and what to do.
        reason: &'static str,
    },
    /// The archive was written by a newer version of the program.
    #[error("the archive in `{}` has schema {found} and this version of fonds knows up to {known}; use a newer fonds", folder.display())]
    NewerSchema {
        /// The folder.
        folder: PathBuf,
        /// The schema found.
        found: u32,
        /// The newest schema known.
        known: u32,
    },
    /// A row of the log is in a newer format of the model.
    #[error(
        "revision {seq} is in format {found} and this version of fonds reads up to {known}; use a newer fonds"
    )]
    NewerFormat {
        /// Place in the log.
        seq: i64,
        /// The format found.
        found: u32,
        /// The newest format known.
        known: u32,
    },
    /// The disk is full.
    #[error(
        "the disk is full: nothing of this step was written, and what stands can still be read; make room and try again"
    )]
    DiskFull,
    /// Another process kept the archive locked for too long.
    #[error(
        "another process is writing to the archive and did not finish in time; try again when it is done"
    )]
    Busy,
    /// A row does not hold what it must.
    #[error("{place} is damaged ({reason}); `fonds check` tells more")]
    Damaged {
        /// The row.
        place: String,
        /// What is wrong with it.
        reason: String,
    },
    /// A revision was removed by order and only its row remains.
    #[error("the content of revision {seq} of `{record}` has been expunged")]
    Expunged {
        /// The record.
        record: RecordId,
        /// Place in the log.
        seq: i64,
    },
    /// A version that is still what the record says.
    #[error(
        "version {version} of `{record}` says what the record says now; replace it first by importing a corrected record, or expunge the whole record"
    )]
    InForce {
        /// The record.
        record: RecordId,
        /// The version that is in force.
        version: u32,
    },
    /// A record that the log does not have.
    #[error("there is no record `{record}`")]
    NoSuchRecord {
        /// The record asked for.
        record: RecordId,
    },
    /// A version that the log does not have.
    #[error("`{record}` has no version {version}; it has {last} of them")]
    NoSuchVersion {
        /// The record.
        record: RecordId,
        /// The version asked for.
        version: u32,
        /// How many there are.
        last: usize,
    },
    /// A number that no id can be.
    #[error("`{id}` of {what} is beyond the largest id {}", i64::MAX)]
    IdTooLarge {
        /// Kind of record or part.
        what: &'static str,
        /// The number.
        id: u64,
    },
    /// A record that is larger than a record can be.
    #[error(
        "`{record}` has {size} bytes and a record has at most {}",
        crate::payload::LARGEST
    )]
    RecordTooLarge {
        /// The record.
        record: RecordId,
        /// Its size in bytes of canonical JSON.
        size: usize,
    },
    /// Text that is no checksum.
    #[error("`{0}` is not a sha-256 checksum of 64 hexadecimal figures")]
    NotAChecksum(String),
    /// A step of this batch failed before, so that the batch cannot be kept.
    #[error("an earlier step of this batch failed, so that nothing of it is kept")]
    BrokenBatch,
    /// The operating system refused.
    #[error("cannot {action} `{}`: {source}", path.display())]
    Io {
        /// What was tried.
        action: &'static str,
        /// On which file or folder.
        path: PathBuf,
        /// Why it failed.
        source: io::Error,
    },
    /// The database refused.
    #[error("database: {0}")]
    Database(#[source] rusqlite::Error),
}

impl Error {
    /// An error of the operating system; a full disk has its own variant.
    pub(crate) fn io(action: &'static str, path: &Path, source: io::Error) -> Self {
        if source.kind() == io::ErrorKind::StorageFull {
            return Self::DiskFull;
        }
        Self::Io {
            action,
            path: path.to_owned(),
            source,
        }
    }

    /// A row that does not hold what it must.
    #[expect(
        clippy::needless_pass_by_value,
        reason = "callers hand over what they format"
    )]
    pub(crate) fn damaged(place: impl ToString, reason: impl ToString) -> Self {
        Self::Damaged {
            place: place.to_string(),
            reason: reason.to_string(),
        }
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::DiskFull,
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
                Self::damaged("the database file", error)
            }
            _ => Self::Database(error),
        }
    }
}
