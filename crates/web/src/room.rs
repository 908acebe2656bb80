//! The room's desks: how many readers are served at once.
//!
//! A request makes one blocking hop that searches, fetches and renders.
//! As many hops run at once as there are cores; a bounded queue waits, and beyond it the room says that it is full.

use std::sync::Arc;

use axum::http::StatusCode;
use axum::response::Response;
use fonds_archive::{Archive, SearchLimits};
use tokio::sync::Semaphore;
use tracing::Span;

use crate::asked::Asked;
use crate::client::{Tally, Turns};
use crate::errors::AppError;
use crate::metrics::Metrics;
use crate::settings::Settings;
use crate::site::Site;
use crate::tag::{self, Edition};

/// The archive, the desks at which it is read, and what is known of those who ask.
#[derive(Clone)]
pub(crate) struct Room {
    inner: Arc<Inner>,
}

struct Inner {
    archive: Archive,
    settings: Arc<Settings>,
    site: Arc<Site>,
    edition: Edition,
    desks: Arc<Semaphore>,
    places: Arc<Semaphore>,
    clients: Arc<Tally>,
    metrics: Metrics,
}

impl Room {
    /// A room with as many desks and places as the settings say.
    pub(crate) fn new(archive: Archive, settings: Settings) -> Self {
        Self {
            inner: Arc::new(Inner {
                archive: archive.with_search_limits(SearchLimits {
                    characters: settings.limits.query_characters,
                    work: settings.limits.work as u64,
                }),
                site: Arc::new(settings.site.clone()),
                edition: Edition::of(&settings.site),
                desks: Arc::new(Semaphore::new(settings.desks())),
                places: Arc::new(Semaphore::new(settings.queue)),
                clients: Tally::new(settings.limits.requests_per_client, settings.desks()),
                metrics: Metrics::default(),
                settings: Arc::new(settings),
            }),
        }
    }

    /// The archive that is read here.
    pub(crate) fn archive(&self) -> &Archive {
        &self.inner.archive
    }

    /// How the room is run.
    pub(crate) fn settings(&self) -> Arc<Settings> {
        Arc::clone(&self.inner.settings)
    }

    /// What the archive says of itself.
    pub(crate) fn site(&self) -> Arc<Site> {
        Arc::clone(&self.inner.site)
    }

    /// What each client has asked and not been answered yet.
    pub(crate) fn clients(&self) -> &Arc<Tally> {
        &self.inner.clients
    }

    /// What is counted of requests.
    pub(crate) fn metrics(&self) -> &Metrics {
        &self.inner.metrics
    }

    /// How many requests wait for a desk, and how many are at one.
    pub(crate) fn waiting_and_working(&self) -> (usize, usize) {
        let settings = &self.inner.settings;
        let working = settings
            .desks()
            .saturating_sub(self.inner.desks.available_permits());
        let inside = settings
            .queue
            .saturating_sub(self.inner.places.available_permits());
        (inside.saturating_sub(working), working)
    }

    /// Does `work` at a desk, unless the client already has its answer; whatever goes wrong becomes an answer in the form that was asked for.
    pub(crate) async fn answer<Work>(&self, asked: Asked, work: Work) -> Response
    where
        Work: FnOnce(&Archive, &Asked) -> Result<Response, AppError> + Send + 'static,
    {
        let Ok(place) = Arc::clone(&self.inner.places).try_acquire_owned() else {
            return AppError::Busy.answer(&asked);
        };
        // One client's requests wait for each other first, so that the common queue holds few of each.
        let turn = match &asked.turns {
            Some(Turns(turns)) => Some(
                Arc::clone(turns)
                    .acquire_owned()
                    .await
                    .expect("the turns are never closed"),
            ),
            None => None,
        };
        let desk = Arc::clone(&self.inner.desks)
            .acquire_owned()
            .await
            .expect("the desks are never closed");
        let inner = Arc::clone(&self.inner);
        let asked = Arc::new(asked);
        let asked_at_desk = Arc::clone(&asked);
        let span = Span::current();
        let hop = tokio::task::spawn_blocking(move || {
            // All are given back when the work is done, even if nobody waits for it any more.
            let _held = (place, turn, desk);
            let _entered = span.enter();
            inner
                .answer(&asked_at_desk, work)
                .unwrap_or_else(|error| error.answer(&asked_at_desk))
        });
        match hop.await {
            Ok(response) => response,
            Err(error) => AppError::internal(&error).answer(&asked),
        }
    }
}

impl Inner {
    fn answer(
        &self,
        asked: &Asked,
        work: impl FnOnce(&Archive, &Asked) -> Result<Response, AppError>,
    ) -> Result<Response, AppError> {
        // Read before the work: an answer may then be newer than its tag, which costs a reload, and never older.
        let tag = tag::of(&self.archive, &self.edition, asked)?;
        match tag {
            Some(tag) if asked.has(&tag) => Ok(tag::unchanged(tag)),
            tag => {
                let response = work(&self.archive, asked)?;
                let is_found = response.status() == StatusCode::OK;
                match tag.filter(|_| is_found) {
                    Some(tag) if asked.has_whatever_is_found() => Ok(tag::unchanged(tag)),
                    tag => Ok(tag::tagged(response, tag)),
                }
            }
        }
    }
}
