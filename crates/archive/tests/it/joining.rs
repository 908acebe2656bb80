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

fn import_draft(archive: &TemporaryArchive, name: &str, text: &str) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, text).unwrap();
    let options = ImportOptions {
        draft: true,
        ..ImportOptions::default()
    };
    archive.import_with(&[path], &options);
}

#[test]
fn a_draft_import_shows_strangers_nothing_of_what_it_brings() {
    let archive = TemporaryArchive::new();
    archive.import_text(
        "a.txt",
        &old(&[Entry::new("March 04, 1931", "Cable, Legation A to Ministry B").summary(WAGONS)]),
    );
    let before = archive.export(Audience::Public);
    import_draft(
        &archive,
        "b.txt",
        &new(&[
            Entry::new("March 4, 1931", "Telegram, Legation A to Bureau Q").summary(WAGONS),
            Entry::new("May 9, 1931", "Letter, Legation A to Bureau R"),
        ]),
    );
    let after = archive.export(Audience::Public);
    let types = |line: &&str| !line.contains(r#""kind":"type""#);
    let lines =
        |export: &str| -> Vec<String> { export.lines().filter(types).map(str::to_owned).collect() };
    assert_eq!(lines(&before), lines(&after));
    assert_eq!(archive.search(&[]).total, 1);
    assert_eq!(documents(&archive)[0].provenance.len(), 2);
    assert_eq!(documents(&archive)[0].standing.state, State::Draft);
}

#[test]
fn what_is_parted_from_a_draft_is_a_draft() {
    let archive = TemporaryArchive::new();
    import_draft(
        &archive,
        "a.txt",
        &old(&[Entry::new("March 04, 1931", "Cable, Legation A to Ministry B").summary(WAGONS)]),
    );
    import_draft(
        &archive,
        "b.txt",
        &new(&[
            Entry::new("March 4, 1931", "Telegram from Legation A to Ministry B").summary(WAGONS),
        ]),
    );
    assert_eq!(documents(&archive).len(), 1);
    archive.import_text(
        "c.txt",
        &old(&[Entry::new("March 09, 1931", "Cable, Legation A to Ministry B").summary(WAGONS)]),
    );
    assert_eq!(documents(&archive).len(), 3);
    assert_eq!(archive.search(&[]).total, 1);
}

#[test]
fn spellings_of_a_name_stand_in_one_order() {
    let pages = [
        ("a.txt", "Cable, LEGATION BRASILIA to Ministry B"),
        ("b.txt", "Letter, Legation Bras\u{ed}lia to Ministry B"),
        ("c.txt", "Note, Legation Brasilia to Ministry B"),
    ];
    let agents = |order: [usize; 3]| -> Vec<String> {
        let archive = TemporaryArchive::new();
        for index in order {
            let (name, title) = pages[index];
            archive.import_text(name, &new(&[Entry::new("March 4, 1931", title)]));
        }
        let export = archive.export(Audience::Public);
        let mut names: Vec<String> = export
            .lines()
            .filter_map(|line| match Record::parse(line).unwrap() {
                Record::Agent(agent) => Some(format!(
                    "{:?}",
                    agent
                        .names
                        .iter()
                        .map(|name| &name.text)
                        .collect::<Vec<_>>()
                )),
                _ => None,
            })
            .collect();
        names.sort();
        names
    };
    let expected = agents([0, 1, 2]);
    assert_eq!(expected.len(), 2, "{expected:?}");
    for order in [[2, 1, 0], [1, 0, 2], [0, 2, 1]] {
        assert_eq!(agents(order), expected, "{order:?}");
    }
}

#[test]
fn a_series_with_a_set_phrase_stays_apart_in_any_order() {
    let pages: Vec<(String, String)> = (0..70)
        .map(|number| {
            let title = format!("Cable, Legation {} to Ministry B", number / 2);
            let text = new(&[Entry::new("March 4, 1931", &title).summary(WAGONS)]);
            (format!("{number:02}.txt"), text)
        })
        .collect();
    let count = |pages: &mut dyn Iterator<Item = &(String, String)>| {
        let archive = TemporaryArchive::new();
        for (name, text) in pages {
            archive.import_text(name, text);
        }
        archive.search(&[]).total
    };
    assert_eq!(count(&mut pages.iter()), 70);
    assert_eq!(count(&mut pages.iter().rev()), 70);
}

fn introduced(introduction: &str, title: &str) -> String {
    let entries = old(&[Entry::new("March 04, 1931", title)]);
    let (top, list) = entries.split_once("\n\n\n").unwrap();
    format!("{top}\n\nSeed Corn of Two Rivers\n\n{introduction}{list}")
}

#[test]
fn a_page_without_an_introduction_takes_none_away() {
    let words = "This is a collection of primary source documents about seed corn from the 1930s to 1939. See also the collection Rye of Three Rivers.\n\n";
    let with = introduced(words, "Note on corn");
    let without = introduced("", "Note on rye");
    let collection = |pages: [(&str, &str); 2]| {
        let archive = TemporaryArchive::new();
        for (name, text) in pages {
            archive.import_text(name, text);
        }
        let export = archive.export(Audience::Public);
        let found = export
            .lines()
            .find_map(|line| match Record::parse(line).unwrap() {
                Record::Collection(collection) => Some(collection),
                _ => None,
            });
        found.unwrap()
    };
    let one = collection([("a.txt", &without), ("b.txt", &with)]);
    let other = collection([("b.txt", &with), ("a.txt", &without)]);
    assert_eq!(one, other);
    assert!(
        one.introductions[0]
            .text
            .starts_with("This is a collection"),
        "{one:?}"
    );
    assert_eq!(one.see_also.len(), 1, "{one:?}");
}

#[test]
fn an_editors_introduction_outlasts_the_page() {
    let page = introduced(
        "This is a collection of primary source documents about seed corn.\n\n",
        "Note on corn",
    );
    let archive = TemporaryArchive::new();
    archive.import_text("a.txt", &page);
    let edited = archive.export(Audience::Operators).replace(
        r#""text":"This is a collection of primary source documents about seed corn.""#,
        r#""text":"Edited words.""#,
    );
    archive.import_text("edited.jsonl", &edited);
    let before = archive.export(Audience::Operators);
    assert!(before.contains("Edited words."), "{before}");
    archive.import_text("a.txt", &page);
    assert_eq!(archive.export(Audience::Operators), before);
}

#[test]
fn namesakes_of_one_page_stay_apart_and_keep_their_words() {
    let twin = |summary: &str| Entry::new("March 4, 1931", "Note on corn").summary(summary);
    let archive = TemporaryArchive::new();
    let report = archive.import_text(
        "a.txt",
        &new(&[twin("By day."), twin("By night."), twin("By night.")]),
    );
    assert_eq!((report.created, report.unchanged), (3, 0));
    let before = documents(&archive);
    let report = archive.import_text(
        "a.txt",
        &new(&[twin("By night."), twin("By night."), twin("By day.")]),
    );
    assert_eq!((report.changed, report.unchanged), (0, 3));
    assert_eq!(documents(&archive), before);
    let report = archive.import_text(
        "a.txt",
        &new(&[twin("By night."), twin("By noon."), twin("By night.")]),
    );
    assert_eq!((report.changed, report.unchanged), (1, 2));
    let report = archive.import_text(
        "a.txt",
        &new(&[twin("By night."), twin("By noon."), twin("By night.")]),
    );
    assert_eq!((report.changed, report.unchanged), (0, 3));
}
