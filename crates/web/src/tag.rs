//! Tags by which a client learns that what it has is still what is here (RFC 9110, section 8.8).
//!
//! A tag depends on the public clock, the program, the settings and the address, and on nothing else: a change that strangers cannot see moves no tag.
//! While the index is behind the log there is no tag, because the answer is about to change.

use std::hash::{DefaultHasher, Hash, Hasher};

use axum::body::Body;
use axum::http::StatusCode;
use axum::http::header::{ETAG, HeaderValue};
use axum::response::Response;
use fonds_archive::Archive;

use crate::answer;
use crate::asked::Asked;
use crate::errors::AppError;
use crate::site::Site;

/// What makes all answers: the program and what the archive says of itself.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Edition(u64);

impl Edition {
    /// The edition of this program with these settings.
    pub(crate) fn of(site: &Site) -> Self {
        let mut hasher = DefaultHasher::new();
        env!("CARGO_PKG_VERSION").hash(&mut hasher);
        site.hash(&mut hasher);
        // Two builds of one version may write their pages differently.
        let program = std::env::current_exe().and_then(std::fs::metadata);
        if let Ok(program) = program {
            program.len().hash(&mut hasher);
            program.modified().ok().hash(&mut hasher);
        }
        Self(hasher.finish())
    }
}

/// The tag of an answer that is to be given now.
pub(crate) fn of(
    archive: &Archive,
    edition: &Edition,
    asked: &Asked,
) -> Result<Option<HeaderValue>, AppError> {
    let Some(clock) = archive.public_clock()? else {
        return Ok(None);
    };
    let mut hasher = DefaultHasher::new();
    (edition.0, clock, &asked.address).hash(&mut hasher);
    // Weak, because one answer is sent in several encodings.
    let tag = format!("W/\"{:016x}\"", hasher.finish());
    Ok(HeaderValue::from_str(&tag).ok())
}

/// The answer for a client that has it already.
pub(crate) fn unchanged(tag: HeaderValue) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::NOT_MODIFIED;
    answer::revalidated(response.headers_mut());
    response.headers_mut().insert(ETAG, tag);
    response
}

/// An answer with its tag; only what was found has one.
pub(crate) fn tagged(mut response: Response, tag: Option<HeaderValue>) -> Response {
    if let Some(tag) = tag.filter(|_| response.status() == StatusCode::OK) {
        response.headers_mut().insert(ETAG, tag);
    }
    response
}

/// True if a list of tags (`If-None-Match`) has this one; strength does not matter here.
///
/// An asterisk stands for whatever is found and so is no tag; only the work tells whether anything is.
pub(crate) fn is_among(tag: &HeaderValue, list: &str) -> bool {
    let opaque = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    let Ok(tag) = tag.to_str() else { return false };
    let tag = opaque(tag);
    list.split(',').any(|known| opaque(known) == tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(list: &str, expected: bool) {
        let tag = HeaderValue::from_static("W/\"12ab\"");
        assert_eq!(is_among(&tag, list), expected, "{list}");
    }

    #[test]
    fn lists_of_tags() {
        check("W/\"12ab\"", true);
        check("\"12ab\"", true);
        check("\"77\", W/\"12ab\"", true);
        check("*", false);
        check("\"77\"", false);
        check("12ab", false);
        check("", false);
    }
}
