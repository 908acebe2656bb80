//! A generated archive comes out as it went in, and its searches find what a plain scan finds.

use std::path::Path;

use fonds_archive::{Archive, Ask, Audience, ImportOptions};
use fonds_bench::generate::{self, Plan};
use fonds_bench::load::Questions;

const PLAN: Plan = Plan {
    documents: 400,
    seed: 3,
    texts: true,
};

fn archive(folder: &Path, file: &Path) -> Archive {
    let archive = Archive::open_or_create(&folder.join("archive")).unwrap();
    let report = archive
        .import(&[file.to_owned()], &ImportOptions::default(), &mut |_| {})
        .unwrap();
    assert_eq!(report.created, PLAN.documents, "{:?}", report.problems);
    archive.follow().unwrap();
    archive
}

#[test]
fn totals_are_those_of_a_plain_scan_and_the_export_is_the_import() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("generated.jsonl");
    generate::jsonl(PLAN, &file).unwrap();
    let archive = archive(folder.path(), &file);
    let mut exported = Vec::new();
    archive
        .export_jsonl(Audience::Operators, &mut exported)
        .unwrap();
    let generated = std::fs::read(&file).unwrap();
    assert!(
        exported == generated,
        "the export differs from what was imported"
    );

    let questions = Questions::of(&file, 300, 1).unwrap();
    assert!(
        questions.checked() > 100,
        "only {} checked",
        questions.checked()
    );
    let mut broad = 0;
    for (query, expected) in questions.queries.iter().zip(&questions.expected) {
        let results = archive.search(&Ask::from_pairs(query.pairs())).unwrap();
        broad += usize::from(results.total * 5 > questions.documents);
        if let Some(expected) = expected {
            assert_eq!(results.total, expected.total, "{query:?}");
            let certain = results.groups.map(|groups| groups.certain);
            assert!(
                certain.is_none_or(|certain| certain == expected.certain),
                "{query:?}: {certain:?}"
            );
        }
    }
    assert!(
        broad * 20 >= questions.queries.len(),
        "{broad} broad queries"
    );
}
