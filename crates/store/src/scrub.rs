//! Making sure that words which the log no longer holds stand in no file of the archive either.
//!
//! SQLite leaves deleted bytes in free pages and in its write-ahead log until they are used again; here both are written anew.

use std::fs;
use std::thread;
use std::time::{Duration, Instant};

use crate::{Error, Hand, Result, Store, blob_file, schema};

/// How long readers may stand in the way of emptying the write-ahead log.
const PATIENCE: Duration = Duration::from_mins(2);
const STEP: Duration = Duration::from_millis(20);

impl Store {
    /// Removes files among the blobs that no row knows, writes the database anew without its free pages, and empties the write-ahead log.
    ///
    /// Needs room for the database twice more. Readers go on meanwhile, writers wait.
    /// Doing it again changes nothing, so that what was cut short can be repeated.
    pub fn scrub(&self) -> Result<()> {
        self.remove_strays()?;
        let connection = schema::open_writer(self.folder())?;
        // A whole database is too much for memory.
        connection.execute_batch("PRAGMA temp_store = FILE; PRAGMA secure_delete = ON; VACUUM;")?;
        drop(connection);
        let began = Instant::now();
        while !self.checkpoint()? {
            if began.elapsed() > PATIENCE {
                return Err(Error::Busy);
            }
            thread::sleep(STEP);
        }
        Ok(())
    }

    /// Removes files that no row knows; within a transaction, because a batch under way brings files before their rows.
    fn remove_strays(&self) -> Result<()> {
        let blobs = blob_file::folder(self.folder());
        self.write(&Hand::new("expunge", ""), |batch| {
            for (path, sha256) in blob_file::list(&blobs)? {
                let is_known = match sha256 {
                    Some(sha256) => batch.is_on_record(sha256)?,
                    None => false,
                };
                if !is_known {
                    fs::remove_file(&path).map_err(|error| Error::io("remove", &path, error))?;
                    if let Some(folder) = path.parent() {
                        blob_file::sync_folder(folder)?;
                    }
                }
            }
            Ok(())
        })
    }
}
