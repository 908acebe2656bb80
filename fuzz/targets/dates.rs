//! Dates as written are read without fault, keep their words, have ordered bounds, and never gain precision.
#![no_main]

use fonds_model::{DayRange, Edtf, date::date_of_day};
use fonds_reading::date;
use fonds_reading::fold::fold;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let reading = date::read(text);
    assert_eq!(reading.as_written, text.trim());
    let _ = date::is_date_line(text);
    let Some(edtf) = reading.edtf else { return };
    assert!(!reading.undated, "an undated date has no EDTF");
    check_bounds(&edtf);
    assert_eq!(
        Edtf::parse(edtf.as_str()).as_ref(),
        Ok(&edtf),
        "what is printed can be read"
    );
    let again = date::read(edtf.as_str()).edtf;
    let same_days = again.as_ref().map(Edtf::extent) == Some(edtf.extent());
    assert!(same_days, "{edtf} is read as {again:?}");
    check_precision(text, &edtf);
});

/// Ranges are sorted, and none ends before it begins.
fn check_bounds(edtf: &Edtf) {
    let extent = edtf.extent();
    assert!(!extent.ranges.is_empty());
    assert!(extent.ranges.is_sorted(), "{edtf}: {extent:?}");
    assert!(
        extent
            .ranges
            .iter()
            .all(|range| range.earliest <= range.latest),
        "{edtf}: {extent:?}"
    );
    assert!(extent.earliest() <= extent.latest());
    let is_open =
        extent.earliest() == DayRange::OPEN_START || extent.latest() == DayRange::OPEN_END;
    assert!(
        !(extent.firm && is_open),
        "{edtf} is firm without both ends"
    );
    assert_eq!(edtf.is_one_day(), extent.earliest() == extent.latest());
}

/// A date of one day was written with the number of that day, or is the day beside one that was ("before 3 May").
fn check_precision(text: &str, edtf: &Edtf) {
    // What stands there as EDTF is taken as it is; unspecified digits can leave one day only, as 1994-X4-3X does.
    if !edtf.is_one_day() || text.contains(edtf.as_str()) {
        return;
    }
    let Some(day) = date_of_day(edtf.extent().earliest()) else {
        return;
    };
    let beside = [day.yesterday().ok(), Some(day), day.tomorrow().ok()];
    // Invisible characters within a number are passed over.
    let numbers = numbers(&fold(text));
    let is_named = beside
        .into_iter()
        .flatten()
        .any(|day| numbers.contains(&u64::from(day.day().unsigned_abs())));
    assert!(is_named, "{text:?} names no day, yet was read as {edtf}");
}

/// The numbers in a text; one of eight digits also gives its last two, as in 19490106.
fn numbers(text: &str) -> Vec<u64> {
    let runs = text.split(|letter: char| !letter.is_ascii_digit());
    runs.flat_map(|run| {
        let end = (run.len() == 8).then(|| &run[6..]);
        [Some(run), end]
            .into_iter()
            .flatten()
            .filter_map(|digits| digits.parse().ok())
    })
    .collect()
}
