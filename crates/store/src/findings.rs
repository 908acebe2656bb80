//! What one record alone says about how it can be found, and the tables that hold it.
//!
//! The archive gives the function; the store calls it for every revision, at once and when it rebuilds, and never looks at other records.

use std::collections::BTreeSet;

use fonds_model::{Record, RecordId};
use rusqlite::{Connection, params};

use crate::Result;

/// What one record alone says about how it can be found.
///
/// Order and repetition mean nothing in the lists.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Findings {
    /// Entries of sources, as source and key.
    pub sources: Vec<(String, String)>,
    /// Paths at which it is or was to be found, without leading slash.
    pub aliases: Vec<String>,
    /// Keys under which rules of the archive look for it, as rule and key.
    pub lookups: Vec<(&'static str, String)>,
    /// Words that decorate its address; may be empty.
    pub slug: String,
}

/// Finds what a record says about how it can be found; must depend on nothing but the record.
pub type Find = fn(&Record) -> Findings;

/// Rows that the tables hold, or should hold, for one record.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct FoundRows {
    pub(crate) sources: BTreeSet<(String, String)>,
    /// Paths that the latest revision names.
    pub(crate) aliases: BTreeSet<String>,
    pub(crate) lookups: BTreeSet<(String, String)>,
}

impl FoundRows {
    pub(crate) fn of(findings: &Findings) -> Self {
        Self {
            sources: findings.sources.iter().cloned().collect(),
            aliases: findings.aliases.iter().cloned().collect(),
            lookups: findings
                .lookups
                .iter()
                .map(|(rule, key)| ((*rule).to_owned(), key.clone()))
                .collect(),
        }
    }

    /// The rows that the tables hold now.
    pub(crate) fn read(connection: &Connection, record: RecordId) -> Result<Self> {
        let kind = record.kind.as_str();
        let id = record.id.cast_signed();
        let pairs = |sql: &str| -> Result<BTreeSet<(String, String)>> {
            let mut statement = connection.prepare_cached(sql)?;
            let rows =
                statement.query_map(params![kind, id], |row| Ok((row.get(0)?, row.get(1)?)))?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
        };
        let mut statement = connection
            .prepare_cached("SELECT path FROM alias WHERE kind = ?1 AND id = ?2 AND current = 1")?;
        let aliases = statement.query_map(params![kind, id], |row| row.get(0))?;
        Ok(Self {
            sources: pairs("SELECT source, key FROM source WHERE kind = ?1 AND id = ?2")?,
            aliases: aliases.collect::<rusqlite::Result<_>>()?,
            lookups: pairs("SELECT rule, key FROM lookup WHERE kind = ?1 AND id = ?2")?,
        })
    }
}

/// Makes the tables say what the revision `seq` of a record says; `is_first` spares the search for older rows.
pub(crate) fn write(
    connection: &Connection,
    record: RecordId,
    seq: i64,
    is_first: bool,
    findings: &Findings,
) -> Result<()> {
    let wanted = FoundRows::of(findings);
    let standing = if is_first {
        FoundRows::default()
    } else {
        FoundRows::read(connection, record)?
    };
    if wanted == standing {
        return Ok(());
    }
    let each = |sql: &str,
                pairs: &BTreeSet<(String, String)>,
                but: &BTreeSet<(String, String)>|
     -> Result<()> {
        let mut statement = connection.prepare_cached(sql)?;
        for (one, other) in pairs.difference(but) {
            statement.execute(params![
                one,
                other,
                record.kind.as_str(),
                record.id.cast_signed()
            ])?;
        }
        Ok(())
    };
    let (old, new) = (&standing.sources, &wanted.sources);
    each(
        "DELETE FROM source WHERE source = ?1 AND key = ?2 AND kind = ?3 AND id = ?4",
        old,
        new,
    )?;
    each(
        "INSERT INTO source (source, key, kind, id) VALUES (?1, ?2, ?3, ?4)",
        new,
        old,
    )?;
    let (old, new) = (&standing.lookups, &wanted.lookups);
    each(
        "DELETE FROM lookup WHERE rule = ?1 AND key = ?2 AND kind = ?3 AND id = ?4",
        old,
        new,
    )?;
    each(
        "INSERT INTO lookup (rule, key, kind, id) VALUES (?1, ?2, ?3, ?4)",
        new,
        old,
    )?;
    write_aliases(connection, record, seq, &standing.aliases, &wanted.aliases)
}

/// A path that is no longer named stays, because whoever kept the address must still be led to the record.
fn write_aliases(
    connection: &Connection,
    record: RecordId,
    seq: i64,
    old: &BTreeSet<String>,
    new: &BTreeSet<String>,
) -> Result<()> {
    let (kind, id) = (record.kind.as_str(), record.id.cast_signed());
    for path in old.difference(new) {
        let sql = "UPDATE alias SET current = 0 WHERE path = ?1 AND kind = ?2 AND id = ?3";
        connection
            .prepare_cached(sql)?
            .execute(params![path, kind, id])?;
    }
    for path in new.difference(old) {
        let sql = "INSERT INTO alias (path, kind, id, seq, current) VALUES (?1, ?2, ?3, ?4, 1)
                   ON CONFLICT (path, kind, id) DO UPDATE SET current = 1";
        connection
            .prepare_cached(sql)?
            .execute(params![path, kind, id, seq])?;
    }
    Ok(())
}
