//! A set of document slots, one bit each.
//!
//! Whole words are combined at a time, so that sets over the entire archive
//! cost little more than reading them.

/// A set of numbers below a fixed size.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Bits {
    words: Vec<u64>,
}

impl Bits {
    /// The empty set of numbers below `size`.
    pub(crate) fn empty(size: usize) -> Self {
        Self {
            words: vec![0; size.div_ceil(64)],
        }
    }

    /// Puts a number in.
    #[inline]
    pub(crate) fn insert(&mut self, slot: u32) {
        self.words[slot as usize / 64] |= 1 << (slot % 64);
    }

    /// Whether a number is in.
    #[inline]
    pub(crate) fn contains(&self, slot: u32) -> bool {
        self.words[slot as usize / 64] >> (slot % 64) & 1 == 1
    }

    /// Puts in all numbers from `start` up to but not including `end`.
    pub(crate) fn insert_range(&mut self, start: u32, end: u32) {
        for slot in start..end {
            self.insert(slot);
        }
    }

    /// Keeps what is also in `other`, a set of the same size.
    pub(crate) fn intersect(&mut self, other: &Self) {
        for (word, other) in self.words.iter_mut().zip(&other.words) {
            *word &= other;
        }
    }

    /// Removes what is in `other`, a set of the same size.
    pub(crate) fn subtract(&mut self, other: &Self) {
        for (word, other) in self.words.iter_mut().zip(&other.words) {
            *word &= !other;
        }
    }

    /// How many numbers are in.
    pub(crate) fn count(&self) -> usize {
        self.words
            .iter()
            .map(|word| word.count_ones() as usize)
            .sum()
    }

    /// The 64 numbers from `start` on, a multiple of 64, the first in the
    /// lowest bit.
    pub(crate) fn block(&self, start: u32) -> u64 {
        self.words[start as usize / 64]
    }

    /// Sets the 64 numbers from `start` on, a multiple of 64.
    pub(crate) fn set_block(&mut self, start: u32, block: u64) {
        self.words[start as usize / 64] = block;
    }

    /// Calls `visit` with every number in the set from `start` up to but not
    /// including `end`, in order; both are multiples of 64 or the size.
    #[inline]
    pub(crate) fn each_between(&self, start: u32, end: u32, mut visit: impl FnMut(u32)) {
        let first = start as usize / 64;
        let last = (end as usize).div_ceil(64).min(self.words.len());
        let mut slot = start - start % 64;
        for word in &self.words[first..last] {
            let mut left = *word;
            while left != 0 {
                visit(slot + left.trailing_zeros());
                left &= left - 1;
            }
            slot += 64;
        }
    }

    /// Calls `visit` with every number in the set, in order.
    #[inline]
    pub(crate) fn each(&self, visit: impl FnMut(u32)) {
        let size = u32::try_from(self.words.len() * 64).expect("slots are counted in 32 bits");
        self.each_between(0, size, visit);
    }
}

#[cfg(test)]
mod tests {
    use super::Bits;

    fn check(bits: &Bits, expected: &[u32]) {
        let mut found = Vec::new();
        bits.each(|slot| found.push(slot));
        assert_eq!(found, expected);
        assert_eq!(bits.count(), expected.len());
        assert!(expected.iter().all(|slot| bits.contains(*slot)));
    }

    #[test]
    fn sets_combine() {
        let mut left = Bits::empty(200);
        left.insert_range(62, 67);
        left.insert(199);
        check(&left, &[62, 63, 64, 65, 66, 199]);
        let mut right = Bits::empty(200);
        right.insert_range(64, 66);
        let mut both = left.clone();
        both.intersect(&right);
        check(&both, &[64, 65]);
        left.subtract(&right);
        check(&left, &[62, 63, 66, 199]);
        let mut part = Vec::new();
        left.each_between(64, 128, |slot| part.push(slot));
        assert_eq!(part, [66]);
    }
}
