//! The server around the reading room.
//!
//! Listens until told to stop, then lets answers under way finish.

use std::future::Future;

use axum::serve::ListenerExt;
use fonds_archive::Archive;
use tokio::net::TcpListener;

use crate::settings::Settings;

/// Serves `archive` on `listener` until `shutdown` is done; answers under way are finished first.
///
/// An error means that the listener failed for good.
pub async fn serve(
    archive: Archive,
    settings: Settings,
    listener: TcpListener,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    // Answers are written in one piece, so waiting to fill a packet would only delay them.
    let listener = listener.tap_io(|connection| {
        if let Err(error) = connection.set_nodelay(true) {
            tracing::debug!(%error, "a connection keeps the system's delay");
        }
    });
    axum::serve(listener, crate::app(archive, settings))
        .with_graceful_shutdown(shutdown)
        .await
}
