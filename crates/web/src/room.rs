//! The room's desks: how many readers are served at once.
//!
//! A request makes one blocking hop that searches, fetches and renders.
//! As many hops run at once as there are cores; a bounded queue waits, and beyond it the room says that it is full.

use std::sync::Arc;

use axum::response::Response;
use fonds_archive::Archive;
use tokio::sync::Semaphore;

use crate::asked::Asked;
use crate::errors::AppError;
use crate::settings::Settings;
use crate::site::Site;

/// How many requests may wait for each core before others are sent away.
const WAITING_PER_CORE: usize = 512;

/// The archive and the desks at which it is read.
#[derive(Clone)]
pub(crate) struct Room {
    archive: Archive,
    site: Arc<Site>,
    desks: Arc<Semaphore>,
    places: Arc<Semaphore>,
}

impl Room {
    /// A room with a desk for each core.
    pub(crate) fn new(archive: Archive, settings: Settings) -> Self {
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        Self {
            archive,
            site: Arc::new(settings.site),
            desks: Arc::new(Semaphore::new(cores)),
            places: Arc::new(Semaphore::new(cores * WAITING_PER_CORE)),
        }
    }

    /// What the archive says of itself.
    pub(crate) fn site(&self) -> Arc<Site> {
        Arc::clone(&self.site)
    }

    /// Does `work` at a desk; whatever goes wrong becomes an answer in the form that was asked for.
    pub(crate) async fn answer<Work>(&self, asked: Asked, work: Work) -> Response
    where
        Work: FnOnce(&Archive, &Asked) -> Result<Response, AppError> + Send + 'static,
    {
        let Ok(place) = Arc::clone(&self.places).try_acquire_owned() else {
            return AppError::Busy.answer(&asked);
        };
        let desk = Arc::clone(&self.desks)
            .acquire_owned()
            .await
            .expect("the desks are never closed");
        let archive = self.archive.clone();
        let asked = Arc::new(asked);
        let asked_at_desk = Arc::clone(&asked);
        let hop = tokio::task::spawn_blocking(move || {
            // Both are given back when the work is done, even if nobody waits for it any more.
            let _held = (place, desk);
            work(&archive, &asked_at_desk).unwrap_or_else(|error| error.answer(&asked_at_desk))
        });
        match hop.await {
            Ok(response) => response,
            Err(error) => AppError::internal(&error).answer(&asked),
        }
    }
}
