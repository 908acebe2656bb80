//! The facet values of a segment's documents, as dense ordinals in one run.
//!
//! Every (facet, value) pair in the generation has one small number, so that
//! counting all facets at once is one pass over one array. The years of the
//! histogram are values like the others.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher as _};

use tantivy::SegmentReader;

use super::dates::{DATED, Dates, FIRM};
use crate::error::Result;
use crate::mixer::Mixer;
use crate::schema::packed;

/// Kind of the year a firm date lies wholly in.
pub(crate) const YEAR_CERTAIN: u8 = 200;
/// Kind of the first year another date may belong to.
pub(crate) const YEAR_POSSIBLE_FROM: u8 = 201;
/// Kind of the year after the last one another date may belong to.
pub(crate) const YEAR_POSSIBLE_AFTER: u8 = 202;

/// Added to years, so that they are positive for any day of 32 bits.
const YEAR_OFFSET: i64 = 10_000_000;

/// How many pairs are remembered as recent.
const RECENT: usize = 1 << 13;

/// The dense numbers of the pairs met so far in a generation.
#[derive(Debug, Default)]
pub(crate) struct Ordinals {
    by_pair: HashMap<u64, u32, BuildHasherDefault<Mixer>>,
    pairs: Vec<u64>,
    /// Pairs met lately with their numbers, by the lowest bits of their hash.
    recent: Vec<(u64, u32)>,
}

impl Ordinals {
    /// Every pair met, by its number.
    pub(crate) fn pairs(&self) -> &[u64] {
        &self.pairs
    }

    fn of(&mut self, pair: u64) -> u32 {
        if self.recent.is_empty() {
            // No pair is zero, since no facet is.
            self.recent.resize(RECENT, (0, 0));
        }
        let mut mixer = Mixer::default();
        mixer.write_u64(pair);
        let place = mixer.finish().to_le_bytes();
        let place = usize::from(u16::from_le_bytes([place[0], place[1]])) % RECENT;
        if self.recent[place].0 != pair {
            self.recent[place] = (pair, self.lasting(pair));
        }
        self.recent[place].1
    }

    fn lasting(&mut self, pair: u64) -> u32 {
        *self.by_pair.entry(pair).or_insert_with(|| {
            let next =
                u32::try_from(self.pairs.len()).expect("fewer values than documents fit in memory");
            self.pairs.push(pair);
            next
        })
    }
}

/// Ordinals by document of one segment.
#[derive(Debug)]
pub(crate) struct Values {
    /// Where each document's ordinals begin; one more than documents.
    offsets: Vec<u32>,
    ordinals: Vec<u32>,
}

impl Values {
    /// Reads the values of a segment, numbering those not met before.
    pub(crate) fn read(
        segment: &SegmentReader,
        dates: &Dates,
        numbers: &mut Ordinals,
    ) -> Result<Self> {
        let column = segment.fast_fields().u64("value")?;
        let mut offsets = Vec::with_capacity(segment.max_doc() as usize + 1);
        let mut ordinals =
            Vec::with_capacity(column.values.num_vals() as usize + segment.max_doc() as usize);
        offsets.push(0);
        for doc in 0..segment.max_doc() {
            let start = ordinals.len();
            ordinals.extend(column.values_for_doc(doc).map(|pair| numbers.of(pair)));
            // A value put in twice is still one document.
            if ordinals.len() > start + 1 {
                ordinals[start..].sort_unstable();
                let mut last = None;
                let mut kept = start;
                for index in start..ordinals.len() {
                    if last != Some(ordinals[index]) {
                        last = Some(ordinals[index]);
                        ordinals[kept] = ordinals[index];
                        kept += 1;
                    }
                }
                ordinals.truncate(kept);
            }
            each_year_pair(dates, doc, |pair| ordinals.push(numbers.of(pair)));
            offsets.push(
                u32::try_from(ordinals.len()).expect("a segment's values are counted in 32 bits"),
            );
        }
        ordinals.shrink_to_fit();
        Ok(Self { offsets, ordinals })
    }

    /// The ordinals of a document.
    #[inline]
    pub(crate) fn of(&self, doc: u32) -> &[u32] {
        let index = doc as usize;
        &self.ordinals[self.offsets[index] as usize..self.offsets[index + 1] as usize]
    }
}

/// The years a document counts in, as pairs.
fn each_year_pair(dates: &Dates, doc: u32, mut give: impl FnMut(u64)) {
    let index = doc as usize;
    let nature = dates.nature[index];
    if nature & DATED == 0 {
        return;
    }
    let (earliest, latest) = (dates.earliest[index], dates.latest[index]);
    let (first, last) = match (earliest, latest) {
        (i32::MIN, i32::MAX) => return,
        (i32::MIN, latest) => (latest, latest),
        (earliest, i32::MAX) => (earliest, earliest),
        known => known,
    };
    let (first, last) = (year_of_day(first), year_of_day(last));
    if nature & FIRM != 0 && first == last {
        give(year_pair(YEAR_CERTAIN, first));
    } else {
        give(year_pair(YEAR_POSSIBLE_FROM, first));
        give(year_pair(YEAR_POSSIBLE_AFTER, last + 1));
    }
}

fn year_pair(kind: u8, year: i64) -> u64 {
    let shifted =
        u64::try_from(year + YEAR_OFFSET).expect("days of 32 bits span six million years");
    packed(kind, shifted).expect("a year needs far fewer bits")
}

/// The year of a histogram pair's value.
pub(crate) fn year_of_value(value: u64) -> i32 {
    let shifted = i64::try_from(value).expect("years were shifted to small numbers");
    i32::try_from(shifted - YEAR_OFFSET).expect("days of 32 bits span six million years")
}

/// The proleptic Gregorian year of a day counted from 1970-01-01; 0 is 1 BC.
/// Years are counted from March, so that the leap day ends one.
fn year_of_day(day: i32) -> i64 {
    let from_march_0000 = i64::from(day) + 719_468;
    let era = from_march_0000.div_euclid(146_097);
    let day_of_era = from_march_0000.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    // January and February are the days from 306 on.
    era * 400 + year_of_era + i64::from(day_of_year >= 306)
}

#[cfg(test)]
mod tests {
    use super::{year_of_day, year_of_value, year_pair};
    use crate::schema::unpacked;

    fn check(day: i32, year: i64) {
        assert_eq!(year_of_day(day), year, "year of day {day}");
        assert_eq!(
            i64::from(year_of_value(unpacked(year_pair(200, year)).1)),
            year
        );
    }

    #[test]
    fn years_of_days() {
        check(0, 1970);
        check(-1, 1969);
        check(364, 1970);
        check(365, 1971);
        check(-7_671, 1948); // 1948-12-31
        check(-7_670, 1949); // 1949-01-01
        check(11_016, 2000); // 2000-02-29
        check(10_957, 2000); // 2000-01-01
        check(-719_528, 0); // 0000-01-01
        check(-719_529, -1);
        check(i32::MAX, 5_881_580);
        check(i32::MIN, -5_877_641);
    }
}
