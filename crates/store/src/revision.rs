//! One row of the log, its link in the chain, and how it is appended.
//!
//! The chain covers every column but `codec` and the packed bytes, for which `sha256` stands; `docs/format.md` gives the formula.

use std::str::FromStr as _;

use fonds_model::{Kind, RecordId, State};
use rusqlite::{Connection, Row, params};

use crate::digest::Digest;
use crate::head::Step;
use crate::payload::Packed;
use crate::{Error, Result};

/// The columns of [`Revision::from_row`], in order.
pub(crate) const COLUMNS: &str = "seq, kind, id, version, at, actor, reason, run, state, embargo, public, \
                                  format, codec, sha256, chain, record";

/// One row of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Revision {
    pub(crate) seq: i64,
    pub(crate) record_id: RecordId,
    pub(crate) version: u32,
    pub(crate) at: i64,
    pub(crate) actor: String,
    pub(crate) reason: String,
    pub(crate) run: Option<i64>,
    pub(crate) state: State,
    pub(crate) embargo: Option<i64>,
    pub(crate) public: bool,
    pub(crate) format: u32,
    pub(crate) sha256: Digest,
    pub(crate) chain: Digest,
    /// Absent once expunged.
    pub(crate) record: Option<Packed>,
}

impl Revision {
    /// What the row says of visibility.
    pub(crate) fn step(&self) -> Step {
        Step {
            seq: self.seq,
            at: self.at,
            state: self.state,
            embargo: self.embargo,
        }
    }

    /// The row as a JSON array, byte for byte as the SQL function `json_array` writes it.
    pub(crate) fn to_encoding(&self) -> String {
        let columns = serde_json::json!([
            self.seq,
            self.record_id.kind.as_str(),
            self.record_id.id,
            self.version,
            self.at,
            self.actor,
            self.reason,
            self.run,
            self.state.as_str(),
            self.embargo,
            u8::from(self.public),
            self.format,
            self.sha256.to_string(),
        ]);
        columns.to_string()
    }

    /// The checksum that links the row to the one above; 32 zero bytes stand above the first.
    pub(crate) fn link(&self, previous: Digest) -> Digest {
        let mut text = previous.to_string();
        text.push_str(&self.to_encoding());
        Digest::of(text.as_bytes())
    }

    /// Appends the row to the log.
    pub(crate) fn insert(&self, connection: &Connection) -> Result<()> {
        let record = self.record.as_ref();
        connection
            .prepare_cached(
                "INSERT INTO revision (seq, kind, id, version, at, actor, reason, run, state, embargo,
                 public, format, codec, sha256, chain, record)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
            )?
            .execute(params![
                self.seq,
                self.record_id.kind.as_str(),
                self.record_id.id.cast_signed(),
                self.version,
                self.at,
                self.actor,
                self.reason,
                self.run,
                self.state.as_str(),
                self.embargo,
                self.public,
                self.format,
                record.map_or(0, |packed| packed.codec),
                self.sha256,
                self.chain,
                record.map(|packed| packed.bytes.as_slice()),
            ])?;
        Ok(())
    }

    /// Reads a row with [`COLUMNS`]; an error names the row where it does not hold what it must.
    pub(crate) fn from_row(row: &Row<'_>) -> Result<Self> {
        let seq: i64 = row.get(0)?;
        let read = || -> std::result::Result<Self, String> {
            let words = |error: rusqlite::Error| error.to_string();
            let kind: String = row.get(1).map_err(words)?;
            let id: i64 = row.get(2).map_err(words)?;
            let state: String = row.get(8).map_err(words)?;
            let codec: u8 = row.get(12).map_err(words)?;
            let record: Option<Vec<u8>> = row.get(15).map_err(words)?;
            Ok(Self {
                seq,
                record_id: record_id(&kind, id).ok_or("its record id is none")?,
                version: row.get(3).map_err(words)?,
                at: row.get(4).map_err(words)?,
                actor: row.get(5).map_err(words)?,
                reason: row.get(6).map_err(words)?,
                run: row.get(7).map_err(words)?,
                state: state_of(&state).ok_or("its state is none")?,
                embargo: row.get(9).map_err(words)?,
                public: row.get(10).map_err(words)?,
                format: row.get(11).map_err(words)?,
                sha256: row.get(13).map_err(words)?,
                chain: row.get(14).map_err(words)?,
                record: record.map(|bytes| Packed { codec, bytes }),
            })
        };
        read().map_err(|reason| Error::damaged(format_args!("revision {seq}"), reason))
    }
}

/// The record that two columns name.
pub(crate) fn record_id(kind: &str, id: i64) -> Option<RecordId> {
    Some(RecordId {
        kind: Kind::from_str(kind).ok()?,
        id: u64::try_from(id).ok()?,
    })
}

/// The state that a column names.
pub(crate) fn state_of(name: &str) -> Option<State> {
    [State::Draft, State::Published, State::Withdrawn]
        .into_iter()
        .find(|state| state.as_str() == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(actor: &str, reason: &str, run: Option<i64>, embargo: Option<i64>) -> Revision {
        Revision {
            seq: 2,
            record_id: RecordId {
                kind: Kind::Document,
                id: 1_000_000,
            },
            version: 1,
            at: 1_700_000_000,
            actor: actor.to_owned(),
            reason: reason.to_owned(),
            run,
            state: State::Published,
            embargo,
            public: true,
            format: 1,
            sha256: Digest::of(b"{}"),
            chain: Digest::default(),
            record: Some(Packed {
                codec: 0,
                bytes: b"{}".to_vec(),
            }),
        }
    }

    /// The encoding must be what SQL says, so that anyone can verify the chain without this program.
    fn check(revision: &Revision) {
        let connection = Connection::open_in_memory().unwrap();
        connection
            .execute_batch(include_str!("schema.sql"))
            .unwrap();
        revision.insert(&connection).unwrap();
        let sql = "SELECT json_array(seq, kind, id, version, at, actor, reason, run, state, embargo, public,
                   format, lower(hex(sha256))) FROM revision";
        let said: String = connection.query_row(sql, [], |row| row.get(0)).unwrap();
        assert_eq!(revision.to_encoding(), said);
    }

    #[test]
    fn the_encoding_is_that_of_sql() {
        check(&row("import", "", None, None));
        check(&row(
            "Ирина \"Ира\" \\ 伊琳娜 😀 / </script>",
            "line\nline\ttab",
            Some(7),
            Some(-5),
        ));
        let controls: String = (1..=0x20)
            .chain([0x7f, 0x80, 0x2028])
            .filter_map(char::from_u32)
            .collect();
        check(&row("import", &controls, Some(1), None));
    }

    #[test]
    fn rows_come_back() {
        let connection = Connection::open_in_memory().unwrap();
        connection
            .execute_batch(include_str!("schema.sql"))
            .unwrap();
        let revision = row("import", "because", Some(3), Some(9));
        revision.insert(&connection).unwrap();
        let sql = format!("SELECT {COLUMNS} FROM revision");
        let mut statement = connection.prepare(&sql).unwrap();
        let mut rows = statement.query([]).unwrap();
        let read = Revision::from_row(rows.next().unwrap().unwrap()).unwrap();
        assert_eq!(read, revision);
    }
}
