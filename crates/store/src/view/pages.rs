//! Reading: all records of a kind, page by page at a fixed place in the log, and how many there are.
//!
//! The log is append-only, so that pages read one after another at the same place fit together, whatever is written meanwhile.

use fonds_model::{Kind, Moment, RecordId};
use rusqlite::params;

use super::lookups::id_of;
use super::{PUBLIC, Stored, View};
use crate::head::Head;
use crate::{Error, Result};

/// For whom records are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// Those who work on the archive: the latest revisions, drafts and withdrawn ones included.
    All,
    /// Strangers: only what they may see.
    Public {
        /// The moment at which they look, for embargoes.
        now: Moment,
    },
}

/// How many records of a kind there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count {
    /// The kind.
    pub kind: Kind,
    /// All records, drafts and withdrawn ones included.
    pub all: u64,
    /// Those that strangers see.
    pub public: u64,
}

/// Rows that one statement reads at most, so that no snapshot is held for long.
const CHUNK: usize = 1_000;

impl View {
    /// Records of a kind with ids above `after_id`, by id, as id and canonical JSON, as they stood after row `at_seq` of the log.
    ///
    /// At most `limit`, and fewer only at the end.
    /// Embargoes are those of the moment given with the audience; records whose content of that time has been expunged are left out.
    pub fn page(
        &self,
        kind: Kind,
        after_id: Option<u64>,
        limit: usize,
        audience: Audience,
        at_seq: i64,
    ) -> Result<Vec<(u64, String)>> {
        let mut page = Vec::new();
        let mut after = after_id.map_or(-1, u64::cast_signed);
        while page.len() < limit {
            let wanted = CHUNK.min(limit - page.len());
            let heads = self.heads(kind, after, wanted)?;
            for (id, head) in &heads {
                after = id.id.cast_signed();
                if let Some(seq) = self.seq_then(*id, head, audience, at_seq)? {
                    match self.json_at(seq) {
                        Ok(json) => page.push((id.id, json)),
                        Err(Error::Expunged { .. }) => {}
                        Err(error) => return Err(error),
                    }
                }
            }
            if heads.len() < wanted {
                break;
            }
        }
        Ok(page)
    }

    /// Records of a kind with ids above `after_id` that strangers see at the moment `now`, by id; at most `limit`.
    ///
    /// Reads what is committed when it is called; for pages that must fit together see [`View::page`].
    pub fn public_page(
        &self,
        kind: Kind,
        after_id: Option<u64>,
        limit: u32,
        now: Moment,
    ) -> Result<Vec<Stored>> {
        let sql = format!(
            "SELECT {PUBLIC} FROM head h CROSS JOIN revision r ON r.seq = h.public_seq
             WHERE h.kind = ?1 AND h.id > ?2 AND (h.public_from IS NULL OR h.public_from <= ?3)
             ORDER BY h.id LIMIT ?4"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let after = after_id.map_or(-1, u64::cast_signed);
        self.all_stored(statement.query(params![kind.as_str(), after, now.seconds(), limit])?)
    }

    /// How many records there are of each kind that has any, at the moment `now`.
    pub fn counts(&self, now: Moment) -> Result<Vec<Count>> {
        let sql = "SELECT kind, count(*), coalesce(sum(public_seq IS NOT NULL AND (public_from IS NULL OR public_from <= ?1)), 0)
                   FROM head GROUP BY kind ORDER BY kind";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(params![now.seconds()])?;
        let mut counts = Vec::new();
        while let Some(row) = rows.next()? {
            let name: String = row.get(0)?;
            let kind = name
                .parse()
                .map_err(|error| Error::damaged("a row of heads", error))?;
            let number = |column| row.get::<_, i64>(column).map(i64::cast_unsigned);
            counts.push(Count {
                kind,
                all: number(1)?,
                public: number(2)?,
            });
        }
        Ok(counts)
    }

    /// How many records of one kind strangers see at the moment `now`.
    pub fn count_public(&self, kind: Kind, now: Moment) -> Result<u64> {
        let sql = "SELECT count(*) FROM head WHERE kind = ?1 AND public_seq IS NOT NULL
                   AND (public_from IS NULL OR public_from <= ?2)";
        let mut statement = self.connection.prepare_cached(sql)?;
        let count: i64 =
            statement.query_row(params![kind.as_str(), now.seconds()], |row| row.get(0))?;
        Ok(count.cast_unsigned())
    }

    /// Heads of a kind with ids above `after`, by id.
    pub(crate) fn heads(
        &self,
        kind: Kind,
        after: i64,
        limit: usize,
    ) -> Result<Vec<(RecordId, Head)>> {
        let sql =
            "SELECT kind, id, latest_seq, version, public_seq, public_from, withdrawn_seq, slug
                   FROM head WHERE kind = ?1 AND id > ?2 ORDER BY id LIMIT ?3";
        let mut statement = self.connection.prepare_cached(sql)?;
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let mut rows = statement.query(params![kind.as_str(), after, limit])?;
        let mut heads = Vec::new();
        while let Some(row) = rows.next()? {
            heads.push((id_of(row)?, Head::from_row(row, 2)?));
        }
        Ok(heads)
    }

    /// The revision that an audience had of a record after row `at_seq`; the head, as it is now, mostly knows.
    fn seq_then(
        &self,
        id: RecordId,
        head: &Head,
        audience: Audience,
        at_seq: i64,
    ) -> Result<Option<i64>> {
        let past;
        let head = if head.latest_seq <= at_seq {
            head
        } else {
            past = self.head_of(id, "seq", at_seq)?;
            &past
        };
        Ok(match audience {
            Audience::All => Some(head.latest_seq).filter(|seq| *seq > 0),
            Audience::Public { now } => head.public_seq.filter(|_| head.is_visible(now.seconds())),
        })
    }
}
