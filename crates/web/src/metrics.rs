//! What is counted while serving, as Prometheus reads it; for the house and on a listener of its own.
//!
//! Counts are by kind of page and class of status; nothing tells who asked or for what.

use std::fmt::Write;
use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use fonds_archive::Vitals;
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;

use crate::door;
use crate::room::Room;

const MEDIA_TYPE: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// Upper ends of the classes of time, in seconds.
const TIMES: [f64; 13] = [
    0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 5.0, 30.0,
];

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Answered {
    page: String,
    status: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Page {
    page: String,
}

/// Counts of requests since the start.
pub(crate) struct Metrics {
    requests: Family<Answered, Counter>,
    times: Family<Page, Histogram, fn() -> Histogram>,
}

impl Default for Metrics {
    fn default() -> Self {
        let histogram: fn() -> Histogram = || Histogram::new(TIMES);
        Self {
            requests: Family::default(),
            times: Family::new_with_constructor(histogram),
        }
    }
}

impl Metrics {
    /// Counts an answer.
    pub(crate) fn count(&self, page: &str, status: StatusCode, taken: Duration) {
        let page = page.to_owned();
        let times = Page { page: page.clone() };
        let status = door::class(status);
        self.requests
            .get_or_create(&Answered { page, status })
            .inc();
        self.times
            .get_or_create(&times)
            .observe(taken.as_secs_f64());
    }
}

/// `/metrics`, for the listener of the house.
pub(crate) fn router(room: Room) -> Router {
    Router::new().route("/metrics", get(show)).with_state(room)
}

async fn show(State(room): State<Room>) -> Response {
    let hop = tokio::task::spawn_blocking(move || written(&room));
    match hop.await {
        Ok(Ok(text)) => ([(CONTENT_TYPE, MEDIA_TYPE)], text).into_response(),
        Ok(Err(error)) => failed(&error),
        Err(error) => failed(&error),
    }
}

fn failed(error: &dyn std::fmt::Display) -> Response {
    tracing::error!(%error, "the metrics could not be gathered");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}

fn written(room: &Room) -> fonds_archive::Result<String> {
    let mut registry = Registry::with_prefix("fonds");
    let metrics = room.metrics();
    registry.register("requests", "Answers given", metrics.requests.clone());
    registry.register(
        "request_seconds",
        "Time from request to answer",
        metrics.times.clone(),
    );
    let mut gauge = |name: &str, help: &str, value: u64| {
        let gauge: Gauge = Gauge::default();
        gauge.set(i64::try_from(value).unwrap_or(i64::MAX));
        registry.register(name, help, gauge);
    };
    let (waiting, working) = room.waiting_and_working();
    gauge(
        "requests_waiting",
        "Requests that wait for a desk",
        waiting as u64,
    );
    gauge("requests_working", "Requests at a desk", working as u64);
    let Vitals {
        log,
        indexed,
        wal_bytes,
        documents,
    } = room.archive().vitals()?;
    gauge("log_rows", "Last row of the log", log);
    gauge(
        "index_rows",
        "Last row of the log that the index knows",
        indexed,
    );
    gauge(
        "index_documents",
        "Documents in the public index",
        documents,
    );
    gauge("wal_bytes", "Size of the write-ahead log", wal_bytes);
    if let Some((resident, anonymous)) = memory() {
        gauge(
            "memory_resident_bytes",
            "Memory of the process, mapped files included",
            resident,
        );
        gauge(
            "memory_anonymous_bytes",
            "Memory of the process, mapped files left out",
            anonymous,
        );
    }
    let mut text = String::new();
    if encode(&mut text, &registry).is_err() {
        // Writing to a string fails only if a value refuses to be written.
        let _ = writeln!(text, "# EOF");
    }
    Ok(text)
}

/// Resident and anonymous memory in bytes, where the system tells.
fn memory() -> Option<(u64, u64)> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let bytes = |name: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(name))?;
        let kilobytes: u64 = line.trim().trim_end_matches("kB").trim().parse().ok()?;
        Some(kilobytes * 1_024)
    };
    Some((bytes("VmRSS:")?, bytes("RssAnon:")?))
}
