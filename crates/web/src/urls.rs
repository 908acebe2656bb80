//! The only module that builds links.
//!
//! Parameters stand in one order, that of [`Ask::to_pairs`], so that equal searches have equal addresses.
//! A link that changes what is searched leads to the first page of the answer.

use fonds_archive::ask::FILTERS;
use fonds_archive::{Ask, ListAsk, NameCard};
use fonds_search::Order;
use form_urlencoded::{Serializer, byte_serialize};

use crate::asked::Form;
use crate::assets::{ICON_PATH, STYLE_PATH};

/// Where searches are answered.
pub(crate) const SEARCH: &str = "/search";

/// The same for programs.
pub(crate) const SEARCH_JSON: &str = "/search.json";

/// The icon.
pub(crate) fn icon() -> &'static str {
    &ICON_PATH
}

/// Who runs this archive and how to use it.
pub(crate) const ABOUT: &str = "/about";

/// The same for programs.
pub(crate) const ABOUT_JSON: &str = "/about.json";

/// What is tested for readers of every kind.
pub(crate) const ACCESSIBILITY: &str = "/accessibility";

/// The same for programs.
pub(crate) const ACCESSIBILITY_JSON: &str = "/accessibility.json";

/// What crawlers are asked.
pub(crate) const ROBOTS: &str = "/robots.txt";

/// The parts of the reading room as the masthead names them.
pub(crate) const SECTIONS: [(&str, &str); 6] = [
    ("Collections", COLLECTIONS),
    ("People", PEOPLE),
    ("Places", PLACES),
    ("Subjects", SUBJECTS),
    ("Archives", ARCHIVES),
    ("About", ABOUT),
];

/// The style sheet.
pub(crate) fn style_sheet() -> &'static str {
    &STYLE_PATH
}

/// The path of a document's page.
pub fn document(id: impl std::fmt::Display) -> String {
    format!("/document/{id}")
}

/// A document for programs.
pub(crate) fn document_json(id: impl std::fmt::Display) -> String {
    format!("/document/{id}.json")
}

/// The list of collections.
pub(crate) const COLLECTIONS: &str = "/collections";

/// The same for programs.
pub(crate) const COLLECTIONS_JSON: &str = "/collections.json";

/// A collection.
pub(crate) fn collection(id: impl std::fmt::Display, name: &str) -> String {
    entry("/collection", id, name)
}

/// A collection for programs.
pub(crate) fn collection_json(id: impl std::fmt::Display) -> String {
    format!("/collection/{id}.json")
}

/// The image of a collection.
pub(crate) fn collection_image(id: impl std::fmt::Display) -> String {
    format!("{COLLECTIONS}/{id}/image")
}

/// The page of a record whose name stands in a search.
pub(crate) fn named(card: &NameCard) -> String {
    match card.kind {
        "collection" => collection(card.id, &card.name),
        "agent" => person(card.id, &card.name),
        "repository" => repository(card.id, &card.name),
        "place" => place(card.id, &card.name),
        "subject" => subject(card.id, &card.name),
        kind => filtered(kind, card.id),
    }
}

/// The name of a paragraph within the page of its document.
pub(crate) fn paragraph_anchor(text: &u64, paragraph: &str) -> String {
    format!("t{text}-{paragraph}")
}

/// A paragraph of a document's text.
pub(crate) fn paragraph(id: impl std::fmt::Display, text: &u64, paragraph: &str) -> String {
    let anchor: String = byte_serialize(paragraph_anchor(text, paragraph).as_bytes()).collect();
    format!("{}#{}", document(id), anchor.replace('+', "%20"))
}

/// Documents that have one value of a filter.
pub(crate) fn filtered(key: &str, value: impl std::fmt::Display) -> String {
    let value = value.to_string();
    written(SEARCH, &[(key.to_owned(), value)])
}

/// The list of people.
pub(crate) const PEOPLE: &str = "/people";
/// The tree of places.
pub(crate) const PLACES: &str = "/places";
/// The tree of subjects.
pub(crate) const SUBJECTS: &str = "/subjects";
/// The list of archives.
pub(crate) const ARCHIVES: &str = "/archives";

/// A person, a body or a family.
pub(crate) fn person(id: impl std::fmt::Display, name: &str) -> String {
    entry(PEOPLE, id, name)
}

/// A record in the list at `list`, as a page with its name or for programs.
pub(crate) fn record(list: &str, id: impl std::fmt::Display, name: &str, form: Form) -> String {
    match form {
        Form::Page => entry(list, id, name),
        Form::Json => entry_json(list, id),
    }
}

/// A place.
pub(crate) fn place(id: impl std::fmt::Display, name: &str) -> String {
    entry(PLACES, id, name)
}

/// A subject.
pub(crate) fn subject(id: impl std::fmt::Display, name: &str) -> String {
    entry(SUBJECTS, id, name)
}

/// An archive that holds originals.
pub(crate) fn repository(id: impl std::fmt::Display, name: &str) -> String {
    entry(ARCHIVES, id, name)
}

/// The page of a record that stands in a list; the words after the id decorate.
pub(crate) fn entry(list: &str, id: impl std::fmt::Display, name: &str) -> String {
    match fonds_archive::slug(name) {
        slug if slug.is_empty() => format!("{list}/{id}"),
        slug => format!("{list}/{id}/{slug}"),
    }
}

/// The same record for programs.
pub(crate) fn entry_json(list: &str, id: impl std::fmt::Display) -> String {
    format!("{list}/{id}.json")
}

/// A list of people, places, subjects or archives.
pub(crate) fn list(path: &str, ask: &ListAsk) -> String {
    written(path, &ask.to_pairs())
}

/// The same list for programs.
pub(crate) fn list_json(path: &str, ask: &ListAsk) -> String {
    written(&format!("{path}.json"), &ask.to_pairs())
}

/// The same list, changed, from its first page.
pub(crate) fn list_changed(path: &str, ask: &ListAsk, change: impl FnOnce(&mut ListAsk)) -> String {
    let mut ask = ListAsk {
        page: 1,
        ..ask.clone()
    };
    change(&mut ask);
    list(path, &ask)
}

/// Documents that one agent sent to another.
pub(crate) fn sent(from: impl std::fmt::Display, to: impl std::fmt::Display) -> String {
    let pairs = [
        ("sender".to_owned(), from.to_string()),
        ("recipient".to_owned(), to.to_string()),
    ];
    written(SEARCH, &pairs)
}

/// A search, at the address of the collection within which it looks if there is one.
pub(crate) fn search(ask: &Ask) -> String {
    written(&search_path(ask), &ask.to_pairs())
}

/// A search for programs.
pub(crate) fn search_json(ask: &Ask) -> String {
    let path = match &ask.within {
        Some(within) => collection_json(within.collection),
        None => SEARCH_JSON.to_owned(),
    };
    written(&path, &ask.to_pairs())
}

/// Where forms send a search.
pub(crate) fn search_path(ask: &Ask) -> String {
    match &ask.within {
        Some(within) => collection(within.collection, &within.name),
        None => SEARCH.to_owned(),
    }
}

/// The newest additions.
pub(crate) fn newest() -> String {
    filtered("order", "added")
}

/// The same search with one more value of a filter.
pub(crate) fn with_value(ask: &Ask, key: &str, value: &str) -> String {
    let Some((key, _, _)) = FILTERS.iter().find(|known| known.0 == key) else {
        return search(ask);
    };
    changed(ask, |ask| {
        let filter = ask.filters.entry(key).or_default();
        if !filter.values.iter().any(|known| known == value) {
            filter.values.push(value.to_owned());
        }
    })
}

/// The same search without some values of a filter.
pub(crate) fn without_values(ask: &Ask, key: &str, values: &[&str]) -> Ask {
    let mut ask = first_page(ask);
    if let Some(filter) = ask.filters.get_mut(key) {
        filter
            .values
            .retain(|known| !values.contains(&known.as_str()));
        // "All of" says nothing about one value.
        filter.all &= filter.values.len() > 1;
    }
    ask.filters.retain(|_, filter| !filter.values.is_empty());
    ask
}

/// The same search, with all values of a filter demanded or any of them.
pub(crate) fn demanding_all(ask: &Ask, key: &str, all: bool) -> String {
    changed(ask, |ask| {
        if let Some(filter) = ask.filters.get_mut(key) {
            filter.all = all;
        }
    })
}

/// The same search without filters and dates.
pub(crate) fn without_filters(ask: &Ask) -> Ask {
    Ask {
        within: ask.within.clone(),
        q: ask.q.clone(),
        scope: ask.scope,
        order: ask.order,
        per: ask.per,
        ..Ask::default()
    }
}

/// The same search in another order.
pub(crate) fn ordered(ask: &Ask, order: Order) -> String {
    changed(ask, |ask| ask.order = Some(order))
}

/// The same search with pages of another size.
pub(crate) fn sized(ask: &Ask, per: u64) -> String {
    changed(ask, |ask| ask.per = per)
}

/// Another page of the same search.
pub(crate) fn page(ask: &Ask, page: u64) -> String {
    search(&Ask {
        page,
        ..ask.clone()
    })
}

/// The same search within some years, both included.
pub(crate) fn years(ask: &Ask, first: i32, last: i32) -> String {
    changed(ask, |ask| {
        ask.since = format!("{first:04}");
        ask.until = format!("{last:04}");
    })
}

/// The same search, changed, from its first page.
pub(crate) fn changed(ask: &Ask, change: impl FnOnce(&mut Ask)) -> String {
    let mut ask = first_page(ask);
    change(&mut ask);
    search(&ask)
}

fn first_page(ask: &Ask) -> Ask {
    Ask {
        page: 1,
        ..ask.clone()
    }
}

/// True for an address as this module makes them: a path of this site and nothing that a browser could take for another host or another header.
pub(crate) fn is_of_this_site(address: &str) -> bool {
    let is_path = address.starts_with('/') && !address.starts_with("//");
    let is_plain =
        |byte: u8| byte.is_ascii_graphic() && !matches!(byte, b'\\' | b'"' | b'<' | b'>');
    is_path && address.bytes().all(is_plain)
}

/// An address of this site with the parameters of another.
pub(crate) fn with_pairs(path: &str, pairs: &[(String, String)]) -> String {
    written(path, pairs)
}

fn written(path: &str, pairs: &[(String, String)]) -> String {
    if pairs.is_empty() {
        return path.to_owned();
    }
    let query = Serializer::new(String::new()).extend_pairs(pairs).finish();
    format!("{path}?{query}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(pairs: &[(&str, &str)], link: impl FnOnce(&Ask) -> String, expected: &str) {
        let ask = Ask::from_pairs(pairs.iter().copied());
        assert_eq!(link(&ask), expected);
    }

    #[test]
    fn equal_searches_have_equal_addresses() {
        check(
            &[("type", "cable"), ("q", "railway")],
            search,
            "/search?q=railway&type=cable",
        );
        check(&[], search, "/search");
        check(
            &[("q", "железная дорога & more")],
            search_json,
            "/search.json?q=%D0%B6%D0%B5%D0%BB%D0%B5%D0%B7%D0%BD%D0%B0%D1%8F+%D0%B4%D0%BE%D1%80%D0%BE%D0%B3%D0%B0+%26+more",
        );
    }

    #[test]
    fn filters_come_and_go_from_the_first_page() {
        let chosen = [
            ("q", "railway"),
            ("person", "1"),
            ("person", "2"),
            ("person.all", "1"),
            ("page", "3"),
        ];
        check(
            &chosen,
            |ask| with_value(ask, "type", "cable"),
            "/search?q=railway&person=1&person=2&person.all=1&type=cable",
        );
        check(
            &chosen,
            |ask| search(&without_values(ask, "person", &["2"])),
            "/search?q=railway&person=1",
        );
        check(
            &chosen,
            |ask| search(&without_filters(ask)),
            "/search?q=railway",
        );
        check(
            &chosen,
            |ask| page(ask, 4),
            "/search?q=railway&person=1&person=2&person.all=1&page=4",
        );
        check(
            &chosen,
            |ask| demanding_all(ask, "person", false),
            "/search?q=railway&person=1&person=2",
        );
        check(
            &chosen,
            |ask| years(ask, 1949, 1949),
            "/search?q=railway&person=1&person=2&person.all=1&since=1949&until=1949",
        );
    }

    #[test]
    fn paragraphs_have_addresses_whatever_their_ids() {
        assert_eq!(paragraph(7, &3, "p 1\"<"), "/document/7#t3-p%201%22%3C");
    }

    #[test]
    fn addresses_of_other_sites_are_told_apart() {
        let own = ["/", "/search?q=a+b", "/collection/1/caf%C3%A9#x"];
        assert!(own.into_iter().all(is_of_this_site));
        let others = [
            "",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example/",
            "search",
            "/a b",
            "/a\r\nset-cookie: b",
            "/caf\u{e9}",
        ];
        assert!(!others.into_iter().any(is_of_this_site));
    }
}
