//! The list of archives that hold originals.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use fonds_archive::{ArchivesView, ListAsk};

use super::register_list::RegisterList;
use super::search_links::PageLink;
use crate::answer::{self, Page};
use crate::asked::Asked;
use crate::room::Room;
use crate::{urls, words};

/// `/archives`
#[derive(Template)]
#[template(path = "archives.html")]
struct ArchivesPage {
    view: ArchivesView,
}

impl ArchivesPage {
    fn list(&self) -> RegisterList<'_> {
        RegisterList {
            path: urls::ARCHIVES,
            ask: &self.view.ask,
            extent: self.view.extent,
            without_documents: self.view.without_documents,
        }
    }

    fn sentence(&self) -> String {
        let found = words::counted(self.view.extent.total, "archive", "archives");
        let which = if self.view.ask.all {
            ""
        } else {
            " with originals of documents described here"
        };
        if self.view.ask.q.is_empty() {
            format!("{}{which}.", words::capital(&found))
        } else {
            format!(
                "{}{which} for {}.",
                words::capital(&found),
                words::sought(&self.view.ask.q)
            )
        }
    }
}

impl Page for ArchivesPage {
    type Twin = ArchivesView;

    fn twin(&self) -> &ArchivesView {
        &self.view
    }
}

/// `/archives` and `/archives.json`
pub(crate) async fn show(State(room): State<Room>, asked: Asked) -> Response {
    room.answer(asked, |archive, asked| {
        let view = archive.archives(&ListAsk::from_pairs(
            asked.pairs.iter().map(|(key, value)| (key, value)),
        ))?;
        answer::page(asked, &ArchivesPage { view })
    })
    .await
}
