//! What a reader asks of the search, as it stands in an address or on a command line.
//!
//! Every search has one such value, made from `key=value` pairs and written back as pairs in a fixed order,
//! so that equal searches have equal addresses.

use std::collections::BTreeMap;

use fonds_model::CollectionId;
use fonds_search::query::Scope;
use fonds_search::{Facet, Order};
use serde::Serialize;

/// The sizes of a page that a reader can choose.
pub const PAGE_SIZES: [u64; 4] = [10, 20, 50, 100];
/// The size of a page if nothing is chosen.
pub const PAGE_SIZE: u64 = 20;

/// A search as asked for: words and values verbatim, not yet looked up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch of its own in the address"
)]
pub struct Ask {
    /// The collection within which is searched; it stands in the path of the address and not among its pairs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub within: Option<Within>,
    /// The words.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub q: String,
    /// Where to look for them.
    #[serde(rename = "in", skip_serializing_if = "is_everything")]
    pub scope: Scope,
    /// Filters by their key in addresses, such as `sender`.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub filters: BTreeMap<&'static str, FilterAsk>,
    /// The first day wanted, as written.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub since: String,
    /// The last day wanted, as written.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub until: String,
    /// Whether to list documents certainly within the dates.
    pub certain: bool,
    /// Whether to list documents possibly within the dates.
    pub possible: bool,
    /// Whether to list undated documents while a date is asked for.
    pub undated: bool,
    /// The order, if one is chosen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order: Option<Order>,
    /// The page, counted from 1.
    pub page: u64,
    /// Documents on a page.
    pub per: u64,
    /// Whether to count the values of filters and the years.
    pub facets: bool,
    /// Pairs that were not understood, with the reason.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub ignored: Vec<String>,
}

fn is_everything(scope: &Scope) -> bool {
    *scope == Scope::Everything
}

/// A collection within which is searched.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Within {
    /// The collection.
    pub collection: CollectionId,
    /// Its name.
    #[serde(skip)]
    pub name: String,
    /// The pages that describe it, by name.
    #[serde(skip)]
    pub sources: Vec<String>,
    /// The collections that are part of it, at any depth; their documents are found too.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<CollectionId>,
}

/// The values of one filter.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct FilterAsk {
    /// Ids, codes or names as written.
    pub values: Vec<String>,
    /// Whether a document needs all of them rather than any.
    pub all: bool,
}

/// The filters of an address: key, facet, and what to call it.
pub const FILTERS: [(&str, Facet, &str); 18] = [
    ("person", Facet::Person, "Person or body"),
    ("sender", Facet::Sender, "From"),
    ("recipient", Facet::Recipient, "To"),
    ("via", Facet::Via, "Through"),
    ("participant", Facet::Participant, "Participant"),
    ("mentioned", Facet::Mentioned, "Mentioned"),
    ("author", Facet::Author, "Author"),
    ("place", Facet::Place, "Place"),
    ("subject", Facet::Subject, "Subject"),
    ("collection", Facet::Collection, "Collection"),
    ("type", Facet::Type, "Type"),
    ("language", Facet::Language, "Language"),
    ("translated", Facet::TranslatedInto, "Translated into"),
    ("archive", Facet::Repository, "Archive"),
    ("marking", Facet::Marking, "Marking"),
    ("donor", Facet::Donor, "Donor"),
    ("project", Facet::Project, "Project"),
    ("has", Facet::Has, "Held"),
];

/// The scopes of an address: value, scope, and what to call it.
pub const SCOPES: [(&str, Scope, &str); 7] = [
    ("all", Scope::Everything, "everything"),
    ("title", Scope::Titles, "titles"),
    ("summary", Scope::Summaries, "summaries"),
    ("text", Scope::Text, "full text"),
    ("name", Scope::Names, "names"),
    ("number", Scope::Numbers, "numbers"),
    ("ref", Scope::References, "archive references"),
];

/// The orders of an address: value, order, and what to call it.
pub const ORDERS: [(&str, Order, &str); 6] = [
    ("relevance", Order::Relevance, "best match first"),
    ("date", Order::DateAscending, "oldest first"),
    ("date-desc", Order::DateDescending, "newest first"),
    ("added", Order::Newest, "last added first"),
    ("title", Order::Title, "by title"),
    ("reference", Order::Reference, "by archive reference"),
];

impl Default for Ask {
    fn default() -> Self {
        Self {
            within: None,
            q: String::new(),
            scope: Scope::Everything,
            filters: BTreeMap::new(),
            since: String::new(),
            until: String::new(),
            certain: true,
            possible: true,
            undated: false,
            order: None,
            page: 1,
            per: PAGE_SIZE,
            facets: true,
            ignored: Vec::new(),
        }
    }
}

impl Ask {
    /// Reads the pairs of an address; what is not understood is noted and otherwise passed over.
    pub fn from_pairs<K: AsRef<str>, V: AsRef<str>>(
        pairs: impl IntoIterator<Item = (K, V)>,
    ) -> Self {
        let mut ask = Self::default();
        for (key, value) in pairs {
            ask.take(key.as_ref(), value.as_ref().trim());
        }
        ask
    }

    fn take(&mut self, key: &str, value: &str) {
        let understood = match key {
            // A form sends every field; an empty one asks for nothing.
            _ if value.is_empty() => true,
            "q" => {
                if !self.q.is_empty() {
                    self.q.push(' ');
                }
                self.q.push_str(value);
                true
            }
            "since" => {
                value.clone_into(&mut self.since);
                true
            }
            "until" => {
                value.clone_into(&mut self.until);
                true
            }
            "in" => set(
                &mut self.scope,
                SCOPES
                    .iter()
                    .find(|known| known.0 == value)
                    .map(|known| known.1),
            ),
            "order" => set(
                &mut self.order,
                ORDERS
                    .iter()
                    .find(|known| known.0 == value)
                    .map(|known| Some(known.1)),
            ),
            "certain" => set(&mut self.certain, switch(value)),
            "possible" => set(&mut self.possible, switch(value)),
            "undated" => set(&mut self.undated, switch(value)),
            "facets" => set(&mut self.facets, switch(value)),
            "page" => set(&mut self.page, value.parse().ok().filter(|page| *page >= 1)),
            "per" => set(
                &mut self.per,
                value.parse().ok().filter(|per| PAGE_SIZES.contains(per)),
            ),
            _ => self.take_filter(key, value),
        };
        if !understood {
            let shortened: String = value.chars().take(60).collect();
            let key: String = key.chars().take(30).collect();
            self.ignored.push(format!("{key}={shortened}"));
        }
    }

    fn take_filter(&mut self, key: &str, value: &str) -> bool {
        let (name, wants_all) = match key.strip_suffix(".all") {
            Some(name) => (name, true),
            None => (key, false),
        };
        let Some((name, _, _)) = FILTERS.iter().find(|known| known.0 == name) else {
            return false;
        };
        let filter = self.filters.entry(name).or_default();
        if wants_all {
            return set(&mut filter.all, switch(value));
        }
        if !filter.values.iter().any(|known| known == value) {
            filter.values.push(value.to_owned());
        }
        true
    }

    /// What of this search cannot be taken as it was asked: pairs that mean nothing, and dates that cannot be read.
    pub fn unreadable(&self) -> Vec<String> {
        let dates = [("since", &self.since), ("until", &self.until)];
        let unread = dates
            .into_iter()
            .filter(|(_, date)| !date.is_empty() && fonds_reading::date::read(date).edtf.is_none())
            .map(|(key, date)| format!("{key}={date}"));
        self.ignored.iter().cloned().chain(unread).collect()
    }

    /// The pairs of this search in their fixed order, without those that say nothing.
    pub fn to_pairs(&self) -> Vec<(String, String)> {
        let mut pairs: Vec<(String, String)> = Vec::new();
        let mut add = |key: &str, value: &str| {
            if !value.is_empty() {
                pairs.push((key.to_owned(), value.to_owned()));
            }
        };
        add("q", &self.q);
        let scope = SCOPES.iter().find(|known| known.1 == self.scope);
        add(
            "in",
            scope
                .filter(|_| self.scope != Scope::Everything)
                .map_or("", |known| known.0),
        );
        for (key, _, _) in FILTERS {
            let Some(filter) = self.filters.get(key) else {
                continue;
            };
            for value in &filter.values {
                add(key, value);
            }
            if filter.all {
                add(&format!("{key}.all"), "1");
            }
        }
        add("since", &self.since);
        add("until", &self.until);
        add("certain", if self.certain { "" } else { "0" });
        add("possible", if self.possible { "" } else { "0" });
        add("undated", if self.undated { "1" } else { "" });
        let order = ORDERS.iter().find(|known| Some(known.1) == self.order);
        add("order", order.map_or("", |known| known.0));
        if self.per != PAGE_SIZE {
            add("per", &self.per.to_string());
        }
        add("facets", if self.facets { "" } else { "0" });
        if self.page != 1 {
            add("page", &self.page.to_string());
        }
        pairs
    }

    /// True if dates are asked for.
    pub fn has_dates(&self) -> bool {
        !self.since.is_empty() || !self.until.is_empty()
    }

    /// True if nothing at all is asked for.
    pub fn is_empty(&self) -> bool {
        self.q.is_empty() && self.filters.is_empty() && !self.has_dates()
    }
}

fn set<T>(place: &mut T, value: Option<T>) -> bool {
    match value {
        Some(value) => {
            *place = value;
            true
        }
        None => false,
    }
}

fn switch(value: &str) -> Option<bool> {
    match value {
        "1" | "yes" | "on" | "true" => Some(true),
        "0" | "no" | "off" | "false" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(pairs: &[(&str, &str)], expected: &[(&str, &str)]) {
        let ask = Ask::from_pairs(pairs.iter().copied());
        let written: Vec<(String, String)> = ask.to_pairs();
        let expected: Vec<(String, String)> = expected
            .iter()
            .map(|(key, value)| ((*key).to_owned(), (*value).to_owned()))
            .collect();
        assert_eq!(written, expected);
        assert_eq!(
            Ask::from_pairs(written).to_pairs(),
            expected,
            "written and read again"
        );
    }

    #[test]
    fn pairs_have_one_order() {
        check(
            &[
                ("page", "3"),
                ("type", "cable"),
                ("q", "railway"),
                ("sender", "12"),
                ("sender", "12"),
                ("until", ""),
            ],
            &[
                ("q", "railway"),
                ("sender", "12"),
                ("type", "cable"),
                ("page", "3"),
            ],
        );
    }

    #[test]
    fn switches_and_all_of() {
        check(
            &[
                ("undated", "1"),
                ("possible", "0"),
                ("person", "1"),
                ("person", "2"),
                ("person.all", "1"),
            ],
            &[
                ("person", "1"),
                ("person", "2"),
                ("person.all", "1"),
                ("possible", "0"),
                ("undated", "1"),
            ],
        );
    }

    #[test]
    fn what_is_not_understood_is_noted() {
        let ask = Ask::from_pairs([("page", "0"), ("colour", "red"), ("order", "random")]);
        assert_eq!(ask.ignored, ["page=0", "colour=red", "order=random"]);
        assert_eq!(ask.page, 1);
    }
}
