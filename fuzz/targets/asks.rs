//! Any address of a search is answered by a small archive, and the numbers of the answer agree.
#![no_main]

use std::sync::OnceLock;

use fonds_archive::Ask;
use fonds_testkit::{Entry, Generation, TemporaryArchive, page};
use libfuzzer_sys::fuzz_target;

static ARCHIVE: OnceLock<TemporaryArchive> = OnceLock::new();

fuzz_target!(|address: &str| {
    let archive = ARCHIVE.get_or_init(small_archive).archive();
    let mut ask = Ask::from_pairs(form_urlencoded::parse(address.as_bytes()));
    let results = archive
        .search(&ask)
        .expect("a search that is not refused is answered");
    assert!(results.hits.len() as u64 <= ask.per);
    assert!(results.total >= results.hits.len() as u64);
    ask.page = 1;
    ask.facets = false;
    let first = archive
        .search(&ask)
        .expect("a search that is not refused is answered");
    assert_eq!(first.total, results.total, "the page changes no total");
    assert_eq!(first.hits.len() as u64, first.total.min(ask.per));
});

fn small_archive() -> TemporaryArchive {
    let archive = TemporaryArchive::new();
    let entries = [
        (
            "January 06, 1949",
            "Cable, Arno Vale to Cora Brin",
            "Vale asks for rails for the coast line.",
        ),
        (
            "April, 1949",
            "Letter from Cora Brin to Arno Vale",
            "Brin has rails, but no engines.",
        ),
        (
            "1950",
            "Minutes of the Harbour Board",
            "The board hears about the railway.",
        ),
        (
            "",
            "Notes on a bridge",
            "Notes without a date about a bridge and its keeper.",
        ),
        (
            "March 3, 1951",
            "Телеграмма Арно Вейла",
            "О железной дороге и мосте.",
        ),
    ]
    .map(|(date, title, summary)| Entry::new(date, title).summary(summary));
    archive.import_text("page.txt", &page(Generation::Of2022, &entries));
    archive
}
