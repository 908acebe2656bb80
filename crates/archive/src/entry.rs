//! What the index is told of a document.
//!
//! Built from the document's public revision and what lies above its types, places and subjects; nothing a stranger may not see gets in here.

use std::collections::HashMap;
use std::sync::Arc;

use fonds_model::{
    AgentId, Document, Kind, Moment, Name, NameKind, Party, Record, Role, TextKind, TypeId, Witness,
};
use fonds_search::{Body, DateSpan, Entry, Facet, LangText, Part};
use fonds_store::{Reader, Stored};

use crate::access::{self, references};
use crate::archive::Archive;
use crate::error::Result;
use crate::findings::agent_key;
use crate::join::short_hash;
use crate::labels::Labels;
use crate::register::Register;
use crate::shelfmark;

/// The values of [`Facet::Has`]: what is held of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u64)]
pub(crate) enum Held {
    /// A scan or another file.
    Scan = 1,
    /// The words in the original language.
    Transcript = 2,
    /// The words in another language.
    Translation = 3,
}

impl Held {
    /// Every value.
    pub(crate) const ALL: [Self; 3] = [Self::Scan, Self::Transcript, Self::Translation];

    /// The name in addresses.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Scan => "scan",
            Self::Transcript => "transcript",
            Self::Translation => "translation",
        }
    }
}

/// Makes entries; the terms above types and the names of agents are read once.
pub(crate) struct Entries<'a> {
    labels: Labels<'a>,
    places: Arc<Register>,
    subjects: Arc<Register>,
    wider_types: HashMap<u64, Option<u64>>,
    name_forms: HashMap<AgentId, Vec<String>>,
}

impl<'a> Entries<'a> {
    /// Entries that name what a stranger may see by `labels`.
    pub(crate) fn new(archive: &Archive, labels: Labels<'a>) -> Result<Self> {
        Ok(Self {
            places: archive.register(Kind::Place, labels.reader())?,
            subjects: archive.register(Kind::Subject, labels.reader())?,
            labels,
            wider_types: HashMap::new(),
            name_forms: HashMap::new(),
        })
    }

    /// The entry of a public record as a stranger sees it; `None` if it is no document.
    pub(crate) fn of(&mut self, mut stored: Stored) -> Result<Option<Entry>> {
        references::clear(&mut stored.record, &self.labels)?;
        let Record::Document(document) = &stored.record else {
            return Ok(None);
        };
        let mut values = values(document);
        add_around(&mut values, Facet::Place, Facet::PlaceAround, &self.places);
        add_around(
            &mut values,
            Facet::Subject,
            Facet::SubjectAround,
            &self.subjects,
        );
        for id in &document.types {
            let mut next = Some(id.0);
            while let Some(id) = next.filter(|id| !values.contains(&(Facet::Type, *id))) {
                values.push((Facet::Type, id));
                next = self.wider_type(id)?;
            }
        }
        values.sort_unstable();
        values.dedup();
        let names = self.names(document)?;
        entry(
            document,
            stored.first_at,
            values,
            names,
            self.labels.reader(),
        )
        .map(Some)
    }

    /// Names as written, the identities that the document itself gives for them, and the forms of the names of those they denote.
    fn names(&mut self, document: &Document) -> Result<Vec<String>> {
        let mut names = names_in(document);
        for agent in document.parties.iter().filter_map(Party::agent) {
            if !self.name_forms.contains_key(&agent) {
                let forms = self.read_name_forms(agent)?;
                self.name_forms.insert(agent, forms);
            }
            for form in &self.name_forms[&agent] {
                if !names.contains(form) {
                    names.push(form.clone());
                }
            }
        }
        Ok(names)
    }

    /// The names under which an agent is found wherever it has a part.
    ///
    /// A cover name or a slip is not among them: it finds the documents in which it stands, and no others.
    fn read_name_forms(&self, agent: AgentId) -> Result<Vec<String>> {
        let stored = self
            .labels
            .reader()
            .public_record(agent.into(), access::now())?;
        let Some(Record::Agent(agent)) = stored.map(|stored| stored.record) else {
            return Ok(Vec::new());
        };
        let is_form =
            |name: &Name| !matches!(name.kind, NameKind::CoverName | NameKind::Misspelling);
        Ok(agent
            .names
            .into_iter()
            .filter(is_form)
            .map(|name| name.text)
            .collect())
    }

    fn wider_type(&mut self, id: u64) -> Result<Option<u64>> {
        if let Some(known) = self.wider_types.get(&id) {
            return Ok(*known);
        }
        let stored = self
            .labels
            .reader()
            .public_record(TypeId(id).into(), access::now())?;
        let parent = match stored.map(|stored| stored.record) {
            Some(Record::Type(term)) => term.parent,
            _ => None,
        };
        let wider = match parent {
            Some(parent) if self.labels.sees(TypeId(parent))? => Some(parent),
            _ => None,
        };
        self.wider_types.insert(id, wider);
        Ok(wider)
    }
}

fn entry(
    document: &Document,
    first_at: Moment,
    values: Vec<(Facet, u64)>,
    names: Vec<String>,
    reader: &Reader,
) -> Result<Entry> {
    let words = |text: &fonds_model::Text| {
        LangText::new(
            text.language
                .map_or_else(String::new, |language| language.to_string()),
            text.text.clone(),
        )
    };
    Ok(Entry {
        id: document.id.0,
        titles: document.titles.iter().map(words).collect(),
        summaries: document.summaries.iter().map(words).collect(),
        texts: bodies(document, reader)?,
        names,
        numbers: document
            .numbers
            .iter()
            .map(|number| number.written.clone())
            .collect(),
        refs: document.witnesses.iter().map(reference).collect(),
        date: date(document),
        day_order: day_order(document),
        added: document.standing.added.unwrap_or(first_at).seconds(),
        reference_key: document
            .witnesses
            .first()
            .map(reference)
            .unwrap_or_default(),
        values,
        refs_to: document
            .types
            .iter()
            .map(|id| (Kind::Type as u8, id.0))
            .collect(),
        parts: document.parties.iter().filter_map(part).collect(),
        files: document
            .witnesses
            .iter()
            .filter_map(shelfmark::file)
            .collect(),
    })
}

fn bodies(document: &Document, reader: &Reader) -> Result<Vec<Body>> {
    let mut bodies = Vec::with_capacity(document.texts.len());
    for text in &document.texts {
        let Some(body) = crate::texts::body(reader, text)? else {
            continue;
        };
        bodies.push(Body {
            text_id: text.id.0,
            language: text.language.to_string(),
            translation: text.kind == TextKind::Translation,
            paragraphs: body
                .paragraphs
                .into_iter()
                .map(|paragraph| (paragraph.id, paragraph.text))
                .collect(),
        });
    }
    Ok(bodies)
}

/// Names as written, and the identities that the document itself gives for them.
fn names_in(document: &Document) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let all = document.parties.iter().flat_map(|party| {
        let words = party
            .denotes
            .iter()
            .filter_map(|denotation| denotation.words.clone());
        std::iter::once(party.written.clone()).chain(words)
    });
    for name in all {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

fn reference(witness: &Witness) -> String {
    match &witness.repository_written {
        Some(repository) => format!("{repository}, {}", witness.shelfmark),
        None => witness.shelfmark.clone(),
    }
}

fn date(document: &Document) -> Option<DateSpan> {
    let extent = document.heading_date()?.edtf.as_ref()?.extent();
    Some(DateSpan {
        members: extent
            .ranges
            .iter()
            .map(|range| (range.earliest, range.latest))
            .collect(),
        firm: extent.firm,
    })
}

/// Documents of one day stand by time, then by part of day, then by the sender's number, then by an editor's order.
fn day_order(document: &Document) -> u64 {
    let date = document.heading_date();
    let minutes = date
        .and_then(|date| date.time.as_deref())
        .and_then(|time| time.split_once(':'))
        .and_then(|(hour, minute)| {
            Some(hour.parse::<u64>().ok()? * 60 + minute.parse::<u64>().ok()?)
        })
        .or_else(|| {
            date.and_then(|date| date.part_of_day)
                .map(|part| 120 + 240 * part as u64)
        });
    let number = document
        .numbers
        .first()
        .map(|number| {
            number
                .written
                .chars()
                .filter(char::is_ascii_digit)
                .collect::<String>()
        })
        .and_then(|digits| digits.parse::<u64>().ok())
        .map_or(0, |number| number.min(0xffff_ffff));
    let order = u64::from(document.editor_order.unwrap_or(0)).min(0xfff);
    // Eleven bits of minutes, of which all ones mean "not known"; then number and order.
    let minutes = minutes.unwrap_or(0x7fe).min(0x7fe);
    (minutes << 48) | (number << 16) | order
}

/// The values of every facet but the type, which has a tree above it.
fn values(document: &Document) -> Vec<(Facet, u64)> {
    let mut values: Vec<(Facet, u64)> = document.parties.iter().flat_map(party_values).collect();
    values.extend(
        document
            .collections
            .iter()
            .map(|id| (Facet::Collection, id.0)),
    );
    values.extend(
        document
            .languages
            .iter()
            .map(|language| (Facet::Language, language.number())),
    );
    values.extend(
        document
            .places
            .iter()
            .filter_map(|link| Some((Facet::Place, link.place?.0))),
    );
    values.extend(document.subjects.iter().map(|id| (Facet::Subject, id.0)));
    values.extend(document.markings.iter().map(|id| (Facet::Marking, id.0)));
    values.extend(document.donors.iter().map(|id| (Facet::Donor, id.0)));
    values.extend(document.projects.iter().map(|id| (Facet::Project, id.0)));
    let repositories = document
        .witnesses
        .iter()
        .filter_map(|witness| witness.repository);
    values.extend(repositories.map(|id| (Facet::Repository, id.0)));
    for text in &document.texts {
        let held = match text.kind {
            TextKind::Transcript => Held::Transcript,
            TextKind::Translation => Held::Translation,
        };
        values.push((Facet::Has, held as u64));
        if text.kind == TextKind::Translation {
            values.push((Facet::TranslatedInto, text.language.number()));
        }
    }
    if !document.scans.is_empty() {
        values.push((Facet::Has, Held::Scan as u64));
    }
    values
}

/// Adds the values above those of a facet, and notes which of them the document has only by what lies below.
fn add_around(values: &mut Vec<(Facet, u64)>, facet: Facet, around: Facet, register: &Register) {
    let own: Vec<u64> = values
        .iter()
        .filter(|(of, _)| *of == facet)
        .map(|(_, value)| *value)
        .collect();
    for value in &own {
        let mut next = register.wider.get(value);
        while let Some(wider) = next.filter(|wider| !values.contains(&(facet, **wider))) {
            values.push((facet, *wider));
            values.push((around, *wider));
            next = register.wider.get(wider);
        }
    }
}

fn party_values(party: &Party) -> Vec<(Facet, u64)> {
    let facet = match party.role {
        Role::Sender => Some(Facet::Sender),
        Role::Recipient => Some(Facet::Recipient),
        Role::Via => Some(Facet::Via),
        Role::Participant => Some(Facet::Participant),
        Role::Mentioned => Some(Facet::Mentioned),
        Role::Author => Some(Facet::Author),
        _ => None,
    };
    let Some(agent) = party.agent() else {
        return Vec::new();
    };
    std::iter::once(Facet::Person)
        .chain(facet)
        .map(|facet| (facet, agent.0))
        .collect()
}

/// A party's part, by the name under which it stands here.
fn part(party: &Party) -> Option<Part> {
    Some(Part {
        agent: party.agent()?.0,
        role: party.role as u8,
        form: form(&party.written),
    })
}

/// The number of a name as written; two spellings of one written name have the same.
pub(crate) fn form(written: &str) -> u64 {
    let hash = short_hash(&[&agent_key(written)]);
    // The index has room for 56 bits.
    u64::from_str_radix(&hash[..14], 16).expect("a hash is written in hexadecimal digits")
}

/// The facet under which documents name records of a kind in any part.
pub(crate) fn facet_of(kind: Kind) -> Option<Facet> {
    match kind {
        Kind::Agent => Some(Facet::Person),
        Kind::Collection => Some(Facet::Collection),
        Kind::Donor => Some(Facet::Donor),
        Kind::Marking => Some(Facet::Marking),
        Kind::Place => Some(Facet::Place),
        Kind::Project => Some(Facet::Project),
        Kind::Repository => Some(Facet::Repository),
        Kind::Subject => Some(Facet::Subject),
        Kind::Type => Some(Facet::Type),
        Kind::Decision | Kind::Document | Kind::Rights | Kind::Source => None,
    }
}
