//! Shapes of searches against lists made by hand, in three places: the command, the page, and its JSON twin.

use std::fs;

use fonds_testkit::shared;

use crate::fonds::{Room, json};
use crate::processes::Server;

/// A search, and the dates of the documents that a person finds by reading.
struct Shape {
    name: &'static str,
    pairs: &'static [(&'static str, &'static str)],
    expected: &'static [&'static str],
}

/// Read off the five captured pages by eye.
const SHAPES: [Shape; 12] = [
    Shape {
        name: "phrase",
        pairs: &[("q", "\"peace proposal\"")],
        expected: &[
            "1949-01-10",
            "1949-01-11",
            "1949-01-13",
            "1949-01-14",
            "1949-01-14",
            "1949-01-15",
        ],
    },
    Shape {
        name: "minus",
        pairs: &[("q", "Moscow -Terebin")],
        expected: &[
            "1948-11-21",
            "1948-11-22",
            "1948-12-30",
            "1949-01-17",
            "1959-10-14",
        ],
    },
    Shape {
        name: "prefix",
        pairs: &[("q", "railr*")],
        expected: &["1949-01-08", "1949-02-04"],
    },
    Shape {
        name: "inflected word",
        pairs: &[("q", "treaties")],
        expected: &[
            "1949-02-04",
            "1949-02-06",
            "1949-12-16",
            "1950-01-22",
            "1950-02-10",
            "1950-02-12",
        ],
    },
    Shape {
        name: "two filters",
        pairs: &[("sender", "Stalin"), ("type", "ciphered_telegram")],
        expected: &["1949-01-06", "1949-01-15"],
    },
    Shape {
        name: "partial date",
        pairs: &[("since", "1951"), ("until", "1951")],
        expected: &["1951-01-16", "1951-01-27", "1951-07-03"],
    },
    Shape {
        name: "former title",
        pairs: &[("q", "title:Terepin")],
        expected: &["1949-01-06"],
    },
    Shape {
        name: "number",
        pairs: &[("q", "number:53517")],
        expected: &["1949-04-13"],
    },
    Shape {
        name: "number without a blank before it",
        pairs: &[("q", "1828")],
        expected: &["1949-04-19"],
    },
    Shape {
        name: "narrow type of the tree",
        pairs: &[
            ("type", "memorandum_of_conversation"),
            ("until", "1949-02-04"),
        ],
        expected: &["1949-01-30", "1949-02-03", "1949-02-04"],
    },
    Shape {
        name: "either word",
        pairs: &[("q", "Tibet OR Taiwan")],
        expected: &["1949-12-16", "1950-01-22", "1959-10-14"],
    },
    Shape {
        name: "no hits",
        pairs: &[("q", "zeppelin")],
        expected: &[],
    },
];

fn address(pairs: &[(&str, &str)]) -> String {
    let encode = |text: &str| -> String {
        text.bytes()
            .map(|byte| match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' => {
                    char::from(byte).to_string()
                }
                _ => format!("%{byte:02X}"),
            })
            .collect()
    };
    let pairs: Vec<String> = pairs
        .iter()
        .map(|(key, value)| format!("{key}={}", encode(value)))
        .collect();
    pairs.join("&")
}

fn dates(answer: &serde_json::Value) -> Vec<String> {
    let hits = answer["hits"].as_array().unwrap().iter();
    let mut dates: Vec<String> = hits
        .map(|hit| hit["date"]["edtf"].as_str().unwrap().to_owned())
        .collect();
    dates.sort();
    dates
}

/// Asks the command, the twin and the page for one search; all must agree with the list.
fn check(archive: &str, server: &Server, name: &str, pairs: &[(&str, &str)], expected: &[&str]) {
    let mut arguments = vec![
        "search".to_owned(),
        "--archive".to_owned(),
        archive.to_owned(),
        "--json".to_owned(),
    ];
    for (key, value) in pairs.iter().filter(|(key, _)| *key != "q") {
        arguments.extend([format!("--{key}"), (*value).to_owned()]);
    }
    let words = pairs
        .iter()
        .filter(|(key, _)| *key == "q")
        .map(|(_, words)| (*words).to_owned());
    arguments.extend(std::iter::once("--".to_owned()).chain(words));
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let answer = json(&arguments);
    assert_eq!(
        answer["total"],
        expected.len(),
        "{name} on the command line"
    );
    assert_eq!(dates(&answer), expected, "{name} on the command line");
    let twin = server.get(&format!("/search.json?{}", address(pairs)));
    assert_eq!(twin["total"], expected.len(), "{name} as JSON");
    assert_eq!(dates(&twin), expected, "{name} as JSON");
    let page = server.page(&format!("/search?{}", address(pairs)));
    let headline = match expected.len() {
        0 => "No documents".to_owned(),
        1 => "1 document".to_owned(),
        count => format!("{count} documents"),
    };
    let heading = page
        .split("<h1")
        .nth(1)
        .and_then(|rest| rest.split("</h1>").next())
        .unwrap();
    assert!(heading.contains(&headline), "{name} on the page: {heading}");
}

#[test]
fn searches_agree_with_lists_made_by_hand() {
    let Some(data) = shared("searches_agree_with_lists_made_by_hand") else {
        return;
    };
    let room = Room::new();
    let archive = room.text("archive");
    let pages: Vec<String> = data
        .listings()
        .iter()
        .map(|path| path.to_str().unwrap().to_owned())
        .collect();
    let mut arguments = vec!["import", "--archive", &archive, "--json"];
    arguments.extend(pages.iter().map(String::as_str));
    json(&arguments);
    let server = Server::start(&archive);
    for shape in SHAPES {
        check(&archive, &server, shape.name, shape.pairs, shape.expected);
    }
    let tree = server.get("/search.json?type=telegram");
    assert_eq!(
        tree["total"], 37,
        "cables and ciphered telegrams are telegrams"
    );
}

#[test]
fn russian_words_are_found_in_any_inflection() {
    let room = Room::new();
    let archive = room.text("archive");
    let page = "Skip to content\n\n\n1 - 2 of 2\n\n\nMarch 4, 1931\n\nNote on corn\n\nМинистерство получило телеграммы о семенах.\n\nMarch 9, 1931\n\nNote on rye\n\nМинистерство ждёт вагонов и паровозов.\n";
    fs::write(room.path("a.txt"), page).unwrap();
    json(&[
        "import",
        "--archive",
        &archive,
        "--json",
        &room.text("a.txt"),
    ]);
    let server = Server::start(&archive);
    check(
        &archive,
        &server,
        "singular for plural",
        &[("q", "телеграмма")],
        &["1931-03-04"],
    );
    check(
        &archive,
        &server,
        "another case",
        &[("q", "вагоны")],
        &["1931-03-09"],
    );
    check(
        &archive,
        &server,
        "е for ё",
        &[("q", "ждет")],
        &["1931-03-09"],
    );
    check(
        &archive,
        &server,
        "phrase",
        &[("q", "\"телеграммы о семенах\"")],
        &["1931-03-04"],
    );
}
