//! Documents by year as a drawing of bars, made on the server.
//!
//! What certainly belongs to a year stands solid; what may belong to it is hatched on top.
//! Long spans are drawn by decade or century, so that a bar never vanishes.

use fonds_archive::Ask;
use fonds_search::Year;

use crate::{urls, words};

/// The height of the drawing in its own units.
pub(crate) const HEIGHT: u64 = 96;
/// The width of the drawing in its own units.
pub(crate) const WIDTH: u64 = 720;
/// The most bars that can be told apart.
const MOST_BARS: i32 = 120;
/// The widest bar, so that three years do not become three slabs.
const WIDEST: u64 = 48;

/// The least height of a part, so that one document among thousands is still seen, hatching and all.
const LEAST: u64 = 5;

/// Documents by year, ready to be drawn.
#[derive(Debug, Clone)]
pub(crate) struct Chart {
    /// Its bars in order of time, those without documents left out.
    pub(crate) bars: Vec<Bar>,
    /// The words below its left end.
    pub(crate) first: String,
    /// The words below its right end.
    pub(crate) last: String,
    /// What the drawing shows, in a sentence.
    pub(crate) sentence: String,
    /// The width in use; few bars leave the rest of the paper empty.
    pub(crate) width: u64,
    /// What one bar stands for, such as "Year".
    pub(crate) unit: &'static str,
}

/// A year, a decade or a century.
#[derive(Debug, Clone)]
pub(crate) struct Bar {
    /// What it stands for, such as "1949" or "1940s".
    pub(crate) label: String,
    /// Documents certainly within.
    pub(crate) certain: u64,
    /// Documents possibly within.
    pub(crate) possible: u64,
    /// The search for them.
    pub(crate) url: String,
    /// Its left edge.
    pub(crate) left: u64,
    /// Its width.
    pub(crate) width: u64,
    /// The top and the height of its solid part.
    pub(crate) solid: (u64, u64),
    /// The top and the height of its hatched part.
    pub(crate) hatched: (u64, u64),
}

impl Chart {
    /// True if some documents only possibly belong where they stand.
    pub(crate) fn has_possible(&self) -> bool {
        self.bars.iter().any(|bar| bar.possible > 0)
    }

    /// The chart of a search; `None` if there are no two years to compare.
    pub(crate) fn new(years: &[Year], ask: &Ask) -> Option<Self> {
        let first = years.iter().map(|year| year.year).min()?;
        let last = years.iter().map(|year| year.year).max()?;
        let step = step(first, last);
        let bins = bins(years, step);
        let tallest = bins
            .iter()
            .map(|bin| bin.certain + bin.possible)
            .max()
            .filter(|tallest| *tallest > 0)?;
        if bins.len() < 2 {
            return None;
        }
        let start = first.div_euclid(step);
        let count = u64::from(last.div_euclid(step).abs_diff(start)) + 1;
        let pitch = (WIDTH / count).clamp(1, WIDEST);
        let bars = bins.iter().map(|bin| {
            let place = u64::from(bin.year.abs_diff(start));
            bar(bin, step, place * pitch, pitch, tallest, ask)
        });
        let bars: Vec<Bar> = bars.collect();
        let highest = bins.iter().max_by_key(|bin| bin.certain + bin.possible)?;
        Some(Self {
            sentence: format!(
                "Documents from {} to {}; most in {}: {}.",
                label(start, step),
                label(last.div_euclid(step), step),
                label(highest.year, step),
                words::number(&tallest)
            ),
            first: label(start, step),
            last: label(last.div_euclid(step), step),
            width: count * pitch,
            unit: match step {
                1 => "Year",
                10 => "Decade",
                _ => "Century",
            },
            bars,
        })
    }
}

/// How many years a bar stands for.
fn step(first: i32, last: i32) -> i32 {
    let years = last.saturating_sub(first);
    match years {
        _ if years < MOST_BARS => 1,
        _ if years < MOST_BARS * 10 => 10,
        _ => 100,
    }
}

/// Sums by bar; `year` is the number of the bar, counted in steps.
fn bins(years: &[Year], step: i32) -> Vec<Year> {
    let mut bins: Vec<Year> = Vec::new();
    for year in years {
        let number = year.year.div_euclid(step);
        match bins.iter_mut().find(|bin| bin.year == number) {
            Some(bin) => {
                bin.certain += year.certain;
                bin.possible += year.possible;
            }
            None => bins.push(Year {
                year: number,
                ..*year
            }),
        }
    }
    bins
}

fn bar(bin: &Year, step: i32, left: u64, pitch: u64, tallest: u64, ask: &Ask) -> Bar {
    let first = bin.year * step;
    let height = |count: u64| match count {
        0 => 0,
        _ => (count * HEIGHT / tallest).max(LEAST),
    };
    let least = if bin.possible > 0 { LEAST } else { 0 };
    let solid = height(bin.certain).min(HEIGHT - least);
    let both = height(bin.certain + bin.possible).max(solid + least);
    Bar {
        label: label(bin.year, step),
        certain: bin.certain,
        possible: bin.possible,
        url: urls::years(ask, first, first + step - 1),
        left,
        width: if pitch > 3 {
            pitch - pitch / 6 - 1
        } else {
            pitch
        },
        solid: (HEIGHT - solid, solid),
        hatched: (HEIGHT - both, both.saturating_sub(solid)),
    }
}

fn label(number: i32, step: i32) -> String {
    match step {
        1 if number <= 0 => format!("{} BC", 1 - number),
        1 => number.to_string(),
        _ => format!("{}s", number * step),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(years: &[(i32, u64, u64)], expected: &[(&str, u64, u64)]) {
        let years: Vec<Year> = years
            .iter()
            .map(|(year, certain, possible)| Year {
                year: *year,
                certain: *certain,
                possible: *possible,
            })
            .collect();
        let bars = Chart::new(&years, &Ask::default())
            .map(|chart| chart.bars)
            .unwrap_or_default();
        let drawn: Vec<(&str, u64, u64)> = bars
            .iter()
            .map(|bar| (bar.label.as_str(), bar.solid.1, bar.hatched.1))
            .collect();
        assert_eq!(drawn, expected);
        for bar in &bars {
            assert!(
                bar.left + bar.width <= WIDTH
                    && bar.hatched.0 + bar.hatched.1 + bar.solid.1 == HEIGHT
            );
        }
    }

    #[test]
    fn years_become_bars() {
        check(
            &[(1948, 1, 1), (1949, 4, 0)],
            &[("1948", 24, 24), ("1949", 96, 0)],
        );
    }

    #[test]
    fn one_document_among_thousands_is_seen() {
        check(
            &[(1948, 1, 0), (1949, 9_999, 1)],
            &[("1948", 5, 0), ("1949", 91, 5)],
        );
    }

    #[test]
    fn long_spans_are_drawn_in_longer_steps() {
        check(
            &[(1644, 1, 0), (1948, 1, 0), (1949, 1, 0)],
            &[("1640s", 48, 0), ("1940s", 96, 0)],
        );
    }

    #[test]
    fn one_year_is_no_chart() {
        check(&[(1949, 3, 0)], &[]);
        check(&[], &[]);
    }
}
