//! Shapes of queries, each against a list made by hand.

use fonds_search::query::{Node, Scope, parse};
use fonds_search::{Entry, Facet, LangText, Passage, Search};

use crate::support::{TestIndex, body, titled};

fn sample() -> TestIndex {
    let mut entries = vec![
        titled(1, "Ciphered Telegram No. 0100, Stalin to Mao Zedong"),
        titled(2, "Telegrams on the railways, Kovalev to Filippov"),
        titled(3, "Railway talks: a coalition government is proposed"),
        titled(4, "Government coalition, Nanjing"),
        titled(5, "Letter of Nicolae Ceaușescu on Łódź"),
        titled(6, "Cable No.100 from Peking, Mao’s reply"),
    ];
    entries[0].numbers = vec!["0100".to_owned()];
    entries[0].refs = vec!["АПРФ, ф. 45, оп. 1, д. 331".to_owned()];
    entries[1].summaries = vec![LangText::new(
        "eng",
        "The coalition. Government of Nanjing asks for wagons.",
    )];
    entries[2].texts = vec![
        body(
            31,
            "rus",
            &["О беседах с корейскими товарищами.", "Железная дорога."],
        ),
        body(
            32,
            "eng",
            &[
                "On talks with Korean comrades.",
                "The railroad. Stalin agrees",
                "to everything, Stalin and Mao.",
            ],
        ),
    ];
    entries[3]
        .titles
        .push(LangText::new("zho", "毛泽东同志在北京"));
    entries[3].values = vec![(Facet::Person, 12)];
    entries[4].names = vec!["Nicolae Ceausescu".to_owned(), "김일성".to_owned()];
    entries[5]
        .titles
        .push(LangText::new("deu", "Die Häuser der Botschaft"));
    TestIndex::of(entries)
}

#[test]
fn words() {
    let sample = sample();
    let check = |typed: &str, expected: &[u64]| {
        assert_eq!(sample.ids(typed), expected, "searching {typed:?}");
    };
    check("", &[1, 2, 3, 4, 5, 6]);
    check("telegram", &[1, 2]);
    check("RAILWAY telegrams", &[2]);
    check("railway -telegram", &[3]);
    check("-railway -telegram", &[4, 5, 6]);
    // Nothing has the words, so all documents match, and none better than another.
    check("nowhere OR -nothing", &[1, 2, 3, 4, 5, 6]);
    check("-(railway OR telegram OR Nanjing)", &[5, 6]);
    check("telegram OR nanjing", &[1, 2, 4]);
    check("(telegram OR talks) railway", &[2, 3]);
    check("nowhere", &[]);
    check("nowhere OR telegram", &[1, 2]);
    check("telegram -nowhere", &[1, 2]);
    check("telegram nowhere", &[]);
    check("mao", &[1, 3, 6]);
    check("Mao's", &[1, 3, 6]);
}

#[test]
fn numbers_keep_their_zeros() {
    let sample = sample();
    let check = |typed: &str, expected: &[u64]| {
        assert_eq!(sample.ids(typed), expected, "searching {typed:?}");
    };
    check("0100", &[1]);
    check("100", &[6]);
    check("No.100", &[6]);
    check("number:0100", &[1]);
    check("number:100", &[]);
    check("ref:331", &[1]);
    check("ref:\"оп. 1\"", &[1]);
    check("ref:\"1 331\"", &[]);
}

#[test]
fn phrases_are_exact_and_cross_no_border() {
    let sample = sample();
    let check = |typed: &str, expected: &[u64]| {
        assert_eq!(sample.ids(typed), expected, "searching {typed:?}");
    };
    check("\"coalition government\"", &[2, 3]);
    check("\"government coalition\"", &[4]);
    check("\"railway talk\"", &[]);
    check("\"railway talks\"", &[3]);
    check("title:\"coalition government\"", &[3]);
    check("summary:\"coalition government\"", &[2]);
    check("\"stalin agrees\"", &[3]);
    check("\"agrees to\"", &[]);
    check("\"nanjing 毛泽\"", &[]);
    check("-\"coalition government\" government", &[4]);
}

#[test]
fn long_phrases_stand_in_one_row() {
    let mut entries = vec![
        titled(1, "The trade mission in Riga"),
        titled(2, "A trade mission; another mission in Riga"),
        titled(3, "The trade mission"),
        titled(4, "Trade"),
        titled(5, "Of missions"),
    ];
    entries[2].summaries = vec![LangText::new("eng", "Mission in Riga, opened")];
    entries[3]
        .titles
        .push(LangText::new("eng", "Mission in Riga"));
    entries[4].names = vec!["Trade Mission in Riga".to_owned()];
    let sample = TestIndex::of(entries);
    let check = |typed: &str, expected: &[u64]| {
        assert_eq!(sample.ids(typed), expected, "searching {typed:?}");
    };
    check("\"trade mission\"", &[1, 2, 3, 5]);
    check("\"mission in\"", &[1, 2, 3, 4, 5]);
    check("\"trade mission in\"", &[1, 5]);
    check("\"the trade mission in riga\"", &[1]);
    check("\"mission trade\"", &[]);
    check("title:\"trade mission in\"", &[1]);
    check("\"trade\"", &[1, 2, 3, 4, 5]);
    check("\"missions\"", &[5]);
}

#[test]
fn fields_and_prefixes() {
    let sample = sample();
    let check = |typed: &str, expected: &[u64]| {
        assert_eq!(sample.ids(typed), expected, "searching {typed:?}");
    };
    check("title:nanjing", &[4]);
    check("summary:nanjing", &[2]);
    check("text:stalin", &[3]);
    check("stalin", &[1, 3]);
    check("name:ceausescu", &[5]);
    check("name:stalin", &[]);
    check("tele*", &[1, 2]);
    check("title:rail*", &[2, 3]);
    check("text:rail*", &[3]);
    check("No.01*", &[1]);
    check("zzz*", &[]);
    check("-rail* gov*", &[4]);
}

#[test]
fn scripts_and_folding() {
    let sample = sample();
    let check = |typed: &str, expected: &[u64]| {
        assert_eq!(sample.ids(typed), expected, "searching {typed:?}");
    };
    check("беседа корейский", &[3]);
    check("товарищ", &[3]);
    check("毛泽东", &[4]);
    check("北京", &[4]);
    check("泽毛", &[]);
    check("毛*", &[4]);
    check("김일성", &[5]);
    check("일성", &[5]);
    check("Ceaușescu", &[5]);
    check("CEAUSESCU lodz", &[5]);
    check("Haus", &[6]);
    check("häuser", &[6]);
}

#[test]
fn names_known_to_the_archive() {
    let sample = sample();
    let tree = Node::any_of(vec![
        Node::word("Zedong"),
        Node::Values {
            facet: Facet::Person,
            values: vec![12],
        },
    ]);
    let found = sample
        .index
        .search(&Search {
            tree,
            ..Search::default()
        })
        .unwrap();
    let ids: Vec<u64> = found.hits.iter().map(|hit| hit.id).collect();
    assert_eq!(ids, [1, 4], "the exact spelling comes first");
}

#[test]
fn the_exact_spelling_ranks_above_the_stem() {
    let index = TestIndex::of([
        titled(1, "On railways here"),
        titled(2, "On railway here"),
        titled(3, "On railways there"),
    ]);
    let first = |typed: &str| {
        let search = Search {
            tree: parse(typed).tree,
            ..Search::default()
        };
        let found = index.index.search(&search).unwrap();
        assert_eq!(found.total, 3);
        found.hits[0].id
    };
    assert_eq!(first("railway"), 2);
    assert_eq!(first("railways"), 1);
}

#[test]
fn passages_name_the_paragraphs_that_match() {
    let sample = sample();
    let check = |typed: &str, limit: usize, expected: &[(u64, u32)]| {
        let tree = parse(typed).tree;
        let passages = sample
            .index
            .passages(3, &tree, Scope::Everything, limit)
            .unwrap();
        let expected: Vec<Passage> = expected
            .iter()
            .map(|(text_id, paragraph)| Passage {
                text_id: *text_id,
                paragraph: *paragraph,
            })
            .collect();
        assert_eq!(passages, expected, "passages of {typed:?}");
    };
    check("stalin", 3, &[(32, 1), (32, 2)]);
    check("stalin mao", 1, &[(32, 2)]);
    check("\"stalin and\"", 3, &[(32, 2)]);
    check("беседа дорога", 3, &[(31, 0), (31, 1)]);
    check("talk*", 3, &[(32, 0)]);
    check("title:stalin", 3, &[]);
    check("nowhere", 3, &[]);
    assert_eq!(
        sample
            .index
            .passages(99, &parse("stalin").tree, Scope::Everything, 3)
            .unwrap(),
        []
    );
}

#[test]
fn an_empty_index_answers() {
    let index = TestIndex::of(Vec::<Entry>::new());
    assert_eq!(index.ids(""), [] as [u64; 0]);
    assert_eq!(index.ids("a OR b*"), [] as [u64; 0]);
    assert_eq!(index.index.count(), 0);
}
