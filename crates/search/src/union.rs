//! Documents that have any of many terms, all with the same score.
//!
//! The lists of the terms are poured into one set, so that a prefix of a
//! thousand words or a place with all its villages costs its postings only.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tantivy::postings::BlockSegmentPostings;
use tantivy::query::{
    BitSetDocSet, ConstScorer, EnableScoring, Explanation, Query, Scorer, Weight,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{BitSet, DocId, DocSet as _, Score, SegmentReader, Term};

/// How many words a prefix stands for at most, in each segment.
pub(crate) const MOST_EXPANSIONS: usize = 20_000;

/// Which terms.
#[derive(Debug, Clone)]
pub(crate) enum Terms {
    /// Those listed.
    Listed(Vec<Term>),
    /// Every term of a text field that begins so.
    Beginning(Field, Box<str>),
}

/// Documents with any of the terms.
#[derive(Debug, Clone)]
pub(crate) struct UnionQuery {
    terms: Terms,
    score: Score,
    /// Set when a prefix stood for more words than are followed.
    cut: Arc<AtomicBool>,
}

impl UnionQuery {
    /// Documents with any of the terms, each with the same `score`; `cut` is
    /// set if terms had to be left out.
    pub(crate) fn new(terms: Terms, score: Score, cut: &Arc<AtomicBool>) -> Self {
        Self {
            terms,
            score,
            cut: Arc::clone(cut),
        }
    }
}

impl Query for UnionQuery {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl Weight for UnionQuery {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let mut documents = BitSet::with_max_value(reader.max_doc());
        match &self.terms {
            Terms::Listed(terms) => {
                for term in terms {
                    each(reader, term, |doc| {
                        documents.insert(doc);
                    })?;
                }
            }
            Terms::Beginning(field, beginning) => {
                let index = reader.inverted_index(*field)?;
                let mut terms = index
                    .terms()
                    .range()
                    .ge(beginning.as_bytes())
                    .into_stream()?;
                let mut followed = 0;
                while terms.advance() && terms.key().starts_with(beginning.as_bytes()) {
                    if followed == MOST_EXPANSIONS {
                        self.cut.store(true, Ordering::Relaxed);
                        break;
                    }
                    followed += 1;
                    let mut postings = index.read_block_postings_from_terminfo(
                        terms.value(),
                        IndexRecordOption::Basic,
                    )?;
                    each_document(&mut postings, |doc| {
                        documents.insert(doc);
                    });
                }
            }
        }
        Ok(Box::new(ConstScorer::new(
            BitSetDocSet::from(documents),
            self.score * boost,
        )))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        let mut scorer = self.scorer(reader, 1.0)?;
        if scorer.doc() <= doc && scorer.seek(doc) == doc {
            return Ok(Explanation::new("union", self.score));
        }
        Err(tantivy::TantivyError::InvalidArgument(format!(
            "document {doc} does not match"
        )))
    }
}

/// Calls `visit` with the documents of a segment that have a term, dead ones
/// included.
pub(crate) fn each(
    reader: &SegmentReader,
    term: &Term,
    visit: impl FnMut(DocId),
) -> tantivy::Result<()> {
    let index = reader.inverted_index(term.field())?;
    if let Some(mut postings) = index.read_block_postings(term, IndexRecordOption::Basic)? {
        each_document(&mut postings, visit);
    }
    Ok(())
}

fn each_document(postings: &mut BlockSegmentPostings, mut visit: impl FnMut(DocId)) {
    while !postings.docs().is_empty() {
        postings.docs().iter().for_each(|doc| visit(*doc));
        postings.advance();
    }
}
