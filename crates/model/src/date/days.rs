//! From the bounds of the EDTF library to whole days since 1970.
//!
//! Years outside −9999 to 9999 count as open ends, which no document of an archive reaches.

use edtf_core::{Bound, Bounds, Edtf, Interval, IntervalEndpoint, Set, SetElement};
use jiff::civil::Date;

use super::{DayRange, Extent};

pub(super) fn extent(edtf: &Edtf) -> Extent {
    let qualified = edtf.is_uncertain() || edtf.is_approximate();
    let mut ranges = match edtf {
        Edtf::Set(set) => set
            .elements
            .iter()
            .map(|element| member(set, element))
            .collect(),
        other => vec![range(other.bounds())],
    };
    ranges.sort_unstable();
    let closed = ranges
        .iter()
        .all(|range| range.earliest != DayRange::OPEN_START && range.latest != DayRange::OPEN_END);
    Extent {
        firm: closed && !qualified && has_both_ends(edtf),
        ranges,
    }
}

/// "On or before" is open although the library gives it a bound on one side.
fn has_both_ends(edtf: &Edtf) -> bool {
    match edtf {
        Edtf::Interval(Interval { start, end }) => [start, end]
            .iter()
            .all(|endpoint| matches!(endpoint, IntervalEndpoint::Date(_))),
        Edtf::Set(set) => set
            .elements
            .iter()
            .all(|element| matches!(element, SetElement::Date(_) | SetElement::Range(_, _))),
        Edtf::Date(_) | Edtf::DateTime(_) => true,
    }
}

/// The days of one member of a set, found by asking the library about a set of that member alone.
fn member(set: &Set, element: &SetElement) -> DayRange {
    let alone = Set {
        kind: set.kind,
        elements: vec![*element],
    };
    range(Edtf::Set(alone).bounds())
}

fn range(bounds: Bounds) -> DayRange {
    let earliest = day(bounds.earliest, DayRange::OPEN_START);
    let latest = day(bounds.latest, DayRange::OPEN_END);
    DayRange {
        earliest: earliest.min(latest),
        latest: latest.max(earliest),
    }
}

fn day(bound: Bound, open: i32) -> i32 {
    let Bound::Date(date) = bound else {
        return open;
    };
    let civil = i16::try_from(date.year).ok().and_then(|year| {
        let month = i8::try_from(date.month).ok()?;
        let day = i8::try_from(date.day).ok()?;
        Date::new(year, month, day).ok()
    });
    civil.map_or(open, to_number)
}

pub(super) fn to_number(date: Date) -> i32 {
    let days = date.duration_since(Date::constant(1970, 1, 1)).as_hours() / 24;
    i32::try_from(days).expect("twenty thousand years of days fit 32 bits")
}

pub(super) fn to_date(day: i32) -> Option<Date> {
    if day == DayRange::OPEN_START || day == DayRange::OPEN_END {
        return None;
    }
    let span = jiff::Span::new().try_days(day).ok()?;
    Date::constant(1970, 1, 1).checked_add(span).ok()
}

#[cfg(test)]
mod tests {
    use crate::Edtf;

    fn check(edtf: &str, expected: &str, firm: bool) {
        let extent = Edtf::parse(edtf).unwrap().extent();
        assert_eq!(extent.to_string(), expected, "{edtf}");
        assert_eq!(extent.firm, firm, "{edtf}");
    }

    #[test]
    fn extents() {
        check("1949-01-06", "1949-01-06/1949-01-06", true);
        check("1949-01", "1949-01-01/1949-01-31", true);
        check("1948", "1948-01-01/1948-12-31", true);
        check("194X", "1940-01-01/1949-12-31", true);
        check("1948-02-XX", "1948-02-01/1948-02-29", true);
        check("1949?", "1949-01-01/1949-12-31", false);
        check("1949~", "1949-01-01/1949-12-31", false);
        check("1948-10/1949-02", "1948-10-01/1949-02-28", true);
        check("../1949", "../1949-12-31", false);
        check("1949/", "1949-01-01/..", false);
        check("{1948,1950-06}", "1948-01-01/1950-06-30", true);
        check("[..1949]", "../1949-12-31", false);
        check("1949-01-06T10:00:00Z", "1949-01-06/1949-01-06", true);
    }

    #[test]
    fn sets_keep_their_members_apart() {
        let extent = Edtf::parse("{1950-06,1948}").unwrap().extent();
        assert_eq!(extent.ranges.len(), 2);
        assert!(extent.ranges[0].latest < extent.ranges[1].earliest);
    }

    #[test]
    fn no_day_that_does_not_exist() {
        for text in [
            "1949-02-30",
            "1949-13",
            "1900-02-29",
            "1949-00-00",
            "January 1949",
            "",
        ] {
            assert!(Edtf::parse(text).is_err(), "{text}");
        }
    }
}
