//! Large blobs as files: `blobs/ab/cdef…`, the checksum cut after two figures, with the plain bytes.
//!
//! A file appears under its name only whole and synced; its folder is synced before the log may name it.

use std::fs::{self, File, Permissions};
use std::io::{self, Write as _};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::digest::Digest;
use crate::{Error, Result, private};

/// What the names of unfinished files begin with.
const UNFINISHED: &str = "unfinished-";

/// The folder of the blobs of an archive.
pub(crate) fn folder(archive: &Path) -> PathBuf {
    archive.join("blobs")
}

/// Where the blob of this checksum stands.
pub(crate) fn path(blobs: &Path, sha256: Digest) -> PathBuf {
    let figures = sha256.to_string();
    let (first, rest) = figures.split_at(2);
    blobs.join(first).join(rest)
}

/// The same below the archive's folder, with strokes on every system.
pub(crate) fn name(sha256: Digest) -> String {
    let figures = sha256.to_string();
    let (first, rest) = figures.split_at(2);
    format!("blobs/{first}/{rest}")
}

/// Writes a blob and syncs it; the caller syncs its [`folders`] before the log may name it.
///
/// Tells whether a file was made; one that stands there whole already is left alone.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<bool> {
    let [folder, _] = folders(path);
    private::make_folder(folder)?;
    // A file left by a batch that was cut short was whole once; only its bytes tell whether it still is.
    if fs::read(path).is_ok_and(|standing| standing == bytes) {
        return Ok(false);
    }
    let problem = |error| Error::io("write", path, error);
    let mut file = unfinished(folder).map_err(problem)?;
    file.write_all(bytes).map_err(problem)?;
    file.as_file().sync_all().map_err(problem)?;
    file.persist(path).map_err(|error| problem(error.error))?;
    Ok(true)
}

/// The folder that a blob stands in, and the folder of all blobs, in which the name of the first stands.
pub(crate) fn folders(path: &Path) -> [&Path; 2] {
    let folder = path.parent().expect("a blob stands in a folder");
    [
        folder,
        folder
            .parent()
            .expect("the folder of a blob stands in another"),
    ]
}

/// A file that goes away unless it is given its name, and that only its owner may read.
fn unfinished(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(UNFINISHED);
    builder.permissions(Permissions::from_mode(private::FILE));
    builder.tempfile_in(folder)
}

/// Makes the names in a folder durable.
pub(crate) fn sync_folder(folder: &Path) -> Result<()> {
    File::open(folder)
        .and_then(|file| file.sync_all())
        .map_err(|error| Error::io("sync the folder", folder, error))
}

/// Every file below the folder of blobs, with its checksum where its name is one; in no particular order.
pub(crate) fn list(blobs: &Path) -> Result<Vec<(PathBuf, Option<Digest>)>> {
    let mut files = Vec::new();
    for path in entries(blobs)? {
        if !path.is_dir() {
            files.push((path, None));
            continue;
        }
        for file in entries(&path)? {
            let name = |path: &Path| {
                path.file_name()
                    .map(|name| name.to_string_lossy().into_owned())
            };
            let figures = name(&path).unwrap_or_default() + &name(&file).unwrap_or_default();
            files.push((file, figures.parse().ok()));
        }
    }
    Ok(files)
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>> {
    let problem = |error| Error::io("read the folder", folder, error);
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(problem)? {
        paths.push(entry.map_err(problem)?.path());
    }
    Ok(paths)
}
