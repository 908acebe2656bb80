//! Dates as historians have them: vague, doubtful, several, and never more exact than the source.
//!
//! [`Edtf`] wraps the library that reads the Extended Date/Time Format (ISO 8601-2:2019, Annex A), so that it can be replaced.
//! [`DocumentDate`] is one date of a document with the words it was read from.
//! A stored date keeps its own spelling and never gains precision.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

mod days;

/// A date in the Extended Date/Time Format, levels 0 to 2.
///
/// Every value is valid EDTF and keeps the spelling it was made from: `1949-01` stays `1949-01`, `195X` stays `195X`.
///
/// ```
/// use fonds_model::Edtf;
///
/// let january: Edtf = "1949-01".parse()?;
/// let extent = january.extent();
/// assert_eq!(extent.to_string(), "1949-01-01/1949-01-31");
/// assert!(extent.firm);
/// # Ok::<(), fonds_model::EdtfError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Edtf(String);

/// Text that is not a date in the Extended Date/Time Format.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{value}` is not an EDTF date ({reason}); write for example 1949, 1949-01, 1949-01-06, 1949~ or 1948/1949"
)]
pub struct EdtfError {
    value: String,
    reason: String,
}

impl Edtf {
    /// Reads `text` as EDTF; the value keeps the text as it stands.
    pub fn parse(text: &str) -> Result<Self, EdtfError> {
        match edtf_core::Edtf::parse(text) {
            Ok(_) => Ok(Self(text.to_owned())),
            Err(error) => Err(EdtfError {
                value: text.to_owned(),
                reason: error.to_string(),
            }),
        }
    }

    /// The date of one day of the proleptic Gregorian calendar.
    pub fn from_day(day: jiff::civil::Date) -> Self {
        Self(day.strftime("%Y-%m-%d").to_string())
    }

    /// The date as written in EDTF.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The days this date can mean, and whether it is said without doubt.
    pub fn extent(&self) -> Extent {
        let parsed = edtf_core::Edtf::parse(&self.0).expect("an Edtf holds only text that parsed");
        days::extent(&parsed)
    }

    /// The first day this date can mean; `None` if it has no known beginning.
    pub fn earliest_day(&self) -> Option<jiff::civil::Date> {
        days::to_date(self.extent().earliest())
    }

    /// The last day this date can mean; `None` if it has no known end.
    pub fn latest_day(&self) -> Option<jiff::civil::Date> {
        days::to_date(self.extent().latest())
    }

    /// True if the date names exactly one day.
    pub fn is_one_day(&self) -> bool {
        let extent = self.extent();
        extent.earliest() == extent.latest()
    }

    /// True if the date carries `?` or `%`.
    pub fn is_uncertain(&self) -> bool {
        self.0.contains(['?', '%'])
    }

    /// True if the date carries `~` or `%`.
    pub fn is_approximate(&self) -> bool {
        self.0.contains(['~', '%'])
    }
}

impl fmt::Display for Edtf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Edtf {
    type Err = EdtfError;

    fn from_str(text: &str) -> Result<Self, EdtfError> {
        Self::parse(text)
    }
}

impl Serialize for Edtf {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Edtf {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        Self::parse(&text).map_err(serde::de::Error::custom)
    }
}

/// One unbroken run of days, both ends included.
///
/// Days are counted from 1 January 1970; [`DayRange::OPEN_START`] and [`DayRange::OPEN_END`] stand for an end that is open or unknown.
/// `earliest ≤ latest` always holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DayRange {
    /// The first day.
    pub earliest: i32,
    /// The last day.
    pub latest: i32,
}

impl DayRange {
    /// Stands for a beginning that is open, unknown, or before the year −9999.
    pub const OPEN_START: i32 = i32::MIN;
    /// Stands for an end that is open, unknown, or after the year 9999.
    pub const OPEN_END: i32 = i32::MAX;
}

/// All days a date can mean: one range, or one for each member of a set.
///
/// `ranges` is never empty and is sorted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extent {
    /// The ranges of days, one unless the date is a set.
    pub ranges: Vec<DayRange>,
    /// True if the date is said without `?`, `~` or `%` and has both ends.
    pub firm: bool,
}

impl Extent {
    /// The first day of the first range.
    pub fn earliest(&self) -> i32 {
        self.ranges[0].earliest
    }

    /// The last day of any range.
    pub fn latest(&self) -> i32 {
        self.ranges
            .iter()
            .map(|range| range.latest)
            .max()
            .expect("an extent has at least one range")
    }
}

impl fmt::Display for Extent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let end = |day| days::to_date(day).map_or_else(|| "..".to_owned(), |date| date.to_string());
        write!(f, "{}/{}", end(self.earliest()), end(self.latest()))
    }
}

/// What happened to the document on a date.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum DateKind {
    /// It was written.
    #[default]
    Written,
    /// It was sent.
    Sent,
    /// It was received.
    Received,
    /// It was handed over.
    Delivered,
    /// It was published.
    Published,
    /// What it tells of took place.
    Event,
}

/// The calendar that `as_written` uses; the EDTF beside it is always Gregorian.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Calendar {
    /// The Gregorian calendar.
    #[default]
    Gregorian,
    /// The Julian calendar ("Old Style").
    Julian,
    /// The Islamic lunar calendar.
    Hijri,
    /// The calendar of the Republic of China, counted from 1912.
    Minguo,
    /// The calendar of the DPRK, counted from 1912.
    Juche,
}

impl Calendar {
    fn is_gregorian(&self) -> bool {
        *self == Self::Gregorian
    }
}

/// Where a statement comes from.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// The source states it.
    #[default]
    Stated,
    /// It is inferred from the content, and stands in square brackets wherever it is shown.
    Inferred,
    /// A stamp on the paper says so.
    Stamp,
    /// A rule of Fonds read it from the source's words.
    Rule,
    /// An authority file says so.
    Authority,
    /// An editor decided it.
    Editor,
}

impl Basis {
    fn is_stated(&self) -> bool {
        *self == Self::Stated
    }
}

/// A part of a day, where a source gives no hour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartOfDay {
    /// The small hours.
    Night,
    /// The morning.
    Morning,
    /// The day, as set against the evening.
    Day,
    /// The afternoon.
    Afternoon,
    /// The evening.
    Evening,
}

/// One date of a document.
///
/// `as_written` is what the source says; `edtf` is absent if that could not be read.
/// At most one date of a document is the heading date, by which it is listed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DocumentDate {
    /// What happened on this date.
    #[serde(default)]
    pub kind: DateKind,
    /// The date as read, in the Gregorian calendar.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edtf: Option<Edtf>,
    /// The words of the source.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub as_written: String,
    /// Time of day as `HH:MM` on the clock of the place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<String>,
    /// Part of the day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part_of_day: Option<PartOfDay>,
    /// Time zone as the source gives it ("Moscow time", "Z").
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<String>,
    /// Calendar of `as_written`.
    #[serde(default, skip_serializing_if = "Calendar::is_gregorian")]
    pub calendar: Calendar,
    /// Where the date comes from.
    #[serde(default, skip_serializing_if = "Basis::is_stated")]
    pub basis: Basis,
    /// True for the date under which the document is listed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub heading: bool,
    /// Names of the sources that give this date.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<String>,
    /// What an editor has to say about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// The day number of a civil date, counted from 1 January 1970.
pub fn day_number(date: jiff::civil::Date) -> i32 {
    days::to_number(date)
}

/// The civil date of a day number; `None` for an open end.
pub fn date_of_day(day: i32) -> Option<jiff::civil::Date> {
    days::to_date(day)
}
