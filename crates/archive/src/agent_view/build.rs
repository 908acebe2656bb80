//! From an agent's record and its documents to its view.

use std::collections::{BTreeMap, BTreeSet};

use fonds_model::{Agent, Kind, LifeDate, Name, Party, Post, Record, RecordId, Role};
use fonds_search::{Company, Occurrences, Parts};
use fonds_store::Reader;

use super::{AgentView, CorrespondentView, LifeDateView, NameView, PostView, RoleView};
use crate::access::{self, references};
use crate::archive::Archive;
use crate::date_words;
use crate::document_view::{Named, Neighbour, as_neighbour, text_view};
use crate::entry;
use crate::error::Result;
use crate::labels::{self, Labels};
use crate::name_words::FormView;
use crate::register::card;
use crate::search_room::Holdings;

/// How many correspondents are listed.
const CORRESPONDENTS: usize = 25;

/// How many names that stand in documents are listed.
const NAMES: usize = 40;

/// Who writes to whom: the agent's part, the other's.
const FACING: [(Role, Role); 2] = [
    (Role::Sender, Role::Recipient),
    (Role::Recipient, Role::Sender),
];

/// The parts in the order in which they are shown, the words for them, and the filter that finds them.
const ROLES: [(Role, &str, Option<&str>); 14] = [
    (Role::Sender, "Sender of", Some("sender")),
    (Role::Recipient, "Recipient of", Some("recipient")),
    (Role::Via, "Intermediary of", Some("via")),
    (Role::ConveyedFrom, "Sender of a message passed on in", None),
    (
        Role::ConveyedTo,
        "Addressee of a message passed on in",
        None,
    ),
    (Role::CopyTo, "Recipient of a copy of", None),
    (Role::Author, "Author of", Some("author")),
    (Role::Participant, "Participant in", Some("participant")),
    (Role::Interpreter, "Interpreter in", None),
    (Role::Recorder, "Recorder of", None),
    (Role::Signatory, "Signatory of", None),
    (Role::Mentioned, "Mentioned in", Some("mentioned")),
    (Role::Translator, "Translator of", None),
    (Role::Contributor, "Contributor of", None),
];

/// Puts the view of one agent together.
pub(super) struct Builder<'a> {
    labels: &'a Labels<'a>,
    agent: &'a Agent,
    parts: Parts,
    /// For each name of the record the documents in which it stands; of names that are spelled alike the first one has them.
    recorded: Vec<Option<Occurrences>>,
    /// Documents that the view names, and the names under which the agent stands in them.
    documents: BTreeMap<u64, (Neighbour, Vec<String>)>,
}

impl<'a> Builder<'a> {
    /// Asks the index for the agent's parts and fetches the documents that stand for them.
    pub(super) fn new(
        archive: &Archive,
        reader: &Reader,
        labels: &'a Labels<'a>,
        agent: &'a Agent,
    ) -> Result<Self> {
        let facing = FACING.map(|(mine, other)| (mine as u8, other as u8));
        let mut parts = archive.index().parts(agent.id.0, &facing)?;
        let others: Vec<u64> = parts.company.iter().map(|other| other.agent).collect();
        labels.prepare(Kind::Agent, &others)?;
        let mut seen = Vec::with_capacity(others.len());
        for other in std::mem::take(&mut parts.company) {
            if labels.sees(RecordId {
                kind: Kind::Agent,
                id: other.agent,
            })? {
                seen.push(other);
            }
        }
        parts.company = seen;
        let recorded = take_recorded(&agent.names, &mut parts.forms);
        let mut builder = Self {
            labels,
            agent,
            parts,
            recorded,
            documents: BTreeMap::new(),
        };
        builder.fetch(reader)?;
        Ok(builder)
    }

    /// Fetches in one statement every document that the view names.
    fn fetch(&mut self, reader: &Reader) -> Result<()> {
        let others = self.parts.forms.iter().take(NAMES);
        let forms = self.recorded.iter().flatten().chain(others);
        let company = self.parts.company.iter().take(CORRESPONDENTS);
        let ids: BTreeSet<u64> = forms
            .flat_map(|form| form.first.iter().copied())
            .chain(company.flat_map(|other| [other.first, other.last].into_iter().flatten()))
            .collect();
        let ids: Vec<u64> = ids.into_iter().collect();
        for stored in reader.public_records(Kind::Document, &ids, access::now())? {
            let mut record = stored.record;
            references::clear(&mut record, self.labels)?;
            let Record::Document(document) = record else {
                continue;
            };
            let is_own = |party: &&Party| party.agent() == Some(self.agent.id);
            let written = document.parties.iter().filter(is_own);
            let written = written.map(|party| party.written.clone()).collect();
            self.documents
                .insert(document.id.0, (as_neighbour(&document), written));
        }
        Ok(())
    }

    /// The view, with the documents in which the agent has a part.
    pub(super) fn view(self, documents: Holdings) -> Result<AgentView> {
        let agent = self.agent;
        let names = self.names();
        let listed = self.parts.company.len().min(CORRESPONDENTS);
        let mut posts = Vec::new();
        for post in &agent.posts {
            posts.push(self.post(post)?);
        }
        let mut not_same_as = Vec::new();
        for other in &agent.not_same_as {
            not_same_as.extend(self.named((*other).into())?);
        }
        let mut correspondents = Vec::new();
        for other in &self.parts.company[..listed] {
            correspondents.extend(self.correspondent(other)?);
        }
        Ok(AgentView {
            id: agent.id,
            name: labels::name_of_agent(agent).to_owned(),
            kind: agent.agent_kind,
            life: card::life(agent),
            birth: agent.birth.as_ref().and_then(life_date),
            death: agent.death.as_ref().and_then(life_date),
            biographies: agent.biographies.iter().map(text_view).collect(),
            names,
            more_names: self.parts.forms.len().saturating_sub(NAMES) as u64,
            posts,
            not_same_as,
            authorities: agent.authorities.clone(),
            roles: self.roles(),
            correspondents,
            more_correspondents: (self.parts.company.len() - listed) as u64,
            documents,
        })
    }

    /// The names of the record, each with the documents in which it stands, and those that stand in documents only.
    fn names(&self) -> Vec<NameView> {
        let recorded = self.agent.names.iter().zip(&self.recorded);
        let recorded = recorded.map(|(name, found)| self.name(name, found.as_ref(), true));
        let mut views: Vec<NameView> = recorded.collect();
        for found in self.parts.forms.iter().take(NAMES) {
            let written = found.first.iter().find_map(|id| {
                let (_, written) = self.documents.get(id)?;
                written.iter().find(|name| entry::form(name) == found.form)
            });
            if let Some(written) = written {
                let name = Name {
                    text: written.clone(),
                    ..Name::default()
                };
                views.push(self.name(&name, Some(found), false));
            }
        }
        views
    }

    fn name(&self, name: &Name, found: Option<&Occurrences>, recorded: bool) -> NameView {
        let first = found.into_iter().flat_map(|found| &found.first);
        NameView {
            form: FormView::of(name),
            recorded,
            documents: found.map_or(0, |found| found.documents),
            first: first.filter_map(|id| self.document(*id)).collect(),
        }
    }

    fn document(&self, id: u64) -> Option<Neighbour> {
        self.documents
            .get(&id)
            .map(|(document, _)| document.clone())
    }

    fn named(&self, record: RecordId) -> Result<Option<Named>> {
        Ok(self.labels.of(record)?.map(|name| Named {
            value: record.id.to_string(),
            name: name.to_string(),
        }))
    }

    fn post(&self, post: &Post) -> Result<PostView> {
        Ok(PostView {
            title: post.title.clone(),
            body: match post.body {
                Some(body) => self.named(body.into())?,
                None => None,
            },
            held: post.held.as_ref().map(date_words::words),
        })
    }

    fn roles(&self) -> Vec<RoleView> {
        let view = |(role, label, key): (Role, &'static str, Option<&'static str>)| {
            let counted = self.parts.roles.iter();
            let documents = counted.clone().find(|(number, _)| *number == role as u8)?.1;
            Some(RoleView {
                role: role.as_str(),
                label,
                key,
                documents,
            })
        };
        ROLES.into_iter().filter_map(view).collect()
    }

    fn correspondent(&self, other: &Company) -> Result<Option<CorrespondentView>> {
        let id = fonds_model::AgentId(other.agent);
        let Some(name) = self.labels.of(id.into())? else {
            return Ok(None);
        };
        Ok(Some(CorrespondentView {
            id,
            name: name.to_string(),
            sent: other.by_pair[0],
            received: other.by_pair[1],
            first: other.first.and_then(|id| self.document(id)),
            last: other.last.and_then(|id| self.document(id)),
        }))
    }
}

/// Takes out of the forms found in documents those that are names of the record.
fn take_recorded(names: &[Name], forms: &mut Vec<Occurrences>) -> Vec<Option<Occurrences>> {
    let found = names.iter().map(|name| {
        let form = entry::form(&name.text);
        let place = forms.iter().position(|found| found.form == form)?;
        Some(forms.remove(place))
    });
    found.collect()
}

fn life_date(date: &LifeDate) -> Option<LifeDateView> {
    let text = match (&date.edtf, &date.as_written) {
        (Some(edtf), _) => date_words::words(edtf),
        (None, Some(written)) => written.clone(),
        (None, None) => return None,
    };
    Some(LifeDateView {
        text,
        edtf: date.edtf.as_ref().map(ToString::to_string),
        note: date.note.clone(),
    })
}
