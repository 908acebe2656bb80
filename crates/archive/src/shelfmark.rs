//! Files of an archive, from the parts of shelfmarks: fond 39, opis 1, delo 31.
//!
//! A file is everything in a shelfmark above the leaf. Only parts that a record holds are used; no shelfmark is read here.

use std::cmp::Ordering;

use fonds_model::{ShelfmarkPart, Witness};
use fonds_search::FileKey;

/// Stands between the parts of a file's name in the index.
const BETWEEN: char = '\u{1e}';

/// Units that lie within a file.
const WITHIN_FILES: [&str; 2] = ["list", "page"];

/// The file in which a witness lies; `None` if the archive or the file is not known.
pub(crate) fn file(witness: &Witness) -> Option<FileKey> {
    let parts: Vec<String> = witness
        .parts
        .iter()
        .filter(|part| !WITHIN_FILES.contains(&part.unit.as_str()))
        .map(|part| format!("{}={}", part.unit, part.value))
        .collect();
    (!parts.is_empty()).then_some(())?;
    Some(FileKey {
        repository: witness.repository?.0,
        file: parts.join(&BETWEEN.to_string()),
    })
}

/// The parts of a file's name in the index.
pub(crate) fn parts(file: &str) -> Vec<ShelfmarkPart> {
    file.split(BETWEEN)
        .filter_map(|part| part.split_once('='))
        .map(|(unit, value)| ShelfmarkPart {
            unit: unit.to_owned(),
            value: value.to_owned(),
        })
        .collect()
}

/// Parts in words, such as "opis 1, delo 31".
pub(crate) fn in_words(parts: &[ShelfmarkPart]) -> String {
    let words = parts
        .iter()
        .map(|part| format!("{} {}", part.unit.replace('_', " "), part.value));
    words.collect::<Vec<_>>().join(", ")
}

/// Compares files as archivists order them: part by part, what is above before what lies in it.
pub(crate) fn compare_files(one: &[ShelfmarkPart], other: &[ShelfmarkPart]) -> Ordering {
    let mut orders = one.iter().zip(other).map(|(one, other)| {
        let by_unit = one.unit.cmp(&other.unit);
        by_unit.then_with(|| compare(&one.value, &other.value))
    });
    orders
        .find(|order| order.is_ne())
        .unwrap_or(one.len().cmp(&other.len()))
}

/// Compares values as archivists order them: figures by their worth, all else by letters.
fn compare(one: &str, other: &str) -> Ordering {
    let figures = |text: &str| -> Option<u128> { text.parse().ok() };
    let (mut ones, mut others) = (pieces(one).into_iter(), pieces(other).into_iter());
    loop {
        return match (ones.next(), others.next()) {
            (None, None) => one.cmp(other),
            (None, Some(_)) => Ordering::Less,
            (Some(_), None) => Ordering::Greater,
            (Some(one), Some(other)) => {
                let order = match (figures(one), figures(other)) {
                    (Some(one), Some(other)) => one.cmp(&other),
                    _ => one.cmp(other),
                };
                if order == Ordering::Equal {
                    continue;
                }
                order
            }
        };
    }
}

/// Runs of figures and runs of anything else.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut characters = text.char_indices().peekable();
    while let Some((_, character)) = characters.next() {
        let Some((next, following)) = characters.peek() else {
            pieces.push(&text[start..]);
            break;
        };
        if character.is_ascii_digit() != following.is_ascii_digit() {
            pieces.push(&text[start..*next]);
            start = *next;
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(ascending: &[&str]) {
        for pair in ascending.windows(2) {
            assert_eq!(compare(pair[0], pair[1]), Ordering::Less, "{pair:?}");
            assert_eq!(compare(pair[1], pair[0]), Ordering::Greater, "{pair:?}");
            assert_eq!(compare(pair[0], pair[0]), Ordering::Equal);
        }
    }

    #[test]
    fn figures_stand_by_their_worth() {
        check(&["9", "10", "10a", "10b", "100"]);
        check(&["", "1", "NB", "NC 2", "NC 10"]);
    }

    #[test]
    fn files_end_above_the_leaf() {
        let part = |unit: &str, value: &str| ShelfmarkPart {
            unit: unit.to_owned(),
            value: value.to_owned(),
        };
        let witness = Witness {
            repository: Some(fonds_model::RepositoryId(3)),
            parts: vec![part("fond", "39"), part("delo", "31"), part("list", "53")],
            ..Witness::default()
        };
        let key = file(&witness).unwrap();
        assert_eq!(parts(&key.file), [part("fond", "39"), part("delo", "31")]);
        assert_eq!(file(&Witness::default()), None);
    }
}
