//! Verifying that the derived tables hold what the log says, no less and no more.

use std::collections::{BTreeMap, HashSet};

use fonds_model::{Kind, RecordId};
use rusqlite::params;

use super::log::{Expected, ExpectedRecord, digest_of};
use super::{Check, Fault};
use crate::Result;
use crate::findings::FoundRows;
use crate::head::Head;

/// Heads that are compared within one snapshot.
const CHUNK: usize = 1_000;

impl Check<'_> {
    pub(super) fn tables(&mut self, expected: &Expected) -> Result<()> {
        let mut met = HashSet::new();
        for kind in Kind::ALL {
            let mut after = -1;
            loop {
                let heads = self.view.at_once(|view| view.heads(kind, after, CHUNK))?;
                let Some((last, _)) = heads.last() else { break };
                after = last.id.cast_signed();
                for (id, head) in &heads {
                    met.insert(*id);
                    self.head(*id, head, expected.records.get(id))?;
                }
            }
        }
        let mut lost: Vec<_> = expected
            .records
            .keys()
            .filter(|id| !met.contains(*id))
            .collect();
        lost.sort_unstable();
        for id in lost {
            self.damage(Fault::Head, format_args!("head of {id}"), "it is missing");
        }
        self.ownerless()?;
        self.highest(expected)
    }

    fn head(&mut self, id: RecordId, head: &Head, expected: Option<&ExpectedRecord>) -> Result<()> {
        // A record that has moved on since the check began is left for the next time.
        if head.latest_seq > self.until {
            return Ok(());
        }
        let Some(expected) = expected else {
            self.damage(
                Fault::Head,
                format_args!("head of {id}"),
                "the log has no such record",
            );
            return Ok(());
        };
        let mut wanted = expected.head.clone();
        if !expected.is_known {
            wanted.slug.clone_from(&head.slug);
        }
        if *head != wanted {
            self.damage(
                Fault::Head,
                format_args!("head of {id}"),
                "it does not follow from the log",
            );
        }
        if !expected.is_known {
            return Ok(());
        }
        let compared = self.view.at_once(|view| {
            let standing = Head::read(&view.connection, id)?;
            // Rows are compared only with the head they belong to.
            if standing.is_none_or(|standing| standing.latest_seq != head.latest_seq) {
                return Ok::<_, crate::Error>(None);
            }
            Ok(Some((
                digest_of(&FoundRows::read(&view.connection, id)?),
                aliases(view, id)?,
            )))
        })?;
        let Some((found, aliases)) = compared else {
            return Ok(());
        };
        if found != expected.found || aliases != expected.aliases {
            self.damage(
                Fault::Derived,
                format_args!("sources, aliases and lookups of {id}"),
                "they do not follow from the log",
            );
        }
        Ok(())
    }

    /// Finds rows about records that have no head.
    fn ownerless(&mut self) -> Result<()> {
        for table in ["source", "alias", "lookup", "derived"] {
            let sql = format!(
                "SELECT DISTINCT t.kind, t.id FROM {table} t
                 LEFT JOIN head h ON h.kind = t.kind AND h.id = t.id WHERE h.id IS NULL LIMIT 100"
            );
            let mut statement = self.view.connection.prepare(&sql)?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let (kind, id): (String, i64) = (row.get(0)?, row.get(1)?);
                self.damage(
                    Fault::Derived,
                    format_args!("table `{table}`"),
                    format_args!("it has a row about {kind}/{id}, which is no record"),
                );
            }
        }
        Ok(())
    }

    fn highest(&mut self, expected: &Expected) -> Result<()> {
        if self.view.last_seq()? > self.until {
            return Ok(());
        }
        for (part, wanted) in [("text", expected.text), ("scan", expected.scan)] {
            let sql = "SELECT coalesce(max(id), -1) FROM highest WHERE part = ?1";
            let held: i64 = self
                .view
                .connection
                .prepare_cached(sql)?
                .query_row([part], |row| row.get(0))?;
            // Expunged contents may have given higher ids than are left.
            let is_above =
                self.report.expunged > 0 && u64::try_from(held).is_ok_and(|held| held > wanted);
            if u64::try_from(held) != Ok(wanted) && !is_above {
                self.damage(
                    Fault::Derived,
                    format_args!("highest id of a {part}"),
                    format_args!("it is {held} and the log says {wanted}"),
                );
            }
        }
        Ok(())
    }
}

fn aliases(view: &crate::view::View, id: RecordId) -> Result<BTreeMap<String, i64>> {
    let mut statement = view
        .connection
        .prepare_cached("SELECT path, seq FROM alias WHERE kind = ?1 AND id = ?2")?;
    let rows = statement.query_map(params![id.kind.as_str(), id.id.cast_signed()], |row| {
        Ok((row.get(0)?, row.get(1)?))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
