//! Dates of every precision between 1917 and 1991: mostly days, and now and then all that EDTF can say.

use crate::random::Random;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Spans of years and how many documents a year of each has.
const YEARS: [(u64, u64, u64); 7] = [
    (1917, 1938, 2),
    (1939, 1945, 10),
    (1946, 1953, 40),
    (1954, 1962, 34),
    (1963, 1969, 18),
    (1970, 1979, 10),
    (1980, 1991, 6),
];

/// How many of a thousand dates have each [`Precision`], in its order.
const PRECISIONS: [u64; 10] = [852, 54, 22, 5, 16, 10, 9, 4, 4, 24];

/// How much a date says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Precision {
    Day,
    Month,
    Year,
    Decade,
    Circa,
    Uncertain,
    Interval,
    Open,
    Set,
    Undated,
}

const IN_ORDER: [Precision; 10] = [
    Precision::Day,
    Precision::Month,
    Precision::Year,
    Precision::Decade,
    Precision::Circa,
    Precision::Uncertain,
    Precision::Interval,
    Precision::Open,
    Precision::Set,
    Precision::Undated,
];

/// A date as a source writes it and as it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct WrittenDate {
    /// In EDTF.
    pub(crate) edtf: String,
    /// In the words of a catalogue.
    pub(crate) words: String,
    /// In the words of the listings of 2012, which give days with two figures and months with a comma.
    pub(crate) words_2012: String,
}

/// A date, or none for the undated.
pub(crate) fn date(random: &mut Random) -> Option<WrittenDate> {
    let precision = IN_ORDER[random.weighted(&PRECISIONS)];
    let year = year(random);
    let month = random.between(1, 12);
    let day = random.between(1, 28);
    let name = MONTHS[usize::try_from(month - 1).expect("a month is small")];
    let same = |edtf: String, words: String| {
        Some(WrittenDate {
            edtf,
            words_2012: words.clone(),
            words,
        })
    };
    match precision {
        Precision::Day => Some(WrittenDate {
            edtf: format!("{year}-{month:02}-{day:02}"),
            words: format!("{name} {day}, {year}"),
            words_2012: format!("{name} {day:02}, {year}"),
        }),
        Precision::Month => Some(WrittenDate {
            edtf: format!("{year}-{month:02}"),
            words: format!("{name} {year}"),
            words_2012: format!("{name}, {year}"),
        }),
        Precision::Year => same(year.to_string(), year.to_string()),
        Precision::Decade => same(format!("{}X", year / 10), format!("{}0s", year / 10)),
        Precision::Circa if random.chance(500) => same(format!("{year}~"), format!("circa {year}")),
        Precision::Circa => same(
            format!("{year}-{month:02}~"),
            format!("circa {name} {year}"),
        ),
        Precision::Uncertain => same(format!("{year}?"), format!("[{year}?]")),
        Precision::Interval if random.chance(300) => same(
            format!("{year}/{}", year + 1),
            format!("{year}-{}", year + 1),
        ),
        Precision::Interval => {
            let first = random.between(1, 20);
            let last = random.between(first + 1, 28);
            same(
                format!("{year}-{month:02}-{first:02}/{year}-{month:02}-{last:02}"),
                format!("{first}-{last} {name} {year}"),
            )
        }
        Precision::Open => same(
            format!("{year}-{month:02}-{day:02}/.."),
            format!("{year}-{month:02}-{day:02}/.."),
        ),
        Precision::Set => {
            let set = match random.below(3) {
                0 => format!("[{year},{}]", year + 2),
                1 => format!("{{{year},{}-{month:02}}}", year + 1),
                _ => {
                    let first = random.between(1, 20);
                    format!(
                        "[{year}-{month:02}-{first:02},{year}-{month:02}-{:02}]",
                        first + 7
                    )
                }
            };
            same(set.clone(), set)
        }
        Precision::Undated => None,
    }
}

/// A year, those after the Second World War more often.
pub(crate) fn year(random: &mut Random) -> u64 {
    let weights = YEARS.map(|(first, last, each)| (last - first + 1) * each);
    let (first, last, _) = YEARS[random.weighted(&weights)];
    random.between(first, last)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use fonds_model::Edtf;

    use super::date;
    use crate::random::Random;

    #[test]
    fn every_date_is_edtf_and_all_sorts_occur() {
        let mut shapes = BTreeSet::new();
        for index in 0..5_000 {
            match date(&mut Random::of(1, 1, index)) {
                Some(date) => {
                    Edtf::parse(&date.edtf).unwrap();
                    let shape: String = date
                        .edtf
                        .chars()
                        .map(|letter| if letter.is_ascii_digit() { '0' } else { letter })
                        .collect();
                    shapes.insert(shape);
                }
                None => {
                    shapes.insert("undated".to_owned());
                }
            }
        }
        for shape in [
            "0000-00-00",
            "0000-00",
            "0000",
            "000X",
            "0000~",
            "0000-00~",
            "0000?",
            "0000/0000",
            "0000-00-00/0000-00-00",
            "0000-00-00/..",
            "[0000,0000]",
            "{0000,0000-00}",
            "[0000-00-00,0000-00-00]",
            "undated",
        ] {
            assert!(shapes.contains(shape), "{shape} in {shapes:?}");
        }
    }
}
