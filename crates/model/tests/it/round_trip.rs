//! Canonical JSON: what is written is read back as the same value and written again as the same bytes.

use fonds_model::{
    Agent, AgentId, Basis, Certainty, Collection, CollectionId, Denotation, Document, DocumentDate,
    DocumentId, DocumentNumber, Edtf, HeldText, Kind, Language, Name, Party, Provenance, Record,
    Reference, Relation, RelationKind, Role, SeeAlso, Side, Standing, State, Term, Text, TextId,
    TextKind, TextStatus, Witness,
};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

fn words() -> impl Strategy<Value = String> {
    "[\\PC\\n\"\\\\]{0,30}"
}

fn text() -> impl Strategy<Value = Text> {
    let status = prop_oneof![
        Just(TextStatus::Current),
        Just(TextStatus::Former),
        Just(TextStatus::Variant)
    ];
    (
        words(),
        option::of(Just(Language::RUSSIAN)),
        status,
        vec(words(), 0..3),
        option::of(words()),
    )
        .prop_map(|(text, language, status, sources, note)| Text {
            text,
            language,
            status,
            author: None,
            sources,
            note,
        })
}

fn party() -> impl Strategy<Value = Party> {
    let role = prop_oneof![Just(Role::Sender), Just(Role::Via), Just(Role::ConveyedTo)];
    let denotation = (1u64..u64::MAX, any::<bool>(), option::of(words())).prop_map(
        |(agent, dissenting, words)| Denotation {
            agent: AgentId(agent),
            certainty: Certainty::Probable,
            basis: Basis::Rule,
            words,
            dissenting,
            note: None,
        },
    );
    (role, words(), vec(denotation, 0..3)).prop_map(|(role, written, denotes)| Party {
        role,
        side: (role == Role::Via).then_some(Side::Recipient),
        written,
        denotes,
        sources: vec!["a page".to_owned()],
    })
}

fn document() -> impl Strategy<Value = Document> {
    let fields = proptest::collection::btree_map("[a-z]{1,8}", words(), 0..4);
    let date = (option::of(1000u16..2100), words(), any::<bool>()).prop_map(
        |(year, as_written, heading)| DocumentDate {
            edtf: year.map(|year| Edtf::parse(&year.to_string()).unwrap()),
            as_written,
            heading,
            ..DocumentDate::default()
        },
    );
    (
        any::<u64>(),
        vec(text(), 0..4),
        vec(text(), 0..2),
        vec(date, 0..3),
        vec(party(), 0..5),
        fields,
        words(),
    )
        .prop_map(
            |(id, titles, summaries, dates, parties, fields, other)| Document {
                titles,
                summaries,
                dates,
                parties,
                numbers: vec![DocumentNumber {
                    written: other.clone(),
                    kind: None,
                    sources: Vec::new(),
                }],
                witnesses: vec![Witness {
                    shelfmark: other.clone(),
                    ..Witness::default()
                }],
                relations: vec![Relation {
                    kind: RelationKind::RepliesTo,
                    target: None,
                    reference: Some(Reference {
                        words: other.clone(),
                        ..Reference::default()
                    }),
                    contained: false,
                    basis: Basis::Stated,
                    certainty: Certainty::Possible,
                    sources: Vec::new(),
                    note: None,
                }],
                texts: vec![HeldText {
                    id: TextId(id),
                    kind: TextKind::Translation,
                    language: Language::ENGLISH,
                    blob: "0".repeat(64),
                    translator: Some(other.clone()),
                    status: None,
                    filename: None,
                    added: "2017-11-17T17:18:10Z".parse().ok(),
                    changed: None,
                }],
                provenance: vec![Provenance {
                    source: other,
                    key: "1".to_owned(),
                    format: "listing".to_owned(),
                    generation: Some(2012),
                    collection: Some(CollectionId(7)),
                    fields,
                    former: Vec::new(),
                }],
                ..Document::new(DocumentId(id))
            },
        )
}

fn check(record: &Record) {
    let json = record.to_canonical();
    let back = Record::parse(&json).unwrap();
    assert_eq!(&back, record);
    assert_eq!(back.to_canonical(), json);
}

proptest! {
    #[test]
    fn documents_go_round(document in document()) {
        check(&Record::from(document));
    }

    #[test]
    fn agents_and_collections_go_round(name in words(), id in any::<u64>(), texts in vec(text(), 1..3)) {
        let name = Name { text: name, ..Name::default() };
        check(&Record::Agent(Agent {
            id: AgentId(id),
            standing: Standing { state: State::Draft, merged_into: Some(4), ..Standing::default() },
            agent_kind: None,
            names: vec![name.clone()],
            birth: None,
            death: None,
            biographies: texts.clone(),
            posts: Vec::new(),
            not_same_as: vec![AgentId(1)],
            authorities: Vec::new(),
            provenance: Vec::new(),
        }));
        check(&Record::Collection(Collection {
            id: CollectionId(id),
            standing: Standing::default(),
            names: texts.clone(),
            short_descriptions: Vec::new(),
            introductions: texts,
            essays: Vec::new(),
            image: None,
            see_also: vec![SeeAlso { name: name.text, target: None }],
            stated_span: None,
            parent: None,
            order: vec![DocumentId(3)],
            highlights: Vec::new(),
            timeline: Vec::new(),
            provenance: Vec::new(),
        }));
    }
}

#[test]
fn the_kind_says_the_vocabulary() {
    let term = Term {
        id: 9,
        standing: Standing::default(),
        code: "cable".to_owned(),
        labels: vec![Text::new("Cable", Language::ENGLISH)],
        parent: None,
        descriptions: Vec::new(),
        provenance: Vec::new(),
    };
    let record = Record::Type(term.clone());
    assert_eq!(record.kind(), Kind::Type);
    assert!(
        record
            .to_canonical()
            .starts_with(r#"{"kind":"type","id":9,"#)
    );
    assert_ne!(record, Record::Donor(term));
}

#[test]
fn an_unknown_field_is_refused_by_name() {
    for json in [
        r#"{"kind":"document","id":1,"colour":"red"}"#,
        r#"{"kind":"agent","id":1,"names":[],"colour":"red"}"#,
    ] {
        let error = Record::parse(json).unwrap_err().to_string();
        assert!(error.contains("colour"), "{error}");
    }
}

#[test]
fn absent_means_empty() {
    let json = r#"{"kind":"document","id":1,"standing":{"state":"published"}}"#;
    let record = Record::parse(json).unwrap();
    assert_eq!(record.to_canonical(), json);
    assert_eq!(record, Record::from(Document::new(DocumentId(1))));
}
