//! Counts documents by facet value and by year.
//!
//! One pass over the documents counts everything; where more than half of the
//! archive matches, the others are counted and taken off the totals.

use std::cell::RefCell;

use crate::bits::Bits;
use crate::entry::Facet;
use crate::error::Result;
use crate::histogram::histogram;
use crate::matching::Matches;
use crate::schema::unpacked;
use crate::search::{Found, Search};
use crate::snapshot::Snapshot;

/// The pairs of facet and value of a snapshot, with how many living documents
/// have each.
pub(crate) struct Tally {
    pairs: Vec<(u8, u64)>,
    totals: Vec<u32>,
}

/// Documents by pair, by ordinal; those without documents left out.
pub(crate) type Counts = Vec<(u32, u32)>;

thread_local! {
    /// Counters, all zero between searches, so that none has to clear them.
    static COUNTERS: RefCell<Vec<u32>> = const { RefCell::new(Vec::new()) };
}

/// How many values a document has, roughly.
const VALUES_PER_DOCUMENT: usize = 16;

fn each_ordinal(snapshot: &Snapshot, documents: &Bits, mut visit: impl FnMut(u32)) {
    for segment in &snapshot.segments {
        let values = segment.values();
        documents.each_between(segment.base, segment.base + segment.size, |slot| {
            for ordinal in values.of(slot - segment.base) {
                visit(*ordinal);
            }
        });
    }
}

impl Tally {
    /// Counts all living documents of a snapshot whose values have been read.
    pub(crate) fn of(snapshot: &Snapshot, pairs: &[u64]) -> Self {
        let mut totals = vec![0_u32; pairs.len()];
        snapshot.each_living(|segment, doc, _| {
            for ordinal in segment.values().of(doc) {
                totals[*ordinal as usize] += 1;
            }
        });
        Self {
            pairs: pairs.iter().map(|pair| unpacked(*pair)).collect(),
            totals,
        }
    }

    /// Counts the documents in `matches`, a set of `size` living documents.
    pub(crate) fn count(&self, snapshot: &Snapshot, matches: &Bits, size: usize) -> Counts {
        if size * 2 <= snapshot.count() {
            return self.sum(snapshot, matches, size);
        }
        let mut others = snapshot.living.clone();
        others.subtract(matches);
        let mut counts: Vec<u32> = self.totals.clone();
        for (ordinal, count) in self.sum(snapshot, &others, snapshot.count() - size) {
            counts[ordinal as usize] -= count;
        }
        (0..).zip(counts).filter(|(_, count)| *count > 0).collect()
    }

    /// Counts the documents of a set of `size`, in one of two ways: noting
    /// each ordinal met, or looking at all counters afterwards.
    fn sum(&self, snapshot: &Snapshot, documents: &Bits, size: usize) -> Counts {
        COUNTERS.with_borrow_mut(|counters| {
            if counters.len() < self.pairs.len() {
                counters.resize(self.pairs.len(), 0);
            }
            let mut met: Vec<u32> = Vec::new();
            if size * VALUES_PER_DOCUMENT < self.pairs.len() {
                each_ordinal(snapshot, documents, |ordinal| {
                    let counter = &mut counters[ordinal as usize];
                    if *counter == 0 {
                        met.push(ordinal);
                    }
                    *counter += 1;
                });
            } else {
                each_ordinal(snapshot, documents, |ordinal| {
                    counters[ordinal as usize] += 1;
                });
                let counted = (0..).zip(counters.iter()).filter(|(_, count)| **count > 0);
                met = counted.map(|(ordinal, _)| ordinal).collect();
            }
            let take = |ordinal: u32| (ordinal, std::mem::take(&mut counters[ordinal as usize]));
            met.into_iter().map(take).collect()
        })
    }

    /// The most frequent `limit` values of each facet, by descending count and
    /// ascending value, and the values in `also` with whatever count they have.
    pub(crate) fn facets(
        &self,
        counts: &Counts,
        facets: &[Facet],
        limit: usize,
        also: &[(Facet, u64)],
    ) -> Vec<(Facet, Vec<(u64, u64)>)> {
        let mut by_kind: [Option<usize>; 256] = [None; 256];
        let mut found: Vec<Vec<(u64, u64)>> = vec![Vec::new(); facets.len()];
        for (index, facet) in facets.iter().enumerate() {
            by_kind[*facet as usize] = Some(index);
        }
        for (ordinal, count) in counts {
            let (kind, value) = self.pairs[*ordinal as usize];
            if let Some(index) = by_kind[kind as usize] {
                found[index].push((value, u64::from(*count)));
            }
        }
        let named = facets.iter().zip(found);
        named
            .map(|(facet, values)| {
                let wanted = also
                    .iter()
                    .filter(|(other, _)| other == facet)
                    .map(|(_, value)| *value);
                (*facet, most_frequent(values, limit, wanted))
            })
            .collect()
    }

    /// The kind and value of an ordinal.
    pub(crate) fn pair(&self, ordinal: u32) -> (u8, u64) {
        self.pairs[ordinal as usize]
    }
}

/// Counts what a search asks for; `sideways` are the facets whose own filters
/// their counts leave out.
pub(crate) fn into_found(
    snapshot: &Snapshot,
    search: &Search,
    matches: &Matches,
    sideways: &[Facet],
    found: &mut Found,
) -> Result<()> {
    let tally = snapshot.tally()?;
    let counts = tally.count(snapshot, &matches.listed, matches.total);
    let also: Vec<(Facet, u64)> = search
        .filters
        .iter()
        .flat_map(|filter| filter.values.iter().map(|value| (filter.facet, *value)))
        .collect();
    if search.histogram {
        found.histogram = histogram(tally, &counts);
    }
    found.facets = tally.facets(&counts, &search.facets, search.facet_limit, &also);
    for facet in sideways {
        let Some(mut widened) = matches.unfiltered.clone() else {
            continue;
        };
        for (filter, passing) in &matches.filters {
            if filter.all || filter.facet != *facet {
                widened.intersect(passing);
            }
        }
        let counts = tally.count(snapshot, &widened, widened.count());
        let own = tally.facets(&counts, &[*facet], search.facet_limit, &also);
        for (place, (_, values)) in found
            .facets
            .iter_mut()
            .filter(|(other, _)| other == facet)
            .zip(own)
        {
            place.1 = values;
        }
    }
    Ok(())
}

fn most_frequent(
    mut values: Vec<(u64, u64)>,
    limit: usize,
    wanted: impl Iterator<Item = u64>,
) -> Vec<(u64, u64)> {
    let rank = |(value, count): &(u64, u64)| (std::cmp::Reverse(*count), *value);
    let mut extra: Vec<(u64, u64)> = wanted
        .map(|value| {
            values
                .iter()
                .find(|pair| pair.0 == value)
                .copied()
                .unwrap_or((value, 0))
        })
        .collect();
    if values.len() > limit {
        if limit > 0 {
            values.select_nth_unstable_by_key(limit - 1, rank);
        }
        values.truncate(limit);
    }
    values.sort_unstable_by_key(rank);
    extra.retain(|pair| !values.iter().any(|value| value.0 == pair.0));
    extra.sort_unstable_by_key(rank);
    extra.dedup();
    values.extend(extra);
    values
}

#[cfg(test)]
mod tests {
    use super::most_frequent;

    #[test]
    fn the_most_frequent_and_those_asked_for() {
        let values = vec![(1, 5), (2, 9), (3, 5), (4, 1)];
        assert_eq!(
            most_frequent(values.clone(), 2, [].into_iter()),
            [(2, 9), (1, 5)]
        );
        assert_eq!(
            most_frequent(values.clone(), 1, [4, 7, 2].into_iter()),
            [(2, 9), (4, 1), (7, 0)]
        );
        assert_eq!(most_frequent(values, 0, [].into_iter()), []);
    }
}
