//! An archive: one folder with the log, the blobs and the index.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use fonds_search::Index;
use fonds_store::Store;

use crate::about_view::AboutView;
use crate::collections::CollectionsView;
use crate::error::{Error, Result};
use crate::findings;
use crate::follow::IndexLock;
use crate::home_view::HomeView;
use crate::labels::LabelMemory;
use crate::recent::RecentMemory;
use crate::register::RegisterMemory;
use crate::remembered::Remembered;

/// Memory of a writer that writes nothing, in bytes: the least that the index accepts.
const SMALL_WRITER: usize = 16 << 20;

/// An open archive; cheap to clone and to share between threads.
///
/// The folder holds `fonds.db` (the log), `blobs/`, `index/` (derived) and `rejects/`.
#[derive(Clone)]
pub struct Archive {
    inner: Arc<Inner>,
    limits: Option<SearchLimits>,
}

/// What is too much for one search.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SearchLimits {
    /// Characters of its words.
    pub characters: usize,
    /// Entries of the index that would be read.
    pub work: u64,
}

struct Inner {
    folder: PathBuf,
    store: Store,
    index: Index,
    labels: LabelMemory,
    memories: Memories,
    recent: RecentMemory,
    registers: RegisterMemory,
    /// How many documents have a text, and the row of the log at which that was counted.
    texts: Mutex<Option<(u64, u64)>>,
}

/// What is made once for each state of the archive.
#[derive(Default)]
pub(crate) struct Memories {
    /// All collections.
    pub(crate) collections: Remembered<CollectionsView>,
    /// The archive at a glance.
    pub(crate) home: Remembered<HomeView>,
    /// What it holds.
    pub(crate) about: Remembered<AboutView>,
}

impl Archive {
    /// Opens the archive in `folder`, and makes one there if there is none.
    pub fn open_or_create(folder: &Path) -> Result<Self> {
        refuse_unwritable(folder)?;
        Self::with_store(folder, Store::open(folder, findings::find)?)
    }

    /// Opens the archive in `folder`; an error if there is none.
    pub fn open(folder: &Path) -> Result<Self> {
        refuse_unwritable(folder)?;
        Self::with_store(folder, Store::open_existing(folder, findings::find)?)
    }

    fn with_store(folder: &Path, store: Store) -> Result<Self> {
        let index_folder = folder.join("index");
        std::fs::create_dir_all(&index_folder)
            .map_err(|error| Error::file("create", &index_folder, error))?;
        let index = open_index(&index_folder)?;
        Ok(Self {
            inner: Arc::new(Inner {
                folder: folder.to_owned(),
                store,
                index,
                labels: LabelMemory::default(),
                memories: Memories::default(),
                recent: RecentMemory::default(),
                registers: RegisterMemory::default(),
                texts: Mutex::new(None),
            }),
            limits: None,
        })
    }

    /// The same archive, which refuses searches that are too much.
    #[must_use]
    pub fn with_search_limits(self, limits: SearchLimits) -> Self {
        Self {
            limits: Some(limits),
            ..self
        }
    }

    /// What is too much for one search; nothing, unless it was said.
    pub(crate) fn search_limits(&self) -> Option<SearchLimits> {
        self.limits
    }

    /// True if nothing was ever put into the log.
    pub fn is_empty(&self) -> Result<bool> {
        Ok(self.store().reader()?.last_seq()? == 0)
    }

    /// The archive's folder.
    pub fn folder(&self) -> &Path {
        &self.inner.folder
    }

    /// The folder of the index.
    pub(crate) fn index_folder(&self) -> PathBuf {
        self.inner.folder.join("index")
    }

    pub(crate) fn store(&self) -> &Store {
        &self.inner.store
    }

    pub(crate) fn texts_counted_at(&self, seq: u64) -> Option<u64> {
        let texts = self
            .inner
            .texts
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        texts
            .filter(|(counted_at, _)| *counted_at == seq)
            .map(|(_, count)| count)
    }

    pub(crate) fn remember_texts(&self, seq: u64, count: u64) {
        let mut texts = self
            .inner
            .texts
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        *texts = Some((seq, count));
    }

    pub(crate) fn memories(&self) -> &Memories {
        &self.inner.memories
    }

    pub(crate) fn labels(&self) -> &LabelMemory {
        &self.inner.labels
    }

    pub(crate) fn recent(&self) -> &RecentMemory {
        &self.inner.recent
    }

    pub(crate) fn registers(&self) -> &RegisterMemory {
        &self.inner.registers
    }

    pub(crate) fn index(&self) -> &Index {
        &self.inner.index
    }
}

/// Says in plain words what the database and the index would say in theirs: that the folder is a file, or cannot be written.
///
/// Also a command that only reads follows the log into the index, and readers of a database leave traces beside it.
fn refuse_unwritable(folder: &Path) -> Result<()> {
    if folder.is_file() {
        return Err(Error::Refused(format!(
            "`{}` is a file; name the folder of an archive with --archive",
            folder.display()
        )));
    }
    let opened = std::fs::File::options()
        .write(true)
        .open(folder.join("fonds.db"));
    match opened {
        // The folder of another account does not even tell whether there is a database in it.
        Err(source) if !is_absent(source.kind()) => Err(Error::Unwritable {
            folder: folder.display().to_string(),
            source,
        }),
        _ => Ok(()),
    }
}

/// Whether no file stands there; what else may be wrong with the folder is said by who opens it.
fn is_absent(kind: ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::NotFound | ErrorKind::NotADirectory | ErrorKind::IsADirectory
    )
}

/// Opens the index, or begins an empty one that is yet to follow the log where there is none that this program reads.
fn open_index(folder: &Path) -> Result<Index> {
    match Index::open(folder) {
        Err(fonds_search::Error::Missing(_) | fonds_search::Error::Schema { .. }) => {}
        other => return Ok(other?),
    }
    let _lock = IndexLock::wait(folder)?;
    // Another process may have begun one meanwhile.
    match Index::open(folder) {
        Err(fonds_search::Error::Missing(_) | fonds_search::Error::Schema { .. }) => {
            Index::begin_generation(folder, SMALL_WRITER)?.publish_generation(0)?;
            Ok(Index::open(folder)?)
        }
        other => Ok(other?),
    }
}
