//! What strangers see: drafts, withdrawals, embargoes and the public clock.

use fonds_model::{Kind, State};
use fonds_store::Audience;

use crate::common::{
    archive, document, draft, embargoed, hand, id, latest, moment, open, public, put, set_clock,
    withdrawn,
};

#[test]
fn a_draft_of_a_published_record_stays_hidden() {
    let (_folder, store) = archive();
    put(&store, document(1, "public"));
    put(&store, draft(1, "in work"));
    assert_eq!(latest(&store, 1).as_deref(), Some("in work"));
    assert_eq!(public(&store, 1, 1_000).as_deref(), Some("public"));
    let reader = store.reader().unwrap();
    assert_eq!(reader.slug(id(1)).unwrap().as_deref(), Some("public"));
    assert_eq!(
        (reader.last_seq().unwrap(), reader.public_seq().unwrap()),
        (2, 1)
    );
    put(&store, document(1, "in work"));
    assert_eq!(public(&store, 1, 1_000).as_deref(), Some("in work"));
    assert_eq!(reader.public_seq().unwrap(), 3);
}

#[test]
fn a_draft_never_published_and_no_record_answer_alike() {
    let (_folder, store) = archive();
    put(&store, draft(1, "in work"));
    put(&store, withdrawn(1, "given up"));
    let reader = store.reader().unwrap();
    for number in [1, 2] {
        assert_eq!(public(&store, number, 1_000), None);
        assert_eq!(reader.tombstone(id(number), moment(1_000)).unwrap(), None);
        assert_eq!(reader.public_json(id(number), moment(1_000)).unwrap(), None);
    }
    assert_eq!(reader.public_seq().unwrap(), 0);
}

#[test]
fn a_withdrawal_leaves_a_tombstone() {
    let (_folder, store) = archive();
    put(&store, document(1, "public"));
    let mut merged = withdrawn(1, "public");
    merged.standing.merged_into = Some(2);
    set_clock(3_000);
    put(&store, merged);
    put(&store, draft(1, "perhaps again"));
    let reader = store.reader().unwrap();
    assert_eq!(public(&store, 1, 3_000), None);
    let tombstone = reader.tombstone(id(1), moment(3_000)).unwrap().unwrap();
    assert_eq!(
        (tombstone.seq, tombstone.at, tombstone.merged_into),
        (2, moment(3_000), Some(2))
    );
    let seen = reader.public_changes_since(0, 10).unwrap();
    let states: Vec<State> = seen.iter().map(|change| change.state).collect();
    assert_eq!(states, [State::Published, State::Withdrawn]);
    put(&store, document(1, "back"));
    assert_eq!(reader.tombstone(id(1), moment(3_000)).unwrap(), None);
    assert_eq!(public(&store, 1, 3_000).as_deref(), Some("back"));
}

#[test]
fn an_embargo_hides_until_it_ends() {
    let (_folder, store) = archive();
    put(&store, embargoed(1, "sealed", 5_000));
    let reader = store.reader().unwrap();
    assert_eq!(public(&store, 1, 4_999), None);
    assert_eq!(public(&store, 1, 5_000).as_deref(), Some("sealed"));
    assert_eq!(reader.public_seq().unwrap(), 0);
    assert_eq!(reader.next_embargo().unwrap(), Some(moment(5_000)));
    let page = |now| {
        let audience = Audience::Public { now: moment(now) };
        reader
            .page(Kind::Document, None, 10, audience, 1)
            .unwrap()
            .len()
    };
    assert_eq!((page(4_999), page(5_000)), (0, 1));
    assert_eq!(
        reader
            .public_records(Kind::Document, &[1], moment(4_999))
            .unwrap(),
        []
    );
    let counts = |now| reader.counts(moment(now)).unwrap()[0].public;
    assert_eq!((counts(4_999), counts(5_000)), (0, 1));
    let count = |now| reader.count_public(Kind::Document, moment(now)).unwrap();
    assert_eq!((count(4_999), count(5_000)), (0, 1));
    let seqs = |now| {
        reader
            .public_seqs(Kind::Document, &[9, 1], moment(now))
            .unwrap()
    };
    assert_eq!((seqs(4_999), seqs(5_000)), (vec![], vec![(1, 1)]));
}

#[test]
fn lifting_an_embargo_moves_the_public_clock_and_keeps_the_draft() {
    let (_folder, store) = archive();
    put(&store, embargoed(1, "sealed", 5_000));
    let mut edit = draft(1, "in work");
    edit.standing.embargo = Some(moment(5_000));
    put(&store, edit);
    put(&store, embargoed(2, "sealed longer", 9_000));
    let lift = || {
        store
            .write(&hand(), |batch| batch.lift_embargoes(100))
            .unwrap()
    };
    assert_eq!(lift(), []);
    set_clock(5_000);
    assert_eq!(lift(), [id(1)]);
    assert_eq!(lift(), []);
    let reader = store.reader().unwrap();
    assert_eq!(latest(&store, 1).as_deref(), Some("in work"));
    assert_eq!(public(&store, 1, 5_000).as_deref(), Some("sealed"));
    assert_eq!(
        (reader.public_seq().unwrap(), reader.last_seq().unwrap()),
        (4, 5)
    );
    assert_eq!(reader.next_embargo().unwrap(), Some(moment(9_000)));
    assert!(store.check().unwrap().is_sound());
}

#[test]
fn the_state_survives_reopening() {
    let (folder, store) = archive();
    put(&store, document(1, "public"));
    put(&store, draft(1, "in work"));
    drop(store);
    let store = open(&folder);
    assert_eq!(public(&store, 1, 1_000).as_deref(), Some("public"));
    let last = store.write(&hand(), |batch| batch.last_seq()).unwrap();
    assert_eq!(last, 2);
}
