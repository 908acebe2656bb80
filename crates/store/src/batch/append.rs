//! Appending revisions to the log, and with them what is derived from each.

use fonds_model::record::FORMAT;
use fonds_model::{Record, RecordId, State};
use rusqlite::params;

use super::{Batch, sql_id};
use crate::digest::Digest;
use crate::findings;
use crate::head::{Head, Step};
use crate::payload::{LARGEST, Packed};
use crate::revision::Revision;
use crate::view::parse;
use crate::{Error, Result};

/// What became of a record that was put.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Put {
    /// The latest revision has the same canonical JSON; nothing was appended.
    Unchanged,
    /// A revision was appended.
    Appended {
        /// Its place in the log.
        seq: i64,
        /// The version of the record, from 1.
        version: u32,
    },
}

/// What a revision to be appended says, ready to be written.
struct Payload {
    state: State,
    embargo: Option<i64>,
    sha256: Digest,
    packed: Packed,
}

impl Batch<'_> {
    /// Appends a revision of the record, unless the latest one has the same canonical JSON.
    ///
    /// Blobs that the record names should be there by the end of the batch; `check` tells of those that are not.
    pub fn put(&mut self, record: &Record) -> Result<Put> {
        let id = record.id();
        sql_id(id.kind.as_str(), id.id)?;
        let json = record.to_canonical();
        if json.len() > LARGEST {
            return Err(Error::RecordTooLarge {
                record: id,
                size: json.len(),
            });
        }
        self.step(|batch| {
            let head = Head::read(&batch.tx, id)?;
            let sha256 = Digest::of(json.as_bytes());
            if let Some(head) = &head
                && batch.sha256_at(head.latest_seq)? == sha256
            {
                return Ok(Put::Unchanged);
            }
            let standing = record.standing();
            let payload = Payload {
                state: standing.state,
                embargo: standing.embargo.map(fonds_model::Moment::seconds),
                sha256,
                packed: batch.view.packer.pack(json.as_bytes()),
            };
            batch.append(record, head.unwrap_or_default(), payload)
        })
    }

    /// Repeats, for every record whose embargo has ended by the moment of the batch, the revision that strangers now see; at most `limit` records.
    ///
    /// The repeated row is what moves the public clock.
    /// A newer draft is repeated after it and stays the latest revision.
    pub fn lift_embargoes(&mut self, limit: u32) -> Result<Vec<RecordId>> {
        self.step(|batch| {
            let mut lifted = Vec::new();
            for id in batch.overdue(limit)? {
                let head = Head::read(&batch.tx, id)?.unwrap_or_default();
                let public = head
                    .public_seq
                    .expect("only a record with a public revision has an embargo to end");
                let seqs = if public == head.latest_seq {
                    vec![public]
                } else {
                    vec![public, head.latest_seq]
                };
                for seq in seqs {
                    batch.repeat(id, seq)?;
                }
                lifted.push(id);
            }
            Ok(lifted)
        })
    }

    fn overdue(&self, limit: u32) -> Result<Vec<RecordId>> {
        let sql = "SELECT kind, id FROM head WHERE public_from IS NOT NULL AND public_from <= ?1
                   ORDER BY public_from, kind, id LIMIT ?2";
        let mut statement = self.tx.prepare_cached(sql)?;
        let mut rows = statement.query(params![self.at, limit])?;
        let mut overdue = Vec::new();
        while let Some(row) = rows.next()? {
            overdue.push(crate::view::id_of(row)?);
        }
        Ok(overdue)
    }

    /// Appends once more what the row `seq` says of a record.
    pub(super) fn repeat(&mut self, id: RecordId, seq: i64) -> Result<Put> {
        let json = self.view.json_at(seq)?;
        let record = parse(seq, &json)?;
        let payload = Payload {
            state: record.state(),
            embargo: record.standing().embargo.map(fonds_model::Moment::seconds),
            sha256: Digest::of(json.as_bytes()),
            packed: self.view.packer.pack(json.as_bytes()),
        };
        let head = Head::read(&self.tx, id)?.unwrap_or_default();
        self.append(&record, head, payload)
    }

    fn append(&mut self, record: &Record, mut head: Head, payload: Payload) -> Result<Put> {
        let found = (self.find)(record);
        let step = Step {
            seq: self.last_seq + 1,
            at: self.at,
            state: payload.state,
            embargo: payload.embargo,
        };
        let public = head.follow(step, Some(&found.slug));
        let mut revision = Revision {
            seq: step.seq,
            record_id: record.id(),
            version: head.version,
            at: step.at,
            actor: self.hand.actor.clone(),
            reason: self.hand.reason.clone(),
            run: self.hand.run,
            state: step.state,
            embargo: step.embargo,
            public,
            format: FORMAT,
            sha256: payload.sha256,
            chain: Digest::default(),
            record: Some(payload.packed),
        };
        revision.chain = revision.link(self.last_chain);
        revision.insert(&self.tx)?;
        head.write(&self.tx, revision.record_id)?;
        findings::write(
            &self.tx,
            revision.record_id,
            step.seq,
            head.version == 1,
            &found,
        )?;
        self.note_ids(record)?;
        self.last_seq = revision.seq;
        self.last_chain = revision.chain;
        Ok(Put::Appended {
            seq: revision.seq,
            version: revision.version,
        })
    }

    fn sha256_at(&self, seq: i64) -> Result<Digest> {
        let mut statement = self
            .tx
            .prepare_cached("SELECT sha256 FROM revision WHERE seq = ?1")?;
        Ok(statement.query_row([seq], |row| row.get(0))?)
    }
}
