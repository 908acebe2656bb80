//! The first page: what this archive is and where to begin.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use fonds_archive::{Ask, HomeView, Phrase};

use crate::answer::{self, Page};
use crate::asked::Asked;
use crate::chart::Chart;
use crate::room::Room;
use crate::site::Site;
use crate::words;

/// `/`
#[derive(Template)]
#[template(path = "home.html")]
struct HomePage {
    home: Arc<HomeView>,
    chart: Option<Chart>,
    site: Arc<Site>,
}

impl HomePage {
    fn span(&self) -> Option<String> {
        self.home.span.as_ref().map(words::span)
    }

    /// The count and the span, as the heading.
    fn extent(&self) -> String {
        let count = words::documents_capital(&self.home.documents);
        match self.span() {
            Some(span) => format!("{count}, {span}"),
            None => count,
        }
    }

    /// What this archive is, in its own words or in a sentence made from what it holds.
    fn description(&self) -> String {
        match &self.site.description {
            Some(description) => words::beginning(description, 240),
            None => format!(
                "A digital archive of historical documents: {}.",
                self.extent()
            ),
        }
    }

    /// How much of the documents can be read here.
    fn texts(&self) -> String {
        match self.home.texts {
            0 => "Full text of none so far".to_owned(),
            texts if texts == self.home.documents => "Full text of all".to_owned(),
            texts => format!("Full text of {}", words::number(&texts)),
        }
    }
}

impl Page for HomePage {
    type Twin = HomeView;

    fn twin(&self) -> &HomeView {
        &self.home
    }
}

/// `/` and `/index.json`
pub(crate) async fn show(State(room): State<Room>, asked: Asked) -> Response {
    room.answer(asked, |archive, asked| {
        let home = archive.home()?;
        let chart = Chart::new(&home.years, &Ask::default());
        let site = Arc::clone(&asked.site);
        answer::page(asked, &HomePage { home, chart, site })
    })
    .await
}
