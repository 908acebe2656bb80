//! The reading room: an archive as pages for readers and as JSON for programs.
//!
//! The only crate that knows HTTP and HTML.
//! A page is a struct with a template; its JSON twin is the same value serialised, so the two never disagree.
//! Nothing here decides who may see what: every value comes from `fonds-archive` as a stranger may see it.

mod answer;
mod asked;
mod assets;
mod chart;
mod client;
mod detours;
mod door;
mod encoding;
mod errors;
mod headers;
mod metrics;
mod pages;
mod patience;
mod room;
mod router;
mod routes;
mod serve;
mod settings;
mod site;
mod tag;
mod urls;
mod words;

pub use ipnet::IpNet as Network;
pub use router::{app, routes};
pub use serve::{Ended, Listeners, serve};
pub use settings::{Limits, RequestsLogged, Settings};
pub use site::Site;
pub use urls::document as document_address;
