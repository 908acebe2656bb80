//! Verifying the log row by row, and gathering what the derived tables must hold.

use std::collections::{BTreeMap, HashMap};

use fonds_model::record::FORMAT;
use fonds_model::{Record, RecordId};
use rusqlite::params;

use super::{Check, Fault};
use crate::Result;
use crate::batch::highest_parts;
use crate::digest::Digest;
use crate::findings::FoundRows;
use crate::head::Head;
use crate::revision::{COLUMNS, Revision};

/// Rows of the log that are read by one statement.
const CHUNK: i64 = 1_000;

/// What the derived tables must hold.
#[derive(Default)]
pub(super) struct Expected {
    pub(super) records: HashMap<RecordId, ExpectedRecord>,
    /// The highest ids of texts and scans.
    pub(super) text: u64,
    pub(super) scan: u64,
}

/// What they must hold about one record.
#[derive(Default)]
pub(super) struct ExpectedRecord {
    pub(super) head: Head,
    /// Checksum of the rows found by the latest revision, which are too many to keep for every record.
    pub(super) found: Digest,
    /// Every path that any revision named, and the first that did.
    pub(super) aliases: BTreeMap<String, i64>,
    /// False if a revision could not be read, so that nothing can be said.
    pub(super) is_known: bool,
}

/// Where the chain stands.
struct Link {
    seq: i64,
    at: i64,
    chain: Digest,
}

impl Check<'_> {
    pub(super) fn log(&mut self) -> Result<Expected> {
        let mut expected = Expected::default();
        let mut link = Link {
            seq: 0,
            at: i64::MIN,
            chain: Digest::default(),
        };
        while link.seq < self.until {
            let chunk = self.chunk(link.seq)?;
            if chunk.is_empty() {
                self.damage(
                    Fault::Log,
                    format_args!("revision {}", link.seq + 1),
                    "it and all that follow are missing",
                );
                break;
            }
            for (seq, row) in chunk {
                if seq != link.seq + 1 {
                    self.damage(
                        Fault::Log,
                        format_args!("revision {}", link.seq + 1),
                        "it is missing",
                    );
                }
                self.report.revisions += 1;
                match row {
                    Ok(revision) => self.revision(&revision, &mut link, &mut expected)?,
                    Err(error) => {
                        self.unreadable(Fault::Log, error)?;
                        link.seq = seq;
                    }
                }
            }
        }
        self.report.records = expected.records.len() as u64;
        Ok(expected)
    }

    fn chunk(&self, after: i64) -> Result<Vec<(i64, Result<Revision>)>> {
        let sql = format!(
            "SELECT {COLUMNS} FROM revision WHERE seq > ?1 AND seq <= ?2 ORDER BY seq LIMIT ?3"
        );
        let mut statement = self.view.connection.prepare_cached(&sql)?;
        let mut rows = statement.query(params![after, self.until, CHUNK])?;
        let mut chunk = Vec::new();
        while let Some(row) = rows.next()? {
            chunk.push((row.get(0)?, Revision::from_row(row)));
        }
        Ok(chunk)
    }

    fn revision(
        &mut self,
        revision: &Revision,
        link: &mut Link,
        expected: &mut Expected,
    ) -> Result<()> {
        let place = format!("revision {} of {}", revision.seq, revision.record_id);
        if revision.link(link.chain) != revision.chain {
            self.damage(
                Fault::Chain,
                &place,
                "its chain does not follow from the row above and its own columns",
            );
        }
        if revision.at < link.at {
            self.damage(Fault::Log, &place, "it is older than the row above");
        }
        // From here on the row is taken as it is, so that one damage is told once.
        *link = Link {
            seq: revision.seq,
            at: revision.at,
            chain: revision.chain,
        };
        let record = self.content(revision, &place)?;
        let entry = expected
            .records
            .entry(revision.record_id)
            .or_insert_with(|| ExpectedRecord {
                found: digest_of(&FoundRows::default()),
                is_known: true,
                ..ExpectedRecord::default()
            });
        let found = record.as_ref().map(self.find);
        let public = entry.head.follow(
            revision.step(),
            found.as_ref().map(|found| found.slug.as_str()),
        );
        let version = entry.head.version;
        match &found {
            Some(found) => {
                entry.found = digest_of(&FoundRows::of(found));
                for path in &found.aliases {
                    entry.aliases.entry(path.clone()).or_insert(revision.seq);
                }
            }
            None if revision.record.is_some() => entry.is_known = false,
            None => {}
        }
        if version != revision.version {
            self.damage(
                Fault::Log,
                &place,
                format_args!(
                    "it says version {} and is version {version}",
                    revision.version
                ),
            );
        }
        if public != revision.public {
            self.damage(
                Fault::Log,
                &place,
                "what it says of its effect for strangers does not follow from the rows above",
            );
        }
        if let Some(record) = &record {
            self.note(record, revision.seq, expected);
        }
        Ok(())
    }

    /// The record of a row, if it can be read; everything about its content is verified.
    fn content(&mut self, revision: &Revision, place: &str) -> Result<Option<Record>> {
        let json = match self.view.unpack_revision(revision) {
            Ok(Some(json)) => json,
            Ok(None) => {
                self.report.expunged += 1;
                return Ok(None);
            }
            Err(error) => {
                self.unreadable(Fault::Content, error)?;
                return Ok(None);
            }
        };
        if Digest::of(json.as_bytes()) != revision.sha256 {
            self.damage(
                Fault::Content,
                place,
                "its content does not have its checksum",
            );
        }
        if revision.format > FORMAT {
            self.damage(
                Fault::Record,
                place,
                format_args!("its format {} is newer than this program", revision.format),
            );
            return Ok(None);
        }
        let record = match Record::parse(&json) {
            Ok(record) => record,
            Err(error) => {
                self.damage(Fault::Record, place, error);
                return Ok(None);
            }
        };
        let embargo = record.standing().embargo.map(fonds_model::Moment::seconds);
        let says = (record.id(), record.state(), embargo);
        if says != (revision.record_id, revision.state, revision.embargo) {
            self.damage(
                Fault::Record,
                place,
                "its id, state or embargo is not that of its content",
            );
        }
        Ok(Some(record))
    }

    /// Takes note of blobs and of ids of parts.
    fn note(&mut self, record: &Record, seq: i64, expected: &mut Expected) {
        for name in record.blobs() {
            match name.parse() {
                Ok(sha256) => {
                    self.named.entry(sha256).or_insert(seq);
                }
                Err(_) => self.damage(
                    Fault::Record,
                    format_args!("revision {seq} of {}", record.id()),
                    format_args!("it names a blob `{name}`, which is no checksum"),
                ),
            }
        }
        if let Some((text, scan)) = highest_parts(record) {
            expected.text = expected.text.max(text.unwrap_or(0));
            expected.scan = expected.scan.max(scan.unwrap_or(0));
        }
    }
}

/// A checksum of what was found, to compare what the log says with what the tables hold.
pub(super) fn digest_of(found: &FoundRows) -> Digest {
    Digest::of(format!("{:?}", (&found.sources, &found.aliases, &found.lookups)).as_bytes())
}
