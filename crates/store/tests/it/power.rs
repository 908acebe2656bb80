//! A power cut: whatever part of the write-ahead log reached the disk, whole batches stand and nothing else.

use std::fs;

use fonds_model::Kind;
use fonds_store::{Audience, Error, Store};

use crate::common::{archive, document, find, hand};

const BATCHES: u64 = 24;
const CUTS: usize = 200;

/// How many records the batches up to and with this one put.
fn records_after(batches: u64) -> u64 {
    (1..=batches).map(size_of_batch).sum()
}

fn size_of_batch(batch: u64) -> u64 {
    1 + batch * 7 % 11
}

/// Numbers that look random and are the same in every run (Knuth's linear congruential generator for MMIX).
fn random(seed: u64) -> impl Iterator<Item = u64> {
    std::iter::successors(Some(seed), |last| {
        Some(
            last.wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407),
        )
    })
    .skip(1)
    .map(|number| number >> 20)
}

#[test]
fn a_write_ahead_log_cut_anywhere_opens_with_whole_batches() {
    let (folder, store) = archive();
    assert!(store.checkpoint().unwrap());
    for batch_number in 1..=BATCHES {
        store
            .write(&hand(), |batch| {
                for _ in 0..size_of_batch(batch_number) {
                    let id = batch.mint(Kind::Document)?;
                    let blob = batch.put_blob(&id.to_le_bytes().repeat(40), "image/png")?;
                    batch.put(
                        &document(id, &format!("of batch {batch_number} with {blob}")).into(),
                    )?;
                }
                Ok::<_, Error>(())
            })
            .unwrap();
    }
    let database = fs::read(folder.path().join("fonds.db")).unwrap();
    let wal = fs::read(folder.path().join("fonds.db-wal")).unwrap();
    let expected = store
        .reader()
        .unwrap()
        .page(Kind::Document, None, 10_000, Audience::All, i64::MAX)
        .unwrap();

    let mut cuts: Vec<usize> = random(1949)
        .take(CUTS - 2)
        .map(|number| usize::try_from(number).unwrap() % wal.len())
        .collect();
    cuts.extend([0, wal.len()]);
    cuts.sort_unstable();
    let mut prefixes = Vec::new();
    for cut in cuts {
        prefixes.push(open_cut(&database, &wal[..cut], &expected));
    }
    assert!(
        prefixes.is_sorted(),
        "more of the log never means less of the archive"
    );
    assert_eq!((prefixes[0], prefixes[CUTS - 1]), (0, BATCHES));
    prefixes.dedup();
    assert!(
        prefixes.len() > 15,
        "the cuts fall into many batches: {prefixes:?}"
    );
}

/// Opens what a power cut would have left, and tells how many batches stand.
fn open_cut(database: &[u8], wal: &[u8], expected: &[(u64, String)]) -> u64 {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("fonds.db"), database).unwrap();
    fs::write(folder.path().join("fonds.db-wal"), wal).unwrap();
    let store = Store::open_existing(folder.path(), find).unwrap();
    let reader = store.reader().unwrap();
    let held = reader
        .page(Kind::Document, None, 10_000, Audience::All, i64::MAX)
        .unwrap();
    assert_eq!(held, expected[..held.len()]);
    let report = store.check().unwrap();
    assert!(report.is_sound(), "{:#?}", report.damages);
    assert_eq!(
        reader.last_seq().unwrap().cast_unsigned(),
        held.len() as u64
    );
    assert_eq!(
        report.blobs,
        held.len() as u64,
        "blobs come with their batch"
    );
    // The next import goes on where the log ends.
    let minted = store
        .write(&hand(), |batch| batch.mint(Kind::Document))
        .unwrap();
    assert_eq!(minted, fonds_model::FIRST_MINTED + held.len() as u64);
    (0..=BATCHES)
        .find(|batches| records_after(*batches) == held.len() as u64)
        .expect("a batch stands whole or not at all")
}
