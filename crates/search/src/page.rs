//! One page of the matches in an order that is not relevance.
//!
//! The matches are either picked out of the whole order, walking from its
//! nearer end, or their ranks are gathered and the page selected from them,
//! whichever is less work.

use crate::bits::Bits;
use crate::orders::Ranking;

/// What selecting costs for each match, in steps of a walk.
const SELECTION_COST: usize = 4;

/// The slots from the `offset`-th match on, at most `limit`, of `total`
/// matches among `living` documents.
pub(crate) fn page(
    ranking: &Ranking,
    matches: &Bits,
    total: usize,
    offset: usize,
    limit: usize,
) -> Vec<u32> {
    let living = ranking.slots.len();
    let end = offset.saturating_add(limit).min(total);
    if offset >= end {
        return Vec::new();
    }
    if total == living {
        return ranking.slots[offset..end].to_vec();
    }
    let steps_forward = living / total * end;
    let steps_backward = living / total * (total - offset);
    if total * SELECTION_COST < steps_forward.min(steps_backward) {
        return selected(ranking, matches, total, offset, end);
    }
    let is_match = |slot: &&u32| matches.contains(**slot);
    if steps_forward <= steps_backward {
        return ranking
            .slots
            .iter()
            .filter(is_match)
            .skip(offset)
            .take(end - offset)
            .copied()
            .collect();
    }
    let backward = ranking
        .slots
        .iter()
        .rev()
        .filter(is_match)
        .skip(total - end)
        .take(end - offset);
    let mut page: Vec<u32> = backward.copied().collect();
    page.reverse();
    page
}

fn selected(
    ranking: &Ranking,
    matches: &Bits,
    total: usize,
    offset: usize,
    end: usize,
) -> Vec<u32> {
    let mut ranks = Vec::with_capacity(total);
    matches.each(|slot| ranks.push(ranking.ranks[slot as usize]));
    if offset > 0 {
        ranks.select_nth_unstable(offset);
    }
    let rest = &mut ranks[offset..];
    let length = end - offset;
    if rest.len() > length {
        rest.select_nth_unstable(length);
    }
    let page = &mut rest[..length];
    page.sort_unstable();
    page.iter()
        .map(|rank| ranking.slots[*rank as usize])
        .collect()
}

#[cfg(test)]
mod tests {
    use super::page;
    use crate::bits::Bits;
    use crate::orders::Ranking;

    fn check(every: u32) {
        let size = 1_000_u32;
        // A permutation, since 7 and 1000 have no common divisor.
        let slots: Vec<u32> = (0..size).map(|rank| rank * 7 % size).collect();
        let mut ranks = vec![0; size as usize];
        for (rank, slot) in (0..).zip(&slots) {
            ranks[*slot as usize] = rank;
        }
        let ranking = Ranking { slots, ranks };
        let mut matches = Bits::empty(size as usize);
        (0..size)
            .step_by(every as usize)
            .for_each(|slot| matches.insert(slot));
        let all: Vec<u32> = ranking
            .slots
            .iter()
            .copied()
            .filter(|slot| slot % every == 0)
            .collect();
        for (offset, limit) in [
            (0, 10),
            (5, 0),
            (100, 20),
            (all.len() - 1, 20),
            (all.len() / 2, 7),
            (5_000, 3),
            (0, 5_000),
        ] {
            let expected: Vec<u32> = all.iter().copied().skip(offset).take(limit).collect();
            assert_eq!(
                page(&ranking, &matches, all.len(), offset, limit),
                expected,
                "one in {every}, {limit} from {offset}"
            );
        }
    }

    #[test]
    fn pages_are_slices_of_the_whole() {
        for every in [1, 2, 3, 40, 200, 999] {
            check(every);
        }
    }
}
