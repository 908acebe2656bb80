//! Integration tests of the command: as its user runs it, as a process of its own.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on should stop where it is"
)]

mod backups;
mod bad_inputs;
mod commands;
mod documentation;
mod expunging;
mod fonds;
mod power;
mod processes;
mod shapes;
mod system_calls;
mod tables;
