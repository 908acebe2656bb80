//! Folders and files that only their owner may read, whatever the user's mask.
//!
//! An archive holds drafts; what Fonds makes in it is for no other account, and what stands there already is left as it is.

use std::fs::{self, DirBuilder, OpenOptions};
use std::io;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::Path;

use crate::{Error, Result};

/// May be read and written by its owner.
pub(crate) const FILE: u32 = 0o600;

/// May be entered by its owner.
const FOLDER: u32 = 0o700;

/// Makes a folder for its owner, and the folders above it as the user's mask has it; one that stands there is left alone.
pub(crate) fn make_folder(folder: &Path) -> Result<()> {
    let failed = |error| Error::io("make the folder", folder, error);
    if let Some(above) = folder.parent() {
        fs::create_dir_all(above).map_err(failed)?;
    }
    match DirBuilder::new().mode(FOLDER).create(folder) {
        Err(error) if !folder.is_dir() => Err(failed(error)),
        _ => Ok(()),
    }
}

/// Makes an empty file for its owner; tells whether there was none.
///
/// SQLite gives the files beside a database the mode of the database.
pub(crate) fn make_file(path: &Path) -> Result<bool> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true).mode(FILE);
    match options.open(path) {
        Ok(_) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(Error::io("write", path, error)),
    }
}
