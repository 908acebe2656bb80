//! One numbering of the sort keys of all segments.
//!
//! Every segment numbers its keys in order; walking all dictionaries at once
//! gives them common numbers without comparing documents.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use tantivy::columnar::StrColumn;

use crate::error::Result;
use crate::snapshot::Snapshot;

/// Common numbers by segment and key, and the column of each segment.
type Places = (Vec<Vec<u32>>, Vec<Option<StrColumn>>);

/// For every segment, the common number of each of its keys, and its column.
/// The empty key is numbered last.
pub(crate) fn places(snapshot: &Snapshot, field: &str) -> Result<Places> {
    let columns = snapshot.text_columns(field)?;
    let mut places: Vec<Vec<u32>> = vec![Vec::new(); columns.len()];
    let mut streams = Vec::new();
    let mut heads = BinaryHeap::new();
    for (segment, column) in columns.iter().enumerate() {
        let Some(column) = column else { continue };
        places[segment].reserve_exact(column.num_terms());
        let mut stream = column.dictionary().stream()?;
        if stream.advance() {
            heads.push(Reverse((stream.key().to_vec(), streams.len())));
            streams.push((segment, stream));
        }
    }
    let mut next = 0_u32;
    let mut last: Option<Vec<u8>> = None;
    while let Some(Reverse((mut key, index))) = heads.pop() {
        if last.as_ref().is_some_and(|last| *last != key) {
            next += 1;
        }
        let (segment, stream) = &mut streams[index];
        places[*segment].push(if key.is_empty() { u32::MAX } else { next });
        if stream.advance() {
            let former = std::mem::replace(&mut key, stream.key().to_vec());
            last = Some(former);
            heads.push(Reverse((key, index)));
        } else {
            last = Some(key);
        }
    }
    Ok((places, columns))
}
