//! Runs one search over a snapshot: which documents match, in which group, and
//! which match best.
//!
//! Filters and dates are looked up for every document the words match, so one
//! pass gives the exact total, the three groups and the best hits together.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tantivy::query::EnableScoring;

use crate::best::Best;
use crate::bits::Bits;
use crate::error::Result;
use crate::lower::{Lowered, Lowering};
use crate::search::{DateRange, Filter, Group, Groups, Order, Search};
use crate::snapshot::{Segment, Snapshot};

/// What matched.
pub(crate) struct Matches {
    /// Documents listed: those of the groups switched on that pass all filters.
    pub(crate) listed: Bits,
    /// How many are listed.
    pub(crate) total: usize,
    /// Sizes of the groups, if dates were asked for.
    pub(crate) groups: Option<Groups>,
    /// The best ones, if ordered by relevance.
    pub(crate) best: Option<Best>,
    /// Documents of the groups switched on before any filter, if wanted.
    pub(crate) unfiltered: Option<Bits>,
    /// For each filter that demands anything, the documents that pass it.
    pub(crate) filters: Vec<(Filter, Bits)>,
    /// Whether a prefix was cut short.
    pub(crate) cut: bool,
}

/// Runs a search; `keep_unfiltered` if counts without filters will be needed.
pub(crate) fn run(snapshot: &Snapshot, search: &Search, keep_unfiltered: bool) -> Result<Matches> {
    let cut = Arc::new(AtomicBool::new(false));
    let scored = is_scored(search);
    let lowered = Lowering::new(snapshot, search.scope, scored, &cut).lower(&search.tree)?;
    let mut filters = Vec::new();
    for filter in search
        .filters
        .iter()
        .filter(|filter| !filter.values.is_empty())
    {
        filters.push((filter.clone(), passing(snapshot, filter)?));
    }
    let mut collector = Collector::new(snapshot, search, &filters, keep_unfiltered)?;
    match lowered {
        Lowered::Nothing => {}
        Lowered::All => {
            // "x OR -y" with a word y that nothing has: no word is left to tell documents apart.
            collector.best = None;
            collector.everything();
        }
        Lowered::Query(query) => {
            let scoring = if scored {
                EnableScoring::enabled_from_searcher(&snapshot.searcher)
            } else {
                EnableScoring::disabled_from_searcher(&snapshot.searcher)
            };
            let weight = query.weight(scoring)?;
            for (segment, reader) in snapshot
                .segments
                .iter()
                .zip(snapshot.searcher.segment_readers())
            {
                if scored {
                    weight.for_each(reader, &mut |doc, score| {
                        collector.offer(segment, doc, score);
                    })?;
                } else {
                    weight.for_each_no_score(reader, &mut |docs| {
                        for doc in docs {
                            collector.offer(segment, *doc, 0.0);
                        }
                    })?;
                }
            }
        }
    }
    let Collector {
        listed,
        total,
        groups,
        best,
        unfiltered,
        range,
        ..
    } = collector;
    Ok(Matches {
        listed,
        total,
        groups: range.map(|_| groups),
        best,
        unfiltered,
        filters,
        cut: cut.load(Ordering::Relaxed),
    })
}

/// Whether hits are told apart by how well they match.
pub(crate) fn is_scored(search: &Search) -> bool {
    search.order == Order::Relevance && search.tree.has_words()
}

/// The documents that pass one filter, dead ones included.
fn passing(snapshot: &Snapshot, filter: &Filter) -> Result<Bits> {
    let mut passing: Option<Bits> = None;
    let mut any = Bits::empty(snapshot.size() as usize);
    for value in &filter.values {
        let term = snapshot.fields.value_term(filter.facet, *value)?;
        let mut with_value = if filter.all {
            Bits::empty(snapshot.size() as usize)
        } else {
            std::mem::take(&mut any)
        };
        for (segment, reader) in snapshot
            .segments
            .iter()
            .zip(snapshot.searcher.segment_readers())
        {
            crate::union::each(reader, &term, |doc| with_value.insert(segment.base + doc))?;
        }
        match (&mut passing, filter.all) {
            (Some(passing), true) => passing.intersect(&with_value),
            (passing @ None, true) => *passing = Some(with_value),
            (_, false) => any = with_value,
        }
    }
    Ok(passing.unwrap_or(any))
}

/// Takes documents one by one and sorts them into what [`Matches`] holds.
struct Collector<'a> {
    snapshot: &'a Snapshot,
    range: Option<&'a DateRange>,
    since: i32,
    until: i32,
    /// Documents that are alive and pass all filters.
    admitted: std::borrow::Cow<'a, Bits>,
    listed: Bits,
    total: usize,
    groups: Groups,
    best: Option<Best>,
    unfiltered: Option<Bits>,
    ranks: &'a [u32],
}

impl<'a> Collector<'a> {
    fn new(
        snapshot: &'a Snapshot,
        search: &'a Search,
        filters: &[(Filter, Bits)],
        keep_unfiltered: bool,
    ) -> Result<Self> {
        let mut admitted = std::borrow::Cow::Borrowed(&snapshot.living);
        for (_, passing) in filters {
            admitted.to_mut().intersect(passing);
        }
        let wanted = usize::try_from(search.offset)
            .unwrap_or(usize::MAX)
            .saturating_add(search.limit);
        let best = (is_scored(search) && search.limit > 0).then(|| Best::new(wanted));
        let ranks = if best.is_some() {
            &snapshot.ranking(Order::Relevance)?.ranks[..]
        } else {
            &[]
        };
        let size = snapshot.size() as usize;
        Ok(Self {
            snapshot,
            range: search.dates.as_ref(),
            since: search
                .dates
                .and_then(|range| range.since)
                .unwrap_or(i32::MIN),
            until: search
                .dates
                .and_then(|range| range.until)
                .unwrap_or(i32::MAX),
            admitted,
            listed: Bits::empty(size),
            total: 0,
            groups: Groups::default(),
            best,
            unfiltered: keep_unfiltered.then(|| Bits::empty(size)),
            ranks,
        })
    }

    /// Takes every document.
    fn everything(&mut self) {
        if self.range.is_none() {
            self.listed = self.admitted.clone().into_owned();
            self.total = self.listed.count();
            if let Some(unfiltered) = &mut self.unfiltered {
                unfiltered.clone_from(&self.snapshot.living);
            }
            return;
        }
        self.everything_within();
    }

    /// Takes every document, 64 at a time, where dates were asked for.
    fn everything_within(&mut self) {
        let Some(range) = self.range else { return };
        let on = |is_on: bool| if is_on { u64::MAX } else { 0 };
        let (certain, possible, undated) =
            (on(range.certain), on(range.possible), on(range.undated));
        for segment in &self.snapshot.segments {
            for start in (0..segment.size).step_by(64) {
                let slot = segment.base + start;
                let masks = segment.dates().group_masks(start, self.since, self.until);
                let wanted =
                    masks.certain & certain | masks.possible & possible | masks.undated & undated;
                let admitted = self.admitted.block(slot);
                self.groups.certain += u64::from((masks.certain & admitted).count_ones());
                self.groups.possible += u64::from((masks.possible & admitted).count_ones());
                self.groups.undated += u64::from((masks.undated & admitted).count_ones());
                self.total += (wanted & admitted).count_ones() as usize;
                self.listed.set_block(slot, wanted & admitted);
                if let Some(unfiltered) = &mut self.unfiltered {
                    unfiltered.set_block(slot, wanted & self.snapshot.living.block(slot));
                }
            }
        }
    }

    /// Takes one document the words match, dead or alive.
    #[inline]
    fn offer(&mut self, segment: &Segment, doc: u32, score: f32) {
        let slot = segment.base + doc;
        let is_admitted = self.admitted.contains(slot);
        if !is_admitted && self.unfiltered.is_none() {
            return;
        }
        if let Some(range) = self.range {
            let Some(group) = segment.dates().group(doc, self.since, self.until) else {
                return;
            };
            if is_admitted {
                match group {
                    Group::Certain => self.groups.certain += 1,
                    Group::Possible => self.groups.possible += 1,
                    Group::Undated => self.groups.undated += 1,
                }
            }
            if !is_on(range, group) {
                return;
            }
        }
        if let Some(unfiltered) = &mut self.unfiltered {
            if self.snapshot.living.contains(slot) {
                unfiltered.insert(slot);
            }
            if !is_admitted {
                return;
            }
        }
        self.listed.insert(slot);
        self.total += 1;
        if let Some(best) = &mut self.best {
            best.offer(score, || self.ranks[slot as usize]);
        }
    }
}

fn is_on(range: &DateRange, group: Group) -> bool {
    match group {
        Group::Certain => range.certain,
        Group::Possible => range.possible,
        Group::Undated => range.undated,
    }
}
