//! What a reader asks of the lists of people, places, subjects and archives, as it stands in an address.

use std::fmt;

use fonds_model::AgentKind;
use serde::Serialize;

/// Entries on a page of a list.
pub const LIST_PAGE: u64 = 100;

/// What an agent is, as far as one can choose by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    /// Persons.
    Person,
    /// Corporate bodies.
    Body,
    /// Families.
    Family,
    /// Names of which nobody has said what bears them.
    Unsaid,
}

impl Sort {
    /// Every sort, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Person, Self::Body, Self::Family, Self::Unsaid];

    /// The word in addresses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Body => "body",
            Self::Family => "family",
            Self::Unsaid => "unsaid",
        }
    }

    pub(crate) fn of(kind: Option<AgentKind>) -> Self {
        match kind {
            Some(AgentKind::Person) => Self::Person,
            Some(AgentKind::Body) => Self::Body,
            Some(AgentKind::Family) => Self::Family,
            None => Self::Unsaid,
        }
    }
}

impl fmt::Display for Sort {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A list as asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ListAsk {
    /// Words or beginnings of words of any form of a name.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub q: String,
    /// What the entries are; only of people.
    #[serde(rename = "kind", skip_serializing_if = "Option::is_none")]
    pub sort: Option<Sort>,
    /// The letter under which they stand; only of people.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub letter: String,
    /// Whether those of whom no document is here are listed as well.
    pub all: bool,
    /// The page, counted from 1.
    pub page: u64,
    /// Pairs that were not understood.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub ignored: Vec<String>,
}

impl Default for ListAsk {
    fn default() -> Self {
        Self {
            q: String::new(),
            sort: None,
            letter: String::new(),
            all: false,
            page: 1,
            ignored: Vec::new(),
        }
    }
}

impl ListAsk {
    /// Reads the pairs of an address; what is not understood is noted and otherwise passed over.
    pub fn from_pairs<K: AsRef<str>, V: AsRef<str>>(
        pairs: impl IntoIterator<Item = (K, V)>,
    ) -> Self {
        let mut ask = Self::default();
        for (key, value) in pairs {
            let (key, value) = (key.as_ref(), value.as_ref().trim());
            if !ask.take(key, value) {
                let key: String = key.chars().take(30).collect();
                let value: String = value.chars().take(60).collect();
                ask.ignored.push(format!("{key}={value}"));
            }
        }
        ask
    }

    /// Takes one pair; false if it means nothing.
    fn take(&mut self, key: &str, value: &str) -> bool {
        match key {
            // A form sends every field; an empty one asks for nothing.
            "q" | "kind" | "letter" | "all" | "page" if value.is_empty() => true,
            "q" => {
                self.q = value.chars().take(200).collect();
                true
            }
            "letter" => {
                self.letter = value.chars().take(8).collect();
                true
            }
            "kind" => {
                let sort = Sort::ALL.into_iter().find(|sort| sort.as_str() == value);
                self.sort = sort.or(self.sort);
                sort.is_some()
            }
            "all" => {
                self.all = value == "1";
                matches!(value, "0" | "1")
            }
            "page" => {
                let page = value.parse().ok().filter(|page| *page >= 1);
                self.page = page.unwrap_or(self.page);
                page.is_some()
            }
            _ => false,
        }
    }

    /// The pairs of this list in their fixed order, without those that say nothing.
    pub fn to_pairs(&self) -> Vec<(String, String)> {
        let page = (self.page > 1).then(|| self.page.to_string());
        let pairs = [
            ("q", self.q.clone()),
            (
                "kind",
                self.sort.map(|sort| sort.to_string()).unwrap_or_default(),
            ),
            ("letter", self.letter.clone()),
            (
                "all",
                if self.all {
                    "1".to_owned()
                } else {
                    String::new()
                },
            ),
            ("page", page.unwrap_or_default()),
        ];
        pairs
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(key, value)| (key.to_owned(), value))
            .collect()
    }
}

/// Where a page of a list stands in the whole.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Extent {
    /// Entries of the whole list.
    pub total: u64,
    /// The page, counted from 1.
    pub page: u64,
    /// Number of pages, at least 1.
    pub pages: u64,
    /// Number of the first entry of the page among all, counted from 1; 0 if there is none.
    pub first: u64,
    /// Number of the last entry of the page.
    pub last: u64,
}

impl Extent {
    /// The page `page` of a list of `total` entries, and the range of its entries.
    pub(crate) fn of(total: usize, page: u64) -> (Self, std::ops::Range<usize>) {
        let size = usize::try_from(LIST_PAGE).unwrap_or(usize::MAX);
        let before = usize::try_from(page - 1)
            .unwrap_or(usize::MAX)
            .saturating_mul(size)
            .min(total);
        let end = before.saturating_add(size).min(total);
        let extent = Self {
            total: total as u64,
            page,
            pages: (total as u64).div_ceil(LIST_PAGE).max(1),
            first: if end > before { before as u64 + 1 } else { 0 },
            last: if end > before { end as u64 } else { 0 },
        };
        (extent, before..end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(pairs: &[(&str, &str)], expected: &[(&str, &str)], ignored: &[&str]) {
        let ask = ListAsk::from_pairs(pairs.iter().copied());
        let written = ask.to_pairs();
        let expected: Vec<(String, String)> = expected
            .iter()
            .map(|(key, value)| ((*key).to_owned(), (*value).to_owned()))
            .collect();
        assert_eq!(written, expected);
        assert_eq!(ask.ignored, ignored);
    }

    #[test]
    fn pairs_have_one_order() {
        check(
            &[
                ("page", "2"),
                ("letter", "Й"),
                ("kind", "body"),
                ("all", "1"),
                ("q", " mao "),
            ],
            &[
                ("q", "mao"),
                ("kind", "body"),
                ("letter", "Й"),
                ("all", "1"),
                ("page", "2"),
            ],
            &[],
        );
        check(
            &[
                ("page", "0"),
                ("kind", "ship"),
                ("colour", "red"),
                ("q", ""),
            ],
            &[],
            &["page=0", "kind=ship", "colour=red"],
        );
    }

    #[test]
    fn pages_end_where_the_list_does() {
        let check = |total, page, expected: (u64, u64, u64)| {
            let (extent, range) = Extent::of(total, page);
            assert_eq!((extent.first, extent.last, extent.pages), expected);
            assert_eq!(
                range.len() as u64,
                (extent.last + 1 - extent.first) % (LIST_PAGE + 1) * u64::from(extent.last > 0)
            );
        };
        check(0, 1, (0, 0, 1));
        check(100, 1, (1, 100, 1));
        check(101, 2, (101, 101, 2));
        check(101, 3, (0, 0, 2));
        check(5, u64::MAX, (0, 0, 1));
    }
}
