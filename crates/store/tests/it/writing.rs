//! Putting records, versions, what is rolled back, and minted ids.

use fonds_model::{
    Agent, AgentId, FIRST_MINTED, HeldText, Kind, Language, Name, RecordId, TextId, TextKind,
};
use fonds_store::{Error, Put};

use crate::common::{archive, document, draft, hand, id, latest, put, set_clock};

fn agent(id: u64) -> Agent {
    let names = vec![Name {
        text: "Roshchin".to_owned(),
        ..Name::default()
    }];
    let json = serde_json::json!({ "id": id, "names": names });
    serde_json::from_value(json).unwrap()
}

#[test]
fn only_what_changed_is_appended() {
    let (_folder, store) = archive();
    assert_eq!(
        put(&store, document(7, "first")),
        Put::Appended { seq: 1, version: 1 }
    );
    assert_eq!(put(&store, document(7, "first")), Put::Unchanged);
    assert_eq!(
        put(&store, document(8, "first")),
        Put::Appended { seq: 2, version: 1 }
    );
    assert_eq!(
        put(&store, document(7, "second")),
        Put::Appended { seq: 3, version: 2 }
    );
    assert_eq!(
        put(&store, document(7, "first")),
        Put::Appended { seq: 4, version: 3 }
    );
    assert_eq!(
        put(&store, draft(7, "first")),
        Put::Appended { seq: 5, version: 4 }
    );
}

#[test]
fn kinds_have_ids_of_their_own() {
    let (_folder, store) = archive();
    put(&store, document(7, "a document"));
    put(&store, agent(7));
    let reader = store.reader().unwrap();
    let stored = reader.record(AgentId(7).into()).unwrap().unwrap();
    assert_eq!(stored.record.kind(), Kind::Agent);
    assert_eq!(latest(&store, 7).as_deref(), Some("a document"));
}

#[test]
fn a_batch_sees_its_own_writes_and_others_do_not() {
    let (_folder, store) = archive();
    store
        .write(&hand(), |batch| {
            batch.put(&document(1, "new").into())?;
            assert!(batch.record(id(1))?.is_some());
            assert!(store.reader()?.record(id(1))?.is_none());
            Ok::<_, Error>(())
        })
        .unwrap();
    assert_eq!(latest(&store, 1).as_deref(), Some("new"));
}

#[test]
fn a_failed_batch_leaves_nothing() {
    let (folder, store) = archive();
    put(&store, document(1, "before"));
    let large = vec![7; 40_000];
    let failed = store.write(&hand(), |batch| {
        batch.begin_run("import")?;
        batch.put(&document(1, "after").into())?;
        batch.put_blob(&large, "image/png")?;
        batch.put_blob(b"small", "text/plain")?;
        batch.replace_derived("rule", 1, id(1), &[("key".to_owned(), "value".to_owned())])?;
        Err::<(), _>(Error::NotAChecksum("the importer gave up".to_owned()))
    });
    assert!(matches!(failed, Err(Error::NotAChecksum(_))));
    let reader = store.reader().unwrap();
    assert_eq!(reader.last_seq().unwrap(), 1);
    assert_eq!(latest(&store, 1).as_deref(), Some("before"));
    assert!(reader.blobs_after(None, 10).unwrap().is_empty());
    assert!(reader.derived("rule").unwrap().is_empty());
    assert!(reader.runs(10).unwrap().is_empty());
    let report = store.check().unwrap();
    assert!(
        report.is_sound() && report.stray_files.is_empty(),
        "{report:?}"
    );
    drop(folder);
}

#[test]
fn a_panic_leaves_nothing_and_the_store_goes_on() {
    let (_folder, store) = archive();
    let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        store.write(&hand(), |batch| -> Result<(), Error> {
            batch.put(&document(1, "lost").into())?;
            panic!("the importer has a fault");
        })
    }));
    assert!(panicked.is_err());
    assert_eq!(
        put(&store, document(2, "kept")),
        Put::Appended { seq: 1, version: 1 }
    );
    assert_eq!(latest(&store, 1), None);
}

#[test]
fn a_step_that_failed_cannot_be_passed_over() {
    let (_folder, store) = archive();
    let result = store.write(&hand(), |batch| {
        batch.put(&document(1, "half").into())?;
        // The id of the text is beyond what the database can hold.
        let mut impossible = document(2, "impossible");
        impossible.texts.push(text(u64::MAX));
        assert!(batch.put(&impossible.into()).is_err());
        Ok::<_, Error>(())
    });
    assert!(matches!(result, Err(Error::BrokenBatch)));
    assert_eq!(latest(&store, 1), None);
}

#[test]
fn ids_too_large_are_refused() {
    let (_folder, store) = archive();
    let result = store.write(&hand(), |batch| {
        batch.put(&document(u64::MAX, "vast").into())
    });
    assert!(matches!(
        result,
        Err(Error::IdTooLarge {
            what: "document",
            ..
        })
    ));
    assert!(
        store
            .reader()
            .unwrap()
            .record(id(u64::MAX))
            .unwrap()
            .is_none()
    );
}

#[test]
fn minted_ids_go_up_and_come_back_from_a_failed_batch() {
    let (_folder, store) = archive();
    put(&store, document(112_236, "of a source"));
    let failed = store.write(&hand(), |batch| {
        assert_eq!(batch.mint(Kind::Document)?, FIRST_MINTED);
        assert_eq!(batch.mint(Kind::Document)?, FIRST_MINTED + 1);
        batch.put(&document(FIRST_MINTED, "lost").into())?;
        Err::<(), _>(Error::BrokenBatch)
    });
    assert!(failed.is_err());
    store
        .write(&hand(), |batch| {
            let minted = batch.mint(Kind::Document)?;
            assert_eq!(minted, FIRST_MINTED);
            batch.put(&document(minted, "kept").into())?;
            // Ids that a source brings in the same batch are stepped over.
            batch.put(&document(FIRST_MINTED + 5, "brought").into())?;
            assert_eq!(batch.mint(Kind::Document)?, FIRST_MINTED + 6);
            assert_eq!(batch.mint(Kind::Agent)?, FIRST_MINTED);
            Ok::<_, Error>(())
        })
        .unwrap();
    store
        .write(&hand(), |batch| {
            assert_eq!(batch.mint(Kind::Document)?, FIRST_MINTED + 6);
            Ok::<_, Error>(())
        })
        .unwrap();
}

fn text(id: u64) -> HeldText {
    HeldText {
        id: TextId(id),
        kind: TextKind::Transcript,
        language: Language::ENGLISH,
        blob: "0".repeat(64),
        translator: None,
        status: None,
        filename: None,
        added: None,
        changed: None,
    }
}

#[test]
fn ids_of_texts_are_never_given_twice() {
    let (_folder, store) = archive();
    let mut holding = document(1, "with a text");
    holding.texts.push(text(FIRST_MINTED + 3));
    put(&store, holding);
    // The text goes; its id stays taken.
    put(&store, document(1, "without"));
    store
        .write(&hand(), |batch| {
            assert_eq!(batch.mint_text()?, FIRST_MINTED + 4);
            assert_eq!(batch.mint_text()?, FIRST_MINTED + 5);
            assert_eq!(batch.mint_scan()?, FIRST_MINTED);
            Ok::<_, Error>(())
        })
        .unwrap();
}

#[test]
fn moments_never_run_backwards() {
    let (_folder, store) = archive();
    set_clock(2_000);
    put(&store, document(1, "first"));
    set_clock(1_500);
    put(&store, document(2, "second"));
    let changes = store.reader().unwrap().changes_since(0, 10).unwrap();
    let moments: Vec<i64> = changes.iter().map(|change| change.at.seconds()).collect();
    assert_eq!(moments, [2_000, 2_000]);
}

#[test]
fn runs_tell_what_was_undertaken() {
    let (_folder, store) = archive();
    let run = store
        .write(&hand(), |batch| {
            let run = batch.begin_run("import")?;
            batch.put(&document(1, "in the run").into())?;
            Ok::<_, Error>(run)
        })
        .unwrap();
    let reader = store.reader().unwrap();
    assert_eq!(reader.history(id(1)).unwrap()[0].run, Some(run));
    assert_eq!(reader.run(run).unwrap().unwrap().finished, None);
    let in_run = hand().in_run(run);
    store
        .write(&in_run, |batch| batch.finish_run(run, r#"{"entries":1}"#))
        .unwrap();
    let finished = reader.run(run).unwrap().unwrap();
    assert_eq!(finished.report.as_deref(), Some(r#"{"entries":1}"#));
    assert!(finished.finished.is_some());
}

#[test]
fn the_log_cannot_be_changed_by_accident() {
    let (folder, store) = archive();
    put(&store, document(1, "kept"));
    let connection = rusqlite::Connection::open(folder.path().join("fonds.db")).unwrap();
    assert!(connection.execute("DELETE FROM revision", []).is_err());
    assert!(
        connection
            .execute("UPDATE revision SET actor = 'nobody'", [])
            .is_err()
    );
    let record: RecordId = id(1);
    assert!(store.reader().unwrap().record(record).unwrap().is_some());
}
