//! Keeping blobs: small ones in the database, larger ones as files that are durable before the log names them.

use std::path::Path;

use rusqlite::{OptionalExtension as _, params};

use super::Batch;
use crate::digest::Digest;
use crate::{Result, blob_file};

/// Blobs up to this size, in bytes, lie in the database.
const SMALL: usize = 16 * 1024;

impl Batch<'_> {
    /// Keeps a blob and gives its name, the lower-case hexadecimal SHA-256 of its bytes.
    ///
    /// Bytes that are held already keep the media type they were first given.
    pub fn put_blob(&mut self, bytes: &[u8], media_type: &str) -> Result<String> {
        let sha256 = Digest::of(bytes);
        self.step(|batch| {
            let is_held = batch
                .tx
                .prepare_cached("SELECT 1 FROM blob WHERE sha256 = ?1")?
                .query_row(params![sha256], |_| Ok(()))
                .optional()?
                .is_some();
            if !is_held {
                batch.keep(sha256, bytes, media_type)?;
            }
            Ok(sha256.to_string())
        })
    }

    fn keep(&mut self, sha256: Digest, bytes: &[u8], media_type: &str) -> Result<()> {
        let size = i64::try_from(bytes.len())
            .expect("no slice is longer than the half of an address space");
        let packed = if bytes.len() <= SMALL {
            Some(self.view.packer.pack(bytes))
        } else {
            self.keep_file(sha256, bytes)?;
            None
        };
        let codec = packed.as_ref().map_or(0, |packed| packed.codec);
        let inline = packed.as_ref().map(|packed| packed.bytes.as_slice());
        self.tx
            .prepare_cached("INSERT INTO blob (sha256, size, media_type, codec, bytes) VALUES (?1, ?2, ?3, ?4, ?5)")?
            .execute(params![sha256, size, media_type, codec, inline])?;
        Ok(())
    }

    fn keep_file(&mut self, sha256: Digest, bytes: &[u8]) -> Result<()> {
        let path = blob_file::path(&self.view.blobs, sha256);
        let is_new = blob_file::write(&path, bytes)?;
        // Also for what stood there: the process that made it may have died before it synced the folders.
        self.unsynced
            .extend(blob_file::folders(&path).map(Path::to_owned));
        if is_new {
            self.made.push(path);
        }
        Ok(())
    }
}
