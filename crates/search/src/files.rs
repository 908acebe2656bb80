//! The files of a repository in which papers of documents lie.
//!
//! A file is a name that the archive makes; the index counts its documents
//! and knows the first of them, and nothing more.

use std::collections::{BTreeMap, HashMap};
use std::hash::BuildHasherDefault;

use serde::{Deserialize, Serialize};

use crate::entry::{Facet, FileKey};
use crate::error::Result;
use crate::mixer::Mixer;
use crate::search::Order;
use crate::snapshot::Snapshot;

/// Stands between the repository and the file; in no name of a file, where it would do no harm.
const BETWEEN: char = '\u{1f}';

/// A file of papers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct File {
    /// Its name.
    pub file: String,
    /// How many documents have papers in it.
    pub documents: u64,
    /// The first of them in the order of dates.
    pub first: u64,
}

/// A file as it stands in the index.
pub(crate) fn written(key: &FileKey) -> String {
    format!("{}{BETWEEN}{}", key.repository, key.file)
}

/// The files of a repository over one snapshot, by name.
pub(crate) fn files(snapshot: &Snapshot, repository: u64) -> Result<Vec<File>> {
    let ranking = snapshot.ranking(Order::DateAscending)?;
    let term = snapshot.fields.value_term(Facet::Repository, repository)?;
    let columns = snapshot.text_columns("file")?;
    let beginning = format!("{repository}{BETWEEN}");
    // Documents and the lowest rank by name.
    let mut found: BTreeMap<String, (u64, u32)> = BTreeMap::new();
    for (segment, reader) in snapshot
        .segments
        .iter()
        .zip(snapshot.searcher.segment_readers())
    {
        let Some(column) = &columns[segment.index] else {
            continue;
        };
        let mut counts: HashMap<u64, (u64, u32), BuildHasherDefault<Mixer>> = HashMap::default();
        let mut own: Vec<u64> = Vec::new();
        crate::union::each(reader, &term, |doc| {
            let slot = segment.base + doc;
            if !snapshot.living.contains(slot) {
                return;
            }
            own.clear();
            own.extend(column.term_ords(doc));
            own.sort_unstable();
            own.dedup();
            let rank = ranking.ranks[slot as usize];
            for ordinal in &own {
                let (count, first) = counts.entry(*ordinal).or_insert((0, rank));
                *count += 1;
                *first = rank.min(*first);
            }
        })?;
        // Names come in order from the dictionary; to look up each by its number would unpack it again and again.
        let dictionary = column.dictionary();
        let mut names = dictionary.prefix_range(&beginning).into_stream()?;
        while names.advance() {
            let Some((count, first)) = counts.get(&names.term_ord()) else {
                continue;
            };
            let name = String::from_utf8_lossy(&names.key()[beginning.len()..]);
            let known = found.entry(name.into_owned()).or_insert((0, *first));
            known.0 += count;
            known.1 = known.1.min(*first);
        }
    }
    let file = |(file, (documents, first)): (String, (u64, u32))| {
        let (segment, doc) = snapshot.place(ranking.slots[first as usize]);
        File {
            file,
            documents,
            first: segment.id(doc),
        }
    };
    Ok(found.into_iter().map(file).collect())
}
