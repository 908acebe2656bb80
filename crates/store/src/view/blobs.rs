//! Reading: blobs by checksum.

use std::fs;
use std::path::PathBuf;

use rusqlite::{OptionalExtension as _, params};

use super::View;
use crate::digest::Digest;
use crate::{Error, Result, blob_file};

/// A text, a scan or another file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blob {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Its media type, as first given.
    pub media_type: String,
}

/// What is known of a blob without reading it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlobInfo {
    /// Lower-case hexadecimal SHA-256 of its bytes.
    pub sha256: String,
    /// Number of its bytes.
    pub size: u64,
    /// Its media type, as first given.
    pub media_type: String,
}

impl View {
    /// A blob; fails if it is on record but its file is gone or its bytes cannot be unpacked.
    pub fn blob(&self, sha256: &str) -> Result<Option<Blob>> {
        let digest: Digest = sha256.parse()?;
        let mut statement = self
            .connection
            .prepare_cached("SELECT media_type, codec, bytes FROM blob WHERE sha256 = ?1")?;
        let mut rows = statement.query(params![digest])?;
        let Some(row) = rows.next()? else {
            return Ok(None);
        };
        let packed: Option<Vec<u8>> = row.get(2)?;
        let bytes = if let Some(packed) = packed {
            self.packer
                .unpack(row.get(1)?, &packed)
                .map_err(|reason| Error::damaged(format_args!("blob {sha256}"), reason))?
        } else {
            let path = blob_file::path(&self.blobs, digest);
            fs::read(&path).map_err(|error| Error::io("read the blob", &path, error))?
        };
        Ok(Some(Blob {
            bytes,
            media_type: row.get(0)?,
        }))
    }

    /// What is known of a blob; none if it is not held.
    pub fn blob_info(&self, sha256: &str) -> Result<Option<BlobInfo>> {
        let digest: Digest = sha256.parse()?;
        let mut statement = self
            .connection
            .prepare_cached("SELECT sha256, size, media_type FROM blob WHERE sha256 = ?1")?;
        let found = statement
            .query_row(params![digest], |row| {
                Ok((row.get::<_, Digest>(0)?, row.get::<_, i64>(1)?, row.get(2)?))
            })
            .optional()?;
        Ok(found.map(|(sha256, size, media_type)| info(sha256, size, media_type)))
    }

    /// The file with the plain bytes of a large blob; none if the blob is small and lies in the database, or is not held.
    pub fn blob_file(&self, sha256: &str) -> Result<Option<PathBuf>> {
        let digest: Digest = sha256.parse()?;
        let mut statement = self
            .connection
            .prepare_cached("SELECT bytes IS NULL FROM blob WHERE sha256 = ?1")?;
        let is_file = statement
            .query_row(params![digest], |row| row.get::<_, bool>(0))
            .optional()?;
        Ok(is_file
            .filter(|is_file| *is_file)
            .map(|_| blob_file::path(&self.blobs, digest)))
    }

    /// At most `limit` blobs by checksum, after the checksum given or from the first.
    pub fn blobs_after(&self, sha256: Option<&str>, limit: u32) -> Result<Vec<BlobInfo>> {
        let after = sha256.map(str::parse::<Digest>).transpose()?;
        let sql = "SELECT sha256, size, media_type FROM blob WHERE sha256 > coalesce(?1, x'') ORDER BY sha256 LIMIT ?2";
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map(params![after, limit], |row| {
            Ok(info(row.get(0)?, row.get(1)?, row.get(2)?))
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

fn info(sha256: Digest, size: i64, media_type: String) -> BlobInfo {
    BlobInfo {
        sha256: sha256.to_string(),
        size: size.cast_unsigned(),
        media_type,
    }
}
