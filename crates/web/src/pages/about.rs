//! Who runs this archive, what it holds, how to cite it and how to take it along.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use fonds_archive::AboutView;
use serde::{Serialize, Serializer};

use crate::answer::{self, Page};
use crate::asked::Asked;
use crate::room::Room;
use crate::site::Site;
use crate::words::Citation;
use crate::{urls, words};

/// `/about`
#[derive(Template)]
#[template(path = "about.html")]
struct AboutPage {
    about: About,
    site: Arc<Site>,
}

/// What an archive says of itself and what is known of it.
#[derive(Serialize)]
struct About {
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    contact: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    licence: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<String>,
    software: &'static str,
    version: &'static str,
    #[serde(serialize_with = "shared")]
    holdings: Arc<AboutView>,
}

fn shared<S: Serializer>(holdings: &Arc<AboutView>, serializer: S) -> Result<S::Ok, S::Error> {
    holdings.serialize(serializer)
}

impl AboutPage {
    fn holdings(&self) -> &AboutView {
        &self.about.holdings
    }

    /// What is here besides documents: number, name and address, where there is any.
    fn registers(&self) -> Vec<(String, &'static str)> {
        let holdings = self.holdings();
        let all = [
            (
                words::counted(holdings.collections.total, "collection", "collections"),
                holdings.collections.total,
                urls::COLLECTIONS,
            ),
            (
                words::counted(holdings.people, "person or body", "persons and bodies"),
                holdings.people,
                "/people",
            ),
            (
                words::counted(holdings.places, "place", "places"),
                holdings.places,
                "/places",
            ),
            (
                words::counted(holdings.subjects, "subject", "subjects"),
                holdings.subjects,
                "/subjects",
            ),
            (
                words::counted(holdings.archives, "archive", "archives"),
                holdings.archives,
                "/archives",
            ),
        ];
        let held = all.into_iter().filter(|(_, count, _)| *count > 0);
        held.map(|(words, _, address)| (words, address)).collect()
    }

    /// How the first document would be cited.
    fn citation(&self) -> Option<(Citation, String)> {
        let document = self.holdings().example.as_ref()?;
        let path = urls::document(document.id);
        let words = words::citation(
            &document.title.text,
            &document.date.text,
            None,
            &self.site,
            document.id,
        );
        Some((words, path))
    }
}

impl Page for AboutPage {
    type Twin = About;

    fn twin(&self) -> &About {
        &self.about
    }
}

/// `/about` and `/about.json`
pub(crate) async fn show(State(room): State<Room>, asked: Asked) -> Response {
    room.answer(asked, |archive, asked| {
        let site = Arc::clone(&asked.site);
        let about = About {
            name: site.name.clone(),
            description: site.description.clone(),
            contact: site.contact.clone(),
            licence: site.licence.clone(),
            address: site.address.clone(),
            software: "Fonds",
            version: env!("CARGO_PKG_VERSION"),
            holdings: archive.about()?,
        };
        answer::page(asked, &AboutPage { about, site })
    })
    .await
}
