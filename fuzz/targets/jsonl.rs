//! Interchange files of any bytes are read without fault, and what is read prints to what reads the same.
#![no_main]

use fonds_formats::jsonl::{Item, Lines, Writer};
use fonds_model::{Record, TextBody};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let mut last_number = 0;
    for (number, item) in Lines::new("records.jsonl", bytes).with_line_limit(1 << 16) {
        assert!(number > last_number, "lines are numbered in order");
        last_number = number;
        match item {
            Ok(Item::Record(record)) => check_record(&record),
            Ok(item @ Item::Blob(_)) => check_blob(&item),
            Err(problem) => assert!(!problem.to_string().is_empty()),
        }
    }
    if let Ok(Ok(body)) = std::str::from_utf8(bytes).map(TextBody::parse) {
        let canonical = body.to_canonical();
        assert_eq!(TextBody::parse(&canonical).ok().as_ref(), Some(&body));
    }
});

fn check_record(record: &Record) {
    let canonical = record.to_canonical();
    let again = Record::parse(&canonical).expect("what is printed can be read");
    assert_eq!(&again, record);
    assert_eq!(again.to_canonical(), canonical);
    let mut writer = Writer::new(Vec::new());
    writer.record(record).expect("the first line is in order");
    let (line, _) = writer.finish().expect("memory can be written");
    assert_eq!(only_item(&line), Item::Record(again));
    let _ = (
        record.blobs(),
        record.provenance(),
        record.state(),
        record.id(),
    );
}

fn check_blob(item: &Item) {
    let Item::Blob(blob) = item else { return };
    let mut writer = Writer::new(Vec::new());
    writer
        .blob(&blob.sha256, &blob.media_type, &blob.bytes)
        .expect("the first line is in order");
    let (line, _) = writer.finish().expect("memory can be written");
    assert_eq!(&only_item(&line), item);
}

fn only_item(line: &[u8]) -> Item {
    let mut items = Lines::new("again.jsonl", line);
    let (_, item) = items.next().expect("one line was written");
    item.expect("what is written can be read")
}
