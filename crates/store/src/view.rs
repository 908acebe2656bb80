//! Reading: records as they stand, for those who work on the archive and for strangers.
//!
//! One set of reading functions for [`Reader`](crate::Reader), which sees what is committed, and for [`Batch`](crate::Batch), which also sees its own writes.
//! Functions named `public_…` answer only what a stranger may see at the moment given; a hidden record and one that never was answer alike.

mod blobs;
mod history;
mod lookups;
mod pages;
mod runs;

use std::path::PathBuf;

use fonds_model::record::FORMAT;
use fonds_model::{Kind, Moment, Record, RecordId};
use rusqlite::{Connection, OptionalExtension as _, Row, Rows, params};

use crate::payload::Packer;
use crate::revision::Revision;
use crate::{Error, Result};

pub use blobs::{Blob, BlobInfo};
pub use history::{Change, RevisionInfo};
pub use lookups::DerivedRow;
pub(crate) use lookups::id_of;
pub use pages::{Audience, Count};
pub use runs::Run;

/// The reading functions of the store.
pub struct View {
    pub(crate) connection: Connection,
    pub(crate) packer: Packer,
    pub(crate) blobs: PathBuf,
}

/// A record as one revision has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// The record.
    pub record: Record,
    /// Place of the revision in the log.
    pub seq: i64,
    /// Version of the record, from 1.
    pub version: u32,
    /// When the revision was appended.
    pub at: Moment,
    /// When the record's first revision was appended; in public answers, the first that strangers saw.
    pub first_at: Moment,
}

/// What stands at the address of a record that strangers once saw.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tombstone {
    /// The withdrawal's place in the log.
    pub seq: i64,
    /// When it was withdrawn.
    pub at: Moment,
    /// The record of the same kind that took its place.
    pub merged_into: Option<u64>,
}

/// Columns of [`View::stored`] for a revision `r`; the last is the moment of the first revision.
const LATEST: &str = "r.seq, r.kind, r.id, r.version, r.at, r.format, r.codec, r.record,
    CASE r.version WHEN 1 THEN r.at
    ELSE (SELECT f.at FROM revision f WHERE f.kind = r.kind AND f.id = r.id AND f.version = 1) END";

/// The same for strangers; the last is the moment of the first revision that they saw, or the end of an embargo that nobody has lifted yet.
const PUBLIC: &str = "r.seq, r.kind, r.id, r.version, r.at, r.format, r.codec, r.record,
    coalesce((SELECT f.at FROM revision f WHERE f.kind = r.kind AND f.id = r.id AND f.public = 1
     ORDER BY f.version LIMIT 1), h.public_from, r.at)";

impl View {
    pub(crate) fn new(connection: Connection, blobs: PathBuf) -> Result<Self> {
        let packer =
            Packer::new().map_err(|error| Error::io("start packing for", &blobs, error))?;
        Ok(Self {
            connection,
            packer,
            blobs,
        })
    }

    /// Reads within one snapshot: every call in `work` sees the same committed batch.
    ///
    /// Keep it short, at most a thousand rows: while it lasts, the write-ahead log cannot be emptied.
    pub fn at_once<T, E: From<Error>>(
        &self,
        work: impl FnOnce(&Self) -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E> {
        if !self.connection.is_autocommit() {
            return work(self);
        }
        let tx = self
            .connection
            .unchecked_transaction()
            .map_err(Error::from)?;
        let value = work(self)?;
        tx.finish().map_err(Error::from)?;
        Ok(value)
    }

    /// The latest revision of a record, be it a draft or withdrawn.
    pub fn record(&self, id: RecordId) -> Result<Option<Stored>> {
        let sql = format!(
            "SELECT {LATEST} FROM head h JOIN revision r ON r.seq = h.latest_seq WHERE h.kind = ?1 AND h.id = ?2"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query(params![id.kind.as_str(), id.id.cast_signed()])?;
        rows.next()?.map(|row| self.stored(row)).transpose()
    }

    /// The latest revisions of several records, in one statement and in the order asked for; those that are not there are left out.
    pub fn records(&self, kind: Kind, ids: &[u64]) -> Result<Vec<Stored>> {
        let sql = format!(
            "SELECT {LATEST} FROM json_each(?1) wanted
             CROSS JOIN head h ON h.kind = ?2 AND h.id = wanted.value
             CROSS JOIN revision r ON r.seq = h.latest_seq ORDER BY wanted.key"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        self.all_stored(statement.query(params![list(ids), kind.as_str()])?)
    }

    /// The revision of a record that strangers see at the moment `now`.
    pub fn public_record(&self, id: RecordId, now: Moment) -> Result<Option<Stored>> {
        let sql = format!(
            "SELECT {PUBLIC} FROM head h JOIN revision r ON r.seq = h.public_seq
             WHERE h.kind = ?1 AND h.id = ?2 AND (h.public_from IS NULL OR h.public_from <= ?3)"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query(params![
            id.kind.as_str(),
            id.id.cast_signed(),
            now.seconds()
        ])?;
        rows.next()?.map(|row| self.stored(row)).transpose()
    }

    /// The revisions of several records that strangers see, in one statement and in the order asked for; the others are left out.
    pub fn public_records(&self, kind: Kind, ids: &[u64], now: Moment) -> Result<Vec<Stored>> {
        let sql = format!(
            "SELECT {PUBLIC} FROM json_each(?1) wanted
             CROSS JOIN head h ON h.kind = ?2 AND h.id = wanted.value
                AND (h.public_from IS NULL OR h.public_from <= ?3)
             CROSS JOIN revision r ON r.seq = h.public_seq ORDER BY wanted.key"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        self.all_stored(statement.query(params![list(ids), kind.as_str(), now.seconds()])?)
    }

    /// Which revisions of several records strangers see, as id and place in the log, in one statement and in the order asked for; the others are left out.
    pub fn public_seqs(&self, kind: Kind, ids: &[u64], now: Moment) -> Result<Vec<(u64, i64)>> {
        let sql = "SELECT h.id, h.public_seq FROM json_each(?1) wanted
             CROSS JOIN head h ON h.kind = ?2 AND h.id = wanted.value AND h.public_seq IS NOT NULL
                AND (h.public_from IS NULL OR h.public_from <= ?3)
             ORDER BY wanted.key";
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement
            .query_map(params![list(ids), kind.as_str(), now.seconds()], |row| {
                Ok((row.get::<_, i64>(0)?.cast_unsigned(), row.get(1)?))
            })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The tombstone of a record that strangers once saw and see no longer.
    pub fn tombstone(&self, id: RecordId, now: Moment) -> Result<Option<Tombstone>> {
        let sql = format!(
            "SELECT {LATEST} FROM head h JOIN revision r ON r.seq = h.withdrawn_seq
             WHERE h.kind = ?1 AND h.id = ?2
             AND NOT (h.public_seq IS NOT NULL AND (h.public_from IS NULL OR h.public_from <= ?3))"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query(params![
            id.kind.as_str(),
            id.id.cast_signed(),
            now.seconds()
        ])?;
        let Some(row) = rows.next()? else {
            return Ok(None);
        };
        let seq = row.get(0)?;
        let at = moment(row.get(4)?, "revision", seq)?;
        let merged_into = match self.stored(row) {
            Ok(stored) => stored.record.standing().merged_into,
            // The tombstone outlives the content.
            Err(Error::Expunged { .. }) => None,
            Err(error) => return Err(error),
        };
        Ok(Some(Tombstone {
            seq,
            at,
            merged_into,
        }))
    }

    /// The latest revision of a record as canonical JSON, without parsing it.
    pub fn json(&self, id: RecordId) -> Result<Option<String>> {
        let sql = "SELECT r.seq, r.kind, r.id, r.codec, r.record FROM head h
                   JOIN revision r ON r.seq = h.latest_seq WHERE h.kind = ?1 AND h.id = ?2";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(params![id.kind.as_str(), id.id.cast_signed()])?;
        rows.next()?.map(|row| self.unpack(row, 0, 3)).transpose()
    }

    /// The revision of a record that strangers see at the moment `now`, as canonical JSON.
    pub fn public_json(&self, id: RecordId, now: Moment) -> Result<Option<String>> {
        let sql = "SELECT r.seq, r.kind, r.id, r.codec, r.record FROM head h
                   JOIN revision r ON r.seq = h.public_seq WHERE h.kind = ?1 AND h.id = ?2
                   AND (h.public_from IS NULL OR h.public_from <= ?3)";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(params![
            id.kind.as_str(),
            id.id.cast_signed(),
            now.seconds()
        ])?;
        rows.next()?.map(|row| self.unpack(row, 0, 3)).transpose()
    }

    /// The words that decorate a record's address, of the revision for strangers if there is one, else of the latest.
    pub fn slug(&self, id: RecordId) -> Result<Option<String>> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT slug FROM head WHERE kind = ?1 AND id = ?2")?;
        Ok(statement
            .query_row(params![id.kind.as_str(), id.id.cast_signed()], |row| {
                row.get(0)
            })
            .optional()?)
    }

    /// A value of the database that changes whenever any process or any batch has committed.
    ///
    /// Only values from the same [`Reader`](crate::Reader) can be compared.
    pub fn data_version(&self) -> Result<i64> {
        let mut statement = self.connection.prepare_cached("PRAGMA data_version")?;
        Ok(statement.query_row([], |row| row.get(0))?)
    }

    /// Reads every row of [`LATEST`] or [`PUBLIC`].
    fn all_stored(&self, mut rows: Rows<'_>) -> Result<Vec<Stored>> {
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(self.stored(row)?);
        }
        Ok(found)
    }

    /// Reads the columns of [`LATEST`] or [`PUBLIC`].
    fn stored(&self, row: &Row<'_>) -> Result<Stored> {
        let seq: i64 = row.get(0)?;
        let format: u32 = row.get(5)?;
        if format > FORMAT {
            return Err(Error::NewerFormat {
                seq,
                found: format,
                known: FORMAT,
            });
        }
        Ok(Stored {
            record: parse(seq, &self.unpack(row, 0, 6)?)?,
            seq,
            version: row.get(3)?,
            at: moment(row.get(4)?, "revision", seq)?,
            first_at: moment(row.get(8)?, "revision", seq)?,
        })
    }

    /// The canonical JSON of a row with `seq, kind, id` from column `key` and `codec, record` from column `packed`.
    pub(crate) fn unpack(&self, row: &Row<'_>, key: usize, packed: usize) -> Result<String> {
        let seq: i64 = row.get(key)?;
        let place = || format!("revision {seq}");
        let codec: u8 = row.get(packed)?;
        let Some(bytes) = row
            .get_ref(packed + 1)?
            .as_blob_or_null()
            .map_err(|error| Error::damaged(place(), error))?
        else {
            let kind: String = row.get(key + 1)?;
            let record = crate::revision::record_id(&kind, row.get(key + 2)?);
            let record = record.ok_or_else(|| Error::damaged(place(), "its record id is none"))?;
            return Err(Error::Expunged { record, seq });
        };
        let json = self
            .packer
            .unpack(codec, bytes)
            .map_err(|reason| Error::damaged(place(), reason))?;
        String::from_utf8(json).map_err(|error| Error::damaged(place(), error))
    }

    /// The canonical JSON of a row of the log; none once it has been expunged.
    pub(crate) fn unpack_revision(&self, revision: &Revision) -> Result<Option<String>> {
        let Some(packed) = &revision.record else {
            return Ok(None);
        };
        let damaged =
            |reason: String| Error::damaged(format_args!("revision {}", revision.seq), reason);
        let json = self
            .packer
            .unpack(packed.codec, &packed.bytes)
            .map_err(damaged)?;
        String::from_utf8(json)
            .map(Some)
            .map_err(|error| damaged(error.to_string()))
    }
}

/// A record from the canonical JSON of the revision `seq`.
pub(crate) fn parse(seq: i64, json: &str) -> Result<Record> {
    Record::parse(json).map_err(|error| Error::damaged(format_args!("revision {seq}"), error))
}

/// A moment from a column of the row `number` of a table.
pub(crate) fn moment(seconds: i64, table: &str, number: i64) -> Result<Moment> {
    Moment::from_seconds(seconds)
        .map_err(|error| Error::damaged(format_args!("{table} {number}"), error))
}

/// Numbers as a JSON array for `json_each`.
fn list(ids: &[u64]) -> String {
    serde_json::to_string(ids).expect("numbers can be written as JSON")
}
