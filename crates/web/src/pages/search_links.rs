//! The links of the search page: phrases to take away, groups, orders, pages, counts.
//!
//! Pure functions from the results to words and addresses.

use fonds_archive::ask::{FILTERS, ORDERS};
use fonds_archive::{Ask, FacetView, Results};
use fonds_search::{Groups, Order};

use crate::{urls, words};

/// How many demands are tried one by one when nothing is found.
const MOST_RELIEFS: usize = 6;
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

/// The search without one of its demands.
#[derive(Debug, Clone)]
pub(super) struct Relief {
    /// What is left out.
    pub(super) label: String,
    /// The search without it.
    pub(super) ask: Ask,
    /// What that would find.
    pub(super) total: u64,
}

/// Filters and dates in force; each link takes its own away.
pub(super) fn filters(results: &Results) -> Vec<Link> {
    demands(results)
        .into_iter()
        .map(|(label, ask)| Link::new(label, urls::search(&ask), false))
        .collect()
}

/// Every filter value and date in force, with the search without it.
fn demands(results: &Results) -> Vec<(String, Ask)> {
    let ask = &results.ask;
    let mut demands: Vec<(String, Ask)> = results
        .chosen
        .iter()
        .map(|chosen| {
            let label = format!("{}: {}", chosen.filter, words::heading(&chosen.label));
            (
                label,
                urls::without_values(ask, chosen.key, &[&chosen.value]),
            )
        })
        .collect();
    let first = Ask {
        page: 1,
        ..ask.clone()
    };
    if !ask.since.is_empty() {
        demands.push((
            format!("since {}", ask.since),
            Ask {
                since: String::new(),
                ..first.clone()
            },
        ));
    }
    if !ask.until.is_empty() {
        demands.push((
            format!("until {}", ask.until),
            Ask {
                until: String::new(),
                ..first
            },
        ));
    }
    demands
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
    let here = ask.page.min(pages);
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
            links.push(page_link(ask, page - 1));
        } else if page > before + 2 {
            links.push(PageLink::Gap);
        }
        links.push(page_link(ask, page));
        before = page;
    }
    links
}

fn page_link(ask: &Ask, page: u64) -> PageLink {
    PageLink::Page(Link::new(
        words::number(&page),
        urls::page(ask, page),
        page == ask.page,
    ))
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

/// The search without each of its demands in turn.
pub(super) fn reliefs(results: &Results) -> Vec<Relief> {
    let ask = &results.ask;
    let mut asks = demands(results);
    // Since and until belong together if both exclude everything.
    if !ask.since.is_empty() && !ask.until.is_empty() {
        let label = format!("since {} until {}", ask.since, ask.until);
        let without = Ask {
            since: String::new(),
            until: String::new(),
            page: 1,
            ..ask.clone()
        };
        asks.push((label, without));
    }
    if !ask.q.is_empty() && !asks.is_empty() {
        asks.push((
            format!("the words \u{201c}{}\u{201d}", ask.q),
            Ask {
                q: String::new(),
                page: 1,
                ..ask.clone()
            },
        ));
    }
    if ask.scope != fonds_search::query::Scope::Everything && !ask.q.is_empty() {
        let scope = fonds_search::query::Scope::Everything;
        asks.push((
            "the choice of where to look".to_owned(),
            Ask {
                scope,
                page: 1,
                ..ask.clone()
            },
        ));
    }
    asks.into_iter()
        .take(MOST_RELIEFS)
        .map(|(label, ask)| Relief {
            label,
            ask: Ask {
                facets: false,
                per: 10,
                ..ask
            },
            total: 0,
        })
        .collect()
}

impl Relief {
    /// The search without the demand, as a reader sees it.
    pub(super) fn url(&self, shown: &Ask) -> String {
        urls::search(&Ask {
            facets: shown.facets,
            per: shown.per,
            ..self.ask.clone()
        })
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
