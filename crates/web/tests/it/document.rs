//! The document page and its twin.

use crate::room::{MERGED, Room};

#[tokio::test]
async fn a_document_shows_what_is_known_of_it() {
    let room = Room::open();
    let page = room.get("/document/100").await;
    assert_eq!(page.status, 200);
    assert_eq!(
        page.text("h1"),
        "Cable <script>alert(1)</script> & \"railway\""
    );
    assert_eq!(page.text(".heading .when"), "6 January 1949");
    assert_eq!(page.text(".heading .kind"), "Cable \u{b7} no. 0100");
    assert_eq!(
        page.text(".heading .correspondents"),
        "Arno Vale to Cora Brin, as Falk"
    );
    assert_eq!(
        page.attributes(".heading .correspondents a", "href"),
        ["/people/1/arno-vale", "/people/2/cora-brin"]
    );
    assert_eq!(
        page.text(".reading .summary .credit"),
        "Test editors \u{b7} document not consulted"
    );
    assert_eq!(
        page.attributes("link[rel=canonical]", "href"),
        ["/document/100"]
    );
    assert!(
        page.texts(".reading li")
            .iter()
            .any(|title| title.starts_with("Old viaduct cable former"))
    );
    assert!(page.texts("script").is_empty());
}

#[tokio::test]
async fn every_paragraph_has_an_address() {
    let room = Room::open();
    let page = room.get("/document/100").await;
    assert_eq!(page.text("#t5-p1"), "\u{b6}Send <b>engines</b> & coal.");
    assert_eq!(page.attributes("#t5-p1 a", "href"), ["/document/100#t5-p1"]);
    assert_eq!(page.attributes(".text div", "lang"), ["ru"]);
    let hit = room.get("/search?q=engines").await;
    assert_eq!(
        hit.attributes(".passage a", "href"),
        ["/document/100#t5-p1"]
    );
    assert_eq!(hit.texts(".passage mark"), ["engines"]);
}

#[tokio::test]
async fn its_twin_is_the_same_document() {
    let room = Room::open();
    let twin = room.get("/document/100.json").await;
    assert_eq!(twin.status, 200);
    let twin = twin.json();
    assert_eq!(twin["id"], 100);
    assert_eq!(
        twin["title"],
        "Cable <script>alert(1)</script> & \"railway\""
    );
    assert_eq!(twin["texts"][0]["paragraphs"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn slugs_decorate() {
    let room = Room::open();
    for address in [
        "/document/100/cable-of-vale",
        "/document/100/a/b",
        "/document/100/",
    ] {
        let answer = room.get(address).await;
        assert_eq!(
            (answer.status.as_u16(), answer.header("location")),
            (301, "/document/100"),
            "{address}"
        );
    }
}

#[tokio::test]
async fn merged_documents_lead_to_the_one_that_stays() {
    let room = Room::open();
    let page = room.get(&format!("/document/{MERGED}")).await;
    assert_eq!(
        (page.status.as_u16(), page.header("location")),
        (301, "/document/100")
    );
    let twin = room.get(&format!("/document/{MERGED}.json")).await;
    assert_eq!(
        (twin.status.as_u16(), twin.header("location")),
        (301, "/document/100.json")
    );
}

#[tokio::test]
async fn an_undated_document_says_so() {
    let room = Room::open();
    let page = room.get("/document/101").await;
    assert_eq!(page.text(".heading .when"), "Undated");
    assert!(
        page.text(".held")
            .starts_with("Description only; no text held")
    );
}

#[tokio::test]
async fn a_document_says_how_to_cite_it() {
    let room = Room::open();
    let page = room.get("/document/102").await;
    assert_eq!(
        page.text(".cite p"),
        "\u{201c}Letter on the bridge,\u{201d} about 1949, Fonds, record 102, /document/102."
    );
    let hard = Room::hard();
    let cited = hard.get("/document/109").await.text(".cite p");
    assert!(
        cited.contains("27 October 1962, Test Archive of Exceedingly Long"),
        "{cited}"
    );
    assert!(
        cited.ends_with("p. 73, d. 1; Fonds, record 109, /document/109."),
        "{cited}"
    );
}

#[tokio::test]
async fn neighbours_in_time_are_linked() {
    let room = Room::open();
    let page = room.get("/document/202").await;
    assert_eq!(
        page.attributes(".neighbours a", "href"),
        ["/document/201", "/document/203"]
    );
}
