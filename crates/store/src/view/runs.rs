//! Reading: what was undertaken, and what came of it.

use fonds_model::Moment;
use rusqlite::{Row, params};

use super::{View, moment};
use crate::Result;

/// An import or another work that appends many rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// Its number.
    pub id: i64,
    /// When it began.
    pub at: Moment,
    /// What it is, such as `import`.
    pub what: String,
    /// When it ended; none while it runs, and for ever if it was cut short.
    pub finished: Option<Moment>,
    /// What came of it, as JSON.
    pub report: Option<String>,
}

impl View {
    /// A run.
    pub fn run(&self, id: i64) -> Result<Option<Run>> {
        let sql = "SELECT id, at, what, finished, report FROM run WHERE id = ?1";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(params![id])?;
        rows.next()?.map(read).transpose()
    }

    /// The last runs, newest first, at most `limit`.
    pub fn runs(&self, limit: u32) -> Result<Vec<Run>> {
        let sql = "SELECT id, at, what, finished, report FROM run ORDER BY id DESC LIMIT ?1";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(params![limit])?;
        let mut runs = Vec::new();
        while let Some(row) = rows.next()? {
            runs.push(read(row)?);
        }
        Ok(runs)
    }
}

fn read(row: &Row<'_>) -> Result<Run> {
    let id = row.get(0)?;
    let finished: Option<i64> = row.get(3)?;
    Ok(Run {
        id,
        at: moment(row.get(1)?, "run", id)?,
        what: row.get(2)?,
        finished: finished
            .map(|seconds| moment(seconds, "run", id))
            .transpose()?,
        report: row.get(4)?,
    })
}
