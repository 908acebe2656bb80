//! Making, opening and refusing archives.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use fonds_store::{Error, Hand, Store};

use crate::common::{archive, document, find, latest, open, put};

fn error(result: Result<Store, Error>) -> Error {
    match result {
        Ok(store) => panic!("it opened {}", store.folder().display()),
        Err(error) => error,
    }
}

#[test]
fn an_archive_is_made_and_found_again() {
    let (folder, store) = archive();
    put(&store, document(1, "kept"));
    drop(store);
    let store = Store::open_existing(folder.path(), find).unwrap();
    assert_eq!(latest(&store, 1).as_deref(), Some("kept"));
}

#[test]
fn what_is_made_is_for_its_owner_only() {
    let above = tempfile::tempdir().unwrap();
    let folder = above.path().join("archives/letters");
    let store = Store::open(&folder, find).unwrap();
    put(&store, document(1, "kept"));
    let blob = b"a long text ".repeat(20_000);
    store
        .write(&Hand::new("import", ""), |batch| {
            batch.put_blob(&blob, "text/plain")
        })
        .unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&folder), 0o700);
    let mut left = vec![folder];
    let mut files = 0;
    while let Some(path) = left.pop() {
        if path.is_dir() {
            assert_eq!(mode(&path), 0o700, "{}", path.display());
            left.extend(path.read_dir().unwrap().map(|entry| entry.unwrap().path()));
        } else {
            assert_eq!(mode(&path), 0o600, "{}", path.display());
            files += 1;
        }
    }
    assert!(files >= 3, "database, its log, and a blob: {files}");
}

#[test]
fn a_folder_that_stands_there_keeps_its_mode() {
    let folder = tempfile::tempdir().unwrap();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o750)).unwrap();
    drop(Store::open(folder.path(), find).unwrap());
    let mode = fs::metadata(folder.path()).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o750);
}

#[test]
fn an_empty_folder_is_no_archive() {
    let folder = tempfile::tempdir().unwrap();
    let refused = error(Store::open_existing(folder.path(), find));
    assert!(matches!(refused, Error::NotAnArchive { .. }));
    assert!(refused.to_string().contains("--archive"), "{refused}");
    assert_eq!(folder.path().read_dir().unwrap().count(), 0);
}

#[test]
fn other_files_are_refused_and_left_as_they_are() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("fonds.db");
    std::fs::write(
        &path,
        "a letter to my aunt, and long enough not to be taken for an empty file".repeat(9),
    )
    .unwrap();
    let before = std::fs::read(&path).unwrap();
    assert!(matches!(
        error(Store::open(folder.path(), find)),
        Error::NotAnArchive { .. }
    ));
    assert_eq!(std::fs::read(&path).unwrap(), before);

    std::fs::remove_file(&path).unwrap();
    let foreign = rusqlite::Connection::open(&path).unwrap();
    foreign
        .execute_batch("CREATE TABLE recipe (name TEXT)")
        .unwrap();
    assert!(matches!(
        error(Store::open(folder.path(), find)),
        Error::NotAnArchive { .. }
    ));
}

#[test]
fn a_newer_schema_is_refused() {
    let (folder, store) = archive();
    drop(store);
    let connection = rusqlite::Connection::open(folder.path().join("fonds.db")).unwrap();
    connection
        .execute_batch("PRAGMA user_version = 99")
        .unwrap();
    drop(connection);
    let refused = error(Store::open(folder.path(), find));
    assert!(
        matches!(refused, Error::NewerSchema { found: 99, .. }),
        "{refused}"
    );
}

#[test]
fn many_may_make_the_same_archive_at_once() {
    let folder = tempfile::tempdir().unwrap();
    std::thread::scope(|scope| {
        for number in 1..=6 {
            let folder = &folder;
            scope.spawn(move || put(&open(folder), document(number, "one of six")));
        }
    });
    let reader = open(&folder).reader().unwrap();
    assert_eq!(reader.last_seq().unwrap(), 6);
}

#[test]
fn the_write_ahead_log_can_be_emptied() {
    let (_folder, store) = archive();
    put(&store, document(1, "kept"));
    assert!(store.wal_size().unwrap() > 0);
    assert!(store.checkpoint().unwrap());
    assert_eq!(store.wal_size().unwrap(), 0);
    assert_eq!(latest(&store, 1).as_deref(), Some("kept"));
}
