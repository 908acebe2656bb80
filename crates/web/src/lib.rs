//! The reading room: an archive as pages for readers and as JSON for programs.
//!
//! The only crate that knows HTTP and HTML.
//! A page is a struct with a template; its JSON twin is the same value serialised, so the two never disagree.
//! Nothing here decides who may see what: every value comes from `fonds-archive` as a stranger may see it.

mod answer;
mod asked;
mod assets;
mod chart;
mod detours;
mod errors;
mod headers;
mod pages;
mod room;
mod router;
mod routes;
mod serve;
mod settings;
mod site;
mod urls;
mod words;

pub use router::{app, routes};
pub use serve::serve;
pub use settings::Settings;
pub use site::Site;
