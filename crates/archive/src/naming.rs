//! From names and codes to the ids of agents and types.
//!
//! Agents are made from names as they are written; that two names mean one person is for later rules and editors to say.

use std::collections::HashMap;

use fonds_model::{
    Agent, AgentId, Kind, Language, Name, NameKind, Record, Standing, Term, Text, TypeId, types,
};
use fonds_store::Batch;

use crate::error::{Error, Result};
use crate::findings::{AGENT_NAME, TYPE_CODE, agent_key};

/// Gives ids to names and type codes, making records for those that have none.
pub(crate) trait Naming {
    /// The agent of a name as written.
    fn agent(&mut self, name: &str) -> Result<AgentId>;
    /// The document type of a code.
    fn document_type(&mut self, code: &str) -> Result<TypeId>;
}

/// Ids found or given in one batch, so that each is looked up once.
#[derive(Default)]
pub(crate) struct KnownNames {
    agents: HashMap<String, AgentId>,
    types: HashMap<String, TypeId>,
}

/// Naming within one batch of the log.
pub(crate) struct BatchNaming<'a, 'b> {
    /// The batch in which records are looked up and made.
    pub(crate) batch: &'a mut Batch<'b>,
    /// What is known already.
    pub(crate) known: &'a mut KnownNames,
    /// The records made so far, by kind.
    pub(crate) made: &'a mut Vec<Kind>,
}

impl Naming for BatchNaming<'_, '_> {
    fn agent(&mut self, name: &str) -> Result<AgentId> {
        let key = agent_key(name);
        if let Some(id) = self.known.agents.get(&key) {
            return Ok(*id);
        }
        let found = self.batch.lookup(AGENT_NAME, &key)?;
        let id = match found.iter().map(|record| record.id).min() {
            Some(id) => AgentId(id),
            None => self.make_agent(name)?,
        };
        self.known.agents.insert(key, id);
        Ok(id)
    }

    fn document_type(&mut self, code: &str) -> Result<TypeId> {
        if let Some(id) = self.known.types.get(code) {
            return Ok(*id);
        }
        let found = self.batch.lookup(TYPE_CODE, code)?;
        let id = match found.iter().map(|record| record.id).min() {
            Some(id) => TypeId(id),
            None => self.make_type(code)?,
        };
        self.known.types.insert(code.to_owned(), id);
        Ok(id)
    }
}

impl BatchNaming<'_, '_> {
    fn make_agent(&mut self, name: &str) -> Result<AgentId> {
        let id = AgentId(self.batch.mint(Kind::Agent)?);
        let agent = new_agent(id, name, Standing::default());
        self.batch.put(&Record::from(agent))?;
        self.made.push(Kind::Agent);
        Ok(id)
    }

    fn make_type(&mut self, code: &str) -> Result<TypeId> {
        let node = types::find(code)
            .ok_or_else(|| Error::Refused(format!("no document type has the code `{code}`")))?;
        let parent = match node.parent {
            Some(parent) => Some(self.document_type(parent)?.0),
            None => None,
        };
        let id = self.batch.mint(Kind::Type)?;
        let term = Term {
            id,
            standing: Standing::default(),
            code: code.to_owned(),
            labels: vec![Text::new(node.label, Language::ENGLISH)],
            parent,
            descriptions: Vec::new(),
            provenance: Vec::new(),
        };
        self.batch.put(&Record::Type(term))?;
        self.made.push(Kind::Type);
        Ok(TypeId(id))
    }
}

/// An agent of whom nothing but a name is known.
pub(crate) fn new_agent(id: AgentId, name: &str, standing: Standing) -> Agent {
    Agent {
        id,
        standing,
        agent_kind: None,
        names: vec![Name {
            text: name.to_owned(),
            kind: NameKind::AsWritten,
            ..Name::default()
        }],
        birth: None,
        death: None,
        biographies: Vec::new(),
        posts: Vec::new(),
        not_same_as: Vec::new(),
        authorities: Vec::new(),
        provenance: Vec::new(),
    }
}
