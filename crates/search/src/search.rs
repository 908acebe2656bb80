//! One search and what it found, free of any engine.
//!
//! A search is complete in itself: the same value over the same index gives
//! the same answer, to the order of ties.

use serde::{Deserialize, Serialize};

use crate::entry::Facet;
use crate::query::{Node, Scope};

/// Everything a reader asked for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Search {
    /// What the words mean.
    pub tree: Node,
    /// Where words without a prefix such as `title:` are looked for.
    pub scope: Scope,
    /// Every filter must hold.
    pub filters: Vec<Filter>,
    /// The days asked for, if any were.
    pub dates: Option<DateRange>,
    /// The order of the hits.
    pub order: Order,
    /// How many hits to pass over.
    pub offset: u64,
    /// How many hits to return at most.
    pub limit: usize,
    /// Which facets to count.
    pub facets: Vec<Facet>,
    /// How many values of a facet to return at most; those filtered by are
    /// returned in addition.
    pub facet_limit: usize,
    /// Whether to count by year.
    pub histogram: bool,
}

impl Default for Search {
    fn default() -> Self {
        Self {
            tree: Node::All,
            scope: Scope::Everything,
            filters: Vec::new(),
            dates: None,
            order: Order::Relevance,
            offset: 0,
            limit: 20,
            facets: Vec::new(),
            facet_limit: 20,
            histogram: false,
        }
    }
}

/// A demand on one facet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filter {
    /// The facet.
    pub facet: Facet,
    /// The values asked for; an empty list holds for every document.
    pub values: Vec<u64>,
    /// Whether a document needs all values rather than any of them.
    pub all: bool,
}

/// A range of days, and which of the three groups are wanted.
///
/// *Certain* documents have a firm date wholly inside the range; *possible*
/// ones have a date that overlaps it otherwise; *undated* ones have none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DateRange {
    /// First day wanted, counted from 1970-01-01; none is open.
    pub since: Option<i32>,
    /// Last day wanted; none is open.
    pub until: Option<i32>,
    /// Whether to list the certain group.
    pub certain: bool,
    /// Whether to list the possible group.
    pub possible: bool,
    /// Whether to list the undated group.
    pub undated: bool,
}

/// The order of hits. Undated documents come last in both orders by date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Order {
    /// Best match first, equals by date; by date if the search has no words.
    #[default]
    Relevance,
    /// By first day, then last day descending, then order of the day, then id.
    DateAscending,
    /// By last day descending, then first day, then id.
    DateDescending,
    /// Last into the archive first.
    Newest,
    /// By folded current title.
    Title,
    /// By archive reference; documents without one last.
    Reference,
}

/// What a search found.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Found {
    /// How many documents match, exactly; with a date range, those of the
    /// groups switched on.
    pub total: u64,
    /// Sizes of the three groups, whether switched on or not; only if the
    /// search has a date range.
    pub groups: Option<Groups>,
    /// The page asked for.
    pub hits: Vec<Hit>,
    /// For every facet asked for, its most frequent values with the number of
    /// documents. While a facet is filtered by *any of* some values, its own
    /// filter is left out of its counts, so that they say what adding a value
    /// would bring.
    pub facets: Vec<(Facet, Vec<(u64, u64)>)>,
    /// Years in order, those without documents left out.
    pub histogram: Vec<Year>,
    /// Whether a prefix stood for more words than the index follows, so that
    /// documents may be missing.
    pub cut: bool,
}

/// How many documents are in each group of a date range.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Groups {
    /// With a firm date wholly inside the range.
    pub certain: u64,
    /// With a date that overlaps the range otherwise.
    pub possible: u64,
    /// Without a date.
    pub undated: u64,
}

/// The group a hit belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Group {
    /// Certainly within the range asked for, or no range was asked for.
    Certain,
    /// Possibly within it.
    Possible,
    /// Undated.
    Undated,
}

/// One document found.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Hit {
    /// The document.
    pub id: u64,
    /// How well it matches; zero unless ordered by relevance.
    pub score: f32,
    /// Its group.
    pub group: Group,
}

/// The documents found of one year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Year {
    /// The year; 0 is 1 BC.
    pub year: i32,
    /// Documents with a firm date wholly inside the year.
    pub certain: u64,
    /// Documents that may also belong to it; one that spans several years
    /// counts in each of them, one with an open end in the year it is known to
    /// touch.
    pub possible: u64,
}
