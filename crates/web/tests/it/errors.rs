//! What cannot be shown: absent, hidden, withdrawn, not for writing.

use axum::http::Method;

use crate::room::{ABSENT, HIDDEN, Room, WITHDRAWN};

#[tokio::test]
async fn an_address_without_anything_leads_onward() {
    let room = Room::open();
    let page = room.get("/letters/old-viaduct_cable.html").await;
    assert_eq!(page.status, 404);
    assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
    assert_eq!(page.text("main code"), "/letters/old-viaduct_cable.html");
    assert_eq!(
        page.attributes("#q", "value"),
        ["letters old viaduct cable"]
    );
    let onward = page.attributes("main a", "href");
    assert_eq!(
        onward,
        ["/search?q=letters+old+viaduct+cable", "/search", "/"]
    );
}

#[tokio::test]
async fn what_is_asked_for_is_shown_as_text() {
    let room = Room::open();
    let page = room.get("/%3Cscript%3Ealert(1)%3C/script%3E").await;
    assert_eq!(page.text("main code"), "/<script>alert(1)</script>");
    assert!(page.texts("script").is_empty());
}

#[tokio::test]
async fn hidden_and_absent_look_alike() {
    let room = Room::open();
    for suffix in ["", ".json"] {
        let hidden = room.get(&format!("/document/{HIDDEN}{suffix}")).await;
        let absent = room.get(&format!("/document/{ABSENT}{suffix}")).await;
        assert_eq!(hidden.status, 404);
        assert_eq!(absent.status, 404);
        assert_eq!(
            hidden.body.replace(&HIDDEN.to_string(), "N"),
            absent.body.replace(&ABSENT.to_string(), "N")
        );
        assert_eq!(hidden.headers_but_id(), absent.headers_but_id());
    }
}

#[tokio::test]
async fn what_was_withdrawn_leaves_a_tombstone_without_content() {
    let room = Room::open();
    let page = room.get(&format!("/document/{WITHDRAWN}")).await;
    assert_eq!(page.status, 410);
    assert_eq!(
        page.text("h1"),
        format!("Document {WITHDRAWN} was withdrawn")
    );
    assert!(!page.body.contains("Secret"));
    let twin = room.get(&format!("/document/{WITHDRAWN}.json")).await;
    assert_eq!(twin.status, 410);
    assert_eq!(twin.header("content-type"), "application/problem+json");
    assert_eq!(twin.json()["code"], "withdrawn");
    assert!(!twin.body.contains("Secret"));
}

#[tokio::test]
async fn nothing_hidden_is_in_any_list() {
    let room = Room::open();
    for address in [
        "/search?q=secret",
        "/search.json?q=secret",
        "/search.json?per=100",
        "/",
        "/index.json",
    ] {
        let answer = room.get(address).await;
        assert!(!answer.body.contains("Secret"), "{address}");
    }
}

#[tokio::test]
async fn programs_are_told_what_went_wrong_in_their_own_form() {
    let room = Room::open();
    let answer = room
        .ask(Method::GET, "/nowhere", &[("accept", "application/json")])
        .await;
    assert_eq!(answer.status, 404);
    assert_eq!(answer.header("content-type"), "application/problem+json");
    assert_eq!(answer.header("vary"), "accept, accept-encoding");
    let problem = answer.json();
    assert_eq!(problem["status"], 404);
    assert_eq!(problem["code"], "not_found");
    assert_eq!(problem["instance"], "/nowhere");
}

#[tokio::test]
async fn addresses_are_for_reading() {
    let room = Room::open();
    let answer = room.ask(Method::POST, "/search", &[]).await;
    assert_eq!(answer.status, 405);
    assert_eq!(answer.header("allow"), "GET,HEAD");
    let answer = room.ask(Method::HEAD, "/document/100", &[]).await;
    assert_eq!(answer.status, 200);
    assert!(answer.body.is_empty());
}

#[tokio::test]
async fn odd_ids_are_no_documents() {
    let room = Room::open();
    for id in [
        "0100",
        "-1",
        "abc",
        "18446744073709551615",
        "99999999999999999999999",
        "1e3",
    ] {
        assert_eq!(
            room.get(&format!("/document/{id}")).await.status,
            404,
            "{id}"
        );
    }
}
