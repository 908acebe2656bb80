//! The fields of the index, declared once with their meaning.
//!
//! A change here that old files do not answer to raises
//! [`crate::SCHEMA_VERSION`].

use tantivy::Term;
use tantivy::schema::{
    BytesOptions, Field, IndexRecordOption, NumericOptions, Schema, TextFieldIndexing, TextOptions,
};

use crate::entry::Facet;
use crate::error::{Error, Result};
use crate::query::Scope;
use crate::tokens::{EXACT, EXACT_AND_STEMS, PAIRS};

/// How many bits a record id or facet value may have.
const VALUE_BITS: u32 = 56;

/// The fields, by what they mean.
#[derive(Debug, Clone)]
pub(crate) struct Fields {
    /// The declaration the engine keeps.
    pub(crate) schema: Schema,
    /// The document's id: indexed to delete by, fast to return.
    pub(crate) id: Field,
    /// Exact forms and stems of everything but the full text, without
    /// positions: one list to read for a plain word. Titles are in it twice,
    /// so that they weigh more.
    pub(crate) any: Field,
    /// Words side by side, two in one term, of everything but the full text,
    /// with positions: a phrase of common words costs no more than a word.
    pub(crate) pair: Field,
    /// Titles, with positions.
    pub(crate) title: Field,
    /// Summaries, with positions.
    pub(crate) summary: Field,
    /// Paragraphs of all texts, with positions.
    pub(crate) text: Field,
    /// Names, exact forms only, with positions.
    pub(crate) name: Field,
    /// Numbers, exact forms only, with positions.
    pub(crate) number: Field,
    /// Archive references, exact forms only, with positions.
    pub(crate) reference: Field,
    /// Facet values, packed with their facet; indexed to filter by, fast to
    /// count.
    pub(crate) value: Field,
    /// Records the entry depends on, packed with their kind.
    pub(crate) relies_on: Field,
    /// First day the date can mean.
    pub(crate) earliest: Field,
    /// Last day the date can mean.
    pub(crate) latest: Field,
    /// Bits of [`crate::columns::DATED`] and its like.
    pub(crate) nature: Field,
    /// First and last day of each member, packed, where there are several.
    pub(crate) member: Field,
    /// Place among the documents of one day.
    pub(crate) day_order: Field,
    /// When it came into the archive.
    pub(crate) added: Field,
    /// Folded current title.
    pub(crate) title_key: Field,
    /// What the order by archive reference compares.
    pub(crate) reference_key: Field,
    /// Where the paragraphs of each text begin.
    pub(crate) passages: Field,
    /// The agent of each part, in the order of `part`.
    pub(crate) part_agent: Field,
    /// The role and the form of the name of each part, packed.
    pub(crate) part: Field,
    /// Repository and file of each of its papers.
    pub(crate) file: Field,
}

impl Fields {
    /// Declares the fields.
    pub(crate) fn declare() -> Self {
        let mut builder = Schema::builder();
        let counted = NumericOptions::default().set_indexed().set_fast();
        let indexed = NumericOptions::default().set_indexed();
        let fast = NumericOptions::default().set_fast();
        let words = |tokenizer: &str, record: IndexRecordOption| {
            let indexing = TextFieldIndexing::default()
                .set_tokenizer(tokenizer)
                .set_index_option(record)
                .set_fieldnorms(true);
            TextOptions::default().set_indexing_options(indexing)
        };
        let positions = IndexRecordOption::WithFreqsAndPositions;
        let key = TextOptions::default().set_fast("raw");
        Self {
            id: builder.add_u64_field("id", counted.clone()),
            any: builder
                .add_text_field("any", words(EXACT_AND_STEMS, IndexRecordOption::WithFreqs)),
            pair: builder.add_text_field("pair", words(PAIRS, positions)),
            title: builder.add_text_field("title", words(EXACT_AND_STEMS, positions)),
            summary: builder.add_text_field("summary", words(EXACT_AND_STEMS, positions)),
            text: builder.add_text_field("text", words(EXACT_AND_STEMS, positions)),
            name: builder.add_text_field("name", words(EXACT, positions)),
            number: builder.add_text_field("number", words(EXACT, positions)),
            reference: builder.add_text_field("reference", words(EXACT, positions)),
            value: builder.add_u64_field("value", counted),
            relies_on: builder.add_u64_field("relies_on", indexed),
            part_agent: builder.add_u64_field("part_agent", fast.clone()),
            part: builder.add_u64_field("part", fast.clone()),
            file: builder.add_text_field("file", key.clone()),
            earliest: builder.add_i64_field("earliest", fast.clone()),
            latest: builder.add_i64_field("latest", fast.clone()),
            nature: builder.add_u64_field("nature", fast.clone()),
            member: builder.add_u64_field("member", fast.clone()),
            day_order: builder.add_u64_field("day_order", fast.clone()),
            added: builder.add_i64_field("added", fast),
            title_key: builder.add_text_field("title_key", key.clone()),
            reference_key: builder.add_text_field("reference_key", key),
            passages: builder.add_bytes_field("passages", BytesOptions::default().set_stored()),
            schema: builder.build(),
        }
    }

    /// The fields in which a plain word of the scope is looked for.
    pub(crate) fn of_words(&self, scope: Scope) -> Vec<Field> {
        match scope {
            Scope::Everything => vec![self.any, self.text],
            narrower => self.of_phrases(narrower),
        }
    }

    /// The fields in which words side by side are looked for, by positions.
    pub(crate) fn of_phrases(&self, scope: Scope) -> Vec<Field> {
        match scope {
            Scope::Everything => {
                vec![
                    self.title,
                    self.summary,
                    self.text,
                    self.name,
                    self.number,
                    self.reference,
                ]
            }
            Scope::Titles => vec![self.title],
            Scope::Summaries => vec![self.summary],
            Scope::Text => vec![self.text],
            Scope::Names => vec![self.name],
            Scope::Numbers => vec![self.number],
            Scope::References => vec![self.reference],
        }
    }

    /// The term under which a document is found by its id.
    pub(crate) fn id_term(&self, id: u64) -> Term {
        Term::from_field_u64(self.id, id)
    }

    /// The term of a facet value.
    pub(crate) fn value_term(&self, facet: Facet, value: u64) -> Result<Term> {
        Ok(Term::from_field_u64(
            self.value,
            packed(facet as u8, value)?,
        ))
    }

    /// The term of a record entries depend on.
    pub(crate) fn relies_on_term(&self, kind: u8, id: u64) -> Result<Term> {
        Ok(Term::from_field_u64(self.relies_on, packed(kind, id)?))
    }
}

/// A facet or kind and one of its values as one number.
pub(crate) fn packed(kind: u8, value: u64) -> Result<u64> {
    if value >> VALUE_BITS == 0 {
        Ok(u64::from(kind) << VALUE_BITS | value)
    } else {
        Err(Error::Value(value))
    }
}

/// The two parts of a number made by [`packed`].
pub(crate) fn unpacked(number: u64) -> (u8, u64) {
    let [kind, ..] = number.to_be_bytes();
    (kind, number & ((1 << VALUE_BITS) - 1))
}
