//! Understanding what archivists write: titles, date lines, names, words.
//!
//! Pure functions over text: no files, no clock, no network, no outside
//! knowledge about particular documents. What is read stands beside the words
//! as written and never replaces them; what cannot be read is left unread.

pub mod date;
pub mod fold;
pub mod name;
pub mod title;
