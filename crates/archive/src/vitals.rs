//! How the archive is, for those who watch over it: the public clock, and numbers for metrics.

use serde::Serialize;

use crate::archive::Archive;
use crate::error::Result;

/// Numbers that tell whether an archive is well; for its house and not for strangers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Vitals {
    /// The last row of the log.
    pub log: u64,
    /// The last row of the log that the index knows.
    pub indexed: u64,
    /// Documents in the public index.
    pub documents: u64,
    /// Size of the write-ahead log in bytes.
    pub wal_bytes: u64,
}

impl Archive {
    /// The public clock: a number that moves whenever an answer to strangers may change, and only then.
    ///
    /// `None` while the index has yet to follow a public change: what is answered now is about to change.
    pub fn public_clock(&self) -> Result<Option<i64>> {
        let indexed = self.index_seq();
        let clock = self.store().reader()?.public_seq()?;
        Ok((indexed >= clock).then_some(clock))
    }

    /// How the archive is.
    pub fn vitals(&self) -> Result<Vitals> {
        Ok(Vitals {
            log: self.store().reader()?.last_seq()?.cast_unsigned(),
            indexed: self.index_seq().cast_unsigned(),
            documents: self.index().count(),
            wal_bytes: self.store().wal_size()?,
        })
    }
}
