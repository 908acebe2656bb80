//! Lookups, history, looking back, pages and changes.

use fonds_model::Kind;
use fonds_store::{Audience, Change};

use crate::common::{
    archive, document, draft, embargoed, hand, id, moment, put, put_all, set_clock, title,
    with_address, with_entry, withdrawn,
};

#[test]
fn records_come_in_the_order_asked_for() {
    let (_folder, store) = archive();
    put_all(
        &store,
        [document(1, "one"), draft(2, "two"), document(3, "three")],
    );
    let reader = store.reader().unwrap();
    let all = reader.records(Kind::Document, &[3, 9, 1, 2]).unwrap();
    let titles: Vec<String> = all.iter().map(|stored| title(&stored.record)).collect();
    assert_eq!(titles, ["three", "one", "two"]);
    let seen = reader
        .public_records(Kind::Document, &[3, 9, 1, 2], moment(1_000))
        .unwrap();
    let titles: Vec<String> = seen.iter().map(|stored| title(&stored.record)).collect();
    assert_eq!(titles, ["three", "one"]);
    assert_eq!(reader.records(Kind::Agent, &[1]).unwrap(), []);
}

#[test]
fn stored_records_know_their_moments() {
    let (_folder, store) = archive();
    for (now, record) in [
        (1_000, draft(1, "a")),
        (2_000, document(1, "b")),
        (3_000, document(1, "c")),
    ] {
        set_clock(now);
        put(&store, record);
    }
    let reader = store.reader().unwrap();
    let latest = reader.record(id(1)).unwrap().unwrap();
    assert_eq!(
        (latest.seq, latest.version, latest.at, latest.first_at),
        (3, 3, moment(3_000), moment(1_000))
    );
    let public = reader.public_record(id(1), moment(3_000)).unwrap().unwrap();
    assert_eq!(
        (public.seq, public.at, public.first_at),
        (3, moment(3_000), moment(2_000))
    );
    let json = reader.json(id(1)).unwrap().unwrap();
    assert_eq!(json, latest.record.to_canonical());
    assert_eq!(
        reader.public_json(id(1), moment(3_000)).unwrap(),
        Some(json)
    );
}

#[test]
fn records_are_found_by_entry_alias_and_rule() {
    let (_folder, store) = archive();
    put(
        &store,
        with_entry(
            with_address(document(1, "Stalin to Mao"), "theme/8"),
            "page",
            "k1",
        ),
    );
    put(
        &store,
        with_entry(document(2, "Mao to Stalin"), "page", "k2"),
    );
    let reader = store.reader().unwrap();
    assert_eq!(reader.by_source("page", "k1").unwrap(), Some(id(1)));
    assert_eq!(reader.by_source("page", "k3").unwrap(), None);
    assert_eq!(reader.by_alias("theme/8").unwrap(), Some(id(1)));
    assert_eq!(reader.lookup("word", "mao").unwrap(), [id(1), id(2)]);
    assert_eq!(reader.lookup("other", "mao").unwrap(), []);

    // An entry that moves from one record to another, and a title that changes.
    put(
        &store,
        with_entry(with_entry(document(2, "Mao"), "page", "k2"), "page", "k1"),
    );
    put(&store, document(1, "Stalin"));
    assert_eq!(reader.by_source("page", "k1").unwrap(), Some(id(2)));
    assert_eq!(reader.lookup("word", "mao").unwrap(), [id(2)]);
    // An address that ever worked still leads there, unless another record names it now.
    assert_eq!(reader.by_alias("theme/8").unwrap(), Some(id(1)));
    put(&store, with_address(document(3, "heir"), "theme/8"));
    assert_eq!(reader.by_alias("theme/8").unwrap(), Some(id(3)));
    put(&store, with_address(document(1, "Stalin"), "theme/8"));
    assert_eq!(reader.by_alias("theme/8").unwrap(), Some(id(1)));
    assert!(store.check().unwrap().is_sound());
}

#[test]
fn rules_keep_their_conclusions() {
    let (_folder, store) = archive();
    put_all(&store, [document(1, "one"), document(2, "two")]);
    let row = |key: &str, value: &str| (key.to_owned(), value.to_owned());
    let conclude = |record: u64, version, rows: &[(String, String)]| {
        store
            .write(&hand(), |batch| {
                batch.replace_derived("same", version, id(record), rows)
            })
            .unwrap();
    };
    conclude(1, 1, &[row("b", "first"), row("a", "second")]);
    conclude(2, 2, &[row("a", "third")]);
    let reader = store.reader().unwrap();
    let values = |rows: Vec<fonds_store::DerivedRow>| {
        rows.into_iter().map(|row| row.value).collect::<Vec<_>>()
    };
    assert_eq!(
        values(reader.derived("same").unwrap()),
        ["first", "second", "third"]
    );
    assert_eq!(
        values(reader.derived_of("same", id(1)).unwrap()),
        ["first", "second"]
    );
    assert_eq!(
        values(reader.derived_by_key("same", "a").unwrap()),
        ["second", "third"]
    );
    assert_eq!(reader.derived_version("same").unwrap(), Some(1));
    conclude(1, 2, &[row("c", "fourth")]);
    assert_eq!(
        values(reader.derived_of("same", id(1)).unwrap()),
        ["fourth"]
    );
    assert_eq!(reader.derived_version("same").unwrap(), Some(2));
    store
        .write(&hand(), |batch| batch.clear_derived("same"))
        .unwrap();
    assert_eq!(reader.derived("same").unwrap(), []);
    assert_eq!(reader.derived_version("same").unwrap(), None);
}

#[test]
fn history_tells_who_did_what_when_and_why() {
    let (_folder, store) = archive();
    set_clock(1_000);
    put(&store, document(1, "first"));
    put(&store, document(2, "other"));
    set_clock(2_000);
    put(&store, draft(1, "second"));
    let reader = store.reader().unwrap();
    let history = reader.history(id(1)).unwrap();
    let seqs: Vec<i64> = history.iter().map(|revision| revision.seq).collect();
    assert_eq!(seqs, [1, 3]);
    assert_eq!(
        (history[1].version, history[1].at, history[1].public),
        (2, moment(2_000), false)
    );
    assert_eq!(
        (history[1].actor.as_str(), history[1].reason.as_str()),
        ("tester", "to see what happens")
    );
    assert_eq!(title(&reader.revision(id(1), 1).unwrap().unwrap()), "first");
    assert_eq!(reader.revision(id(1), 3).unwrap(), None);
    assert_eq!(reader.history(id(3)).unwrap(), []);
}

#[test]
fn an_archive_can_be_read_as_of_a_moment() {
    let (_folder, store) = archive();
    for (now, record) in [
        (1_000, document(1, "a")),
        (2_000, draft(1, "b")),
        (3_000, document(1, "c")),
        (4_000, document(1, "d")),
    ] {
        set_clock(now);
        put(&store, record);
    }
    let reader = store.reader().unwrap();
    let all = |then| {
        reader
            .as_of(id(1), moment(then))
            .unwrap()
            .map(|record| title(&record))
    };
    let public = |then| {
        reader
            .public_as_of(id(1), moment(then), moment(9_000))
            .unwrap()
            .map(|record| title(&record))
    };
    let expected = [
        (999, None, None),
        (1_500, Some("a"), Some("a")),
        (2_500, Some("b"), Some("a")),
        (3_000, Some("c"), Some("c")),
    ];
    for (then, for_all, for_strangers) in expected {
        assert_eq!(all(then).as_deref(), for_all, "{then}");
        assert_eq!(public(then).as_deref(), for_strangers, "{then}");
    }
    // Today's rules apply to what once was public.
    put(&store, withdrawn(1, "d"));
    assert_eq!(public(1_500), None);
    assert_eq!(all(1_500).as_deref(), Some("a"));
}

#[test]
fn changes_come_in_order_and_in_parts() {
    let (_folder, store) = archive();
    put_all(&store, [document(1, "a"), draft(2, "b"), document(3, "c")]);
    let reader = store.reader().unwrap();
    let seqs = |changes: Vec<Change>| changes.iter().map(|change| change.seq).collect::<Vec<_>>();
    assert_eq!(seqs(reader.changes_since(0, 2).unwrap()), [1, 2]);
    assert_eq!(seqs(reader.changes_since(2, 2).unwrap()), [3]);
    assert_eq!(seqs(reader.public_changes_since(0, 10).unwrap()), [1, 3]);
    assert_eq!(reader.changes_since(0, 10).unwrap()[1].record_id, id(2));
}

#[test]
fn pages_read_at_one_place_in_the_log_fit_together() {
    let (_folder, store) = archive();
    put_all(
        &store,
        (1..=2_500).map(|number| document(number, "as it was")),
    );
    put_all(&store, [draft(4, "in work"), withdrawn(5, "gone")]);
    let reader = store.reader().unwrap();
    let then = reader.last_seq().unwrap();
    let read = |audience| {
        let (mut ids, mut words, mut after) = (Vec::new(), Vec::new(), None);
        loop {
            let page = reader
                .page(Kind::Document, after, 400, audience, then)
                .unwrap();
            let Some((last, _)) = page.last() else {
                return (ids, words.join("\n"));
            };
            after = Some(*last);
            assert!(page.len() == 400 || *last == 2_500, "short before the end");
            for (number, json) in page {
                ids.push(number);
                words.push(json);
            }
        }
    };
    let all = Audience::All;
    let strangers = Audience::Public { now: moment(1_000) };
    let before = (read(all), read(strangers));
    assert_eq!(before.0.0.len(), 2_500);
    assert_eq!(before.1.0.len(), 2_499);
    // Whatever comes later is not seen from there.
    put_all(
        &store,
        [
            document(4, "anew"),
            document(5, "again"),
            withdrawn(6, "gone"),
            draft(7, "x"),
            document(2_501, "y"),
        ],
    );
    put_all(&store, [embargoed(8, "sealed", 9_000)]);
    assert_eq!((read(all), read(strangers)), before);
}

#[test]
fn counts_tell_kinds_and_audiences_apart() {
    let (_folder, store) = archive();
    put_all(
        &store,
        [
            document(1, "a"),
            draft(2, "b"),
            withdrawn(3, "c"),
            document(4, "d"),
        ],
    );
    let counts = store.reader().unwrap().counts(moment(1_000)).unwrap();
    assert_eq!(counts.len(), 1);
    assert_eq!(
        (counts[0].kind, counts[0].all, counts[0].public),
        (Kind::Document, 4, 2)
    );
}

#[test]
fn a_snapshot_stands_still() {
    let (_folder, store) = archive();
    put(&store, document(1, "before"));
    let reader = store.reader().unwrap();
    let seen = reader.at_once(|view| {
        let first = view.last_seq()?;
        put(&store, document(2, "after"));
        Ok::<_, fonds_store::Error>((first, view.last_seq()?))
    });
    assert_eq!(seen.unwrap(), (1, 1));
    assert_eq!(reader.last_seq().unwrap(), 2);
}

#[test]
fn the_data_version_tells_of_other_hands() {
    let (folder, store) = archive();
    let reader = store.reader().unwrap();
    let first = reader.data_version().unwrap();
    assert_eq!(reader.data_version().unwrap(), first);
    put(&store, document(1, "ours"));
    let second = reader.data_version().unwrap();
    assert_ne!(second, first);
    put(
        &crate::common::open(&folder),
        document(2, "of another process"),
    );
    assert_ne!(reader.data_version().unwrap(), second);
}
