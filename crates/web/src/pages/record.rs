//! What the pages of people, places, subjects and archives have in common: how their addresses answer.
//!
//! The id alone decides; other words after it, or none, lead to the right ones, and programs get no words at all.

use axum::response::Response;
use fonds_archive::{Ask, Branch, FormView, Holdings, RecordAnswer};

use crate::answer::{self, Page};
use crate::asked::Asked;
use crate::chart::Chart;
use crate::errors::AppError;
use crate::{urls, words};

/// The page or the twin of a record in the list at `list`, or the way to where it is.
pub(super) fn answer<View, P: Page>(
    list: &str,
    asked: &Asked,
    answer: RecordAnswer<View>,
    page: impl FnOnce(View) -> P,
    name: impl FnOnce(&View) -> (u64, &str),
) -> Result<Response, AppError> {
    match answer {
        RecordAnswer::Found(view) => {
            let (id, name) = name(&view);
            if asked.path == urls::record(list, id, name, asked.form) {
                answer::page(asked, &page(*view))
            } else {
                Ok(answer::moved(&urls::record(list, id, name, asked.form)))
            }
        }
        RecordAnswer::MovedTo(other) => {
            let (id, name) = (&other.value, &other.name);
            Ok(answer::moved(&urls::record(list, id, name, asked.form)))
        }
        RecordAnswer::Withdrawn(record) => Err(AppError::Withdrawn(record)),
        RecordAnswer::Unknown => Err(AppError::NotFound),
    }
}

/// The documents of a record by year; its bars lead to the search for them.
pub(super) fn chart(key: &str, id: u64, documents: &Holdings) -> Option<Chart> {
    let ask = Ask::from_pairs([(key, id.to_string())]);
    Chart::new(&documents.years, &ask)
}

/// The years of some documents: "1947–1951".
pub(super) fn span(documents: &Holdings) -> Option<String> {
    documents.span.as_ref().map(words::span)
}

/// In how many documents a record stands, in a sentence; `below` says of a record in a tree what else they may name.
pub(super) fn sentence(documents: &Holdings, branch: Option<(&Branch, &str)>) -> String {
    let years = span(documents).map_or_else(String::new, |span| format!(", {span}"));
    if documents.total == 0 {
        return "In no document here.".to_owned();
    }
    let total = words::documents(&documents.total);
    match branch {
        Some((branch, below)) if branch.own_documents < documents.total => {
            let own = match branch.own_documents {
                0 => "none".to_owned(),
                count => words::number(&count),
            };
            format!("In {total} here {below}{years}; itself in {own}.")
        }
        _ => format!("In {total} here{years}."),
    }
}

/// What is known of a name, in a few words: "cover name, Russian, Cyrillic".
pub(super) fn about(name: &FormView) -> String {
    let script = name.language_name.is_some() || name.scheme.is_some();
    let kind = Some(name.kind).filter(|kind| match *kind {
        "" | "as written" => false,
        // The language and the script themselves say so.
        "in another script" => !script,
        _ => true,
    });
    // That a name without more to it is English goes without saying.
    let language = name.language_name.as_deref();
    let language = language.filter(|language| *language != "English");
    let parts = [kind, language, name.scheme.as_deref(), name.used.as_deref()];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// An id in an authority file: what to call the file, the id, and where it leads if that is known.
pub(super) fn authority(written: &str) -> (String, String, Option<String>) {
    let Some((file, id)) = written.split_once(':') else {
        return (String::new(), written.to_owned(), None);
    };
    let is_plain = id
        .chars()
        .all(|letter| letter.is_ascii_alphanumeric() || letter == '-');
    let known = match file {
        "viaf" => Some(("VIAF", "https://viaf.org/viaf/")),
        "wikidata" => Some(("Wikidata", "https://www.wikidata.org/wiki/")),
        "gnd" => Some(("GND", "https://d-nb.info/gnd/")),
        "lcnaf" | "lccn" => Some((
            "Library of Congress",
            "https://id.loc.gov/authorities/names/",
        )),
        "lcsh" => Some((
            "Library of Congress",
            "https://id.loc.gov/authorities/subjects/",
        )),
        "isni" => Some(("ISNI", "https://isni.org/isni/")),
        "geonames" => Some(("GeoNames", "https://www.geonames.org/")),
        _ => None,
    };
    match known {
        Some((name, address)) if is_plain => (
            name.to_owned(),
            id.to_owned(),
            Some(format!("{address}{id}")),
        ),
        Some((name, _)) => (name.to_owned(), id.to_owned(), None),
        None => (file.to_owned(), id.to_owned(), None),
    }
}

#[cfg(test)]
mod tests {
    use super::authority;

    fn check(written: &str, file: &str, id: &str, address: Option<&str>) {
        let expected = (file.to_owned(), id.to_owned(), address.map(str::to_owned));
        assert_eq!(authority(written), expected);
    }

    #[test]
    fn ids_in_authority_files() {
        check("hsg:112894", "hsg", "112894", None);
        check("viaf:12", "VIAF", "12", Some("https://viaf.org/viaf/12"));
        check("wikidata:Q1\"x", "Wikidata", "Q1\"x", None);
        check("0815", "", "0815", None);
    }
}
