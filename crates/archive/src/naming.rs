//! From names and codes to the ids of agents and types.
//!
//! Agents are made from names as they are written; that two names mean one person is for later rules and editors to say.

use std::collections::HashMap;

use fonds_model::{
    Agent, AgentId, Kind, Language, Name, NameKind, Record, Standing, State, Term, Text, TypeId,
    types,
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

/// Ids found or given in a run, so that each is looked up once; agents by their names exactly as written.
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
    /// The state of new agents: those of a draft must not be known before it is.
    pub(crate) state: State,
    /// The records made so far, by kind.
    pub(crate) made: &'a mut Vec<Kind>,
    /// The records changed so far, by kind.
    pub(crate) renamed: &'a mut Vec<Kind>,
}

impl Naming for BatchNaming<'_, '_> {
    fn agent(&mut self, name: &str) -> Result<AgentId> {
        if let Some(id) = self.known.agents.get(name) {
            return Ok(*id);
        }
        let found = self.batch.lookup(AGENT_NAME, &agent_key(name))?;
        let id = match found.iter().map(|record| record.id).min() {
            Some(id) => {
                self.add_spelling(AgentId(id), name)?;
                AgentId(id)
            }
            None => self.make_agent(name)?,
        };
        self.known.agents.insert(name.to_owned(), id);
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
        let standing = Standing {
            state: self.state,
            ..Standing::default()
        };
        let agent = new_agent(id, name, standing);
        self.batch.put(&Record::from(agent))?;
        self.made.push(Kind::Agent);
        Ok(id)
    }

    /// Adds another spelling to an agent of whom only names are known, so that none of them depends on which came first.
    ///
    /// A draft adds nothing to what strangers see, and the first public document makes the agent of a draft public.
    fn add_spelling(&mut self, id: AgentId, name: &str) -> Result<()> {
        let stored = self.batch.record(id.into())?;
        let Some(Record::Agent(known)) = stored.map(|stored| stored.record) else {
            return Ok(());
        };
        if !has_names_only(&known)
            || self.state == State::Draft && known.standing.state != State::Draft
        {
            return Ok(());
        }
        let mut agent = known.clone();
        if agent.standing.state == State::Draft {
            agent.standing.state = self.state;
        }
        if !agent.names.iter().any(|known| known.text == name) {
            agent.names.push(as_written(name));
            agent
                .names
                .sort_by(|one, other| spelling_order(&one.text).cmp(&spelling_order(&other.text)));
        }
        if agent != known {
            self.batch.put(&Record::from(agent))?;
            self.renamed.push(Kind::Agent);
        }
        Ok(())
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
        names: vec![as_written(name)],
        birth: None,
        death: None,
        biographies: Vec::new(),
        posts: Vec::new(),
        not_same_as: Vec::new(),
        authorities: Vec::new(),
        provenance: Vec::new(),
    }
}

fn as_written(name: &str) -> Name {
    Name {
        text: name.to_owned(),
        kind: NameKind::AsWritten,
        ..Name::default()
    }
}

/// True if nobody has said more of an agent than how it is written.
fn has_names_only(agent: &Agent) -> bool {
    let bare = Agent {
        names: agent.names.clone(),
        ..new_agent(agent.id, "", agent.standing.clone())
    };
    *agent == bare
        && agent
            .names
            .iter()
            .all(|name| *name == as_written(&name.text))
}

/// Capitals throughout come last, then names stand by their letters: the first is what an agent is called.
fn spelling_order(name: &str) -> (bool, &str) {
    let is_all_capitals =
        !name.chars().any(char::is_lowercase) && name.chars().any(char::is_uppercase);
    (is_all_capitals, name)
}
