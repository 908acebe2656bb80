//! What the store promises, tried on archives in temporary folders.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod blobs;
mod check;
mod common;
mod expunging;
mod format_page;
mod opening;
mod power;
mod processes;
mod reading;
mod rebuild;
mod visibility;
mod writing;
