//! The links of the search page: groups, orders, pages, counts; those that take a demand away are in `search_demands`.
//!
//! Pure functions from the results to words and addresses.

use fonds_archive::ask::{FILTERS, ORDERS};
use fonds_archive::{Ask, FacetView, Results};
use fonds_search::{Groups, Order};

use crate::{urls, words};

/// How many values of a filter stand open; the others fold away.
const OPEN_VALUES: usize = 6;

/// A link with its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Link {
    /// Its words.
    pub(super) label: String,
    /// Where it leads.
    pub(super) url: String,
    /// Whether it is what the page shows already.
    pub(super) current: bool,
}

impl Link {
    pub(super) fn new(label: String, url: String, current: bool) -> Self {
        Self {
            label,
            url,
            current,
        }
    }
}

/// A page number, or the gap between two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum PageLink {
    /// A page.
    Page(Link),
    /// Pages left out.
    Gap,
}

/// A filter with its values and counts.
#[derive(Debug, Clone)]
pub(super) struct Column {
    /// The filter's key in addresses.
    pub(super) key: &'static str,
    /// What to call it.
    pub(super) label: &'static str,
    /// Values that stand open.
    pub(super) open: Vec<(Link, u64)>,
    /// Values that fold away.
    pub(super) folded: Vec<(Link, u64)>,
}

/// For filters with several values: the change between any of them and all of them.
pub(super) fn alternatives(results: &Results) -> Vec<Link> {
    let ask = &results.ask;
    let several = FILTERS.iter().filter_map(|(key, _, label)| {
        let filter = ask
            .filters
            .get(key)
            .filter(|filter| filter.values.len() > 1)?;
        let words = if filter.all {
            format!("{label}: all of these; accept any")
        } else {
            format!("{label}: any of these; require all")
        };
        Some(Link::new(
            words,
            urls::demanding_all(ask, key, !filter.all),
            false,
        ))
    });
    several.collect()
}

/// The groups of dates: size and name, and the link that shows or hides it where that changes the list.
pub(super) fn groups(ask: &Ask, groups: Groups) -> Vec<(String, Option<Link>)> {
    let all = [
        (groups.certain, "certainly within", ask.certain),
        (groups.possible, "possibly", ask.possible),
        (groups.undated, "undated", ask.undated),
    ];
    let others_are_shown = all
        .iter()
        .filter(|(size, _, shown)| *size > 0 && *shown)
        .count()
        > 1;
    all.into_iter()
        .map(|(size, name, shown)| {
            let changes = size > 0 && (!shown || others_are_shown);
            let link = changes.then(|| {
                let url = urls::changed(ask, |ask| match name {
                    "undated" => ask.undated = !shown,
                    "possibly" => ask.possible = !shown,
                    _ => ask.certain = !shown,
                });
                Link::new(if shown { "hide" } else { "show" }.to_owned(), url, shown)
            });
            (format!("{} {name}", words::number(&size)), link)
        })
        .collect()
}

/// The orders; the best match first makes sense only for words.
pub(super) fn orders(ask: &Ask) -> Vec<Link> {
    let usual = if ask.q.is_empty() {
        Order::DateAscending
    } else {
        Order::Relevance
    };
    let order = ask.order.unwrap_or(usual);
    ORDERS
        .iter()
        .filter(|known| known.1 != Order::Relevance || !ask.q.is_empty())
        .map(|known| {
            Link::new(
                known.2.to_owned(),
                urls::ordered(ask, known.1),
                known.1 == order,
            )
        })
        .collect()
}

/// The first and last page and those around the present one.
pub(super) fn pages(ask: &Ask, pages: u64) -> Vec<PageLink> {
    page_links(ask.page, pages, |page| urls::page(ask, page))
}

/// The same for any list of so many pages, of which `asked` was asked for.
pub(super) fn page_links(asked: u64, pages: u64, url: impl Fn(u64) -> String) -> Vec<PageLink> {
    let page_link =
        |page: u64| PageLink::Page(Link::new(words::number(&page), url(page), page == asked));
    let here = asked.min(pages);
    let near = |page: u64| page == 1 || page == pages || page.abs_diff(here) <= 2;
    let mut candidates: Vec<u64> =
        (here.saturating_sub(2).max(1)..=here.saturating_add(2).min(pages)).collect();
    candidates.extend([1, pages]);
    candidates.sort_unstable();
    candidates.dedup();
    let mut links = Vec::new();
    let mut before = 0;
    for page in candidates.into_iter().filter(|page| near(*page)) {
        // A gap of one page is the page itself.
        if page == before + 2 {
            links.push(page_link(page - 1));
        } else if page > before + 2 {
            links.push(PageLink::Gap);
        }
        links.push(page_link(page));
        before = page;
    }
    links
}

/// Filters with counts; a link adds its value, or takes it away if it is chosen.
pub(super) fn columns(results: &Results) -> Vec<Column> {
    results
        .facets
        .iter()
        .map(|facet| column(results, facet))
        .collect()
}

fn column(results: &Results, facet: &FacetView) -> Column {
    let ask = &results.ask;
    let mut values: Vec<(Link, u64)> = facet
        .values
        .iter()
        .map(|value| {
            let url = if value.chosen {
                // A value may be chosen by name; whatever the address says for it goes.
                let written: Vec<&str> = results
                    .chosen
                    .iter()
                    .filter(|chosen| chosen.key == facet.key)
                    .filter(|chosen| chosen.value == value.value || chosen.label == value.label)
                    .map(|chosen| chosen.value.as_str())
                    .collect();
                urls::search(&urls::without_values(ask, facet.key, &written))
            } else {
                urls::with_value(ask, facet.key, &value.value)
            };
            (
                Link::new(words::heading(&value.label), url, value.chosen),
                value.count,
            )
        })
        .collect();
    // One value more folded away than open would cost a click and save no room.
    let cut = if values.len() <= OPEN_VALUES + 1 {
        values.len()
    } else {
        OPEN_VALUES
    };
    let folded = values.split_off(cut);
    Column {
        key: facet.key,
        label: facet.label,
        open: values,
        folded,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(page: u64, pages: u64, expected: &str) {
        let ask = Ask {
            page,
            ..Ask::default()
        };
        let written: Vec<String> = super::pages(&ask, pages)
            .into_iter()
            .map(|link| match link {
                PageLink::Gap => "\u{2026}".to_owned(),
                PageLink::Page(link) if link.current => format!("[{}]", link.label),
                PageLink::Page(link) => link.label,
            })
            .collect();
        assert_eq!(written.join(" "), expected);
    }

    #[test]
    fn page_links() {
        check(1, 1, "[1]");
        check(1, 4, "[1] 2 3 4");
        check(3, 5, "1 2 [3] 4 5");
        check(1, 50_000, "[1] 2 3 \u{2026} 50,000");
        check(5, 9, "1 2 3 4 [5] 6 7 8 9");
        check(25, 50, "1 \u{2026} 23 24 [25] 26 27 \u{2026} 50");
        check(9, 2, "1 2");
        check(u64::MAX, 50, "1 \u{2026} 48 49 50");
    }
}
