//! Reading: the log itself, of one record and of all, and what an archive said at a moment.

use fonds_model::{Kind, Moment, Record, RecordId, State};
use rusqlite::{OptionalExtension as _, Row, params};

use super::lookups::id_of;
use super::{View, moment, parse};
use crate::digest::Digest;
use crate::head::{Head, Step};
use crate::revision::state_of;
use crate::{Error, Result};

/// One revision of a record, without its content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RevisionInfo {
    /// Place in the log.
    pub seq: i64,
    /// Version of the record, from 1.
    pub version: u32,
    /// When it was appended.
    pub at: Moment,
    /// Whose hand.
    pub actor: String,
    /// Why; may be empty.
    pub reason: String,
    /// The run that it belongs to.
    pub run: Option<i64>,
    /// The state that the record says.
    pub state: State,
    /// Whether it changed what a stranger can see.
    pub public: bool,
    /// Lower-case hexadecimal SHA-256 of the canonical JSON.
    pub sha256: String,
}

/// One row of the log, for those who follow it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// Place in the log.
    pub seq: i64,
    /// The record that has a new revision.
    pub record_id: RecordId,
    /// When it was appended.
    pub at: Moment,
    /// The state that the record says.
    pub state: State,
    /// Whether it changed what a stranger can see.
    pub public: bool,
}

impl View {
    /// The revisions of a record, the first one first; empty if there is no such record.
    pub fn history(&self, id: RecordId) -> Result<Vec<RevisionInfo>> {
        let sql = "SELECT seq, version, at, actor, reason, run, state, public, sha256 FROM revision
                   WHERE kind = ?1 AND id = ?2 ORDER BY version";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(params![id.kind.as_str(), id.id.cast_signed()])?;
        let mut revisions = Vec::new();
        while let Some(row) = rows.next()? {
            let seq = row.get(0)?;
            revisions.push(RevisionInfo {
                seq,
                version: row.get(1)?,
                at: moment(row.get(2)?, "revision", seq)?,
                actor: row.get(3)?,
                reason: row.get(4)?,
                run: row.get(5)?,
                state: state(row, 6, seq)?,
                public: row.get(7)?,
                sha256: row.get::<_, Digest>(8)?.to_string(),
            });
        }
        Ok(revisions)
    }

    /// A record as its revision `version` has it.
    pub fn revision(&self, id: RecordId, version: u32) -> Result<Option<Record>> {
        let sql = "SELECT seq, kind, id, codec, record FROM revision WHERE kind = ?1 AND id = ?2 AND version = ?3";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(params![id.kind.as_str(), id.id.cast_signed(), version])?;
        rows.next()?
            .map(|row| parse(row.get(0)?, &self.unpack(row, 0, 3)?))
            .transpose()
    }

    /// A record as it stood at a moment, drafts included; none if it was not there yet.
    pub fn as_of(&self, id: RecordId, then: Moment) -> Result<Option<Record>> {
        let sql = "SELECT seq, kind, id, codec, record FROM revision
                   WHERE kind = ?1 AND id = ?2 AND at <= ?3 ORDER BY version DESC LIMIT 1";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(params![
            id.kind.as_str(),
            id.id.cast_signed(),
            then.seconds()
        ])?;
        rows.next()?
            .map(|row| parse(row.get(0)?, &self.unpack(row, 0, 3)?))
            .transpose()
    }

    /// A record as strangers saw it at a moment, if they may still see it at the moment `now`.
    pub fn public_as_of(&self, id: RecordId, then: Moment, now: Moment) -> Result<Option<Record>> {
        let head = Head::read(&self.connection, id)?;
        if !head.is_some_and(|head| head.is_visible(now.seconds())) {
            return Ok(None);
        }
        let past = self.head_of(id, "at", then.seconds())?;
        match past.public_seq.filter(|_| past.is_visible(then.seconds())) {
            Some(seq) => Ok(Some(parse(seq, &self.json_at(seq)?)?)),
            None => Ok(None),
        }
    }

    /// Rows of the log after `seq`, in order, at most `limit`.
    pub fn changes_since(&self, seq: i64, limit: u32) -> Result<Vec<Change>> {
        self.changes("SELECT kind, id, seq, at, state, public FROM revision WHERE seq > ?1 ORDER BY seq LIMIT ?2", seq, limit)
    }

    /// Rows of the log after `seq` that changed what a stranger can see, in order, at most `limit`.
    ///
    /// What became of the record, [`View::public_record`] and [`View::tombstone`] tell: a row may also have hidden it under an embargo.
    pub fn public_changes_since(&self, seq: i64, limit: u32) -> Result<Vec<Change>> {
        self.changes(
            "SELECT kind, id, seq, at, state, public FROM revision WHERE public = 1 AND seq > ?1 ORDER BY seq LIMIT ?2",
            seq,
            limit,
        )
    }

    /// The latest rows of the log that changed a record of a kind that strangers could have seen before, the newest first, at most `limit`.
    ///
    /// Looks no further back than the last `window` rows that changed what a stranger can see, whatever else was written between them.
    pub fn latest_public_changes(
        &self,
        kind: Kind,
        window: u32,
        limit: u32,
    ) -> Result<Vec<Change>> {
        let sql = format!(
            "SELECT kind, id, seq, at, state, public FROM
             (SELECT kind, id, seq, at, state, public, version FROM revision
              WHERE public = 1 ORDER BY seq DESC LIMIT ?1)
             WHERE version > 1 AND kind = '{}' LIMIT ?2",
            kind.as_str()
        );
        self.changes(&sql, window.into(), limit)
    }

    /// The end of the log; 0 if it is empty.
    pub fn last_seq(&self) -> Result<i64> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT coalesce(max(seq), 0) FROM revision")?;
        Ok(statement.query_row([], |row| row.get(0))?)
    }

    /// The last row of the log that was there at a moment; 0 if there was none.
    pub fn seq_at(&self, then: Moment) -> Result<i64> {
        // Rows are in the order of their moments, and the newest are asked for most.
        let sql = "SELECT seq FROM revision WHERE at <= ?1 ORDER BY seq DESC LIMIT 1";
        let mut statement = self.connection.prepare_cached(sql)?;
        Ok(statement
            .query_row([then.seconds()], |row| row.get(0))
            .optional()?
            .unwrap_or(0))
    }

    /// The public clock: the last row that changed what a stranger can see; 0 if none did.
    ///
    /// Saving a draft does not move it.
    pub fn public_seq(&self) -> Result<i64> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT coalesce(max(seq), 0) FROM revision WHERE public = 1")?;
        Ok(statement.query_row([], |row| row.get(0))?)
    }

    /// The next moment at which an embargo ends; it may have passed if nobody has lifted it yet.
    pub fn next_embargo(&self) -> Result<Option<Moment>> {
        let sql = "SELECT min(public_from) FROM head WHERE public_from IS NOT NULL";
        let seconds: Option<i64> = self
            .connection
            .prepare_cached(sql)?
            .query_row([], |row| row.get(0))?;
        seconds
            .map(|seconds| moment(seconds, "head with embargo", seconds))
            .transpose()
    }

    /// How a record stood after the rows whose `column`, `seq` or `at`, is at most `limit`.
    pub(super) fn head_of(&self, id: RecordId, column: &str, limit: i64) -> Result<Head> {
        let sql = format!(
            "SELECT seq, at, state, embargo FROM revision WHERE kind = ?1 AND id = ?2 AND {column} <= ?3 ORDER BY version"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query(params![id.kind.as_str(), id.id.cast_signed(), limit])?;
        let mut head = Head::default();
        while let Some(row) = rows.next()? {
            let seq = row.get(0)?;
            let step = Step {
                seq,
                at: row.get(1)?,
                state: state(row, 2, seq)?,
                embargo: row.get(3)?,
            };
            head.follow(step, None);
        }
        Ok(head)
    }

    /// The canonical JSON of one row of the log.
    pub(crate) fn json_at(&self, seq: i64) -> Result<String> {
        let sql = "SELECT seq, kind, id, codec, record FROM revision WHERE seq = ?1";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(params![seq])?;
        let row = rows
            .next()?
            .ok_or_else(|| Error::damaged(format_args!("revision {seq}"), "it is missing"))?;
        self.unpack(row, 0, 3)
    }

    fn changes(&self, sql: &str, seq: i64, limit: u32) -> Result<Vec<Change>> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(params![seq, limit])?;
        let mut changes = Vec::new();
        while let Some(row) = rows.next()? {
            let seq = row.get(2)?;
            changes.push(Change {
                seq,
                record_id: id_of(row)?,
                at: moment(row.get(3)?, "revision", seq)?,
                state: state(row, 4, seq)?,
                public: row.get(5)?,
            });
        }
        Ok(changes)
    }
}

fn state(row: &Row<'_>, column: usize, seq: i64) -> Result<State> {
    let name: String = row.get(column)?;
    state_of(&name)
        .ok_or_else(|| Error::damaged(format_args!("revision {seq}"), "its state is none"))
}
