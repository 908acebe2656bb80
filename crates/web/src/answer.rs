//! From a value to an answer: a page, its JSON twin, or a way to another address.

use askama::Template;
use axum::body::Body;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, HeaderValue, LOCATION, VARY,
};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde::Serialize;

use crate::asked::{Asked, Form};
use crate::errors::AppError;
use crate::urls;

/// A page for readers and the value that is its JSON twin.
pub(crate) trait Page: Template {
    /// The value that programs get.
    type Twin: Serialize;

    /// The value behind the page.
    fn twin(&self) -> &Self::Twin;
}

/// A page in the form asked for.
pub(crate) fn page(asked: &Asked, page: &impl Page) -> Result<Response, AppError> {
    match asked.form {
        Form::Page => html(asked, StatusCode::OK, page),
        Form::Json => json(asked, StatusCode::OK, "application/json", page.twin()),
    }
}

/// A template as HTML.
pub(crate) fn html(
    asked: &Asked,
    status: StatusCode,
    template: &impl Template,
) -> Result<Response, AppError> {
    let body = template
        .render_with_values(asked.site.as_ref())
        .map_err(|error| AppError::internal(&error))?;
    Ok(encoded(
        asked,
        status,
        "text/html; charset=utf-8",
        body.into_bytes(),
    ))
}

/// A value as JSON.
pub(crate) fn json(
    asked: &Asked,
    status: StatusCode,
    media_type: &'static str,
    value: &impl Serialize,
) -> Result<Response, AppError> {
    let body = serde_json::to_vec(value).map_err(|error| AppError::internal(&error))?;
    Ok(encoded(asked, status, media_type, body))
}

/// A short text.
pub(crate) fn text(status: StatusCode, body: impl Into<Body>) -> Response {
    written(status, "text/plain; charset=utf-8", body.into())
}

/// For ever at another address of this site.
pub(crate) fn moved(to: &str) -> Response {
    elsewhere(StatusCode::MOVED_PERMANENTLY, to)
}

/// The answer stands at another address of this site.
pub(crate) fn see(to: &str) -> Response {
    elsewhere(StatusCode::SEE_OTHER, to)
}

fn elsewhere(status: StatusCode, to: &str) -> Response {
    let location = HeaderValue::from_str(to).ok();
    let Some(location) = location.filter(|_| urls::is_of_this_site(to)) else {
        // Whoever could lead readers away from here could do so with every link to here.
        tracing::error!(to, "an address that is not of this site was not followed");
        return text(StatusCode::INTERNAL_SERVER_ERROR, "");
    };
    let mut response = text(status, "");
    response.headers_mut().insert(LOCATION, location);
    response
}

/// Bytes, compressed if the client accepts that.
pub(crate) fn encoded(
    asked: &Asked,
    status: StatusCode,
    media_type: &'static str,
    body: Vec<u8>,
) -> Response {
    let (body, encoding) = asked.encoding.encode(body);
    let mut response = written(status, media_type, body.into());
    if let Some(name) = encoding.name() {
        let name = HeaderValue::from_static(name);
        response.headers_mut().insert(CONTENT_ENCODING, name);
    }
    response
}

fn written(status: StatusCode, media_type: &'static str, body: Body) -> Response {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
    revalidated(headers);
    response
}

/// Says that an answer may be kept, but must be asked for again before it is shown.
pub(crate) fn revalidated(headers: &mut HeaderMap) {
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
}

/// Says that an answer may be kept for ever: its address changes with its content.
pub(crate) fn kept(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(
        CACHE_CONTROL,
        HeaderValue::from_static("public, max-age=31536000, immutable"),
    );
    response
}
