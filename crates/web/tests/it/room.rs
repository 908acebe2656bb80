//! A small archive of our own making and the answers of its reading room.

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode};
use fonds_archive::{Archive, ImportOptions};
use fonds_model::{Paragraph, TextBody, body};
use fonds_web::Settings;
use scraper::{Html, Selector};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tempfile::TempDir;
use tower::ServiceExt;

/// A document that is a draft.
pub(crate) const HIDDEN: u64 = 900;
/// A document that was never there.
pub(crate) const ABSENT: u64 = 901;
/// A document that was withdrawn.
pub(crate) const WITHDRAWN: u64 = 902;
/// A document that was merged into the first.
pub(crate) const MERGED: u64 = 903;

/// An open reading room; the archive's folder goes when it is dropped.
pub(crate) struct Room {
    app: Router,
    archive: Archive,
    folder: TempDir,
}

/// What the room answered.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
    pub(crate) bytes: Vec<u8>,
}

impl Room {
    /// A room over the archive of the tests: 30 public documents of 1948–1950, one of them with a text, one undated.
    pub(crate) fn open() -> Self {
        Self::with(Settings::default())
    }

    /// The same with settings.
    pub(crate) fn with(settings: Settings) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let archive = Archive::open_or_create(&folder.path().join("archive")).unwrap();
        import(&archive, &folder, "first.jsonl", &first_records());
        import(&archive, &folder, "second.jsonl", &second_records());
        archive.follow().unwrap();
        Self {
            app: fonds_web::app(archive.clone(), settings),
            archive,
            folder,
        }
    }

    /// The room itself, to be asked in any way.
    pub(crate) fn app(&self) -> Router {
        self.app.clone()
    }

    /// The archive that is read here.
    pub(crate) fn archive(&self) -> &Archive {
        &self.archive
    }

    /// Records that strain every page; each says that it was written for tests.
    pub(crate) const HARD: &str = include_str!("hard.jsonl");

    /// The example that `fonds demo` serves.
    pub(crate) const DEMO: &str = include_str!("../../../cli/demo/demo.jsonl");

    /// The records of the room of [`Room::open`], as they were first.
    pub(crate) fn records_of_open() -> Vec<Value> {
        first_records()
    }

    /// A room over [`Room::HARD`].
    pub(crate) fn hard() -> Self {
        Self::of(Self::HARD)
    }

    /// A room over [`Room::DEMO`].
    pub(crate) fn demo() -> Self {
        Self::of(Self::DEMO)
    }

    /// A room over records in the interchange format.
    fn of(lines: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let archive = Archive::open_or_create(&folder.path().join("archive")).unwrap();
        let records: Vec<Value> = lines
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        import(&archive, &folder, "records.jsonl", &records);
        archive.follow().unwrap();
        Self {
            app: fonds_web::app(archive.clone(), Settings::default()),
            archive,
            folder,
        }
    }

    /// Puts more records into the archive, and waits until they can be found.
    pub(crate) fn import(&self, name: &str, records: &[Value]) {
        import(&self.archive, &self.folder, name, records);
        self.archive.follow().unwrap();
    }

    /// Asks for an address.
    pub(crate) async fn get(&self, address: &str) -> Answer {
        self.ask(Method::GET, address, &[]).await
    }

    /// Asks in any way.
    pub(crate) async fn ask(
        &self,
        method: Method,
        address: &str,
        headers: &[(&str, &str)],
    ) -> Answer {
        let mut request = Request::builder().method(method).uri(address);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(Body::empty()).unwrap();
        let response = self.app.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = axum::body::to_bytes(body, usize::MAX).await.unwrap();
        Answer {
            status: parts.status,
            headers: parts.headers,
            body: String::from_utf8_lossy(&bytes).into_owned(),
            bytes: bytes.to_vec(),
        }
    }
}

impl Answer {
    /// A header's value, or nothing.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }

    /// All headers but the id, which is another for every request.
    pub(crate) fn headers_but_id(&self) -> HeaderMap {
        let mut headers = self.headers.clone();
        headers.remove("x-request-id");
        headers
    }

    /// The body as JSON.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }

    /// The words of every element that a selector finds.
    pub(crate) fn texts(&self, selector: &str) -> Vec<String> {
        let page = Html::parse_document(&self.body);
        let words = |element: scraper::ElementRef<'_>| {
            let text: String = element.text().collect();
            text.split_whitespace().collect::<Vec<_>>().join(" ")
        };
        page.select(&Selector::parse(selector).unwrap())
            .map(words)
            .collect()
    }

    /// The words of the only element that a selector finds.
    pub(crate) fn text(&self, selector: &str) -> String {
        let mut texts = self.texts(selector);
        assert_eq!(texts.len(), 1, "`{selector}` finds {texts:?}");
        texts.remove(0)
    }

    /// An attribute of every element that a selector finds.
    pub(crate) fn attributes(&self, selector: &str, name: &str) -> Vec<String> {
        let page = Html::parse_document(&self.body);
        page.select(&Selector::parse(selector).unwrap())
            .filter_map(|element| element.attr(name).map(str::to_owned))
            .collect()
    }
}

fn import(archive: &Archive, folder: &TempDir, name: &str, records: &[Value]) {
    let path = folder.path().join(name);
    let lines: Vec<String> = records.iter().map(Value::to_string).collect();
    std::fs::write(&path, lines.join("\n")).unwrap();
    let report = archive
        .import(&[path], &ImportOptions::default(), &mut |_| {})
        .unwrap();
    assert!(!report.has_rejects(), "{:?}", report.problems);
}

/// The least image there is, of one dot.
const GIF: &[u8] = b"GIF89a\x01\x00\x01\x00\x00\x00\x00;";
const GIF_IN_BASE64: &str = "R0lGODlhAQABAAAAADs=";

fn hex(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    let digest: Vec<String> = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    digest.concat()
}

fn english(text: &str) -> Value {
    json!({"text": text, "language": "eng"})
}

fn party(role: &str, written: &str, agent: u64) -> Value {
    json!({"role": role, "written": written, "denotes": [{"agent": agent, "certainty": "certain", "basis": "authority"}]})
}

pub(crate) fn document(id: u64, title: &str, date: &str) -> Value {
    let mut document = json!({
        "kind": "document", "id": id, "titles": [english(title)],
        "parties": [party("sender", "Arno Vale", 1), party("recipient", "Brin", 2)],
        "types": [11], "collections": [1],
    });
    if !date.is_empty() {
        document["dates"] =
            json!([{"kind": "written", "edtf": date, "as_written": date, "heading": true}]);
    }
    document
}

fn first_records() -> Vec<Value> {
    let text = TextBody {
        paragraphs: ["The railway is ready.", "Send <b>engines</b> & coal."]
            .into_iter()
            .enumerate()
            .map(|(index, text)| Paragraph {
                id: format!("p{index}"),
                text: text.to_owned(),
                ..Paragraph::default()
            })
            .collect(),
    };
    let text = text.to_canonical();
    let digest = hex(text.as_bytes());
    let name = |text: &str, kind: &str| json!({"text": text, "kind": kind});
    let agent = |id: u64, names: Vec<Value>| json!({"kind": "agent", "id": id, "agent_kind": "person", "names": names});
    let mut records = vec![
        agent(1, vec![name("Arno Vale", "preferred")]),
        agent(
            2,
            vec![name("Cora Brin", "preferred"), name("Falk", "cover_name")],
        ),
        json!({"kind": "blob", "sha256": digest, "media_type": body::MEDIA_TYPE, "text": text}),
        json!({"kind": "collection", "id": 1, "names": [english("Letters of the line")],
               "introductions": [english("How the line was built.\nMore follows."),
                                 {"text": "\u{41b}\u{438}\u{43d}\u{438}\u{44f}.", "language": "rus"}],
               "see_also": [{"name": "Letters of the bridge"}, {"name": "Letters of the tunnel"}],
               "stated_span": {"edtf": "194X", "words": "in the 1940s"},
               "image": {"credit": "A bridge, by hand"}, "highlights": [102, HIDDEN]}),
        json!({"kind": "collection", "id": 2, "names": [english("Letters of the bridge")], "parent": 1}),
        json!({"kind": "blob", "sha256": hex(GIF), "media_type": "image/gif", "base64": GIF_IN_BASE64}),
        json!({"kind": "collection", "id": 3, "names": [{"text": "\u{7ebf}", "language": "chi"}],
               "image": {"blob": hex(GIF), "media_type": "image/gif", "alternative": "A line on paper",
                         "credit": "Drawn for the tests"}}),
        json!({"kind": "collection", "id": HIDDEN, "names": [english("Secret collection")], "parent": 1,
               "standing": {"state": "draft"}}),
        json!({"kind": "collection", "id": WITHDRAWN, "names": [english("Secret withdrawn")]}),
        json!({"kind": "collection", "id": MERGED, "names": [english("Secret duplicate")]}),
    ];
    let mut whole = document(
        100,
        "Cable <script>alert(1)</script> & \"railway\"",
        "1949-01-06",
    );
    whole["summaries"] = json!([{"text": "Vale asks for a <em>railway</em> bridge.", "language": "eng",
                                 "author": "Test editors", "note": "document not consulted"}]);
    whole["parties"][1] = party("recipient", "Falk", 2);
    whole["titles"]
        .as_array_mut()
        .unwrap()
        .push(json!({"text": "Old viaduct cable", "language": "eng", "status": "former"}));
    whole["numbers"] = json!([{"written": "0100"}]);
    whole["texts"] = json!([{"id": 5, "kind": "transcript", "language": "rus", "blob": digest}]);
    records.push(whole);
    records.push(document(101, "Letter on the harbour", ""));
    let mut bridge = document(102, "Letter on the bridge", "1949~");
    bridge["collections"] = json!([1, 2]);
    records.push(bridge);
    for day in 1..=27 {
        let (kind, year) = if day % 9 == 0 {
            ("letter", 1950)
        } else {
            ("cable", 1948)
        };
        records.push(document(
            200 + day,
            &format!("Dispatch {day} by {kind}"),
            &format!("{year}-03-{day:02}"),
        ));
    }
    let mut draft = document(HIDDEN, "Secret draft", "1949-02-02");
    draft["standing"] = json!({"state": "draft"});
    records.push(draft);
    records.push(document(WITHDRAWN, "Secret withdrawn", "1949-02-03"));
    records.push(document(MERGED, "Secret duplicate", "1949-01-06"));
    records.push(
        json!({"kind": "type", "id": 10, "code": "telegram", "labels": [english("Telegram")]}),
    );
    records.push(json!({"kind": "type", "id": 11, "code": "cable", "labels": [english("Cable")], "parent": 10}));
    records
}

fn second_records() -> Vec<Value> {
    let mut withdrawn = document(WITHDRAWN, "Secret withdrawn", "1949-02-03");
    withdrawn["standing"] = json!({"state": "withdrawn"});
    let mut merged = document(MERGED, "Secret duplicate", "1949-01-06");
    merged["standing"] = json!({"state": "withdrawn", "merged_into": 100});
    let collection = |id: u64, name: &str, standing: Value| json!({"kind": "collection", "id": id, "names": [english(name)], "standing": standing});
    let mut corrected = document(227, "Dispatch 27 by letter", "1950-03-27");
    corrected["numbers"] = json!([{"written": "27"}]);
    corrected["summaries"] = json!([english("It was no letter.")]);
    vec![
        corrected,
        withdrawn,
        merged,
        collection(WITHDRAWN, "Secret withdrawn", json!({"state": "withdrawn"})),
        collection(
            MERGED,
            "Secret duplicate",
            json!({"state": "withdrawn", "merged_into": 1}),
        ),
    ]
}
