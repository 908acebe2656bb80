//! What is done and tested for readers of every kind, and what is known to be lacking.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use serde::Serialize;

use crate::answer::{self, Page};
use crate::asked::Asked;
use crate::room::Room;

/// The standard to which pages are made.
const STANDARD: &str = "WCAG 2.2, level AA";

/// What the tests of the program look at.
const TESTED: [&str; 7] = [
    "Every kind of page is checked with the rules of axe, in light and in dark, on wide and on narrow screens.",
    "Every page works without scripts, and none has any.",
    "Searching, adding and taking away filters, opening a document and going back are done with the keyboard alone; what has the focus is always seen.",
    "Each page has one main heading, landmarks, a link past the masthead, and a title that says what it is.",
    "Text stands out from its ground by at least seven to one, labels by four and a half to one.",
    "Nothing has to be scrolled sideways on a screen of 320 pixels, or with text of twice the size.",
    "Charts are also tables, and every bar is a link with words.",
];

/// What is known to be lacking.
const LIMITS: [&str; 4] = [
    "The interface speaks English only. Titles, summaries and texts in other languages are marked with their language where it is known, which is not everywhere.",
    "Scans are images: what stands on them can be read aloud only where a transcript or a translation is held.",
    "Names and dates are shown as the sources write them and may be abbreviated or misspelt there.",
    "The pages were tested with programs and by hand, and not yet by readers who use a screen reader every day.",
];

/// `/accessibility`
#[derive(Template)]
#[template(path = "accessibility.html")]
struct AccessibilityPage {
    statement: Statement,
}

/// What is tested and what is lacking.
#[derive(Serialize)]
struct Statement {
    standard: &'static str,
    tested: [&'static str; 7],
    limits: [&'static str; 4],
    #[serde(skip_serializing_if = "Option::is_none")]
    contact: Option<String>,
}

impl Page for AccessibilityPage {
    type Twin = Statement;

    fn twin(&self) -> &Statement {
        &self.statement
    }
}

/// `/accessibility` and `/accessibility.json`
pub(crate) async fn show(State(room): State<Room>, asked: Asked) -> Response {
    room.answer(asked, |_, asked| {
        let statement = Statement {
            standard: STANDARD,
            tested: TESTED,
            limits: LIMITS,
            contact: asked.site.contact.clone(),
        };
        answer::page(asked, &AccessibilityPage { statement })
    })
    .await
}
