//! Which entries become one document, over several runs and in odd cases.

use fonds_archive::{Audience, ImportOptions};
use fonds_model::{Document, Record, State};
use fonds_testkit::{Entry, Generation, TemporaryArchive, page};

const WAGONS: &str = "The one asks the other for forty wagons of seed corn before the spring.";

fn documents(archive: &TemporaryArchive) -> Vec<Document> {
    archive
        .export(Audience::Operators)
        .lines()
        .filter_map(|line| match Record::parse(line).unwrap() {
            Record::Document(document) => Some(*document),
            _ => None,
        })
        .collect()
}

fn old(entries: &[Entry]) -> String {
    page(Generation::Of2012, entries)
}

fn new(entries: &[Entry]) -> String {
    page(Generation::Of2022, entries)
}

#[test]
fn equal_date_and_summary_join_over_generations() {
    let archive = TemporaryArchive::new();
    archive.import_text(
        "b.txt",
        &new(&[
            Entry::new("March 4, 1931", "Telegram No. 7, Legation A to Ministry B").summary(WAGONS),
        ]),
    );
    let report = archive.import_text(
        "a.txt",
        &old(&[Entry::new("March 04, 1931", "Cable, Legation A to Ministry B").summary(WAGONS)]),
    );
    assert_eq!((report.created, report.joined), (0, 1));
    let documents = documents(&archive);
    assert_eq!(documents.len(), 1);
    assert_eq!(
        documents[0].title(),
        "Telegram No. 7, Legation A to Ministry B"
    );
    assert_eq!(documents[0].provenance.len(), 2);
}

#[test]
fn a_short_summary_does_not_join_other_titles() {
    let archive = TemporaryArchive::new();
    archive.import_text(
        "a.txt",
        &old(&[
            Entry::new("March 04, 1931", "Cable, Legation A to Ministry B")
                .summary("They write about seed corn."),
        ]),
    );
    let report = archive.import_text(
        "b.txt",
        &new(&[Entry::new("March 4, 1931", "Note on corn").summary("They write about seed corn.")]),
    );
    assert_eq!(
        (report.created, report.joined, report.proposed),
        (1, 0, 1),
        "{report:?}"
    );
}

#[test]
fn a_summary_of_two_dates_parts_what_it_had_joined() {
    let archive = TemporaryArchive::new();
    archive.import_text(
        "a.txt",
        &old(&[Entry::new("March 04, 1931", "Cable, Legation A to Ministry B").summary(WAGONS)]),
    );
    let report = archive.import_text(
        "b.txt",
        &new(&[
            Entry::new("March 4, 1931", "Telegram from Legation A to Ministry B").summary(WAGONS),
        ]),
    );
    assert_eq!(report.joined, 1);
    archive.import_text(
        "c.txt",
        &old(&[Entry::new("March 09, 1931", "Cable, Legation A to Ministry B").summary(WAGONS)]),
    );
    let late = documents(&archive).len();
    let other = TemporaryArchive::new();
    for (name, text) in [
        (
            "c.txt",
            old(&[Entry::new("March 09, 1931", "Cable, Legation A to Ministry B").summary(WAGONS)]),
        ),
        (
            "b.txt",
            new(&[
                Entry::new("March 4, 1931", "Telegram from Legation A to Ministry B")
                    .summary(WAGONS),
            ]),
        ),
        (
            "a.txt",
            old(&[Entry::new("March 04, 1931", "Cable, Legation A to Ministry B").summary(WAGONS)]),
        ),
    ] {
        other.import_text(name, &text);
    }
    assert_eq!(late, 3);
    assert_eq!(documents(&other).len(), 3);
}

#[test]
fn absent_dates_and_summaries_equal_nothing() {
    let archive = TemporaryArchive::new();
    archive.import_text(
        "a.txt",
        &old(&[Entry::new(
            "March 04, 1931",
            "Cable, Legation A to Ministry B",
        )]),
    );
    let report = archive.import_text(
        "b.txt",
        &new(&[Entry::new(
            "March 4, 1931",
            "Cable, Legation A to Ministry B",
        )]),
    );
    assert_eq!((report.created, report.joined, report.proposed), (1, 0, 1));
}

#[test]
fn a_changed_summary_is_news_of_the_same_entry() {
    let archive = TemporaryArchive::new();
    let entry = Entry::new("March 4, 1931", "Note on corn");
    archive.import_text(
        "a.txt",
        &new(&[entry.clone().summary("About corn and rye.")]),
    );
    let report = archive.import_text("a.txt", &new(&[entry.summary("About corn, rye and oats.")]));
    assert_eq!((report.changed, report.created), (1, 0));
    let documents = documents(&archive);
    assert_eq!(documents[0].summaries[0].text, "About corn, rye and oats.");
    assert_eq!(documents[0].provenance[0].former.len(), 1);
}

#[test]
fn a_changed_title_stays_as_a_former_title() {
    let archive = TemporaryArchive::new();
    archive.import_text(
        "a.txt",
        &new(&[Entry::new("March 4, 1931", "Note on corn").summary(WAGONS)]),
    );
    let report = archive.import_text(
        "a.txt",
        &new(&[Entry::new("March 4, 1931", "Note on Seed Corn").summary(WAGONS)]),
    );
    assert_eq!((report.changed, report.created, report.joined), (1, 0, 0));
    let documents = documents(&archive);
    let titles: Vec<&str> = documents[0]
        .titles
        .iter()
        .map(|title| title.text.as_str())
        .collect();
    assert_eq!(titles, ["Note on Seed Corn", "Note on corn"]);
}

#[test]
fn a_dry_run_reports_and_leaves_nothing() {
    let archive = TemporaryArchive::new();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.txt");
    std::fs::write(
        &path,
        new(&[Entry::new("March 4, 1931", "Note on corn").summary(WAGONS)]),
    )
    .unwrap();
    let options = ImportOptions {
        dry_run: true,
        ..ImportOptions::default()
    };
    let report = archive.import_with(&[path], &options);
    assert_eq!(report.created, 1);
    assert!(archive.archive().is_empty().unwrap());
    assert_eq!(archive.export(Audience::Operators), "");
}

#[test]
fn drafts_are_found_by_nobody() {
    let archive = TemporaryArchive::new();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.txt");
    std::fs::write(
        &path,
        new(&[Entry::new("March 4, 1931", "Note on corn").summary(WAGONS)]),
    )
    .unwrap();
    let options = ImportOptions {
        draft: true,
        ..ImportOptions::default()
    };
    archive.import_with(&[path], &options);
    assert_eq!(archive.search(&[]).total, 0);
    assert_eq!(documents(&archive)[0].standing.state, State::Draft);
    assert!(!archive.export(Audience::Public).contains("wagons"));
}

fn decision(verdict: &str) -> String {
    let entry = |source: &str, line: &str| serde_json::json!({"source": source, "key": format!("{line}|Note on corn")});
    let question = serde_json::json!({"ask": "same_document", "one": entry("a.txt", "March 04, 1931"), "other": entry("b.txt", "March 4, 1931")});
    serde_json::json!({"kind": "decision", "id": 1, "standing": {"state": "published"}, "question": question, "verdict": verdict}).to_string()
}

#[test]
fn an_editor_joins_what_no_rule_would() {
    let archive = TemporaryArchive::new();
    archive.import_text(
        "a.txt",
        &old(&[Entry::new("March 04, 1931", "Note on corn")]),
    );
    archive.import_text(
        "b.txt",
        &new(&[Entry::new("March 4, 1931", "Note on corn")]),
    );
    assert_eq!(archive.search(&[]).total, 2);
    archive.import_text("decision.jsonl", &decision("yes"));
    assert_eq!(archive.search(&[]).total, 1);
    let documents = documents(&archive);
    assert_eq!(documents[0].provenance.len(), 2);
    assert_eq!(documents[1].standing.merged_into, Some(documents[0].id.0));
    let report = archive.import_text(
        "b.txt",
        &new(&[Entry::new("March 4, 1931", "Note on corn")]),
    );
    assert_eq!(report.unchanged, 1);
    assert_eq!(archive.archive().proposals().unwrap(), []);
    assert!(archive.archive().check().unwrap().is_sound());
}

#[test]
fn an_editor_parts_what_a_rule_has_joined() {
    let archive = TemporaryArchive::new();
    archive.import_text(
        "a.txt",
        &old(&[Entry::new("March 04, 1931", "Note on corn").summary(WAGONS)]),
    );
    archive.import_text(
        "b.txt",
        &new(&[Entry::new("March 4, 1931", "Note on corn").summary(WAGONS)]),
    );
    assert_eq!(archive.search(&[]).total, 1);
    archive.import_text("decision.jsonl", &decision("no"));
    assert_eq!(archive.search(&[]).total, 2);
    let other = TemporaryArchive::new();
    other.import_text("decision.jsonl", &decision("no"));
    other.import_text(
        "a.txt",
        &old(&[Entry::new("March 04, 1931", "Note on corn").summary(WAGONS)]),
    );
    other.import_text(
        "b.txt",
        &new(&[Entry::new("March 4, 1931", "Note on corn").summary(WAGONS)]),
    );
    assert_eq!(other.search(&[]).total, 2);
}
