//! How a process asks the holder of the index for a new one: a file for each wish, gone when it is fulfilled.
//!
//! Only wishes that stood there before the building began are fulfilled by it: what was expunged meanwhile may already have been copied.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use tempfile::{Builder, TempPath};

use crate::error::{Error, Result};

/// How the names of wishes begin.
const WANTED: &str = "reindex.wanted-";
/// How the names of wishes begin that could not be fulfilled.
const FAILED: &str = "reindex.failed-";

/// A wish of this process; taken back when dropped.
pub(super) struct Wish {
    path: TempPath,
    failed: PathBuf,
}

impl Wish {
    /// Asks for a new index in this folder.
    pub(super) fn make(folder: &Path) -> Result<Self> {
        let file = Builder::new()
            .prefix(WANTED)
            .tempfile_in(folder)
            .map_err(|error| Error::file("write in the folder", folder, error))?;
        let path = file.into_temp_path();
        let failed = failed(&path);
        Ok(Self { path, failed })
    }

    /// True if the new index is there; an error if it could not be built.
    pub(super) fn is_fulfilled(&self) -> Result<bool> {
        if self.path.exists() {
            return Ok(false);
        }
        match fs::remove_file(&self.failed) {
            Ok(()) => Err(Error::Refused(
                "the server that keeps the index could not build it anew, and the old one goes on serving; its log says why"
                    .to_owned(),
            )),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(true),
            Err(error) => Err(Error::file("remove", &self.failed, error)),
        }
    }
}

/// Wishes of all processes at one moment.
pub(super) struct Wishes(Vec<PathBuf>);

impl Wishes {
    /// Those that stand in this folder now.
    pub(super) fn standing(folder: &Path) -> Result<Self> {
        let failed = |error| Error::file("read the folder", folder, error);
        let mut wishes = Vec::new();
        let entries = match fs::read_dir(folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Self(wishes)),
            other => other.map_err(failed)?,
        };
        for entry in entries {
            let entry = entry.map_err(failed)?;
            if entry.file_name().to_string_lossy().starts_with(WANTED) {
                wishes.push(entry.path());
            }
        }
        Ok(Self(wishes))
    }

    /// True if nobody asks.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Tells those who asked how it went.
    pub(super) fn answer(&self, is_built: bool) -> Result<()> {
        for path in &self.0 {
            let told = if is_built {
                fs::remove_file(path)
            } else {
                fs::rename(path, failed(path))
            };
            match told {
                // Whoever asked has gone, and the wish with it.
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                other => other.map_err(|error| Error::file("remove", path, error))?,
            }
        }
        Ok(())
    }
}

/// The name that a wish gets if it cannot be fulfilled.
fn failed(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(name.replacen(WANTED, FAILED, 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One wish before a building begins and one after; `None` is waiting.
    fn check(is_built: bool, expected: [Option<bool>; 2]) {
        let folder = tempfile::tempdir().unwrap();
        let before = Wish::make(folder.path()).unwrap();
        let standing = Wishes::standing(folder.path()).unwrap();
        let after = Wish::make(folder.path()).unwrap();
        standing.answer(is_built).unwrap();
        let answers = [before, after].map(|wish| match wish.is_fulfilled() {
            Ok(false) => None,
            Ok(true) => Some(true),
            Err(_) => Some(false),
        });
        assert_eq!(answers, expected);
        assert!(Wishes::standing(folder.path()).unwrap().is_empty());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn a_wish_is_fulfilled_by_what_begins_after_it() {
        check(true, [Some(true), None]);
        check(false, [Some(false), None]);
    }
}
