//! Files and folders that appear under their names only whole and synced, and otherwise not at all.
//!
//! What is written goes to a temporary place beside them, which is gone if the work fails.
//! A process that is killed leaves its temporary place behind, but not the lock on it; the next work for the same name removes what nobody holds.

use std::fs::{self, File};
use std::io::{self, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use tempfile::{Builder, TempDir, TempPath};

use crate::archive::Archive;
use crate::error::{Error, Result};

/// How many letters make a temporary name one of its own.
const LETTERS: usize = 6;

/// So many bytes of a name stand in the temporary one, which the system lets have 255.
const NAMED: usize = 200;

/// A file being written; dropped before [`UnfinishedFile::finish`], it leaves nothing behind.
///
/// Errors name the file that was asked for, not the temporary one.
#[derive(Debug)]
pub struct UnfinishedFile {
    goal: PathBuf,
    file: File,
    temporary: TempPath,
}

impl Archive {
    /// Begins the file `goal` for something that leaves the archive; others may read it as far as the user's mask lets them.
    ///
    /// Its folder must exist and be writable, and must not be the archive's own.
    pub fn begin_file(&self, goal: &Path) -> Result<UnfinishedFile> {
        self.refuse_own_folder(goal)?;
        UnfinishedFile::begin(goal, 0o666)
    }

    /// The same for what only its owner may read.
    pub(crate) fn begin_private_file(&self, goal: &Path) -> Result<UnfinishedFile> {
        self.refuse_own_folder(goal)?;
        UnfinishedFile::begin(goal, 0o600)
    }

    /// A slip must not replace the archive's own files, and nothing written there would be found by an expunction.
    fn refuse_own_folder(&self, goal: &Path) -> Result<()> {
        let (Ok(own), Ok(folder)) = (self.folder().canonicalize(), folder_of(goal).canonicalize())
        else {
            return Ok(());
        };
        if folder.starts_with(own) {
            return Err(Error::Refused(format!(
                "`{}` lies in the archive's own folder; choose a place outside of it",
                goal.display()
            )));
        }
        Ok(())
    }
}

impl UnfinishedFile {
    fn begin(goal: &Path, mode: u32) -> Result<Self> {
        let failed = |error: io::Error| Error::file("write", goal, plain(&error));
        if goal.is_dir() {
            return Err(Error::Refused(format!(
                "`{}` is a folder; name a file in it",
                goal.display()
            )));
        }
        remove_left_behind(goal);
        let (file, temporary) = Builder::new()
            .prefix(&prefix(goal))
            .rand_bytes(LETTERS)
            .permissions(PermissionsExt::from_mode(mode))
            .tempfile_in(folder_of(goal))
            .map_err(failed)?
            .into_parts();
        hold(&file);
        Ok(Self {
            goal: goal.to_owned(),
            file,
            temporary,
        })
    }

    /// Syncs what was written and gives it its name; unless `replace` is set, a file that stands there stays and is an error.
    pub fn finish(self, replace: bool) -> Result<()> {
        let goal = self.goal;
        let failed = |error: io::Error| Error::file("write", &goal, plain(&error));
        self.file.sync_all().map_err(failed)?;
        if replace {
            self.temporary
                .persist(&goal)
                .map_err(|error| failed(error.error))?;
        } else {
            self.temporary
                .persist_noclobber(&goal)
                .map_err(|error| match error.error.kind() {
                    io::ErrorKind::AlreadyExists => stands_already(&goal),
                    _ => failed(error.error),
                })?;
        }
        sync(folder_of(&goal)).map_err(failed)
    }
}

impl Write for UnfinishedFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// A folder being filled; dropped before [`UnfinishedFolder::finish`], it leaves nothing behind.
#[derive(Debug)]
pub(crate) struct UnfinishedFolder {
    goal: PathBuf,
    temporary: TempDir,
    /// Held open for its lock.
    _held: File,
}

impl UnfinishedFolder {
    /// Begins a folder beside `goal`, whose own folder must exist and be writable.
    pub(crate) fn begin(goal: &Path, mode: u32) -> Result<Self> {
        let failed = |error: io::Error| Error::file("write", goal, plain(&error));
        remove_left_behind(goal);
        let temporary = Builder::new()
            .prefix(&prefix(goal))
            .rand_bytes(LETTERS)
            .permissions(PermissionsExt::from_mode(mode))
            .tempdir_in(folder_of(goal))
            .map_err(failed)?;
        let held = File::open(temporary.path()).map_err(failed)?;
        hold(&held);
        Ok(Self {
            goal: goal.to_owned(),
            temporary,
            _held: held,
        })
    }

    /// Where it is for the time being.
    pub(crate) fn path(&self) -> &Path {
        self.temporary.path()
    }

    /// Gives the folder its name, which must be free or that of an empty folder; what lies in it must have been synced.
    pub(crate) fn finish(self) -> Result<()> {
        let goal = self.goal;
        let failed = |error: io::Error| Error::file("create", &goal, plain(&error));
        fs::rename(self.temporary.path(), &goal).map_err(failed)?;
        // It has its name now and must not be removed under the old one.
        let _ = self.temporary.keep();
        sync(folder_of(&goal)).map_err(failed)
    }
}

/// Marks a temporary place as one that somebody works in; where a file system has no locks, nothing that was left behind is ever removed.
fn hold(place: &File) {
    if let Err(error) = place.try_lock() {
        tracing::debug!(%error, "an unfinished file has no lock");
    }
}

/// Removes what processes that were killed have left of work for the same name; what cannot be removed is in nobody's way.
fn remove_left_behind(goal: &Path) {
    let prefix = prefix(goal);
    let Ok(entries) = fs::read_dir(folder_of(goal)) else {
        return;
    };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let letters = name.to_str().and_then(|name| name.strip_prefix(&prefix));
        if letters.is_some_and(|letters| letters.len() == LETTERS)
            && let Err(error) = remove_unless_held(&entry.path())
        {
            tracing::debug!(%error, path = %entry.path().display(), "an unfinished file stays");
        }
    }
}

fn remove_unless_held(path: &Path) -> io::Result<()> {
    let kind = fs::symlink_metadata(path)?.file_type();
    if kind.is_dir() {
        File::open(path)?.try_lock()?;
        fs::remove_dir_all(path)
    } else if kind.is_file() {
        File::options().write(true).open(path)?.try_lock()?;
        fs::remove_file(path)
    } else {
        Ok(())
    }
}

/// How the temporary names of a goal begin.
fn prefix(goal: &Path) -> String {
    let name = goal.file_name().unwrap_or_default().to_string_lossy();
    let end = name.floor_char_boundary(NAMED);
    format!(".unfinished-{}-", &name[..end])
}

fn sync(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// The error for a file that must not be replaced.
pub(crate) fn stands_already(goal: &Path) -> Error {
    Error::Refused(format!(
        "`{}` exists already; choose another name, or replace it with --replace",
        goal.display()
    ))
}

/// The folder that a file stands in.
pub(crate) fn folder_of(path: &Path) -> &Path {
    path.parent()
        .filter(|parent| !parent.as_os_str().is_empty())
        .unwrap_or(Path::new("."))
}

/// The system's answer without the name of the temporary file, which would only puzzle.
fn plain(error: &io::Error) -> io::Error {
    if let Some(code) = error.raw_os_error() {
        return io::Error::from_raw_os_error(code);
    }
    let words = match error.kind() {
        io::ErrorKind::NotFound => "its folder does not exist",
        io::ErrorKind::NotADirectory => "its folder is a file",
        io::ErrorKind::PermissionDenied => "this account may not write there",
        io::ErrorKind::ReadOnlyFilesystem => "the file system is read-only",
        kind => return io::Error::from(kind),
    };
    io::Error::new(error.kind(), words)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let mut names: Vec<String> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    /// Begins work for `goal` in a folder that holds `left`; these must stay.
    fn check(goal: &str, left: &[&str], stay: &[&str]) {
        let folder = tempfile::tempdir().unwrap();
        for name in left {
            match name.strip_suffix('/') {
                Some(name) => {
                    fs::create_dir(folder.path().join(name)).unwrap();
                    fs::write(folder.path().join(name).join("fonds.db"), "half").unwrap();
                }
                None => fs::write(folder.path().join(name), "half").unwrap(),
            }
        }
        drop(UnfinishedFile::begin(&folder.path().join(goal), 0o600).unwrap());
        assert_eq!(names(folder.path()), stay, "{goal}");
    }

    #[test]
    fn what_was_left_of_the_same_goal_goes() {
        check("a.tar", &[".unfinished-a.tar-123abc"], &[]);
        check("a.tar", &[".unfinished-a.tar-123abc/"], &[]);
        let others = [".unfinished-a.tar", ".unfinished-b.tar-123abc", "a.tar"];
        check("a.tar", &others, &others);
        let longer = [".unfinished-a-b-123abc"];
        check("a", &longer, &longer);
    }

    #[test]
    fn what_somebody_works_on_stays() {
        let folder = tempfile::tempdir().unwrap();
        let goal = folder.path().join("archive");
        let one = UnfinishedFile::begin(&goal, 0o600).unwrap();
        let other = UnfinishedFolder::begin(&goal, 0o700).unwrap();
        assert_eq!(names(folder.path()).len(), 2);
        drop(other);
        one.finish(false).unwrap();
        assert_eq!(names(folder.path()), ["archive"]);
    }

    #[test]
    fn long_names_have_room() {
        let folder = tempfile::tempdir().unwrap();
        let goal = folder.path().join("д".repeat(127));
        let file = UnfinishedFile::begin(&goal, 0o600).unwrap();
        file.finish(false).unwrap();
        assert!(goal.is_file());
    }
}
