//! Exports that are imports of the same archive.

use std::path::Path;

use fonds_archive::{Audience, ImportOptions, Report};
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
        (4, 1, 3),
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

#[test]
fn a_moved_record_stays_where_it_is_when_it_comes_again() {
    let archive = TemporaryArchive::new();
    archive.import_text(
        "a.txt",
        &one_entry("March 4, 1931", "Note by Legation A on corn"),
    );
    let other = TemporaryArchive::new();
    other.import_text(
        "b.txt",
        &one_entry("May 9, 1932", "Cable, Office C to Office D"),
    );
    let export = other.export(Audience::Operators);
    archive.import_text("other.jsonl", &export);
    let once = archive.export(Audience::Operators);
    let report = archive.import_text("other.jsonl", &export);
    assert_eq!((report.unchanged, report.created), (1, 0), "{report:?}");
    assert!(archive.export(Audience::Operators) == once);
}

fn one_entry(date: &str, title: &str) -> String {
    page(Generation::Of2022, &[Entry::new(date, title)])
}

#[test]
fn a_dry_run_of_several_files_reports_what_a_real_one_does() {
    let archive = TemporaryArchive::new();
    let other = TemporaryArchive::new();
    other.import_text(
        "b.txt",
        &one_entry("May 9, 1932", "Cable, Office C to Office D"),
    );
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    };
    let export = other.export(Audience::Operators);
    let files = [
        write(
            "a.txt",
            &one_entry("March 4, 1931", "Note by Legation A on corn"),
        ),
        write("one.jsonl", &export),
        write("two.jsonl", &export),
    ];
    let dry = ImportOptions {
        dry_run: true,
        ..ImportOptions::default()
    };
    let rehearsed = archive.import_with(&files, &dry);
    let done = archive.import(&files);
    let counts = |report: &Report| (report.created, report.unchanged, report.others.clone());
    assert_eq!(counts(&rehearsed), counts(&done));
    assert_eq!((done.created, done.unchanged), (2, 1));
}

#[test]
fn a_warning_is_no_reject() {
    let archive = TemporaryArchive::new();
    let report = archive.import_text(
        "a.txt",
        &one_entry("In the days of the drought", "Cable, Office C to Office D"),
    );
    assert!(!report.has_rejects(), "{:?}", report.problems);
}

/// Records of which some are hidden, and a public document, collection and decision that name them.
const HIDDEN: &str = concat!(
    r#"{"kind":"agent","id":11,"standing":{"state":"published"},"names":[{"text":"Open Office","kind":"as_written"}]}"#,
    "\n",
    r#"{"kind":"agent","id":12,"standing":{"state":"draft"},"names":[{"text":"Secret Office","kind":"as_written"}]}"#,
    "\n",
    r#"{"kind":"collection","id":21,"standing":{"state":"draft"},"names":[{"text":"Hidden Shelf"}]}"#,
    "\n",
    r#"{"kind":"collection","id":22,"standing":{"state":"published"},"names":[{"text":"Open Shelf"}],"parent":21,"order":[31,32]}"#,
    "\n",
    r#"{"kind":"decision","id":41,"standing":{"state":"published"},"question":{"ask":"same_agent","one":11,"other":12},"verdict":"no"}"#,
    "\n",
    r#"{"kind":"document","id":31,"standing":{"state":"published"},"titles":[{"text":"Note on corn"}],"parties":[{"role":"sender","written":"Office","denotes":[{"agent":12,"certainty":"probable","basis":"rule"}]},{"role":"recipient","written":"Open Office","denotes":[{"agent":11,"certainty":"probable","basis":"rule"}]}],"collections":[21,22],"relations":[{"kind":"related","target":32,"basis":"editor","certainty":"certain"}]}"#,
    "\n",
    r#"{"kind":"document","id":32,"standing":{"state":"draft"},"titles":[{"text":"Draft on rye"}]}"#,
    "\n",
);

#[test]
fn a_public_export_names_nothing_hidden_and_goes_round() {
    let archive = TemporaryArchive::new();
    let report = archive.import_text("hidden.jsonl", HIDDEN);
    assert_eq!(report.created, 2, "{report:?}");
    let public = archive.export(Audience::Public);
    for hidden in ["12", "21", "32", "41"] {
        let is_named = |line: &str| {
            line.split(|c: char| !c.is_ascii_digit())
                .any(|id| id == hidden)
        };
        assert!(!public.lines().any(is_named), "{hidden} in {public}");
    }
    assert_eq!(public.lines().count(), 3);
    assert!(again(&public, Audience::Public) == public);
    assert!(
        archive
            .export(Audience::Operators)
            .contains("Secret Office")
    );
}

#[test]
fn what_is_hidden_is_found_by_no_filter_and_comes_out_when_it_is_published() {
    let archive = TemporaryArchive::new();
    archive.import_text("hidden.jsonl", HIDDEN);
    let total = |key, value| archive.search(&[(key, value)]).total;
    let check = |expected: u64| {
        assert_eq!(total("person", "12"), expected);
        assert_eq!(total("person", "Secret Office"), expected);
        assert_eq!(total("collection", "21"), expected);
        assert_eq!(total("collection", "Hidden Shelf"), expected);
        assert_eq!(total("person", "Open Office"), 1);
    };
    check(0);
    let published: String = HIDDEN
        .lines()
        .filter(|line| line.contains("Secret Office") || line.contains("Hidden Shelf"))
        .map(|line| line.replace("draft", "published") + "\n")
        .collect();
    archive.import_text("published.jsonl", &published);
    check(1);
    let withdrawn = published.replace("published", "withdrawn");
    archive.import_text("withdrawn.jsonl", &withdrawn);
    check(0);
}

#[test]
fn an_id_used_twice_in_a_file_is_used_once() {
    let archive = TemporaryArchive::new();
    let line = |title: &str| {
        format!(
            r#"{{"kind":"document","id":5,"standing":{{"state":"published"}},"titles":[{{"text":"{title}"}}]}}"#
        )
    };
    let report = archive.import_text(
        "twice.jsonl",
        &format!("{}\n{}\n", line("Note on corn"), line("Note on rye")),
    );
    assert_eq!(
        (report.entries, report.created, report.rejected),
        (2, 1, 1),
        "{report:?}"
    );
    assert_eq!(report.problems[0].line, Some(2));
    assert_eq!(archive.search(&[("q", "corn")]).total, 1);
    assert_eq!(archive.search(&[("q", "rye")]).total, 0);
}
