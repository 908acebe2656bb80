//! What a request asks for, as far as any page needs to know.
//!
//! Reading a request never fails: what cannot be read is read as words.

use std::convert::Infallible;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::header::{ACCEPT, IF_NONE_MATCH};
use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue};
use percent_encoding::percent_decode_str;

use crate::client::Turns;
use crate::encoding::Encoding;
use crate::room::Room;
use crate::site::Site;
use crate::tag;

/// The form of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// A page for readers.
    Page,
    /// JSON for programs.
    Json,
}

/// A request: its path, its parameters and the form of answer it wants.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    /// The path without percent signs.
    pub(crate) path: String,
    /// The parameters in their order.
    pub(crate) pairs: Vec<(String, String)>,
    /// What the address stands for: addresses ending in `.json` stand for JSON.
    pub(crate) form: Form,
    /// The form in which to say that something went wrong.
    pub(crate) form_of_errors: Form,
    /// The archive that is asked.
    pub(crate) site: Arc<Site>,
    /// The address as it was written.
    pub(crate) address: String,
    /// The turns of the client at the desks; none for nobody in particular.
    pub(crate) turns: Option<Turns>,
    /// How the answer may be written for its way.
    pub(crate) encoding: Encoding,
    /// Tags of answers that the client has already (`If-None-Match`).
    known: Option<String>,
}

impl FromRequestParts<Room> for Asked {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, room: &Room) -> Result<Self, Infallible> {
        Ok(Self::of(parts, room))
    }
}

impl Asked {
    /// What a request asks for.
    pub(crate) fn of(parts: &Parts, room: &Room) -> Self {
        let path = percent_decode_str(parts.uri.path())
            .decode_utf8_lossy()
            .into_owned();
        let query = parts.uri.query().unwrap_or_default();
        let is_json = std::path::Path::new(&path)
            .extension()
            .is_some_and(|extension| extension == "json");
        let form = if is_json { Form::Json } else { Form::Page };
        let header = |name: &HeaderName| {
            parts
                .headers
                .get(name)
                .and_then(|value| value.to_str().ok())
        };
        let accept = header(&ACCEPT).unwrap_or_default();
        let wants_json = accept.contains("json") && !accept.contains("text/html");
        Self {
            pairs: form_urlencoded::parse(query.as_bytes())
                .into_owned()
                .collect(),
            form_of_errors: if wants_json { Form::Json } else { form },
            form,
            path,
            site: room.site(),
            address: parts
                .uri
                .path_and_query()
                .map(ToString::to_string)
                .unwrap_or_default(),
            turns: parts.extensions.get::<Turns>().cloned(),
            encoding: Encoding::accepted(&parts.headers),
            known: header(&IF_NONE_MATCH).map(str::to_owned),
        }
    }

    /// True if the address stands for JSON.
    pub(crate) fn is_json(&self) -> bool {
        self.form == Form::Json
    }

    /// True if the client has the answer with this tag.
    pub(crate) fn has(&self, tag: &HeaderValue) -> bool {
        let known = self.known.as_deref();
        known.is_some_and(|known| tag::is_among(tag, known))
    }

    /// True if the client wants no answer where anything is found at all (`If-None-Match: *`).
    pub(crate) fn has_whatever_is_found(&self) -> bool {
        self.known.as_deref().map(str::trim) == Some("*")
    }

    /// The id in the second part of the path; ids are written without sign and without zeros before them.
    pub(crate) fn id(&self) -> Option<u64> {
        let segment = self.path.split('/').nth(2)?;
        let digits = segment.strip_suffix(".json").unwrap_or(segment);
        let id: u64 = digits.parse().ok()?;
        // The store counts with signed numbers.
        (id.to_string() == digits && i64::try_from(id).is_ok()).then_some(id)
    }

    /// The words in the path, for those who look for something that is not there.
    pub(crate) fn words_of_path(&self) -> String {
        const ADDRESSES: [&str; 11] = [
            "archives",
            "collection",
            "collections",
            "document",
            "html",
            "index",
            "json",
            "people",
            "places",
            "search",
            "subjects",
        ];
        let words = self.path.split(|letter: char| !letter.is_alphanumeric());
        let telling = words
            .filter(|word| !word.is_empty() && !ADDRESSES.contains(&word.to_lowercase().as_str()));
        telling.take(12).collect::<Vec<_>>().join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(path: &str, expected: Option<u64>) {
        let asked = Asked {
            path: path.to_owned(),
            pairs: Vec::new(),
            form: Form::Page,
            form_of_errors: Form::Page,
            site: Arc::default(),
            address: path.to_owned(),
            turns: None,
            encoding: Encoding::Identity,
            known: None,
        };
        assert_eq!(asked.id(), expected, "{path}");
    }

    #[test]
    fn ids_in_paths() {
        check("/document/112236", Some(112_236));
        check("/document/112236.json", Some(112_236));
        check("/document/112236/any/slug.json", Some(112_236));
        check("/collection/7/words", Some(7));
        check("/document/0112236", None);
        check("/document/+1", None);
        check("/document/99999999999999999999", None);
        check("/document/18446744073709551615", None);
        check("/document/", None);
        check("/", None);
    }
}
