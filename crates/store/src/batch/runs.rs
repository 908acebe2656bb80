//! Runs: what was undertaken, and what came of it.

use rusqlite::params;

use super::Batch;
use crate::Result;

impl Batch<'_> {
    /// Begins a run and gives its number; rows that this batch appends from now on belong to it, unless its hand is in a run already.
    pub fn begin_run(&mut self, what: &str) -> Result<i64> {
        self.step(|batch| {
            batch
                .tx
                .prepare_cached("INSERT INTO run (at, what) VALUES (?1, ?2)")?
                .execute(params![batch.at, what])?;
            let run = batch.tx.last_insert_rowid();
            batch.hand.run.get_or_insert(run);
            Ok(run)
        })
    }

    /// Ends a run with a report in JSON; one that never ends was cut short.
    pub fn finish_run(&mut self, id: i64, report_json: &str) -> Result<()> {
        self.step(|batch| {
            batch
                .tx
                .prepare_cached("UPDATE run SET finished = ?2, report = ?3 WHERE id = ?1")?
                .execute(params![id, batch.at, report_json])?;
            Ok(())
        })
    }
}
