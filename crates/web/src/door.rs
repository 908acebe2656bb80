//! What every request passes on its way in, and every answer on its way out.
//!
//! In: what is too long or too much is refused before any work. Out: the headers that keep readers safe, an id, a line in the log, a count.
//! The log tells what kind of page was asked for and how it went; what readers search for and who they are it never tells.

use std::hash::{BuildHasher, RandomState};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use axum::body::HttpBody;
use axum::extract::{MatchedPath, Request, State};
use axum::http::header::{CONNECTION, CONTENT_LENGTH, HeaderValue, TRANSFER_ENCODING};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, StatusCode};
use axum::middleware::Next;
use axum::response::Response;
use tokio::time::timeout;
use tracing::Instrument;

use crate::asked::Asked;
use crate::client::{self, Held, Peer};
use crate::errors::AppError;
use crate::headers::{self, REQUEST_ID};
use crate::room::Room;
use crate::settings::{RequestsLogged, Settings};

/// The longest id that a proxy may give a request.
const LONGEST_ID: usize = 64;

/// Lets a request in and its answer out.
pub(crate) async fn pass(State(room): State<Room>, request: Request, next: Next) -> Response {
    let since = Instant::now();
    let settings = room.settings();
    let (parts, body) = request.into_parts();
    let id = id_of(&parts, &settings);
    let line = Line::begin(&parts, &settings, &id);
    let span = tracing::info_span!("request", id = id.to_str().unwrap_or_default());
    let asked = Asked::of(&parts, &room);
    let is_json = asked.is_json();
    let has_body = has_body(&parts.headers);
    let mut response = match admit(&parts, &room, &settings) {
        Err(refusal) => refusal.answer(&asked),
        Ok(held) => {
            let mut request = Request::from_parts(parts, body);
            if let Some(held) = &held {
                request.extensions_mut().insert(held.turns());
            }
            let answer = answer(request, next, is_json).instrument(span);
            match timeout(settings.limits.request_time, answer).await {
                Ok(response) => response,
                Err(_) => AppError::TooSlow.answer(&asked),
            }
        }
    };
    headers::protect(response.headers_mut(), is_json);
    response.headers_mut().insert(REQUEST_ID, id);
    if has_body {
        // No page reads a body; what follows on the connection could be taken for the next request.
        let close = HeaderValue::from_static("close");
        response.headers_mut().insert(CONNECTION, close);
    }
    let page = line.page.as_deref().unwrap_or("none");
    room.metrics()
        .count(page, response.status(), since.elapsed());
    line.end(&response, since.elapsed());
    response
}

/// Answers; browsers that ask beforehand what scripts of other sites may do are told so here, whatever stands at the address.
async fn answer(request: Request, next: Next, is_json: bool) -> Response {
    if is_json && request.method() == Method::OPTIONS {
        return headers::leave();
    }
    next.run(request).await
}

/// Refuses what is too long, and clients that ask too much at once; what a client holds is given back with the value.
fn admit(parts: &Parts, room: &Room, settings: &Settings) -> Result<Option<Held>, AppError> {
    let limits = &settings.limits;
    let address = parts.uri.path_and_query();
    if address.is_some_and(|address| address.as_str().len() > limits.address_bytes) {
        return Err(AppError::AddressTooLong);
    }
    if length_of_body(&parts.headers).is_some_and(|length| length > limits.body_bytes as u64) {
        return Err(AppError::BodyTooLarge);
    }
    let Some(peer) = parts.extensions.get::<Peer>() else {
        return Ok(None);
    };
    let client = client::of_request(*peer, &parts.headers, &settings.proxies);
    room.clients().take(client).map_err(|_| AppError::TooMany)
}

/// True if a body follows the headers.
fn has_body(headers: &HeaderMap) -> bool {
    headers.contains_key(TRANSFER_ENCODING)
        || headers.contains_key(CONTENT_LENGTH) && length_of_body(headers) != Some(0)
}

fn length_of_body(headers: &HeaderMap) -> Option<u64> {
    headers.get(CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

/// The id by which a request is known in logs: that of a trusted proxy if it is plain, or a new one.
fn id_of(parts: &Parts, settings: &Settings) -> HeaderValue {
    let peer = parts.extensions.get::<Peer>();
    let is_trusted = peer.is_none_or(|peer| client::is_proxy(*peer, &settings.proxies));
    let given = parts.headers.get(REQUEST_ID).filter(|_| is_trusted);
    given
        .filter(|id| is_plain(id.as_bytes()))
        .cloned()
        .unwrap_or_else(new_id)
}

fn is_plain(id: &[u8]) -> bool {
    let is_plain = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    !id.is_empty() && id.len() <= LONGEST_ID && id.iter().all(is_plain)
}

/// An id that no other request has, and that tells nothing of how many there were.
fn new_id() -> HeaderValue {
    static KEY: LazyLock<RandomState> = LazyLock::new(RandomState::new);
    static NEXT: AtomicU64 = AtomicU64::new(0);
    let id = KEY.hash_one(NEXT.fetch_add(1, Ordering::Relaxed));
    HeaderValue::from_str(&format!("{id:016x}")).expect("digits may stand in a header")
}

/// A line of the log under way.
struct Line {
    id: String,
    method: &'static str,
    /// The pattern of the page, if there is such a page.
    page: Option<String>,
    /// What the log calls the page; nothing if requests are not logged.
    named: Option<String>,
}

impl Line {
    fn begin(parts: &Parts, settings: &Settings, id: &HeaderValue) -> Self {
        let page = parts
            .extensions
            .get::<MatchedPath>()
            .map(|path| path.as_str().to_owned());
        let is_wanted = tracing::enabled!(target: "fonds::requests", tracing::Level::INFO);
        let named = match settings.requests_logged {
            _ if !is_wanted => None,
            RequestsLogged::Off => None,
            RequestsLogged::Pattern => Some(page.clone().unwrap_or_else(|| "none".to_owned())),
            RequestsLogged::Path => Some(parts.uri.path().to_owned()),
        };
        Self {
            id: id.to_str().unwrap_or_default().to_owned(),
            method: method_name(&parts.method),
            page,
            named,
        }
    }

    fn end(&self, response: &Response, taken: Duration) {
        let Some(page) = &self.named else { return };
        let bytes = response.body().size_hint().exact().unwrap_or_default();
        let milliseconds = (taken.as_secs_f64() * 100_000.0).round() / 100.0;
        let status = response.status().as_u16();
        tracing::info!(
            target: "fonds::requests",
            id = self.id,
            method = self.method,
            page,
            status,
            bytes,
            milliseconds,
            "answered"
        );
    }
}

/// The name of a method; those that nobody needs to know of are all the same.
fn method_name(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::DELETE => "DELETE",
        Method::OPTIONS => "OPTIONS",
        _ => "other",
    }
}

/// The class of a status, such as `2xx`.
pub(crate) fn class(status: StatusCode) -> &'static str {
    match status.as_u16() / 100 {
        1 => "1xx",
        2 => "2xx",
        3 => "3xx",
        4 => "4xx",
        _ => "5xx",
    }
}

#[cfg(test)]
mod tests {
    use super::is_plain;

    fn check(id: &str, expected: bool) {
        assert_eq!(is_plain(id.as_bytes()), expected, "{id}");
    }

    #[test]
    fn ids_are_plain() {
        check("0af7651916cd43dd8448eb211c80319c", true);
        check("f47ac10b-58cc.1_a", true);
        check("", false);
        check("two words", false);
        check("x\u{1b}[31m", false);
        check(&"a".repeat(65), false);
    }
}
