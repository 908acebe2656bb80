//! Ten thousand requests without rhyme or reason: the server answers all of them and fails at none.

use axum::body::Body;
use axum::http::{Method, Request};
use tower::ServiceExt;

use crate::connections::Served;
use crate::room::Room;

/// Numbers in an order of which nothing can be expected, the same in every run (splitmix64).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end as u64).unwrap()
    }

    fn one_of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }
}

const METHODS: [&str; 9] = [
    "GET", "GET", "GET", "GET", "HEAD", "POST", "OPTIONS", "DELETE", "BREW",
];

const PATHS: [&str; 17] = [
    "/",
    "/search",
    "/search.json",
    "/index.json",
    "/document/100",
    "/document/100.json",
    "/document/",
    "/document/100/x/y",
    "/collections",
    "/collection/1",
    "/collection/1/x.json",
    "/healthz",
    "/robots.txt",
    "/style.css",
    "/../../etc/passwd",
    "//evil.example/",
    "*",
];

const PIECES: [&str; 42] = [
    "a",
    "railway",
    "%00",
    "%",
    "%zz",
    "%c3%28",
    "%ff%fe",
    "%F0%9F%9A%82",
    "%0d%0aset-cookie:%20a",
    "&",
    "=",
    "?",
    "#x",
    "q=",
    "page=",
    "per=",
    "since=",
    "until=",
    "person=",
    "type=",
    "order=",
    "person.all=1",
    "facets=0",
    "in=",
    "-1",
    "0",
    "18446744073709551615",
    "99999999999999999999",
    "1949-13-45",
    "..",
    "%22",
    "(",
    ")",
    "-",
    "*",
    "co*",
    "OR",
    "title:",
    "+",
    "/",
    ";",
    "%E2%80%AE",
];

const HEADERS: [(&str, &str); 14] = [
    ("accept", "application/json"),
    ("accept", "text/html;q=x,,;"),
    ("accept-encoding", "gzip"),
    ("accept-encoding", "zstd;q=nan, *;q=-1"),
    ("if-none-match", "*"),
    ("if-none-match", "W/\"x\", \"\", \u{e9}"),
    ("x-forwarded-for", "1.2.3.4, , ::1, x"),
    ("x-request-id", "\u{e9} x"),
    ("content-length", "99999999999999999999999"),
    ("content-length", "7"),
    ("range", "bytes=5-1"),
    ("host", "a b c"),
    ("cookie", "a=b; a; =;"),
    ("expect", "100-continue"),
];

fn address(random: &mut Random) -> String {
    let mut address = random.one_of(&PATHS).to_owned();
    if random.below(3) > 0 {
        address.push('?');
    }
    for _ in 0..random.below(8) {
        address.push_str(random.one_of(&PIECES));
        if random.below(200) == 0 {
            address.push_str(&"x".repeat(9_000));
        }
    }
    address
}

#[tokio::test]
async fn eight_thousand_requests_are_all_answered() {
    let room = Room::open();
    let mut random = Random(1);
    let mut asked = 0;
    while asked < 8_000 {
        let address = address(&mut random);
        let method = Method::from_bytes(random.one_of(&METHODS).as_bytes()).unwrap();
        let mut request = Request::builder().method(method.clone()).uri(&address);
        for _ in 0..random.below(4) {
            let (name, value) = random.one_of(&HEADERS);
            request = request.header(name, value.as_bytes());
        }
        // What is no address never reaches the room; the server meets it below.
        let Ok(request) = request.body(Body::empty()) else {
            continue;
        };
        asked += 1;
        let response = room.app().oneshot(request).await.unwrap();
        let status = response.status().as_u16();
        assert!(status < 500, "{method} {address}: {status}");
        assert!(response.headers().contains_key("x-request-id"));
    }
}

#[tokio::test]
async fn two_thousand_scraps_on_the_wire_are_all_survived() {
    let served = Served::with(fonds_web::Settings::default()).await;
    let mut random = Random(2);
    for round in 0..2_000 {
        let mut bytes = format!(
            "{} {} HTTP/1.{}\r\nhost: a\r\n",
            random.one_of(&METHODS),
            address(&mut random),
            random.one_of(&["1", "0", "9", "", "1 "]),
        )
        .into_bytes();
        for _ in 0..random.below(3) {
            let (name, value) = random.one_of(&HEADERS);
            bytes.extend_from_slice(format!("{name}: {value}\r\n").as_bytes());
        }
        bytes.extend_from_slice(b"connection: close\r\n\r\n");
        for _ in 0..random.below(6) {
            let at = random.below(bytes.len());
            match random.below(4) {
                0 => bytes[at] = random.next().to_le_bytes()[0],
                1 => bytes.truncate(at.max(1)),
                2 => bytes.insert(at, 0),
                _ => bytes.insert(at, b'\n'),
            }
        }
        let answer = served.say_and_close(&bytes).await;
        let status = answer.split(' ').nth(1).unwrap_or_default();
        assert!(
            !status.starts_with('5') || status == "505",
            "round {round}: {answer}"
        );
    }
    let answer = served
        .say(b"GET /healthz HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n")
        .await;
    assert!(answer.ends_with("ok\n"));
}
