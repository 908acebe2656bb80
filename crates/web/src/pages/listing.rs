//! Documents found: the list with filters at its side, wherever it stands.
//!
//! The search page and the page of a collection both show one; it says what [`Results`] say and counts nothing itself.

use fonds_archive::ask::PAGE_SIZES;
use fonds_archive::{Archive, Ask, Results};
use fonds_search::query::Scope;
use serde::{Serialize, Serializer};

use super::search_demands::{self, Relief};
use super::search_fields::{self, Field};
use super::search_links::{self, Column, Link, PageLink};
use crate::asked::Form;
use crate::chart::Chart;
use crate::errors::AppError;
use crate::{urls, words};

/// Documents found, ready to be shown; as JSON the results and nothing else.
pub(super) struct Listing {
    pub(super) results: Results,
    /// The dates as written in the form, read or not.
    pub(super) since: String,
    pub(super) until: String,
    pub(super) chart: Option<Chart>,
    pub(super) reliefs: Vec<Relief>,
}

impl Serialize for Listing {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.results.serialize(serializer)
    }
}

impl Listing {
    /// The results of what was asked for; chart and ways out of an empty answer are made for pages only.
    pub(super) fn new(
        mut results: Results,
        ask: Ask,
        form: Form,
        archive: &Archive,
    ) -> Result<Self, AppError> {
        let (mut chart, mut without) = (None, Vec::new());
        if form == Form::Page {
            search_demands::drop_unread_dates(&mut results);
            chart = Chart::new(&results.histogram, &results.ask);
            without = reliefs(archive, &results)?;
        }
        Ok(Self {
            results,
            since: ask.since,
            until: ask.until,
            chart,
            reliefs: without,
        })
    }

    pub(super) fn ask(&self) -> &Ask {
        &self.results.ask
    }

    /// True for the list as it stands before anything is asked for.
    pub(super) fn is_plain(&self) -> bool {
        self.ask().to_pairs().is_empty()
    }

    /// What links to other pages of the list say to crawlers: those of a collection may be walked.
    pub(super) fn walk(&self) -> &'static str {
        if self.ask().within.is_some() && self.is_for_crawlers() {
            ""
        } else {
            "nofollow"
        }
    }

    /// True for any page of that list: the ones that crawlers may keep and walk.
    pub(super) fn is_for_crawlers(&self) -> bool {
        self.ask().to_pairs().iter().all(|(key, _)| key == "page")
    }

    pub(super) fn filters(&self) -> Vec<Link> {
        search_demands::filters(&self.results)
    }

    pub(super) fn fields(&self) -> Vec<Field> {
        search_fields::fields(&self.results)
    }

    pub(super) fn alternatives(&self) -> Vec<Link> {
        search_links::alternatives(&self.results)
    }

    /// What the form carries along unseen: everything but its own fields and the page.
    pub(super) fn carried(&self, own: &[&str]) -> Vec<(String, String)> {
        let mut pairs = self.ask().to_pairs();
        pairs.retain(|(key, _)| !own.contains(&key.as_str()) && key != "page");
        pairs
    }

    /// True if something is asked for beside words.
    pub(super) fn has_demands(&self) -> bool {
        let ask = self.ask();
        ask.has_dates() || !ask.filters.is_empty() || ask.scope != Scope::Everything
    }

    /// What to say of demands that nothing meets.
    pub(super) fn unmet(&self) -> &'static str {
        let is_one = self.ask().q.is_empty() && self.filters().len() == 1;
        match (is_one, self.reliefs.is_empty()) {
            (true, false) => "No document meets this demand. Without it:",
            (true, true) => "No document meets this demand.",
            (false, false) => "No document meets all these demands at once. Leave one out:",
            (false, true) => {
                "No document meets all these demands at once, and none is found by leaving one out."
            }
        }
    }

    /// What to say if everything found is in groups that are closed.
    pub(super) fn closed(&self) -> Option<String> {
        let groups = self.results.groups?;
        let found = groups.certain + groups.possible + groups.undated;
        let count = words::documents_capital(&found);
        (self.results.total == 0 && found > 0)
            .then(|| format!("{count} found, in groups that are closed."))
    }

    pub(super) fn with_all_groups(&self) -> String {
        urls::changed(self.ask(), |ask| {
            ask.certain = true;
            ask.possible = true;
            ask.undated = true;
        })
    }

    pub(super) fn groups(&self) -> Vec<(String, Option<Link>)> {
        self.results
            .groups
            .filter(|groups| groups.certain + groups.possible + groups.undated > 0)
            .map(|groups| search_links::groups(self.ask(), groups))
            .unwrap_or_default()
    }

    pub(super) fn without_filters(&self) -> String {
        urls::search(&urls::without_filters(self.ask()))
    }

    pub(super) fn page_url(&self, page: u64) -> String {
        urls::page(self.ask(), page)
    }

    pub(super) fn previous(&self) -> Option<String> {
        let page = self.results.page;
        (page > 1 && page <= self.results.pages).then(|| self.page_url(page - 1))
    }

    pub(super) fn next(&self) -> Option<String> {
        let page = self.results.page;
        (page < self.results.pages).then(|| self.page_url(page + 1))
    }

    pub(super) fn orders(&self) -> Vec<Link> {
        search_links::orders(self.ask())
    }

    pub(super) fn sizes(&self) -> Vec<Link> {
        let per = self.ask().per;
        let size = |size: &u64| {
            Link::new(
                size.to_string(),
                urls::sized(self.ask(), *size),
                *size == per,
            )
        };
        PAGE_SIZES.iter().map(size).collect()
    }

    pub(super) fn pages(&self) -> Vec<PageLink> {
        search_links::pages(self.ask(), self.results.pages)
    }

    pub(super) fn columns(&self) -> Vec<Column> {
        search_links::columns(&self.results)
    }

    /// How the words were read, where that is more than all of them.
    pub(super) fn understood(&self) -> Option<&str> {
        let plain = self
            .ask()
            .q
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" and ");
        let words = self.results.understood.words.as_str();
        (!self.ask().q.is_empty() && words != plain).then_some(words)
    }

    pub(super) fn is_beyond_the_end(&self) -> bool {
        self.results.total > 0 && self.results.page > self.results.pages
    }

    /// How much was searched.
    pub(super) fn searched(&self) -> String {
        let searched = self.results.searched;
        format!(
            "{} titles and summaries, full text of {}",
            words::number(&searched.documents),
            words::number(&searched.texts)
        )
    }
}

/// What would be found without one of the demands, if nothing is found with all of them.
///
/// What would find nothing either is no relief.
fn reliefs(archive: &Archive, results: &Results) -> Result<Vec<Relief>, AppError> {
    if results.total > 0 {
        return Ok(Vec::new());
    }
    let mut found = helpful(archive, search_demands::reliefs(results))?;
    if found.is_empty() {
        let words_alone = search_demands::words_alone(results);
        return helpful(archive, words_alone.into_iter().collect());
    }
    found.sort_by_key(|relief| std::cmp::Reverse(relief.total));
    Ok(found)
}

/// Those reliefs that find something.
fn helpful(archive: &Archive, mut reliefs: Vec<Relief>) -> Result<Vec<Relief>, AppError> {
    for relief in &mut reliefs {
        relief.total = archive.search(&relief.ask)?.total;
    }
    reliefs.retain(|relief| relief.total > 0);
    Ok(reliefs)
}

/// What the pairs of an address ask for; words given more than once are all wanted.
pub(super) fn ask_of(pairs: &[(String, String)]) -> Ask {
    let words: Vec<&str> = pairs
        .iter()
        .filter(|(key, _)| key == "q")
        .map(|(_, words)| words.trim())
        .filter(|words| !words.is_empty())
        .collect();
    let words = words.join(" ");
    let others = pairs.iter().filter(|(key, _)| key != "q");
    let others = others.map(|(key, value)| (key.as_str(), value.as_str()));
    Ask::from_pairs(others.chain([("q", words.as_str())]))
}

/// A submitted form is led to the short address of its search, so that what a reader copies can be read.
///
/// Every form sends its empty fields; an address written by hand has none, or an empty `q`.
pub(super) fn is_from_a_form(pairs: &[(String, String)]) -> bool {
    pairs
        .iter()
        .any(|(key, value)| key != "q" && value.is_empty())
}
