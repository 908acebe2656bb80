//! Chance that is the same on every machine.
//!
//! The generator `SplitMix64` (Steele, Lea and Flood 2014) and whole numbers only: no floating point, whose last bit differs between libraries.
//! Every generated thing has a stream of its own, so that the millionth document can be made without the ones before it.

/// A stream of random numbers.
#[derive(Debug, Clone)]
pub struct Random(u64);

impl Random {
    /// The stream of the thing `index` of the sort `sort` in the archive of `seed`.
    pub fn of(seed: u64, sort: u64, index: u64) -> Self {
        let mut random = Self(seed);
        random.0 = random.number() ^ sort.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        random.0 = random.number() ^ index.wrapping_mul(0xbf58_476d_1ce4_e5b9);
        random
    }

    /// The next number.
    pub fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 to `limit` − 1; `limit` must not be 0.
    pub fn below(&mut self, limit: u64) -> u64 {
        // The bias is below 2⁻³² for the limits in use, and costs nobody anything.
        let wide = u128::from(self.number()) * u128::from(limit);
        u64::try_from(wide >> 64).expect("a product shifted by 64 bits has 64 bits")
    }

    /// A number from `first` to `last`, both included.
    pub fn between(&mut self, first: u64, last: u64) -> u64 {
        first + self.below(last - first + 1)
    }

    /// A place in a list of `length` things.
    pub fn index(&mut self, length: usize) -> usize {
        usize::try_from(self.below(length as u64)).expect("a place in a list fits the machine")
    }

    /// True in so many of a thousand cases.
    pub fn chance(&mut self, per_thousand: u64) -> bool {
        self.below(1_000) < per_thousand
    }

    /// One of a list, each as likely as the other.
    pub fn pick<'a, T: ?Sized>(&mut self, list: &[&'a T]) -> &'a T {
        list[self.index(list.len())]
    }

    /// The place of one of a list of weights, each as likely as it weighs.
    pub fn weighted(&mut self, weights: &[u64]) -> usize {
        let mut drawn = self.below(weights.iter().sum());
        for (index, weight) in weights.iter().enumerate() {
            if drawn < *weight {
                return index;
            }
            drawn -= weight;
        }
        weights.len() - 1
    }
}

/// Ranks drawn as the words of a language are: the second half as often as the first, the tenth a tenth as often.
#[derive(Debug, Clone)]
pub struct Zipf {
    /// Up to each rank the sum of all weights.
    cumulative: Vec<u64>,
}

impl Zipf {
    /// A law for `ranks` ranks; the larger `flat`, the less the first ones stand out.
    pub fn new(ranks: usize, flat: u64) -> Self {
        let mut sum = 0;
        let weights = (1..)
            .take(ranks)
            .map(|rank: u64| 1_000_000_000 / (rank + flat));
        Self {
            cumulative: weights
                .map(|weight| {
                    sum += weight;
                    sum
                })
                .collect(),
        }
    }

    /// A rank, counted from 0.
    pub fn draw(&self, random: &mut Random) -> usize {
        let total = self.cumulative.last().copied().unwrap_or(1);
        let drawn = random.below(total);
        self.cumulative.partition_point(|sum| *sum <= drawn)
    }
}

#[cfg(test)]
mod tests {
    use super::{Random, Zipf};

    #[test]
    fn equal_seeds_give_equal_numbers_and_others_others() {
        let numbers = |seed, sort, index| {
            let mut random = Random::of(seed, sort, index);
            [random.number(), random.number(), random.number()]
        };
        assert_eq!(numbers(1, 2, 3), numbers(1, 2, 3));
        assert_ne!(numbers(1, 2, 3), numbers(2, 2, 3));
        assert_ne!(numbers(1, 2, 3), numbers(1, 3, 3));
        assert_ne!(numbers(1, 2, 3), numbers(1, 2, 4));
    }

    #[test]
    fn the_first_rank_is_drawn_most() {
        let law = Zipf::new(100, 0);
        let mut random = Random::of(1, 1, 1);
        let mut counts = vec![0; 100];
        for _ in 0..10_000 {
            counts[law.draw(&mut random)] += 1;
        }
        assert!(counts[0] > counts[1] && counts[1] > counts[9] && counts[9] > counts[99]);
    }

    #[test]
    fn weights_are_kept() {
        let mut random = Random::of(1, 1, 2);
        let drawn: Vec<usize> = (0..100).map(|_| random.weighted(&[0, 3, 0, 1])).collect();
        assert!(drawn.contains(&1) && drawn.contains(&3));
        assert!(!drawn.contains(&0) && !drawn.contains(&2));
    }
}
