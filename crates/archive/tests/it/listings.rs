//! The five captured pages, if they are there: every number that is known of them.

use std::collections::BTreeMap;
use std::path::PathBuf;

use fonds_archive::{Ask, Audience, CollectionAnswer, DocumentAnswer};
use fonds_model::{Document, Record, TextStatus};
use fonds_testkit::{TemporaryArchive, shared};

fn documents(archive: &TemporaryArchive) -> Vec<Document> {
    archive
        .export(Audience::Public)
        .lines()
        .filter_map(|line| match Record::parse(line).unwrap() {
            Record::Document(document) => Some(*document),
            _ => None,
        })
        .collect()
}

#[test]
fn counts_of_an_import_and_of_another() {
    let Some(data) = shared("counts_of_an_import_and_of_another") else {
        return;
    };
    let archive = TemporaryArchive::new();
    let report = archive.import(&data.listings());
    let counts = (
        report.entries,
        report.created,
        report.joined,
        report.changed,
        report.unchanged,
        report.rejected,
    );
    assert_eq!(counts, (70, 50, 20, 0, 0, 0));
    assert_eq!(report.proposed, 1);
    let proposals = archive.archive().proposals().unwrap();
    assert_eq!(proposals.len(), 1);
    assert!(
        proposals[0].one_words.starts_with("15 January 1949"),
        "{proposals:?}"
    );
    assert!(
        proposals[0].other_words.starts_with("15 January 1949"),
        "{proposals:?}"
    );
    let rows = archive.archive().check().unwrap().last_seq;
    let again = archive.import(&data.listings());
    let counts = (
        again.entries,
        again.created,
        again.joined,
        again.changed,
        again.unchanged,
        again.rejected,
    );
    assert_eq!(counts, (70, 0, 0, 0, 70, 0));
    assert_eq!(again.proposed, 0);
    let check = archive.archive().check().unwrap();
    assert!(check.is_sound(), "{check:?}");
    assert_eq!(check.last_seq, rows, "the log has grown");
}

/// The export with every id replaced by what the record is, sorted.
fn without_ids(export: &str) -> Vec<String> {
    let mut names: BTreeMap<(String, u64), String> = BTreeMap::new();
    let records: Vec<serde_json::Value> = export
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    for record in &records {
        let kind = record["kind"].as_str().unwrap().to_owned();
        let id = record["id"].as_u64().unwrap();
        let name = match kind.as_str() {
            "agent" | "collection" => record["names"][0]["text"].to_string(),
            "type" => record["code"].to_string(),
            "source" => record["name"].to_string(),
            _ => record["provenance"].to_string(),
        };
        names.insert((kind, id), name);
    }
    let name = |kind: &str, id: &serde_json::Value| -> serde_json::Value {
        names[&(kind.to_owned(), id.as_u64().unwrap())]
            .clone()
            .into()
    };
    let mut lines: Vec<String> = records
        .into_iter()
        .map(|mut record| {
            let kind = record["kind"].as_str().unwrap().to_owned();
            record["id"] = serde_json::Value::Null;
            if kind == "type" && !record["parent"].is_null() {
                record["parent"] = name("type", &record["parent"]);
            }
            if kind == "source" && !record["collection"].is_null() {
                record["collection"] = name("collection", &record["collection"]);
            }
            for (field, kind) in [("types", "type"), ("collections", "collection")] {
                if let Some(ids) = record[field].as_array_mut() {
                    for id in ids {
                        *id = name(kind, id);
                    }
                }
            }
            for party in record["parties"].as_array_mut().into_iter().flatten() {
                for denotation in party["denotes"].as_array_mut().into_iter().flatten() {
                    denotation["agent"] = name("agent", &denotation["agent"]);
                }
            }
            for entry in record["provenance"].as_array_mut().into_iter().flatten() {
                if !entry["collection"].is_null() {
                    entry["collection"] = name("collection", &entry["collection"]);
                }
            }
            record.to_string()
        })
        .collect();
    lines.sort();
    lines
}

#[test]
fn the_order_of_imports_makes_no_difference() {
    let Some(data) = shared("the_order_of_imports_makes_no_difference") else {
        return;
    };
    let pages = data.listings();
    let together = TemporaryArchive::new();
    together.import(&pages);
    let expected = without_ids(&together.export(Audience::Public));
    let orders: [[usize; 5]; 6] = [
        [0, 1, 2, 3, 4],
        [4, 3, 2, 1, 0],
        [2, 0, 4, 1, 3],
        [1, 2, 0, 3, 4],
        [3, 1, 4, 0, 2],
        [1, 0, 2, 4, 3],
    ];
    for order in orders {
        let archive = TemporaryArchive::new();
        let (mut created, mut joined, mut proposed) = (0, 0, 0);
        for page in order {
            let report = archive.import(&[pages[page].clone()]);
            created += report.created;
            joined += report.joined;
            proposed += report.proposed;
        }
        assert_eq!((created, joined, proposed), (50, 20, 1), "{order:?}");
        assert_eq!(
            without_ids(&archive.export(Audience::Public)),
            expected,
            "{order:?}"
        );
    }
    let backwards: Vec<PathBuf> = pages.iter().rev().cloned().collect();
    let archive = TemporaryArchive::new();
    archive.import(&backwards);
    assert_eq!(
        archive.export(Audience::Public),
        together.export(Audience::Public)
    );
}

#[test]
fn titles_of_the_sixth_of_january() {
    let Some(data) = shared("titles_of_the_sixth_of_january") else {
        return;
    };
    let archive = TemporaryArchive::new();
    archive.import(&data.listings());
    let documents = documents(&archive);
    let telegram = documents
        .iter()
        .find(|document| {
            document
                .heading_date()
                .unwrap()
                .edtf
                .as_ref()
                .unwrap()
                .as_str()
                == "1949-01-06"
        })
        .unwrap();
    let titles: Vec<(&str, TextStatus)> = telegram
        .titles
        .iter()
        .map(|title| (title.text.as_str(), title.status))
        .collect();
    assert_eq!(
        titles[0],
        (
            "Ciphered Telegram No. 0100, Stalin to Terebin",
            TextStatus::Current
        )
    );
    let former: Vec<&str> = titles[1..].iter().map(|(title, _)| *title).collect();
    assert_eq!(former.len(), 2);
    assert!(former.contains(&"Cable, Stalin to Mao Zedong [via Terebin]"));
    assert!(former.contains(&"Ciphered Telegram No. 0100 from Stalin to Terepin"));
    assert!(
        titles[1..]
            .iter()
            .all(|(_, status)| *status == TextStatus::Former)
    );
    let written: Vec<&str> = telegram
        .parties
        .iter()
        .map(|party| party.written.as_str())
        .collect();
    for name in ["Stalin", "Terebin", "Mao Zedong", "Terepin"] {
        assert!(written.contains(&name), "{name} of {written:?}");
    }
}

#[test]
fn the_two_memoranda_of_the_fifth_of_february() {
    let Some(data) = shared("the_two_memoranda_of_the_fifth_of_february") else {
        return;
    };
    let archive = TemporaryArchive::new();
    archive.import(&data.listings());
    let found = archive.search(&[
        ("since", "1949-02-05"),
        ("until", "1949-02-05"),
        ("order", "date"),
    ]);
    let dates: Vec<&str> = found
        .hits
        .iter()
        .map(|hit| hit.date.text.as_str())
        .collect();
    assert_eq!(dates, ["5 February 1949, day", "5 February 1949, evening"]);
    assert_eq!(found.hits[0].title.text, found.hits[1].title.text);
}

#[test]
fn the_collection_apart_from_its_pointers() {
    let Some(data) = shared("the_collection_apart_from_its_pointers") else {
        return;
    };
    let archive = TemporaryArchive::new();
    archive.import(&data.listings());
    let export = archive.export(Audience::Public);
    let collections: Vec<_> = export
        .lines()
        .filter_map(|line| match Record::parse(line).unwrap() {
            Record::Collection(collection) => Some(collection),
            _ => None,
        })
        .collect();
    let [collection] = collections.as_slice() else {
        panic!("{} collections", collections.len())
    };
    assert_eq!(collection.names[0].text, "Sino-Soviet Relations");
    let introduction = &collection.introductions[0].text;
    assert!(
        !introduction.contains("See also") && !introduction.contains("poster"),
        "{introduction}"
    );
    assert_eq!(collection.see_also.len(), 1);
    assert_eq!(
        collection.see_also[0].name,
        "The Sino-Soviet Split, 1960-1984"
    );
    assert_eq!(collection.see_also[0].target, None);
    let credit = collection.image.as_ref().unwrap().credit.as_ref().unwrap();
    assert!(credit.contains("Friends Forever"), "{credit}");
    assert_eq!(
        collection.stated_span.as_ref().unwrap().edtf.as_str(),
        "193X/1959"
    );
    let home = archive.archive().home().unwrap();
    let see_also = &home.featured[0].see_also[0];
    assert_eq!((see_also.held, see_also.id), (false, None));
    let found = archive.search(&[("collection", "Sino-Soviet Relations")]);
    assert_eq!(found.total, 20);
    let answer = archive
        .archive()
        .collection(collection.id.0, &Ask::default());
    let CollectionAnswer::Found(view, results) = answer.unwrap() else {
        panic!("the collection is not public");
    };
    let span = view.span.unwrap();
    assert_eq!((view.documents, span.first, span.last), (20, 1948, 1949));
    assert_eq!(results.hits.len(), 20);
    // Newer pages call this document otherwise; readers of the collection knew it by this title.
    let retitled = results
        .hits
        .iter()
        .find(|hit| hit.date.text == "6 January 1949");
    assert_eq!(
        retitled.unwrap().formerly[0].text,
        "Cable, Stalin to Mao Zedong [via Terebin]"
    );
}

#[test]
fn searches_that_have_been_counted_by_hand() {
    let Some(data) = shared("searches_that_have_been_counted_by_hand") else {
        return;
    };
    let archive = TemporaryArchive::new();
    archive.import(&data.listings());
    let check = |pairs: &[(&str, &str)], expected: u64| {
        let found = archive.search(pairs);
        assert_eq!(found.total, expected, "{pairs:?}: {:?}", found.understood);
    };
    check(
        &[
            ("q", "Nanjing"),
            ("since", "1949-01-10"),
            ("until", "1949-01-13"),
        ],
        3,
    );
    check(&[("q", "Kovalev")], 6);
    check(&[("q", "Xinjiang")], 2);
    check(&[("q", "Kuznetsov")], 6);
    check(&[("q", "\"coalition government\"")], 1);
    check(&[("q", "\"Kim Il Sung\"")], 1);
    check(&[("q", "0100")], 1);
    check(&[], 50);
    check(&[("q", "Filippov")], 12);
    check(&[("person", "Stalin"), ("q", "Filippov")], 12);
    assert!(
        archive.search(&[("person", "Filippov")]).total >= 13,
        "the name denotes Stalin"
    );
}

#[test]
fn a_document_says_what_is_held() {
    let Some(data) = shared("a_document_says_what_is_held") else {
        return;
    };
    let archive = TemporaryArchive::new();
    archive.import(&data.listings());
    let found = archive.search(&[("q", "0100")]);
    let DocumentAnswer::Found(view) = archive.archive().document(found.hits[0].id.0).unwrap()
    else {
        panic!("the document is not public");
    };
    assert_eq!(view.held, "Description only; no text held.");
    assert_eq!(view.numbers, ["0100"]);
    assert_eq!(view.other_titles.len(), 2);
    assert!(view.previous.is_some() && view.next.is_some());
}
