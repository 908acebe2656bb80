//! The reading room asked in process, as readers and programs ask it.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod room;

mod about;
mod collection;
mod connections;
mod delivery;
mod document;
mod errors;
mod fields;
mod hard;
mod home;
mod people;
mod places;
mod random;
mod search;
mod stranger;
