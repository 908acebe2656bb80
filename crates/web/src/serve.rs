//! The server around the reading room: connections in, answers out, until it is told to stop.
//!
//! Nothing that a client does or leaves undone holds a connection for ever, and no client holds all of them.

use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use fonds_archive::Archive;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tower::Service;

use crate::client::{self, Full, Held, Peer, Tally};
use crate::patience::Patient;
use crate::room::Room;
use crate::settings::Settings;
use crate::{metrics, router};

/// How long to wait after the system refused a connection, as it does when a process has too many files open.
const BREATH: Duration = Duration::from_millis(50);

/// The least that the HTTP library buffers.
const LEAST_BUFFER: usize = 8_192;

/// Where the server listens.
pub struct Listeners {
    /// For readers and programs.
    pub public: TcpListener,
    /// For the watchers of the archive's own house; metrics stand nowhere else.
    pub metrics: Option<TcpListener>,
}

/// How serving ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// Every answer under way was finished.
    InOrder,
    /// Time was up; so many connections were cut.
    Cut(usize),
}

/// Serves `archive` until `stop` is done; answers under way are finished first, within the time the settings give.
pub async fn serve(
    archive: Archive,
    settings: Settings,
    listeners: Listeners,
    stop: impl Future<Output = ()> + Send,
) -> io::Result<Ended> {
    let stop_time = settings.stop_time;
    let room = Room::new(archive, settings);
    if let Some(listener) = listeners.metrics {
        let router = metrics::router(room.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
    }
    let house = House::new(&room);
    let open = GracefulShutdown::new();
    let mut stop = pin!(stop);
    loop {
        let (connection, permit) = tokio::select! {
            () = &mut stop => break,
            taken = house.next(&listeners.public) => taken,
        };
        let (stream, address) = connection;
        let Ok(held) = house.admit(address) else {
            continue;
        };
        let served = open.watch(house.connection(stream, address));
        tokio::spawn(async move {
            let _held = (permit, held);
            if let Err(error) = served.await {
                tracing::debug!(%error, "a connection ended early");
            }
        });
    }
    drop(listeners.public);
    let left = open.count();
    tokio::select! {
        () = open.shutdown() => Ok(Ended::InOrder),
        () = tokio::time::sleep(stop_time) => Ok(Ended::Cut(left)),
    }
}

/// What all connections share.
struct House {
    app: Router,
    http: http1::Builder,
    settings: Arc<Settings>,
    places: Arc<Semaphore>,
    clients: Arc<Tally>,
}

impl House {
    fn new(room: &Room) -> Self {
        let settings = room.settings();
        let limits = &settings.limits;
        let mut http = http1::Builder::new();
        http.timer(TokioTimer::new())
            .header_read_timeout(limits.header_time)
            .max_header_size(limits.header_bytes)
            .max_buf_size(limits.header_bytes.max(LEAST_BUFFER))
            // A client that has sent all it has to say may still be waiting for the answer.
            .half_close(true);
        Self {
            app: router::with_room(room.clone()),
            http,
            places: Arc::new(Semaphore::new(limits.connections)),
            clients: Tally::new(limits.connections_per_client, 1),
            settings,
        }
    }

    /// The next connection, once there is a place for it.
    async fn next(
        &self,
        listener: &TcpListener,
    ) -> ((TcpStream, SocketAddr), tokio::sync::OwnedSemaphorePermit) {
        let place = Arc::clone(&self.places)
            .acquire_owned()
            .await
            .expect("the places are never closed");
        loop {
            match listener.accept().await {
                Ok(connection) => return (connection, place),
                Err(error) => {
                    tracing::warn!(%error, "a connection could not be accepted");
                    tokio::time::sleep(BREATH).await;
                }
            }
        }
    }

    /// Counts a connection for its client; an error if the client has as many as it may.
    fn admit(&self, address: SocketAddr) -> Result<Option<Held>, Full> {
        let client = client::of_connection(Peer(address.ip()), &self.settings.proxies);
        self.clients.take(client)
    }

    /// The conversation on a connection.
    fn connection(
        &self,
        stream: TcpStream,
        address: SocketAddr,
    ) -> impl hyper_util::server::graceful::GracefulConnection<Error = hyper::Error> + use<> {
        // Answers are written in one piece, so waiting to fill a packet would only delay them.
        if let Err(error) = stream.set_nodelay(true) {
            tracing::debug!(%error, "a connection keeps the system's delay");
        }
        let stream = Patient::new(stream, self.settings.limits.write_time);
        let app = self.app.clone();
        let service = service_fn(move |mut request: hyper::Request<Incoming>| {
            request.extensions_mut().insert(Peer(address.ip()));
            app.clone().call(request.map(Body::new))
        });
        self.http.serve_connection(TokioIo::new(stream), service)
    }
}
