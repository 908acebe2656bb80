//! Times of many equal things, and what is said of them: median, 90th, 99th, longest.

use std::fmt;
use std::time::Duration;

/// What is said of many times.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Figures {
    /// How many there were.
    pub count: usize,
    /// Half of them were at most so long.
    pub median: Duration,
    /// Nine of ten were at most so long.
    pub ninetieth: Duration,
    /// Ninety-nine of a hundred were at most so long.
    pub ninety_ninth: Duration,
    /// The longest.
    pub longest: Duration,
}

impl Figures {
    /// The figures of some times, in any order; all zero if there are none.
    pub fn of(mut times: Vec<Duration>) -> Self {
        times.sort_unstable();
        // The nearest rank: the least time that so many of a hundred do not exceed.
        let share = |percent: usize| {
            let rank = (times.len() * percent).div_ceil(100).max(1);
            times.get(rank - 1).copied().unwrap_or_default()
        };
        Self {
            count: times.len(),
            median: share(50),
            ninetieth: share(90),
            ninety_ninth: share(99),
            longest: share(100),
        }
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "median {}, 90th {}, 99th {}, max {} ms",
            milliseconds(self.median),
            milliseconds(self.ninetieth),
            milliseconds(self.ninety_ninth),
            milliseconds(self.longest)
        )
    }
}

/// A time in milliseconds, with as many decimals as tell something.
pub fn milliseconds(time: Duration) -> String {
    let value = time.as_secs_f64() * 1_000.0;
    match value {
        _ if value < 10.0 => format!("{value:.2}"),
        _ if value < 100.0 => format!("{value:.1}"),
        _ => format!("{value:.0}"),
    }
}

/// How many things a second that is.
pub fn rate(count: u64, time: Duration) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "a rate is told with few digits")]
    let count = count as f64;
    count / time.as_secs_f64().max(1e-9)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::Figures;

    fn check(times: impl Iterator<Item = u64>, expected: [u64; 4]) {
        let figures = Figures::of(times.map(Duration::from_millis).collect());
        let found = [
            figures.median,
            figures.ninetieth,
            figures.ninety_ninth,
            figures.longest,
        ];
        assert_eq!(found, expected.map(Duration::from_millis));
    }

    #[test]
    fn nearest_ranks() {
        check((1..=100).rev(), [50, 90, 99, 100]);
        check(1..=10, [5, 9, 10, 10]);
        check(std::iter::once(7), [7, 7, 7, 7]);
        check(std::iter::empty(), [0, 0, 0, 0]);
    }
}
