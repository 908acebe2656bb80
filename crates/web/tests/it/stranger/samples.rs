//! What the stranger asks for at each route: one line for each pattern of the router.
//!
//! A route that is not here fails the test with its pattern, so that none is added without being watched.

use fonds_archive::ask::{FILTERS, ORDERS, SCOPES};
use fonds_model::Kind;

use super::records::{self, Hidden};

/// What a route is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum About {
    /// Nothing in particular: it is asked for as it stands.
    Itself,
    /// One record: `{id}` stands for its id.
    One(Kind),
    /// A list that takes `q`, `letter`, `kind` and `page`.
    List,
    /// The search with all its parameters.
    Search,
}

/// Every route of the reading room.
const ROUTES: &[(&str, About)] = &[
    ("/", About::Itself),
    ("/index.json", About::Itself),
    ("/index.json/", About::Itself),
    ("/search", About::Search),
    ("/search/", About::Itself),
    ("/search.json", About::Search),
    ("/search.json/", About::Itself),
    ("/document/{id}", About::One(Kind::Document)),
    ("/document/{id}/", About::One(Kind::Document)),
    ("/document/{id}/{*slug}", About::One(Kind::Document)),
    ("/collections", About::List),
    ("/collections/", About::Itself),
    ("/collections.json", About::List),
    ("/collections.json/", About::Itself),
    ("/collections/{id}/image", About::One(Kind::Collection)),
    ("/collection/{id}", About::One(Kind::Collection)),
    ("/collection/{id}/", About::One(Kind::Collection)),
    ("/collection/{id}/{*slug}", About::One(Kind::Collection)),
    ("/people", About::List),
    ("/people/", About::Itself),
    ("/people.json", About::List),
    ("/people/{id}", About::One(Kind::Agent)),
    ("/people/{id}/", About::One(Kind::Agent)),
    ("/people/{id}/{*slug}", About::One(Kind::Agent)),
    ("/places", About::List),
    ("/places/", About::Itself),
    ("/places.json", About::List),
    ("/places/{id}", About::One(Kind::Place)),
    ("/places/{id}/", About::One(Kind::Place)),
    ("/places/{id}/{*slug}", About::One(Kind::Place)),
    ("/subjects", About::List),
    ("/subjects/", About::Itself),
    ("/subjects.json", About::List),
    ("/subjects/{id}", About::One(Kind::Subject)),
    ("/subjects/{id}/", About::One(Kind::Subject)),
    ("/subjects/{id}/{*slug}", About::One(Kind::Subject)),
    ("/archives", About::List),
    ("/archives/", About::Itself),
    ("/archives.json", About::List),
    ("/archives/{id}", About::One(Kind::Repository)),
    ("/archives/{id}/", About::One(Kind::Repository)),
    ("/archives/{id}/{*slug}", About::One(Kind::Repository)),
    ("/about", About::Itself),
    ("/about.json", About::Itself),
    ("/accessibility", About::Itself),
    ("/accessibility.json", About::Itself),
    ("/favicon.ico", About::Itself),
    ("/icon.svg", About::Itself),
    ("/robots.txt", About::Itself),
    ("/healthz", About::Itself),
];

/// What a route is about; the names of files change with their content and are given without it.
pub(super) fn about(pattern: &str) -> Option<About> {
    if pattern.starts_with("/style.") || pattern.starts_with("/icon.") {
        return Some(About::Itself);
    }
    let known = ROUTES.iter().find(|known| known.0 == pattern);
    known.map(|known| known.1)
}

/// The addresses to ask for at a route, wherever hidden names and ids can be put in.
pub(super) fn addresses(pattern: &str, about: About) -> Vec<String> {
    match about {
        About::Itself => vec![
            pattern.to_owned(),
            format!("{pattern}?q=Xyzzqhbaaab&page=2"),
        ],
        About::One(kind) => {
            let mut ids: Vec<u64> = records::public(kind).collect();
            ids.extend(records::hidden(kind).iter().map(|hidden| hidden.id));
            ids.extend((1..3).map(|number| records::absent(kind, number)));
            ids.iter().flat_map(|id| of_one(pattern, *id)).collect()
        }
        About::List => list(pattern),
        About::Search => search(pattern),
    }
}

/// The addresses of one record at a route.
pub(super) fn of_one(pattern: &str, id: u64) -> Vec<String> {
    let with_id = |id: &str| pattern.replace("{id}", id);
    let with_slug =
        |address: &str, slug: &str| address.replace("{*slug}", slug).replace("{slug}", slug);
    let address = with_id(&id.to_string());
    let mut addresses = vec![with_slug(&address, "railway-paper")];
    if pattern.ends_with("{id}") {
        // A parameter captures the ending too.
        let program = format!("{address}.json");
        addresses.push(format!("{program}?page=2&per=10"));
        addresses.push(format!("{address}?page=2&q=railway"));
        addresses.push(program);
    }
    addresses
}

fn list(pattern: &str) -> Vec<String> {
    let mut addresses = vec![pattern.to_owned()];
    for pair in [
        "page=2",
        "page=99",
        "letter=X",
        "letter=x",
        "letter=V",
        "letter=%D0%A9",
        "kind=person",
        "kind=body",
        "q=vale",
        "q=va",
        "q=railway",
        "q=x",
        "all=1",
    ] {
        addresses.push(format!("{pattern}?{pair}"));
    }
    addresses.extend(words().iter().map(|word| format!("{pattern}?q={word}")));
    addresses
}

fn search(pattern: &str) -> Vec<String> {
    let mut pairs: Vec<String> = words().iter().map(|word| format!("q={word}")).collect();
    pairs.extend(words().iter().map(|word| format!("q=railway+-{word}")));
    pairs.extend(words().iter().map(|word| format!("q=railway+OR+{word}")));
    for scope in SCOPES {
        pairs.push(format!("in={}&q=railway", scope.0));
        pairs.push(format!("in={}&q=Xyzzq*", scope.0));
    }
    for order in ORDERS {
        pairs.push(format!("order={}&per=100", order.0));
        pairs.push(format!("order={}&q=railway&page=2", order.0));
    }
    for date in [
        "since=1871&until=1871",
        "since=1800",
        "until=1900",
        "since=1949-03-05&until=1949-03-20&undated=1",
    ] {
        pairs.push(date.to_owned());
    }
    for (key, _, _) in FILTERS {
        pairs.push(format!("{key}=2"));
        pairs.push(format!("{key}=railway"));
        pairs.push(format!("{key}=tib"));
        let kinds = Kind::ALL.iter().flat_map(|kind| records::hidden(*kind));
        // A number may name a record of any kind: each is tried with one of every kind.
        for hidden in kinds.filter(|hidden| hidden.id % 100 == 1) {
            pairs.push(format!("{key}={}", hidden.id));
        }
        for hidden in with_names() {
            pairs.push(format!("{key}={}", hidden.word()));
            pairs.push(format!("{key}={}+Vale", hidden.word()));
        }
    }
    for kind in [Kind::Document, Kind::Agent, Kind::Collection, Kind::Type] {
        pairs.extend(
            records::hidden(kind)
                .iter()
                .map(|hidden| format!("q={}", hidden.id)),
        );
    }
    pairs.push("q=document/710301".to_owned());
    pairs
        .iter()
        .map(|pairs| format!("{pattern}?{pairs}"))
        .collect()
}

/// One hidden record of each state, of a kind that filters name.
fn with_names() -> Vec<Hidden> {
    [Kind::Agent, Kind::Collection, Kind::Type, Kind::Subject]
        .into_iter()
        .flat_map(records::hidden)
        .collect()
}

/// Hidden words, their beginnings, words like them and phrases with them.
fn words() -> Vec<String> {
    let mut words: Vec<String> = Kind::ALL
        .iter()
        .flat_map(|kind| records::hidden(*kind))
        .filter(|hidden| hidden.id % 100 < 3)
        .map(Hidden::word)
        .collect();
    let one = words[0].clone();
    words.extend([
        "Xyzzq*".to_owned(),
        "xy*".to_owned(),
        "X*".to_owned(),
        "Xyzzqdraft".to_owned(),
        // Near enough to be taken for a slip of a hidden word.
        format!("{}x", &one[..one.len() - 1]),
        format!("{one}s"),
        format!("%22paper+of+{one}%22"),
        format!("title:{one}"),
        format!("name:%22{one}+Vale%22"),
        format!("number:{one}"),
        format!("ref:{one}"),
        "%D1%89%D0%B7%D1%8B%D1%8A*".to_owned(),
        "%D1%89%D0%B7%D1%8B%D1%8A%D1%89%D0%B7%D1%8B%D1%8A".to_owned(),
        "%E9%BE%98%E9%9D%90".to_owned(),
        "%E9%BE%98*".to_owned(),
    ]);
    words
}
