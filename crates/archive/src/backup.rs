//! A backup: the database as it stood at one moment and the blobs it names, in one tar file with checksums.
//!
//! Made while others read and write; the index is left out, because it is made again from the log.
//! The container is described in `docs/format.md`, so that it can be verified and opened without this program.

use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Write};
use std::path::Path;

use fonds_store::{Snapshot, SnapshotFile};
use serde::Serialize;

use self::digest::Summing;
use self::manifest::{DATABASE, FORMAT, Listed, MANIFEST, Manifest, README, README_TEXT, SUMS};
use crate::access;
use crate::archive::Archive;
use crate::error::{Error, Result};
use crate::unfinished::{UnfinishedFolder, stands_already};

pub(crate) mod digest;
pub(crate) mod manifest;

/// Bytes that are handed to the disk at a time.
const PIECE: usize = 1 << 20;

/// What a backup holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BackedUp {
    /// The last row of its log.
    pub last_seq: i64,
    /// The chain of that row, 64 hexadecimal figures.
    pub chain: String,
    /// Files of the archive in it: the database, the settings, and each blob that is a file.
    pub files: u64,
    /// Their size in bytes.
    pub bytes: u64,
}

/// Told how many bytes are done of how many; answers whether to go on.
pub type Advance<'a> = &'a mut dyn FnMut(u64, u64) -> bool;

impl Archive {
    /// Writes a backup into the file `out`, which appears only when it is whole.
    ///
    /// Fails, leaving nothing, if `out` exists and `replace` is not set, if the disk is full, or if a blob is missing or changed.
    pub fn backup(&self, out: &Path, replace: bool, advance: Advance<'_>) -> Result<BackedUp> {
        if !replace && out.exists() {
            return Err(stands_already(out));
        }
        let mut file = BufWriter::with_capacity(PIECE, self.begin_private_file(out)?);
        let done = self.write_backup(&mut file, out, advance)?;
        let file = file
            .into_inner()
            .map_err(|error| Error::file("write", out, error.into_error()))?;
        file.finish(replace)?;
        Ok(done)
    }

    /// Writes a backup to a stream; the copy of the database is made in the system's folder for temporary files.
    pub fn backup_to(&self, out: &mut dyn Write, advance: Advance<'_>) -> Result<BackedUp> {
        let stream = std::env::temp_dir().join("the stream");
        self.write_backup(out, &stream, advance)
    }

    /// `goal` is named in errors; the copy of the database is made beside it.
    fn write_backup(
        &self,
        out: &mut dyn Write,
        goal: &Path,
        advance: Advance<'_>,
    ) -> Result<BackedUp> {
        let scratch = UnfinishedFolder::begin(goal, 0o700)?;
        let copy = scratch.path().join(DATABASE);
        let snapshot = self.store().snapshot(&copy).map_err(|error| match error {
            fonds_store::Error::DiskFull => Error::DiskFull {
                path: goal.display().to_string(),
            },
            other => other.into(),
        })?;
        let database = size_of(&copy)?;
        let settings = read_settings(&self.folder().join(manifest::SETTINGS))?;
        let blobs: u64 = snapshot.files.iter().map(|file| file.size).sum();
        let mut container = Container::new(
            out,
            goal,
            database + settings.as_ref().map_or(0, |text| text.len() as u64) + blobs,
            advance,
        );
        container.add(README, README_TEXT.len() as u64, README_TEXT.as_bytes())?;
        let source = File::open(&copy).map_err(|error| Error::file("read", &copy, error))?;
        let mut files = vec![container.add(DATABASE, database, source)?];
        if let Some(settings) = settings {
            files.push(container.add(
                manifest::SETTINGS,
                settings.len() as u64,
                settings.as_slice(),
            )?);
        }
        for file in &snapshot.files {
            files.push(self.add_blob(&mut container, file)?);
        }
        container.finish(manifest_of(snapshot, files))
    }

    fn add_blob(&self, container: &mut Container<'_, '_>, file: &SnapshotFile) -> Result<Listed> {
        let path = self.store().snapshot_file(file);
        let damaged = |what: &str| {
            Error::Refused(format!(
                "`{}` {what}, so that a backup would not be whole; `fonds check` says what to do",
                path.display()
            ))
        };
        let source = match File::open(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(damaged("is not there"));
            }
            other => other.map_err(|error| Error::file("read", &path, error))?,
        };
        if size_of(&path)? != file.size {
            return Err(damaged("has not the size that the log says"));
        }
        let listed = container.add(&file.path, file.size, source)?;
        if listed.sha256 != file.sha256 {
            return Err(damaged("does not have its checksum"));
        }
        Ok(listed)
    }
}

fn manifest_of(snapshot: Snapshot, files: Vec<Listed>) -> Manifest {
    Manifest {
        what: "backup of a Fonds archive".to_owned(),
        format: FORMAT,
        program: concat!("fonds ", env!("CARGO_PKG_VERSION")).to_owned(),
        made: access::now().to_string(),
        schema: snapshot.schema,
        last_seq: snapshot.last_seq,
        chain: snapshot.chain,
        files,
    }
}

fn size_of(path: &Path) -> Result<u64> {
    let metadata = fs::metadata(path).map_err(|error| Error::file("read", path, error))?;
    Ok(metadata.len())
}

fn read_settings(path: &Path) -> Result<Option<Vec<u8>>> {
    match fs::read(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Error::file("read", path, error)),
    }
}

/// The tar file being written.
struct Container<'a, 'b> {
    tar: tar::Builder<&'a mut dyn Write>,
    goal: &'a Path,
    /// Lines of the file of checksums.
    sums: String,
    made: u64,
    done: u64,
    total: u64,
    advance: Advance<'b>,
}

impl<'a, 'b> Container<'a, 'b> {
    fn new(out: &'a mut dyn Write, goal: &'a Path, total: u64, advance: Advance<'b>) -> Self {
        Self {
            tar: tar::Builder::new(out),
            goal,
            sums: String::new(),
            made: u64::try_from(access::now().seconds()).unwrap_or(0),
            done: 0,
            total,
            advance,
        }
    }

    /// Adds a file of exactly `size` bytes.
    fn add(&mut self, path: &str, size: u64, source: impl Read) -> Result<Listed> {
        let failed = |error| Error::file("write", self.goal, error);
        let mut header = tar::Header::new_gnu();
        header.set_path(path).map_err(failed)?;
        header.set_size(size);
        header.set_mode(0o644);
        header.set_mtime(self.made);
        header.set_entry_type(tar::EntryType::Regular);
        header.set_cksum();
        let mut ended = None;
        let mut source = Summing::new(Counted {
            inner: source.take(size),
            done: &mut self.done,
            total: self.total,
            advance: self.advance,
            ended: &mut ended,
        });
        let appended = self.tar.append(&header, &mut source);
        let (read, sha256) = (source.size, source.finish().1);
        match (appended, ended) {
            (Ok(()), _) => {}
            (Err(_), Some(Early::Told)) => return Err(Error::Stopped),
            (Err(_), Some(Early::Failed(error))) => {
                return Err(Error::file("read", Path::new(path), error));
            }
            (Err(error), None) => return Err(failed(error)),
        }
        if read != size {
            return Err(Error::Refused(format!(
                "`{path}` became shorter while it was read; run the backup again"
            )));
        }
        self.sums += &sha256;
        self.sums += "  ";
        self.sums += path;
        self.sums.push('\n');
        Ok(Listed {
            path: path.to_owned(),
            size,
            sha256,
        })
    }

    /// Adds manifest and checksums and ends the container.
    fn finish(mut self, manifest: Manifest) -> Result<BackedUp> {
        let mut json =
            serde_json::to_vec_pretty(&manifest).expect("a manifest has only strings and numbers");
        json.push(b'\n');
        self.add(MANIFEST, json.len() as u64, json.as_slice())?;
        let sums = std::mem::take(&mut self.sums);
        self.add(SUMS, sums.len() as u64, sums.as_bytes())?;
        let goal = self.goal;
        let out = self
            .tar
            .into_inner()
            .map_err(|error| Error::file("write", goal, error))?;
        out.flush()
            .map_err(|error| Error::file("write", goal, error))?;
        Ok(BackedUp {
            last_seq: manifest.last_seq,
            chain: manifest.chain,
            files: manifest.files.len() as u64,
            bytes: manifest.files.iter().map(|file| file.size).sum(),
        })
    }
}

/// A source that says how far it has come, and why it ended before its end.
struct Counted<'a, R> {
    inner: R,
    done: &'a mut u64,
    total: u64,
    advance: &'a mut dyn FnMut(u64, u64) -> bool,
    ended: &'a mut Option<Early>,
}

/// Why a source ended early. What is copied from it into the container gives one error for both ends.
enum Early {
    /// It was told to stop.
    Told,
    /// It cannot be read.
    Failed(io::Error),
}

impl<R: Read> Read for Counted<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let early = match self.inner.read(buffer) {
            Ok(length) => {
                *self.done += length as u64;
                if (self.advance)(*self.done, self.total) {
                    return Ok(length);
                }
                Early::Told
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => return Err(error),
            Err(error) => Early::Failed(error),
        };
        *self.ended = Some(early);
        Err(io::ErrorKind::Other.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Broken;

    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::ErrorKind::InvalidData.into())
        }
    }

    /// Adds one file; what goes wrong must be said in these words.
    fn check(source: impl Read, goes_on: bool, expected: &str) {
        let mut out = Vec::new();
        let mut advance = |_, _| goes_on;
        let mut container = Container::new(&mut out, Path::new("out.tar"), 4, &mut advance);
        let error = container.add("fonds.db", 4, source).unwrap_err();
        assert_eq!(error.to_string(), expected);
    }

    #[test]
    fn errors_name_the_end_that_failed() {
        check(Broken, true, "cannot read `fonds.db`");
        check(&b"half"[..], false, &Error::Stopped.to_string());
        check(
            &b"ha"[..],
            true,
            "`fonds.db` became shorter while it was read; run the backup again",
        );
    }
}
