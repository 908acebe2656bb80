//! Who had a part in a document, in the document's own words and in ours.
//!
//! A name in a document is not a person: the name is kept as written, and the agent it denotes is an assertion with certainty and basis.

use serde::{Deserialize, Serialize};

use crate::{AgentId, Basis};

/// The part someone has in a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Sent it.
    Sender,
    /// Received it.
    Recipient,
    /// Passed it on.
    Via,
    /// Wrote the message it conveys.
    ConveyedFrom,
    /// Is addressed by the message it conveys.
    ConveyedTo,
    /// Got a copy.
    CopyTo,
    /// Wrote it, without sending it to anyone named.
    Author,
    /// Took part in what it records.
    Participant,
    /// Interpreted.
    Interpreter,
    /// Recorded.
    Recorder,
    /// Signed it.
    Signatory,
    /// Is mentioned in it.
    Mentioned,
    /// Translated it.
    Translator,
    /// Gave it to the archive.
    Contributor,
}

impl Role {
    /// The role's name as it stands in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sender => "sender",
            Self::Recipient => "recipient",
            Self::Via => "via",
            Self::ConveyedFrom => "conveyed_from",
            Self::ConveyedTo => "conveyed_to",
            Self::CopyTo => "copy_to",
            Self::Author => "author",
            Self::Participant => "participant",
            Self::Interpreter => "interpreter",
            Self::Recorder => "recorder",
            Self::Signatory => "signatory",
            Self::Mentioned => "mentioned",
            Self::Translator => "translator",
            Self::Contributor => "contributor",
        }
    }
}

/// The side on which an intermediary stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// With the sender.
    Sender,
    /// With the recipient.
    Recipient,
}

/// How sure a reading is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// No careful reader would doubt it.
    Certain,
    /// More likely than anything else.
    Probable,
    /// One of several possibilities.
    Possible,
}

/// The agent that a name denotes in one document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Denotation {
    /// The agent.
    pub agent: AgentId,
    /// How sure that is.
    pub certainty: Certainty,
    /// Where it comes from.
    pub basis: Basis,
    /// The source's own words for the identity, such as the name in brackets.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
    /// True for a reading that stands beside the accepted one and contradicts it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub dissenting: bool,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// One part in a document.
///
/// The order of parties in a document is the order in which they are named; several `via` stand in the order of the journey.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Party {
    /// The part.
    pub role: Role,
    /// The side, for `via`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub side: Option<Side>,
    /// The name as written in this document.
    pub written: String,
    /// Whom the name denotes; the accepted reading first, dissenting ones after it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub denotes: Vec<Denotation>,
    /// Names of the sources from which it was read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<String>,
}

impl Party {
    /// The accepted reading of whom the name denotes.
    pub fn agent(&self) -> Option<AgentId> {
        self.denotes
            .iter()
            .find(|denotation| !denotation.dissenting)
            .map(|denotation| denotation.agent)
    }
}
