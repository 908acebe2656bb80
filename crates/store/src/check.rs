//! Verifying an archive: the log, every checksum, the derived tables and the blobs.
//!
//! It changes nothing, does not stop at the first damage, and says for each what can be done.
//! Rows appended while it runs are left for the next time.

mod blobs;
mod log;
mod tables;

use std::collections::HashSet;
use std::fmt;
use std::path::PathBuf;

use crate::digest::Digest;
use crate::findings::Find;
use crate::view::View;
use crate::{Error, Result};

/// What a check found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CheckReport {
    /// Everything that is not as it must be.
    pub damages: Vec<Damage>,
    /// Rows of the log that were verified.
    pub revisions: u64,
    /// Records they are about.
    pub records: u64,
    /// Rows of the log whose content has been expunged.
    pub expunged: u64,
    /// Blobs that were verified.
    pub blobs: u64,
    /// Checksums of blobs that no revision names; harmless.
    pub unnamed_blobs: Vec<String>,
    /// Files among the blobs that no row knows, left by a batch that was cut short; harmless.
    pub stray_files: Vec<PathBuf>,
}

impl CheckReport {
    /// True if nothing is damaged.
    pub fn is_sound(&self) -> bool {
        self.damages.is_empty()
    }
}

/// One thing that is not as it must be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Damage {
    /// What kind of damage.
    pub fault: Fault,
    /// Where, such as `revision 17 of document/1000003`.
    pub place: String,
    /// What is wrong there.
    pub reason: String,
    /// What can be done.
    pub advice: &'static str,
}

impl fmt::Display for Damage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}; {}", self.place, self.reason, self.advice)
    }
}

/// The kinds of damage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Fault {
    /// SQLite finds the file itself damaged.
    Database,
    /// A row of the log is missing, out of order, or does not follow from the rows above it.
    Log,
    /// The chain does not lead from the row above to this one: a column was changed, or a row exchanged.
    Chain,
    /// The content of a revision does not have its checksum, or cannot be unpacked.
    Content,
    /// The content of a revision is no record, or not the one its row names.
    Record,
    /// A head does not agree with the log.
    Head,
    /// Sources, aliases, lookups or highest ids do not agree with the log.
    Derived,
    /// A blob that a revision names is not there.
    BlobMissing,
    /// A blob does not have its checksum or size, or cannot be unpacked.
    BlobChanged,
}

impl Fault {
    fn advice(self) -> &'static str {
        match self {
            Self::Database => {
                "restore the last backup, or copy what can be read with `sqlite3 fonds.db .recover`"
            }
            Self::Log | Self::Chain | Self::Content | Self::Record => {
                "compare with the last backup, and restore it unless someone can say what happened"
            }
            Self::Head | Self::Derived => "`fonds check --rebuild` makes it again from the log",
            Self::BlobMissing | Self::BlobChanged => {
                "put the file back from a backup, or import its source again"
            }
        }
    }
}

/// What the parts of a check share.
struct Check<'a> {
    view: &'a View,
    find: Find,
    /// The end of the log when the check began.
    until: i64,
    /// Checksums that any revision names, and the first that does.
    named: std::collections::HashMap<Digest, i64>,
    /// Checksums of blobs whose bytes lie in files.
    files: HashSet<Digest>,
    report: CheckReport,
}

impl Check<'_> {
    #[expect(
        clippy::needless_pass_by_value,
        reason = "callers hand over what they format"
    )]
    fn damage(&mut self, fault: Fault, place: impl ToString, reason: impl ToString) {
        self.report.damages.push(Damage {
            fault,
            place: place.to_string(),
            reason: reason.to_string(),
            advice: fault.advice(),
        });
    }

    /// Takes down a row that could not be read; other errors end the check.
    fn unreadable(&mut self, fault: Fault, error: Error) -> Result<()> {
        match error {
            Error::Damaged { place, reason } => {
                self.damage(fault, place, reason);
                Ok(())
            }
            Error::Database(error) => {
                self.damage(fault, "a row of the database", error);
                Ok(())
            }
            other => Err(other),
        }
    }
}

/// Verifies everything.
pub(crate) fn run(view: &View, find: Find) -> Result<CheckReport> {
    let mut check = Check {
        view,
        find,
        until: view.last_seq()?,
        named: std::collections::HashMap::new(),
        files: HashSet::new(),
        report: CheckReport::default(),
    };
    check.database()?;
    let expected = check.log()?;
    check.tables(&expected)?;
    check.blobs()?;
    Ok(check.report)
}

impl Check<'_> {
    /// Lets SQLite verify its pages and indexes.
    fn database(&mut self) -> Result<()> {
        let mut statement = self.view.connection.prepare("PRAGMA integrity_check(20)")?;
        let mut rows = statement.query([])?;
        loop {
            match rows.next() {
                Ok(Some(row)) => {
                    let said: String = row.get(0)?;
                    if said != "ok" {
                        self.damage(Fault::Database, "the database file", said);
                    }
                }
                Ok(None) => return Ok(()),
                Err(error) => return self.unreadable(Fault::Database, error.into()),
            }
        }
    }
}
