//! Contents that go by order: what is repeated after them, and what strangers notice.

use std::collections::BTreeSet;

use fonds_store::{Error, Expunged, Result, Store};

use crate::common::{archive, document, draft, hand, id, latest, public, put};

fn expunge(store: &Store, version: u32) -> Result<Expunged> {
    store.write(&hand(), |batch| {
        let expunged = batch.expunge(id(1), &BTreeSet::from([version]))?;
        batch.affirm(id(1), &expunged)?;
        Ok(expunged)
    })
}

/// Expunges one version of a record with these revisions, drafts among them; the public clock must then stand so.
fn check(revisions: &[(&str, bool)], version: u32, was_public: bool, clock: i64) {
    let (_folder, store) = archive();
    for (title, is_draft) in revisions {
        put(
            &store,
            if *is_draft {
                draft(1, title)
            } else {
                document(1, title)
            },
        );
    }
    let seen = |store: &Store| (latest(store, 1), public(store, 1, 1_000));
    let before = seen(&store);
    let expunged = expunge(&store, version).unwrap();
    assert_eq!(
        (expunged.versions, expunged.was_public),
        (vec![version], was_public),
        "{revisions:?}"
    );
    assert_eq!(seen(&store), before, "{revisions:?}");
    let reader = store.reader().unwrap();
    assert_eq!(reader.public_seq().unwrap(), clock, "{revisions:?}");
    assert!(store.check().unwrap().is_sound(), "{revisions:?}");
}

#[test]
fn the_public_clock_moves_with_what_strangers_saw() {
    check(&[("a slip", false), ("right", false)], 1, true, 3);
    // What strangers see is repeated, and then the draft, which stays the latest.
    check(
        &[("a slip", false), ("right", false), ("in work", true)],
        1,
        true,
        4,
    );
    // A draft that goes is nothing to strangers while another one stands.
    check(
        &[("right", false), ("a slip", true), ("in work", true)],
        2,
        false,
        1,
    );
}

#[test]
fn what_is_not_there_is_named() {
    let (_folder, store) = archive();
    assert!(matches!(
        expunge(&store, 1),
        Err(Error::NoSuchRecord { .. })
    ));
    put(&store, document(1, "right"));
    assert!(matches!(
        expunge(&store, 1),
        Err(Error::InForce { version: 1, .. })
    ));
    assert!(matches!(
        expunge(&store, 2),
        Err(Error::NoSuchVersion {
            version: 2,
            last: 1,
            ..
        })
    ));
}
