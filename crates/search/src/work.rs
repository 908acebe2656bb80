//! How much work a search is, estimated before it runs.
//!
//! Work is counted in entries of the index's lists that would be read. The
//! estimate is an upper bound for words and values; for beginnings it looks at
//! the first of their words and takes the others to be like them. It costs far
//! less than the search, and nothing where a look at the tree tells enough.

use fonds_reading::fold::fold;
use tantivy::schema::Field;
use tantivy::{SegmentReader, Term};

use crate::error::Result;
use crate::query::{Node, Scope};
use crate::search::{Filter, Search};
use crate::snapshot::Snapshot;
use crate::union::MOST_EXPANSIONS;
use crate::words::{pieces, sequences};

/// What opening a list costs, in entries.
const OPENING: u64 = 20;

/// What an entry with positions costs, in entries without.
const POSITIONS: u64 = 4;

/// In how many lists a word may stand: fields times forms, roughly.
const LISTS_OF_A_WORD: u64 = 12;

/// Words of a beginning that are looked at.
const LOOKED_AT: u64 = 500;

/// True if a search is at most so much work.
pub(crate) fn is_within(snapshot: &Snapshot, search: &Search, most: u64) -> Result<bool> {
    let documents = snapshot.count() as u64;
    let lists = lists_of(&search.tree).map(|lists| lists + lists_of_filters(&search.filters));
    if lists.is_some_and(|lists| lists.saturating_mul(documents) <= most) {
        return Ok(true);
    }
    let mut estimate = Estimate {
        snapshot,
        scope: search.scope,
        most,
        work: 0,
    };
    estimate.tree(&search.tree)?;
    for filter in &search.filters {
        estimate.filter(filter)?;
    }
    Ok(!estimate.is_enough())
}

/// The most lists that a tree can need; `None` if only the index can tell.
fn lists_of(node: &Node) -> Option<u64> {
    match node {
        Node::All => Some(0),
        Node::Word { text, .. } => Some(LISTS_OF_A_WORD * pieces(text).count() as u64),
        Node::Phrase { text, .. } => {
            Some(POSITIONS * LISTS_OF_A_WORD * pieces(text).count() as u64)
        }
        Node::Prefix { .. } => None,
        Node::Values { values, .. } => Some(values.len() as u64),
        Node::And { of } | Node::Or { of } => of.iter().map(lists_of).sum(),
        Node::Not { of } => lists_of(of),
    }
}

fn lists_of_filters(filters: &[Filter]) -> u64 {
    filters
        .iter()
        .map(|filter| filter.values.len() as u64)
        .sum()
}

/// An estimate under way; it stops once it is enough.
struct Estimate<'a> {
    snapshot: &'a Snapshot,
    scope: Scope,
    most: u64,
    work: u64,
}

impl Estimate<'_> {
    fn is_enough(&self) -> bool {
        self.work > self.most
    }

    fn add(&mut self, work: u64) {
        self.work = self.work.saturating_add(work);
    }

    fn tree(&mut self, node: &Node) -> Result<()> {
        if self.is_enough() {
            return Ok(());
        }
        match node {
            Node::All => {}
            Node::Word { text, scope } => self.word(text, scope.unwrap_or(self.scope))?,
            Node::Phrase { text, scope } => self.phrase(text, scope.unwrap_or(self.scope))?,
            Node::Prefix { text, scope } => self.prefix(text, scope.unwrap_or(self.scope))?,
            Node::Values { facet, values } => {
                for value in values {
                    self.term(&self.snapshot.fields.value_term(*facet, *value)?, 1)?;
                }
            }
            Node::And { of } | Node::Or { of } => {
                for node in of {
                    self.tree(node)?;
                }
            }
            Node::Not { of } => self.tree(of)?,
        }
        Ok(())
    }

    fn filter(&mut self, filter: &Filter) -> Result<()> {
        for value in &filter.values {
            self.term(&self.snapshot.fields.value_term(filter.facet, *value)?, 1)?;
        }
        Ok(())
    }

    fn word(&mut self, text: &str, scope: Scope) -> Result<()> {
        let terms = sequences(text, &self.snapshot.stemmings);
        let (fields, weight) = if terms.exact.len() > 1 {
            (self.snapshot.fields.of_phrases(scope), POSITIONS)
        } else {
            (self.snapshot.fields.of_words(scope), 1)
        };
        for field in fields {
            for word in terms.exact.iter().chain(terms.stemmed.iter().flatten()) {
                self.term(&Term::from_field_text(field, word), weight)?;
            }
        }
        Ok(())
    }

    fn phrase(&mut self, text: &str, scope: Scope) -> Result<()> {
        let terms = sequences(text, &[]);
        for field in self.snapshot.fields.of_phrases(scope) {
            for word in &terms.exact {
                self.term(&Term::from_field_text(field, word), POSITIONS)?;
            }
        }
        Ok(())
    }

    fn prefix(&mut self, text: &str, scope: Scope) -> Result<()> {
        let Some(last) = pieces(text).last() else {
            return Ok(());
        };
        let beginning = fold(&text[last.range.clone()]);
        for field in self.snapshot.fields.of_words(scope) {
            for reader in self.snapshot.searcher.segment_readers() {
                self.beginning(reader, field, &beginning)?;
            }
        }
        self.word(&text[..last.range.start], scope)
    }

    /// Words that begin so: the first are read, the number of the others follows from their places in the dictionary.
    fn beginning(&mut self, reader: &SegmentReader, field: Field, beginning: &str) -> Result<()> {
        let index = reader.inverted_index(field)?;
        let start = beginning.as_bytes();
        let mut terms = index.terms().range().ge(start).into_stream()?;
        let (mut first, mut seen, mut entries) = (0, 0, 0);
        while seen < LOOKED_AT && terms.advance() && terms.key().starts_with(start) {
            if seen == 0 {
                first = terms.term_ord();
            }
            seen += 1;
            entries += u64::from(terms.value().doc_freq);
        }
        if seen < LOOKED_AT {
            self.add(entries + seen * OPENING);
            return Ok(());
        }
        let end = match after(start) {
            Some(after) => {
                let mut rest = index.terms().range().ge(after).into_stream()?;
                if rest.advance() {
                    rest.term_ord()
                } else {
                    index.terms().num_terms() as u64
                }
            }
            None => index.terms().num_terms() as u64,
        };
        let words = (end - first).min(MOST_EXPANSIONS as u64);
        self.add(entries.saturating_mul(words) / seen + words * OPENING);
        Ok(())
    }

    fn term(&mut self, term: &Term, weight: u64) -> Result<()> {
        let entries = self.snapshot.searcher.doc_freq(term)?;
        self.add(OPENING + entries * weight);
        Ok(())
    }
}

/// The first word after all those that begin so; `None` if there is none.
fn after(beginning: &[u8]) -> Option<Vec<u8>> {
    let last = beginning.iter().rposition(|byte| *byte < u8::MAX)?;
    let mut after = beginning[..=last].to_vec();
    after[last] += 1;
    Some(after)
}
