//! Integration tests of the archive: imports, joining, searches, exports.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on should stop where it is"
)]

mod example;
mod interchange;
mod joining;
mod listings;
mod lists;
