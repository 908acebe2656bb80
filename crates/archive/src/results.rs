//! What a search answers: the value behind the page, its JSON twin and the terminal.

use fonds_model::{DocumentId, Language};
use fonds_search::{Facet, Group, Groups, Year};
use serde::{Serialize, Serializer};

use crate::ask::Ask;
use crate::correspondents::Phrase;
use crate::document_view::Neighbour;

/// The answer to a search.
#[derive(Debug, Clone, Serialize)]
pub struct Results {
    /// Documents in the groups that are switched on.
    pub total: u64,
    /// The three groups of dates; absent unless a date was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub groups: Option<Groups>,
    /// The page, counted from 1.
    pub page: u64,
    /// Number of pages, at least 1.
    pub pages: u64,
    /// Number of the first document of the page among all, counted from 1; 0 if there is none.
    pub first: u64,
    /// Number of the last document of the page.
    pub last: u64,
    /// The documents of the page.
    pub hits: Vec<HitView>,
    /// Values to filter by, with counts.
    pub facets: Vec<FacetView>,
    /// Documents by year.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub histogram: Vec<Year>,
    /// How the search was understood.
    pub understood: UnderstoodView,
    /// Filters in force, with labels.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub chosen: Vec<ChosenView>,
    /// The document whose record id or address was pasted instead of words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub direct: Option<Neighbour>,
    /// People, places, subjects, archives and collections whose names stand among the words.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub named: Vec<NameCard>,
    /// How much was searched.
    pub searched: Searched,
    /// The search itself.
    pub ask: Ask,
}

/// A record whose name stands in a search.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NameCard {
    /// The kind of record, as in the interchange format.
    pub kind: &'static str,
    /// Its id.
    pub id: u64,
    /// What to call it.
    pub name: String,
    /// What it is: "person", "body", "family", "person or body", "place", "subject", "archive" or "collection".
    pub what: &'static str,
    /// The form of its name that stands in the search, where that is another.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub form: Option<String>,
    /// What that form is, such as "a cover name".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub form_is: Option<&'static str>,
    /// Public documents that name it.
    pub documents: u64,
}

/// How a search was understood.
#[derive(Debug, Clone, Default, Serialize)]
pub struct UnderstoodView {
    /// The words, as the program reads them.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub words: String,
    /// The dates, as the program reads them: first and last day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dates: Option<String>,
    /// What could not be taken as it was asked.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
}

/// How much was searched.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub struct Searched {
    /// Documents, whose titles and summaries were searched.
    pub documents: u64,
    /// Documents of which the full text was searched as well.
    pub texts: u64,
}

/// A date for readers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct DateView {
    /// The date in words, such as "6 January 1949", "about 1950" or "Undated".
    pub text: String,
    /// The date in EDTF.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub edtf: Option<String>,
    /// The words of the source.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub written: Option<String>,
}

/// Text in which words are marked.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Marked {
    /// The text.
    pub text: String,
    /// Its language, where it is known; programs get the BCP 47 tag.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "tag")]
    pub language: Option<Language>,
    /// The marked words: byte ranges, in order, apart.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub marks: Vec<(usize, usize)>,
}

#[expect(clippy::ref_option, reason = "serde hands out references to fields")]
fn tag<S: Serializer>(language: &Option<Language>, serializer: S) -> Result<S::Ok, S::Error> {
    language.as_ref().map(Language::tag).serialize(serializer)
}

impl Marked {
    /// The text in pieces, each with whether it is marked.
    pub fn pieces(&self) -> Vec<(&str, bool)> {
        let mut pieces = Vec::with_capacity(self.marks.len() * 2 + 1);
        let mut at = 0;
        for (start, end) in &self.marks {
            pieces.push((&self.text[at..*start], false));
            pieces.push((&self.text[*start..*end], true));
            at = *end;
        }
        pieces.push((&self.text[at..], false));
        pieces.retain(|(piece, _)| !piece.is_empty());
        pieces
    }
}

/// A document in a list.
#[derive(Debug, Clone, Serialize)]
pub struct HitView {
    /// Its id.
    pub id: DocumentId,
    /// Its heading date.
    pub date: DateView,
    /// Its title.
    pub title: Marked,
    /// Its whole summary.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub summary: Option<Marked>,
    /// Passages of its texts with matching words, at most three.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub passages: Vec<PassageView>,
    /// Its group among the dates.
    pub group: Group,
    /// Who wrote to whom.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub correspondents: Vec<Phrase>,
    /// Its types.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub types: Vec<String>,
    /// Its numbers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub numbers: Vec<String>,
    /// Its original languages.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<String>,
    /// The archives that hold it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub archives: Vec<String>,
    /// Titles that are not the current one: those that matched, and within a collection the one that its page used.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub formerly: Vec<Marked>,
}

/// A passage of a text.
#[derive(Debug, Clone, Serialize)]
pub struct PassageView {
    /// The text's id.
    pub text: u64,
    /// The paragraph's id within it.
    pub paragraph: String,
    /// The words of the passage.
    pub words: Marked,
}

/// The values of one filter.
#[derive(Debug, Clone, Serialize)]
pub struct FacetView {
    /// The facet.
    #[serde(skip)]
    pub facet: Facet,
    /// Its key in addresses.
    pub key: &'static str,
    /// What to call it.
    pub label: &'static str,
    /// Its values, the most frequent first.
    pub values: Vec<ValueView>,
}

/// One value of a filter.
#[derive(Debug, Clone, Serialize)]
pub struct ValueView {
    /// What stands in addresses.
    pub value: String,
    /// What to call it.
    pub label: String,
    /// How many documents have it.
    pub count: u64,
    /// Whether it is chosen.
    pub chosen: bool,
}

/// A filter value in force.
#[derive(Debug, Clone, Serialize)]
pub struct ChosenView {
    /// The filter's key in addresses.
    pub key: &'static str,
    /// What to call the filter.
    pub filter: &'static str,
    /// What stands in the address.
    pub value: String,
    /// What to call the value.
    pub label: String,
}
