//! What the lists of people, places, subjects and archives have in common: where they stand, their pages, their words.

use fonds_archive::{Extent, ListAsk};

use super::search_links::{Link, PageLink, page_links};
use crate::{urls, words};

/// A list at its address.
pub(super) struct RegisterList<'a> {
    /// The address of the whole list.
    pub(super) path: &'static str,
    /// The list as asked for.
    pub(super) ask: &'a ListAsk,
    /// Where the page stands in it.
    pub(super) extent: Extent,
    /// Entries that are left out, or stand there, without documents.
    pub(super) without_documents: u64,
}

impl RegisterList<'_> {
    /// Its own address.
    pub(super) fn url(&self) -> String {
        urls::list(self.path, self.ask)
    }

    /// Its address for programs.
    pub(super) fn json(&self) -> String {
        urls::list_json(self.path, self.ask)
    }

    /// True for a page of the whole list or of one letter, which crawlers may keep.
    pub(super) fn is_plain(&self) -> bool {
        self.ask.q.is_empty() && !self.ask.all && self.ask.sort.is_none()
    }

    /// True if words are looked for.
    pub(super) fn is_sought(&self) -> bool {
        !self.ask.q.is_empty()
    }

    /// True if the page asked for lies behind the last one.
    pub(super) fn is_beyond_the_end(&self) -> bool {
        self.extent.total > 0 && self.extent.first == 0
    }

    /// "1–100 of 16,000"; empty where the list is one page.
    pub(super) fn range(&self) -> Option<String> {
        let extent = self.extent;
        (extent.pages > 1 && extent.first > 0).then(|| {
            format!(
                "{}\u{2013}{} of {}",
                words::number(&extent.first),
                words::number(&extent.last),
                words::number(&extent.total)
            )
        })
    }

    /// Links to its pages; none where it is one page.
    pub(super) fn pages(&self) -> Vec<PageLink> {
        if self.extent.pages < 2 {
            return Vec::new();
        }
        page_links(self.extent.page, self.extent.pages, |page| self.page(page))
    }

    /// The page before this one.
    pub(super) fn previous(&self) -> Option<String> {
        let before = self.extent.page.min(self.extent.pages + 1) - 1;
        (before > 0).then(|| self.page(before))
    }

    /// The page after this one.
    pub(super) fn next(&self) -> Option<String> {
        (self.extent.page < self.extent.pages).then(|| self.page(self.extent.page + 1))
    }

    /// The link that lists entries without documents as well, or leaves them out again.
    pub(super) fn without(&self, one: &str, many: &str) -> Option<Link> {
        if self.without_documents == 0 {
            return None;
        }
        let count = words::counted(self.without_documents, one, many);
        let label = if self.ask.all {
            format!("Leave out {count} without documents here")
        } else {
            format!("Show {count} more, without documents here")
        };
        let url = urls::list_changed(self.path, self.ask, |ask| ask.all = !ask.all);
        Some(Link::new(label, url, false))
    }

    /// The list without words.
    pub(super) fn without_words(&self) -> String {
        urls::list_changed(self.path, self.ask, |ask| ask.q.clear())
    }

    /// Parameters that a form for words carries along.
    pub(super) fn carried(&self) -> Vec<(String, String)> {
        let mut pairs = self.ask.to_pairs();
        pairs.retain(|(key, _)| !["q", "page", "letter"].contains(&key.as_str()));
        pairs
    }

    fn page(&self, page: u64) -> String {
        urls::list_changed(self.path, self.ask, |ask| ask.page = page)
    }
}
