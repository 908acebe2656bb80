//! The bundled example: it is canonical, complete in itself, and keeps the rules of its README.
//!
//! What the records say about history is the editors' care; here only what a program can see is held fast.

use std::collections::BTreeSet;

use fonds_model::{
    Agent, Certainty, Collection, Document, Kind, Language, Record, RecordId, RelationKind, Term,
    TextStatus, types,
};

const DEMO: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../cli/demo/demo.jsonl");

fn lines() -> Vec<String> {
    let demo = std::fs::read_to_string(DEMO).unwrap();
    demo.lines().map(str::to_owned).collect()
}

fn records() -> Vec<Record> {
    lines()
        .iter()
        .map(|line| Record::parse(line).unwrap())
        .collect()
}

fn documents() -> Vec<Document> {
    let of_kind = records().into_iter().filter_map(|record| match record {
        Record::Document(document) => Some(*document),
        _ => None,
    });
    of_kind.collect()
}

/// Every record that `record` points to by its id.
fn pointers(record: &Record) -> Vec<RecordId> {
    match record {
        Record::Agent(agent) => of_agent(agent),
        Record::Collection(collection) => of_collection(collection),
        Record::Document(document) => of_document(document),
        Record::Place(place) => place.parent.into_iter().map(RecordId::from).collect(),
        Record::Type(term) => of_type(term),
        Record::Repository(_) | Record::Subject(_) => Vec::new(),
        other => panic!("the example has no use for {}", other.id()),
    }
}

fn of_agent(agent: &Agent) -> Vec<RecordId> {
    let bodies = agent.posts.iter().filter_map(|post| post.body);
    let others = agent.not_same_as.iter().copied();
    bodies.chain(others).map(RecordId::from).collect()
}

fn of_collection(collection: &Collection) -> Vec<RecordId> {
    let listed = collection.order.iter().chain(&collection.highlights);
    listed.copied().map(RecordId::from).collect()
}

fn of_type(term: &Term) -> Vec<RecordId> {
    let wider = |id| RecordId {
        kind: Kind::Type,
        id,
    };
    term.parent.into_iter().map(wider).collect()
}

fn of_document(document: &Document) -> Vec<RecordId> {
    let mut found: Vec<RecordId> = Vec::new();
    for party in &document.parties {
        found.extend(
            party
                .denotes
                .iter()
                .map(|reading| RecordId::from(reading.agent)),
        );
    }
    found.extend(document.types.iter().map(|id| RecordId::from(*id)));
    found.extend(
        document
            .places
            .iter()
            .filter_map(|link| link.place.map(RecordId::from)),
    );
    found.extend(document.subjects.iter().map(|id| RecordId::from(*id)));
    found.extend(document.collections.iter().map(|id| RecordId::from(*id)));
    let archives = document
        .witnesses
        .iter()
        .filter_map(|witness| witness.repository);
    found.extend(archives.map(RecordId::from));
    let targets = document
        .relations
        .iter()
        .filter_map(|relation| relation.target);
    found.extend(targets.map(RecordId::from));
    found
}

#[test]
fn every_line_is_canonical() {
    for line in lines() {
        assert_eq!(Record::parse(&line).unwrap().to_canonical(), line);
    }
}

#[test]
fn lines_stand_in_the_order_of_kinds_and_ids() {
    let ids: Vec<_> = records().iter().map(Record::id).collect();
    assert!(ids.is_sorted_by(|earlier, later| earlier < later));
}

#[test]
fn every_id_referred_to_is_there() {
    let records = records();
    let held: BTreeSet<_> = records.iter().map(Record::id).collect();
    for record in &records {
        for pointer in pointers(record) {
            assert!(
                held.contains(&pointer),
                "{} points to {pointer}",
                record.id()
            );
        }
    }
}

#[test]
fn it_holds_fifty_documents_of_which_one_has_no_summary() {
    let documents = documents();
    assert_eq!(documents.len(), 50);
    let silent: Vec<_> = documents
        .iter()
        .filter(|document| document.summaries.is_empty())
        .map(|document| document.heading_date().unwrap().as_written.as_str())
        .collect();
    assert_eq!(silent, ["January 15, 1949"]);
}

#[test]
fn summaries_are_ours_and_say_so() {
    for document in documents() {
        for summary in &document.summaries {
            assert_eq!(
                summary.author.as_deref(),
                Some("Fonds editors"),
                "{}",
                document.id
            );
            assert_eq!(
                summary.note.as_deref(),
                Some("document not consulted"),
                "{}",
                document.id
            );
            assert_eq!(summary.language, Some(Language::ENGLISH), "{}", document.id);
        }
    }
}

#[test]
fn nothing_is_given_that_the_rules_forbid() {
    for document in documents() {
        let id = document.id;
        let mentioned = fonds_model::PlaceRole::Mentioned;
        assert!(
            document.places.iter().all(|link| link.role == mentioned),
            "{id}"
        );
        assert!(
            document.texts.is_empty() && document.scans.is_empty(),
            "{id}"
        );
        let verbatim = document
            .provenance
            .iter()
            .any(|entry| !entry.fields.is_empty());
        assert!(!verbatim && document.provenance.len() == 1, "{id}");
    }
}

#[test]
fn every_document_has_a_title_a_day_a_party_and_a_type() {
    for document in documents() {
        let id = document.id;
        assert!(!document.title().is_empty(), "{id}");
        assert!(
            document.titles[1..]
                .iter()
                .all(|title| title.status == TextStatus::Former),
            "{id}"
        );
        let day = document.heading_date().unwrap().edtf.as_ref().unwrap();
        assert!(day.is_one_day(), "{id}");
        assert!(
            !document.parties.is_empty() && document.types.len() == 1,
            "{id}"
        );
    }
}

#[test]
fn a_doubtful_reply_names_no_target_without_an_editor() {
    let relations = documents()
        .into_iter()
        .flat_map(|document| document.relations);
    let doubtful = relations.filter(|relation| {
        relation.kind == RelationKind::RepliesTo && relation.certainty != Certainty::Certain
    });
    for relation in doubtful {
        let offered_by_editor = relation.basis == fonds_model::Basis::Editor;
        assert!(
            relation.target.is_none() || offered_by_editor,
            "{relation:?}"
        );
    }
}

#[test]
fn types_are_those_of_the_tree() {
    let records = records();
    let terms: Vec<&Term> = records
        .iter()
        .filter_map(|record| match record {
            Record::Type(term) => Some(term),
            _ => None,
        })
        .collect();
    let code_of = |id: u64| {
        terms
            .iter()
            .find(|term| term.id == id)
            .map(|term| term.code.as_str())
    };
    for term in &terms {
        let node = types::find(&term.code).unwrap();
        assert_eq!(term.labels[0].text, node.label);
        assert_eq!(term.parent.and_then(code_of), node.parent);
    }
}

#[test]
fn agents_told_apart_are_told_apart_on_both_sides() {
    let records = records();
    let agents: Vec<&Agent> = records
        .iter()
        .filter_map(|record| match record {
            Record::Agent(agent) => Some(agent),
            _ => None,
        })
        .collect();
    for agent in &agents {
        for other in &agent.not_same_as {
            let other = agents
                .iter()
                .find(|candidate| candidate.id == *other)
                .unwrap();
            assert!(other.not_same_as.contains(&agent.id), "{}", agent.id);
        }
    }
}
