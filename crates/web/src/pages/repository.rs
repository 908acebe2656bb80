//! One archive.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use fonds_archive::{Phrase, RepositoryView};

use super::record;
use crate::answer::Page;
use crate::asked::Asked;
use crate::chart::Chart;
use crate::errors::AppError;
use crate::room::Room;
use crate::{urls, words};

/// `/archives/{id}/{slug}`
#[derive(Template)]
#[template(path = "repository.html")]
struct RepositoryPage {
    repository: RepositoryView,
    chart: Option<Chart>,
}

impl RepositoryPage {
    fn new(repository: RepositoryView) -> Self {
        Self {
            chart: record::chart("archive", repository.id.0, &repository.documents),
            repository,
        }
    }

    fn title(&self) -> String {
        match self.repository.name.as_str() {
            "" => format!("Repository {}", self.repository.id),
            name => words::heading(name),
        }
    }

    /// Of how many documents it holds papers, in a sentence.
    fn sentence(&self) -> String {
        let documents = &self.repository.documents;
        match (documents.total, record::span(documents)) {
            (0, _) => "No document here names it as the place of its original.".to_owned(),
            (total, Some(span)) => format!(
                "Holds papers of {} described here, {span}.",
                words::documents(&total)
            ),
            (total, None) => format!(
                "Holds papers of {} described here.",
                words::documents(&total)
            ),
        }
    }

    fn description(&self) -> String {
        words::beginning(&format!("{}. {}", self.title(), self.sentence()), 240)
    }
}

impl Page for RepositoryPage {
    type Twin = RepositoryView;

    fn twin(&self) -> &RepositoryView {
        &self.repository
    }
}

/// `/archives/{id}/{slug}` and `/archives/{id}.json`
pub(crate) async fn show(State(room): State<Room>, asked: Asked) -> Response {
    room.answer(asked, |archive, asked| {
        let id = asked.id().ok_or(AppError::NotFound)?;
        let answer = archive.repository(id)?;
        record::answer(
            urls::ARCHIVES,
            asked,
            answer,
            RepositoryPage::new,
            |repository| (repository.id.0, &repository.name),
        )
    })
    .await
}
