//! Taking contents away by order: what a revision said goes, that it was there stays.
//!
//! The only change that a row of the log ever sees: its payload becomes null.
//! Whatever follows from the log is made again for the record, so that `check` and `rebuild` agree with it.

use std::collections::{BTreeMap, BTreeSet};

use fonds_model::RecordId;
use rusqlite::{OptionalExtension as _, params};

use super::Batch;
use crate::digest::Digest;
use crate::head::Head;
use crate::revision::{COLUMNS, Revision};
use crate::view::parse;
use crate::{Error, Result};

/// Rows whose contents are read by one statement.
const CHUNK: i64 = 500;

/// What was taken away.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Expunged {
    /// Places in the log of the rows that lost their contents.
    pub seqs: Vec<i64>,
    /// Their versions.
    pub versions: Vec<u32>,
    /// Strangers could have noticed when one of them was appended.
    pub was_public: bool,
    /// The contents that went, as canonical JSON, for whoever must find their words elsewhere.
    pub contents: Vec<String>,
    /// Checksums of the blobs that went.
    pub blobs: Vec<String>,
    /// Checksums of blobs that stay, because other contents name them.
    pub shared_blobs: Vec<String>,
}

impl Batch<'_> {
    /// Takes away the contents of these versions of a record, of every other version with the same content, and the blobs that no other content names.
    ///
    /// Fails if a version is not there, or if its content is in force: what a record says now must be replaced first.
    /// Versions without content are passed over.
    /// Afterwards [`Store::scrub`](crate::Store::scrub) makes sure that no file holds the words any longer.
    pub fn expunge(&mut self, id: RecordId, versions: &BTreeSet<u32>) -> Result<Expunged> {
        self.step(|batch| {
            let revisions = batch.revisions_of(id)?;
            if revisions.is_empty() {
                return Err(Error::NoSuchRecord { record: id });
            }
            let chosen = chosen(id, &revisions, versions)?;
            batch.refuse_in_force(id, &revisions, &chosen)?;
            let mut expunged = Expunged::default();
            let mut blobs = BTreeSet::new();
            for revision in revisions.iter().filter(|row| chosen.contains(&row.sha256)) {
                let Some(json) = batch.view.unpack_revision(revision)? else {
                    continue;
                };
                // Content that cannot be read any more goes all the same; it names no blob that could be found.
                if let Ok(record) = parse(revision.seq, &json) {
                    blobs.extend(record.blobs().into_iter().map(str::to_owned));
                }
                expunged.seqs.push(revision.seq);
                expunged.versions.push(revision.version);
                expunged.was_public |= revision.public;
                expunged.contents.push(json);
                batch
                    .tx
                    .prepare_cached("UPDATE revision SET record = NULL, codec = 0 WHERE seq = ?1")?
                    .execute([revision.seq])?;
            }
            batch.expunge_blobs(blobs, &mut expunged)?;
            batch.derive_again(id)?;
            Ok(expunged)
        })
    }

    /// Appends once more what the record says, so that its history tells by whose hand and why something of it was expunged.
    ///
    /// Where strangers once saw what went, what they see now is repeated too, since pages that compare it with earlier revisions change.
    /// A newer draft is repeated after it and stays the latest revision.
    pub fn affirm(&mut self, id: RecordId, expunged: &Expunged) -> Result<()> {
        self.step(|batch| {
            let head = Head::read(&batch.tx, id)?.ok_or(Error::NoSuchRecord { record: id })?;
            let of_strangers = head.public_seq.filter(|_| expunged.was_public);
            for seq in of_strangers
                .filter(|seq| *seq != head.latest_seq)
                .into_iter()
                .chain([head.latest_seq])
            {
                batch.repeat(id, seq)?;
            }
            Ok(())
        })
    }

    fn revisions_of(&self, id: RecordId) -> Result<Vec<Revision>> {
        let sql =
            format!("SELECT {COLUMNS} FROM revision WHERE kind = ?1 AND id = ?2 ORDER BY version");
        let mut statement = self.tx.prepare_cached(&sql)?;
        let mut rows = statement.query(params![id.kind.as_str(), id.id.cast_signed()])?;
        let mut revisions = Vec::new();
        while let Some(row) = rows.next()? {
            revisions.push(Revision::from_row(row)?);
        }
        Ok(revisions)
    }

    fn refuse_in_force(
        &self,
        id: RecordId,
        revisions: &[Revision],
        chosen: &BTreeSet<Digest>,
    ) -> Result<()> {
        let head = Head::read(&self.tx, id)?.ok_or(Error::NoSuchRecord { record: id })?;
        let in_force = [Some(head.latest_seq), head.public_seq];
        let kept = revisions
            .iter()
            .find(|row| in_force.contains(&Some(row.seq)) && chosen.contains(&row.sha256));
        match kept {
            Some(row) => Err(Error::InForce {
                record: id,
                version: row.version,
            }),
            None => Ok(()),
        }
    }

    /// Takes away those blobs that no content names any longer.
    fn expunge_blobs(&mut self, blobs: BTreeSet<String>, expunged: &mut Expunged) -> Result<()> {
        let shared = self.named_elsewhere(&blobs)?;
        for sha256 in blobs {
            if shared.contains(&sha256) {
                expunged.shared_blobs.push(sha256);
                continue;
            }
            // A name that is no checksum names nothing that is held.
            let Ok(digest) = sha256.parse::<Digest>() else {
                continue;
            };
            self.tx
                .prepare_cached("DELETE FROM blob WHERE sha256 = ?1")?
                .execute([digest])?;
            expunged.blobs.push(sha256);
        }
        Ok(())
    }

    /// Those of the blobs that any content of the log names; only documents and collections name blobs.
    fn named_elsewhere(&self, blobs: &BTreeSet<String>) -> Result<BTreeSet<String>> {
        let mut named = BTreeSet::new();
        if blobs.is_empty() {
            return Ok(named);
        }
        let sql = format!(
            "SELECT {COLUMNS} FROM revision WHERE seq > ?1 AND record IS NOT NULL
             AND kind IN ('collection', 'document') ORDER BY seq LIMIT ?2"
        );
        let mut after = 0;
        loop {
            let mut statement = self.tx.prepare_cached(&sql)?;
            let mut rows = statement.query(params![after, CHUNK])?;
            let before = after;
            while let Some(row) = rows.next()? {
                let revision = Revision::from_row(row)?;
                after = revision.seq;
                let Some(json) = self.view.unpack_revision(&revision)? else {
                    continue;
                };
                if json.contains("\"blob\":") {
                    let record = parse(revision.seq, &json)?;
                    let of_record = record.blobs().into_iter();
                    named.extend(
                        of_record
                            .filter(|name| blobs.contains(*name))
                            .map(str::to_owned),
                    );
                }
            }
            if after == before {
                return Ok(named);
            }
        }
    }

    /// Makes again what is derived from the revisions of one record.
    fn derive_again(&mut self, id: RecordId) -> Result<()> {
        for table in ["head", "source", "alias", "lookup"] {
            let sql = format!("DELETE FROM {table} WHERE kind = ?1 AND id = ?2");
            self.tx
                .prepare_cached(&sql)?
                .execute(params![id.kind.as_str(), id.id.cast_signed()])?;
        }
        for revision in self.revisions_of(id)? {
            self.derive(&revision)?;
        }
        Ok(())
    }

    /// Replaces the report of a run, which may repeat words of what was expunged.
    pub fn replace_report(&mut self, run: i64, report_json: &str) -> Result<()> {
        self.step(|batch| {
            batch
                .tx
                .prepare_cached("UPDATE run SET report = ?2 WHERE id = ?1")?
                .execute(params![run, report_json])?;
            Ok(())
        })
    }

    /// True if the tables name a blob with this checksum that lies in a file.
    pub(crate) fn is_on_record(&self, digest: Digest) -> Result<bool> {
        let sql = "SELECT 1 FROM blob WHERE sha256 = ?1 AND bytes IS NULL";
        let mut statement = self.tx.prepare_cached(sql)?;
        Ok(statement
            .query_row([digest], |_| Ok(()))
            .optional()?
            .is_some())
    }
}

/// The contents of the versions asked for.
fn chosen(
    id: RecordId,
    revisions: &[Revision],
    versions: &BTreeSet<u32>,
) -> Result<BTreeSet<Digest>> {
    let by_version: BTreeMap<u32, Digest> = revisions
        .iter()
        .map(|row| (row.version, row.sha256))
        .collect();
    versions
        .iter()
        .map(|version| {
            let sha256 = by_version.get(version).copied();
            sha256.ok_or(Error::NoSuchVersion {
                record: id,
                version: *version,
                last: revisions.len(),
            })
        })
        .collect()
}
