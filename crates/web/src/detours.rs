//! Addresses that lead to another: a slash at the end, the usual name of the icon.
//!
//! What is asked for travels along; slugs of documents are led back by the document page itself.

use axum::response::Response;

use crate::asked::Asked;
use crate::{answer, urls};

/// An address with a slash at its end leads to the one without, parameters and all.
pub(crate) async fn without_slash(asked: Asked) -> Response {
    answer::moved(&urls::with_pairs(
        asked.path.trim_end_matches('/'),
        &asked.pairs,
    ))
}

/// `/favicon.ico`: browsers ask for it without being told to.
pub(crate) async fn icon() -> Response {
    answer::see(urls::icon())
}
