//! Builders and temporary archives for tests.
//!
//! Every page and record made here is invented and dull on purpose; none is a real document.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on should stop where it is"
)]

mod page;
mod temporary;

pub use page::{Entry, Generation, page};
pub use temporary::{SharedData, TemporaryArchive, shared};
