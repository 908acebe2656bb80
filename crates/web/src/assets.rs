//! Files that are the same for every archive: the style sheet and the notes for crawlers and watchers.
//!
//! The names of style sheet and icon hold a hash of their content, so browsers may keep them for ever.

use std::sync::LazyLock;

use axum::http::StatusCode;
use axum::response::Response;
use sha2::{Digest, Sha256};

use crate::answer;
use crate::asked::Asked;

const STYLE: &str = include_str!("../assets/style.css");

/// A sheet among sheets, in the colours of the style sheet.
const ICON: &str = include_str!("../assets/icon.svg");

/// Crawlers read documents and walk the lists of collections; the combinations of filters are endless and hold nothing else.
const ROBOTS: &str = "User-agent: *\nDisallow: /search?\nDisallow: /search.json\n\
                      Disallow: /collection/*?\nAllow: /collection/*?page=\n";

/// The path of the style sheet.
pub(crate) static STYLE_PATH: LazyLock<String> = LazyLock::new(|| path("style", STYLE, "css"));

/// The path of the icon.
pub(crate) static ICON_PATH: LazyLock<String> = LazyLock::new(|| path("icon", ICON, "svg"));

fn path(name: &str, content: &str, ending: &str) -> String {
    let digest = Sha256::digest(content);
    let start: [u8; 8] = digest[..8]
        .try_into()
        .expect("a SHA-256 has more than eight bytes");
    format!("/{name}.{:016x}.{ending}", u64::from_be_bytes(start))
}

/// `/style.….css`
pub(crate) async fn style_sheet(asked: Asked) -> Response {
    asset(&asked, "text/css; charset=utf-8", STYLE)
}

/// `/icon.….svg`
pub(crate) async fn icon(asked: Asked) -> Response {
    asset(&asked, "image/svg+xml", ICON)
}

fn asset(asked: &Asked, media_type: &'static str, content: &'static str) -> Response {
    let body = content.as_bytes().to_vec();
    answer::kept(answer::encoded(asked, StatusCode::OK, media_type, body))
}

/// `/robots.txt`
pub(crate) async fn robots() -> Response {
    answer::text(StatusCode::OK, ROBOTS)
}

/// `/healthz`: the server answers.
pub(crate) async fn health() -> Response {
    answer::text(StatusCode::OK, "ok\n")
}
