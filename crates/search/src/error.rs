//! What can go wrong in the index.
//!
//! Reading a query never fails; only the files of the index can.

use std::path::PathBuf;

/// The outcome of everything that touches the files of an index.
pub type Result<T> = std::result::Result<T, Error>;

/// Why an index could not be opened, read or written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The folder has no pointer file: nothing has been indexed yet, and the
    /// archive builds a first generation.
    #[error("no index in {0}")]
    Missing(PathBuf),
    /// The index was written by another version of this program: the archive
    /// builds a new generation.
    #[error("index in {dir} has schema {found}, this program reads schema {expected}")]
    Schema {
        /// The folder of the index.
        dir: PathBuf,
        /// The version the pointer file names.
        found: u32,
        /// [`crate::SCHEMA_VERSION`].
        expected: u32,
    },
    /// The pointer file does not name a generation.
    #[error("pointer file {path} is unreadable: {content:?}")]
    Pointer {
        /// The pointer file.
        path: PathBuf,
        /// What it holds instead.
        content: String,
    },
    /// A facet value does not fit the 56 bits the index has for it.
    #[error("facet value {0} is above the largest possible one")]
    Value(u64),
    /// A file could not be read or written.
    #[error("cannot {action} {path}")]
    File {
        /// What was tried, as a verb.
        action: &'static str,
        /// The file or folder concerned.
        path: PathBuf,
        /// The answer of the operating system.
        source: std::io::Error,
    },
    /// The disk is full.
    #[error(
        "the disk is full: the index stays as it was, and what stands can still be searched; make room and try again"
    )]
    DiskFull,
    /// A thread that writes the index ended early; the engine no longer knows why.
    #[error(
        "the index could not be written, mostly because the disk is full or failing: it stays as it was, and what came into the log is safe; make room and run `fonds reindex`"
    )]
    WriterLost(#[source] tantivy::TantivyError),
    /// The engine reports an error of its own.
    #[error("search engine failed")]
    Engine(#[source] tantivy::TantivyError),
    /// The engine could not read one of its files.
    #[error("search engine could not read its files")]
    Read(#[from] std::io::Error),
}

impl From<tantivy::TantivyError> for Error {
    /// A full disk is told apart; the engine wraps the system's answer in many ways, which all show its kind.
    fn from(error: tantivy::TantivyError) -> Self {
        let shown = format!("{error:?}");
        if shown.contains("StorageFull") || shown.contains("No space left on device") {
            Self::DiskFull
        } else if matches!(error, tantivy::TantivyError::ErrorInThread(_)) {
            Self::WriterLost(error)
        } else {
            Self::Engine(error)
        }
    }
}

impl Error {
    /// A file error with the verb and the path that were tried.
    pub(crate) fn file(
        action: &'static str,
        path: impl Into<PathBuf>,
    ) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.into();
        move |source| match source.kind() {
            std::io::ErrorKind::StorageFull => Self::DiskFull,
            _ => Self::File {
                action,
                path,
                source,
            },
        }
    }
}
