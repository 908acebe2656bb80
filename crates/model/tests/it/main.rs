//! Integration tests of the model: canonical JSON goes round, dates keep their bounds, the example is in order.

mod dates;
mod round_trip;
