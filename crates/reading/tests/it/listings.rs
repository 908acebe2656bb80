//! Date lines of the listing pages.

use fonds_reading::date;

#[test]
fn every_entry_begins_with_a_date_line_and_no_title_is_one() {
    let Some(folder) = super::shared("data/listings") else {
        return;
    };
    let mut found = 0;
    for entry in std::fs::read_dir(folder).expect("a folder that is there can be listed") {
        let path = entry.expect("an entry of the folder").path();
        for line in super::text(&path).lines() {
            // A bullet is the page's, not the date's.
            let line = line.trim_start().trim_start_matches('•');
            if date::is_date_line(line) {
                assert!(!date::read(line).is_unread(), "{line:?} is read");
                found += 1;
            }
        }
    }
    // The pages hold seventy entries, each with its date.
    assert_eq!(found, 70);
}
