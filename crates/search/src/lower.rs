//! From the query tree to the engine's queries.
//!
//! Terms that occur nowhere are left out here, so that the engine opens no
//! list in vain; a tree that can match nothing never reaches it.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use tantivy::Term;
use tantivy::query::{AllQuery, BooleanQuery, Occur, PhraseQuery, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};

use crate::error::Result;
use crate::query::{Node, Scope};
use crate::snapshot::Snapshot;
use crate::tokens::pair;
use crate::union::{Terms, UnionQuery};
use crate::words::{TermSequence, pieces, sequences};

/// A tree as the engine can answer it.
pub(crate) enum Lowered {
    /// Every document matches.
    All,
    /// No document matches.
    Nothing,
    /// The documents a query matches.
    Query(Box<dyn Query>),
}

/// What a part of the tree contributes.
enum Part {
    All,
    Nothing,
    /// What must match, and what only raises the score.
    Must(Box<dyn Query>, Option<Box<dyn Query>>),
    /// What must not match.
    Not(Box<dyn Query>),
}

/// Turns trees into queries over one snapshot.
pub(crate) struct Lowering<'a> {
    snapshot: &'a Snapshot,
    scope: Scope,
    scored: bool,
    cut: &'a Arc<AtomicBool>,
}

impl<'a> Lowering<'a> {
    /// For leaves without a scope of their own `scope` holds; only if `scored`
    /// does the query tell better matches from worse; `cut` is set while the
    /// query runs if it leaves out words of a prefix.
    pub(crate) fn new(
        snapshot: &'a Snapshot,
        scope: Scope,
        scored: bool,
        cut: &'a Arc<AtomicBool>,
    ) -> Self {
        Self {
            snapshot,
            scope,
            scored,
            cut,
        }
    }

    /// The query for a tree.
    pub(crate) fn lower(&self, tree: &Node) -> Result<Lowered> {
        let lowered = match self.part(tree)? {
            Part::All => Lowered::All,
            Part::Nothing => Lowered::Nothing,
            Part::Must(query, None) => Lowered::Query(query),
            part => Lowered::Query(boolean(vec![part])),
        };
        Ok(lowered)
    }

    fn part(&self, node: &Node) -> Result<Part> {
        match node {
            Node::All => Ok(Part::All),
            Node::Word { text, scope } => self.word(text, scope.unwrap_or(self.scope)),
            Node::Phrase { text, scope } => self.phrase(text, scope.unwrap_or(self.scope)),
            Node::Prefix { text, scope } => self.prefix(text, scope.unwrap_or(self.scope)),
            Node::Values { facet, values } => {
                let terms: Result<Vec<Term>> = values
                    .iter()
                    .map(|value| self.snapshot.fields.value_term(*facet, *value))
                    .collect();
                let terms = terms?;
                Ok(if terms.is_empty() {
                    Part::Nothing
                } else {
                    self.union(Terms::Listed(terms))
                })
            }
            Node::And { of } => self.all(of),
            Node::Or { of } => self.either(of),
            Node::Not { of } => Ok(match self.part(of)? {
                Part::All => Part::Nothing,
                Part::Nothing => Part::All,
                Part::Must(query, _) => Part::Not(query),
                Part::Not(query) => Part::Must(query, None),
            }),
        }
    }

    fn all(&self, nodes: &[Node]) -> Result<Part> {
        let mut parts = Vec::with_capacity(nodes.len());
        for node in nodes {
            match self.part(node)? {
                Part::All => {}
                Part::Nothing => return Ok(Part::Nothing),
                part => parts.push(part),
            }
        }
        Ok(match parts.len() {
            0 => Part::All,
            1 => parts.remove(0),
            _ => Part::Must(boolean(parts), None),
        })
    }

    fn either(&self, nodes: &[Node]) -> Result<Part> {
        let mut alternatives = Vec::with_capacity(nodes.len());
        for node in nodes {
            match self.part(node)? {
                Part::All => return Ok(Part::All),
                Part::Nothing => {}
                Part::Must(query, None) => alternatives.push(query),
                part => alternatives.push(boolean(vec![part])),
            }
        }
        Ok(must(any_of(alternatives)))
    }

    /// A word in any inflection; several words, if it splits, side by side.
    fn word(&self, text: &str, scope: Scope) -> Result<Part> {
        let terms = sequences(text, &self.snapshot.stemmings);
        match terms.exact.len() {
            0 => Ok(Part::All),
            1 => self.single_word(&terms, scope),
            _ if terms.stemmed.is_empty() => self.side_by_side(&terms.exact, scope),
            _ => {
                let mut alternatives = Vec::new();
                for field in self.snapshot.fields.of_phrases(scope) {
                    for sequence in self.forms_in(field, &terms) {
                        alternatives.extend(self.sequence(field, sequence)?);
                    }
                }
                Ok(must(any_of(alternatives)))
            }
        }
    }

    fn single_word(&self, terms: &TermSequence, scope: Scope) -> Result<Part> {
        let fields = self.snapshot.fields.of_words(scope);
        let mut alternatives: Vec<Box<dyn Query>> = Vec::new();
        let mut most = 0;
        for field in &fields {
            for sequence in self.forms_in(*field, terms) {
                let term = Term::from_field_text(*field, &sequence[0]);
                let occurrences = self.snapshot.searcher.doc_freq(&term)?;
                if occurrences > 0 {
                    most = most.max(occurrences);
                    alternatives.push(self.term(term));
                }
            }
        }
        let Some(query) = any_of(alternatives) else {
            return Ok(Part::Nothing);
        };
        let boost = if self.scored && !terms.stemmed.is_empty() {
            // Where every document has the exact form it tells none apart.
            let term = Term::from_field_text(fields[0], &terms.exact[0]);
            let occurrences = self.snapshot.searcher.doc_freq(&term)?;
            (occurrences > 0 && occurrences < most).then(|| self.term(term))
        } else {
            None
        };
        Ok(Part::Must(query, boost))
    }

    /// The sequences a field can hold: fields of names and numbers have no
    /// stems, and neither have words without letters.
    fn forms_in<'t>(&self, field: Field, terms: &'t TermSequence) -> Vec<&'t [String]> {
        let fields = &self.snapshot.fields;
        let is_exact = [fields.name, fields.number, fields.reference].contains(&field);
        if is_exact || terms.stemmed.is_empty() {
            return vec![&terms.exact];
        }
        terms.stemmed.iter().map(Vec::as_slice).collect()
    }

    fn phrase(&self, text: &str, scope: Scope) -> Result<Part> {
        let terms = sequences(text, &[]);
        if terms.exact.is_empty() {
            return Ok(Part::All);
        }
        self.side_by_side(&terms.exact, scope)
    }

    /// Exact words in a row: by pairs where those are indexed, else by positions.
    fn side_by_side(&self, words: &[String], scope: Scope) -> Result<Part> {
        let fields = &self.snapshot.fields;
        let mut alternatives = Vec::new();
        if scope == Scope::Everything && words.len() > 1 {
            let pairs: Vec<String> = words
                .windows(2)
                .map(|words| pair(&words[0], &words[1]))
                .collect();
            alternatives.extend(self.sequence(fields.pair, &pairs)?);
            alternatives.extend(self.sequence(fields.text, words)?);
        } else {
            let fields = match scope {
                Scope::Everything => fields.of_words(scope),
                narrower => fields.of_phrases(narrower),
            };
            for field in fields {
                alternatives.extend(self.sequence(field, words)?);
            }
        }
        Ok(must(any_of(alternatives)))
    }

    /// Terms side by side in one field, if each of them occurs there.
    fn sequence(&self, field: Field, words: &[String]) -> Result<Option<Box<dyn Query>>> {
        let mut terms: Vec<Term> = words
            .iter()
            .map(|word| Term::from_field_text(field, word))
            .collect();
        for term in &terms {
            if self.snapshot.searcher.doc_freq(term)? == 0 {
                return Ok(None);
            }
        }
        Ok(Some(match terms.len() {
            1 => self.term(terms.remove(0)),
            _ => Box::new(PhraseQuery::new(terms)),
        }))
    }

    /// The last word is a beginning, those before it whole words.
    fn prefix(&self, text: &str, scope: Scope) -> Result<Part> {
        let Some(last) = pieces(text).last() else {
            return Ok(Part::All);
        };
        let beginning = fonds_reading::fold::fold(&text[last.range.clone()]);
        let mut alternatives: Vec<Box<dyn Query>> = Vec::new();
        for field in self.snapshot.fields.of_words(scope) {
            let terms = Terms::Beginning(field, beginning.clone().into_boxed_str());
            alternatives.push(Box::new(UnionQuery::new(terms, 1.0, self.cut)));
        }
        let prefix = must(any_of(alternatives));
        match self.word(&text[..last.range.start], scope)? {
            Part::All => Ok(prefix),
            Part::Nothing => Ok(Part::Nothing),
            before => Ok(Part::Must(boolean(vec![before, prefix]), None)),
        }
    }

    fn term(&self, term: Term) -> Box<dyn Query> {
        let option = if self.scored {
            IndexRecordOption::WithFreqs
        } else {
            IndexRecordOption::Basic
        };
        Box::new(TermQuery::new(term, option))
    }

    fn union(&self, terms: Terms) -> Part {
        Part::Must(Box::new(UnionQuery::new(terms, 1.0, self.cut)), None)
    }
}

fn must(query: Option<Box<dyn Query>>) -> Part {
    query.map_or(Part::Nothing, |query| Part::Must(query, None))
}

fn any_of(mut alternatives: Vec<Box<dyn Query>>) -> Option<Box<dyn Query>> {
    match alternatives.len() {
        0 => None,
        1 => alternatives.pop(),
        _ => Some(Box::new(BooleanQuery::union(alternatives))),
    }
}

/// All parts together; none of them is everything or nothing.
fn boolean(parts: Vec<Part>) -> Box<dyn Query> {
    let mut clauses: Vec<(Occur, Box<dyn Query>)> = Vec::new();
    for part in parts {
        match part {
            Part::Must(query, boost) => {
                clauses.push((Occur::Must, query));
                clauses.extend(boost.map(|boost| (Occur::Should, boost)));
            }
            Part::Not(query) => clauses.push((Occur::MustNot, query)),
            Part::All | Part::Nothing => {}
        }
    }
    if clauses.iter().all(|(occur, _)| *occur == Occur::MustNot) {
        clauses.push((Occur::Must, Box::new(AllQuery)));
    }
    Box::new(BooleanQuery::new(clauses))
}
