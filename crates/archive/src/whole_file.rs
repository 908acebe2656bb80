//! A file that appears under its name only whole and synced, and otherwise not at all.
//!
//! What is written goes to a temporary file beside it, which is gone if the work fails.

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::TempPath;

use crate::error::{Error, Result};

/// A file being written; dropped before [`WholeFile::keep`], it leaves nothing behind.
///
/// Errors name the file that was asked for, not the temporary one.
#[derive(Debug)]
pub struct WholeFile {
    goal: PathBuf,
    file: File,
    temporary: TempPath,
}

impl WholeFile {
    /// Begins the file `goal`, whose folder must exist and be writable; others may read it as far as the user's mask lets them.
    pub fn begin(goal: &Path) -> Result<Self> {
        Self::with_mode(goal, 0o666)
    }

    /// The same for what only its owner may read.
    pub fn begin_private(goal: &Path) -> Result<Self> {
        Self::with_mode(goal, 0o600)
    }

    fn with_mode(goal: &Path, mode: u32) -> Result<Self> {
        let failed = |error: io::Error| Error::file("write", goal, plain(&error));
        if goal.is_dir() {
            return Err(Error::Refused(format!(
                "`{}` is a folder; name a file in it",
                goal.display()
            )));
        }
        let mut builder = tempfile::Builder::new();
        builder.prefix(".unfinished-");
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(mode));
        let (file, temporary) = builder
            .tempfile_in(folder_of(goal))
            .map_err(failed)?
            .into_parts();
        Ok(Self {
            goal: goal.to_owned(),
            file,
            temporary,
        })
    }

    /// Syncs what was written and gives it its name; unless `replace` is set, a file that stands there stays and is an error.
    pub fn keep(self, replace: bool) -> Result<()> {
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
        File::open(folder_of(&goal))
            .and_then(|folder| folder.sync_all())
            .map_err(failed)
    }
}

impl Write for WholeFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
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
