//! Date lines: what is one, and what stands like one although it cannot be read.
//!
//! The grammar of dates is not here (`fonds_reading` has it); this tells lines that are nothing but a date.
//! A line that only looks like a date is never one by itself: its place among its siblings decides with it.

use fonds_reading::date::{MONTHS, is_date_line};

use super::shape::words;

/// The longest date line, in bytes.
const LONGEST_DATE: usize = 80;
/// The longest line that may look like a date without being one, in bytes.
const LONGEST_LIKENESS: usize = 40;

/// How a date line is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DateShape {
    /// With the name of a month or season: sure to be a date line.
    Named,
    /// Words that say there is no date.
    Undated,
    /// A year or a decade alone.
    Year,
    /// Two years, as people's cards give their lives.
    Years,
    /// Figures only, as in `1949-01-06`.
    Figures,
}

impl DateShape {
    /// The shape of `text` if all of it is a date.
    pub(crate) fn of(text: &str) -> Option<Self> {
        if text.is_empty() || text.len() > LONGEST_DATE || !could_be_date(text) {
            return None;
        }
        if is_life_span(text) {
            return Some(Self::Years);
        }
        let is_month_and_year = has_month_and_year_only(text);
        if !is_month_and_year && !is_date_line(text) {
            return None;
        }
        let years = text
            .split(|character: char| !character.is_ascii_digit())
            .filter(|run| run.len() == 4)
            .count();
        let has_digits = text.contains(|character: char| character.is_ascii_digit());
        Some(if !has_digits {
            Self::Undated
        } else if words(text).any(is_calendar_name) {
            Self::Named
        } else if years >= 2 {
            Self::Years
        } else if text.chars().filter(char::is_ascii_digit).count() > 4 {
            Self::Figures
        } else {
            Self::Year
        })
    }
}

/// Cheap test before the grammar of dates is asked: a year, or no figures at all and few letters.
fn could_be_date(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    digits >= 3 || (digits == 0 && text.len() <= 20)
}

/// Month, year and perhaps a day: a date line even if no calendar has the day.
fn has_month_and_year_only(text: &str) -> bool {
    let (mut months, mut years, mut days) = (0, 0, 0);
    for word in
        text.split(|character: char| character.is_whitespace() || matches!(character, ',' | '.'))
    {
        if word.is_empty() {
        } else if is_calendar_name(word) {
            months += 1;
        } else if word.bytes().all(|byte| byte.is_ascii_digit()) {
            match word.len() {
                4 => years += 1,
                1 | 2 => days += 1,
                _ => return false,
            }
        } else {
            return false;
        }
    }
    months == 1 && years == 1 && days <= 1
}

/// `1904- 1997` or `1949-`: the years of a life, of which the second may be missing.
pub(super) fn is_life_span(text: &str) -> bool {
    let is_year = |text: &str| text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    text.split_once(['-', '–']).is_some_and(|(born, died)| {
        is_year(born.trim()) && (died.trim().is_empty() || is_year(died.trim()))
    })
}

fn is_calendar_name(word: &str) -> bool {
    const SEASONS: [&str; 5] = ["spring", "summer", "autumn", "fall", "winter"];
    let word = word.to_lowercase();
    MONTHS
        .iter()
        .chain(&SEASONS)
        .any(|name| *name == word || (word.len() == 3 && name.starts_with(&word)))
        || word == "sept"
}

/// Whether the words look like a date line but cannot be read as one: `May 4, 19555`, `01/05/1955`, `May 3, 1955 (?)`, `Mai 3, 1955`, `0000`.
pub(super) fn is_date_like(text: &str) -> bool {
    let is_short = !text.is_empty() && text.len() <= LONGEST_LIKENESS;
    if !is_short || !text.contains(|character: char| character.is_ascii_digit()) {
        return false;
    }
    let bare = without_remark(text);
    let is_doubted = bare != text && DateShape::of(bare).is_some();
    let is_likeness =
        is_doubted || is_figures(text) || is_damaged_month(bare) || is_unknown_month(bare);
    is_likeness && DateShape::of(text).is_none()
}

/// The words without a question mark or a remark in brackets behind them.
fn without_remark(text: &str) -> &str {
    let open = match text.chars().next_back() {
        Some(')') => text.rfind('('),
        Some(']') => text.rfind('['),
        _ => None,
    };
    text[..open.unwrap_or(text.len())].trim_end_matches([' ', '?'])
}

/// A day in figures alone, or four figures that are no year.
fn is_figures(text: &str) -> bool {
    let is_mark = |character: char| matches!(character, '.' | '/' | '-' | '–' | ' ');
    if !text
        .chars()
        .all(|character| character.is_ascii_digit() || is_mark(character))
    {
        return false;
    }
    let runs: Vec<&str> = text.split(is_mark).filter(|run| !run.is_empty()).collect();
    let is_day = |run: &&str| run.len() <= 2;
    match runs.as_slice() {
        [one] => one.len() == 4 && text.len() == 4,
        [day, month, year] => {
            let (first, last) = (is_day(day), is_day(year));
            is_day(month) && ((first && matches!(year.len(), 2 | 4)) || (last && day.len() == 4))
        }
        _ => false,
    }
}

/// The name of one month and figures that make no date with it.
fn is_damaged_month(text: &str) -> bool {
    let all: Vec<&str> = words(text).collect();
    let is_number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    let months = all.iter().filter(|word| is_calendar_name(word)).count();
    let has_year = all.iter().any(|word| is_number(word) && word.len() >= 3);
    months == 1
        && has_year
        && all
            .iter()
            .all(|word| is_number(word) || is_calendar_name(word))
}

/// A word where a month should stand, with a day and a year: a misspelt month, or one of another language.
fn is_unknown_month(text: &str) -> bool {
    let all: Vec<&str> = text
        .split_whitespace()
        .map(|word| word.trim_end_matches([',', '.']))
        .collect();
    let is_word = |word: &str| word.chars().count() >= 3 && word.chars().all(char::is_alphabetic);
    let is_day = |word: &str| {
        word.len() <= 2 && !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit())
    };
    let is_year = |word: &str| {
        word.len() == 4
            && (word.starts_with('1') || word.starts_with("20"))
            && word.bytes().all(|byte| byte.is_ascii_digit())
    };
    match all.as_slice() {
        [first, second, year] => {
            is_year(year)
                && ((is_word(first) && is_day(second)) || (is_day(first) && is_word(second)))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check<T: PartialEq + std::fmt::Debug>(read: impl Fn(&str) -> T, cases: &[(&str, T)]) {
        for (text, expected) in cases {
            assert_eq!(read(text), *expected, "{text}");
        }
    }

    #[test]
    fn dates() {
        use DateShape::*;
        check(
            DateShape::of,
            &[
                ("January 06, 1949", Some(Named)),
                ("April, 1955", Some(Named)),
                ("April 1955", Some(Named)),
                ("February 30, 1949", Some(Named)),
                ("1948", Some(Year)),
                ("Undated", Some(Undated)),
                ("1893-1976", Some(Years)),
                ("1904- 1997", Some(Years)),
                ("1949-", Some(Years)),
                ("1949-01-06", Some(Figures)),
                ("Pagination", None),
                ("Documents", None),
                ("May", None),
                ("61 - 70 of 120", None),
                ("Report, 28 October 1956", None),
                ("300653", None),
                ("", None),
            ],
        );
    }

    #[test]
    fn likenesses_of_dates() {
        check(
            is_date_like,
            &[
                ("May 3, 1955 (?)", true),
                ("May 4, 1955 (undated)", true),
                ("01/05/1955", true),
                ("1.5.55", true),
                ("May 4, 19555", true),
                ("Mai 3, 1955", true),
                ("5 мая 1955", true),
                ("0000", true),
                ("May 3, 1955", false),
                ("066764", false),
                ("869/871", false),
                ("# 2 / 72", false),
                ("Founding, 1955", false),
                ("Protocol No. 58", false),
                ("Andropov Report, 28 October 1956", false),
                ("1 2 3 4 5 6", false),
                ("", false),
            ],
        );
    }
}
