//! The trees of places and of subjects.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use fonds_archive::{ListAsk, TreeEntry, TreeView};

use super::register_list::RegisterList;
use super::search_links::PageLink;
use crate::answer::{self, Page};
use crate::asked::Asked;
use crate::room::Room;
use crate::{urls, words};

/// `/places` and `/subjects`
#[derive(Template)]
#[template(path = "tree.html")]
struct TreePage {
    view: TreeView,
    path: &'static str,
    title: &'static str,
    words: (&'static str, &'static str),
    /// What is said of documents that belong to an entry by what lies below it.
    below: &'static str,
}

/// What stands in a row.
#[derive(Clone, Copy)]
enum Content<'a> {
    /// A place or a subject.
    Entry(&'a TreeEntry),
    /// The first words of several headings.
    Words(&'a str),
}

/// A row of the tree and how many branches end with it.
struct Row<'a> {
    content: Content<'a>,
    /// True for what stands above the first entry of the page.
    is_repeated: bool,
    /// True if a branch begins below it.
    opens: bool,
    /// How many branches end after it.
    closes: usize,
}

impl TreePage {
    fn list(&self) -> RegisterList<'_> {
        RegisterList {
            path: self.path,
            ask: &self.view.ask,
            extent: self.view.extent,
            without_documents: self.view.without_documents,
        }
    }

    fn sentence(&self) -> String {
        let found = words::counted(self.view.extent.total, self.words.0, self.words.1);
        let with = if self.view.ask.all {
            ""
        } else {
            " with documents here"
        };
        if self.view.ask.q.is_empty() {
            format!("{}{with}.", words::capital(&found))
        } else {
            format!(
                "{}{with} for {}.",
                words::capital(&found),
                words::sought(&self.view.ask.q)
            )
        }
    }

    /// The rows with the ends of branches.
    fn rows(&self) -> Vec<Row<'_>> {
        let all = self.contents();
        let row = |index: usize| {
            let (content, depth, is_repeated) = all[index];
            let next = all.get(index + 1).map_or(0, |(_, next, _)| *next);
            Row {
                content,
                is_repeated,
                opens: next > depth,
                closes: depth.saturating_sub(next),
            }
        };
        (0..all.len()).map(row).collect()
    }

    /// What stands in each row, how deep, and whether it is repeated from the page before.
    fn contents(&self) -> Vec<(Content<'_>, usize, bool)> {
        let above = self.view.above.iter().map(|entry| (entry, true));
        let entries = self.view.entries.iter().map(|entry| (entry, false));
        let mut contents = Vec::new();
        let mut under = None;
        for (entry, is_repeated) in above.chain(entries) {
            if entry.depth == 0 {
                let words = entry.under.as_deref();
                if let Some(words) = words.filter(|_| words != under) {
                    contents.push((Content::Words(words), 0, is_repeated));
                }
                under = words;
            }
            let depth = entry.depth + usize::from(under.is_some());
            contents.push((Content::Entry(entry), depth, is_repeated));
        }
        contents
    }

    /// How many documents an entry has, in words.
    fn count(&self, entry: &TreeEntry) -> String {
        let own = words::documents(&entry.documents);
        match entry.documents_with_narrower {
            Some(all) if all > entry.documents => match entry.documents {
                0 => format!("{} {}", words::documents(&all), self.below),
                _ => format!("{own}, {} {}", words::number(&all), self.below),
            },
            _ => own,
        }
    }
}

impl Page for TreePage {
    type Twin = TreeView;

    fn twin(&self) -> &TreeView {
        &self.view
    }
}

/// `/places` and `/places.json`
pub(crate) async fn places(State(room): State<Room>, asked: Asked) -> Response {
    room.answer(asked, |archive, asked| {
        let page = TreePage {
            view: archive.places(&ListAsk::from_pairs(
                asked.pairs.iter().map(|(key, value)| (key, value)),
            ))?,
            path: urls::PLACES,
            title: "Places",
            words: ("place", "places"),
            below: "with the places in it",
        };
        answer::page(asked, &page)
    })
    .await
}

/// `/subjects` and `/subjects.json`
pub(crate) async fn subjects(State(room): State<Room>, asked: Asked) -> Response {
    room.answer(asked, |archive, asked| {
        let page = TreePage {
            view: archive.subjects(&ListAsk::from_pairs(
                asked.pairs.iter().map(|(key, value)| (key, value)),
            ))?,
            path: urls::SUBJECTS,
            title: "Subjects",
            words: ("subject", "subjects"),
            below: "with narrower subjects",
        };
        answer::page(asked, &page)
    })
    .await
}
