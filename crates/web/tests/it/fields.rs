//! What docs/API.md says of the fields of every answer is so.
//!
//! Every JSON answer of the example archive and of two archives of the tests is walked with the tables of that page in hand:
//! a field must be named in the table of the object it stands in, have the type of its row, and be there unless its row says when it is absent.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::room::Room;

const PAGE: &str = include_str!("../../../../docs/API.md");

/// A row of a table: what a field is, and whether it is always there.
struct Field {
    kind: String,
    is_constant: bool,
}

/// The tables of the page: fields by the anchor of their heading, and for each address the anchor of its answer.
#[derive(Default)]
struct Tables {
    objects: BTreeMap<String, BTreeMap<String, Field>>,
    answers: BTreeMap<String, String>,
}

impl Tables {
    fn read() -> Self {
        let mut tables = Self::default();
        let mut anchor = String::new();
        for line in PAGE.lines() {
            if let Some(heading) = line.strip_prefix("### ") {
                anchor = anchor_of(heading);
            } else if let Some(answers) = line.strip_prefix("Answer of ") {
                for address in answers.split('`').skip(1).step_by(2) {
                    tables.answers.insert(address.to_owned(), anchor.clone());
                }
            } else if let [name, kind, _, absent] = cells(line)[..]
                && let Some(name) = name.strip_prefix('`')
            {
                let field = Field {
                    kind: kind.to_owned(),
                    is_constant: absent == "—",
                };
                let fields = tables.objects.entry(anchor.clone()).or_default();
                let before = fields.insert(name.trim_end_matches('`').to_owned(), field);
                assert!(before.is_none(), "{anchor} names {name} twice");
            }
        }
        tables
    }
}

/// The anchor that a heading has when the page is shown.
fn anchor_of(heading: &str) -> String {
    heading.to_lowercase().replace(',', "").replace(' ', "-")
}

fn cells(line: &str) -> Vec<&str> {
    let row = line
        .strip_prefix("| ")
        .and_then(|row| row.strip_suffix(" |"));
    row.map(|row| row.split(" | ").collect())
        .unwrap_or_default()
}

/// The anchor of the object that a type names.
fn object_of(kind: &str) -> Option<&str> {
    kind.split_once("(#")?
        .1
        .split_once(')')
        .map(|(anchor, _)| anchor)
}

/// A walk through answers, with what was found to be otherwise and what was met.
struct Walk<'a> {
    tables: &'a Tables,
    faults: BTreeSet<String>,
    met: BTreeSet<(String, String)>,
}

impl Walk<'_> {
    fn object(&mut self, anchor: &str, value: &Value) {
        let Some(fields) = self.tables.objects.get(anchor) else {
            self.faults.insert(format!("there is no table `{anchor}`"));
            return;
        };
        let Some(object) = value.as_object() else {
            self.faults.insert(format!("{anchor} is no object"));
            return;
        };
        for (name, value) in object {
            match fields.get(name) {
                None => {
                    self.faults
                        .insert(format!("{anchor}: `{name}` is not documented"));
                }
                Some(field) => {
                    self.met.insert((anchor.to_owned(), name.clone()));
                    self.value(&format!("{anchor}: `{name}`"), &field.kind, value);
                }
            }
        }
        for (name, _) in fields.iter().filter(|(_, field)| field.is_constant) {
            if !object.contains_key(name) {
                self.faults
                    .insert(format!("{anchor}: `{name}` is absent and should never be"));
            }
        }
    }

    fn value(&mut self, place: &str, kind: &str, value: &Value) {
        if let Some(of) = kind.strip_prefix("list of ") {
            let Some(values) = value.as_array() else {
                self.faults.insert(format!("{place} is no list"));
                return;
            };
            for value in values {
                match of.strip_prefix("text or ") {
                    Some(_) if value.is_string() => {}
                    Some(other) => self.value(place, other, value),
                    None => self.value(place, of, value),
                }
            }
        } else if let Some(anchor) = object_of(kind) {
            if kind.ends_with(" by key") {
                for value in value.as_object().into_iter().flat_map(|map| map.values()) {
                    self.object(anchor, value);
                }
            } else {
                self.object(anchor, value);
            }
        } else if !is_plain(kind, value) {
            self.faults.insert(format!("{place} is no {kind}: {value}"));
        }
    }
}

/// Whether a value that is neither a list nor an object of a table is of a type.
fn is_plain(kind: &str, value: &Value) -> bool {
    match kind {
        "text" => value.is_string(),
        "number" => value.is_i64() || value.is_u64(),
        "yes or no" => value.is_boolean(),
        "moment" => value
            .as_str()
            .is_some_and(|text| text.len() == 20 && text.ends_with('Z')),
        "pairs" => value
            .as_array()
            .is_some_and(|pair| pair.len() == 2 && pair.iter().all(Value::is_u64)),
        _ => false,
    }
}

/// Addresses that answer in every way there is.
const QUESTIONS: &[&str] = &[
    "/index.json",
    "/about.json",
    "/accessibility.json",
    "/collections.json",
    "/people.json?all=1&q=a&kind=person&letter=S&odd=1",
    "/people.json?q=s",
    "/people.json?page=2",
    "/places.json?all=1",
    "/places.json?q=a&odd=1",
    "/subjects.json?all=1",
    "/subjects.json?q=a",
    "/archives.json?all=1",
    "/archives.json?q=a&odd=1",
    "/search.json?per=100",
    "/search.json?page=2&facets=0",
    "/search.json?q=railway+OR+conversation+OR+annex+OR+china&per=50&order=relevance",
    "/search.json?q=viaduct",
    "/search.json?q=stalin&since=1949&until=1950&undated=1&in=name&order=title",
    "/search.json?q=Falk&sender=1&person.all=1&since=never&odd=1",
    "/search.json?q=%2Fdocument%2F100",
    "/collection/1.json?q=letter&type=cable&since=1948",
    "/document/0.json",
    "/nowhere.json",
];

/// The address of the answer about a record of the interchange format.
fn address_of(record: &str) -> Option<String> {
    let record: Value = serde_json::from_str(record).unwrap();
    let folder = match record["kind"].as_str()? {
        "document" => "document",
        "agent" => "people",
        "collection" => "collection",
        "place" => "places",
        "subject" => "subjects",
        "repository" => "archives",
        _ => return None,
    };
    Some(format!("/{folder}/{}.json", record["id"]))
}

/// The address as the page names it: without a question and with `{id}` for a number.
fn pattern_of(address: &str) -> String {
    let path = address.split('?').next().unwrap_or_default();
    let (folder, name) = path.rsplit_once('/').unwrap();
    if name
        .trim_end_matches(".json")
        .bytes()
        .all(|byte| byte.is_ascii_digit())
    {
        format!("{folder}/{{id}}.json")
    } else {
        path.to_owned()
    }
}

/// The three archives, each with the records that were put into it.
fn rooms() -> Vec<(Room, Vec<String>)> {
    let of = |lines: &str| lines.lines().filter_map(address_of).collect();
    let records = Room::records_of_open();
    let lines: Vec<String> = records.iter().map(Value::to_string).collect();
    vec![
        (Room::open(), of(&lines.join("\n"))),
        (Room::hard(), of(Room::HARD)),
        (Room::demo(), of(Room::DEMO)),
    ]
}

#[tokio::test]
async fn every_field_of_every_answer_is_documented() {
    let tables = Tables::read();
    let mut walk = Walk {
        tables: &tables,
        faults: BTreeSet::new(),
        met: BTreeSet::new(),
    };
    let mut asked = BTreeSet::new();
    for (room, records) in rooms() {
        let questions = QUESTIONS.iter().copied();
        for address in questions.chain(records.iter().map(String::as_str)) {
            let answer = room.get(address).await;
            if answer.status.is_redirection() {
                continue;
            }
            let pattern = pattern_of(address);
            let anchor = if answer.status.is_success() {
                tables.answers[&pattern].as_str()
            } else {
                "error"
            };
            walk.object(anchor, &answer.json());
            asked.insert(pattern);
        }
    }
    assert_eq!(walk.faults, BTreeSet::new());
    let unasked: Vec<_> = tables
        .answers
        .keys()
        .filter(|known| !asked.contains(*known))
        .collect();
    assert!(unasked.is_empty(), "nothing asked for {unasked:?}");
    assert!(walk.met.len() > 200, "only {} fields met", walk.met.len());
    for (anchor, fields) in &tables.objects {
        for name in fields.keys() {
            if !walk.met.contains(&(anchor.clone(), name.clone())) {
                println!("in none of the answers: {anchor}: `{name}`");
            }
        }
    }
}

#[test]
fn every_json_address_says_what_it_answers() {
    let tables = Tables::read();
    let named = PAGE.lines().flat_map(|line| match cells(line)[..] {
        [addresses, _] => addresses.split('`').skip(1).step_by(2).collect(),
        _ => Vec::new(),
    });
    let named: BTreeSet<&str> = named
        .filter(|name| name.split('.').next_back() == Some("json"))
        .collect();
    let answered: BTreeSet<&str> = tables.answers.keys().map(String::as_str).collect();
    assert_eq!(named, answered);
    for fields in tables.objects.values() {
        for anchor in fields.values().filter_map(|field| object_of(&field.kind)) {
            assert!(
                tables.objects.contains_key(anchor),
                "no table has the heading `{anchor}`"
            );
        }
    }
}
