//! One subject.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use fonds_archive::{Phrase, SubjectView};

use super::record;
use crate::answer::Page;
use crate::asked::Asked;
use crate::chart::Chart;
use crate::errors::AppError;
use crate::room::Room;
use crate::{urls, words};

/// `/subjects/{id}/{slug}`
#[derive(Template)]
#[template(path = "subject.html")]
struct SubjectPage {
    subject: SubjectView,
    chart: Option<Chart>,
}

impl SubjectPage {
    fn new(subject: SubjectView) -> Self {
        Self {
            chart: record::chart("subject", subject.id.0, &subject.documents),
            subject,
        }
    }

    fn title(&self) -> String {
        match self.subject.name.as_str() {
            "" => format!("Subject {}", self.subject.id),
            name => words::heading(name),
        }
    }

    /// How many documents are about it, in a sentence.
    fn sentence(&self) -> String {
        record::sentence(
            &self.subject.documents,
            Some((&self.subject.branch, "with narrower subjects")),
        )
    }

    fn description(&self) -> String {
        words::beginning(&format!("{}. {}", self.title(), self.sentence()), 240)
    }
}

impl Page for SubjectPage {
    type Twin = SubjectView;

    fn twin(&self) -> &SubjectView {
        &self.subject
    }
}

/// `/subjects/{id}/{slug}` and `/subjects/{id}.json`
pub(crate) async fn show(State(room): State<Room>, asked: Asked) -> Response {
    room.answer(asked, |archive, asked| {
        let id = asked.id().ok_or(AppError::NotFound)?;
        let answer = archive.subject(id)?;
        record::answer(urls::SUBJECTS, asked, answer, SubjectPage::new, |subject| {
            (subject.id.0, &subject.name)
        })
    })
    .await
}
