//! The fields of "add a filter".
//!
//! Short lists are chosen from the values that the documents found have; names are written.

use fonds_archive::{FacetView, Results};

use crate::words;

/// Where the results hold this many values of a filter there may be more, and a field stays open for them.
const LONG_LIST: usize = 12;

/// The fields in their order: key and label.
const FIELDS: [(&str, &str); 15] = [
    ("sender", "From"),
    ("recipient", "To"),
    ("via", "Through"),
    ("participant", "Participant"),
    ("person", "Person or body"),
    ("mentioned", "Mentioned"),
    ("author", "Author"),
    ("place", "Place"),
    ("subject", "Subject"),
    ("type", "Type"),
    ("collection", "Collection"),
    ("archive", "Archive"),
    ("language", "Original language"),
    ("translated", "Translated into"),
    ("has", "Held"),
];

/// Filters with few values, offered as a choice.
const CHOICES: [&str; 5] = ["type", "collection", "language", "translated", "has"];

/// A field of the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Field {
    /// The filter's key in addresses.
    pub(super) key: &'static str,
    /// What to call it.
    pub(super) label: &'static str,
    /// Values at hand: what is sent, and what to call it with its count.
    pub(super) choices: Vec<(String, String)>,
    /// Whether other values may be written.
    pub(super) is_open: bool,
}

/// The fields, with choices where the results have any.
///
/// What is held can only be chosen, so without a choice there is no field for it.
pub(super) fn fields(results: &Results) -> Vec<Field> {
    FIELDS
        .iter()
        .map(|(key, label)| {
            let facet = results.facets.iter().find(|facet| facet.key == *key);
            field(key, label, facet.filter(|_| CHOICES.contains(key)))
        })
        .filter(|field| field.key != "has" || !field.choices.is_empty())
        .collect()
}

fn field(key: &'static str, label: &'static str, facet: Option<&FacetView>) -> Field {
    let values = facet.map_or(&[][..], |facet| facet.values.as_slice());
    let is_long = values.len() >= LONG_LIST;
    let choices: Vec<(String, String)> = values
        .iter()
        .filter(|value| !value.chosen)
        .map(|value| {
            // A reader who may also write sees what is sent; a name says more than a number.
            let sent = match key {
                "collection" if is_long => &value.label,
                _ => &value.value,
            };
            let words = format!("{} ({})", value.label, words::number(&value.count));
            (sent.clone(), words)
        })
        .collect();
    Field {
        key,
        label,
        is_open: is_long || choices.is_empty(),
        choices,
    }
}

#[cfg(test)]
mod tests {
    use fonds_archive::ValueView;
    use fonds_search::Facet;

    use super::*;

    fn check(values: usize, chosen: usize, choices: usize, is_open: bool) {
        let value = |number: usize| ValueView {
            value: number.to_string(),
            label: format!("Collection {number}"),
            count: 1_000,
            chosen: number < chosen,
        };
        let facet = FacetView {
            facet: Facet::Collection,
            key: "collection",
            label: "Collection",
            values: (0..values).map(value).collect(),
        };
        let field = field("collection", "Collection", Some(&facet));
        assert_eq!((field.choices.len(), field.is_open), (choices, is_open));
        if let Some((sent, words)) = field.choices.last() {
            let last = values - 1;
            assert_eq!(words, &format!("Collection {last} (1,000)"));
            let name = if is_open { "Collection " } else { "" };
            assert_eq!(sent, &format!("{name}{last}"));
        }
    }

    #[test]
    fn short_lists_are_chosen_from_and_long_ones_stay_open() {
        check(0, 0, 0, true);
        check(3, 0, 3, false);
        check(3, 1, 2, false);
        check(1, 1, 0, true);
        check(12, 0, 12, true);
    }
}
