//! The bundled example: what its names, dates and shelfmarks find.

use std::path::Path;

use fonds_testkit::TemporaryArchive;

fn example() -> TemporaryArchive {
    let archive = TemporaryArchive::new();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../cli/demo/demo.jsonl");
    archive.import(&[path]);
    archive
}

#[test]
fn any_form_of_a_name_finds_the_person() {
    let archive = example();
    let total = |q: &str| archive.search(&[("q", q)]).total;
    assert_eq!(total("Orlov"), 9, "also where he stands as Terebin");
    let mao = archive.search(&[("person", "Mao Zedong")]).total;
    for form in ["Mao Tse-tung", "\"Мао Цзэдун\"", "毛泽东", "毛澤東"] {
        assert_eq!(total(form), mao, "{form}");
    }
    assert!(
        total("Filippov") < total("Stalin"),
        "a cover name finds only where it stands"
    );
}

#[test]
fn filters_take_names_of_places_and_archives() {
    let archive = example();
    let total = |key: &str, value: &str| archive.search(&[(key, value)]).total;
    assert!(total("place", "Nanjing") > 0);
    assert!(total("archive", "RGASPI") > 0);
    assert_eq!(total("place", "Atlantis"), 0);
}

#[test]
fn fifty_documents_and_one_without_a_summary() {
    let archive = example();
    let all = archive.search(&[("per", "100")]);
    assert_eq!(all.total, 50);
    let without: Vec<&str> = all
        .hits
        .iter()
        .filter(|hit| hit.summary.is_none())
        .map(|hit| hit.date.text.as_str())
        .collect();
    assert_eq!(without, ["15 January 1949"]);
}

#[test]
fn a_pasted_id_or_address_leads_to_the_document() {
    let archive = example();
    let direct = |q: &str| {
        archive
            .search(&[("q", q)])
            .direct
            .map(|document| document.id.0)
    };
    assert_eq!(direct("112223"), Some(112_223));
    assert_eq!(
        direct("https://example.org/document/112223.ris"),
        Some(112_223)
    );
    assert_eq!(direct("0100"), None);
    assert_eq!(direct("999"), None);
}
