//! Written dates and what they say.

use proptest::prelude::*;

use super::{is_date_line, read};

fn check(written: &str, expected: &str) {
    let reading = read(written);
    let edtf = reading.edtf.as_ref().map_or("-", |edtf| edtf.as_str());
    assert_eq!(edtf, expected, "reading {written:?}");
    assert_eq!(reading.as_written, written.trim());
}

#[test]
fn date_lines_of_listings() {
    for (written, expected) in [
        ("January 06, 1949", "1949-01-06"),
        ("January 6, 1949", "1949-01-06"),
        ("April, 1955", "1955-04"),
        ("April 1957", "1957-04"),
        ("1948", "1948"),
        ("", "-"),
    ] {
        check(written, expected);
    }
    for written in ["Undated", "undated", "n.d.", "[n.d.]", "N. d.", "no date"] {
        assert!(
            read(written).undated,
            "{written:?} says that there is no date"
        );
        check(written, "-");
    }
}

#[test]
fn everyday_days_and_months() {
    for (written, expected) in [
        ("6 January 1949", "1949-01-06"),
        ("6 Jan. 1949", "1949-01-06"),
        ("6th of January, 1949", "1949-01-06"),
        ("March 3rd 1951", "1951-03-03"),
        ("Thursday, January 6, 1949", "1949-01-06"),
        ("1949 January 6", "1949-01-06"),
        ("Jan 1949", "1949-01"),
        ("Sept 1949", "1949-09"),
        ("Sept. 3, 1949", "1949-09-03"),
        ("mid-May 1949", "1949-05"),
        ("Spring 1955", "1955-21"),
        ("15.X.1957", "1957-10-15"),
        ("28.VIII.1962.", "1962-08-28"),
        ("[1952]", "1952"),
        ("29 February 1948", "1948-02-29"),
    ] {
        check(written, expected);
    }
}

#[test]
fn numbers_only() {
    for (written, expected) in [
        ("1949-01", "1949-01"),
        ("1949-01-06", "1949-01-06"),
        ("1949-1-6", "1949-01-06"),
        ("1949/01/06", "1949-01-06"),
        ("19490106", "1949-01-06"),
        ("13/04/1949", "1949-04-13"),
        ("04/13/1949", "1949-04-13"),
        ("05.05.1949", "1949-05-05"),
        ("03/04/1949", "-"),
        ("03.04.1949", "-"),
        ("6/1/49", "-"),
    ] {
        check(written, expected);
    }
}

#[test]
fn ranges() {
    for (written, expected) in [
        ("1948/1949", "1948/1949"),
        ("1948-1949", "1948/1949"),
        ("1948–1949", "1948/1949"),
        ("1948 – 1949", "1948/1949"),
        ("1948–49", "1948/1949"),
        ("10-15 October 1966", "1966-10-10/1966-10-15"),
        ("October 10-15, 1966", "1966-10-10/1966-10-15"),
        ("30 October – 2 November 1966", "1966-10-30/1966-11-02"),
        (
            "30 December 1966 to 2 January 1967",
            "1966-12-30/1967-01-02",
        ),
        ("March-April 1956", "1956-03/1956-04"),
        ("between 1948 and 1949", "1948/1949"),
        ("from March 1948 to May 1949", "1948-03/1949-05"),
        ("15-10 October 1966", "-"),
        ("1949-1948", "-"),
        ("28 January/10 February 1918", "-"),
    ] {
        check(written, expected);
    }
}

#[test]
fn qualified_and_open() {
    for (written, expected) in [
        ("ca. 1950", "1950~"),
        ("c. 1950", "1950~"),
        ("circa January 1950", "1950-01~"),
        ("about 1950", "1950~"),
        ("1950?", "1950?"),
        ("[1950?]", "1950?"),
        ("ca. 1950?", "1950%"),
        ("circa 1948-1949", "1948~/1949~"),
        ("1940s", "194X"),
        ("the 1940s", "194X"),
        ("late 1940s", "194X"),
        ("19th century", "18XX"),
        ("before 1950", "[..1949]"),
        ("before 1 March 1950", "[..1950-02-28]"),
        ("before January 1950", "[..1949-12]"),
        ("after 1950", "[1951..]"),
        ("not later than 1950", "[..1950]"),
        ("since May 1950", "[1950-05..]"),
    ] {
        check(written, expected);
    }
}

#[test]
fn edtf_is_taken_verbatim() {
    for written in [
        "1984?",
        "1984~",
        "201X",
        "2004-06-XX",
        "1984/2004",
        "2004-02-01/2005",
        "1985-04-12/..",
        "../1985-04-12",
        "[1667,1668,1670..1672]",
        "{1960,1961-12}",
        "XXXX-12-25",
        "2001-21",
    ] {
        check(written, written);
    }
}

#[test]
fn what_is_no_date_stays_unread() {
    for written in [
        "30 February 1949",
        "31 April 1949",
        "32 January 1949",
        "January 1949 report",
        "1949 plan",
        "61 - 70 of 120",
        "49",
        "Cable No. 1949",
        "January",
        "6 January",
        "1949, 1950",
        "12345678901234",
    ] {
        check(written, "-");
        assert!(read(written).is_unread());
    }
}

#[test]
fn lines_that_are_dates() {
    for line in [
        "January 06, 1949",
        "April, 1955",
        "April 1957",
        "1948",
        "Undated",
        "n.d.",
        "1949-01-06",
        "Sept. 3, 1949",
        "Thursday, January 6, 1949",
        "1948-1949",
        "circa 1950",
        "ca. 1950",
        "1940s",
        "15.X.1957",
        "  January 6, 1949 ",
        "10-15 October 1966",
        "194X",
        "1949-01/1949-03",
    ] {
        assert!(is_date_line(line), "{line:?} is a date line");
    }
    for line in [
        "",
        "1949 and the Chinese Revolution",
        "61 - 70 of 120",
        "1 - 10 of 21",
        "70",
        "120",
        "0042",
        "May",
        "January",
        "Cable, Mao to Stalin",
        "See also",
        "2150",
        "3000",
        "30 February 1949",
        "January 1949: A Turning Point",
        "March to Victory",
        "Spring",
        "12",
        "Y17E8",
        "/",
    ] {
        assert!(!is_date_line(line), "{line:?} is no date line");
    }
}

proptest! {
    #[test]
    fn never_panics(text in "\\PC*") {
        let _ = (read(&text), is_date_line(&text));
    }

    #[test]
    fn never_panics_on_date_like_text(
        text in "((January|may|XII|[0-9]{1,9}|ca|before|-|/|\\.|,| |\\?|~|s|th|century|and|between)){0,10}"
    ) {
        let _ = (read(&text), is_date_line(&text));
    }

    #[test]
    fn every_day_reads_back(year in 1000..=2099_i16, month in 1..=12_i8, day in 1..=31_i8) {
        let names = ["January", "February", "March", "April", "May", "June", "July", "August",
            "September", "October", "November", "December"];
        let name = names[usize::try_from(month).expect("a month is positive") - 1];
        let expected = jiff::civil::Date::new(year, month, day).ok().map(|date| date.to_string());
        for written in [format!("{name} {day}, {year}"), format!("{day} {name} {year}")] {
            let read = read(&written).edtf.map(|edtf| edtf.as_str().to_owned());
            prop_assert_eq!(&read, &expected);
        }
    }
}
