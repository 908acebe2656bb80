//! A backup becomes an archive again: verified byte by byte, in a folder that appears only when it is whole.
//!
//! Nothing of a damaged backup is left behind, and no name in it leads out of the new folder.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufReader, Read};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::Path;

use fonds_store::Snapshot;
use serde::Serialize;

use self::sealed::Sealed;
use crate::archive::Archive;
use crate::backup::digest::Summing;
use crate::backup::manifest::{
    DATABASE, Listed, MANIFEST, Manifest, README, SUMS, checksum_in, is_of_archive,
};
use crate::error::{Error, Result};
use crate::unfinished::{UnfinishedFolder, folder_of};

mod sealed;

/// Bytes that are read at a time.
const PIECE: usize = 1 << 20;

/// What was restored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Restored {
    /// The last row of the log.
    pub last_seq: i64,
    /// The chain of that row, 64 hexadecimal figures.
    pub chain: String,
    /// When the backup was made.
    pub made: String,
    /// Files of the archive that were restored.
    pub files: u64,
    /// Their size in bytes.
    pub bytes: u64,
    /// Documents in the index that was built.
    pub indexed_documents: u64,
}

/// Restores the backup in the file `backup` as the archive `folder`, which must not exist or be empty.
///
/// Everything is verified before the folder appears; `progress` is told how many documents are indexed of how many.
pub fn restore(
    backup: &Path,
    folder: &Path,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<Restored> {
    let file = File::open(backup).map_err(|error| Error::file("read", backup, error))?;
    if file.metadata().is_ok_and(|metadata| metadata.is_dir()) {
        return Err(Error::Refused(format!(
            "`{}` is a folder; name the backup file that `fonds backup` wrote",
            backup.display()
        )));
    }
    let name = backup.display().to_string();
    restore_from(
        &mut BufReader::with_capacity(PIECE, file),
        &name,
        folder,
        progress,
    )
}

/// The same from a stream, which errors call `name`.
pub fn restore_from(
    backup: &mut dyn Read,
    name: &str,
    folder: &Path,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<Restored> {
    refuse_occupied(folder)?;
    // An empty folder may be named by a link, or as the one where one stands.
    let goal = &folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    let parent = folder_of(goal);
    fs::create_dir_all(parent).map_err(|error| Error::file("create", parent, error))?;
    refuse_other_disk(goal, parent)?;
    let unfinished = UnfinishedFolder::begin(goal, 0o700)?;
    let restored = unpack(backup, name, unfinished.path())
        .and_then(|sealed| settle(&sealed, name, unfinished.path(), progress))
        .map_err(|error| named(error, folder))?;
    unfinished.finish()?;
    Ok(restored)
}

/// A disk's own top folder cannot be put in its place at once.
fn refuse_other_disk(folder: &Path, parent: &Path) -> Result<()> {
    let disk = |path: &Path| fs::metadata(path).map(|metadata| metadata.dev()).ok();
    match (disk(folder), disk(parent)) {
        (Some(own), Some(other)) if own != other => Err(Error::Refused(format!(
            "`{}` is where a disk begins; restore into a new folder on it, such as `{}`",
            folder.display(),
            folder.join("archive").display()
        ))),
        _ => Ok(()),
    }
}

/// A full disk is named by the folder that was asked for.
fn named(error: Error, folder: &Path) -> Error {
    match error {
        Error::DiskFull { .. } | Error::Store(fonds_store::Error::DiskFull) => Error::DiskFull {
            path: folder.display().to_string(),
        },
        other => other,
    }
}

fn refuse_occupied(folder: &Path) -> Result<()> {
    let refused = |what: &str| {
        Err(Error::Refused(format!(
            "`{}` {what}; restore into a new or empty folder",
            folder.display()
        )))
    };
    match fs::read_dir(folder) {
        Ok(mut entries) => match entries.next() {
            Some(_) => refused("is not empty"),
            None => Ok(()),
        },
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => refused("is not a folder"),
        Err(error) => Err(Error::file("read the folder", folder, error)),
    }
}

/// Unpacks every file into `folder` and verifies it.
fn unpack(backup: &mut dyn Read, name: &str, folder: &Path) -> Result<Sealed> {
    let blobs = folder.join("blobs");
    fs::create_dir(&blobs).map_err(|error| Error::file("create", &blobs, error))?;
    let mut sealed = Sealed::default();
    let mut tar = tar::Archive::new(backup);
    let mut last = String::new();
    // Raw, so that no entry of another kind can give a file a name of its own.
    let entries = tar.entries().map_err(|error| broken(name, &last, &error))?;
    for entry in entries.raw(true) {
        let mut entry = entry.map_err(|error| broken(name, &last, &error))?;
        let path = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
        sealed.refuse_odd(name, &path, entry.header().entry_type())?;
        let size = entry.size();
        let read = |error: io::Error| broken(name, &path, &error);
        if is_of_archive(&path) {
            let listed = write(&mut entry, &path, size, folder, name)?;
            if checksum_in(&path).is_some_and(|sha256| sha256 != listed.sha256) {
                return Err(changed(name, &path));
            }
            sealed.files.insert(path.clone(), listed);
        } else {
            sealed.read_own(name, &path, size, &mut entry, read)?;
        }
        last = path;
    }
    sealed.verify(name, &last)?;
    Ok(sealed)
}

/// A new file that only its owner may read, as in an archive that was never away.
fn create_private(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.write(true).create_new(true).mode(0o600).open(path)
}

/// Writes one file, synced, and takes its checksum.
fn write(entry: &mut dyn Read, path: &str, size: u64, folder: &Path, name: &str) -> Result<Listed> {
    let goal = folder.join(path);
    let failed = |error| Error::file("write", &goal, error);
    fs::create_dir_all(folder_of(&goal)).map_err(failed)?;
    let mut file = Summing::new(create_private(&goal).map_err(failed)?);
    let mut piece = vec![0; PIECE.min(usize::try_from(size).unwrap_or(PIECE)).max(1)];
    loop {
        let length = match entry.read(&mut piece) {
            Ok(0) => break,
            Ok(length) => length,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(broken(name, path, &error)),
        };
        io::Write::write_all(&mut file, &piece[..length]).map_err(failed)?;
    }
    if file.size != size {
        return Err(cut_short(name, &format!("within `{path}`")));
    }
    let (file, sha256) = file.finish();
    file.sync_all().map_err(failed)?;
    Ok(Listed {
        path: path.to_owned(),
        size,
        sha256,
    })
}

/// Verifies that the database is the one of the manifest and names no file that is not there, and builds the index.
fn settle(
    sealed: &Sealed,
    name: &str,
    folder: &Path,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<Restored> {
    let manifest = sealed.manifest(name)?;
    let held = Snapshot::of(&folder.join(DATABASE))?;
    if (held.last_seq, &held.chain) != (manifest.last_seq, &manifest.chain) {
        return Err(Error::Refused(format!(
            "`{name}`: the log in `{DATABASE}` does not end where `{MANIFEST}` says, at row {} with chain {}; use another backup",
            manifest.last_seq, manifest.chain
        )));
    }
    if let Some(file) = held
        .files
        .iter()
        .find(|file| !sealed.files.contains_key(&file.path))
    {
        return Err(missing(name, &file.path));
    }
    let archive = Archive::open(folder)?;
    let indexed = archive.reindex(progress)?;
    archive.store().checkpoint()?;
    Ok(Restored {
        last_seq: manifest.last_seq,
        chain: manifest.chain.clone(),
        made: manifest.made.clone(),
        files: sealed.files.len() as u64,
        bytes: sealed.files.values().map(|file| file.size).sum(),
        indexed_documents: indexed.documents,
    })
}

/// What is wrong with a container that cannot be read on after the entry `last`.
fn broken(name: &str, last: &str, error: &io::Error) -> Error {
    let place = format!("at or after `{last}`");
    if last.is_empty() {
        return no_backup(name, &error.to_string());
    }
    if error.kind() == io::ErrorKind::UnexpectedEof {
        return cut_short(name, &place);
    }
    Error::Refused(format!(
        "`{name}` is damaged {place} ({error}); use another backup"
    ))
}

fn no_backup(name: &str, why: &str) -> Error {
    Error::Refused(format!(
        "`{name}` is no backup of Fonds ({why}); name a file that `fonds backup` wrote"
    ))
}

fn cut_short(name: &str, place: &str) -> Error {
    Error::Refused(format!(
        "`{name}` is cut short {place}; copy it again from where it was made, or use another backup"
    ))
}

fn changed(name: &str, path: &str) -> Error {
    Error::Refused(format!(
        "`{name}` is damaged: `{path}` does not have its checksum; use another backup"
    ))
}

fn missing(name: &str, path: &str) -> Error {
    Error::Refused(format!(
        "`{name}` is not whole: `{path}` should be in it and is not; use another backup"
    ))
}

/// Files of the container by path.
type Files = BTreeMap<String, Listed>;

/// The container's own files, beside those of the archive.
const OWN: [&str; 3] = [README, MANIFEST, SUMS];

/// True for a manifest of a container that this program can read.
fn is_known(manifest: &Manifest) -> bool {
    manifest.format == crate::backup::manifest::FORMAT
}
