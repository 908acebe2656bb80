//! All collections as a tree.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use fonds_archive::{CollectionsView, ListedCollection};

use crate::answer::{self, Page};
use crate::asked::Asked;
use crate::room::Room;
use crate::words;

/// `/collections`
#[derive(Template)]
#[template(path = "collections.html")]
struct CollectionsPage {
    view: Arc<CollectionsView>,
}

/// A step of the walk through the tree, since templates have no functions that call themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    /// A collection begins.
    Begin,
    /// The list of its parts begins.
    Open,
    /// That list ends.
    Close,
    /// The collection ends.
    End,
}

impl CollectionsPage {
    fn sentence(&self) -> String {
        match self.view.total {
            0 => "No collection is published here yet.".to_owned(),
            total => {
                let count = words::counted(total, "collection", "collections");
                format!("{count}: documents that belong together, each list in order of time.")
            }
        }
    }

    fn steps(&self) -> Vec<(Step, &ListedCollection)> {
        fn walk<'a>(
            collection: &'a ListedCollection,
            steps: &mut Vec<(Step, &'a ListedCollection)>,
        ) {
            steps.push((Step::Begin, collection));
            if !collection.parts.is_empty() {
                steps.push((Step::Open, collection));
                for part in &collection.parts {
                    walk(part, steps);
                }
                steps.push((Step::Close, collection));
            }
            steps.push((Step::End, collection));
        }
        let mut steps = Vec::new();
        for collection in &self.view.collections {
            walk(collection, &mut steps);
        }
        steps
    }
}

impl Page for CollectionsPage {
    type Twin = CollectionsView;

    fn twin(&self) -> &CollectionsView {
        &self.view
    }
}

/// `/collections` and `/collections.json`
pub(crate) async fn show(State(room): State<Room>, asked: Asked) -> Response {
    room.answer(asked, |archive, asked| {
        let view = archive.collections()?;
        answer::page(asked, &CollectionsPage { view })
    })
    .await
}
