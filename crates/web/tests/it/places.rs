//! Trees of places and subjects, the list of archives, and one of each.

use serde_json::{Value, json};

use crate::room::{HIDDEN, Room, document};

fn place(id: u64, name: &str, parent: Option<u64>) -> Value {
    let mut place =
        json!({"kind": "place", "id": id, "names": [{"text": name, "kind": "preferred"}]});
    if let Some(parent) = parent {
        place["parent"] = json!(parent);
    }
    place
}

fn in_place(id: u64, place: u64, date: &str) -> Value {
    let mut document = document(id, "Letter from the field", date);
    document["places"] = json!([{"role": "mentioned", "written": "there", "place": place, "basis": "authority", "certainty": "certain"}]);
    document
}

/// The room with a land, a town and a mill within each other, and a hidden province with a village.
fn room() -> Room {
    let room = Room::open();
    let mut land = place(1, "Vesmark", None);
    land["names"]
        .as_array_mut()
        .unwrap()
        .push(json!({"text": "Westmark", "kind": "former"}));
    let mut town = place(2, "Arden", Some(1));
    town["coordinates"] = json!({"latitude": "39.9042", "longitude": "-116.4"});
    let mut province = place(HIDDEN, "Secret province", Some(1));
    province["standing"] = json!({"state": "draft"});
    let subject = |id: u64, heading: &str| json!({"kind": "subject", "id": id, "headings": [{"text": heading, "language": "eng"}]});
    let mut about = in_place(404, 4, "1953-01-01");
    about["subjects"] = json!([2]);
    let mut held = in_place(401, 1, "1950-01-01");
    let part = |unit: &str, value: &str| json!({"unit": unit, "value": value});
    let witness = |delo: &str, list: &str| json!({"repository": 1, "shelfmark": format!("f. 39, d. {delo}, l. {list}"), "parts": [part("fond", "39"), part("delo", delo), part("list", list)]});
    held["witnesses"] = json!([witness("9", "1"), witness("9", "2"), witness("10", "1")]);
    room.import(
        "places.jsonl",
        &[
            land,
            town,
            place(3, "Old Mill", Some(2)),
            province,
            place(4, "Village", Some(HIDDEN)),
            place(5, "Nowhere named", None),
            held,
            in_place(402, 2, "1951-01-01"),
            in_place(403, 3, "1952-01-01"),
            about,
            subject(1, "Vesmark"),
            subject(2, "Vesmark--Railways--Bridges"),
            json!({"kind": "repository", "id": 1, "place": 2, "names": [
                {"text": "Archive of the Line", "kind": "preferred"}, {"text": "AL", "kind": "abbreviation"}]}),
        ],
    );
    room
}

#[tokio::test]
async fn places_stand_in_a_tree_with_both_counts() {
    let room = room();
    let page = room.get("/places").await;
    assert_eq!(page.text("h1"), "Places");
    assert_eq!(page.texts(".branches > li > a"), ["Vesmark", "Village"]);
    assert_eq!(page.texts(".branches > li > ul > li > a"), ["Arden"]);
    assert_eq!(page.texts(".branches ul ul a"), ["Old Mill"]);
    assert_eq!(
        page.texts(".branches .count"),
        [
            "1 document, 3 with the places in it",
            "1 document, 2 with the places in it",
            "1 document",
            "1 document"
        ]
    );
    assert_eq!(page.attributes(".onward a", "href"), ["/places?all=1"]);
    assert!(!page.body.contains("Secret"));
    let found = room.get("/places?q=westm").await;
    assert_eq!(found.texts(".branches a"), ["Vesmark"]);
    let found = room.get("/places?q=mill").await;
    assert_eq!(
        found.text(".branches li"),
        "Old Mill in Arden, Vesmark 1 document"
    );
    let twin = room.get("/places.json").await.json();
    assert_eq!(twin["entries"][1]["depth"], 1);
    assert_eq!(twin["entries"][1]["documents_with_narrower"], 2);
}

#[tokio::test]
async fn a_search_for_a_place_finds_what_lies_within() {
    let room = room();
    let total = async |address: &str| room.get(address).await.json()["total"].clone();
    assert_eq!(total("/search.json?place=1").await, 3);
    assert_eq!(total("/search.json?place=2").await, 2);
    assert_eq!(total("/search.json?subject=1").await, 1);
    // The mill moves to the village, and the documents with it.
    room.import("moved.jsonl", &[place(3, "Old Mill", Some(4))]);
    assert_eq!(total("/search.json?place=1").await, 2);
    assert_eq!(total("/search.json?place=4").await, 2);
    // The province is published, and the village lies in the land at last.
    room.import("open.jsonl", &[place(HIDDEN, "Secret province", Some(1))]);
    assert_eq!(total("/search.json?place=1").await, 4);
    assert_eq!(total(&format!("/search.json?place={HIDDEN}")).await, 2);
}

#[tokio::test]
async fn one_place_has_its_relatives_and_documents() {
    let room = room();
    let page = room.get("/places/2/arden").await;
    assert_eq!(page.text("h1"), "Arden");
    assert_eq!(
        page.text(".heading .sum"),
        "In 2 documents here with the places in it, 1951\u{2013}1952; itself in 1."
    );
    assert_eq!(page.texts(".path a"), ["Vesmark"]);
    assert_eq!(page.texts(".columned li"), ["Old Mill 1"]);
    assert_eq!(page.texts(".entries .entry").len(), 2);
    let facts = page.texts(".facts dl > div");
    assert!(
        facts.contains(&"Coordinates39.9042\u{b0} N, 116.4\u{b0} W".to_owned()),
        "{facts:?}"
    );
    assert!(facts.contains(&"Archives hereArchive of the Line".to_owned()));
    assert!(facts.contains(&"Most often named withArno Vale 2Cora Brin 2".to_owned()));
    assert_eq!(
        room.get("/places/2").await.header("location"),
        "/places/2/arden"
    );
    assert_eq!(room.get(&format!("/places/{HIDDEN}")).await.status, 404);
    let village = room.get("/places/4/village").await;
    assert!(village.texts(".path a").is_empty() && !village.body.contains("Secret"));
}

#[tokio::test]
async fn subjects_stand_under_the_headings_they_begin_with() {
    let room = room();
    let page = room.get("/subjects").await;
    assert_eq!(page.texts(".branches > li > a"), ["Vesmark"]);
    assert_eq!(
        page.texts(".branches ul a"),
        ["Vesmark \u{2013} Railways \u{2013} Bridges"]
    );
    let page = room.get("/subjects/2/vesmark-railways-bridges").await;
    assert_eq!(page.texts(".path a"), ["Vesmark"]);
    assert_eq!(page.text(".heading .sum"), "In 1 document here, 1953.");
}

fn subject(id: u64, heading: &str, parent: Option<u64>) -> Value {
    let mut subject =
        json!({"kind": "subject", "id": id, "headings": [{"text": heading, "language": "eng"}]});
    if let Some(parent) = parent {
        subject["parent"] = json!(parent);
    }
    subject
}

fn about(id: u64, subject: u64) -> Value {
    let mut document = document(id, "Report on a subject", "1954");
    document["subjects"] = json!([subject]);
    document
}

#[tokio::test]
async fn headings_that_begin_alike_stand_under_their_first_part() {
    let room = room();
    room.import(
        "subjects.jsonl",
        &[
            subject(10, "Norland--Trade--Timber", None),
            subject(11, "Norland Bank", None),
            subject(12, "Norland--Railways", None),
            subject(13, "Norland--Railways--Bridges", None),
            subject(14, "Ostmark--Railways", None),
            about(410, 10),
            about(411, 11),
            about(412, 12),
            about(413, 13),
            about(414, 14),
        ],
    );
    let page = room.get("/subjects").await;
    let rows = page.texts(".branches > li");
    assert_eq!(
        page.texts(".branches > li > a"),
        ["Norland Bank", "Ostmark \u{2013} Railways", "Vesmark"],
        "one heading alone has no words above it"
    );
    assert!(
        rows[0].starts_with("Norland Norland \u{2013} Railways"),
        "{rows:?}"
    );
    assert_eq!(
        page.texts(".branches > li:first-child > ul > li > a"),
        [
            "Norland \u{2013} Railways",
            "Norland \u{2013} Trade \u{2013} Timber"
        ]
    );
    let twin = room.get("/subjects.json").await.json();
    assert_eq!(twin["total"], 7);
    let under = |index: usize| twin["entries"][index]["under"].clone();
    assert_eq!(
        [under(0), under(1), under(2)],
        [json!("Norland"), Value::Null, json!("Norland")]
    );
    room.import("land.jsonl", &[subject(15, "Norland", None)]);
    let twin = room.get("/subjects.json").await.json();
    assert_eq!(twin["entries"][0]["name"], "Norland");
    assert!(twin["entries"][1].get("under").is_none());
}

#[tokio::test]
async fn a_hidden_wider_subject_is_not_told_from_none() {
    let told = async |parent: Option<u64>| {
        let room = room();
        let mut hidden = subject(HIDDEN, "Secret heading", None);
        hidden["standing"] = json!({"state": "draft"});
        room.import(
            "subjects.jsonl",
            &[
                hidden,
                subject(10, "Vesmark--Letters", parent),
                about(410, 10),
            ],
        );
        let list = room.get("/subjects.json").await.json();
        let one = room.get("/subjects/10.json").await.json();
        (list["entries"].clone(), one["wider"].clone())
    };
    let stated = told(Some(HIDDEN)).await;
    assert_eq!(stated, told(None).await);
    assert_eq!(stated.1[0]["name"], "Vesmark");
}

#[tokio::test]
async fn words_without_letters_ask_for_the_whole_tree() {
    let room = room();
    let whole = room.get("/places.json").await.json();
    let asked = room.get("/places.json?q=%E2%80%94").await.json();
    assert_eq!(asked["entries"], whole["entries"]);
}

#[tokio::test]
async fn archives_have_their_files_by_fond() {
    let room = room();
    let page = room.get("/archives").await;
    assert_eq!(
        page.text(".branches li"),
        "Archive of the Line AL 1 documentArden, Vesmark"
    );
    let page = room.get("/archives/1/archive-of-the-line").await;
    assert_eq!(
        page.text(".heading .sum"),
        "Holds papers of 1 document described here, 1950."
    );
    assert_eq!(page.texts(".fonds h3"), ["Fond 39"]);
    let files = page.texts(".fonds ul li");
    assert_eq!(files.len(), 2);
    assert!(files[0].starts_with("delo 9 1 document"), "{files:?}");
    assert!(files[1].starts_with("delo 10 1 document"));
    let twin = room.get("/archives/1.json").await.json();
    assert_eq!(twin["places"][0]["name"], "Arden");
    assert_eq!(twin["fonds"][0]["files"][0]["first"]["id"], 401);
}
