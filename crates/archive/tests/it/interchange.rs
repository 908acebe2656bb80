//! Exports that are imports of the same archive.

use std::path::Path;

use fonds_archive::Audience;
use fonds_testkit::{Entry, Generation, TemporaryArchive, page, shared};

/// Imports an export into an empty archive and exports it again.
fn again(export: &str, audience: Audience) -> String {
    let archive = TemporaryArchive::new();
    let report = archive.import_text("archive.jsonl", export);
    assert_eq!(report.rejected, 0, "{:?}", report.problems);
    assert_eq!(report.problems, []);
    assert!(archive.archive().check().unwrap().is_sound());
    archive.export(audience)
}

#[test]
fn the_listings_go_round() {
    let Some(data) = shared("the_listings_go_round") else {
        return;
    };
    let archive = TemporaryArchive::new();
    archive.import(&data.listings());
    let export = archive.export(Audience::Operators);
    assert!(again(&export, Audience::Operators) == export);
    let public = archive.export(Audience::Public);
    assert!(again(&public, Audience::Public) == public);
}

#[test]
fn the_example_goes_round() {
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("../cli/demo/demo.jsonl");
    let example = std::fs::read_to_string(example).unwrap();
    assert!(again(&example, Audience::Operators) == example);
}

#[test]
fn importing_an_export_again_changes_nothing() {
    let archive = TemporaryArchive::new();
    archive.import_text(
        "a.txt",
        &page(
            Generation::Of2022,
            &[Entry::new("March 4, 1931", "Note on corn")],
        ),
    );
    let export = archive.export(Audience::Operators);
    let report = archive.import_text("export.jsonl", &export);
    assert_eq!(
        (report.unchanged, report.created, report.changed),
        (1, 0, 0)
    );
    let report = archive.import_text(
        "a.txt",
        &page(
            Generation::Of2022,
            &[Entry::new("March 4, 1931", "Note on corn")],
        ),
    );
    assert_eq!(
        (report.unchanged, report.created, report.changed),
        (1, 0, 0)
    );
}

#[test]
fn a_taken_id_moves_with_its_references() {
    let archive = TemporaryArchive::new();
    archive.import_text(
        "a.txt",
        &page(
            Generation::Of2022,
            &[Entry::new("March 4, 1931", "Note by Legation A on corn")],
        ),
    );
    let other = TemporaryArchive::new();
    other.import_text(
        "b.txt",
        &page(
            Generation::Of2022,
            &[Entry::new("May 9, 1932", "Cable, Office C to Office D")],
        ),
    );
    let report = archive.import_text("other.jsonl", &other.export(Audience::Operators));
    assert_eq!(report.created, 1, "{report:?}");
    assert!(
        !report.problems.is_empty(),
        "the report says that an id has moved"
    );
    let found = archive.search(&[("sender", "Office C")]);
    assert_eq!(found.total, 1);
    assert_eq!(archive.search(&[]).total, 2);
}

#[test]
fn bad_lines_are_set_aside_and_the_good_ones_go_in() {
    let archive = TemporaryArchive::new();
    let text = concat!(
        r#"{"kind":"document","id":5,"standing":{"state":"published"},"titles":[{"text":"Note on corn"}]}"#,
        "\n",
        "not json\n",
        r#"{"kind":"document","id":6,"colour":"red"}"#,
        "\n",
        r#"{"kind":"document","id":7,"standing":{"state":"published"},"titles":[{"text":"Note on rye"}],"dates":[{"kind":"written","edtf":"1949-02-30"}]}"#,
        "\n",
    );
    let report = archive.import_text("mixed.jsonl", text);
    assert_eq!(
        (report.entries, report.created, report.rejected),
        (3, 1, 2),
        "{report:?}"
    );
    let lines: Vec<Option<u64>> = report.problems.iter().map(|problem| problem.line).collect();
    assert_eq!(lines, [Some(2), Some(3), Some(4)]);
    let rejects = std::fs::read_to_string(report.rejects.unwrap()).unwrap();
    assert!(
        rejects.contains("not json") && rejects.contains("1949-02-30"),
        "{rejects}"
    );
    assert_eq!(archive.search(&[]).total, 1);
}
