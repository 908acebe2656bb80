//! Integration tests of the model: canonical JSON goes round, dates keep their bounds, the example is in order.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on should stop where it is"
)]

mod dates;
mod demo;
mod round_trip;
