//! The log and what is derived from it; blobs by checksum.
//!
//! An archive is a folder with a database, `fonds.db`, and large files beside it in `blobs/`; only this crate names SQL.
//! Whatever happens to a record is one row appended to one table, and every other table about records is derived from it and can be made again ([`Batch::rebuild`]).
//! The store knows states and embargoes of records but no rules of access; what else can be said of a record alone, the archive tells it through [`Findings`].
//!
//! ```
//! use fonds_model::{AgentId, Kind, Record};
//! use fonds_store::{Error, Findings, Hand, Store};
//!
//! let folder = tempfile::tempdir()?;
//! let store = Store::open(folder.path(), |_| Findings::default())?;
//! let id = store.write(&Hand::new("import", "first try"), |batch| {
//!     let id = batch.mint(Kind::Agent)?;
//!     let json = format!(r#"{{"kind":"agent","id":{id},"names":[{{"text":"Roshchin"}}]}}"#);
//!     batch.put(&Record::parse(&json).expect("it is a record"))?;
//!     Ok::<_, Error>(AgentId(id))
//! })?;
//! let stored = store.reader()?.record(id.into())?.expect("it was just put");
//! assert_eq!((stored.seq, stored.version), (1, 1));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod batch;
mod blob_file;
mod check;
mod digest;
mod error;
mod findings;
mod hand;
mod head;
mod payload;
mod private;
mod revision;
mod schema;
mod scrub;
mod snapshot;
mod store;
mod view;

pub use batch::{Batch, Expunged, Put};
pub use check::{CheckReport, Damage, Fault};
pub use error::{Error, Result};
pub use findings::{Find, Findings};
pub use hand::Hand;
pub use snapshot::{Snapshot, SnapshotFile};
pub use store::{Reader, Store};
pub use view::{
    Audience, Blob, BlobInfo, Change, Count, DerivedRow, RevisionInfo, Run, Stored, Tombstone, View,
};
