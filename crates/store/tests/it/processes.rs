//! Several writers and readers at once, in threads and in processes of their own.

use std::path::PathBuf;
use std::process::Command;

use fonds_model::Kind;
use fonds_store::{Error, Store};

use crate::common::{archive, document, find, hand, moment, open};

const BATCHES: u64 = 30;
const CHILD: &str = "FONDS_STORE_TEST_FOLDER";

/// Appends batches of three records with minted ids.
fn import(store: &Store, name: &str) {
    for batch_number in 0..BATCHES {
        store
            .write(&hand(), |batch| {
                for _ in 0..3 {
                    let id = batch.mint(Kind::Document)?;
                    batch.put(&document(id, &format!("{name} {batch_number}")).into())?;
                }
                Ok::<_, Error>(())
            })
            .unwrap();
    }
}

fn verify(store: &Store, writers: u64) {
    let count = writers * BATCHES * 3;
    let reader = store.reader().unwrap();
    assert_eq!(reader.last_seq().unwrap().cast_unsigned(), count);
    assert_eq!(
        reader.counts(moment(i64::from(u32::MAX))).unwrap()[0].all,
        count
    );
    let report = store.check().unwrap();
    assert!(report.is_sound(), "{:#?}", report.damages);
}

#[test]
fn threads_take_turns() {
    let (folder, store) = archive();
    std::thread::scope(|scope| {
        scope.spawn(|| import(&store, "one"));
        scope.spawn(|| import(&store, "two"));
        // Connections of its own, as another process would have.
        scope.spawn(|| import(&open(&folder), "three"));
        scope.spawn(|| {
            let reader = store.reader().unwrap();
            let mut last = 0;
            while last < 3 * BATCHES.cast_signed() * 3 {
                let seq = reader.last_seq().unwrap();
                assert!(
                    seq >= last && seq % 3 == 0,
                    "only whole batches are seen: {seq}"
                );
                last = seq;
            }
        });
    });
    verify(&store, 3);
}

#[test]
fn processes_take_turns() {
    let (folder, store) = archive();
    let child = |name: &str| {
        Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "processes::a_process_of_its_own", "--quiet"])
            .env(CHILD, folder.path())
            .env("FONDS_STORE_TEST_NAME", name)
            .stdout(std::process::Stdio::null())
            .spawn()
            .unwrap()
    };
    let mut children = [child("one"), child("two")];
    import(&store, "parent");
    for child in &mut children {
        assert!(child.wait().unwrap().success());
    }
    verify(&store, 3);
}

/// The other process of [`processes_take_turns`]; as a test on its own it has nothing to do.
#[test]
fn a_process_of_its_own() {
    let Some(folder) = std::env::var_os(CHILD).map(PathBuf::from) else {
        return;
    };
    let name = std::env::var("FONDS_STORE_TEST_NAME").unwrap();
    import(&Store::open_existing(&folder, find).unwrap(), &name);
}
