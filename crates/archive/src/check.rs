//! Is everything as it should be: the log, the blobs, the derived tables, and the index.

use fonds_model::{Document, Kind, Record};
use fonds_store::{Hand, Reader};
use serde::Serialize;

use crate::access;
use crate::archive::Archive;
use crate::error::Result;
use crate::proposals;

/// What a check found.
#[derive(Debug, Serialize)]
pub struct CheckReport {
    /// Rows of the log that were verified.
    pub rows: u64,
    /// Records they are about.
    pub records: u64,
    /// Rows whose contents have been expunged.
    pub expunged: u64,
    /// Blobs that were verified.
    pub blobs: u64,
    /// What is damaged in the log, its tables and its blobs, with advice.
    pub damages: Vec<String>,
    /// Blobs and files that nothing names; harmless.
    pub unnamed: Vec<String>,
    /// The last row of the log.
    pub last_seq: i64,
    /// The last row that the index knows.
    pub index_seq: i64,
    /// Documents that a stranger may see.
    pub public_documents: u64,
    /// Documents in the index.
    pub indexed_documents: u64,
    /// Where index and log disagree, in words.
    pub index_faults: Vec<String>,
    /// Size of the write-ahead log, in bytes.
    pub wal_bytes: u64,
}

/// How many records of a kind a stranger may see today.
pub(crate) fn count_public(reader: &Reader, kind: Kind) -> Result<u64> {
    Ok(reader.count_public(kind, access::now())?)
}

impl CheckReport {
    /// True if nothing is wrong.
    pub fn is_sound(&self) -> bool {
        self.damages.is_empty() && self.index_faults.is_empty()
    }
}

impl Archive {
    /// Verifies the log, every checksum, the derived tables and the index; repairs nothing.
    pub fn check(&self) -> Result<CheckReport> {
        let log = self.store().check()?;
        let reader = self.store().reader()?;
        self.index().reload()?;
        let last_seq = reader.last_seq()?;
        let index_seq = self.index_seq();
        let public_documents = count_public(&reader, Kind::Document)?;
        let indexed_documents = self.index().count();
        let mut index_faults = Vec::new();
        if index_seq > last_seq {
            index_faults.push(format!(
                "the index knows row {index_seq} of a log that ends at row {last_seq}; run `fonds reindex`"
            ));
        }
        // An index that lags behind is not damaged: the next start follows the log.
        if index_seq == last_seq && public_documents != indexed_documents {
            index_faults.push(format!(
                "{public_documents} documents are public and {indexed_documents} are in the index; run `fonds reindex`"
            ));
        }
        Ok(CheckReport {
            rows: log.revisions,
            records: log.records,
            expunged: log.expunged,
            blobs: log.blobs,
            damages: log.damages.iter().map(ToString::to_string).collect(),
            unnamed: log
                .unnamed_blobs
                .into_iter()
                .chain(
                    log.stray_files
                        .iter()
                        .map(|path| path.display().to_string()),
                )
                .collect(),
            last_seq,
            index_seq,
            public_documents,
            indexed_documents,
            index_faults,
            wal_bytes: self.store().wal_size()?,
        })
    }

    /// Makes every derived table and the index again from the log.
    pub fn rebuild(&self, progress: &mut dyn FnMut(u64, u64)) -> Result<()> {
        self.store().rebuild(proposals::clear)?;
        self.propose_again()?;
        self.reindex(progress)?;
        Ok(())
    }

    /// Makes the proposals of every document again.
    fn propose_again(&self) -> Result<()> {
        let reader = self.store().reader()?;
        let seq = reader.last_seq()?;
        let mut after = None;
        loop {
            let page = reader.page(
                Kind::Document,
                after,
                1_000,
                fonds_store::Audience::All,
                seq,
            )?;
            let Some((last, _)) = page.last() else {
                return Ok(());
            };
            after = Some(*last);
            let documents: Vec<Document> = page
                .iter()
                .filter_map(|(_, json)| match Record::parse(json) {
                    Ok(Record::Document(document)) => Some(*document),
                    _ => None,
                })
                .collect();
            self.store().write(
                &Hand::new("check", "proposals made again"),
                |batch| -> Result<()> {
                    for document in &documents {
                        proposals::refresh(batch, document)?;
                    }
                    Ok(())
                },
            )?;
        }
    }
}
