//! What an editor decided, once and for ever, about a question that a program left open.
//!
//! A decision names entries by source and key, and agents by id, so that it holds on re-import and in another archive.

use serde::{Deserialize, Serialize};

use crate::{AgentId, DecisionId, Standing};

/// An entry of a source.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EntryName {
    /// The source's name.
    pub source: String,
    /// The entry's key within it.
    pub key: String,
}

/// What was asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "ask", rename_all = "snake_case", deny_unknown_fields)]
pub enum Question {
    /// Are these two entries one document?
    SameDocument {
        /// One entry.
        one: EntryName,
        /// The other entry.
        other: EntryName,
    },
    /// Are these two agents one?
    SameAgent {
        /// One agent.
        one: AgentId,
        /// The other agent.
        other: AgentId,
    },
    /// Does this name denote this agent in this entry?
    Denotes {
        /// The entry.
        entry: EntryName,
        /// The name as written there.
        written: String,
        /// The agent.
        agent: AgentId,
    },
    /// Does the one entry's document answer the other's?
    RepliesTo {
        /// The answer.
        one: EntryName,
        /// What it answers.
        other: EntryName,
    },
}

/// The answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Yes.
    Yes,
    /// No.
    No,
}

/// A question and its answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// Its id.
    pub id: DecisionId,
    /// How it stands.
    #[serde(default)]
    pub standing: Standing,
    /// What was asked.
    pub question: Question,
    /// The answer.
    pub verdict: Verdict,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Who decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub editor: Option<String>,
}
