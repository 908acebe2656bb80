//! What is generated is what the readers of Fonds read, and what is asked for is what an archive answers.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod answers;
mod generated;
