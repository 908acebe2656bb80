//! Generated files are equal for equal seeds, canonical, and read without loss.

use std::collections::BTreeSet;

use fonds_bench::generate::{self, Plan, Shape};
use fonds_formats::jsonl::{Item, Lines};
use fonds_model::{Kind, Record};

const PLAN: Plan = Plan {
    documents: 200,
    seed: 11,
    texts: true,
};

fn file(plan: Plan) -> Vec<u8> {
    let mut bytes = Vec::new();
    generate::write_jsonl(plan, &mut bytes).unwrap();
    bytes
}

#[test]
fn equal_seeds_give_equal_bytes() {
    assert_eq!(file(PLAN), file(PLAN));
    assert_ne!(file(PLAN), file(Plan { seed: 12, ..PLAN }));
}

#[test]
fn every_record_is_canonical() {
    let bytes = file(PLAN);
    let mut documents = 0;
    for line in std::str::from_utf8(&bytes).unwrap().lines() {
        if line.starts_with(r#"{"kind":"blob""#) {
            continue;
        }
        let record = Record::parse(line).unwrap();
        assert_eq!(record.to_canonical(), line);
        documents += u64::from(record.kind() == Kind::Document);
    }
    assert_eq!(documents, PLAN.documents);
}

#[test]
fn every_name_of_a_blob_leads_to_one() {
    let bytes = file(PLAN);
    let mut blobs = BTreeSet::new();
    let mut named = BTreeSet::new();
    for (line, item) in Lines::new("generated", bytes.as_slice()) {
        match item {
            Ok(Item::Blob(blob)) => {
                blobs.insert(blob.sha256);
            }
            Ok(Item::Record(record)) => named.extend(record.blobs().into_iter().map(str::to_owned)),
            Err(problem) => panic!("line {line}: {problem:?}"),
        }
    }
    assert!(blobs.len() > 60, "{} texts", blobs.len());
    assert_eq!(named, blobs);
}

#[test]
fn every_entry_of_a_listing_is_read() {
    let folder = tempfile::tempdir().unwrap();
    for shape in [Shape::Bullets, Shape::Lines] {
        let folder = folder.path().join(format!("{shape:?}"));
        let plan = Plan {
            documents: 2_000,
            seed: 5,
            texts: false,
        };
        let generated = generate::listing(plan, 10, shape, &folder).unwrap();
        assert!(generated.repeated > 50, "{generated:?}");
        for page in 1..=10 {
            let name = format!("page-{page:06}.txt");
            let (read, problems) =
                fonds_formats::listing::read(&name, &std::fs::read(folder.join(&name)).unwrap());
            let missing: Vec<_> = read.unread.iter().map(|line| &line.text).collect();
            assert_eq!(read.entries.len(), 200, "{name}: {missing:?} {problems:?}");
        }
    }
}
