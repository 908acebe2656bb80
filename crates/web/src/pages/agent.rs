//! One person, body or family.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use fonds_archive::{AgentView, CorrespondentView, NameView, Neighbour, Phrase};
use fonds_model::AgentKind;

use super::record;
use crate::answer::Page;
use crate::asked::Asked;
use crate::chart::Chart;
use crate::errors::AppError;
use crate::room::Room;
use crate::{urls, words};

/// `/people/{id}/{slug}`
#[derive(Template)]
#[template(path = "agent.html")]
struct AgentPage {
    agent: AgentView,
    chart: Option<Chart>,
}

impl AgentPage {
    fn new(agent: AgentView) -> Self {
        Self {
            chart: record::chart("person", agent.id.0, &agent.documents),
            agent,
        }
    }

    fn title(&self) -> String {
        match self.agent.name.as_str() {
            "" => format!("Name {}", self.agent.id),
            name => name.to_owned(),
        }
    }

    /// What it is, above the name.
    fn kind(&self) -> Option<&'static str> {
        Some(match self.agent.kind? {
            AgentKind::Person => "Person",
            AgentKind::Body => "Body",
            AgentKind::Family => "Family",
        })
    }

    /// What its two dates are called.
    fn ends(&self) -> (&'static str, &'static str) {
        match self.agent.kind {
            Some(AgentKind::Body | AgentKind::Family) => ("Founded", "Dissolved"),
            _ => ("Born", "Died"),
        }
    }

    /// In how many documents it has a part, in a sentence.
    fn sentence(&self) -> String {
        record::sentence(&self.agent.documents, None)
    }

    fn description(&self) -> String {
        let life = self.agent.life.as_deref();
        let about = self
            .agent
            .biographies
            .first()
            .map(|text| text.text.as_str());
        let sentence = self.sentence();
        let head = match life {
            Some(life) => format!("{}, {life}", self.title()),
            None => self.title(),
        };
        let parts = [Some(head.as_str()), about, Some(sentence.as_str())];
        let parts: Vec<&str> = parts.into_iter().flatten().collect();
        words::beginning(&parts.join(". "), 240)
    }

    /// Names that stand in documents, those of the record first.
    fn used(&self) -> Vec<&NameView> {
        let names = self.agent.names.iter();
        names.filter(|name| name.documents > 0).collect()
    }

    /// Other names of the record.
    fn unused(&self) -> Vec<&NameView> {
        let names = self.agent.names.iter();
        names
            .filter(|name| name.documents == 0 && name.form.name != self.agent.name)
            .collect()
    }
}

/// The last document, where it is another than the first.
fn last(other: &CorrespondentView) -> Option<&Neighbour> {
    let first = other.first.as_ref().map(|first| first.id);
    other.last.as_ref().filter(|last| Some(last.id) != first)
}

impl Page for AgentPage {
    type Twin = AgentView;

    fn twin(&self) -> &AgentView {
        &self.agent
    }
}

/// `/people/{id}/{slug}` and `/people/{id}.json`
pub(crate) async fn show(State(room): State<Room>, asked: Asked) -> Response {
    room.answer(asked, |archive, asked| {
        let id = asked.id().ok_or(AppError::NotFound)?;
        let answer = archive.agent(id)?;
        record::answer(urls::PEOPLE, asked, answer, AgentPage::new, |agent| {
            (agent.id.0, &agent.name)
        })
    })
    .await
}
