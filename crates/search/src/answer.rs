//! Puts the answer to a search together.

use crate::entry::Facet;
use crate::error::Result;
use crate::matching::{self, Matches};
use crate::page::page;
use crate::search::{Filter, Found, Group, Hit, Order, Search};
use crate::snapshot::Snapshot;

/// Hits, totals and counts of one search over one snapshot.
pub(crate) fn answer(snapshot: &Snapshot, search: &Search) -> Result<Found> {
    let is_open = |facet: &Facet| {
        let own =
            |filter: &Filter| filter.facet == *facet && !filter.all && !filter.values.is_empty();
        search.filters.iter().any(own)
    };
    let sideways: Vec<Facet> = search.facets.iter().copied().filter(is_open).collect();
    let mut matches = matching::run(snapshot, search, !sideways.is_empty())?;
    let hits = hits(snapshot, search, &mut matches)?;
    let mut found = Found {
        total: matches.total as u64,
        groups: matches.groups,
        hits,
        cut: matches.cut,
        ..Found::default()
    };
    if !search.facets.is_empty() || search.histogram {
        crate::count::into_found(snapshot, search, &matches, &sideways, &mut found)?;
    }
    Ok(found)
}

/// The page asked for.
fn hits(snapshot: &Snapshot, search: &Search, matches: &mut Matches) -> Result<Vec<Hit>> {
    let offset = usize::try_from(search.offset).unwrap_or(usize::MAX);
    let scored_slots: Vec<(f32, u32)> = if let Some(best) = matches.best.take() {
        let slots = &snapshot.ranking(Order::Relevance)?.slots;
        best.page(offset, search.limit)
            .into_iter()
            .map(|(score, rank)| (score, slots[rank as usize]))
            .collect()
    } else if search.limit == 0 {
        Vec::new()
    } else {
        let ranking = snapshot.ranking(search.order)?;
        let slots = page(
            ranking,
            &matches.listed,
            matches.total,
            offset,
            search.limit,
        );
        slots.into_iter().map(|slot| (0.0, slot)).collect()
    };
    let hit = |(score, slot): (f32, u32)| {
        let (segment, doc) = snapshot.place(slot);
        let group = search.dates.map_or(Some(Group::Certain), |range| {
            let (since, until) = (
                range.since.unwrap_or(i32::MIN),
                range.until.unwrap_or(i32::MAX),
            );
            segment.dates().group(doc, since, until)
        });
        Hit {
            id: segment.id(doc),
            score,
            group: group.unwrap_or(Group::Undated),
        }
    };
    Ok(scored_slots.into_iter().map(hit).collect())
}
