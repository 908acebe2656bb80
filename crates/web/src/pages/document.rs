//! One document.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use fonds_archive::{DocumentAnswer, DocumentView, PartyView, Phrase, SourceView, TextView, plain};

use crate::answer::{self, Page};
use crate::asked::{Asked, Form};
use crate::errors::AppError;
use crate::room::Room;
use crate::site::Site;
use crate::words::Citation;
use crate::{urls, words};

/// Titles with more characters stand in smaller type.
const LONG_TITLE: usize = 120;

/// `/document/{id}`
#[derive(Template)]
#[template(path = "document.html")]
struct DocumentPage {
    document: DocumentView,
}

impl DocumentPage {
    /// The page's description for those who see it in a list elsewhere.
    fn description(&self) -> String {
        let document = &self.document;
        let correspondents = plain(&document.correspondents);
        let summary = document
            .summaries
            .first()
            .map_or("", |summary| summary.text.as_str());
        let parts = [
            document.date.text.as_str(),
            correspondents.as_str(),
            summary,
        ];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        words::beginning(&parts.join(". "), 240)
    }

    /// What a document without a title is called.
    fn title(&self) -> String {
        match self.document.title.as_str() {
            "" => format!("Untitled document {}", self.document.id),
            title => title.to_owned(),
        }
    }

    /// True for a title that would fill the page in the size of titles.
    fn is_long(&self) -> bool {
        self.document.title.chars().count() > LONG_TITLE
    }

    /// Those who had a part, by role in the order in which roles first appear.
    fn parts(&self) -> Vec<(&'static str, Vec<&PartyView>)> {
        let mut parts: Vec<(&'static str, Vec<&PartyView>)> = Vec::new();
        for party in &self.document.parties {
            match parts.iter_mut().find(|(role, _)| *role == party.role) {
                Some((_, parties)) => parties.push(party),
                None => parts.push((party.role, vec![party])),
            }
        }
        parts
    }

    /// The title that a source used, where it is not the one above the page.
    fn own_title<'a>(&self, source: &'a SourceView) -> Option<&'a str> {
        source
            .title
            .as_deref()
            .filter(|title| *title != self.document.title)
    }

    /// The day of the last change, where it is not the day on which the document came in.
    fn changed(&self) -> Option<String> {
        let changed = words::day(&self.document.changed);
        (changed != words::day(&self.document.added)).then_some(changed)
    }

    /// How to cite the document, with the place of the original where that is known.
    fn citation(&self, site: &Site) -> Citation {
        let document = &self.document;
        let original = document.witnesses.first().map(|witness| {
            let archive = witness.archive.as_deref().into_iter();
            let shelfmark = Some(witness.shelfmark.as_str()).filter(|mark| !mark.is_empty());
            archive.chain(shelfmark).collect::<Vec<_>>().join(", ")
        });
        words::citation(
            &document.title,
            &document.date.text,
            original.as_deref().filter(|words| !words.is_empty()),
            site,
            document.id,
        )
    }

    /// The words of the source for the date, where they are not those shown.
    fn written_date(&self) -> Option<&str> {
        let date = &self.document.date;
        date.written
            .as_deref()
            .filter(|written| !date.text.contains(written))
    }
}

impl Page for DocumentPage {
    type Twin = DocumentView;

    fn twin(&self) -> &DocumentView {
        &self.document
    }
}

/// The name as written, where it is another name and not a short form of the agent's name.
fn as_written(party: &PartyView) -> Option<&str> {
    let known = words_of(party.name.as_deref()?);
    let is_initial = |word: &String| word.chars().count() == 1;
    let is_short_form = words_of(&party.written)
        .iter()
        .all(|word| is_initial(word) || known.contains(word));
    (!is_short_form).then_some(party.written.as_str())
}

fn words_of(name: &str) -> Vec<String> {
    let words = name.split(|letter: char| !letter.is_alphanumeric());
    words
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// Who wrote a text and what to know of it.
pub(super) fn credit(text: &TextView) -> String {
    let parts = [text.author.as_deref(), text.note.as_deref(), text.status];
    parts
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join("\u{a0}\u{b7} ")
}

/// `/document/{id}` and `/document/{id}.json`
pub(crate) async fn show(State(room): State<Room>, asked: Asked) -> Response {
    room.answer(asked, |archive, asked| {
        let id = asked.id().ok_or(AppError::NotFound)?;
        match archive.document(id)? {
            DocumentAnswer::Found(document) => answer::page(
                asked,
                &DocumentPage {
                    document: *document,
                },
            ),
            DocumentAnswer::MovedTo(other) if asked.form == Form::Json => {
                Ok(answer::moved(&urls::document_json(other)))
            }
            DocumentAnswer::MovedTo(other) => Ok(answer::moved(&urls::document(other))),
            DocumentAnswer::Withdrawn(id) => Err(AppError::Withdrawn(id.into())),
            DocumentAnswer::Unknown => Err(AppError::NotFound),
        }
    })
    .await
}

/// `/document/{id}/…`: words after the id decorate; whether the document exists is said at its own address.
pub(crate) async fn without_slug(asked: Asked) -> Response {
    match asked.id() {
        Some(id) if asked.path.ends_with(".json/") => answer::moved(&urls::document_json(id)),
        Some(id) => answer::moved(&urls::document(id)),
        None => AppError::NotFound.answer(&asked),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_forms_are_no_other_names() {
        let party = |written: &str, name: &str| PartyView {
            role: "from",
            written: written.to_owned(),
            agent: None,
            name: Some(name.to_owned()),
            certainty: None,
            dissent: Vec::new(),
        };
        assert_eq!(as_written(&party("I.V. Stalin", "Joseph Stalin")), None);
        assert_eq!(as_written(&party("Stalin", "Joseph Stalin")), None);
        assert_eq!(
            as_written(&party("Filippov", "Joseph Stalin")),
            Some("Filippov")
        );
    }
}
