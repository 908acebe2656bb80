//! Reading: from what the world calls a record to the record, and what rules concluded about it.

use fonds_model::RecordId;
use rusqlite::{OptionalExtension as _, Params, Row, params};

use super::View;
use crate::revision::record_id;
use crate::{Error, Result};

/// What a rule of the archive concluded about a record from other records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DerivedRow {
    /// The record.
    pub record: RecordId,
    /// The version of the rule that concluded so.
    pub rule_version: u32,
    /// Under what the conclusion is to be found.
    pub key: String,
    /// The conclusion, in a form that the rule knows.
    pub value: String,
}

impl View {
    /// The record whose latest revision has this entry of this source; of several, the first by kind and id.
    pub fn by_source(&self, source: &str, key: &str) -> Result<Option<RecordId>> {
        self.one(
            "SELECT kind, id FROM source WHERE source = ?1 AND key = ?2 ORDER BY kind, id LIMIT 1",
            params![source, key],
        )
    }

    /// The record that is, or once was, at this path (without leading slash).
    ///
    /// A record that still names the path comes before one that no longer does, and who named it first before who came later.
    pub fn by_alias(&self, path: &str) -> Result<Option<RecordId>> {
        self.one(
            "SELECT kind, id FROM alias WHERE path = ?1 ORDER BY current DESC, seq LIMIT 1",
            params![path],
        )
    }

    /// The records that a rule finds under a key, by kind and id.
    pub fn lookup(&self, rule: &str, key: &str) -> Result<Vec<RecordId>> {
        let sql = "SELECT kind, id FROM lookup WHERE rule = ?1 AND key = ?2 ORDER BY kind, id";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(params![rule, key])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(id_of(row)?);
        }
        Ok(found)
    }

    /// Keys of a rule that begin with `prefix`, each with its records, by key, kind and id; at most `limit` rows.
    pub fn lookup_prefix(
        &self,
        rule: &str,
        prefix: &str,
        limit: u32,
    ) -> Result<Vec<(String, RecordId)>> {
        // No key holds the greatest of all characters, so it bounds every key that begins with the prefix.
        let end = format!("{prefix}\u{10ffff}");
        let sql = "SELECT kind, id, key FROM lookup WHERE rule = ?1 AND key >= ?2 AND key < ?3
                   ORDER BY key, kind, id LIMIT ?4";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(params![rule, prefix, end, limit])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push((row.get(2)?, id_of(row)?));
        }
        Ok(found)
    }

    /// Everything a rule concluded, by kind and id, in the rule's order.
    pub fn derived(&self, rule: &str) -> Result<Vec<DerivedRow>> {
        self.conclusions(
            "SELECT kind, id, rule_version, key, value FROM derived WHERE rule = ?1 ORDER BY kind, id, position",
            params![rule],
        )
    }

    /// What a rule concluded about one record, in the rule's order.
    pub fn derived_of(&self, rule: &str, record: RecordId) -> Result<Vec<DerivedRow>> {
        self.conclusions(
            "SELECT kind, id, rule_version, key, value FROM derived
             WHERE rule = ?1 AND kind = ?2 AND id = ?3 ORDER BY position",
            params![rule, record.kind.as_str(), record.id.cast_signed()],
        )
    }

    /// What a rule concluded under a key about any record, by kind and id.
    pub fn derived_by_key(&self, rule: &str, key: &str) -> Result<Vec<DerivedRow>> {
        self.conclusions(
            "SELECT kind, id, rule_version, key, value FROM derived
             WHERE rule = ?1 AND key = ?2 ORDER BY kind, id, position",
            params![rule, key],
        )
    }

    /// The oldest version of a rule that any of its conclusions is from; none if it concluded nothing.
    pub fn derived_version(&self, rule: &str) -> Result<Option<u32>> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT min(rule_version) FROM derived WHERE rule = ?1")?;
        Ok(statement.query_row([rule], |row| row.get(0))?)
    }

    fn one(&self, sql: &str, params: impl Params) -> Result<Option<RecordId>> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let found = statement
            .query_row(params, |row| Ok(id_of(row)))
            .optional()?;
        found.transpose()
    }

    fn conclusions(&self, sql: &str, params: impl Params) -> Result<Vec<DerivedRow>> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(params)?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(DerivedRow {
                record: id_of(row)?,
                rule_version: row.get(2)?,
                key: row.get(3)?,
                value: row.get(4)?,
            });
        }
        Ok(found)
    }
}

/// The record that the first two columns of a row name.
pub(crate) fn id_of(row: &Row<'_>) -> Result<RecordId> {
    let kind: String = row.get(0)?;
    let id: i64 = row.get(1)?;
    record_id(&kind, id).ok_or_else(|| {
        Error::damaged(
            format_args!("a row about {kind}/{id}"),
            "no such kind or id",
        )
    })
}
