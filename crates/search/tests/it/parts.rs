//! What the documents of an agent and of a repository say.

use fonds_search::{Company, DateSpan, Entry, Facet, File, FileKey, Occurrences, Part};

use crate::support::{TestIndex, titled};

const SENDER: u8 = 1;
const RECIPIENT: u8 = 2;
const FACING: [(u8, u8); 2] = [(SENDER, RECIPIENT), (RECIPIENT, SENDER)];

/// A letter of the day `day`, undated if that is 0, with parts of agent, role and form.
fn letter(id: u64, day: i32, parts: &[(u64, u8, u64)]) -> Entry {
    let mut values: Vec<(Facet, u64)> = parts.iter().map(|part| (Facet::Person, part.0)).collect();
    values.sort_unstable();
    values.dedup();
    Entry {
        date: (day > 0).then(|| DateSpan::firm(day, day)),
        values,
        parts: parts
            .iter()
            .map(|(agent, role, form)| Part {
                agent: *agent,
                role: *role,
                form: *form,
            })
            .collect(),
        ..titled(id, "Letter")
    }
}

#[test]
fn parts_are_counted_by_role_name_and_company() {
    let mut test = TestIndex::of([
        letter(1, 30, &[(7, SENDER, 100), (8, RECIPIENT, 1)]),
        letter(2, 20, &[(8, SENDER, 1), (7, RECIPIENT, 101)]),
        letter(3, 0, &[(7, SENDER, 100), (8, RECIPIENT, 1), (9, 5, 1)]),
        letter(
            4,
            10,
            &[(7, SENDER, 100), (7, SENDER, 101), (9, RECIPIENT, 1)],
        ),
        letter(5, 5, &[(9, SENDER, 1), (8, RECIPIENT, 1)]),
    ]);
    // In another segment, and one that goes again.
    test.writer
        .put(&letter(6, 40, &[(8, SENDER, 1), (7, RECIPIENT, 100)]))
        .unwrap();
    test.writer
        .put(&letter(7, 1, &[(8, SENDER, 1), (7, RECIPIENT, 100)]))
        .unwrap();
    test.commit();
    test.writer.delete(7);
    test.commit();
    for optimised in [false, true] {
        if optimised {
            test.writer.optimise().unwrap();
            test.commit();
        }
        let parts = test.index.parts(7, &FACING).unwrap();
        assert_eq!(parts.documents, 5);
        assert_eq!(parts.roles, [(SENDER, 3), (RECIPIENT, 2)]);
        let form = |form, documents, first: &[u64]| Occurrences {
            form,
            documents,
            first: first.to_vec(),
        };
        assert_eq!(
            parts.forms,
            [form(100, 4, &[4, 1, 6]), form(101, 2, &[4, 2])]
        );
        let company = |agent, by_pair: [u64; 2], first, last| Company {
            agent,
            documents: by_pair[0] + by_pair[1],
            by_pair: by_pair.to_vec(),
            first: Some(first),
            last: Some(last),
        };
        assert_eq!(
            parts.company,
            [company(8, [2, 2], 2, 6), company(9, [1, 0], 4, 4)]
        );
    }
    assert_eq!(
        test.index.parts(77, &FACING).unwrap(),
        fonds_search::Parts::default()
    );
}

#[test]
fn files_are_counted_by_repository() {
    let in_file = |id, day, files: &[(u64, &str)]| Entry {
        date: Some(DateSpan::firm(day, day)),
        values: files
            .iter()
            .map(|(repository, _)| (Facet::Repository, *repository))
            .collect(),
        files: files
            .iter()
            .map(|(repository, file)| FileKey {
                repository: *repository,
                file: (*file).to_owned(),
            })
            .collect(),
        ..titled(id, "Paper")
    };
    let test = TestIndex::of([
        in_file(1, 9, &[(3, "39/1"), (33, "39/1")]),
        in_file(2, 8, &[(3, "39/1")]),
        in_file(3, 7, &[(3, "40"), (3, "39/1")]),
    ]);
    let file = |file: &str, documents, first| File {
        file: file.to_owned(),
        documents,
        first,
    };
    assert_eq!(
        test.index.files(3).unwrap(),
        [file("39/1", 3, 3), file("40", 1, 3)]
    );
    assert_eq!(test.index.files(33).unwrap(), [file("39/1", 1, 1)]);
    assert_eq!(test.index.files(4).unwrap(), []);
}
