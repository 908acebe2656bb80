//! From a value to an answer: a page, its JSON twin, or a way to another address.

use askama::Template;
use axum::body::Body;
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, HeaderValue, LOCATION};
use axum::response::Response;
use serde::Serialize;

use crate::asked::{Asked, Form};
use crate::errors::AppError;

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
        Form::Json => json(StatusCode::OK, "application/json", page.twin()),
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
    Ok(written(status, "text/html; charset=utf-8", body.into()))
}

/// A value as JSON.
pub(crate) fn json(
    status: StatusCode,
    media_type: &'static str,
    value: &impl Serialize,
) -> Result<Response, AppError> {
    let body = serde_json::to_vec(value).map_err(|error| AppError::internal(&error))?;
    Ok(written(status, media_type, body.into()))
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
    let mut response = text(status, "");
    let location =
        HeaderValue::from_str(to).expect("links are made of letters, digits and percent signs");
    response.headers_mut().insert(LOCATION, location);
    response
}

fn written(status: StatusCode, media_type: &'static str, body: Body) -> Response {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response
}
