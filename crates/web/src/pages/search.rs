//! The search page: one box, filters as phrases that can be taken away, and the documents found.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use fonds_archive::{Phrase, Results};

use super::listing::{self, Listing};
use super::search_links::PageLink;
use crate::answer::{self, Page};
use crate::asked::{Asked, Form};
use crate::room::Room;
use crate::{urls, words};

/// `/search`
#[derive(Template)]
#[template(path = "search.html")]
struct SearchPage {
    list: Listing,
}

impl SearchPage {
    fn title(&self) -> String {
        let count = words::documents_capital(&self.list.results.total);
        if self.list.ask().q.is_empty() {
            count
        } else {
            format!(
                "{}: {}",
                self.list.ask().q,
                words::documents(&self.list.results.total)
            )
        }
    }

    fn description(&self) -> String {
        let filters: Vec<String> = self
            .list
            .filters()
            .into_iter()
            .map(|filter| filter.label)
            .collect();
        let count = words::documents_capital(&self.list.results.total);
        match filters.as_slice() {
            [] => format!("{count} found."),
            filters => format!("{count} found. {}.", filters.join("; ")),
        }
    }
}

impl Page for SearchPage {
    type Twin = Results;

    fn twin(&self) -> &Results {
        &self.list.results
    }
}

/// `/search` and `/search.json`
pub(crate) async fn show(State(room): State<Room>, asked: Asked) -> Response {
    room.answer(asked, |archive, asked| {
        let ask = listing::ask_of(&asked.pairs);
        if asked.form == Form::Page && listing::is_from_a_form(&asked.pairs) {
            return Ok(answer::see(&urls::search(&ask)));
        }
        let list = Listing::new(archive.search(&ask)?, ask, asked.form, archive)?;
        answer::page(asked, &SearchPage { list })
    })
    .await
}
