//! What a stranger may carry away or find on a disk: exports for the public, and the files of the index.

use fonds_archive::{Ask, Audience, Exported, SheetOptions, Then};
use fonds_formats::csv;
use fonds_model::Moment;

use super::crawl::Place;
use super::records::{self, MARKS};
use super::{now, numbers};

/// What is written to a file.
fn written(write: impl FnOnce(&mut Vec<u8>) -> fonds_archive::Result<Exported>) -> String {
    let mut bytes = Vec::new();
    write(&mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

/// Everything that leaves an archive as a file for strangers, with what it is called.
fn exports(place: &Place, first: i64) -> Vec<(&'static str, String)> {
    let archive = &place.archive;
    let ask = |words: &str| Ask::from_pairs([("q", words), ("person", "1")]);
    let table = |ask: Option<&Ask>| {
        let options = SheetOptions {
            audience: Audience::Public,
            ask,
            format: csv::Options::default(),
            address: &|id| id.to_string(),
        };
        written(|out| archive.export_csv(&options, out))
    };
    let then = Then::Moment(Moment::from_seconds(first).unwrap());
    let lines = |then| written(|out| archive.export_jsonl_at(Audience::Public, then, out));
    let found = |words| written(|out| archive.export_jsonl_found(&ask(words), out));
    vec![
        ("everything", lines(None)),
        (
            "everything, as it was while more was public",
            lines(Some(then)),
        ),
        ("what a search finds", found("railway")),
        ("what a search for hidden words finds", found("Xyzzq*")),
        ("a table of everything", table(None)),
        (
            "a table of what a search finds",
            table(Some(&ask("railway"))),
        ),
    ]
}

#[test]
fn public_exports_are_equal() {
    let (whole, open) = (Place::new(), Place::new());
    whole.import("first.jsonl", &records::first(true));
    open.import("first.jsonl", &records::first(false));
    let first = now();
    while now() == first {
        std::thread::yield_now();
    }
    whole.import("second.jsonl", &records::second());
    for ((name, exported), (_, expected)) in
        exports(&whole, first).iter().zip(exports(&open, first))
    {
        let told = marks_in(exported.as_bytes());
        assert!(told.is_empty(), "{name} tells {told:?}");
        assert_eq!(numbers(exported).count(), 0, "{name}");
        assert_eq!(exported, &expected, "{name}");
    }
}

/// All bytes of the files of an index.
fn index_bytes(place: &Place) -> Vec<u8> {
    let mut folders = vec![place.archive.folder().join("index")];
    let mut bytes = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                bytes.extend(std::fs::read(path).unwrap());
            }
        }
    }
    bytes
}

fn marks_in(bytes: &[u8]) -> Vec<&'static str> {
    let is_there = |mark: &&str| {
        bytes
            .windows(mark.len())
            .any(|window| window == mark.as_bytes())
    };
    MARKS.into_iter().filter(is_there).collect()
}

#[test]
fn no_file_of_the_index_holds_a_hidden_word() {
    let whole = Place::new();
    whole.import("first.jsonl", &records::first(true));
    // What is to be withdrawn is public still; so the marks can be seen where they are.
    assert!(!marks_in(&index_bytes(&whole)).is_empty());
    whole.import("second.jsonl", &records::second());
    assert_eq!(marks_in(&index_bytes(&whole)), Vec::<&str>::new());
    whole.archive.reindex(&mut |_, _| {}).unwrap();
    assert_eq!(marks_in(&index_bytes(&whole)), Vec::<&str>::new());
}
