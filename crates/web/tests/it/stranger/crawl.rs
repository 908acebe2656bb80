//! A stranger who follows every link of pages and JSON, and what he is answered.

use std::collections::{BTreeSet, VecDeque};

use axum::Router;
use axum::body::Body;
use axum::http::Request;
use fonds_archive::{Archive, ImportOptions};
use scraper::{Html, Selector};
use serde_json::Value;
use tempfile::TempDir;
use tower::ServiceExt;

/// How many addresses are found by following links; those of the samples are asked for in any case.
const MOST: usize = 700;

/// A reading room over an archive of its own.
pub(super) struct Place {
    pub(super) app: Router,
    pub(super) archive: Archive,
    pub(super) folder: TempDir,
}

/// All that a stranger gets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Answer {
    pub(super) status: u16,
    /// Names and values, sorted.
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: String,
}

impl Place {
    /// An empty archive and its room.
    pub(super) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let archive = Archive::open_or_create(&folder.path().join("archive")).unwrap();
        Self {
            app: fonds_web::app(archive.clone(), fonds_web::Settings::default()),
            archive,
            folder,
        }
    }

    /// Puts records in; the index follows.
    pub(super) fn import(&self, name: &str, records: &[Value]) {
        self.append(name, records);
        self.archive.follow().unwrap();
    }

    /// Puts records into the log; the index does not follow yet.
    pub(super) fn append(&self, name: &str, records: &[Value]) {
        let path = self.folder.path().join(name);
        let lines: Vec<String> = records.iter().map(Value::to_string).collect();
        std::fs::write(&path, lines.join("\n")).unwrap();
        let options = ImportOptions::default();
        let report = self.archive.import(&[path], &options, &mut |_| {}).unwrap();
        assert!(!report.has_rejects(), "{:?}", report.problems);
    }

    /// What the room answers.
    pub(super) async fn get(&self, address: &str) -> Answer {
        self.get_as(address, "*/*").await
    }

    /// The same for someone who wants a form.
    pub(super) async fn get_as(&self, address: &str, accept: &str) -> Answer {
        let request = Request::builder()
            .uri(address)
            .header("accept", accept)
            .body(Body::empty())
            .unwrap();
        let response = self.app.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = axum::body::to_bytes(body, usize::MAX).await.unwrap();
        let mut headers: Vec<(String, String)> = parts
            .headers
            .iter()
            // The number of a request is its own.
            .filter(|(name, _)| *name != "x-request-id")
            .map(|(name, value)| {
                (
                    name.to_string(),
                    String::from_utf8_lossy(value.as_bytes()).into_owned(),
                )
            })
            .collect();
        headers.sort();
        Answer {
            status: parts.status.as_u16(),
            headers,
            body: String::from_utf8_lossy(&bytes).into_owned(),
        }
    }

    /// Every address that links lead to from the front page on, and those given.
    pub(super) async fn crawl(&self, given: impl IntoIterator<Item = String>) -> BTreeSet<String> {
        let mut seen: BTreeSet<String> = given.into_iter().collect();
        let given = seen.len();
        let mut waiting: VecDeque<String> = VecDeque::from(["/".to_owned()]);
        seen.insert("/".to_owned());
        while let Some(address) = waiting.pop_front() {
            for link in self.get(&address).await.links() {
                if seen.len() - given < MOST
                    && is_worth_following(&link)
                    && seen.insert(link.clone())
                {
                    waiting.push_back(link);
                }
            }
        }
        seen
    }
}

impl Answer {
    /// The same without the tag of the answer.
    pub(super) fn without_tag(&self) -> Self {
        let mut answer = self.clone();
        answer.headers.retain(|(name, _)| name != "etag");
        answer
    }

    /// A header's value, or nothing.
    pub(super) fn header(&self, name: &str) -> &str {
        self.headers
            .iter()
            .find(|header| header.0 == name)
            .map_or("", |header| &header.1)
    }

    /// Everything in one text.
    pub(super) fn text(&self) -> String {
        format!("{} {:?}\n{}", self.status, self.headers, self.body)
    }

    /// The addresses of this site to which the answer leads.
    pub(super) fn links(&self) -> Vec<String> {
        let mut links = vec![self.header("location").to_owned()];
        if self.header("content-type").starts_with("text/html") {
            let page = Html::parse_document(&self.body);
            let selector = Selector::parse("[href], [src], [action]").unwrap();
            for element in page.select(&selector) {
                links.extend(
                    ["href", "src", "action"]
                        .iter()
                        .filter_map(|name| element.attr(name))
                        .map(str::to_owned),
                );
            }
        } else if let Ok(value) = serde_json::from_str(&self.body) {
            gather(&value, &mut links);
        }
        let bare = |link: String| link.split('#').next().unwrap_or_default().to_owned();
        let is_here =
            |link: &String| link.starts_with('/') && !link.starts_with("//") && !link.contains(' ');
        links.into_iter().map(bare).filter(is_here).collect()
    }
}

/// Every text of a value that may be an address.
fn gather(value: &Value, links: &mut Vec<String>) {
    match value {
        Value::String(text) => links.push(text.clone()),
        Value::Array(values) => values.iter().for_each(|value| gather(value, links)),
        Value::Object(fields) => fields.values().for_each(|value| gather(value, links)),
        _ => {}
    }
}

/// Combinations of filters are endless; two at a time show what there is to be seen.
fn is_worth_following(link: &str) -> bool {
    link.split_once('?')
        .is_none_or(|(_, query)| query.split('&').count() <= 2)
}
