//! The first page, and what every page has.

use fonds_web::{Settings, Site};

use crate::room::Room;

#[tokio::test]
async fn the_door_shows_what_is_here() {
    let room = Room::open();
    let page = room.get("/").await;
    assert_eq!(page.status, 200);
    assert_eq!(page.text("h1"), "30 documents, 1948\u{2013}1950");
    assert_eq!(
        page.text(".holdings"),
        "Full text of 1; 2 persons and bodies, 3 collections. About this archive"
    );
    assert_eq!(page.text(".collections h3 a"), "Letters of the line");
    assert_eq!(
        page.texts(".collections .about")[0],
        "How the line was built."
    );
    assert_eq!(page.texts(".entries .entry").len(), 5);
    assert_eq!(page.texts(".chart tbody th"), ["1948", "1949", "1950"]);
    assert!(
        page.attributes(".chart svg a", "href")
            .contains(&"/search?since=1948&until=1948".to_owned())
    );
}

#[tokio::test]
async fn corrections_say_what_was_changed() {
    let room = Room::open();
    let page = room.get("/").await;
    let corrections = page.texts(".corrections li p:last-child");
    assert_eq!(
        corrections,
        ["Dispatch 27 by letter, 27 March 1950 changed: summary, number"]
    );
    let twin = room.get("/index.json").await.json();
    assert_eq!(twin["corrections"].as_array().unwrap().len(), 1);
    assert_eq!(twin["corrections"][0]["id"], 227);
}

#[tokio::test]
async fn counts_lead_to_what_they_count() {
    let room = Room::open();
    let page = room.get("/").await;
    assert_eq!(page.attributes("h1 a", "href"), ["/search"]);
    assert_eq!(
        page.attributes(".holdings a", "href"),
        ["/people", "/collections", "/about"]
    );
}

#[tokio::test]
async fn its_twin_has_the_same_counts() {
    let room = Room::open();
    let twin = room.get("/index.json").await;
    assert_eq!(twin.header("content-type"), "application/json");
    let twin = twin.json();
    assert_eq!(twin["documents"], 30);
    assert_eq!(twin["texts"], 1);
    assert_eq!(twin["people"], 2);
    assert_eq!(twin["span"]["first"], 1948);
    assert_eq!(twin["newest"].as_array().unwrap().len(), 5);
}

#[tokio::test]
async fn every_answer_carries_the_headers_that_keep_readers_safe() {
    let room = Room::open();
    for address in [
        "/",
        "/search",
        "/search.json",
        "/document/100",
        "/nowhere",
        "/robots.txt",
        "/healthz",
    ] {
        let answer = room.get(address).await;
        let policy = answer.header("content-security-policy");
        assert!(
            policy.starts_with("default-src 'none'; style-src 'self'"),
            "{address}: {policy}"
        );
        assert_eq!(
            answer.header("x-content-type-options"),
            "nosniff",
            "{address}"
        );
        assert!(!answer.header("referrer-policy").is_empty(), "{address}");
    }
}

#[tokio::test]
async fn the_style_sheet_may_be_kept_for_ever() {
    let room = Room::open();
    let page = room.get("/").await;
    assert_eq!(page.header("cache-control"), "no-cache");
    let sheet = page.attributes("link[rel=stylesheet]", "href").remove(0);
    let sheet = room.get(&sheet).await;
    assert_eq!(sheet.status, 200);
    assert_eq!(sheet.header("content-type"), "text/css; charset=utf-8");
    assert!(sheet.header("cache-control").contains("immutable"));
}

#[tokio::test]
async fn crawlers_and_watchers_are_answered() {
    let room = Room::open();
    assert_eq!(room.get("/healthz").await.body, "ok\n");
    let robots = room.get("/robots.txt").await.body;
    for rule in ["Disallow: /search?\n", "Disallow: /collection/*?\n"] {
        assert!(robots.contains(rule), "{robots}");
    }
    let icon = room.get("/favicon.ico").await;
    assert_eq!(icon.status, 303);
    let icon = room.get(icon.header("location")).await;
    assert_eq!(icon.header("content-type"), "image/svg+xml");
    assert!(icon.header("cache-control").contains("immutable"));
}

#[tokio::test]
async fn a_page_can_be_found_by_ear_and_keyboard() {
    let room = Room::open();
    for address in [
        "/",
        "/search",
        "/search?q=railway",
        "/document/100",
        "/about",
        "/accessibility",
        "/collections",
        "/collection/1/letters-of-the-line",
        "/collection/1/letters-of-the-line?q=bridge",
        "/nowhere",
    ] {
        let page = room.get(address).await;
        assert_eq!(page.texts("h1").len(), 1, "{address}");
        assert_eq!(page.texts("main#content").len(), 1, "{address}");
        assert_eq!(
            page.attributes("a.skip", "href")[0],
            "#content",
            "{address}"
        );
        assert_eq!(page.attributes("html", "lang"), ["en"], "{address}");
        assert!(
            !page.attributes("meta[name=description]", "content")[0].is_empty(),
            "{address}"
        );
        let ids = page.attributes("[id]", "id");
        let mut unique = ids.clone();
        unique.sort();
        unique.dedup();
        assert_eq!(ids.len(), unique.len(), "{address}: {ids:?}");
        for id in page.attributes("input:not([type=hidden]), select", "id") {
            assert_eq!(
                page.texts(&format!("label[for={id}]")).len(),
                1,
                "{address}: {id}"
            );
        }
    }
}

#[tokio::test]
async fn every_page_bears_the_name_of_its_archive() {
    let site = Site {
        name: "Letters & <Cables>".to_owned(),
        ..Site::default()
    };
    let room = Room::with(Settings {
        site,
        ..Settings::default()
    });
    for address in ["/", "/search", "/document/100", "/nowhere"] {
        let page = room.get(address).await;
        assert_eq!(page.text(".masthead .name"), "Letters & <Cables>");
        assert!(page.text("head title").ends_with("· Letters & <Cables>"));
    }
}
