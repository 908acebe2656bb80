//! Interchange files: written, read, written again; and lines that are wrong.

use std::io::{BufReader, Read};

use fonds_formats::jsonl::{Blob, Item, Lines, Section, WriteError, Writer};
use fonds_model::{Record, State};
use proptest::prelude::*;

/// A record of each of several kinds from canonical JSON.
fn record(kind: &str, id: u64, label: &str) -> Record {
    let label = serde_json::to_string(label).expect("a string is JSON");
    let json = match kind {
        "donor" | "type" => {
            format!(r#"{{"kind":"{kind}","id":{id},"code":"c{id}","labels":[{{"text":{label}}}]}}"#)
        }
        _ => format!(r#"{{"kind":"source","id":{id},"name":{label},"format":"listing"}}"#),
    };
    Record::parse(&json).unwrap_or_else(|error| panic!("{json}: {error}"))
}

fn written(records: &[Record], blobs: &[Blob]) -> Vec<u8> {
    let mut writer = Writer::new(Vec::new());
    for section in Section::all() {
        match section {
            Section::Blobs => {
                for blob in blobs {
                    writer
                        .blob(&blob.sha256, &blob.media_type, &blob.bytes)
                        .expect("blobs are in order");
                }
            }
            Section::Records(kind) => {
                for record in records.iter().filter(|record| record.kind() == kind) {
                    writer.record(record).expect("records are in order");
                }
            }
        }
    }
    writer.finish().expect("a vector takes everything").0
}

fn read(bytes: &[u8]) -> (Vec<Record>, Vec<Blob>, Vec<String>) {
    let (mut records, mut blobs, mut problems) = (Vec::new(), Vec::new(), Vec::new());
    for (_, item) in Lines::new("a.jsonl", BufReader::with_capacity(7, bytes)) {
        match item {
            Ok(Item::Record(record)) => records.push(record),
            Ok(Item::Blob(blob)) => blobs.push(blob),
            Err(problem) => problems.push(problem.to_string()),
        }
    }
    (records, blobs, problems)
}

/// One line that is wrong: its problem must name the field and hold the words.
fn check(line: &[u8], field: Option<&str>, words: &str) {
    let mut lines = Lines::new("a.jsonl", line);
    let (number, item) = lines.next().expect("the line is not empty");
    let problem = item.expect_err("the line is wrong");
    assert_eq!((number, problem.line), (1, Some(1)));
    assert_eq!(problem.field.as_deref(), field, "{problem}");
    assert!(problem.advice.contains(words), "{problem}");
    assert!(lines.next().is_none());
}

#[test]
fn sections_stand_by_name() {
    let names: Vec<&str> = Section::all()
        .iter()
        .map(|section| section.as_str())
        .collect();
    assert!(names.is_sorted());
    assert_eq!(names[..3], ["agent", "blob", "collection"]);
}

#[test]
fn wrong_lines_are_named() {
    check(
        br#"{"kind":"source","id":1,"name":"a","format":"b","colour":"red"}"#,
        Some("colour"),
        "unknown field",
    );
    check(
        br#"{"kind":"source","id":1,"name":"a"}"#,
        Some("format"),
        "missing field",
    );
    check(br#"{"kind":"chair","id":1}"#, None, "unknown variant");
    check(
        b"{\"kind\":\"source\",\"name\":\"\xff\"}",
        None,
        "UTF-8 at byte",
    );
    check(b"{\"kind\":", None, "EOF");
    check(
        br#"{"kind":"blob","sha256":"00","media_type":"text/plain","text":"a"}"#,
        Some("sha256"),
        "checksum",
    );
    check(
        br#"{"kind":"blob","sha256":"00","media_type":"text/plain","base64":"!"}"#,
        Some("base64"),
        "base64",
    );
    check(
        br#"{"kind":"blob","sha256":"00","media_type":"text/plain"}"#,
        None,
        "either",
    );
    check(
        br#"{"sha256":"00","kind":"blob","media_type":"a","text":"a","size":1}"#,
        Some("size"),
        "unknown field",
    );
}

#[test]
fn marks_empty_lines_and_any_order_are_taken() {
    let source = record("source", 2, "a").to_canonical();
    let donor = record("donor", 1, "b").to_canonical();
    let text = format!("\u{feff}{source}\r\n\n  \n{donor}");
    let numbers: Vec<u64> = Lines::new("a", text.as_bytes())
        .map(|(number, item)| {
            assert!(item.is_ok(), "{item:?}");
            number
        })
        .collect();
    assert_eq!(numbers, [1, 4]);
}

#[test]
fn a_line_over_the_limit_is_skipped() {
    let donor = record("donor", 1, "b").to_canonical();
    let text = format!("{}\n{donor}\n", "x".repeat(5000));
    let items: Vec<_> = Lines::new("a", text.as_bytes())
        .with_line_limit(1000)
        .collect();
    assert_eq!(items.len(), 2);
    assert!(
        items[0]
            .1
            .as_ref()
            .is_err_and(|problem| problem.advice.contains("5000 bytes"))
    );
    assert!(items[1].1.is_ok());
}

#[test]
fn an_input_that_fails_ends_with_a_problem() {
    struct Broken;
    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
            Err(std::io::Error::other("unplugged"))
        }
    }
    let items: Vec<_> = Lines::new("a", BufReader::new(Broken)).collect();
    assert_eq!(items.len(), 1);
    assert!(
        items[0]
            .1
            .as_ref()
            .is_err_and(|problem| problem.advice.contains("unplugged"))
    );
}

#[test]
fn lines_out_of_order_are_refused() {
    let mut writer = Writer::new(Vec::new());
    writer
        .record(&record("source", 2, "a"))
        .expect("the first line is in order");
    for late in [
        record("source", 2, "a"),
        record("source", 1, "a"),
        record("donor", 9, "a"),
    ] {
        assert!(matches!(
            writer.record(&late),
            Err(WriteError::OutOfOrder(_))
        ));
    }
    assert!(writer.blob("00", "text/plain", b"").is_err());
    assert_eq!(writer.finish().expect("a vector takes everything").1, 1);
}

#[test]
fn states_survive() {
    let mut record = record("donor", 1, "b");
    record.standing_mut().state = State::Withdrawn;
    let bytes = written(std::slice::from_ref(&record), &[]);
    assert_eq!(read(&bytes).0, [record]);
}

proptest! {
    #[test]
    fn what_is_written_reads_and_writes_the_same(
        labels in prop::collection::vec((0..3_usize, "\\PC{0,30}"), 0..20),
        contents in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..50), 0..6),
        texts in prop::collection::vec("(?s).{0,50}", 0..6),
    ) {
        let kinds = ["donor", "source", "type"];
        let records: Vec<Record> = (1..).zip(&labels).map(|(id, (kind, label))| record(kinds[*kind], id, label)).collect();
        let contents = contents.into_iter().chain(texts.into_iter().map(String::into_bytes));
        let mut blobs: Vec<Blob> = contents.map(|bytes| Blob::new("application/octet-stream", bytes)).collect();
        blobs.sort_by(|one, other| one.sha256.cmp(&other.sha256));
        blobs.dedup();
        let first = written(&records, &blobs);
        let (mut read_records, read_blobs, problems) = read(&first);
        prop_assert!(problems.is_empty(), "{:?}", problems);
        prop_assert_eq!(&read_blobs, &blobs);
        let second = written(&read_records, &read_blobs);
        prop_assert_eq!(second, first);
        read_records.sort_by_key(|record| record.id().id);
        prop_assert_eq!(read_records, records);
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        read(&bytes);
    }
}
