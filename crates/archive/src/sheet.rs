//! Documents as rows of a table, one each, for spreadsheets and scripts.
//!
//! A selection: what a cell cannot hold stands in the interchange format.
//! Columns are only ever added at the end, so that what reads a table by position goes on reading it.

use std::io::Write;

use fonds_formats::csv::{self, list};
use fonds_model::{Document, DocumentId, Language, Role, TextKind, text};
use fonds_model::{Kind, Record, TextStatus};
use fonds_store::Stored;

use self::names::Names;
use crate::access::{self, Audience};
use crate::archive::Archive;
use crate::ask::Ask;
use crate::error::{Error, Result};
use crate::export::Exported;

mod names;

/// Documents fetched at a time.
const PAGE: usize = 1_000;

/// The columns, in order; `docs/csv.md` says what each holds.
pub const COLUMNS: [&str; 31] = [
    "id",
    "address",
    "date_written",
    "date_edtf",
    "date_from",
    "date_to",
    "title",
    "former_titles",
    "summary",
    "types",
    "numbers",
    "senders",
    "recipients",
    "via",
    "authors",
    "participants",
    "copies_to",
    "conveyed_from",
    "conveyed_to",
    "mentioned",
    "others",
    "languages",
    "collections",
    "places",
    "subjects",
    "archives",
    "shelfmarks",
    "texts",
    "state",
    "added",
    "changed",
];

/// How a table is to be made.
pub struct SheetOptions<'a> {
    /// For whom.
    pub audience: Audience,
    /// Only the documents that this search finds, in its order; a search finds what strangers may see.
    pub ask: Option<&'a Ask>,
    /// How the table is written.
    pub format: csv::Options,
    /// The address of a document.
    pub address: &'a dyn Fn(DocumentId) -> String,
}

impl Archive {
    /// Writes documents as rows of a table.
    pub fn export_csv(&self, options: &SheetOptions<'_>, out: &mut dyn Write) -> Result<Exported> {
        let reader = self.store().reader()?;
        let audience = match options.ask {
            Some(_) => Audience::Public,
            None => options.audience,
        };
        let names = Names::new(audience, &reader, self.labels())?;
        let failed = |error| Error::from(fonds_formats::jsonl::WriteError::Io(error));
        let mut writer = csv::Writer::new(out, &COLUMNS, options.format).map_err(failed)?;
        let mut documents = 0;
        self.for_each_page(options.ask, audience, &mut |page| {
            names.prepare(&page)?;
            for stored in page {
                let Record::Document(document) = &stored.record else {
                    continue;
                };
                documents += 1;
                let cells = cells(document, &stored, &names, options.address)?;
                writer
                    .row(cells.iter().map(String::as_str))
                    .map_err(failed)?;
            }
            Ok(())
        })?;
        writer.finish().map_err(failed)?;
        Ok(Exported {
            records: documents,
            documents,
            blobs: 0,
        })
    }

    /// Documents page by page: those that a search finds, or all by id.
    pub(crate) fn for_each_page(
        &self,
        ask: Option<&Ask>,
        audience: Audience,
        work: &mut dyn FnMut(Vec<Stored>) -> Result<()>,
    ) -> Result<()> {
        let reader = self.store().reader()?;
        let fetch = |ids: &[u64]| match audience {
            Audience::Public => reader.public_records(Kind::Document, ids, access::now()),
            Audience::Operators => reader.records(Kind::Document, ids),
        };
        if let Some(ask) = ask {
            for ids in self.found_ids(ask)?.chunks(PAGE) {
                work(fetch(ids)?)?;
            }
            return Ok(());
        }
        let seq = reader.last_seq()?;
        let mut after = None;
        loop {
            let page = reader.page(Kind::Document, after, PAGE, audience.today(), seq)?;
            let Some((last, _)) = page.last() else {
                return Ok(());
            };
            after = Some(*last);
            let ids: Vec<u64> = page.iter().map(|(id, _)| *id).collect();
            work(fetch(&ids)?)?;
        }
    }
}

/// The cells of one row, in the order of [`COLUMNS`].
fn cells(
    document: &Document,
    stored: &Stored,
    names: &Names<'_>,
    address: &dyn Fn(DocumentId) -> String,
) -> Result<[String; 31]> {
    let date = document.heading_date();
    let edtf = date.and_then(|date| date.edtf.as_ref());
    let day = |day: Option<jiff::civil::Date>| day.map_or_else(String::new, |day| day.to_string());
    let parties = |role| parties(document, role, names);
    let standing = &document.standing;
    Ok([
        document.id.to_string(),
        address(document.id),
        date.map_or_else(String::new, |date| date.as_written.clone()),
        edtf.map_or_else(String::new, ToString::to_string),
        day(edtf.and_then(fonds_model::Edtf::earliest_day)),
        day(edtf.and_then(fonds_model::Edtf::latest_day)),
        document.title().to_owned(),
        former_titles(document),
        text::current(&document.summaries, Language::ENGLISH)
            .map_or_else(String::new, |summary| summary.text.clone()),
        names.list(document.types.iter().copied())?,
        list(document.numbers.iter().map(|number| &number.written)),
        parties(Role::Sender)?,
        parties(Role::Recipient)?,
        parties(Role::Via)?,
        parties(Role::Author)?,
        parties(Role::Participant)?,
        parties(Role::CopyTo)?,
        parties(Role::ConveyedFrom)?,
        parties(Role::ConveyedTo)?,
        parties(Role::Mentioned)?,
        others(document, names)?,
        list(document.languages.iter().map(Language::as_str)),
        names.list(document.collections.iter().copied())?,
        places(document, names)?,
        names.list(document.subjects.iter().copied())?,
        archives(document, names)?,
        list(document.witnesses.iter().map(|witness| &witness.shelfmark)),
        list(document.texts.iter().map(|text| {
            let kind = match text.kind {
                TextKind::Transcript => "transcript",
                TextKind::Translation => "translation",
            };
            format!("{kind} {}", text.language)
        })),
        standing.state.as_str().to_owned(),
        standing.added.unwrap_or(stored.first_at).to_string(),
        standing.changed.unwrap_or(stored.at).to_string(),
    ])
}

fn former_titles(document: &Document) -> String {
    let current = document.title();
    let others = document
        .titles
        .iter()
        .filter(|title| title.status != TextStatus::Current || title.text != current);
    list(others.map(|title| &title.text))
}

fn parties(document: &Document, role: Role, names: &Names<'_>) -> Result<String> {
    let mut cells = Vec::new();
    for party in document.parties.iter().filter(|party| party.role == role) {
        let cell = names.party(party)?;
        if !cells.contains(&cell) {
            cells.push(cell);
        }
    }
    Ok(list(cells))
}

/// Those whose part has no column of its own, each with the part.
fn others(document: &Document, names: &Names<'_>) -> Result<String> {
    let mut cells = Vec::new();
    for party in &document.parties {
        if matches!(
            party.role,
            Role::Interpreter
                | Role::Recorder
                | Role::Signatory
                | Role::Translator
                | Role::Contributor
        ) {
            cells.push(format!("{} ({})", names.party(party)?, party.role.as_str()));
        }
    }
    Ok(list(cells))
}

fn places(document: &Document, names: &Names<'_>) -> Result<String> {
    let mut cells = Vec::new();
    for link in &document.places {
        let known = match link.place {
            Some(place) => names.of(place.into())?,
            None => None,
        };
        let cell = known.unwrap_or_else(|| link.written.clone());
        if !cells.contains(&cell) {
            cells.push(cell);
        }
    }
    Ok(list(cells))
}

fn archives(document: &Document, names: &Names<'_>) -> Result<String> {
    let mut cells = Vec::new();
    for witness in &document.witnesses {
        let known = match witness.repository {
            Some(repository) => names.of(repository.into())?,
            None => None,
        };
        // One for each shelfmark, so that the two lists go together.
        cells.push(
            known
                .or_else(|| witness.repository_written.clone())
                .unwrap_or_default(),
        );
    }
    Ok(list(cells))
}
