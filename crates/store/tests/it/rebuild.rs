//! The derived tables can be thrown away and made again, equal to what they were.

use fonds_store::{Error, Store};
use rusqlite::Connection;
use rusqlite::types::Value;
use tempfile::TempDir;

use crate::common::{
    archive, document, draft, embargoed, hand, id, put, put_all, set_clock, with_address,
    with_entry, withdrawn,
};

const TABLES: [&str; 5] = ["head", "source", "alias", "lookup", "highest"];

/// Every row of the derived tables, in order.
fn tables(folder: &TempDir) -> Vec<Vec<Value>> {
    let connection = Connection::open(folder.path().join("fonds.db")).unwrap();
    let mut all = Vec::new();
    for table in TABLES {
        let order = if table == "highest" {
            "1, 2"
        } else {
            "1, 2, 3, 4"
        };
        let sql = format!("SELECT * FROM {table} ORDER BY {order}");
        let mut statement = connection.prepare(&sql).unwrap();
        let columns = statement.column_count();
        let rows = statement
            .query_map([], |row| {
                (0..columns).map(|column| row.get(column)).collect()
            })
            .unwrap();
        all.extend(rows.map(|row| row.unwrap()));
    }
    all
}

fn eventful() -> (TempDir, Store) {
    let (folder, store) = archive();
    put_all(
        &store,
        (1..1_200).map(|number| {
            with_entry(
                document(number, "Stalin to Mao"),
                "page",
                &number.to_string(),
            )
        }),
    );
    put_all(&store, (1..300).map(|number| draft(number, "in work")));
    put_all(&store, (200..250).map(|number| withdrawn(number, "gone")));
    put(&store, with_address(document(9, "once"), "theme/8"));
    put(&store, document(9, "moved"));
    put(&store, with_address(document(10, "heir"), "theme/8"));
    put_all(
        &store,
        (1_500..1_510).map(|number| embargoed(number, "sealed", 5_000)),
    );
    set_clock(6_000);
    store
        .write(&hand(), |batch| batch.lift_embargoes(5))
        .unwrap();
    (folder, store)
}

#[test]
fn rebuilt_tables_equal_the_original() {
    let (folder, store) = eventful();
    let before = tables(&folder);
    assert!(store.check().unwrap().is_sound());
    store.rebuild(|_| Ok::<_, Error>(())).unwrap();
    assert!(tables(&folder) == before);
    // Also from nothing, and from nonsense.
    let connection = Connection::open(folder.path().join("fonds.db")).unwrap();
    connection.execute_batch("DELETE FROM head; UPDATE alias SET seq = 99; DELETE FROM lookup; INSERT INTO source VALUES ('a', 'b', 'agent', 5)").unwrap();
    assert!(!store.check().unwrap().is_sound());
    store.rebuild(|_| Ok::<_, Error>(())).unwrap();
    assert!(tables(&folder) == before);
    assert!(store.check().unwrap().is_sound());
}

#[test]
fn rules_fill_their_rows_in_the_same_transaction() {
    let (_folder, store) = eventful();
    let row = [("key".to_owned(), "old".to_owned())];
    store
        .write(&hand(), |batch| {
            batch.replace_derived("rule", 1, id(1), &row)
        })
        .unwrap();
    let failed = store.rebuild(|_| Err::<(), _>(Error::BrokenBatch));
    assert!(failed.is_err());
    assert_eq!(
        store.reader().unwrap().derived("rule").unwrap()[0].value,
        "old"
    );
    let last = store.reader().unwrap().last_seq().unwrap();
    store
        .rebuild(|batch| {
            assert_eq!(batch.derived("rule")?, []);
            batch.replace_derived("rule", 2, id(1), &[("key".to_owned(), "new".to_owned())])
        })
        .unwrap();
    let reader = store.reader().unwrap();
    assert_eq!(reader.derived("rule").unwrap()[0].value, "new");
    assert_eq!(
        reader.last_seq().unwrap(),
        last,
        "rebuilding appends nothing"
    );
}
