//! The index of people and the page of one, with their twins.

use serde_json::{Value, json};

use crate::room::{ABSENT, HIDDEN, Room, document};

fn name(text: &str, kind: &str) -> Value {
    json!({"text": text, "kind": kind})
}

fn party(role: &str, written: &str, agent: u64) -> Value {
    json!({"role": role, "written": written, "denotes": [{"agent": agent, "certainty": "certain", "basis": "authority"}]})
}

/// The room with people of every kind.
fn room() -> Room {
    let room = Room::open();
    let agent = |id: u64, kind: Option<&str>, names: Vec<Value>| {
        let mut agent = json!({"kind": "agent", "id": id, "names": names});
        if let Some(kind) = kind {
            agent["agent_kind"] = json!(kind);
        }
        agent
    };
    let mut orlan = agent(
        3,
        Some("person"),
        vec![
            name("Petr Orlan", "preferred"),
            name("Orlan, P. A.", "romanisation"),
            name("\u{41e}\u{440}\u{43b}\u{430}\u{43d}", "script"),
            name("Heron", "cover_name"),
            name("Crane", "cover_name"),
        ],
    );
    orlan["birth"] =
        json!({"edtf": "1901-02-03", "basis": "authority", "note": "By the register."});
    orlan["death"] = json!({"edtf": "1960~", "basis": "authority"});
    orlan["biographies"] =
        json!([{"text": "A surveyor of bridges.", "language": "eng", "author": "Test editors"}]);
    orlan["posts"] = json!([{"title": "Chief surveyor", "body": 4, "held": "1948/1950"}, {"title": "Envoy", "body": HIDDEN}]);
    orlan["not_same_as"] = json!([1, HIDDEN]);
    orlan["authorities"] = json!(["viaf:77"]);
    let mut secret = agent(
        HIDDEN,
        Some("person"),
        vec![name("Secret name", "preferred")],
    );
    secret["standing"] = json!({"state": "draft"});
    let mut by_heron = document(301, "Heron to Vale", "1948-05-06");
    by_heron["parties"] = json!([
        party("sender", "Heron", 3),
        party("recipient", "Vale", 1),
        party("mentioned", "Secret name", HIDDEN)
    ]);
    let mut by_orlan = document(302, "Vale to Petr", "1950");
    by_orlan["parties"] = json!([
        party("sender", "Vale", 1),
        party("recipient", "Petr", 3),
        party("copy_to", "Line Board", 4)
    ]);
    let mut draft = document(303, "Secret cable", "1940-01-01");
    draft["parties"] = json!([
        party("sender", "Secretive", 3),
        party("recipient", "Vale", 1)
    ]);
    draft["standing"] = json!({"state": "draft"});
    room.import(
        "people.jsonl",
        &[
            orlan,
            agent(4, Some("body"), vec![name("Line Board", "preferred")]),
            agent(
                5,
                None,
                vec![name("\u{6bdb}\u{6cfd}\u{4e1c}", "as_written")],
            ),
            secret,
            by_heron,
            by_orlan,
            draft,
        ],
    );
    room
}

#[tokio::test]
async fn an_index_stands_under_letters() {
    let room = room();
    let page = room.get("/people").await;
    assert_eq!(page.text("h1"), "People");
    assert_eq!(
        page.text(".lead"),
        "4 persons, bodies and families with documents here."
    );
    assert_eq!(page.texts(".letter h2"), ["A", "C", "L", "O"]);
    assert_eq!(
        page.texts(".letter li"),
        [
            "Arno Vale 32 documents",
            "Cora Brin 30 documents",
            "Line Board 1 document",
            "Orlan, Petr 1901\u{2013}about 1960 2 documents",
        ]
    );
    assert_eq!(
        page.attributes(".letter li a", "href")[3],
        "/people/3/petr-orlan"
    );
    assert_eq!(page.texts(".sorts a"), ["persons", "bodies"]);
    let all = page.attributes(".onward a", "href");
    assert_eq!(all, ["/people?all=1"]);
    let page = room.get(&all[0]).await;
    assert_eq!(page.texts(".letter h2"), ["A", "C", "L", "O", "\u{6f22}"]);
    let page = room.get("/people?kind=body").await;
    assert_eq!(page.text(".lead"), "1 body with documents here.");
    let page = room.get("/people?letter=O").await;
    assert_eq!(page.texts(".letter li").len(), 1);
    assert!(page.texts(".letters a[aria-current]")[0].starts_with('O'));
}

#[tokio::test]
async fn names_are_found_in_any_form() {
    let room = room();
    let check = async |words: &str, found: &[&str]| {
        let twin = room.get(&format!("/people.json?q={words}")).await.json();
        let names: Vec<&str> = twin["entries"]
            .as_array()
            .unwrap()
            .iter()
            .map(|entry| entry["name"].as_str().unwrap())
            .collect();
        assert_eq!(names, found, "{words}");
        twin
    };
    check("orl", &["Petr Orlan"]).await;
    check("%D0%9E%D1%80%D0%BB%D0%B0%D0%BD", &["Petr Orlan"]).await;
    let twin = check("heron", &["Petr Orlan"]).await;
    assert_eq!(
        twin["entries"][0]["found_as"],
        json!({"name": "Heron", "kind": "cover name"})
    );
    check("petr+heron", &[]).await;
    check("secret", &[]).await;
    let twin = check("%E6%B3%BD", &[]).await;
    assert_eq!(twin["without_documents"], 1);
    let page = room.get("/people?q=heron&colour=red").await;
    assert_eq!(page.text(".found"), "cover name Heron");
    assert!(
        page.text(".notes")
            .starts_with("colour=red was not understood")
    );
    assert_eq!(page.attributes("meta[name=robots]", "content"), ["noindex"]);
}

#[tokio::test]
async fn one_of_them_says_what_record_and_documents_say() {
    let room = room();
    let page = room.get("/people/3/petr-orlan").await;
    assert_eq!(page.status, 200);
    assert_eq!(page.text("h1"), "Petr Orlan");
    assert_eq!(
        page.text(".heading .sum"),
        "In 2 documents here, 1948\u{2013}1950."
    );
    assert_eq!(
        page.texts(".parts li"),
        ["Sender of 1 document", "Recipient of 1 document"]
    );
    assert_eq!(
        page.attributes(".parts a", "href"),
        ["/search?sender=3", "/search?recipient=3"]
    );
    let correspondents = page.texts(".letters-with tbody tr");
    assert_eq!(correspondents.len(), 1);
    assert!(
        correspondents[0].starts_with("Arno Vale 1 1 6 May 1948, Heron to Vale 1950"),
        "{correspondents:?}"
    );
    let names = page.texts(".names li");
    assert_eq!(names.len(), 2, "{names:?}");
    assert!(names[0].starts_with("Heron cover name 1 document: 6 May 1948"));
    assert!(names[1].starts_with("Petr in documents only 1 document: 1950"));
    assert_eq!(page.texts(".forms li").len(), 3);
    let facts = page.texts(".facts dl > div");
    assert!(
        facts.contains(&"Born3 February 1901 By the register.".to_owned()),
        "{facts:?}"
    );
    assert!(facts.contains(&"Diedabout 1960".to_owned()));
    assert!(facts.contains(&"PostsChief surveyor, 1948\u{2013}1950 Line BoardEnvoy".to_owned()));
    assert!(facts.contains(&"Not the same asArno Vale".to_owned()));
    assert!(facts.contains(&"ElsewhereVIAF 77".to_owned()));
    assert!(!page.body.contains("Secret"));
    let twin = room.get("/people/3.json").await.json();
    assert_eq!(twin["documents"]["total"], 2);
    assert_eq!(twin["documents"]["first"][0]["id"], 301);
    assert_eq!(twin["correspondents"][0]["sent"], 1);
    assert_eq!(twin["not_same_as"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn roles_without_a_filter_are_counted_as_well() {
    let room = room();
    let page = room.get("/people/4/line-board").await;
    assert_eq!(
        page.texts(".parts li"),
        ["Recipient of a copy of 1 document"]
    );
    assert!(page.attributes(".parts a", "href").is_empty());
    let page = room.get("/people/5").await;
    assert_eq!(page.status, 200);
    assert_eq!(page.text(".heading .sum"), "In no document here.");
}

#[tokio::test]
async fn words_after_the_id_decorate() {
    let room = room();
    let check = async |address: &str, status: u16, to: &str| {
        let answer = room.get(address).await;
        assert_eq!(
            (answer.status.as_u16(), answer.header("location")),
            (status, to),
            "{address}"
        );
    };
    check("/people/3", 301, "/people/3/petr-orlan").await;
    check("/people/3/", 301, "/people/3/petr-orlan").await;
    check("/people/3/other/words", 301, "/people/3/petr-orlan").await;
    check("/people/3/petr-orlan.json", 301, "/people/3.json").await;
    check("/people/3.json/", 301, "/people/3.json").await;
    check("/people/", 301, "/people").await;
    for address in [
        format!("/people/{HIDDEN}"),
        format!("/people/{HIDDEN}.json"),
        format!("/people/{HIDDEN}/secret-name"),
        format!("/people/{ABSENT}"),
        "/people/someone".to_owned(),
        "/people/03".to_owned(),
    ] {
        check(&address, 404, "").await;
    }
}

#[tokio::test]
async fn merged_and_withdrawn_ones_say_so() {
    let room = room();
    let agent = |id: u64, standing: Value| json!({"kind": "agent", "id": id, "standing": standing, "names": [name("Doubled", "preferred")]});
    room.import("two.jsonl", &[agent(6, json!({})), agent(7, json!({}))]);
    room.import(
        "gone.jsonl",
        &[
            agent(6, json!({"state": "withdrawn", "merged_into": 3})),
            agent(7, json!({"state": "withdrawn"})),
        ],
    );
    let answer = room.get("/people/6/doubled").await;
    assert_eq!(
        (answer.status.as_u16(), answer.header("location")),
        (301, "/people/3/petr-orlan")
    );
    let answer = room.get("/people/6.json").await;
    assert_eq!(answer.header("location"), "/people/3.json");
    let answer = room.get("/people/7").await;
    assert_eq!(answer.status, 410);
    assert!(!answer.body.contains("Doubled"));
    let page = room.get("/people?all=1&q=doubled").await;
    assert!(page.texts(".letter li").is_empty());
}

#[tokio::test]
async fn the_index_follows_what_changes() {
    let room = room();
    assert_eq!(room.get("/people").await.texts(".letter li").len(), 4);
    let renamed = json!({"kind": "agent", "id": 4, "agent_kind": "body", "names": [name("Bridge Board", "preferred"), name("Line Board", "former")]});
    let mut later = document(304, "Cable of a newcomer", "1951-01-01");
    later["parties"] = json!([party("author", "Newcomer", 8)]);
    let newcomer = json!({"kind": "agent", "id": 8, "names": [name("Newcomer", "as_written")]});
    room.import("later.jsonl", &[renamed, later, newcomer]);
    let page = room.get("/people").await;
    assert_eq!(page.texts(".letter h2"), ["A", "B", "C", "N", "O"]);
    assert_eq!(page.texts(".letter li")[1], "Bridge Board 1 document");
}

#[tokio::test]
async fn names_of_the_record_keep_their_documents_however_rare() {
    let room = room();
    let many: Vec<Value> = (0..60)
        .map(|number| party("mentioned", &format!("Form {number}"), 3))
        .collect();
    let mut documents = [
        document(310, "Many names", "1951"),
        document(311, "Many names again", "1952"),
    ];
    for document in &mut documents {
        document["parties"] = json!(many);
    }
    room.import("many.jsonl", &documents);
    let twin = room.get("/people/3.json").await.json();
    let names = twin["names"].as_array().unwrap();
    let heron = names.iter().find(|name| name["name"] == "Heron").unwrap();
    assert_eq!(
        (&heron["documents"], &heron["recorded"]),
        (&json!(1), &json!(true))
    );
    assert_eq!(heron["first"][0]["id"], 301);
    let only = names
        .iter()
        .filter(|name| name["recorded"] == false)
        .count();
    // The sixty forms and "Petr" stand in documents only.
    assert_eq!(only as u64 + twin["more_names"].as_u64().unwrap(), 61);
}

#[tokio::test]
async fn a_list_names_those_who_denote_somebody_hidden_as_if_nobody_knew_them() {
    let sentence = async |denotes: bool| {
        let room = room();
        let name = |role: &str, written: &str| {
            let mut party = party(role, written, HIDDEN);
            if !denotes {
                party["denotes"] = json!([]);
            }
            party
        };
        let mut document = document(320, "Passed on", "1953");
        document["parties"] = json!([
            name("sender", "First shade"),
            name("sender", "Second shade"),
            name("recipient", "Third shade"),
            party("recipient", "Vale", 1),
            name("via", "Third shade"),
        ]);
        room.import("shades.jsonl", &[document]);
        let twin = room.get("/search.json?since=1953&until=1953").await.json();
        twin["hits"][0]["correspondents"].clone()
    };
    let hidden = sentence(true).await;
    assert_eq!(hidden, sentence(false).await);
    assert!(hidden.to_string().contains("Second shade"), "{hidden}");
}

#[tokio::test]
async fn a_name_is_followed_past_any_number_of_drafts() {
    let room = room();
    let stated = || {
        let mut party = party("sender", "Egret", 3);
        party["denotes"][0]["words"] = json!("Orlan [Egret]");
        json!([party])
    };
    let mut documents: Vec<Value> = (0..40)
        .map(|number| {
            let mut document = document(330 + number, "Draft", "1953");
            document["parties"] = stated();
            document["standing"] = json!({"state": "draft"});
            document
        })
        .collect();
    let mut last = document(390, "Seen", "1953");
    last["parties"] = stated();
    documents.push(last);
    room.import("egret.jsonl", &documents);
    let twin = room.get("/search.json?person=Egret").await.json();
    // Whom the name denotes is found, and so are all documents in which that person has a part.
    assert_eq!(twin["total"], 3);
}
