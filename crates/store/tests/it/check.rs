//! Each kind of damage is found, named, and told apart from what is sound.

use std::fs;

use fonds_model::{HeldText, Language, TextId, TextKind};
use fonds_store::{Fault, Store};
use rusqlite::Connection;
use tempfile::TempDir;

use crate::common::{archive, document, draft, hand, id, put, put_all, with_address, with_entry};

/// An archive with a little of everything; gives the names of a small and a large blob.
fn furnished() -> (TempDir, Store, [String; 2]) {
    let (folder, store) = archive();
    let large = vec![3; 30_000];
    let blobs = store
        .write(&hand(), |batch| {
            Ok::<_, fonds_store::Error>([
                batch.put_blob(&b"a short text ".repeat(50), "text/plain")?,
                batch.put_blob(&large, "image/png")?,
            ])
        })
        .unwrap();
    let mut holding = with_entry(
        with_address(document(1, "with texts"), "theme/8"),
        "page",
        "k1",
    );
    for (number, blob) in (1..).zip(&blobs) {
        holding.texts.push(HeldText {
            id: TextId(number),
            kind: TextKind::Transcript,
            language: Language::ENGLISH,
            blob: blob.clone(),
            translator: None,
            status: None,
            filename: None,
            added: None,
            changed: None,
        });
    }
    put(&store, holding);
    put_all(
        &store,
        [
            document(2, &"a long title ".repeat(40)),
            draft(3, "in work"),
            document(4, "last"),
        ],
    );
    (folder, store, blobs)
}

/// Does harm with SQL and expects exactly these kinds of damage.
fn check(harm: &str, expected: &[Fault]) {
    let (folder, store, _) = furnished();
    let connection = Connection::open(folder.path().join("fonds.db")).unwrap();
    connection
        .execute_batch(
            "DROP TRIGGER revision_stays; DROP TRIGGER revision_stands; PRAGMA foreign_keys = 0",
        )
        .unwrap();
    connection.execute_batch(harm).unwrap();
    let report = store.check().unwrap();
    let mut faults: Vec<Fault> = report.damages.iter().map(|damage| damage.fault).collect();
    faults.sort_unstable();
    faults.dedup();
    assert_eq!(faults, expected, "{harm}: {:#?}", report.damages);
}

#[test]
fn a_sound_archive_has_no_damage() {
    let (_folder, store, _) = furnished();
    let report = store.check().unwrap();
    assert!(report.is_sound(), "{:#?}", report.damages);
    assert_eq!(
        (
            report.revisions,
            report.records,
            report.blobs,
            report.expunged
        ),
        (4, 4, 2, 0)
    );
    assert!(report.unnamed_blobs.is_empty() && report.stray_files.is_empty());
    let (_empty_folder, empty) = archive();
    assert!(empty.check().unwrap().is_sound());
}

#[test]
fn damage_to_the_log_is_found() {
    check(
        "UPDATE revision SET actor = 'nobody' WHERE seq = 2",
        &[Fault::Chain],
    );
    check(
        "UPDATE revision SET chain = zeroblob(32) WHERE seq = 2",
        &[Fault::Chain],
    );
    check(
        "UPDATE revision SET sha256 = zeroblob(32) WHERE seq = 2",
        &[Fault::Chain, Fault::Content],
    );
    check(
        "UPDATE revision SET reason = x'00' || reason WHERE seq = 1",
        &[Fault::Chain],
    );
    check(
        "UPDATE revision SET at = 5 WHERE seq = 3",
        &[Fault::Log, Fault::Chain],
    );
    check(
        "UPDATE revision SET kind = 'letter' WHERE seq = 4",
        &[Fault::Log, Fault::Head],
    );
    check(
        "DELETE FROM revision WHERE seq = 2",
        &[Fault::Log, Fault::Chain, Fault::Head],
    );
    check(
        "UPDATE revision SET public = 1 WHERE seq = 3",
        &[Fault::Log, Fault::Chain],
    );
    check(
        "UPDATE revision SET codec = 7 WHERE seq = 2",
        &[Fault::Content],
    );
    check(
        "UPDATE revision SET record = CAST(replace(CAST(record AS TEXT), 'last', 'lost') AS BLOB) WHERE seq = 4",
        &[Fault::Content, Fault::Head, Fault::Derived],
    );
    check(
        r#"UPDATE revision SET record = CAST(replace(CAST(record AS TEXT), '"id":4', '"id":5') AS BLOB) WHERE seq = 4"#,
        &[Fault::Content, Fault::Record],
    );
}

#[test]
fn a_flipped_bit_in_a_packed_record_is_found_or_changes_nothing() {
    let (folder, store, _) = furnished();
    let connection = Connection::open(folder.path().join("fonds.db")).unwrap();
    let sql = "SELECT codec, record FROM revision WHERE seq = 2";
    let row = connection.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?)));
    let (codec, packed): (u8, Vec<u8>) = row.unwrap();
    assert_eq!(codec, 1);
    let reader = store.reader().unwrap();
    let sound = reader.json(id(2)).unwrap();
    let mut found = 0;
    for place in 0..packed.len() {
        let mut flipped = packed.clone();
        flipped[place] ^= 0x10;
        connection
            .execute("UPDATE revision SET record = ?1 WHERE seq = 2", [flipped])
            .unwrap();
        if store.check().unwrap().is_sound() {
            // A few bits of a zstd frame have no bearing on what it unpacks to.
            assert_eq!(reader.json(id(2)).unwrap(), sound, "byte {place}");
        } else {
            found += 1;
        }
    }
    assert!(found > packed.len() * 9 / 10, "{found} of {}", packed.len());
}

#[test]
fn damage_to_derived_tables_is_found() {
    check(
        "DELETE FROM head WHERE id = 2",
        &[Fault::Head, Fault::Derived],
    );
    check(
        "UPDATE head SET public_seq = 3 WHERE id = 3",
        &[Fault::Head],
    );
    check(
        "UPDATE head SET slug = 'other' WHERE id = 3",
        &[Fault::Head],
    );
    check(
        "INSERT INTO head VALUES ('agent', 9, 1, 1, NULL, NULL, NULL, '')",
        &[Fault::Head],
    );
    check("DELETE FROM source", &[Fault::Derived]);
    check(
        "INSERT INTO source VALUES ('page', 'k9', 'document', 2)",
        &[Fault::Derived],
    );
    check(
        "INSERT INTO source VALUES ('page', 'k9', 'document', 99)",
        &[Fault::Derived],
    );
    check("DELETE FROM alias", &[Fault::Derived]);
    check("UPDATE alias SET current = 0", &[Fault::Derived]);
    check("DELETE FROM lookup WHERE key = 'last'", &[Fault::Derived]);
    check("UPDATE highest SET id = 0", &[Fault::Derived]);
    check(
        "INSERT INTO derived VALUES ('rule', 'document', 99, 0, 1, 'key', 'value')",
        &[Fault::Derived],
    );
}

#[test]
fn damage_to_small_blobs_is_found() {
    check(
        "UPDATE blob SET bytes = x'00', codec = 0 WHERE bytes IS NOT NULL",
        &[Fault::BlobChanged],
    );
    check("UPDATE blob SET size = size + 1", &[Fault::BlobChanged]);
    check(
        "DELETE FROM blob WHERE bytes IS NOT NULL",
        &[Fault::BlobMissing],
    );
}

#[test]
fn damage_to_files_is_found() {
    let (folder, store, [_, large]) = furnished();
    let path = folder
        .path()
        .join("blobs")
        .join(&large[..2])
        .join(&large[2..]);
    let mut bytes = fs::read(&path).unwrap();
    bytes[20_000] ^= 1;
    fs::write(&path, &bytes).unwrap();
    let faults = || {
        store
            .check()
            .unwrap()
            .damages
            .iter()
            .map(|damage| damage.fault)
            .collect::<Vec<_>>()
    };
    assert_eq!(faults(), [Fault::BlobChanged]);
    fs::remove_file(&path).unwrap();
    assert_eq!(faults(), [Fault::BlobMissing]);
    let said = store.check().unwrap().damages[0].to_string();
    assert!(said.contains(&large) && said.contains("backup"), "{said}");
}

#[test]
fn what_nobody_names_is_listed_and_is_no_damage() {
    let (folder, store, _) = furnished();
    let unnamed = store
        .write(&hand(), |batch| {
            batch.put_blob(b"nobody names me", "text/plain")
        })
        .unwrap();
    let stray = folder.path().join("blobs/ab");
    fs::create_dir_all(&stray).unwrap();
    let stray = stray.join("unfinished-1234");
    fs::write(&stray, "half").unwrap();
    let report = store.check().unwrap();
    assert!(report.is_sound());
    assert_eq!(report.unnamed_blobs, [unnamed]);
    assert_eq!(report.stray_files, [stray]);
}

#[test]
fn expunged_content_is_no_damage() {
    let (folder, store, _) = furnished();
    put(&store, document(2, "without"));
    let connection = Connection::open(folder.path().join("fonds.db")).unwrap();
    connection
        .execute("UPDATE revision SET record = NULL WHERE seq = 2", [])
        .unwrap();
    let report = store.check().unwrap();
    assert!(report.is_sound(), "{:#?}", report.damages);
    assert_eq!(report.expunged, 1);
}

#[test]
fn sqlite_finds_a_damaged_page() {
    let (folder, store, _) = furnished();
    put_all(
        &store,
        (10..400).map(|number| document(number, "to fill a few pages")),
    );
    store.checkpoint().unwrap();
    drop(store);
    let path = folder.path().join("fonds.db");
    let mut bytes = fs::read(&path).unwrap();
    let root: usize = {
        let connection = Connection::open(&path).unwrap();
        let sql = "SELECT rootpage FROM sqlite_schema WHERE name = 'revision_of_record'";
        connection
            .query_row(sql, [], |row| row.get::<_, u32>(0))
            .unwrap() as usize
    };
    // Cells of the index's page are filled with nonsense.
    bytes[root * 4096 - 2_000..root * 4096].fill(0xa5);
    fs::write(&path, bytes).unwrap();
    let store = crate::common::open(&folder);
    let report = store.check().unwrap();
    assert!(
        report
            .damages
            .iter()
            .any(|damage| damage.fault == Fault::Database),
        "{:#?}",
        report.damages
    );
}
