//! The dates of a segment's documents, nine bytes each.

use std::collections::HashMap;

use tantivy::SegmentReader;

use crate::error::Result;
use crate::search::Group;

/// The document has a date.
pub(crate) const DATED: u8 = 1;
/// The date is firm.
pub(crate) const FIRM: u8 = 2;
/// The date has several members, and gaps between them matter.
pub(crate) const SEVERAL: u8 = 4;

/// Dates by document of one segment.
#[derive(Debug)]
pub(crate) struct Dates {
    pub(crate) earliest: Vec<i32>,
    pub(crate) latest: Vec<i32>,
    pub(crate) nature: Vec<u8>,
    /// The members of those few dates that have several.
    members: HashMap<u32, Box<[(i32, i32)]>>,
}

impl Dates {
    /// Reads the dates of a segment.
    pub(crate) fn read(segment: &SegmentReader) -> Result<Self> {
        let columns = segment.fast_fields();
        let days = |name: &str| -> Result<Vec<i32>> {
            let mut values = vec![0_i64; segment.max_doc() as usize];
            columns
                .column_first_or_default::<i64>(name)?
                .get_range(0, &mut values);
            Ok(values.into_iter().map(saturated).collect())
        };
        let mut natures = vec![0_u64; segment.max_doc() as usize];
        columns
            .column_first_or_default::<u64>("nature")?
            .get_range(0, &mut natures);
        let nature: Vec<u8> = natures
            .into_iter()
            .map(|nature| nature.to_le_bytes()[0])
            .collect();
        let member = columns.u64("member")?;
        let mut members = HashMap::new();
        for (doc, _) in (0_u32..)
            .zip(&nature)
            .filter(|(_, nature)| *nature & SEVERAL != 0)
        {
            members.insert(doc, member.values_for_doc(doc).map(unpacked).collect());
        }
        Ok(Self {
            earliest: days("earliest")?,
            latest: days("latest")?,
            nature,
            members,
        })
    }

    /// The groups of the 64 documents from `start` on, as [`Self::group`] gives
    /// them one by one, without a branch for each.
    #[expect(
        clippy::needless_bitwise_bool,
        reason = "a lazy operator would be a branch"
    )]
    pub(crate) fn group_masks(&self, start: u32, since: i32, until: i32) -> GroupMasks {
        let first = start as usize;
        let last = (first + 64).min(self.nature.len());
        let mut masks = GroupMasks::default();
        let mut several = 0_u64;
        let rows = self.nature[first..last]
            .iter()
            .zip(&self.earliest[first..last])
            .zip(&self.latest[first..last]);
        for (bit, ((nature, earliest), latest)) in rows.enumerate() {
            let dated = nature & DATED != 0;
            let overlaps = dated & (*earliest <= until) & (*latest >= since);
            let certain =
                overlaps & (nature & FIRM != 0) & (since <= *earliest) & (*latest <= until);
            masks.certain |= u64::from(certain) << bit;
            masks.possible |= u64::from(overlaps & !certain) << bit;
            masks.undated |= u64::from(!dated) << bit;
            several |= u64::from(nature & SEVERAL != 0) << bit;
        }
        // Between the members of a set there may be a gap.
        let mut doubtful = several & masks.possible;
        while doubtful != 0 {
            let bit = doubtful.trailing_zeros();
            if self.group(start + bit, since, until).is_none() {
                masks.possible &= !(1 << bit);
            }
            doubtful &= doubtful - 1;
        }
        masks
    }

    /// The group of a document in a range from `since` to `until`, both
    /// inclusive, or nothing if it lies outside.
    #[inline]
    pub(crate) fn group(&self, doc: u32, since: i32, until: i32) -> Option<Group> {
        let index = doc as usize;
        let nature = self.nature[index];
        if nature & DATED == 0 {
            return Some(Group::Undated);
        }
        let (earliest, latest) = (self.earliest[index], self.latest[index]);
        if earliest > until || latest < since {
            return None;
        }
        if nature & FIRM != 0 && since <= earliest && latest <= until {
            return Some(Group::Certain);
        }
        if nature & SEVERAL != 0 {
            let overlaps = |(first, last): &(i32, i32)| *first <= until && *last >= since;
            return self.members[&doc]
                .iter()
                .any(overlaps)
                .then_some(Group::Possible);
        }
        Some(Group::Possible)
    }
}

/// The groups of up to 64 documents in a row, the first in the lowest bit.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct GroupMasks {
    pub(crate) certain: u64,
    pub(crate) possible: u64,
    pub(crate) undated: u64,
}

fn saturated(day: i64) -> i32 {
    i32::try_from(day).unwrap_or(if day < 0 { i32::MIN } else { i32::MAX })
}

fn unpacked(member: u64) -> (i32, i32) {
    let half = |bits: u64| {
        u32::try_from(bits & 0xffff_ffff)
            .expect("32 bits were kept")
            .cast_signed()
    };
    (half(member >> 32), half(member))
}
