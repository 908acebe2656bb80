//! The query tree.
//!
//! It says what is wanted in the reader's own spelling; splitting, folding and
//! stemming belong to the engine that answers it.

use serde::{Deserialize, Serialize};

use crate::entry::Facet;

/// One part of a query.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Node {
    /// Every document.
    #[default]
    All,
    /// A word in any of its inflections. If it splits into several, as a
    /// hyphenated word does, they must stand side by side.
    Word {
        /// The word as typed.
        text: String,
        /// Where to look, if not where the search as a whole looks.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        scope: Option<Scope>,
    },
    /// Words in exactly this order and these forms, apart from folding.
    Phrase {
        /// The words between the quotation marks.
        text: String,
        /// Where to look, if not where the search as a whole looks.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        scope: Option<Scope>,
    },
    /// Every word that begins so.
    Prefix {
        /// The beginning, without the asterisk.
        text: String,
        /// Where to look, if not where the search as a whole looks.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        scope: Option<Scope>,
    },
    /// Documents with any of these facet values. The archive puts such nodes
    /// in where a word is the name of a known agent or place.
    Values {
        /// The facet.
        facet: Facet,
        /// Values, any of which will do.
        values: Vec<u64>,
    },
    /// All parts match.
    And {
        /// The parts.
        of: Vec<Node>,
    },
    /// At least one part matches.
    Or {
        /// The parts.
        of: Vec<Node>,
    },
    /// The part does not match.
    Not {
        /// The part.
        of: Box<Node>,
    },
}

/// A part of a document in which words are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// All parts.
    #[default]
    Everything,
    /// Titles, also former and variant ones: `title:`.
    Titles,
    /// Summaries: `summary:`.
    Summaries,
    /// Transcripts and translations: `text:`.
    Text,
    /// Names as written and as known: `name:`.
    Names,
    /// Numbers: `number:`.
    Numbers,
    /// Shelfmarks and other archive references: `ref:`.
    References,
}

impl Node {
    /// A word to be looked for where the search as a whole looks.
    pub fn word(text: impl Into<String>) -> Self {
        Self::Word {
            text: text.into(),
            scope: None,
        }
    }

    /// A phrase to be looked for where the search as a whole looks.
    pub fn phrase(text: impl Into<String>) -> Self {
        Self::Phrase {
            text: text.into(),
            scope: None,
        }
    }

    /// A prefix to be looked for where the search as a whole looks.
    pub fn prefix(text: impl Into<String>) -> Self {
        Self::Prefix {
            text: text.into(),
            scope: None,
        }
    }

    /// The negation of a node.
    pub fn negated(node: Self) -> Self {
        Self::Not { of: Box::new(node) }
    }

    /// All of the nodes, without an empty or single-membered list.
    pub fn all_of(mut nodes: Vec<Self>) -> Self {
        match nodes.len() {
            0 => Self::All,
            1 => nodes.remove(0),
            _ => Self::And { of: nodes },
        }
    }

    /// Any of the nodes, without an empty or single-membered list.
    pub fn any_of(mut nodes: Vec<Self>) -> Self {
        match nodes.len() {
            0 => Self::All,
            1 => nodes.remove(0),
            _ => Self::Or { of: nodes },
        }
    }

    /// Whether the tree asks for anything that can match better or worse.
    pub fn has_words(&self) -> bool {
        match self {
            Self::Word { .. } | Self::Phrase { .. } | Self::Prefix { .. } => true,
            Self::And { of } | Self::Or { of } => of.iter().any(Self::has_words),
            Self::All | Self::Values { .. } | Self::Not { .. } => false,
        }
    }

    /// The leaves a document can match positively, in reading order: all but
    /// those under a negation.
    pub fn positive_leaves(&self) -> Vec<&Self> {
        let mut leaves = Vec::new();
        self.gather_positive(&mut leaves);
        leaves
    }

    fn gather_positive<'a>(&'a self, leaves: &mut Vec<&'a Self>) {
        match self {
            Self::And { of } | Self::Or { of } => {
                for node in of {
                    node.gather_positive(leaves);
                }
            }
            Self::All | Self::Not { .. } => {}
            leaf => leaves.push(leaf),
        }
    }

    /// The tree with every word, phrase and prefix replaced by what `rewrite`
    /// makes of it, where it makes anything: how synonyms and known names come
    /// in.
    #[must_use]
    pub fn map_leaves(self, rewrite: &mut impl FnMut(&Self) -> Option<Self>) -> Self {
        match self {
            Self::And { of } => Self::And {
                of: of
                    .into_iter()
                    .map(|node| node.map_leaves(rewrite))
                    .collect(),
            },
            Self::Or { of } => Self::Or {
                of: of
                    .into_iter()
                    .map(|node| node.map_leaves(rewrite))
                    .collect(),
            },
            Self::Not { of } => Self::negated(of.map_leaves(rewrite)),
            Self::Word { .. } | Self::Phrase { .. } | Self::Prefix { .. } => {
                rewrite(&self).unwrap_or(self)
            }
            Self::All | Self::Values { .. } => self,
        }
    }
}

impl Scope {
    /// The scope a prefix such as `title:` names, in any case.
    pub fn named(name: &str) -> Option<Self> {
        let scope = match name.to_lowercase().as_str() {
            "title" => Self::Titles,
            "summary" => Self::Summaries,
            "text" => Self::Text,
            "name" => Self::Names,
            "number" => Self::Numbers,
            "ref" => Self::References,
            _ => return None,
        };
        Some(scope)
    }
}
