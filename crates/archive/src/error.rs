//! What can go wrong in a use case.

/// The result of a use case.
pub type Result<T> = std::result::Result<T, Error>;

/// Why a use case could not be carried out.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The log could not be read or written.
    #[error(transparent)]
    Store(#[from] fonds_store::Error),
    /// The index could not be read or written.
    #[error(transparent)]
    Search(#[from] fonds_search::Error),
    /// The export could not be written.
    #[error(transparent)]
    Write(#[from] fonds_formats::jsonl::WriteError),
    /// The disk is full.
    #[error(
        "the disk that holds `{path}` is full; nothing half-done was left there: make room and try again"
    )]
    DiskFull {
        /// The file that was to be written.
        path: String,
    },
    /// A file could not be read or written.
    #[error("cannot {action} `{path}`")]
    File {
        /// What was tried, such as `read`.
        action: &'static str,
        /// The file.
        path: String,
        /// Why it failed.
        source: std::io::Error,
    },
    /// The words of a search are too many to be read.
    #[error("the words of this search have more than {most} characters; leave some out")]
    QueryTooLong {
        /// The most that are read.
        most: usize,
    },
    /// A search would read too much of the index.
    #[error(
        "this search is too much work; write more letters before an asterisk, or leave out words and filters"
    )]
    TooMuchWork,
    /// An archive in which this account may not write.
    #[error(
        "cannot write in the archive `{folder}`, and also reading needs that, because the index follows the log; run fonds as the account that owns the folder, on a file system that can be written"
    )]
    Unwritable {
        /// The archive's folder.
        folder: String,
        /// Why not.
        source: std::io::Error,
    },
    /// What was asked for cannot be done.
    #[error("{0}")]
    Refused(String),
    /// Contents are gone from the log, and files may still hold their words.
    #[error(
        "`{record}` is expunged from the log, but files of the archive may still hold its words; give the same order again once the cause is gone"
    )]
    HalfExpunged {
        /// The record.
        record: fonds_model::RecordId,
        /// What stood in the way.
        source: Box<Error>,
    },
    /// The work was told to stop before it was done.
    #[error("stopped before it was done; nothing half-done was left")]
    Stopped,
}

impl Error {
    /// A file that could not be read or written; a full disk has its own variant.
    pub(crate) fn file(
        action: &'static str,
        path: &std::path::Path,
        source: std::io::Error,
    ) -> Self {
        if source.kind() == std::io::ErrorKind::StorageFull {
            return Self::DiskFull {
                path: path.display().to_string(),
            };
        }
        Self::File {
            action,
            path: path.display().to_string(),
            source,
        }
    }
}
