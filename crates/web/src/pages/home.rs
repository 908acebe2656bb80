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
use crate::words;

/// `/`
#[derive(Template)]
#[template(path = "home.html")]
struct HomePage {
    home: Arc<HomeView>,
    chart: Option<Chart>,
}

impl HomePage {
    fn span(&self) -> Option<String> {
        let span = self.home.span?;
        Some(if span.first == span.last {
            span.first.to_string()
        } else {
            format!("{}\u{2013}{}", span.first, span.last)
        })
    }

    /// What of the documents is here, in a sentence.
    fn held(&self) -> String {
        let home = &self.home;
        let texts = match home.texts {
            0 => "Full text of none so far".to_owned(),
            texts if texts == home.documents => "Full text of all".to_owned(),
            texts => format!("Full text of {}", words::number(&texts)),
        };
        let people = words::counted(home.people, "person or body", "persons and bodies");
        let collections = words::counted(home.collections, "collection", "collections");
        format!("{texts}; {people}, {collections}.")
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
        answer::page(asked, &HomePage { home, chart })
    })
    .await
}
