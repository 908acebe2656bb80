//! The records of the crawl: of every kind six that are public and three that are hidden.
//!
//! Every word of a hidden record holds a mark that occurs nowhere else, and its id lies above [`FIRST_HIDDEN`].
//! Public records refer to hidden ones wherever the model allows, and hidden ones to public ones, so that each would count.

use fonds_model::{Kind, Paragraph, TextBody, body};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// What every hidden word holds, in the scripts in which words are hidden, as written and as folded.
pub(super) const MARKS: [&str; 4] = ["xyzzq", "Xyzzq", "щзыъ", "龘靐"];
/// Hidden ids lie from here up, ids that never were from [`FIRST_ABSENT`] up.
pub(super) const FIRST_HIDDEN: u64 = 710_000;
/// Ids from here up never were.
pub(super) const FIRST_ABSENT: u64 = 790_000;
/// How many public records of a kind there are.
const PUBLIC: u64 = 6;
/// How many times as many documents there are as records of another kind.
const MANY: u64 = 4;
/// A moment that no test will see.
const FAR: &str = "2999-01-01T00:00:00Z";

/// Why a record is hidden.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Why {
    /// It is a draft.
    Draft,
    /// Its embargo has not ended.
    Embargo,
    /// It was public and is so no longer.
    Withdrawn,
}

const WHYS: [Why; 3] = [Why::Draft, Why::Embargo, Why::Withdrawn];

/// A hidden record.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hidden {
    pub(super) id: u64,
    pub(super) why: Why,
}

impl Hidden {
    /// A word that only this record has.
    pub(super) fn word(self) -> String {
        let letters: String = self.id.to_string().chars().map(letter).collect();
        format!("Xyzzq{letters}")
    }
}

/// The hidden records of a kind.
pub(super) fn hidden(kind: Kind) -> Vec<Hidden> {
    let count = if kind == Kind::Document { MANY } else { 1 };
    let of = |(state, why)| {
        (1..=count).map(move |number| Hidden {
            id: id(kind, state, number),
            why,
        })
    };
    (1..).zip(WHYS).flat_map(of).collect()
}

/// An id that no record of the kind ever had.
pub(super) fn absent(kind: Kind, number: u64) -> u64 {
    id(kind, 9, number)
}

/// The ids of public records of a kind.
pub(super) fn public(kind: Kind) -> std::ops::RangeInclusive<u64> {
    let many = if kind == Kind::Document { MANY } else { 1 };
    1..=PUBLIC * many
}

fn id(kind: Kind, state: u64, number: u64) -> u64 {
    let place = Kind::ALL
        .iter()
        .position(|known| *known == kind)
        .unwrap_or_default();
    700_000 + state * 10_000 + place as u64 * 100 + number
}

fn letter(digit: char) -> char {
    char::from(b'a' + u8::try_from(digit.to_digit(10).unwrap_or_default()).unwrap_or_default())
}

/// What is imported first: all records, withdrawn ones while they are still public.
pub(super) fn first(with_hidden: bool) -> Vec<Value> {
    records(with_hidden, |hidden| match hidden.why {
        Why::Draft => json!({"state": "draft"}),
        Why::Embargo => json!({"state": "published", "embargo": FAR}),
        Why::Withdrawn => json!({"state": "published"}),
    })
}

/// What is imported then: withdrawals, and drafts of records that stay public as they are.
pub(super) fn second() -> Vec<Value> {
    let all = records(true, |_| json!({"state": "withdrawn"}));
    let is_withdrawn = |record: &Value| {
        record["standing"]["state"] == "withdrawn"
            && record["id"].as_u64() > Some(FIRST_HIDDEN + 20_000)
    };
    let mut changed: Vec<Value> = all
        .iter()
        .filter(|record| is_withdrawn(record))
        .cloned()
        .collect();
    for mut record in all
        .into_iter()
        .filter(|record| record["id"] == 2 && record["kind"] != "decision")
    {
        let words = Words("Xyzzqdraft".to_owned());
        let kind: Kind = record["kind"].as_str().unwrap().parse().unwrap();
        let edited = of(kind, 2, &words);
        for (field, value) in edited.as_object().unwrap() {
            // By these a record is known again.
            if !["provenance", "name", "code"].contains(&field.as_str()) {
                record[field] = value.clone();
            }
        }
        record["standing"] = json!({"state": "draft"});
        changed.extend(blob(&words).filter(|_| kind == Kind::Document));
        changed.push(record);
    }
    changed
}

fn records(with_hidden: bool, standing: impl Fn(Hidden) -> Value) -> Vec<Value> {
    let mut records = Vec::new();
    for kind in Kind::ALL {
        for id in public(kind) {
            let mut record = of(kind, id, &Words::public(kind, id));
            record["standing"] =
                json!({"state": "published", "added": moment(id), "changed": moment(id + 1)});
            records.extend(blob(&Words::public(kind, id)).filter(|_| kind == Kind::Document));
            records.push(record);
        }
        for hidden in hidden(kind).into_iter().filter(|_| with_hidden) {
            let words = Words(hidden.word());
            let mut record = of(kind, hidden.id, &words);
            record["standing"] = standing(hidden);
            record["standing"]["addresses"] = json!([format!("{}/{}", kind, words.0)]);
            records.extend(blob(&words).filter(|_| kind == Kind::Document));
            records.push(record);
        }
    }
    records
}

fn moment(day: u64) -> String {
    format!("2020-01-{:02}T00:00:00Z", day % 28 + 1)
}

/// The word that stands in every text of a record.
struct Words(String);

impl Words {
    fn public(kind: Kind, id: u64) -> Self {
        let letters: String = id.to_string().chars().map(letter).collect();
        Self(format!(
            "{}{letters}",
            kind.as_str().replace("document", "paper")
        ))
    }

    fn is_hidden(&self) -> bool {
        self.0.starts_with("Xyzzq")
    }

    /// A text around the word; public and hidden ones share words, so that a hidden one would count.
    fn text(&self, what: &str) -> String {
        let more = if self.is_hidden() {
            " щзыъщзыъ 龘靐 "
        } else {
            " "
        };
        format!("Railway {what} of{more}{}", self.0)
    }

    fn texts(&self, what: &str) -> Value {
        json!([{"text": self.text(what), "language": "eng"}])
    }

    fn names(&self, kind: &str) -> Value {
        json!([
            {"text": format!("{} Vale", self.0), "kind": kind},
            {"text": format!("Vale {}", self.0), "kind": "cover_name"},
        ])
    }
}

/// Ids that a record refers to: public ones, hidden ones and one that never was.
fn others(kind: Kind, id: u64) -> Vec<u64> {
    let mut ids = vec![id % PUBLIC + 1, (id + 1) % PUBLIC + 1];
    ids.extend(hidden(kind).iter().map(|hidden| hidden.id));
    ids.retain(|other| *other != id);
    ids.dedup();
    ids
}

/// One id that a record refers to: a hidden one for every other record.
fn other(kind: Kind, id: u64) -> u64 {
    let all = others(kind, id);
    if id.is_multiple_of(2) {
        all[0]
    } else {
        all[all.len() - 1 - usize::try_from(id).unwrap_or(0) % 3]
    }
}

fn of(kind: Kind, id: u64, words: &Words) -> Value {
    match kind {
        Kind::Agent => agent(id, words),
        Kind::Collection => collection(id, words),
        Kind::Decision => json!({
            "kind": "decision", "id": id, "verdict": "no", "reason": words.text("reason"),
            "question": {"ask": "same_agent", "one": id % PUBLIC + 1, "other": other(Kind::Agent, id)},
        }),
        Kind::Document => document(id, words),
        Kind::Place => json!({
            "kind": "place", "id": id, "names": words.names("preferred"), "parent": parent(kind, id),
            "coordinates": {"latitude": "1.5", "longitude": "2.5"}, "descriptions": words.texts("place"),
        }),
        Kind::Repository => json!({
            "kind": "repository", "id": id, "names": words.names("preferred"), "place": other(Kind::Place, id),
            "descriptions": words.texts("archive"),
        }),
        Kind::Source => json!({
            "kind": "source", "id": id, "name": format!("{}.txt", words.0), "format": "listing",
            "headings": [words.text("heading")], "collection": other(Kind::Collection, id),
        }),
        Kind::Subject => json!({
            "kind": "subject", "id": id, "headings": words.texts("heading"), "parent": parent(kind, id),
        }),
        Kind::Donor | Kind::Marking | Kind::Project | Kind::Rights | Kind::Type => json!({
            "kind": kind.as_str(), "id": id, "code": words.0.to_lowercase(), "labels": words.texts("term"),
            "parent": parent(kind, id), "descriptions": words.texts("meaning"),
        }),
    }
}

/// What stands above a record: nothing above the first, a hidden record above the last public one and so on.
fn parent(kind: Kind, id: u64) -> Option<u64> {
    match id {
        1 => None,
        2..PUBLIC => Some(id - 1),
        PUBLIC => Some(hidden(kind)[0].id),
        _ => Some(2),
    }
}

fn agent(id: u64, words: &Words) -> Value {
    json!({
        "kind": "agent", "id": id, "agent_kind": "person", "names": words.names("preferred"),
        "birth": {"edtf": "1899", "as_written": format!("1899 {}", words.0)},
        "biographies": words.texts("life"),
        "posts": [{"title": words.text("post"), "body": other(Kind::Agent, id), "held": "1948/1949"}],
        "not_same_as": others(Kind::Agent, id),
        "authorities": [format!("viaf:{}", words.0)],
    })
}

fn collection(id: u64, words: &Words) -> Value {
    let papers = [others(Kind::Document, id), vec![3, 4]].concat();
    json!({
        "kind": "collection", "id": id, "names": words.texts("letters"),
        "short_descriptions": words.texts("sentence"), "introductions": words.texts("introduction"),
        "essays": words.texts("essay"),
        "image": {"credit": words.text("image"), "alternative": words.text("picture")},
        "see_also": [
            {"name": words.text("neighbour"), "target": other(Kind::Collection, id)},
            {"name": words.text("stranger")},
        ],
        "stated_span": {"edtf": "1930/1960", "words": "1930s to 1950s"},
        "parent": parent(Kind::Collection, id),
        "order": papers, "highlights": papers,
        "timeline": [{"date": "1949", "texts": words.texts("event"), "document": other(Kind::Document, id)}],
    })
}

fn document(id: u64, words: &Words) -> Value {
    let roles = [
        "sender",
        "recipient",
        "via",
        "participant",
        "mentioned",
        "author",
        "copy_to",
        "signatory",
    ];
    let parties: Vec<Value> = others(Kind::Agent, id)
        .into_iter()
        .zip(roles.iter().cycle())
        .map(|(agent, role)| {
            json!({"role": role, "written": format!("{} Brin", words.0),
                   "denotes": [{"agent": agent, "certainty": "certain", "basis": "authority"}]})
        })
        .collect();
    let relations: Vec<Value> = others(Kind::Document, id)
        .into_iter()
        .flat_map(|target| {
            let said = json!({"words": words.text("answer")});
            [
                json!({"kind": "replies_to", "target": target, "basis": "editor", "certainty": "certain"}),
                json!({"kind": "related", "target": target, "reference": said, "basis": "editor", "certainty": "certain"}),
            ]
        })
        .collect();
    // Hidden documents lie between public ones and far away from them.
    let year = if words.is_hidden() && id.is_multiple_of(2) {
        1871
    } else {
        1948 + id % 3
    };
    json!({
        "kind": "document", "id": id, "titles": words.texts("paper"), "summaries": words.texts("summary"),
        "dates": [{"kind": "written", "edtf": format!("{year}-03-{:02}", id % 28 + 1), "heading": true}],
        "parties": parties, "numbers": [{"written": format!("No. {}", words.0)}],
        "types": others(Kind::Type, id), "markings": others(Kind::Marking, id),
        "languages": [if words.is_hidden() { "tib" } else { "rus" }],
        "places": [{"role": "written_at", "written": words.text("town"), "place": other(Kind::Place, id),
                    "basis": "stated", "certainty": "certain"}],
        "subjects": others(Kind::Subject, id), "collections": others(Kind::Collection, id),
        "witnesses": [{"repository": other(Kind::Repository, id), "shelfmark": format!("f. {}, d. 3", words.0),
                       "parts": [{"unit": "fond", "value": words.0}]}],
        "publications": [{"edition": words.text("edition")}],
        "credit": {"line": words.text("credit")},
        "donors": others(Kind::Donor, id), "projects": others(Kind::Project, id),
        "rights": other(Kind::Rights, id),
        "releases": [{"authority": words.text("authority"), "case_number": words.0}],
        "texts": [{"id": id, "kind": "transcript", "language": "eng", "blob": digest(&body(words))}],
        "relations": relations, "notes": words.texts("note"),
        "provenance": [{"source": format!("{}.txt", words.0), "key": words.0, "format": "listing",
                        "collection": other(Kind::Collection, id), "fields": {"title": words.text("paper")}}],
    })
}

fn body(words: &Words) -> String {
    let paragraph = |number: u64| Paragraph {
        id: format!("p{number}"),
        text: words.text("paragraph"),
        ..Paragraph::default()
    };
    TextBody {
        paragraphs: (1..3).map(paragraph).collect(),
    }
    .to_canonical()
}

fn blob(words: &Words) -> impl Iterator<Item = Value> {
    let text = body(words);
    std::iter::once(
        json!({"kind": "blob", "sha256": digest(&text), "media_type": body::MEDIA_TYPE, "text": text}),
    )
}

fn digest(text: &str) -> String {
    Sha256::digest(text)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect::<Vec<_>>()
        .concat()
}
