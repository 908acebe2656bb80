//! A moment in time, to the second, as logs and sources record it.
//!
//! Not a historical date: those are [`Edtf`](crate::Edtf).

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Seconds since 1 January 1970 in coordinated universal time, written `2017-11-17T17:18:10Z`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(i64);

/// Text that is not a moment, or a number of seconds outside the years −9999 to 9999.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a moment such as 2017-11-17T17:18:10Z")]
pub struct MomentError(String);

impl Moment {
    /// The moment `seconds` after 1 January 1970; an error outside the years −9999 to 9999.
    pub fn from_seconds(seconds: i64) -> Result<Self, MomentError> {
        jiff::Timestamp::from_second(seconds)
            .map(|_| Self(seconds))
            .map_err(|_| MomentError(seconds.to_string()))
    }

    /// Seconds since 1 January 1970.
    pub fn seconds(self) -> i64 {
        self.0
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let timestamp =
            jiff::Timestamp::from_second(self.0).expect("a moment was checked when it was made");
        timestamp.fmt(f)
    }
}

impl FromStr for Moment {
    type Err = MomentError;

    fn from_str(text: &str) -> Result<Self, MomentError> {
        let timestamp: jiff::Timestamp = text.parse().map_err(|_| MomentError(text.to_owned()))?;
        Self::from_seconds(timestamp.as_second())
    }
}

impl Serialize for Moment {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_print_as_they_parse() {
        let text = "2017-11-17T17:18:10Z";
        assert_eq!(text.parse::<Moment>().unwrap().to_string(), text);
        assert!("yesterday".parse::<Moment>().is_err());
    }
}
