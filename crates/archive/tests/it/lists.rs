//! Lists show records as strangers may see them now, also those that were shown before.

use fonds_archive::Audience;
use fonds_model::Kind;
use fonds_testkit::{Entry, Generation, TemporaryArchive, page};

/// What a search for the words shows: id, title and summary.
fn shown(archive: &TemporaryArchive, words: &str) -> Vec<(u64, String, String)> {
    let hits = archive.search(&[("q", words)]).hits;
    hits.into_iter()
        .map(|hit| {
            let summary = hit.summary.unwrap_or_default();
            (hit.id.0, hit.title.text, summary.text)
        })
        .collect()
}

#[test]
fn what_was_shown_is_shown_as_it_reads_now() {
    let archive = TemporaryArchive::new();
    archive.import_text(
        "a.txt",
        &page(
            Generation::Of2022,
            &[
                Entry::new("March 4, 1931", "Telegram, Legation A to Ministry B")
                    .summary("Forty wagons of barley are asked for before the spring comes."),
                Entry::new("March 9, 1931", "Telegram, Ministry B to Legation A")
                    .summary("Twenty wagons of barley are promised, if the bridge holds."),
            ],
        ),
    );
    let first = shown(&archive, "barley");
    assert_eq!(first.len(), 2);
    assert_eq!(shown(&archive, "barley"), first);

    let (withdrawn, _, _) = first
        .iter()
        .find(|(_, _, summary)| summary.starts_with("Twenty"))
        .unwrap();
    let edited: String = archive
        .export(Audience::Operators)
        .lines()
        .map(|line| {
            let line = line.replace("Forty wagons", "Fifty wagons");
            let start = format!(r#"{{"kind":"document","id":{withdrawn},"#);
            if line.starts_with(&start) {
                line.replace(r#""state":"published""#, r#""state":"withdrawn""#) + "\n"
            } else {
                line + "\n"
            }
        })
        .collect();
    let report = archive.import_text("edited.jsonl", &edited);
    assert_eq!((report.changed, report.rejected), (2, 0), "{report:?}");
    let now = shown(&archive, "barley");
    assert_eq!(now.len(), 1);
    assert!(now[0].2.starts_with("Fifty wagons"), "{now:?}");
}

#[test]
fn a_name_that_only_a_draft_adds_finds_nothing() {
    let archive = TemporaryArchive::new();
    let agent = |names: &str, state: &str| {
        format!(
            r#"{{"kind":"agent","id":1000001,"agent_kind":"person","names":[{names}],"standing":{{"state":"{state}"}}}}"#
        )
    };
    let document = r#"{"kind":"document","id":1000001,"titles":[{"text":"Note on barley"}],"parties":[{"role":"author","written":"Vale","denotes":[{"agent":1000001,"certainty":"certain","basis":"authority"}]}],"standing":{"state":"published"}}"#;
    let vale = r#"{"text":"Vale","kind":"preferred"}"#;
    let published = agent(vale, "published");
    archive.import_text("a.jsonl", &format!("{published}\n{document}\n"));
    let found = |name: &str| archive.search(&[("person", name)]).total;
    assert_eq!((found("Vale"), found("Falk")), (1, 0));

    let draft = agent(
        &format!(r#"{vale},{{"text":"Falk","kind":"cover_name"}}"#),
        "draft",
    );
    let report = archive.import_text("b.jsonl", &format!("{draft}\n"));
    assert_eq!(report.others[&Kind::Agent].changed, 1, "{report:?}");
    assert_eq!((found("Vale"), found("Falk")), (1, 0));
}
