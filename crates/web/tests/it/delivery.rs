//! How answers travel: tags, encodings, lengths, ids, and what other sites may read.

use std::io::Read;
use std::path::{Path, PathBuf};

use axum::http::Method;
use flate2::read::GzDecoder;
use fonds_web::Settings;
use serde_json::json;

use crate::room::{HIDDEN, Room, document};

const PAGES: [&str; 6] = [
    "/",
    "/index.json",
    "/search",
    "/search.json?q=railway",
    "/document/100",
    "/document/100.json",
];

#[tokio::test]
async fn who_has_an_answer_gets_no_second_one() {
    let room = Room::open();
    for address in PAGES {
        let first = room.get(address).await;
        assert_eq!(first.status, 200);
        assert_eq!(first.header("cache-control"), "no-cache", "{address}");
        let tag = first.header("etag").to_owned();
        assert!(tag.starts_with("W/\""), "{address}: {tag}");
        let known = [("if-none-match", tag.as_str())];
        let again = room.ask(Method::GET, address, &known).await;
        assert_eq!(again.status, 304, "{address}");
        assert!(again.body.is_empty());
        for name in ["etag", "cache-control", "vary", "content-security-policy"] {
            assert_eq!(again.header(name), first.header(name), "{address}: {name}");
        }
        let other = room
            .ask(Method::GET, address, &[("if-none-match", "W/\"0\"")])
            .await;
        assert_eq!(other.status, 200, "{address}");
        assert_eq!(other.body, first.body);
    }
}

#[tokio::test]
async fn scripts_of_other_sites_may_send_tags_back() {
    let room = Room::open();
    for address in [
        "/document/100.json",
        "/search.json?q=railway",
        "/document/901.json",
        "/document/999.json",
        "/nowhere.json",
    ] {
        let asked = [
            ("origin", "https://other.example"),
            ("access-control-request-method", "GET"),
            ("access-control-request-headers", "if-none-match"),
        ];
        let answer = room.ask(Method::OPTIONS, address, &asked).await;
        assert_eq!(answer.status, 204, "{address}");
        assert!(answer.body.is_empty());
        for (name, expected) in [
            ("access-control-allow-origin", "*"),
            ("access-control-allow-methods", "GET, HEAD"),
            ("access-control-allow-headers", "If-None-Match"),
            ("access-control-max-age", "86400"),
        ] {
            assert_eq!(answer.header(name), expected, "{address}");
        }
    }
    let page = room.ask(Method::OPTIONS, "/document/100", &[]).await;
    assert_eq!(page.status, 405);
}

#[tokio::test]
async fn only_what_was_found_has_a_tag() {
    let room = Room::open();
    for address in ["/nowhere", "/document/901", "/document/902", "/search/"] {
        assert_eq!(room.get(address).await.header("etag"), "", "{address}");
    }
    let anything = [("if-none-match", "*")];
    let status = async |address| room.ask(Method::GET, address, &anything).await.status;
    assert_eq!(status("/document/100").await, 304);
    for address in ["/document/901", "/document/902"] {
        let expected = room.get(address).await.status;
        assert_eq!(status(address).await, expected, "{address}");
    }
}

#[tokio::test]
async fn tags_move_with_public_changes_and_with_nothing_else() {
    let room = Room::open();
    let tags = async || {
        let mut tags = Vec::new();
        for address in PAGES {
            tags.push(room.get(address).await.header("etag").to_owned());
        }
        tags
    };
    let before = tags().await;
    let mut draft = document(HIDDEN, "Another secret draft", "1949-02-02");
    draft["standing"] = json!({"state": "draft"});
    room.import("draft.jsonl", &[draft]);
    assert_eq!(tags().await, before);
    room.import(
        "public.jsonl",
        &[document(500, "A new letter", "1949-02-02")],
    );
    for (tag, before) in tags().await.iter().zip(&before) {
        assert_ne!(tag, before);
        assert!(!tag.is_empty());
    }
}

#[tokio::test]
async fn answers_are_compressed_for_those_who_accept_it() {
    let room = Room::open();
    for address in ["/search", "/search.json", "/nowhere"] {
        let plain = room.get(address).await;
        assert_eq!(plain.header("content-encoding"), "");
        assert!(plain.header("vary").contains("accept-encoding"));
        let gzip = room
            .ask(Method::GET, address, &[("accept-encoding", "gzip, br")])
            .await;
        assert_eq!(gzip.header("content-encoding"), "gzip", "{address}");
        let mut body = String::new();
        GzDecoder::new(gzip.bytes.as_slice())
            .read_to_string(&mut body)
            .unwrap();
        assert_eq!(body, plain.body, "{address}");
        let zstd = room
            .ask(Method::GET, address, &[("accept-encoding", "gzip, zstd")])
            .await;
        assert_eq!(zstd.header("content-encoding"), "zstd", "{address}");
        let body = zstd::decode_all(zstd.bytes.as_slice()).unwrap();
        assert_eq!(body, plain.bytes, "{address}");
        assert!(zstd.bytes.len() * 2 < plain.bytes.len(), "{address}");
    }
    let small = room
        .ask(Method::GET, "/healthz", &[("accept-encoding", "gzip")])
        .await;
    assert_eq!(small.header("content-encoding"), "");
}

#[tokio::test]
async fn heads_are_those_of_the_whole_answer() {
    let room = Room::open();
    for address in ["/", "/search.json", "/document/100", "/nowhere", "/search/"] {
        for encoding in ["identity", "gzip", "zstd"] {
            let headers = [("accept-encoding", encoding)];
            let whole = room.ask(Method::GET, address, &headers).await;
            let head = room.ask(Method::HEAD, address, &headers).await;
            assert_eq!(head.status, whole.status, "{address}");
            assert!(head.bytes.is_empty(), "{address}");
            let length = whole.bytes.len().to_string();
            assert_eq!(head.header("content-length"), length, "{address}");
            for name in ["etag", "content-type", "content-encoding", "vary"] {
                assert_eq!(head.header(name), whole.header(name), "{address}: {name}");
            }
        }
    }
}

#[tokio::test]
async fn every_request_has_an_id() {
    let room = Room::open();
    let first = room.get("/").await.header("x-request-id").to_owned();
    let second = room.get("/").await.header("x-request-id").to_owned();
    assert_ne!(first, second);
    assert_eq!(first.len(), 16);
    let given = [("x-request-id", "edge-17.a_b")];
    let answer = room.ask(Method::GET, "/", &given).await;
    assert_eq!(answer.header("x-request-id"), "edge-17.a_b");
    let odd = [("x-request-id", "a b<script>")];
    let answer = room.ask(Method::GET, "/nowhere", &odd).await;
    assert_eq!(answer.header("x-request-id").len(), 16);
}

#[tokio::test]
async fn json_is_for_every_site_and_pages_are_for_this_one() {
    let room = Room::open();
    for address in PAGES.into_iter().chain(["/nowhere", "/nowhere.json"]) {
        let answer = room.get(address).await;
        let is_json = address.contains(".json");
        let (origin, policy) = if is_json {
            ("*", "cross-origin")
        } else {
            ("", "same-origin")
        };
        assert_eq!(answer.header("access-control-allow-origin"), origin);
        assert_eq!(answer.header("cross-origin-resource-policy"), policy);
        assert_eq!(answer.header("referrer-policy"), "same-origin");
        assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin");
        assert!(answer.header("permissions-policy").contains("camera=()"));
    }
}

#[tokio::test]
async fn what_is_too_long_is_refused_in_words() {
    let room = Room::open();
    let long = format!("/search?q={}", "a".repeat(9_000));
    let answer = room.get(&long).await;
    assert_eq!(answer.status, 414);
    assert!(answer.text(".lead").contains("address is too long"));
    let body = [("content-length", "2000000")];
    let answer = room.ask(Method::POST, "/search.json", &body).await;
    assert_eq!(answer.status, 413);
    assert_eq!(answer.json()["code"], "body_too_large");
    assert_eq!(answer.header("connection"), "close");
}

#[tokio::test]
async fn a_search_that_is_too_much_work_is_refused_before_it_runs() {
    let mut settings = Settings::default();
    settings.limits.work = 100;
    settings.limits.query_characters = 50;
    let room = Room::with(settings);
    assert_eq!(room.get("/search?q=railway").await.status, 200);
    let page = room.get("/search?q=di*+de*+br*").await;
    assert_eq!(page.status, 422);
    assert!(page.text(".lead").contains("too much work"));
    // The reader's words are not lost.
    assert_eq!(page.attributes("#q", "value"), ["di* de* br*"]);
    assert_eq!(page.header("etag"), "");
    let twin = room.get("/search.json?q=dispatch+OR+letter+OR+cable").await;
    assert_eq!(twin.status, 422);
    assert_eq!(twin.json()["code"], "too_much_work");
    let long = format!("/search.json?q={}", "a+".repeat(40));
    let twin = room.get(&long).await;
    assert_eq!(twin.status, 422);
    assert_eq!(twin.json()["code"], "query_too_long");
}

/// Every file of the crate's source.
fn sources() -> Vec<(PathBuf, String)> {
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    let mut sources = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                sources.push((path.clone(), std::fs::read_to_string(path).unwrap()));
            }
        }
    }
    sources
}

#[test]
fn readers_are_led_only_to_addresses_made_where_all_are_made() {
    let mut seen = 0;
    for (path, source) in sources() {
        for call in ["answer::moved(", "answer::see("] {
            for rest in source.split(call).skip(1) {
                let argument = rest.trim_start().trim_start_matches('&');
                assert!(argument.starts_with("urls::"), "{}: {call}", path.display());
                seen += 1;
            }
        }
        let is_the_one = path.ends_with("src/answer.rs");
        assert!(
            is_the_one || !source.contains("LOCATION"),
            "{}",
            path.display()
        );
    }
    assert!(seen > 5);
}

#[tokio::test]
async fn no_address_leads_away_from_here() {
    let room = Room::open();
    for address in [
        "//evil.example/search/",
        "/search//evil.example/",
        "/search/?next=https://evil.example/",
        "/document/100//evil.example",
        "/document/100/%0d%0aset-cookie:%20a=b",
        "/collection/1/%5C%5Cevil.example",
        "/search?q=%0d%0ax:%20y&in=",
    ] {
        let answer = room.get(address).await;
        assert!(answer.status.as_u16() < 500, "{address}");
        let to = answer.header("location");
        let is_here = to.starts_with('/') && !to.starts_with("//") && !to.starts_with("/\\");
        assert!(to.is_empty() || is_here, "{address} leads to {to}");
        assert_eq!(answer.header("set-cookie"), "");
    }
}
