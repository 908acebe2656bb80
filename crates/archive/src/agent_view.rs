//! One person, body or family as a stranger may see it: the value behind its page and its JSON twin.
//!
//! What the record says stands beside what the public documents say: roles, names as written, correspondents.

use fonds_model::{AgentId, AgentKind, Kind, Record};
use fonds_search::Facet;
use serde::Serialize;

use self::build::Builder;
use crate::archive::Archive;
use crate::document_view::{Named, Neighbour, TextView};
use crate::error::Result;
use crate::name_words::FormView;
use crate::record_answer::{self, RecordAnswer};
use crate::search_room::Holdings;

mod build;

/// An agent for readers.
#[derive(Debug, Clone, Serialize)]
pub struct AgentView {
    /// Its id.
    pub id: AgentId,
    /// What it is called.
    pub name: String,
    /// What it is, where known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<AgentKind>,
    /// Its life in a few words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub life: Option<String>,
    /// Birth or foundation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub birth: Option<LifeDateView>,
    /// Death or dissolution.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub death: Option<LifeDateView>,
    /// Who it was, the current text first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub biographies: Vec<TextView>,
    /// Every name it went by, and where each is used; names that stand in documents only come last.
    pub names: Vec<NameView>,
    /// Names that stand in documents and are too many to be listed.
    #[serde(skip_serializing_if = "is_zero")]
    pub more_names: u64,
    /// Offices held.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub posts: Vec<PostView>,
    /// Agents it is not, however alike the names.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub not_same_as: Vec<Named>,
    /// Ids in authority files, as `authority:id`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub authorities: Vec<String>,
    /// Documents by the part it has in them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<RoleView>,
    /// With whom it corresponded, those with the most documents first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub correspondents: Vec<CorrespondentView>,
    /// Correspondents that are too many to be listed.
    #[serde(skip_serializing_if = "is_zero")]
    pub more_correspondents: u64,
    /// The documents in which it has a part.
    pub documents: Holdings,
}

/// A date of a life.
#[derive(Debug, Clone, Serialize)]
pub struct LifeDateView {
    /// The date in words.
    pub text: String,
    /// The date in EDTF.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub edtf: Option<String>,
    /// What an editor has to say about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// A name of an agent.
#[derive(Debug, Clone, Serialize)]
pub struct NameView {
    /// The name.
    #[serde(flatten)]
    pub form: FormView,
    /// True if the agent's record has it; false if it stands in documents only.
    pub recorded: bool,
    /// Public documents in which it stands for the agent.
    pub documents: u64,
    /// The first of them in the order of dates.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub first: Vec<Neighbour>,
}

/// An office.
#[derive(Debug, Clone, Serialize)]
pub struct PostView {
    /// The office.
    pub title: String,
    /// The body in which it was held.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<Named>,
    /// When it was held, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub held: Option<String>,
}

/// Documents in which an agent has one part.
#[derive(Debug, Clone, Serialize)]
pub struct RoleView {
    /// The part, as records name it.
    pub role: &'static str,
    /// The part in words that the documents follow, such as "Sender of".
    pub label: &'static str,
    /// The filter that finds them, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<&'static str>,
    /// How many there are.
    pub documents: u64,
}

/// Someone with whom an agent corresponded.
#[derive(Debug, Clone, Serialize)]
pub struct CorrespondentView {
    /// The other.
    pub id: AgentId,
    /// What the other is called.
    pub name: String,
    /// Documents that went to the other.
    pub sent: u64,
    /// Documents that came from the other.
    pub received: u64,
    /// The first dated one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first: Option<Neighbour>,
    /// The last dated one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last: Option<Neighbour>,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde hands out references"
)]
fn is_zero(count: &u64) -> bool {
    *count == 0
}

impl Archive {
    /// What a stranger finds at an agent's address.
    pub fn agent(&self, id: u64) -> Result<RecordAnswer<AgentView>> {
        let reader = self.store().reader()?;
        let labels = self.labels().at(&reader)?;
        record_answer::answer(Kind::Agent, id, &labels, |record| {
            let Record::Agent(agent) = record else {
                return Ok(None);
            };
            let documents = self.holdings(Facet::Person, id, &reader, &labels)?;
            Builder::new(self, &reader, &labels, &agent)?
                .view(documents)
                .map(Some)
        })
    }
}
