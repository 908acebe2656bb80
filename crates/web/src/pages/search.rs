//! The search page: one box, filters as phrases that can be taken away, and the documents found.
//!
//! The page shows what [`Results`] says and counts nothing itself.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use fonds_archive::ask::{PAGE_SIZES, SCOPES};
use fonds_archive::{Archive, Ask, Phrase, Results};

use super::search_links::{self, Column, Link, PageLink, Relief};
use crate::answer::{self, Page};
use crate::asked::{Asked, Form};
use crate::chart::Chart;
use crate::errors::AppError;
use crate::room::Room;
use crate::{urls, words};

/// The fields of "add a filter": key and label; each is filled with a name.
const ROWS: [(&str, &str); 8] = [
    ("sender", "From"),
    ("recipient", "To"),
    ("person", "Person or body"),
    ("mentioned", "Mentioned"),
    ("type", "Type"),
    ("collection", "Collection"),
    ("language", "Original language"),
    ("translated", "Translated into"),
];

/// Every form sends its empty fields; an address written by hand has none or one.
const EMPTY_FIELDS_OF_A_FORM: usize = 2;

/// `/search`
#[derive(Template)]
#[template(path = "search.html")]
struct SearchPage {
    results: Results,
    chart: Option<Chart>,
    reliefs: Vec<Relief>,
}

impl SearchPage {
    fn ask(&self) -> &Ask {
        &self.results.ask
    }

    fn title(&self) -> String {
        let count = words::documents_capital(&self.results.total);
        if self.ask().q.is_empty() {
            count
        } else {
            format!(
                "{}: {}",
                self.ask().q,
                words::documents(&self.results.total)
            )
        }
    }

    fn description(&self) -> String {
        let filters: Vec<String> = self
            .filters()
            .into_iter()
            .map(|filter| filter.label)
            .collect();
        let count = words::documents_capital(&self.results.total);
        match filters.as_slice() {
            [] => format!("{count} found."),
            filters => format!("{count} found. {}.", filters.join("; ")),
        }
    }

    /// True for the plain list of all documents, which crawlers may keep.
    fn is_plain(&self) -> bool {
        self.ask().to_pairs().is_empty()
    }

    fn scopes(&self) -> Vec<(&'static str, &'static str, bool)> {
        let scope = self.ask().scope;
        SCOPES
            .iter()
            .map(|known| (known.0, known.2, known.1 == scope))
            .collect()
    }

    fn filters(&self) -> Vec<Link> {
        search_links::filters(&self.results)
    }

    fn alternatives(&self) -> Vec<Link> {
        search_links::alternatives(&self.results)
    }

    /// What the form carries along unseen: everything but its own fields and the page.
    fn carried(&self, own: &[&str]) -> Vec<(String, String)> {
        let mut pairs = self.ask().to_pairs();
        pairs.retain(|(key, _)| !own.contains(&key.as_str()) && key != "page");
        pairs
    }

    /// What to say of demands that nothing meets.
    fn unmet(&self) -> &'static str {
        let helps = self.reliefs.iter().any(|relief| relief.total > 0);
        match (self.reliefs.len(), helps) {
            (1, _) => "No document meets this demand. Without it:",
            (_, true) => "No document meets all these demands at once. Leave one out:",
            (_, false) => "No document meets all these demands at once, nor all but one:",
        }
    }

    /// What to say if everything found is in groups that are closed.
    fn closed(&self) -> Option<String> {
        let groups = self.results.groups?;
        let found = groups.certain + groups.possible + groups.undated;
        let count = words::documents_capital(&found);
        (self.results.total == 0 && found > 0)
            .then(|| format!("{count} found, in groups that are closed."))
    }

    fn with_all_groups(&self) -> String {
        urls::changed(self.ask(), |ask| {
            ask.certain = true;
            ask.possible = true;
            ask.undated = true;
        })
    }

    fn groups(&self) -> Vec<(String, Option<Link>)> {
        self.results
            .groups
            .map(|groups| search_links::groups(self.ask(), groups))
            .unwrap_or_default()
    }

    fn without_filters(&self) -> String {
        urls::search(&urls::without_filters(self.ask()))
    }

    fn page_url(&self, page: u64) -> String {
        urls::page(self.ask(), page)
    }

    fn previous(&self) -> Option<String> {
        let page = self.results.page;
        (page > 1 && page <= self.results.pages).then(|| self.page_url(page - 1))
    }

    fn next(&self) -> Option<String> {
        let page = self.results.page;
        (page < self.results.pages).then(|| self.page_url(page + 1))
    }

    fn orders(&self) -> Vec<Link> {
        search_links::orders(self.ask())
    }

    fn sizes(&self) -> Vec<Link> {
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

    fn pages(&self) -> Vec<PageLink> {
        search_links::pages(self.ask(), self.results.pages)
    }

    fn columns(&self) -> Vec<Column> {
        search_links::columns(&self.results)
    }

    /// How the words were read, where that is more than all of them.
    fn understood(&self) -> Option<&str> {
        let plain = self
            .ask()
            .q
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" and ");
        let words = self.results.understood.words.as_str();
        (!self.ask().q.is_empty() && words != plain).then_some(words)
    }

    fn is_beyond_the_end(&self) -> bool {
        self.results.total > 0 && self.results.page > self.results.pages
    }

    /// How much was searched.
    fn searched(&self) -> String {
        let searched = self.results.searched;
        format!(
            "{} titles and summaries, full text of {}",
            words::number(&searched.documents),
            words::number(&searched.texts)
        )
    }
}

impl Page for SearchPage {
    type Twin = Results;

    fn twin(&self) -> &Results {
        &self.results
    }
}

/// `/search` and `/search.json`
pub(crate) async fn show(State(room): State<Room>, asked: Asked) -> Response {
    room.answer(asked, |archive, asked| {
        let ask = Ask::from_pairs(asked.pairs.iter().map(|(key, value)| (key, value)));
        if asked.form == Form::Page && is_from_a_form(&asked.pairs) {
            return Ok(answer::see(&urls::search(&ask)));
        }
        let results = archive.search(&ask)?;
        if asked.form == Form::Json {
            return answer::page(
                asked.form,
                &SearchPage {
                    results,
                    chart: None,
                    reliefs: Vec::new(),
                },
            );
        }
        let chart = Chart::new(&results.histogram, &ask);
        let reliefs = reliefs(archive, &results)?;
        answer::page(
            asked.form,
            &SearchPage {
                results,
                chart,
                reliefs,
            },
        )
    })
    .await
}

/// What would be found without one of the demands, if nothing is found with all of them.
fn reliefs(archive: &Archive, results: &Results) -> Result<Vec<Relief>, AppError> {
    if results.total > 0 {
        return Ok(Vec::new());
    }
    let mut reliefs = search_links::reliefs(results);
    for relief in &mut reliefs {
        relief.total = archive.search(&relief.ask)?.total;
    }
    reliefs.sort_by_key(|relief| std::cmp::Reverse(relief.total));
    Ok(reliefs)
}

/// A submitted form is led to the short address of its search, so that what a reader copies can be read.
fn is_from_a_form(pairs: &[(String, String)]) -> bool {
    pairs.iter().filter(|(_, value)| value.is_empty()).count() >= EMPTY_FIELDS_OF_A_FORM
}
