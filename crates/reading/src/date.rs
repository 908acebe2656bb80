//! Dates as archivists and readers write them, read into EDTF.
//!
//! One grammar serves the date lines of listings, the boxes of a search form
//! and the dates inside titles. It never guesses: an order of day and month
//! that could be either, or a day that no calendar has, stays unread, and the
//! words as written are kept in every case.

use fonds_model::Edtf;
use serde::Serialize;

mod phrase;
mod piece;
mod point;

/// The English names of the months, in lower case.
pub const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// What a written date says.
///
/// Invariant: `edtf` is absent when `undated` is set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DateReading {
    /// The date in EDTF (ISO 8601-2:2019), if the words could be read.
    pub edtf: Option<Edtf>,
    /// The words as they stood, without outer white space.
    pub as_written: String,
    /// The words say that there is no date ("Undated", "n.d.").
    pub undated: bool,
}

impl DateReading {
    /// Whether the words say anything that could not be understood.
    pub fn is_unread(&self) -> bool {
        self.edtf.is_none() && !self.undated && !self.as_written.is_empty()
    }
}

/// Reads a date written in EDTF or in everyday English.
///
/// Any valid EDTF is taken verbatim, so "1923-24" is winter 1923 as ISO 8601-2
/// has it, while "1923–24" with a dash of print is the two years. Everyday
/// forms, with what they become:
///
/// | written | read |
/// | --- | --- |
/// | January 06, 1949; 6 Jan. 1949; 19490106; 1949.1.6 | `1949-01-06` |
/// | 15.X.1957 | `1957-10-15` |
/// | April, 1955; late April 1955 | `1955-04` |
/// | Spring 1955 | `1955-21` |
/// | 10-15 October 1966 | `1966-10-10/1966-10-15` |
/// | 1948-1949, 1948/1949, between 1948 and 1949 | `1948/1949` |
/// | 1940s; 19th century | `194X`; `18XX` |
/// | ca. 1950; 1950?; ca. 1950? | `1950~`; `1950?`; `1950%` |
/// | before 1950; by 1950 | `[..1949]`; `[..1950]` |
/// | after 1950; since 1950 | `[1951..]`; `[1950..]` |
///
/// "Before" and "after" become sets of which one member is meant, not
/// intervals: the document was written on one day, we only do not know which.
/// 03/04/1949 is left unread, 13/04/1949 is not.
pub fn read(text: &str) -> DateReading {
    let as_written = text.trim().to_owned();
    let undated = phrase::says_undated(&as_written);
    let edtf = if undated {
        None
    } else {
        verbatim(&as_written).or_else(|| phrase::read(&as_written))
    };
    DateReading {
        edtf,
        as_written,
        undated,
    }
}

/// Whether the whole line is a date in the manner of a listing's date lines.
///
/// The line must be readable as a whole and name a year from 1000 to 2099, or
/// say that there is no date. A date followed by other words is a title.
pub fn is_date_line(text: &str) -> bool {
    let line = text.trim();
    if phrase::says_undated(line) {
        return true;
    }
    let has_four_digit_year = verbatim(line).is_some_and(|_| {
        let year: String = line
            .chars()
            .take_while(|character| character.is_ascii_digit() || *character == 'X')
            .collect();
        // A decade such as 194X is written as a date too; 0042 is a shelf mark.
        year.len() == 4 && matches!(year.as_bytes(), [b'1', ..] | [b'2', b'0', ..])
    });
    has_four_digit_year || phrase::read(line).is_some()
}

/// EDTF as it stands, but for brackets around a single date: to EDTF they make
/// a set of one member, to an archivist they say that the date was supplied.
fn verbatim(text: &str) -> Option<Edtf> {
    let inner = text
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'));
    inner
        .and_then(|inner| Edtf::parse(inner).ok())
        .or_else(|| Edtf::parse(text).ok())
}

/// The date that `text` gives without a year, as `XXXX-MM-DD`.
pub(crate) fn read_without_year(text: &str) -> Option<Edtf> {
    phrase::read_without_year(text)
}

#[cfg(test)]
mod tests;
