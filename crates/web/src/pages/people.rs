//! The list of people, bodies and families.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use fonds_archive::{ListAsk, PeopleView, PersonEntry, Sort};

use super::register_list::RegisterList;
use super::search_links::{Link, PageLink};
use crate::answer::{self, Page};
use crate::asked::Asked;
use crate::room::Room;
use crate::{urls, words};

/// `/people`
#[derive(Template)]
#[template(path = "people.html")]
struct PeoplePage {
    view: PeopleView,
}

impl PeoplePage {
    fn list(&self) -> RegisterList<'_> {
        RegisterList {
            path: urls::PEOPLE,
            ask: &self.view.ask,
            extent: self.view.extent,
            without_documents: self.view.without_documents,
        }
    }

    /// What is listed, in a sentence.
    fn sentence(&self) -> String {
        let total = self.view.extent.total;
        let (one, many) = match self.view.ask.sort {
            Some(Sort::Person) => ("person", "persons"),
            Some(Sort::Body) => ("body", "bodies"),
            Some(Sort::Family) => ("family", "families"),
            Some(Sort::Unsaid) => ("name", "names"),
            None if self
                .view
                .kinds
                .iter()
                .all(|kind| kind.count == 0 || kind.kind == Sort::Unsaid) =>
            {
                ("name", "names")
            }
            None => ("person, body or family", "persons, bodies and families"),
        };
        let found = words::counted(total, one, many);
        let letter = match self.view.ask.letter.as_str() {
            "" => String::new(),
            letter => format!(" under {letter}"),
        };
        let with = if self.view.ask.all {
            ""
        } else {
            " with documents here"
        };
        if self.view.ask.q.is_empty() {
            format!("{}{with}{letter}.", words::capital(&found))
        } else {
            format!(
                "{}{with}{letter} for {}.",
                words::capital(&found),
                words::sought(&self.view.ask.q)
            )
        }
    }

    /// Persons, bodies, families: links with counts, where there is a choice.
    fn kinds(&self) -> Vec<(Link, u64)> {
        let ask = &self.view.ask;
        let counted = self
            .view
            .kinds
            .iter()
            .filter(|kind| kind.count > 0 || kind.chosen);
        let kinds: Vec<(Link, u64)> = counted
            .map(|kind| {
                let label = match kind.kind {
                    Sort::Person => "persons",
                    Sort::Body => "bodies",
                    Sort::Family => "families",
                    Sort::Unsaid => "not told apart",
                };
                let url = urls::list_changed(urls::PEOPLE, ask, |ask| {
                    ask.sort = (!kind.chosen).then_some(kind.kind);
                    ask.letter.clear();
                });
                (Link::new(label.to_owned(), url, kind.chosen), kind.count)
            })
            .collect();
        if kinds.len() < 2 && ask.sort.is_none() {
            Vec::new()
        } else {
            kinds
        }
    }

    /// Letters as links with counts, where there is a choice.
    fn letters(&self) -> Vec<(Link, u64)> {
        let ask = &self.view.ask;
        if self.view.letters.len() < 2 && ask.letter.is_empty() {
            return Vec::new();
        }
        let link = |letter: &fonds_archive::LetterView| {
            let url = urls::list_changed(urls::PEOPLE, ask, |ask| {
                if letter.chosen {
                    ask.letter.clear();
                } else {
                    ask.letter.clone_from(&letter.letter);
                }
            });
            (
                Link::new(letter.letter.clone(), url, letter.chosen),
                letter.count,
            )
        };
        self.view.letters.iter().map(link).collect()
    }

    /// The entries of the page by letter.
    fn groups(&self) -> Vec<(&str, &[PersonEntry])> {
        let groups = self
            .view
            .entries
            .chunk_by(|one, other| one.letter == other.letter);
        groups
            .map(|group| (group[0].letter.as_str(), group))
            .collect()
    }
}

impl Page for PeoplePage {
    type Twin = PeopleView;

    fn twin(&self) -> &PeopleView {
        &self.view
    }
}

/// `/people` and `/people.json`
pub(crate) async fn show(State(room): State<Room>, asked: Asked) -> Response {
    room.answer(asked, |archive, asked| {
        let view = archive.people(&ListAsk::from_pairs(
            asked.pairs.iter().map(|(key, value)| (key, value)),
        ))?;
        answer::page(asked, &PeoplePage { view })
    })
    .await
}
