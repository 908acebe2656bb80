//! From the words a reader types to a query tree no engine is named in.
//!
//! Reading never fails: what cannot be read as an operator is read as words,
//! and [`Understood`] says how every query was taken.

mod lexer;
mod node;
mod parser;
mod wording;

pub use node::{Node, Scope};
pub use parser::{MAX_TERMS, Note, Understood, parse};
