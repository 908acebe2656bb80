//! One place.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use fonds_archive::{Phrase, PlaceView};

use super::record;
use crate::answer::Page;
use crate::asked::Asked;
use crate::chart::Chart;
use crate::errors::AppError;
use crate::room::Room;
use crate::{urls, words};

/// `/places/{id}/{slug}`
#[derive(Template)]
#[template(path = "place.html")]
struct PlacePage {
    place: PlaceView,
    chart: Option<Chart>,
}

impl PlacePage {
    fn new(place: PlaceView) -> Self {
        Self {
            chart: record::chart("place", place.id.0, &place.documents),
            place,
        }
    }

    fn title(&self) -> String {
        match self.place.name.as_str() {
            "" => format!("Place {}", self.place.id),
            name => words::heading(name),
        }
    }

    /// How many documents name it, in a sentence.
    fn sentence(&self) -> String {
        record::sentence(
            &self.place.documents,
            Some((&self.place.branch, "with the places in it")),
        )
    }

    /// Where it lies on the earth: "39.9042\u{b0} N, 116.4074\u{b0} E".
    fn coordinates(&self) -> Option<String> {
        let coordinates = self.place.coordinates.as_ref()?;
        let degrees = |number: &str, positive: char, negative: char| match number.strip_prefix('-')
        {
            Some(number) => format!("{number}\u{b0}\u{a0}{negative}"),
            None => format!("{number}\u{b0}\u{a0}{positive}"),
        };
        Some(format!(
            "{}, {}",
            degrees(coordinates.latitude.as_str(), 'N', 'S'),
            degrees(coordinates.longitude.as_str(), 'E', 'W')
        ))
    }

    fn description(&self) -> String {
        words::beginning(&format!("{}. {}", self.title(), self.sentence()), 240)
    }
}

impl Page for PlacePage {
    type Twin = PlaceView;

    fn twin(&self) -> &PlaceView {
        &self.place
    }
}

/// `/places/{id}/{slug}` and `/places/{id}.json`
pub(crate) async fn show(State(room): State<Room>, asked: Asked) -> Response {
    room.answer(asked, |archive, asked| {
        let id = asked.id().ok_or(AppError::NotFound)?;
        let answer = archive.place(id)?;
        record::answer(urls::PLACES, asked, answer, PlacePage::new, |place| {
            (place.id.0, &place.name)
        })
    })
    .await
}
