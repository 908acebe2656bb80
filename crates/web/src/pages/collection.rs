//! One collection: what it is, and then all its documents in order of time with the filters at their side.

use askama::Template;
use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, HeaderValue};
use axum::response::{IntoResponse, Response};
use fonds_archive::{CollectionAnswer, CollectionView, ImageAnswer, Phrase};
use serde::Serialize;

use super::listing::{self, Listing};
use super::search_links::PageLink;
use crate::answer::{self, Page};
use crate::asked::{Asked, Form};
use crate::errors::AppError;
use crate::room::Room;
use crate::{urls, words};

/// `/collection/{id}/{slug}`
#[derive(Template)]
#[template(path = "collection.html")]
struct CollectionPage {
    shown: Shown,
}

/// A collection and those of its documents that were asked for.
#[derive(Serialize)]
struct Shown {
    #[serde(flatten)]
    collection: CollectionView,
    #[serde(rename = "results")]
    list: Listing,
}

impl CollectionPage {
    fn collection(&self) -> &CollectionView {
        &self.shown.collection
    }

    fn list(&self) -> &Listing {
        &self.shown.list
    }

    fn title(&self) -> String {
        words::collection(&self.collection().name, self.collection().id)
    }

    fn description(&self) -> String {
        let collection = self.collection();
        let about = collection
            .short_descriptions
            .first()
            .or(collection.introductions.first())
            .map_or("", |text| text.text.as_str());
        words::beginning(&format!("{} {about}", self.held()), 240)
    }

    /// What of the collection is here, and how that compares with what is said of it.
    fn held(&self) -> String {
        let collection = self.collection();
        let all = collection
            .documents_with_parts
            .unwrap_or(collection.documents);
        let mut held = format!("{} held here", words::documents_capital(&all));
        let span = collection.span.as_ref().map(words::span);
        if let Some(span) = &span {
            held = format!("{held}, {span}");
        }
        let stated = collection.stated_span.as_ref();
        if let Some(stated) = stated.filter(|stated| span.as_ref() != Some(&stated.text)) {
            held = format!("{held}; the description says {}", stated.text);
        }
        if collection.documents_with_parts.is_some() && collection.documents < all {
            let own = match collection.documents {
                0 => "none".to_owned(),
                own => words::number(&own),
            };
            let parts = match collection.parts.len() as u64 {
                1 => "part".to_owned(),
                parts => words::counted(parts, "part", "parts"),
            };
            held = format!(
                "{held}. Of these, {own} in the collection itself, the others in its {parts}"
            );
        }
        if let Some(list) = &collection.source_list {
            held = format!(
                "{held}. The source lists {}; {} of them were read",
                words::number(&list.total),
                words::number(&list.read)
            );
        }
        format!("{held}.")
    }

    /// True where the reader meets the collection; on later pages and in selections its introduction folds away.
    fn is_opening(&self) -> bool {
        self.list().is_plain()
    }

    fn has_introduction(&self) -> bool {
        let collection = self.collection();
        !(collection.introductions.is_empty()
            && collection.short_descriptions.is_empty()
            && collection.essays.is_empty()
            && collection.image.as_ref().is_none_or(|image| !image.held)
            && collection.see_also.is_empty())
    }

    /// What the list holds, above it.
    fn listed(&self) -> String {
        let total = words::documents_capital(&self.list().results.total);
        if self.list().is_for_crawlers() {
            format!("{total} in order of time")
        } else {
            total
        }
    }
}

impl Page for CollectionPage {
    type Twin = Shown;

    fn twin(&self) -> &Shown {
        &self.shown
    }
}

/// `/collection/{id}/{slug}` and `/collection/{id}.json`
pub(crate) async fn show(State(room): State<Room>, asked: Asked) -> Response {
    room.answer(asked, |archive, asked| {
        let id = asked.id().ok_or(AppError::NotFound)?;
        let ask = listing::ask_of(&asked.pairs);
        match archive.collection(id, &ask)? {
            CollectionAnswer::Found(collection, results) => {
                let address = match asked.form {
                    Form::Page => urls::collection(collection.id, &collection.name),
                    Form::Json => urls::collection_json(collection.id),
                };
                if asked.path != address {
                    let pairs = with_page(&asked.path, asked.pairs.clone());
                    return Ok(answer::moved(&urls::with_pairs(&address, &pairs)));
                }
                if asked.form == Form::Page && listing::is_from_a_form(&asked.pairs) {
                    return Ok(answer::see(&urls::search(&results.ask)));
                }
                let list = Listing::new(*results, ask, asked.form, archive)?;
                let shown = Shown {
                    collection: *collection,
                    list,
                };
                answer::page(asked, &CollectionPage { shown })
            }
            CollectionAnswer::MovedTo(other, _) if asked.form == Form::Json => {
                Ok(answer::moved(&urls::collection_json(other)))
            }
            CollectionAnswer::MovedTo(other, name) => {
                Ok(answer::moved(&urls::collection(other, &name)))
            }
            CollectionAnswer::Withdrawn(id) => Err(AppError::Withdrawn(id.into())),
            CollectionAnswer::Unknown => Err(AppError::NotFound),
        }
    })
    .await
}

/// `/collections/{id}/image`
pub(crate) async fn image(State(room): State<Room>, asked: Asked) -> Response {
    room.answer(asked, |archive, asked| {
        let id = asked.id().ok_or(AppError::NotFound)?;
        let file = match archive.collection_image(id)? {
            ImageAnswer::Found(file) => file,
            ImageAnswer::MovedTo(other) => {
                return Ok(answer::moved(&urls::collection_image(other)));
            }
            ImageAnswer::Withdrawn(id) => return Err(AppError::Withdrawn(id.into())),
            ImageAnswer::Unknown => return Err(AppError::NotFound),
        };
        let media_type =
            HeaderValue::from_str(&file.media_type).map_err(|error| AppError::internal(&error))?;
        let headers = [
            (CONTENT_TYPE, media_type),
            (CACHE_CONTROL, HeaderValue::from_static("no-cache")),
        ];
        Ok((headers, file.bytes).into_response())
    })
    .await
}

/// The parameters of an address that may name a page after the slug, as addresses of the reference system did.
fn with_page(path: &str, mut pairs: Vec<(String, String)>) -> Vec<(String, String)> {
    let parts: Vec<&str> = path.split('/').collect();
    if let ["", "collection", _, _, page] = parts.as_slice()
        && page.parse::<u64>().is_ok_and(|page| page > 1)
        && pairs.iter().all(|(key, _)| key != "page")
    {
        pairs.push(("page".to_owned(), (*page).to_owned()));
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(path: &str, expected: Option<&str>) {
        let pairs = with_page(path, Vec::new());
        let page = pairs.first().map(|(_, page)| page.as_str());
        assert_eq!(page, expected, "{path}");
    }

    #[test]
    fn pages_may_stand_after_the_slug() {
        check("/collection/87/vietnam-war/9", Some("9"));
        check("/collection/87/vietnam-war/1", None);
        check("/collection/87/vietnam-war/x", None);
        check("/collection/87/vietnam-war", None);
        check("/collection/87", None);
    }
}
