//! What a stranger finds at the address of a record that has a page of its own.

use fonds_model::{Kind, Record, RecordId};
use fonds_store::Stored;

use crate::absence::{self, Absence};
use crate::access::{self, references};
use crate::document_view::Named;
use crate::error::Result;
use crate::labels::Labels;

/// What lies at a record's address.
#[derive(Debug, Clone)]
pub enum RecordAnswer<T> {
    /// A public record.
    Found(Box<T>),
    /// A record that was found to be another one, and what that is called.
    MovedTo(Named),
    /// A record that was public and is withdrawn.
    Withdrawn(RecordId),
    /// Nothing that a stranger may know of.
    Unknown,
}

/// The public record of a kind and an id, cleared of what is hidden, made into a view; or what became of it.
pub(crate) fn answer<T>(
    kind: Kind,
    id: u64,
    labels: &Labels<'_>,
    view: impl FnOnce(Record) -> Result<Option<T>>,
) -> Result<RecordAnswer<T>> {
    let record = RecordId { kind, id };
    let stored = labels.reader().public_record(record, access::now())?;
    if let Some(Stored { mut record, .. }) = stored {
        references::clear(&mut record, labels)?;
        return Ok(match view(record)? {
            Some(view) => RecordAnswer::Found(Box::new(view)),
            None => RecordAnswer::Unknown,
        });
    }
    Ok(match absence::of(record, labels)? {
        Absence::MovedTo(other) => RecordAnswer::MovedTo(Named {
            value: other.id.to_string(),
            name: labels
                .of(other)?
                .map(|name| name.to_string())
                .unwrap_or_default(),
        }),
        Absence::Withdrawn => RecordAnswer::Withdrawn(record),
        Absence::Unknown => RecordAnswer::Unknown,
    })
}
