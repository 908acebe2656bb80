//! Writing: what is done in one transaction and kept whole or not at all.
//!
//! A batch is one moment: all its rows carry the same `at`.
//! Everything that depends on the log alone depends on what is committed and on this batch, so that a batch that failed leaves no trace, not even in the ids minted next.

mod append;
mod blobs;
mod expunge;
mod mint;
mod rebuild;
mod runs;

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::ops::Deref;
use std::path::PathBuf;

use fonds_model::{Kind, Moment, RecordId};
use rusqlite::{OptionalExtension as _, Transaction, TransactionBehavior, params};

use crate::digest::Digest;
use crate::findings::Find;
use crate::view::View;
use crate::{Error, Hand, Result, blob_file};

pub use append::Put;
pub use expunge::Expunged;
pub(crate) use mint::highest_parts;

/// One transaction of the store; every reading function of [`View`] is its own and sees what the batch has written.
pub struct Batch<'a> {
    view: &'a View,
    tx: Transaction<'a>,
    hand: Hand,
    find: Find,
    at: i64,
    last_seq: i64,
    last_chain: Digest,
    next_ids: HashMap<Kind, u64>,
    next_parts: HashMap<&'static str, u64>,
    /// Folders of blobs that must be synced before the log may name them.
    unsynced: BTreeSet<PathBuf>,
    /// Files that this batch made.
    made: Vec<PathBuf>,
    /// A step failed, so that the batch may hold half of it.
    is_broken: bool,
}

impl<'a> Batch<'a> {
    pub(crate) fn begin(
        view: &'a View,
        hand: &Hand,
        find: Find,
        clock: fn() -> Moment,
    ) -> Result<Self> {
        let tx = Transaction::new_unchecked(&view.connection, TransactionBehavior::Immediate)?;
        let last = tx
            .prepare_cached("SELECT seq, at, chain FROM revision ORDER BY seq DESC LIMIT 1")?
            .query_row([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
            .optional()?;
        let (last_seq, last_at, last_chain) = last.unwrap_or((0, i64::MIN, Digest::default()));
        let now = clock().seconds();
        Ok(Self {
            view,
            tx,
            // SQL functions end a text at a zero byte, and the chain must be verifiable with them.
            hand: Hand {
                actor: hand.actor.replace('\0', "\u{fffd}"),
                reason: hand.reason.replace('\0', "\u{fffd}"),
                run: hand.run,
            },
            find,
            at: now.max(last_at),
            last_seq,
            last_chain,
            next_ids: HashMap::new(),
            next_parts: HashMap::new(),
            unsynced: BTreeSet::new(),
            made: Vec::new(),
            is_broken: false,
        })
    }

    /// The moment of the batch: now, or the moment of the last row if the clock was set back.
    pub fn at(&self) -> Result<Moment> {
        crate::view::moment(self.at, "batch after revision", self.last_seq)
    }

    /// Makes what a rule concluded about a record these rows, as key and value, and nothing else.
    pub fn replace_derived(
        &mut self,
        rule: &str,
        rule_version: u32,
        record: RecordId,
        rows: &[(String, String)],
    ) -> Result<()> {
        self.step(|batch| {
            let id = sql_id(record.kind.as_str(), record.id)?;
            let kind = record.kind.as_str();
            batch
                .tx
                .prepare_cached("DELETE FROM derived WHERE rule = ?1 AND kind = ?2 AND id = ?3")?
                .execute(params![rule, kind, id])?;
            let mut insert = batch.tx.prepare_cached(
                "INSERT INTO derived (rule, kind, id, position, rule_version, key, value)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )?;
            for (position, (key, value)) in (0_i64..).zip(rows) {
                insert.execute(params![rule, kind, id, position, rule_version, key, value])?;
            }
            Ok(())
        })
    }

    /// Forgets everything a rule concluded.
    pub fn clear_derived(&mut self, rule: &str) -> Result<()> {
        self.step(|batch| {
            batch
                .tx
                .prepare_cached("DELETE FROM derived WHERE rule = ?1")?
                .execute([rule])?;
            Ok(())
        })
    }

    /// Makes the blobs durable, then the rows.
    pub(crate) fn commit(self) -> Result<()> {
        if self.is_broken || self.tx.is_autocommit() {
            self.abandon();
            return Err(Error::BrokenBatch);
        }
        for folder in &self.unsynced {
            if let Err(error) = blob_file::sync_folder(folder) {
                self.abandon();
                return Err(error);
            }
        }
        // Should the commit itself fail, the files stay: a file without a row is harmless, a row without a file is not.
        Ok(self.tx.commit()?)
    }

    /// Leaves nothing of the batch; its files go while the transaction still keeps other writers out.
    pub(crate) fn abandon(self) {
        if self.tx.is_autocommit() {
            return;
        }
        for file in &self.made {
            // A file that cannot be removed is harmless and found by `check`.
            let _ = fs::remove_file(file);
        }
    }

    /// One step of writing; if it fails, the batch can no longer be committed.
    fn step<T>(&mut self, work: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        // SQLite ends the transaction by itself on some errors; what followed would be kept row by row.
        if self.is_broken || self.tx.is_autocommit() {
            self.is_broken = true;
            return Err(Error::BrokenBatch);
        }
        let result = work(self);
        self.is_broken = result.is_err();
        result
    }
}

/// An id as the database holds it.
fn sql_id(what: &'static str, id: u64) -> Result<i64> {
    i64::try_from(id).map_err(|_| Error::IdTooLarge { what, id })
}

impl Deref for Batch<'_> {
    type Target = View;

    fn deref(&self) -> &View {
        self.view
    }
}
