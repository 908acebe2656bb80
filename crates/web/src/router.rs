//! Every address of the reading room on one screen, grouped by who asks for it.
//!
//! Handlers live with their pages; this module only says where they are.

use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::get;
use fonds_archive::Archive;

use crate::errors;
use crate::pages::{
    about, accessibility, agent, archives, collection, collections, document, home, people, place,
    repository, search, subject, tree,
};
use crate::room::Room;
use crate::routes::Routes;
use crate::settings::Settings;
use crate::{assets, detours, door, urls};

/// The reading room of an archive, ready to be served or to be asked in a test.
pub fn app(archive: Archive, settings: Settings) -> Router {
    with_room(Room::new(archive, settings))
}

/// The same with a room that others know too.
pub(crate) fn with_room(room: Room) -> Router {
    all()
        .router()
        .fallback(errors::no_such_page)
        .method_not_allowed_fallback(errors::method_not_allowed)
        .layer(from_fn_with_state(room.clone(), door::pass))
        .with_state(room)
}

/// Every pattern that the reading room answers, in the order of this screen.
///
/// Tests ask for it, so that no address goes untested or undocumented.
pub fn routes() -> Vec<String> {
    all().patterns()
}

fn all() -> Routes {
    Routes::default()
        // Readers.
        .route("/", get(home::show))
        .route("/search", get(search::show))
        .route("/collections", get(collections::show))
        .route("/collections/{id}/image", get(collection::image))
        .route("/collection/{id}", get(collection::show))
        .route("/collection/{id}/", get(collection::show))
        .route("/collection/{id}/{*slug}", get(collection::show))
        .route("/about", get(about::show))
        .route("/accessibility", get(accessibility::show))
        .route("/document/{id}", get(document::show))
        .route("/document/{id}/", get(document::without_slug))
        .route("/document/{id}/{*slug}", get(document::without_slug))
        .route("/people", get(people::show))
        .route("/people/{id}", get(agent::show))
        .route("/people/{id}/", get(agent::show))
        .route("/people/{id}/{*slug}", get(agent::show))
        .route("/places", get(tree::places))
        .route("/places/{id}", get(place::show))
        .route("/places/{id}/", get(place::show))
        .route("/places/{id}/{*slug}", get(place::show))
        .route("/subjects", get(tree::subjects))
        .route("/subjects/{id}", get(subject::show))
        .route("/subjects/{id}/", get(subject::show))
        .route("/subjects/{id}/{*slug}", get(subject::show))
        .route("/archives", get(archives::show))
        .route("/archives/{id}", get(repository::show))
        .route("/archives/{id}/", get(repository::show))
        .route("/archives/{id}/{*slug}", get(repository::show))
        // Programs; `/document/{id}` answers `/document/{id}.json` too, and so do its like.
        .route("/collections.json", get(collections::show))
        .route("/about.json", get(about::show))
        .route("/accessibility.json", get(accessibility::show))
        .route("/index.json", get(home::show))
        .route("/search.json", get(search::show))
        .route("/people.json", get(people::show))
        .route("/places.json", get(tree::places))
        .route("/subjects.json", get(tree::subjects))
        .route("/archives.json", get(archives::show))
        // Addresses written another way.
        .route("/collections/", get(detours::without_slash))
        .route("/collections.json/", get(detours::without_slash))
        .route("/people/", get(detours::without_slash))
        .route("/places/", get(detours::without_slash))
        .route("/subjects/", get(detours::without_slash))
        .route("/archives/", get(detours::without_slash))
        .route("/search/", get(detours::without_slash))
        .route("/search.json/", get(detours::without_slash))
        .route("/index.json/", get(detours::without_slash))
        .route("/favicon.ico", get(detours::icon))
        // Crawlers, watchers and browsers.
        .route("/robots.txt", get(assets::robots))
        .route(urls::icon(), get(assets::icon))
        .route("/healthz", get(assets::health))
        .route(urls::style_sheet(), get(assets::style_sheet))
}
