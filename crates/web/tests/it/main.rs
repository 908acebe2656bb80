//! The reading room asked in process, as readers and programs ask it.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod room;

mod about;
mod collection;
mod delivery;
mod document;
mod errors;
mod home;
mod search;
mod stranger;
