//! The list of collections, and one collection with all its documents.

use crate::room::{ABSENT, HIDDEN, MERGED, Room, WITHDRAWN};

const LETTERS: &str = "/collection/1/letters-of-the-line";

#[tokio::test]
async fn collections_stand_as_a_tree() {
    let room = Room::open();
    let page = room.get("/collections").await;
    assert_eq!(page.status, 200);
    assert_eq!(
        page.attributes(".tree > li > h2 a", "href"),
        [LETTERS, "/collection/3"]
    );
    assert_eq!(
        page.attributes(".tree .tree > li > h2 a, .tree ul > li > h2 a", "href"),
        ["/collection/2/letters-of-the-bridge"]
    );
    assert_eq!(
        page.texts(".tree .count"),
        [
            "30 documents, 1948\u{2013}1950",
            "1 document, 1949",
            "No documents",
        ],
        "a document of the part and of the whole counts once"
    );
    assert_eq!(
        page.attributes("nav [aria-current]", "href"),
        ["/collections"]
    );
    let twin = room.get("/collections.json").await.json();
    assert_eq!(twin["total"], 3);
    assert_eq!(twin["collections"][0]["documents_with_parts"], 30);
    assert_eq!(twin["collections"][0]["parts"][0]["documents"], 1);
}

#[tokio::test]
async fn a_collection_says_what_of_it_is_held() {
    let room = Room::open();
    let page = room.get(LETTERS).await;
    assert_eq!(page.status, 200);
    assert_eq!(page.text("h1"), "Letters of the line");
    assert_eq!(
        page.text(".heading .held"),
        "30 documents held here, 1948\u{2013}1950; the description says 1940s."
    );
    assert_eq!(
        page.texts(".introduction p"),
        [
            "How the line was built.",
            "More follows.",
            "\u{41b}\u{438}\u{43d}\u{438}\u{44f}.",
            "See also Letters of the bridge; Letters of the tunnel (not held here)",
        ]
    );
    assert_eq!(
        page.attributes(".introduction [lang]", "lang"),
        ["en", "ru"]
    );
    assert_eq!(
        page.attributes(".introduction a", "href"),
        ["/collection/2/letters-of-the-bridge"]
    );
    assert_eq!(page.attributes(".highlights a", "href"), ["/document/102"]);
    assert!(page.texts("img").is_empty() && !page.body.contains("A bridge, by hand"));
    let twin = room.get("/collection/1.json").await.json();
    assert_eq!(twin["image"]["credit"], "A bridge, by hand");
    let part = room.get("/collection/2/letters-of-the-bridge").await;
    assert_eq!(
        part.attributes(".above a", "href"),
        ["/collections", LETTERS]
    );
}

#[tokio::test]
async fn all_its_documents_stand_in_order_of_time() {
    let room = Room::open();
    let mut dates = Vec::new();
    for page in 1..=3 {
        let page = room.get(&format!("{LETTERS}?per=10&page={page}")).await;
        dates.extend(page.texts(".entry .when"));
    }
    assert_eq!(dates.len(), 30);
    assert_eq!(dates[0], "1 March 1948");
    assert_eq!(dates[29], "Undated");
    let page = room.get(LETTERS).await;
    assert_eq!(page.text(".range"), "1\u{2013}20 of 30");
    assert_eq!(
        page.attributes(".paging a[rel~=next]", "href"),
        [format!("{LETTERS}?page=2")]
    );
    assert!(
        page.attributes(".paging ul a", "rel")
            .iter()
            .all(|rel| !rel.contains("nofollow")),
        "crawlers may walk the whole list"
    );
    assert_eq!(
        page.attributes(".chart tbody a", "href")[0],
        format!("{LETTERS}?since=1948&until=1948")
    );
}

#[tokio::test]
async fn filters_stay_within_the_collection() {
    let room = Room::open();
    let page = room.get(LETTERS).await;
    assert!(
        page.attributes(".column li a", "href")
            .iter()
            .all(|url| url.starts_with(&format!("{LETTERS}?"))),
        "every filter keeps to the collection's own address"
    );
    assert!(
        page.attributes("meta[name=robots]", "content").is_empty(),
        "crawlers may keep the whole list"
    );
    let page = room
        .get("/collection/2/letters-of-the-bridge?q=bridge&since=1949")
        .await;
    assert_eq!(page.texts(".entry h2"), ["Letter on the bridge"]);
    assert_eq!(
        page.attributes(".chosen li a", "href"),
        ["/collection/2/letters-of-the-bridge?q=bridge"]
    );
    assert_eq!(
        page.attributes(".cancel", "href"),
        ["/collection/2/letters-of-the-bridge?q=bridge"]
    );
    assert_eq!(
        page.attributes("meta[name=robots]", "content"),
        ["noindex, nofollow"]
    );
    assert_eq!(
        page.texts("details .introduction").len(),
        0,
        "nothing is said of it"
    );
    assert_eq!(
        page.attributes("main form", "action")[0],
        "/collection/2/letters-of-the-bridge"
    );
    let none = room
        .get("/collection/2/letters-of-the-bridge?q=harbour")
        .await;
    assert_eq!(none.text("h2#all"), "No documents for harbour");
    let sent = room
        .get("/collection/2/letters-of-the-bridge?q=bridge&since=&in=")
        .await;
    assert_eq!(
        sent.header("location"),
        "/collection/2/letters-of-the-bridge?q=bridge"
    );
}

#[tokio::test]
async fn other_addresses_lead_to_its_own() {
    let room = Room::open();
    for (address, expected) in [
        ("/collection/1", LETTERS.to_owned()),
        ("/collection/1/", LETTERS.to_owned()),
        ("/collection/1/old-name", LETTERS.to_owned()),
        ("/collection/1?type=cable", format!("{LETTERS}?type=cable")),
        ("/collection/1/old-name/2", format!("{LETTERS}?page=2")),
        ("/collection/3/words", "/collection/3".to_owned()),
        ("/collection/1.json/", "/collection/1.json".to_owned()),
        ("/collection/1/words.json", "/collection/1.json".to_owned()),
        (&format!("/collection/{MERGED}"), LETTERS.to_owned()),
        (
            &format!("/collection/{MERGED}.json"),
            "/collection/1.json".to_owned(),
        ),
    ] {
        let answer = room.get(address).await;
        assert_eq!(
            (answer.status.as_u16(), answer.header("location")),
            (301, expected.as_str()),
            "{address}"
        );
    }
}

#[tokio::test]
async fn hidden_and_withdrawn_collections_answer_as_documents_do() {
    let room = Room::open();
    for form in ["", ".json", "/any-words"] {
        let hidden = room.get(&format!("/collection/{HIDDEN}{form}")).await;
        let absent = room.get(&format!("/collection/{ABSENT}{form}")).await;
        assert_eq!((hidden.status.as_u16(), absent.status.as_u16()), (404, 404));
        assert_eq!(
            hidden.body.replace(&HIDDEN.to_string(), "N"),
            absent.body.replace(&ABSENT.to_string(), "N")
        );
        let gone = room.get(&format!("/collection/{WITHDRAWN}{form}")).await;
        assert_eq!(gone.status, 410);
        assert!(!gone.body.contains("Secret"));
    }
    assert_eq!(
        room.get(&format!("/collection/{WITHDRAWN}"))
            .await
            .text("h1"),
        format!("Collection {WITHDRAWN} was withdrawn")
    );
    assert!(!room.get("/collections").await.body.contains("Secret"));
}

#[tokio::test]
async fn its_twin_is_the_same_collection() {
    let room = Room::open();
    let twin = room
        .get("/collection/1.json?type=cable&per=10")
        .await
        .json();
    assert_eq!(twin["id"], 1);
    assert_eq!(twin["documents"], 30);
    assert_eq!(twin["see_also"][1]["held"], false);
    assert_eq!(twin["stated_span"]["written"], "in the 1940s");
    assert_eq!(twin["results"]["ask"]["within"]["collection"], 1);
    assert_eq!(twin["results"]["hits"].as_array().unwrap().len(), 10);
    assert_eq!(twin["results"]["chosen"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn events_stand_in_the_order_of_documents() {
    let room = Room::open();
    let event = |date: &str, text: &str| serde_json::json!({"date": date, "texts": [{"text": text, "language": "eng"}]});
    let collection = serde_json::json!({"kind": "collection", "id": 20, "names": [{"text": "Events", "language": "eng"}], "timeline": [
        event("1949", "exact year"),
        event("1948-01-01", "day"),
        event("1948", "vague year"),
        event("1948/..", "open"),
    ]});
    room.import("events.jsonl", &[collection]);
    let twin = room.get("/collection/20.json").await.json();
    let events = twin["timeline"].as_array().unwrap();
    let texts = events.iter().map(|event| &event["texts"][0]["text"]);
    assert_eq!(
        texts.collect::<Vec<_>>(),
        ["open", "vague year", "day", "exact year"]
    );
}

#[tokio::test]
async fn an_image_is_shown_with_its_credit() {
    let room = Room::open();
    let page = room.get("/collection/3").await;
    assert_eq!(
        page.attributes("figure img", "src"),
        ["/collections/3/image"]
    );
    assert_eq!(page.attributes("figure img", "alt"), ["A line on paper"]);
    assert_eq!(page.text("figcaption"), "Drawn for the tests");
    let image = room.get("/collections/3/image").await;
    assert_eq!(
        (image.status.as_u16(), image.header("content-type")),
        (200, "image/gif")
    );
    assert_eq!(room.get("/collections/1/image").await.status, 404);
}
