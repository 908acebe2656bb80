//! The index as the archive uses it: entries in, answers out.

#![expect(
    clippy::unwrap_used,
    reason = "an unwrap that fails is a test that fails"
)]

mod lifecycle;
mod oracle;
mod parts;
mod shapes;
mod support;
mod work;
