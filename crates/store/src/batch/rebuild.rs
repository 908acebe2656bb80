//! Making the derived tables again from the log.

use rusqlite::params;

use super::Batch;
use crate::Result;
use crate::findings;
use crate::head::Head;
use crate::revision::{COLUMNS, Revision};
use crate::view::parse;

/// Rows of the log that are read by one statement.
const CHUNK: i64 = 1_000;

impl Batch<'_> {
    /// Empties every derived table and makes heads, sources, aliases, lookups and highest ids again from the log.
    ///
    /// What rules concluded from several records is emptied too; the archive's rules put it back, best in the same batch ([`Store::rebuild`](crate::Store::rebuild)).
    /// Highest ids stay as they are where contents have been expunged, because those may have given higher ones than are left.
    /// Fails on a row of the log that is damaged.
    pub fn rebuild(&mut self) -> Result<()> {
        self.step(|batch| {
            batch.tx.execute_batch(
                "DELETE FROM head; DELETE FROM source; DELETE FROM alias; DELETE FROM lookup;
                 DELETE FROM derived;
                 UPDATE highest SET id = 0 WHERE NOT EXISTS (SELECT 1 FROM revision WHERE record IS NULL);",
            )?;
            let mut after = 0;
            loop {
                let chunk = batch.rows_after(after)?;
                let Some(last) = chunk.last() else {
                    return Ok(());
                };
                after = last.seq;
                for revision in &chunk {
                    batch.derive(revision)?;
                }
            }
        })
    }

    fn rows_after(&self, seq: i64) -> Result<Vec<Revision>> {
        let sql = format!("SELECT {COLUMNS} FROM revision WHERE seq > ?1 ORDER BY seq LIMIT ?2");
        let mut statement = self.tx.prepare_cached(&sql)?;
        let mut rows = statement.query(params![seq, CHUNK])?;
        let mut chunk = Vec::new();
        while let Some(row) = rows.next()? {
            chunk.push(Revision::from_row(row)?);
        }
        Ok(chunk)
    }

    /// Derives from one row what appending it derived.
    pub(super) fn derive(&mut self, revision: &Revision) -> Result<()> {
        let id = revision.record_id;
        let mut head = Head::read(&self.tx, id)?.unwrap_or_default();
        let Some(json) = self.view.unpack_revision(revision)? else {
            // Expunged: the row still says how the record stands, and nothing more is known.
            head.follow(revision.step(), None);
            return head.write(&self.tx, id);
        };
        let record = parse(revision.seq, &json)?;
        let found = (self.find)(&record);
        head.follow(revision.step(), Some(&found.slug));
        head.write(&self.tx, id)?;
        findings::write(&self.tx, id, revision.seq, head.version == 1, &found)?;
        self.note_ids(&record)
    }
}
