//! New ids: the next free one of a kind, never one that any revision ever had.

use fonds_model::{FIRST_MINTED, Kind, Record};
use rusqlite::params;

use super::{Batch, sql_id};
use crate::Result;

const TEXT: &str = "text";
const SCAN: &str = "scan";

impl Batch<'_> {
    /// A new id of a kind, from [`FIRST_MINTED`] up.
    ///
    /// It depends only on the committed log and on this batch: ids of a batch that is not kept are given again.
    pub fn mint(&mut self, kind: Kind) -> Result<u64> {
        let next = if let Some(next) = self.next_ids.get(&kind) {
            *next
        } else {
            let sql = "SELECT coalesce(max(id), 0) FROM head WHERE kind = ?1";
            let highest: i64 = self
                .tx
                .prepare_cached(sql)?
                .query_row([kind.as_str()], |row| row.get(0))?;
            after(highest)
        };
        sql_id(kind.as_str(), next)?;
        self.next_ids.insert(kind, next + 1);
        Ok(next)
    }

    /// A new id of a held text, unique in the whole archive.
    pub fn mint_text(&mut self) -> Result<u64> {
        self.mint_part(TEXT)
    }

    /// A new id of a scan, unique in the whole archive.
    pub fn mint_scan(&mut self) -> Result<u64> {
        self.mint_part(SCAN)
    }

    fn mint_part(&mut self, part: &'static str) -> Result<u64> {
        let next = if let Some(next) = self.next_parts.get(part) {
            *next
        } else {
            let sql = "SELECT id FROM highest WHERE part = ?1";
            after(
                self.tx
                    .prepare_cached(sql)?
                    .query_row([part], |row| row.get(0))?,
            )
        };
        sql_id(part, next)?;
        self.next_parts.insert(part, next + 1);
        Ok(next)
    }

    /// Takes note of the ids that a record gives, so that they are never minted.
    pub(super) fn note_ids(&mut self, record: &Record) -> Result<()> {
        let id = record.id();
        if let Some(next) = self.next_ids.get_mut(&id.kind) {
            *next = (*next).max(id.id + 1);
        }
        let Some((text, scan)) = highest_parts(record) else {
            return Ok(());
        };
        for (part, id) in [(TEXT, text), (SCAN, scan)] {
            let Some(id) = id else { continue };
            self.tx
                .prepare_cached("UPDATE highest SET id = max(id, ?2) WHERE part = ?1")?
                .execute(params![part, sql_id(part, id)?])?;
            if let Some(next) = self.next_parts.get_mut(part) {
                *next = (*next).max(id + 1);
            }
        }
        Ok(())
    }
}

/// The highest ids of texts and of scans in a record that has any of them.
pub(crate) fn highest_parts(record: &Record) -> Option<(Option<u64>, Option<u64>)> {
    let Record::Document(document) = record else {
        return None;
    };
    let text = document.texts.iter().map(|text| text.id.0).max();
    let scan = document.scans.iter().map(|scan| scan.id.0).max();
    Some((text, scan)).filter(|(text, scan)| text.is_some() || scan.is_some())
}

/// The first id to mint where `highest` is the highest given.
fn after(highest: i64) -> u64 {
    FIRST_MINTED.max(highest.cast_unsigned() + 1)
}
