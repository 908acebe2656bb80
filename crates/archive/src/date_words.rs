//! Dates in words for readers, never more exact than the date.

use fonds_model::{Basis, DocumentDate, Edtf, PartOfDay};

use crate::results::DateView;

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

/// What a list shows where a document has no date.
pub const UNDATED: &str = "Undated";

/// The date of a document in words; supplied dates stand in square brackets.
pub fn view(date: Option<&DocumentDate>) -> DateView {
    let Some(date) = date else {
        return DateView {
            text: UNDATED.to_owned(),
            ..DateView::default()
        };
    };
    let mut text = match &date.edtf {
        Some(edtf) => words(edtf),
        None if date.as_written.is_empty() || says_undated(&date.as_written) => UNDATED.to_owned(),
        None => format!("{UNDATED} (\u{201c}{}\u{201d})", date.as_written),
    };
    if let Some(time) = &date.time {
        text = format!("{text}, {time}");
    } else if let Some(part) = date.part_of_day {
        text = format!("{text}, {}", part_words(part));
    }
    if date.basis == Basis::Inferred {
        text = format!("[{text}]");
    }
    DateView {
        text,
        edtf: date.edtf.as_ref().map(ToString::to_string),
        written: (!date.as_written.is_empty()).then(|| date.as_written.clone()),
    }
}

/// True if the source itself says that there is no date.
fn says_undated(written: &str) -> bool {
    fonds_reading::date::read(written).undated
}

fn part_words(part: PartOfDay) -> &'static str {
    match part {
        PartOfDay::Night => "night",
        PartOfDay::Morning => "morning",
        PartOfDay::Day => "day",
        PartOfDay::Afternoon => "afternoon",
        PartOfDay::Evening => "evening",
    }
}

/// An EDTF date in English words; what has no plain wording is given as EDTF.
pub fn words(edtf: &Edtf) -> String {
    let text = edtf.as_str();
    if let Some(members) = text
        .strip_prefix('{')
        .and_then(|rest| rest.strip_suffix('}'))
    {
        return list(members, " and ");
    }
    if let Some(members) = text
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'))
    {
        if let Some(end) = members.strip_prefix("..") {
            return format!("{} or earlier", single(end));
        }
        if let Some(start) = members.strip_suffix("..") {
            return format!("{} or later", single(start));
        }
        return list(members, " or ");
    }
    match text.split_once('/') {
        Some(("" | "..", end)) => format!("until {}", single(end)),
        Some((start, "" | "..")) => format!("from {}", single(start)),
        Some((start, end)) => interval(start, end),
        None => single(text),
    }
}

fn list(members: &str, last: &str) -> String {
    let words: Vec<String> = members.split(',').map(single).collect();
    match words.split_last() {
        Some((end, [])) => end.clone(),
        Some((end, start)) => format!("{}{last}{end}", start.join(", ")),
        None => String::new(),
    }
}

fn interval(start: &str, end: &str) -> String {
    let plain_day = |text: &str| -> Option<(String, String, String)> {
        let mut parts = text.split('-');
        let day = (
            parts.next()?.to_owned(),
            parts.next()?.to_owned(),
            parts.next()?.to_owned(),
        );
        (day.0.len() == 4
            && text
                .bytes()
                .all(|byte| byte.is_ascii_digit() || byte == b'-'))
        .then_some(day)
    };
    if let (Some(from), Some(to)) = (plain_day(start), plain_day(end))
        && from.0 == to.0
        && from.1 == to.1
    {
        let first = from.2.trim_start_matches('0');
        return format!("{first}\u{2013}{}", single(end));
    }
    let years_only = |text: &str| text.len() == 4;
    let dash = if years_only(start) && years_only(end) {
        "\u{2013}"
    } else {
        " \u{2013} "
    };
    format!("{}{dash}{}", single(start), single(end))
}

/// One date without intervals or sets.
fn single(text: &str) -> String {
    let (date, qualifier) = match text.strip_suffix(['?', '~', '%']) {
        Some(date) => (date, text.as_bytes()[date.len()]),
        None => (text, b' '),
    };
    let Some(plain) = unqualified(date) else {
        return text.to_owned();
    };
    match qualifier {
        b'?' => format!("{plain} (?)"),
        b'~' => format!("about {plain}"),
        b'%' => format!("about {plain} (?)"),
        _ => plain,
    }
}

fn unqualified(date: &str) -> Option<String> {
    let date = date.split('T').next()?;
    let parts: Vec<&str> = date.split('-').collect();
    let number = |text: &str| text.parse::<usize>().ok();
    match parts.as_slice() {
        [year] | [year, "XX", "XX"] => year_words(year),
        [year, "XX"] => year_words(year).map(|year| format!("{year}, month unknown")),
        [year, month] => month_words(month).map(|month| format!("{month} {year}")),
        ["XXXX", month, day] => Some(format!(
            "{} {}, year unknown",
            number(day)?,
            month_words(month)?
        )),
        [year, month, "XX"] => month_words(month).map(|month| format!("{month} {year}")),
        [year, month, day] => Some(format!("{} {} {year}", number(day)?, month_words(month)?)),
        _ => None,
    }
}

fn month_words(month: &str) -> Option<&'static str> {
    let number: usize = month.parse().ok()?;
    match number {
        1..=12 => Some(MONTHS[number - 1]),
        21 => Some("Spring"),
        22 => Some("Summer"),
        23 => Some("Autumn"),
        24 => Some("Winter"),
        _ => None,
    }
}

fn year_words(year: &str) -> Option<String> {
    if year == "XXXX" {
        return None;
    }
    if let Some(century) = year.strip_suffix("XX") {
        return Some(format!("{century}00s"));
    }
    if let Some(decade) = year.strip_suffix('X') {
        return Some(format!("{decade}0s"));
    }
    let is_plain = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
    is_plain.then(|| year.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(edtf: &str, expected: &str) {
        assert_eq!(words(&Edtf::parse(edtf).unwrap()), expected, "{edtf}");
    }

    #[test]
    fn dates_in_words() {
        check("1949-01-06", "6 January 1949");
        check("1949-01", "January 1949");
        check("1949-01-XX", "January 1949");
        check("1949", "1949");
        check("194X", "1940s");
        check("19XX", "1900s");
        check("1950~", "about 1950");
        check("1949-01-06?", "6 January 1949 (?)");
        check("1948/1949", "1948\u{2013}1949");
        check("1966-10-10/1966-10-15", "10\u{2013}15 October 1966");
        check("1948-10/1949-02", "October 1948 \u{2013} February 1949");
        check("../1949", "until 1949");
        check("[..1949]", "1949 or earlier");
        check("{1948,1950}", "1948 and 1950");
        check("XXXX-04-09", "9 April, year unknown");
        check("1949-01-06T10:00:00Z", "6 January 1949");
    }
}
