//! Listings: pages of the reference system as plain text.
//!
//! Search results, collection pages and pages of people, places and topics, of its generations of 2012 and 2022.
//! An entry is known by its shape (a date line, a title, perhaps a summary), never by a list of the other words of a page.
//! Every line of a page ends in exactly one place: an entry, a heading, the part, the introduction, or the unread lines.
//! The rules stand at [`read`](fn@read); there is no writer, because nobody should write listings.

mod bullets;
mod date_line;
mod decode;
mod document_page;
mod entities;
mod entries;
mod furniture;
mod generation;
mod introduction;
mod lines;
mod list;
mod marks;
mod read;
mod report;
mod see_also;
mod shape;
mod span;
mod undated;

use fonds_model::{Part, Span};
use serde::Serialize;

pub(crate) use date_line::DateShape;
pub(crate) use decode::decode;
pub use read::read;
pub(crate) use shape::range_line;

/// What a page of a listing says, as read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ListingPage {
    /// Name or address of the page, as the caller gave it.
    pub name: String,
    /// The year in which the page's way of writing began, 2012 or 2022, where it can be told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub generation: Option<u16>,
    /// What speaks for the generation, in words.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub generation_evidence: Vec<String>,
    /// Headings, verbatim and in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub headings: Vec<String>,
    /// The part of a longer list that the page says it shows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part: Option<Part>,
    /// The collection or topic whose page it is, if it introduces one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub collection: Option<CollectionDraft>,
    /// The person or body whose page it is, if it introduces one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agent: Option<AgentDraft>,
    /// The entries, in the order of the page.
    pub entries: Vec<ListingEntry>,
    /// The lines that became nothing.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unread: Vec<UnreadLine>,
}

/// A collection as its page introduces it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct CollectionDraft {
    /// Its name, verbatim.
    pub name: String,
    /// The whole introduction, verbatim; paragraphs stand apart by an empty line.
    pub introduction_verbatim: String,
    /// The introduction without pointers to other collections and without the image credit.
    pub introduction: String,
    /// Names of the collections it points to, verbatim.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub see_also: Vec<String>,
    /// What the introduction says of the image, verbatim but for the brackets and the word that announces it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image_credit: Option<String>,
    /// The span of time that the introduction states.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stated_span: Option<Span>,
    /// The lines of name and introduction, counted from 1.
    pub lines: Vec<u64>,
}

/// A person or corporate body as its page introduces it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct AgentDraft {
    /// The name in the form of the authority file, verbatim.
    pub name: String,
    /// What the page says about it, verbatim; paragraphs stand apart by an empty line.
    pub description: String,
    /// The lines of name and description, counted from 1.
    pub lines: Vec<u64>,
}

/// One document of a listing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ListingEntry {
    /// The line on which it begins, counted from 1.
    pub line: u64,
    /// Names the entry within its page: date line and title, and `#2` for the second of the same words.
    pub key: String,
    /// The date line verbatim; absent if the page has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_line: Option<String>,
    /// The title verbatim, with single spaces.
    pub title: String,
    /// The summary verbatim, with single spaces; paragraphs stand apart by an empty line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
}

/// A line that became nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct UnreadLine {
    /// Its number, counted from 1.
    pub line: u64,
    /// Its words; shortened if the line was too long to be read.
    pub text: String,
}
