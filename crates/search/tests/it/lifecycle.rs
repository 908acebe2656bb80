//! Commits, deletions, reopening and generations.

use std::fs;
use std::path::Path;

use fonds_search::{Error, Facet, Filter, Index, Search, query};

use crate::support::{TestIndex, titled};

#[test]
fn a_put_replaces_and_a_delete_leaves_no_trace() {
    let mut test = TestIndex::of([]);
    for entry in [
        titled(1, "Alpha kept"),
        titled(2, "Beta unspeakable"),
        titled(3, "Delta"),
    ] {
        test.writer.put(&entry).unwrap();
    }
    test.commit();
    let mut changed = titled(1, "Gamma kept");
    changed.values = vec![(Facet::Person, 7)];
    changed.refs_to = vec![(2, 7)];
    test.writer.put(&changed).unwrap();
    test.writer.delete(2);
    assert_eq!(test.ids("alpha"), [1], "nothing is seen before the commit");
    test.commit();
    assert_eq!(test.ids("alpha"), [] as [u64; 0]);
    assert_eq!(test.ids("gamma"), [1]);
    assert_eq!(test.ids("unspeak*"), [] as [u64; 0]);
    assert_eq!(test.ids("-gamma"), [3]);
    assert_eq!(test.index.count(), 2);
    assert!(test.index.contains(1).unwrap() && !test.index.contains(2).unwrap());
    assert_eq!(test.index.words_beginning("unsp", 5).unwrap(), []);
    assert_eq!(
        test.index.words_beginning("kep", 5).unwrap(),
        [("kept".to_owned(), 1)]
    );
    assert_eq!(test.index.dependants(2, 7).unwrap(), [1]);
    assert_eq!(test.index.dependants(2, 8).unwrap(), [] as [u64; 0]);

    assert!(
        files_with(&test.dir(), b"unspeakable") > 0,
        "a deletion alone rewrites nothing"
    );
    test.writer.forget_deleted(&test.index).unwrap();
    assert_eq!(test.ids("gamma"), [1]);
    assert_eq!((test.index.count(), test.index.last_seq()), (2, test.seq));
    assert_eq!(files_with(&test.dir(), b"unspeakable"), 0);
}

/// How many files of the generation hold the bytes.
fn files_with(dir: &Path, bytes: &[u8]) -> usize {
    let files = fs::read_dir(dir.join("g1")).unwrap();
    files
        .filter(|file| {
            let content = fs::read(file.as_ref().unwrap().path()).unwrap();
            content.windows(bytes.len()).any(|window| window == bytes)
        })
        .count()
}

#[test]
fn deleting_everything_is_possible() {
    let mut test = TestIndex::of([titled(1, "Alpha"), titled(2, "Beta")]);
    test.writer.delete(1);
    test.writer.delete(2);
    test.commit();
    test.writer.forget_deleted(&test.index).unwrap();
    assert_eq!(test.index.count(), 0);
    assert_eq!(test.ids(""), [] as [u64; 0]);
}

#[test]
fn reopening_keeps_the_position_of_the_log() {
    let mut test = TestIndex::of([titled(1, "Alpha")]);
    assert_eq!(test.index.last_seq(), 1);
    test.writer.put(&titled(2, "Beta")).unwrap();
    test.writer.commit(41).unwrap();
    assert_eq!(test.index.last_seq(), 1);
    assert!(test.index.reload().unwrap());
    assert!(!test.index.reload().unwrap());
    assert_eq!(test.index.last_seq(), 41);
    test.writer.commit(42).unwrap();
    assert!(
        test.index.reload().unwrap(),
        "an empty commit still moves the position"
    );
    assert_eq!((test.index.last_seq(), test.index.count()), (42, 2));
    let again = Index::open(&test.dir()).unwrap();
    assert_eq!((again.last_seq(), again.count()), (42, 2));
}

#[test]
fn a_new_generation_is_swapped_in_while_the_old_one_serves() {
    let test = TestIndex::of([titled(1, "Alpha")]);
    let TestIndex {
        folder,
        index,
        writer,
        ..
    } = test;
    drop(writer);
    let dir = folder.path().join("index");
    let mut building = Index::begin_generation(&dir, 20_000_000).unwrap();
    building.put(&titled(1, "Beta")).unwrap();
    building.commit(5).unwrap();
    building.put(&titled(1, "Gamma")).unwrap();
    building.put(&titled(2, "Gamma")).unwrap();
    let total = |typed: &str| {
        let search = Search {
            tree: query::parse(typed).tree,
            ..Search::default()
        };
        index.search(&search).unwrap().total
    };
    assert_eq!(total("alpha"), 1);
    building.publish_generation(9).unwrap();
    assert_eq!(total("alpha"), 1, "the old state serves until the reload");
    assert!(index.reload().unwrap());
    assert_eq!((total("alpha"), total("beta"), total("gamma")), (0, 0, 2));
    assert_eq!(index.last_seq(), 9);
    assert!(!dir.join("g1").exists() && dir.join("g2").exists());
    index.writer(20_000_000).unwrap();
}

#[test]
fn an_index_that_is_not_there_or_of_another_schema_says_so() {
    let folder = tempfile::tempdir().unwrap();
    assert!(matches!(Index::open(folder.path()), Err(Error::Missing(_))));
    fs::write(folder.path().join("current"), "g1\n0\n").unwrap();
    assert!(matches!(
        Index::open(folder.path()),
        Err(Error::Schema { found: 0, .. })
    ));
}

#[test]
fn values_beyond_the_limit_are_refused() {
    let mut test = TestIndex::of([titled(1, "Alpha")]);
    let mut entry = titled(2, "Beta");
    entry.values = vec![(Facet::Person, 1 << 56)];
    assert!(matches!(test.writer.put(&entry), Err(Error::Value(_))));
    let filter = Filter {
        facet: Facet::Person,
        values: vec![1 << 56],
        all: false,
    };
    let search = Search {
        filters: vec![filter],
        ..Search::default()
    };
    assert!(matches!(test.index.search(&search), Err(Error::Value(_))));
}
