//! Files that are the same for every archive: the style sheet and the notes for crawlers and watchers.
//!
//! The style sheet's name holds a hash of its content, so browsers may keep it for ever.

use std::sync::LazyLock;

use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, HeaderValue};
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

use crate::answer;

const STYLE: &str = include_str!("../assets/style.css");

/// A sheet among sheets, in the colours of the style sheet.
const ICON: &str = include_str!("../assets/icon.svg");

/// Crawlers read documents; the combinations of filters are endless and hold nothing else.
const ROBOTS: &str = "User-agent: *\nDisallow: /search?\nDisallow: /search.json\n";

/// The path of the style sheet.
pub(crate) static STYLE_PATH: LazyLock<String> = LazyLock::new(|| {
    let digest = Sha256::digest(STYLE);
    let hash = u64::from_be_bytes(
        digest[..8]
            .try_into()
            .expect("a SHA-256 has more than eight bytes"),
    );
    format!("/style.{hash:016x}.css")
});

/// `/style.….css`
pub(crate) async fn style_sheet() -> Response {
    let headers = [
        (
            CONTENT_TYPE,
            HeaderValue::from_static("text/css; charset=utf-8"),
        ),
        (
            CACHE_CONTROL,
            HeaderValue::from_static("public, max-age=31536000, immutable"),
        ),
    ];
    (headers, STYLE).into_response()
}

/// `/icon.svg`
pub(crate) async fn icon() -> Response {
    let headers = [
        (CONTENT_TYPE, HeaderValue::from_static("image/svg+xml")),
        (
            CACHE_CONTROL,
            HeaderValue::from_static("public, max-age=86400"),
        ),
    ];
    (headers, ICON).into_response()
}

/// `/robots.txt`
pub(crate) async fn robots() -> Response {
    answer::text(StatusCode::OK, ROBOTS)
}

/// `/healthz`: the server answers.
pub(crate) async fn health() -> Response {
    answer::text(StatusCode::OK, "ok\n")
}
