//! What the archive says of itself.

use crate::room::Room;

#[tokio::test]
async fn the_archive_says_what_it_holds_and_how_to_cite_it() {
    let room = Room::open();
    let page = room.get("/about").await;
    assert_eq!(page.status, 200);
    let main = page.text("main");
    assert!(
        main.contains("30 documents, 1948\u{2013}1950; full text of 1. Described with 3 collections and 2 persons and bodies."),
        "{main}"
    );
    assert_eq!(
        page.texts(".counts")[0],
        "Letters of the line 30 documents, 1948\u{2013}1950 Letters of the bridge 1 document, 1949 \u{7ebf} No documents"
    );
    assert_eq!(
        page.text("blockquote"),
        "\u{201c}Dispatch 1 by cable,\u{201d} 1 March 1948, Fonds, record 201, /document/201."
    );
    assert_eq!(page.attributes("nav [aria-current]", "href"), ["/about"]);
    assert!(!page.body.contains("Secret"));
}

#[tokio::test]
async fn its_twin_has_the_same_counts() {
    let room = Room::open();
    let twin = room.get("/about.json").await.json();
    assert_eq!(twin["software"], "Fonds");
    assert_eq!(twin["holdings"]["documents"], 30);
    assert_eq!(twin["holdings"]["collections"]["total"], 3);
    assert_eq!(twin["holdings"]["types"][0]["count"], 30);
}

#[tokio::test]
async fn readers_are_told_what_is_tested_and_what_is_lacking() {
    let room = Room::open();
    let page = room.get("/accessibility").await;
    assert_eq!(page.text("h1"), "Accessibility");
    assert!(page.text(".lead").contains("WCAG 2.2"));
    let twin = room.get("/accessibility.json").await.json();
    let points = page.texts(".points li").len();
    let told = twin["tested"].as_array().unwrap().len() + twin["limits"].as_array().unwrap().len();
    assert_eq!(points, told);
}

#[tokio::test]
async fn the_foot_of_every_page_leads_there() {
    let room = Room::open();
    for address in ["/", "/search", "/document/100", "/collections", "/nowhere"] {
        let page = room.get(address).await;
        assert_eq!(
            page.attributes(".colophon ul a", "href"),
            ["/about", "/accessibility"],
            "{address}"
        );
    }
}
