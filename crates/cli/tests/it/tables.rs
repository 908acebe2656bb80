//! Tables of documents: what they hold, for whom, and that their columns are documented.

use std::fs;
use std::path::Path;

use crate::fonds::{Room, json, run};

const RECORDS: &str = r#"{"kind":"agent","id":1,"names":[{"text":"Roshchin"}]}
{"kind":"agent","id":2,"standing":{"state":"draft"},"names":[{"text":"Hidden One"}]}
{"kind":"document","id":7,"titles":[{"text":"=SUM(A1) on corn"},{"text":"Corn | wagons","status":"former"}],"dates":[{"kind":"written","edtf":"1951-03~","as_written":"about March, 1951","heading":true}],"parties":[{"role":"sender","written":"R.","denotes":[{"agent":1,"certainty":"certain","basis":"authority"}]},{"role":"recipient","written":"Someone","denotes":[{"agent":2,"certainty":"certain","basis":"authority"}]}]}
{"kind":"document","id":8,"standing":{"state":"draft"},"titles":[{"text":"Draft on wagons, with \"quotes\""}]}
"#;

fn rows(arguments: &[&str]) -> Vec<csv::StringRecord> {
    let output = run(arguments);
    let complaint = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(0), "{complaint}");
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(output.stdout.as_slice());
    reader.records().collect::<Result<_, _>>().unwrap()
}

fn cell<'a>(rows: &'a [csv::StringRecord], row: usize, column: &str) -> &'a str {
    let place = rows[0].iter().position(|name| name == column).unwrap();
    &rows[row][place]
}

/// An archive in the room with the records.
fn archive_of_records(room: &Room) -> String {
    let archive = room.text("archive");
    fs::write(room.path("records.jsonl"), RECORDS).unwrap();
    let records = room.text("records.jsonl");
    json(&["import", "--archive", &archive, &records, "--json"]);
    archive
}

#[test]
fn a_table_holds_what_its_audience_may_see() {
    let room = Room::new();
    let archive = archive_of_records(&room);
    let table = ["export", "csv", "-", "--archive", &archive];
    let all = rows(&table);
    assert_eq!(all.len(), 3);
    let expected = [
        ("id", "7"),
        ("address", "/document/7"),
        ("date_written", "about March, 1951"),
        ("date_edtf", "1951-03~"),
        ("date_from", "1951-03-01"),
        ("date_to", "1951-03-31"),
        ("title", "'=SUM(A1) on corn"),
        ("former_titles", "Corn \\| wagons"),
        ("senders", "Roshchin [R.]"),
        ("recipients", "Hidden One [Someone]"),
        ("state", "published"),
    ];
    for (column, value) in expected {
        assert_eq!(cell(&all, 1, column), value, "{column}");
    }
    assert_eq!(cell(&all, 2, "title"), "Draft on wagons, with \"quotes\"");
    let public = rows(
        &[
            &table[..],
            &["--public", "--plain", "--base", "https://a.example"],
        ]
        .concat(),
    );
    assert_eq!(public.len(), 2);
    assert_eq!(cell(&public, 1, "recipients"), "Someone");
    assert_eq!(cell(&public, 1, "title"), "=SUM(A1) on corn");
    assert_eq!(cell(&public, 1, "address"), "https://a.example/document/7");
    let found = rows(&[&table[..], &["--query", "q=corn&since=1951"]].concat());
    assert_eq!(found.len(), 2);
    assert_eq!(cell(&found, 1, "recipients"), "Someone");
    let none = rows(&[&table[..], &["--query", "q=nothing"]].concat());
    assert_eq!(none.len(), 1);
    let marked = run(&[&table[..], &["--bom"]].concat());
    assert!(marked.stdout.starts_with("\u{feff}id,".as_bytes()));
    let wrong = run(&[&table[..], &["--query", "colour=red"]].concat());
    assert_eq!(wrong.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&wrong.stderr).contains("`colour=red`"));
}

#[test]
fn a_search_that_is_not_understood_writes_nothing() {
    let room = Room::new();
    let archive = room.text("archive");
    fs::write(room.path("records.jsonl"), RECORDS).unwrap();
    let records = room.text("records.jsonl");
    json(&["import", "--archive", &archive, &records, "--json"]);
    let out = room.text("out");
    for (query, named) in [
        ("since=nonsense", "`nonsense` is not a date"),
        ("q=corn&until=Juli", "`Juli` is not a date"),
        ("since=1952&until=1951", "lies after the last"),
        ("person=Nobody", "nothing here is called `Nobody`"),
        ("sence=1948", "`sence=1948`"),
    ] {
        for format in ["csv", "jsonl"] {
            let output = run(&[
                "export",
                format,
                &out,
                "--archive",
                &archive,
                "--query",
                query,
            ]);
            let complaint = String::from_utf8_lossy(&output.stderr).into_owned();
            assert_eq!(output.status.code(), Some(2), "{format} {query}");
            assert!(complaint.contains(named), "{query}: {complaint}");
            assert!(!Path::new(&out).exists(), "{format} {query}");
        }
    }
}

#[test]
fn a_search_leaves_as_lines_too() {
    let room = Room::new();
    let archive = archive_of_records(&room);
    let output = run(&[
        "export",
        "jsonl",
        "-",
        "--archive",
        &archive,
        "--query",
        "q=corn",
    ]);
    let text = String::from_utf8(output.stdout).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 1);
    assert!(lines[0].contains(r#""id":7"#) && !lines[0].contains(r#""agent":2"#));
}

#[test]
fn every_column_is_documented() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/csv.md");
    let page = fs::read_to_string(page).unwrap();
    for column in fonds_archive::COLUMNS {
        assert!(page.contains(&format!("`{column}`")), "{column}");
    }
}

#[test]
fn a_target_that_cannot_be_written_is_named_as_it_was_asked_for() {
    let room = Room::new();
    let archive = room.archive_of(2);
    let folder = room.text("");
    let missing = room.text("no/such/folder/out");
    for (out, words) in [
        (&missing, "its folder does not exist"),
        (&folder, "is a folder"),
    ] {
        for command in [
            vec!["export", "jsonl"],
            vec!["export", "csv"],
            vec!["backup", "--replace"],
        ] {
            let arguments = [&command[..], &[out.as_str(), "--archive", &archive]].concat();
            let output = run(&arguments);
            let complaint = String::from_utf8_lossy(&output.stderr).into_owned();
            assert_eq!(output.status.code(), Some(2), "{arguments:?}");
            assert!(
                complaint.contains(out.as_str()) && complaint.contains(words),
                "{arguments:?}: {complaint}"
            );
            assert!(!complaint.contains("unfinished"), "{complaint}");
        }
    }
}
