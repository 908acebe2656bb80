//! Documents by year, certain and possible ones apart.
//!
//! A certain document counts in its year. A possible one is noted where its
//! years begin and where they have ended, so that a century costs no more than
//! a year.

use std::collections::BTreeMap;

use crate::columns::{YEAR_CERTAIN, YEAR_POSSIBLE_AFTER, YEAR_POSSIBLE_FROM, year_of_value};
use crate::count::{Counts, Tally};
use crate::search::Year;

/// The years in `counts`, in order.
pub(crate) fn histogram(tally: &Tally, counts: &Counts) -> Vec<Year> {
    let mut certain: BTreeMap<i32, u64> = BTreeMap::new();
    // Where the number of possible documents rises and falls.
    let mut changes: BTreeMap<i32, i64> = BTreeMap::new();
    for (ordinal, count) in counts {
        let (kind, value) = tally.pair(*ordinal);
        match kind {
            YEAR_CERTAIN => *certain.entry(year_of_value(value)).or_default() += u64::from(*count),
            YEAR_POSSIBLE_FROM => {
                *changes.entry(year_of_value(value)).or_default() += i64::from(*count);
            }
            YEAR_POSSIBLE_AFTER => {
                *changes.entry(year_of_value(value)).or_default() -= i64::from(*count);
            }
            _ => {}
        }
    }
    years(&certain, &changes)
}

/// How many years a histogram can have; a span of geological length is cut.
const MOST_YEARS: usize = 10_000;

fn years(certain: &BTreeMap<i32, u64>, changes: &BTreeMap<i32, i64>) -> Vec<Year> {
    let mut years = Vec::new();
    let mut possible = 0_i64;
    let mut borders: Vec<i32> = certain
        .keys()
        .flat_map(|year| [*year, *year + 1])
        .chain(changes.keys().copied())
        .collect();
    borders.sort_unstable();
    borders.dedup();
    for (index, border) in borders.iter().enumerate() {
        possible += changes.get(border).copied().unwrap_or(0);
        let next = borders.get(index + 1).copied().unwrap_or(border + 1);
        for year in *border..next {
            let certain = certain.get(&year).copied().unwrap_or(0);
            let possible = u64::try_from(possible).unwrap_or(0);
            if certain + possible > 0 && years.len() < MOST_YEARS {
                years.push(Year {
                    year,
                    certain,
                    possible,
                });
            } else {
                break;
            }
        }
    }
    years
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::years;

    #[test]
    fn possible_years_run_from_rise_to_fall() {
        let certain = BTreeMap::from([(1949, 2), (1960, 1)]);
        let changes = BTreeMap::from([(1948, 1), (1951, -1)]);
        let found: Vec<(i32, u64, u64)> = years(&certain, &changes)
            .iter()
            .map(|year| (year.year, year.certain, year.possible))
            .collect();
        assert_eq!(
            found,
            [(1948, 0, 1), (1949, 2, 1), (1950, 0, 1), (1960, 1, 0)]
        );
    }
}
