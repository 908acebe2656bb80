//! What stands at the address of a record that strangers do not see.
//!
//! A record that is hidden and one that never was are told apart by nothing.

use std::collections::BTreeSet;

use fonds_model::RecordId;

use crate::access;
use crate::error::Result;
use crate::labels::Labels;

/// Why a stranger finds no record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Absence {
    /// Another record took its place.
    MovedTo(RecordId),
    /// It was once public.
    Withdrawn,
    /// It is hidden or never was.
    Unknown,
}

/// What became of a record that is not public, perhaps over others that gave way meanwhile.
pub(crate) fn of(record: RecordId, labels: &Labels<'_>) -> Result<Absence> {
    let Some(tombstone) = labels.reader().tombstone(record, access::now())? else {
        return Ok(Absence::Unknown);
    };
    let mut passed = BTreeSet::new();
    let mut next = tombstone.merged_into;
    while let Some(id) = next.filter(|id| passed.insert(*id)) {
        let other = RecordId { id, ..record };
        if labels.sees(other)? {
            return Ok(Absence::MovedTo(other));
        }
        let tombstone = labels.reader().tombstone(other, access::now())?;
        next = tombstone.and_then(|tombstone| tombstone.merged_into);
    }
    Ok(Absence::Withdrawn)
}
