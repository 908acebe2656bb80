//! Which paragraphs of a document a query matches.
//!
//! The positions of the words lead to the paragraphs through the table stored
//! with the document; the texts themselves are not needed.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use tantivy::postings::Postings as _;
use tantivy::schema::{IndexRecordOption, Value as _};
use tantivy::{DocAddress, DocSet as _, SegmentReader, TERMINATED, TantivyDocument, Term};

use crate::error::Result;
use crate::paragraphs::{self, Paragraph};
use crate::query::{Node, Scope};
use crate::snapshot::Snapshot;
use crate::words::{pieces, sequences};

/// How many words a prefix stands for at most when passages are looked for.
const MOST_EXPANSIONS: usize = 500;

/// A paragraph a query matches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Passage {
    /// The text it belongs to.
    pub text_id: u64,
    /// Its place in [`crate::Body::paragraphs`].
    pub paragraph: u32,
}

/// The paragraphs of the document in `slot` that match the most parts of
/// `tree`, at most `limit`, in reading order.
pub(crate) fn passages(
    snapshot: &Snapshot,
    slot: u32,
    tree: &Node,
    scope: Scope,
    limit: usize,
) -> Result<Vec<Passage>> {
    let (segment, doc) = snapshot.place(slot);
    let address = DocAddress::new(u32::try_from(segment.index).expect("segments are few"), doc);
    let reader = snapshot.searcher.segment_reader(address.segment_ord);
    let mut matched: BTreeMap<u32, u32> = BTreeMap::new();
    let mut table: Option<Vec<Paragraph>> = None;
    for leaf in tree.positive_leaves() {
        let positions = leaf_positions(snapshot, reader, doc, leaf, scope)?;
        if positions.is_empty() {
            continue;
        }
        if table.is_none() {
            table = Some(read_table(snapshot, address)?);
        }
        let paragraphs = table.as_deref().unwrap_or_default();
        let mut indexes: Vec<u32> = positions
            .iter()
            .filter_map(|position| index_of(paragraphs, *position))
            .collect();
        indexes.sort_unstable();
        indexes.dedup();
        for index in indexes {
            *matched.entry(index).or_default() += 1;
        }
    }
    let mut ranked: Vec<(u32, u32)> = matched.into_iter().collect();
    ranked.sort_by_key(|(index, parts)| (std::cmp::Reverse(*parts), *index));
    ranked.truncate(limit);
    ranked.sort_unstable();
    let table = table.unwrap_or_default();
    let passage = |(index, _): (u32, u32)| {
        let paragraph = table[index as usize];
        Passage {
            text_id: paragraph.text_id,
            paragraph: paragraph.index,
        }
    };
    Ok(ranked.into_iter().map(passage).collect())
}

fn read_table(snapshot: &Snapshot, address: DocAddress) -> Result<Vec<Paragraph>> {
    let document: TantivyDocument = snapshot.searcher.doc(address)?;
    let bytes = document
        .get_first(snapshot.fields.passages)
        .and_then(|value| value.as_bytes());
    Ok(bytes.map(paragraphs::decode).unwrap_or_default())
}

/// The place in the table of the paragraph that holds a position.
fn index_of(table: &[Paragraph], position: u32) -> Option<u32> {
    let after = table.partition_point(|paragraph| paragraph.start <= position);
    u32::try_from(after.checked_sub(1)?).ok()
}

/// Where a leaf of the tree begins to match in the texts of a document.
fn leaf_positions(
    snapshot: &Snapshot,
    reader: &SegmentReader,
    doc: u32,
    leaf: &Node,
    fallback: Scope,
) -> Result<Vec<u32>> {
    let (Node::Word { text, scope } | Node::Phrase { text, scope } | Node::Prefix { text, scope }) =
        leaf
    else {
        return Ok(Vec::new());
    };
    if !matches!(scope.unwrap_or(fallback), Scope::Everything | Scope::Text) {
        return Ok(Vec::new());
    }
    let sequences = match leaf {
        Node::Prefix { .. } => beginning_with(snapshot, reader, text)?,
        Node::Phrase { .. } => vec![sequences(text, &[]).exact],
        _ => {
            let forms = sequences(text, &snapshot.stemmings);
            if forms.stemmed.is_empty() {
                vec![forms.exact]
            } else {
                forms.stemmed
            }
        }
    };
    let mut found = Vec::new();
    for sequence in sequences {
        found.extend(sequence_positions(snapshot, reader, doc, &sequence)?);
    }
    Ok(found)
}

/// Where terms begin to stand side by side.
fn sequence_positions(
    snapshot: &Snapshot,
    reader: &SegmentReader,
    doc: u32,
    words: &[String],
) -> Result<Vec<u32>> {
    let mut starts: Option<Vec<u32>> = None;
    for (place, word) in (0_u32..).zip(words) {
        let term = Term::from_field_text(snapshot.fields.text, word);
        let index = reader.inverted_index(snapshot.fields.text)?;
        let Some(mut postings) =
            index.read_postings(&term, IndexRecordOption::WithFreqsAndPositions)?
        else {
            return Ok(Vec::new());
        };
        if postings.doc() > doc || postings.seek(doc) != doc {
            return Ok(Vec::new());
        }
        debug_assert_ne!(postings.doc(), TERMINATED, "the document was found");
        let mut positions = Vec::new();
        postings.positions(&mut positions);
        match &mut starts {
            None => starts = Some(positions),
            Some(starts) => {
                starts.retain(|start| positions.binary_search(&(start + place)).is_ok());
            }
        }
    }
    Ok(starts.unwrap_or_default())
}

/// The words of the full text that begin as the last word of `text`.
fn beginning_with(
    snapshot: &Snapshot,
    reader: &SegmentReader,
    text: &str,
) -> Result<Vec<Vec<String>>> {
    let Some(last) = pieces(text).last() else {
        return Ok(Vec::new());
    };
    let beginning = fonds_reading::fold::fold(&text[last.range]);
    let index = reader.inverted_index(snapshot.fields.text)?;
    let mut terms = index
        .terms()
        .range()
        .ge(beginning.as_bytes())
        .into_stream()?;
    let mut words = Vec::new();
    while words.len() < MOST_EXPANSIONS
        && terms.advance()
        && terms.key().starts_with(beginning.as_bytes())
    {
        words.extend(
            std::str::from_utf8(terms.key())
                .ok()
                .map(|word| vec![word.to_owned()]),
        );
    }
    Ok(words)
}
