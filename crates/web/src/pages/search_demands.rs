//! What a search demands, in words, and the searches without one of its demands.
//!
//! Only what is in force is named: a date that could not be read stands in the notes and nowhere else.

use fonds_archive::{Ask, Results, date_words};
use fonds_model::Edtf;
use fonds_search::query::Scope;

use super::search_links::Link;
use crate::{urls, words};

/// How many demands are tried one by one when nothing is found.
const MOST_RELIEFS: usize = 6;

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

impl Relief {
    fn new(label: String, ask: Ask) -> Self {
        Self {
            label,
            ask: Ask {
                facets: false,
                per: 10,
                ..ask
            },
            total: 0,
        }
    }

    /// The search without the demand, as a reader sees it.
    pub(super) fn url(&self, shown: &Ask) -> String {
        urls::search(&Ask {
            facets: shown.facets,
            per: shown.per,
            ..self.ask.clone()
        })
    }
}

/// Takes dates that could not be read out of the search, so that no link carries them on.
pub(super) fn drop_unread_dates(results: &mut Results) {
    let (since, until) = dates_in_force(results);
    if since.is_none() {
        results.ask.since.clear();
    }
    if until.is_none() {
        results.ask.until.clear();
    }
}

/// Filters and dates in force; each link takes its own away.
pub(super) fn filters(results: &Results) -> Vec<Link> {
    demands(results)
        .into_iter()
        .map(|(label, ask)| Link::new(label, urls::search(&ask), false))
        .collect()
}

/// The search without each of its demands in turn.
pub(super) fn reliefs(results: &Results) -> Vec<Relief> {
    let first = first_page(&results.ask);
    let (since, until) = dates_in_force(results);
    let mut asks = demands(results);
    let filters = asks.len();
    if let (Some(since), Some(until)) = (since, until) {
        // Since and until belong together if both exclude everything.
        let mut without = first.clone();
        without.since.clear();
        without.until.clear();
        asks.push((format!("since {since} until {until}"), without));
    }
    asks.truncate(MOST_RELIEFS);
    if !first.q.is_empty() && filters > 0 {
        let mut without = first.clone();
        without.q.clear();
        asks.push((words::sought(&first.q), without));
    }
    if !first.q.is_empty() && first.scope != Scope::Everything {
        let without = Ask {
            scope: Scope::Everything,
            ..first.clone()
        };
        asks.push(("the choice of where to look".to_owned(), without));
    }
    asks.into_iter()
        .map(|(label, ask)| Relief::new(label, ask))
        .collect()
}

/// The search with nothing but its words, for when leaving out one demand does not help.
pub(super) fn words_alone(results: &Results) -> Option<Relief> {
    let ask = &results.ask;
    let has_several = !ask.q.is_empty() && demands(results).len() > 1;
    has_several.then(|| {
        let label = "all filters and dates".to_owned();
        Relief::new(label, urls::without_filters(ask))
    })
}

/// Every filter value and date in force, with the search without it.
fn demands(results: &Results) -> Vec<(String, Ask)> {
    let ask = &results.ask;
    let mut demands: Vec<(String, Ask)> = results
        .chosen
        .iter()
        .map(|chosen| {
            let label = format!("{}: {}", chosen.filter, words::heading(&chosen.label));
            let without = urls::without_values(ask, chosen.key, &[&chosen.value]);
            (label, without)
        })
        .collect();
    let (since, until) = dates_in_force(results);
    if let Some(since) = since {
        let mut without = first_page(ask);
        without.since.clear();
        demands.push((format!("since {since}"), without));
    }
    if let Some(until) = until {
        let mut without = first_page(ask);
        without.until.clear();
        demands.push((format!("until {until}"), without));
    }
    demands
}

/// The dates in force in words: the first and the last.
fn dates_in_force(results: &Results) -> (Option<String>, Option<String>) {
    let understood = results.understood.dates.as_deref().unwrap_or("../..");
    let (since, until) = understood.split_once('/').unwrap_or(("..", ".."));
    let ask = &results.ask;
    (
        date_in_force(&ask.since, since),
        date_in_force(&ask.until, until),
    )
}

/// A date in words: a plain year, month or day as it was asked for, anything else as the day it was understood to be.
fn date_in_force(written: &str, understood: &str) -> Option<String> {
    if written.is_empty() || understood == ".." {
        return None;
    }
    let is_plain = written
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'-');
    let as_asked = Edtf::parse(written).ok().filter(|_| is_plain);
    Some(match as_asked.or_else(|| Edtf::parse(understood).ok()) {
        Some(date) => date_words::words(&date),
        None => written.to_owned(),
    })
}

fn first_page(ask: &Ask) -> Ask {
    Ask {
        page: 1,
        ..ask.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(written: &str, understood: &str, expected: Option<&str>) {
        assert_eq!(date_in_force(written, understood).as_deref(), expected);
    }

    #[test]
    fn dates_stand_in_words() {
        check("1949-01-06", "1949-01-06", Some("6 January 1949"));
        check("1949-01", "1949-01-01", Some("January 1949"));
        check("1949", "1949-12-31", Some("1949"));
        check("Jan 1949", "1949-01-31", Some("31 January 1949"));
        check("6.1.1949", "1949-01-06", Some("6 January 1949"));
    }

    #[test]
    fn what_is_no_date_is_not_in_force() {
        check("soon", "..", None);
        check("", "1949-01-06", None);
    }
}
