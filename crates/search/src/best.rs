//! The best so many of a stream of scored documents.
//!
//! Scores and ranks are packed into one number, the better the larger, and cut
//! back by selection whenever twice as many as wanted have gathered: a deep
//! page costs time in proportion to the matches, not a heap of its depth.

/// Gathers the best documents offered. Equal scores are settled by rank.
#[derive(Debug)]
pub(crate) struct Best {
    wanted: usize,
    /// What a key must exceed to be among the best.
    threshold: u64,
    keys: Vec<u64>,
}

impl Best {
    /// Gathers the best `wanted` documents.
    pub(crate) fn new(wanted: usize) -> Self {
        Self {
            wanted: wanted.max(1),
            threshold: 0,
            keys: Vec::new(),
        }
    }

    /// Offers a document with a score that is not negative; its rank, lower
    /// being better, is asked for only if the score could do.
    #[inline]
    pub(crate) fn offer(&mut self, score: f32, rank: impl FnOnce() -> u32) {
        // Bits of floats without sign compare as the floats do.
        let score = u64::from(score.to_bits());
        if score < self.threshold >> 32 {
            return;
        }
        let key = score << 32 | u64::from(u32::MAX - rank());
        if key <= self.threshold {
            return;
        }
        self.keys.push(key);
        if self.keys.len() == self.wanted.saturating_mul(2).max(64) {
            self.cut_back();
        }
    }

    /// Scores and ranks from the `offset`-th best on, at most `limit`.
    pub(crate) fn page(mut self, offset: usize, limit: usize) -> Vec<(f32, u32)> {
        if offset >= self.keys.len() {
            return Vec::new();
        }
        let descending = |left: &u64, right: &u64| right.cmp(left);
        if offset > 0 {
            self.keys.select_nth_unstable_by(offset, descending);
        }
        let rest = &mut self.keys[offset..];
        if rest.len() > limit {
            rest.select_nth_unstable_by(limit, descending);
        }
        let length = rest.len().min(limit);
        let page = &mut rest[..length];
        page.sort_unstable_by(descending);
        page.iter()
            .map(|key| (f32::from_bits(high(*key)), u32::MAX - low(*key)))
            .collect()
    }

    fn cut_back(&mut self) {
        let (_, last, _) = self
            .keys
            .select_nth_unstable_by(self.wanted - 1, |left, right| right.cmp(left));
        self.threshold = *last - 1;
        self.keys.truncate(self.wanted);
    }
}

fn high(key: u64) -> u32 {
    low(key >> 32)
}

fn low(key: u64) -> u32 {
    u32::try_from(key & u64::from(u32::MAX)).expect("32 bits were kept")
}

#[cfg(test)]
mod tests {
    use super::Best;

    fn check(offset: usize, limit: usize) {
        let scores: Vec<f32> = (0..500_u16)
            .map(|index| f32::from(index * 37 % 50))
            .collect();
        let mut best = Best::new(offset + limit);
        let mut all: Vec<(f32, u32)> = scores.iter().copied().zip(0..).collect();
        for (score, rank) in &all {
            best.offer(*score, || *rank);
        }
        all.sort_by(|left, right| right.0.total_cmp(&left.0).then(left.1.cmp(&right.1)));
        let expected: Vec<(f32, u32)> = all.into_iter().skip(offset).take(limit).collect();
        assert_eq!(best.page(offset, limit), expected, "{limit} from {offset}");
    }

    #[test]
    fn pages_are_slices_of_the_sorted_whole() {
        for (offset, limit) in [
            (0, 10),
            (0, 1),
            (7, 3),
            (90, 10),
            (495, 10),
            (500, 10),
            (900, 10),
            (0, 600),
            (3, 0),
        ] {
            check(offset, limit);
        }
    }
}
