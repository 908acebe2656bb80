//! The index built anew beside the living one, which goes on serving until the new one takes its place.
//!
//! If another process holds the index, as a running server does, it is asked to: a file in the index folder says so, and is gone when it is done.

mod wish;

use std::time::Duration;

use fonds_model::Kind;
use fonds_search::Index;

use crate::access;
use crate::archive::Archive;
use crate::check::count_public;
use crate::entry::Entries;
use crate::error::Result;
use crate::follow::{CHUNK, Followed, IndexLock, put};
use wish::{Wish, Wishes};

/// Memory that the writer of a whole index may use, in bytes.
const BUILDING_MEMORY: usize = 128 << 20;
/// How often a process that asked for a new index looks whether it is there.
const PATIENCE: Duration = Duration::from_millis(50);

impl Archive {
    /// Builds the index anew beside the living one and puts it in its place, or waits until the process that holds the index has.
    pub fn reindex(&self, progress: &mut dyn FnMut(u64, u64)) -> Result<Followed> {
        let mut wish = None;
        loop {
            if let Some(lock) = self.try_lock_index()? {
                return self.reindex_with(&lock, progress);
            }
            match &wish {
                None => wish = Some(Wish::make(&self.index_folder())?),
                Some(wish) if wish.is_fulfilled()? => {
                    self.index().reload()?;
                    return Ok(Followed {
                        documents: self.index().count(),
                        seq: self.index_seq(),
                    });
                }
                Some(_) => {}
            }
            std::thread::sleep(PATIENCE);
        }
    }

    /// True if a process has asked the holder of the index to build it anew.
    pub(crate) fn reindex_is_wanted(&self) -> Result<bool> {
        Ok(!Wishes::standing(&self.index_folder())?.is_empty())
    }

    /// Builds the index anew, for the holder of the index, and tells all who had asked for it by then.
    pub(crate) fn reindex_with(
        &self,
        lock: &IndexLock,
        progress: &mut dyn FnMut(u64, u64),
    ) -> Result<Followed> {
        let wishes = Wishes::standing(&self.index_folder())?;
        let built = self.build_index(lock, progress);
        wishes.answer(built.is_ok())?;
        built
    }

    fn build_index(
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
