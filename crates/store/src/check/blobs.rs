//! Verifying the blobs: each one named is there, each one there has its checksum.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;

use rusqlite::params;
use sha2::Digest as _;

use super::{Check, Fault};
use crate::digest::Digest;
use crate::{Error, Result, blob_file};

/// Blobs that are read by one statement; each may have 16 KiB in the database.
const CHUNK: u32 = 200;

/// A row of the table of blobs.
struct Row {
    sha256: Digest,
    size: i64,
    codec: u8,
    bytes: Option<Vec<u8>>,
}

impl Check<'_> {
    pub(super) fn blobs(&mut self) -> Result<()> {
        let mut after = None;
        loop {
            let chunk = self.blob_rows(after)?;
            let Some(last) = chunk.last() else { break };
            after = Some(last.sha256);
            for row in &chunk {
                self.report.blobs += 1;
                self.blob(row)?;
                // What remains of the named is missing.
                if self.named.remove(&row.sha256).is_none() {
                    self.report.unnamed_blobs.push(row.sha256.to_string());
                }
            }
        }
        let mut missing: Vec<_> = self.named.drain().collect();
        missing.sort_unstable();
        for (sha256, seq) in missing {
            self.damage(
                Fault::BlobMissing,
                format_args!("blob {sha256}"),
                format_args!("revision {seq} names it and it is not held"),
            );
        }
        self.strays()
    }

    fn blob_rows(&self, after: Option<Digest>) -> Result<Vec<Row>> {
        let sql = "SELECT sha256, size, codec, bytes FROM blob WHERE sha256 > coalesce(?1, x'') ORDER BY sha256 LIMIT ?2";
        let mut statement = self.view.connection.prepare_cached(sql)?;
        let rows = statement.query_map(params![after, CHUNK], |row| {
            Ok(Row {
                sha256: row.get(0)?,
                size: row.get(1)?,
                codec: row.get(2)?,
                bytes: row.get(3)?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    fn blob(&mut self, row: &Row) -> Result<()> {
        let place = format!("blob {}", row.sha256);
        let read = match &row.bytes {
            Some(packed) => match self.view.packer.unpack(row.codec, packed) {
                Ok(bytes) => Some((Digest::of(&bytes), bytes.len() as u64)),
                Err(reason) => {
                    self.damage(Fault::BlobChanged, &place, reason);
                    None
                }
            },
            None => self.blob_file(row.sha256, &place)?,
        };
        if let Some((sha256, size)) = read
            && (sha256 != row.sha256 || i64::try_from(size) != Ok(row.size))
        {
            self.damage(
                Fault::BlobChanged,
                place,
                "its bytes do not have its checksum and size",
            );
        }
        Ok(())
    }

    /// Checksum and size of the file of a blob, if it is there.
    fn blob_file(&mut self, sha256: Digest, place: &str) -> Result<Option<(Digest, u64)>> {
        self.files.insert(sha256);
        let path = blob_file::path(&self.view.blobs, sha256);
        match read(&path) {
            Ok(read) => Ok(Some(read)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let reason = format!("its file `{}` is not there", path.display());
                self.damage(Fault::BlobMissing, place, reason);
                Ok(None)
            }
            Err(error) => Err(Error::io("read the blob", &path, error)),
        }
    }

    /// Finds files that no row knows.
    fn strays(&mut self) -> Result<()> {
        for (path, sha256) in blob_file::list(&self.view.blobs)? {
            let is_known = match sha256 {
                Some(sha256) if self.files.contains(&sha256) => true,
                // A batch that was committed since the check began may have brought it.
                Some(sha256) => self.view.blob_file(&sha256.to_string())?.is_some(),
                None => false,
            };
            if !is_known {
                self.report.stray_files.push(path);
            }
        }
        self.report.stray_files.sort();
        Ok(())
    }
}

/// Checksum and size of a file, read piece by piece.
fn read(path: &Path) -> io::Result<(Digest, u64)> {
    let mut file = File::open(path)?;
    let mut hasher = sha2::Sha256::new();
    let mut piece = vec![0; 64 * 1024];
    let mut size = 0;
    loop {
        let length = file.read(&mut piece)?;
        if length == 0 {
            return Ok((Digest(hasher.finalize().into()), size));
        }
        hasher.update(&piece[..length]);
        size += length as u64;
    }
}
