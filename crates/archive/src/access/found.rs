//! Records that strangers find under a key.
//!
//! The store's tables say what the latest revision of a record says, which may be a draft of a published record.
//! A stranger finds a record only by what the revision that strangers see says.

use fonds_model::RecordId;
use fonds_store::Reader;

use super::now;
use crate::error::Result;
use crate::findings;

/// The records that a rule finds under a key, as far as the revision that strangers see says so; by kind and id.
pub(crate) fn lookup(reader: &Reader, rule: &str, key: &str) -> Result<Vec<RecordId>> {
    let mut found = Vec::new();
    for record in reader.lookup(rule, key)? {
        if says(reader, record, rule, key)? {
            found.push(record);
        }
    }
    Ok(found)
}

/// True if the revision of a record that strangers see is found by a rule under a key.
pub(crate) fn says(reader: &Reader, record: RecordId, rule: &str, key: &str) -> Result<bool> {
    let stored = reader.public_record(record, now())?;
    Ok(stored.is_some_and(|stored| {
        let lookups = findings::find(&stored.record).lookups;
        lookups
            .iter()
            .any(|(known, name)| *known == rule && name == key)
    }))
}
