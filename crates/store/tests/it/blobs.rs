//! Blobs: small ones in the database, large ones as files, named before the log names them.

use std::fs;

use fonds_store::Error;
use tempfile::TempDir;

use crate::common::{archive, hand};

fn check(size: usize, is_file: bool) {
    let (folder, store) = archive();
    let bytes: Vec<u8> = (0..251).cycle().take(size).collect();
    let put = || {
        store
            .write(&hand(), |batch| batch.put_blob(&bytes, "image/png"))
            .unwrap()
    };
    let name = put();
    assert_eq!(put(), name);
    let reader = store.reader().unwrap();
    let blob = reader.blob(&name).unwrap().unwrap();
    assert_eq!(
        (blob.bytes.len(), blob.media_type.as_str()),
        (size, "image/png")
    );
    assert_eq!(blob.bytes, bytes);
    assert_eq!(reader.blob_info(&name).unwrap().unwrap().size, size as u64);
    let path = folder
        .path()
        .join("blobs")
        .join(&name[..2])
        .join(&name[2..]);
    assert_eq!(path.exists(), is_file);
    assert_eq!(
        reader.blob_file(&name).unwrap(),
        is_file.then_some(path.clone())
    );
    if is_file {
        assert_eq!(fs::read(&path).unwrap(), bytes);
        assert_eq!(
            path.parent().unwrap().read_dir().unwrap().count(),
            1,
            "nothing unfinished stays"
        );
    }
}

#[test]
fn blobs_come_back_whatever_their_size() {
    check(0, false);
    check(5, false);
    check(16 * 1024, false);
    check(16 * 1024 + 1, true);
    check(300_000, true);
}

#[test]
fn unknown_and_impossible_names_are_told_apart() {
    let (_folder, store) = archive();
    let reader = store.reader().unwrap();
    assert_eq!(reader.blob(&"0".repeat(64)).unwrap(), None);
    assert!(matches!(
        reader.blob("no checksum"),
        Err(Error::NotAChecksum(_))
    ));
}

#[test]
fn a_file_left_by_a_dead_process_is_taken_over_only_if_it_is_whole() {
    let bytes = vec![9; 20_000];
    let (folder, store) = archive();
    let name = store
        .write(&hand(), |batch| batch.put_blob(&bytes, "image/png"))
        .unwrap();
    let path = |folder: &TempDir| {
        folder
            .path()
            .join("blobs")
            .join(&name[..2])
            .join(&name[2..])
    };
    let whole = fs::read(path(&folder)).unwrap();
    for standing in [&whole[..6], &whole[..]] {
        let (other_folder, other) = archive();
        let place = path(&other_folder);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(&place, standing).unwrap();
        other
            .write(&hand(), |batch| batch.put_blob(&bytes, "image/png"))
            .unwrap();
        assert_eq!(fs::read(&place).unwrap(), whole);
        assert!(other.check().unwrap().stray_files.is_empty());
    }
}

#[test]
fn blobs_are_listed_page_by_page_in_order() {
    let (_folder, store) = archive();
    store
        .write(&hand(), |batch| {
            for number in 0..25_u8 {
                batch.put_blob(&[number], "application/octet-stream")?;
            }
            Ok::<_, Error>(())
        })
        .unwrap();
    let reader = store.reader().unwrap();
    let mut names: Vec<String> = Vec::new();
    loop {
        let page = reader
            .blobs_after(names.last().map(String::as_str), 10)
            .unwrap();
        if page.is_empty() {
            break;
        }
        names.extend(page.into_iter().map(|blob| blob.sha256));
    }
    assert_eq!(names.len(), 25);
    assert!(names.is_sorted());
}
