//! What can go wrong for a reader, from a closed list.
//!
//! Each error is a page with ways onward or, where a program asks, `application/problem+json` (RFC 9457).
//! Causes within are logged once, here, under the number that the reader is shown; they are never shown themselves.

use std::error::Error;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::http::StatusCode;
use axum::http::header::{HeaderValue, RETRY_AFTER, VARY};
use axum::response::{IntoResponse, Response};
use fonds_model::RecordId;
use serde::Serialize;

use crate::answer;
use crate::asked::{Asked, Form};
use crate::pages::not_found::{GonePage, NotFoundPage, TroublePage};

/// Why a page cannot be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum AppError {
    /// Nothing that a stranger may know of lies at the address.
    #[error("nothing is at this address")]
    NotFound,
    /// A record that was public and is withdrawn.
    #[error("{} {} was withdrawn", .0.kind.as_str(), .0.id)]
    Withdrawn(RecordId),
    /// The address is only for reading.
    #[error("this address can only be read")]
    MethodNotAllowed,
    /// The address has more bytes than the settings allow.
    #[error("this address is too long")]
    AddressTooLong,
    /// The request's body has more bytes than the settings allow.
    #[error("the body of this request is too large")]
    BodyTooLarge,
    /// The words of a search have more characters than the settings allow.
    #[error("the words of this search have more than {0} characters; leave some out")]
    QueryTooLong(usize),
    /// A search would read more of the index than the settings allow.
    #[error(
        "this search is too much work at once; write more letters before an asterisk, or leave out some words and filters"
    )]
    TooMuchWork,
    /// One client asks too much at once.
    #[error("you are asking for too many pages at once; wait for the answers to some of them")]
    TooMany,
    /// The answer was not ready in time.
    #[error("the answer took too long; try again, or ask for less")]
    TooSlow,
    /// Too many readers wait.
    #[error("too many requests are waiting; try again in a few seconds")]
    Busy,
    /// Something failed within.
    #[error("something failed here; the log has it under {0:x}")]
    Internal(u64),
}

/// An error as programs get it.
#[derive(Serialize)]
struct Problem<'a> {
    r#type: &'static str,
    title: &'static str,
    status: u16,
    code: &'static str,
    detail: String,
    instance: &'a str,
}

impl AppError {
    /// Something failed within: logged here, once, with the number the reader is shown.
    pub(crate) fn internal(cause: &dyn Error) -> Self {
        static FAILED: AtomicU64 = AtomicU64::new(0);
        let started = u64::from(std::process::id());
        let number = (started << 20) + FAILED.fetch_add(1, Ordering::Relaxed);
        let cause = with_causes(cause);
        tracing::error!(number = format!("{number:x}"), cause, "a request failed");
        Self::Internal(number)
    }

    fn status(self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Withdrawn(_) => StatusCode::GONE,
            Self::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Self::AddressTooLong => StatusCode::URI_TOO_LONG,
            Self::BodyTooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::QueryTooLong(_) | Self::TooMuchWork => StatusCode::UNPROCESSABLE_ENTITY,
            Self::TooMany => StatusCode::TOO_MANY_REQUESTS,
            Self::Busy | Self::TooSlow => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn code(self) -> &'static str {
        match self {
            Self::NotFound => "not_found",
            Self::Withdrawn(_) => "withdrawn",
            Self::MethodNotAllowed => "method_not_allowed",
            Self::AddressTooLong => "address_too_long",
            Self::BodyTooLarge => "body_too_large",
            Self::QueryTooLong(_) => "query_too_long",
            Self::TooMuchWork => "too_much_work",
            Self::TooMany => "too_many_requests",
            Self::TooSlow => "too_slow",
            Self::Busy => "busy",
            Self::Internal(_) => "internal",
        }
    }

    /// The error in the form that was asked for.
    pub(crate) fn answer(self, asked: &Asked) -> Response {
        let written = match asked.form_of_errors {
            Form::Json => self.problem(asked),
            Form::Page => self.page(asked),
        };
        // A page that cannot even say what went wrong still says that something did.
        let mut response = written.unwrap_or_else(|_| self.status().into_response());
        let headers = response.headers_mut();
        headers.insert(VARY, HeaderValue::from_static("accept, accept-encoding"));
        if matches!(self, Self::Busy | Self::TooMany | Self::TooSlow) {
            headers.insert(RETRY_AFTER, HeaderValue::from_static("3"));
        }
        response
    }

    fn problem(self, asked: &Asked) -> Result<Response, Self> {
        let status = self.status();
        let problem = Problem {
            r#type: "about:blank",
            title: status.canonical_reason().unwrap_or_default(),
            status: status.as_u16(),
            code: self.code(),
            detail: self.to_string(),
            instance: &asked.path,
        };
        answer::json(asked, status, "application/problem+json", &problem)
    }

    fn page(self, asked: &Asked) -> Result<Response, Self> {
        let status = self.status();
        match self {
            Self::NotFound => answer::html(asked, status, &NotFoundPage::new(asked)),
            Self::Withdrawn(record) => answer::html(asked, status, &GonePage { record }),
            _ => answer::html(asked, status, &TroublePage::new(asked, self.to_string())),
        }
    }
}

impl From<fonds_archive::Error> for AppError {
    fn from(error: fonds_archive::Error) -> Self {
        match error {
            fonds_archive::Error::QueryTooLong { most } => Self::QueryTooLong(most),
            fonds_archive::Error::TooMuchWork => Self::TooMuchWork,
            other => Self::internal(&other),
        }
    }
}

/// An error and what caused it, from without to within.
fn with_causes(error: &dyn Error) -> String {
    let mut words = error.to_string();
    let mut within = error.source();
    while let Some(cause) = within {
        let said = cause.to_string();
        // Some errors say their cause in their own words.
        if !words.contains(&said) {
            words += ": ";
            words += &said;
        }
        within = cause.source();
    }
    words
}

/// Any address that is not in the router.
pub(crate) async fn no_such_page(asked: Asked) -> Response {
    AppError::NotFound.answer(&asked)
}

/// An address that can only be read.
pub(crate) async fn method_not_allowed(asked: Asked) -> Response {
    AppError::MethodNotAllowed.answer(&asked)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, thiserror::Error)]
    #[error("{words}")]
    struct Failed {
        words: &'static str,
        #[source]
        cause: Option<std::io::Error>,
    }

    fn check(words: &'static str, cause: Option<&str>, expected: &str) {
        let cause = cause.map(std::io::Error::other);
        assert_eq!(with_causes(&Failed { words, cause }), expected);
    }

    #[test]
    fn the_log_tells_every_cause() {
        check("cannot read `a`", None, "cannot read `a`");
        check(
            "cannot read `a`",
            Some("too many open files"),
            "cannot read `a`: too many open files",
        );
        check("the disk is full", Some("full"), "the disk is full");
    }
}
