//! The index built anew beside the living one, which goes on serving until the new one takes its place.
//!
//! If another process holds the index, as a running server does, it is asked to: a file in the index folder says so, and is gone when it is done.

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use fonds_model::Kind;
use fonds_search::Index;

use crate::access;
use crate::archive::Archive;
use crate::check::count_public;
use crate::entry::Entries;
use crate::error::{Error, Result};
use crate::follow::{CHUNK, Followed, IndexLock, put};

/// Memory that the writer of a whole index may use, in bytes.
const BUILDING_MEMORY: usize = 128 << 20;
/// How often a process that asked for a new index looks whether it is there.
const PATIENCE: Duration = Duration::from_millis(50);

impl Archive {
    /// Builds the index anew beside the living one and puts it in its place, or waits until the process that holds the index has.
    pub fn reindex(&self, progress: &mut dyn FnMut(u64, u64)) -> Result<Followed> {
        let mut has_asked = false;
        loop {
            if let Some(lock) = self.try_lock_index()? {
                let followed = self.reindex_with(&lock, progress)?;
                self.forget_wanted()?;
                return Ok(followed);
            }
            if !has_asked {
                let path = self.wanted();
                fs::write(&path, "").map_err(|error| Error::file("write", &path, error))?;
                has_asked = true;
            } else if !self.reindex_is_wanted() {
                self.index().reload()?;
                return Ok(Followed {
                    documents: self.index().count(),
                    seq: self.index_seq(),
                });
            }
            std::thread::sleep(PATIENCE);
        }
    }

    /// The file by which the holder of the index is asked to build it anew.
    fn wanted(&self) -> PathBuf {
        self.index_folder().join("reindex.wanted")
    }

    /// True if a process has asked the holder of the index to build it anew.
    pub(crate) fn reindex_is_wanted(&self) -> bool {
        self.wanted().exists()
    }

    /// Builds the index anew because a process has asked for it.
    pub(crate) fn reindex_as_wanted(&self, lock: &IndexLock) -> Result<()> {
        self.reindex_with(lock, &mut |_, _| {})?;
        self.forget_wanted()
    }

    fn forget_wanted(&self) -> Result<()> {
        let path = self.wanted();
        match fs::remove_file(&path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                Err(Error::file("remove", &path, error))
            }
            _ => Ok(()),
        }
    }

    /// Builds the index anew, for the holder of the index.
    pub(crate) fn reindex_with(
        &self,
        _lock: &IndexLock,
        progress: &mut dyn FnMut(u64, u64),
    ) -> Result<Followed> {
        let reader = self.store().reader()?;
        let goal = reader.last_seq()?;
        let total = count_public(&reader, Kind::Document)?;
        let mut writer = Index::begin_generation(&self.index_folder(), BUILDING_MEMORY)?;
        let mut documents = 0;
        let mut entries = Entries::new(self, self.labels().at(&reader)?)?;
        let mut after = None;
        loop {
            let page = reader.public_page(Kind::Document, after, CHUNK, access::now())?;
            let Some(last) = page.last() else { break };
            after = Some(last.record.id().id);
            documents += page.len() as u64;
            for stored in page {
                put(&mut writer, stored, &mut entries)?;
            }
            progress(documents, total);
        }
        writer.publish_generation(goal.cast_unsigned())?;
        self.index().reload()?;
        Ok(Followed {
            documents,
            seq: goal,
        })
    }
}
