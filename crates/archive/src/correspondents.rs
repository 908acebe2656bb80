//! Who wrote to whom, as a sentence with a link at each name.
//!
//! The sentence follows the current title; readings of former titles stand among the parties and not here.

use std::collections::BTreeSet;

use fonds_model::{AgentId, Document, Kind, Party, RecordId, Role, Side};
use serde::Serialize;

use crate::error::Result;
use crate::labels::Labels;

/// A piece of the sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Phrase {
    /// A name, with the agent it denotes.
    Name {
        /// The agent.
        #[serde(skip_serializing_if = "Option::is_none")]
        agent: Option<AgentId>,
        /// What the agent is called here and now.
        name: String,
        /// The name as written in the document, where it differs.
        #[serde(rename = "as", skip_serializing_if = "Option::is_none")]
        written: Option<String>,
    },
    /// Words between names.
    Words(String),
}

/// The sentence of a document's correspondents; empty if none is known.
pub(crate) fn sentence(document: &Document, labels: &Labels<'_>) -> Result<Vec<Phrase>> {
    let parties = without_repetition(&known(&current(document), labels)?);
    let in_role = |role: Role| -> Vec<Known<'_>> {
        let fits = |known: &&Known<'_>| known.party.role == role;
        parties.iter().filter(fits).copied().collect()
    };
    let via = |side: Side| -> Vec<Known<'_>> {
        let mut via = in_role(Role::Via);
        via.retain(|known| known.party.side.unwrap_or(Side::Recipient) == side);
        via
    };
    let mut sentence = Sentence {
        labels,
        phrases: Vec::new(),
    };
    let senders = in_role(Role::Sender);
    let recipients = in_role(Role::Recipient);
    if !senders.is_empty() || !recipients.is_empty() {
        sentence.names("", &senders)?;
        sentence.names(", through ", &via(Side::Sender))?;
        sentence.names(if senders.is_empty() { "To " } else { " to " }, &recipients)?;
        sentence.names(", through ", &via(Side::Recipient))?;
        sentence.names(", with a message from ", &in_role(Role::ConveyedFrom))?;
        if !in_role(Role::ConveyedFrom).is_empty() {
            sentence.names(" to ", &in_role(Role::ConveyedTo))?;
        }
    } else if !in_role(Role::Participant).is_empty() {
        sentence.names("Between ", &in_role(Role::Participant))?;
    } else {
        sentence.names("By ", &in_role(Role::Author))?;
    }
    Ok(sentence.phrases)
}

/// The sentence as plain text.
pub fn plain(phrases: &[Phrase]) -> String {
    let mut sentence = String::new();
    for (index, phrase) in phrases.iter().enumerate() {
        match phrase {
            Phrase::Words(words) => sentence.push_str(words),
            Phrase::Name { name, written, .. } => {
                sentence.push_str(name);
                if let Some(written) = written {
                    let goes_on = matches!(phrases.get(index + 1), Some(Phrase::Words(words)) if !words.starts_with(','));
                    let comma = if goes_on { "," } else { "" };
                    sentence.extend([", as ", written.as_str(), comma]);
                }
            }
        }
    }
    sentence
}

/// A party and the agent whom it denotes, as far as a stranger may know.
#[derive(Clone, Copy)]
struct Known<'a> {
    party: &'a Party,
    agent: Option<AgentId>,
}

/// The parties with those agents that a stranger sees; a name that denotes a hidden one stands as if nobody knew whom it denotes.
fn known<'a>(parties: &[&'a Party], labels: &Labels<'_>) -> Result<Vec<Known<'a>>> {
    let ids = parties
        .iter()
        .flat_map(|party| party.denotes.iter().map(|denoted| denoted.agent.0));
    labels.prepare(Kind::Agent, &ids.collect::<Vec<u64>>())?;
    let mut known = Vec::with_capacity(parties.len());
    for party in parties {
        let mut agent = None;
        for denoted in party.denotes.iter().filter(|denoted| !denoted.dissenting) {
            if agent.is_none() && labels.sees(denoted.agent)? {
                agent = Some(denoted.agent);
            }
        }
        known.push(Known { party, agent });
    }
    Ok(known)
}

/// Parties read from the current title, or all where no source is noted.
fn current(document: &Document) -> Vec<&Party> {
    let sources = document
        .titles
        .first()
        .map_or(&[][..], |title| &title.sources);
    let of_title: Vec<&Party> = document
        .parties
        .iter()
        .filter(|party| party.sources.iter().any(|source| sources.contains(source)))
        .collect();
    if of_title.is_empty() {
        document.parties.iter().collect()
    } else {
        of_title
    }
}

/// "I. V. Stalin" is a form of "Joseph Stalin", and "Mao" of "Mao Zedong"; "Filippov" is another name.
fn is_form_of(written: &str, name: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        fonds_reading::fold::fold(text)
            .split(|character: char| !character.is_alphanumeric())
            .filter(|word| word.chars().count() > 2)
            .map(str::to_owned)
            .collect()
    };
    let of_name = words(name);
    let of_written = words(written);
    of_written.is_empty() || of_written.iter().any(|word| of_name.contains(word))
}

/// Each agent once, and no agent as a sender or recipient whom another title names more exactly as an intermediary or as a party of the message passed on.
///
/// Whoever is the only sender or recipient stays.
fn without_repetition<'a>(parties: &[Known<'a>]) -> Vec<Known<'a>> {
    let is_in = |roles: &[Role], known: &Known<'_>| {
        known.agent.is_some_and(|agent| {
            parties
                .iter()
                .any(|other| roles.contains(&other.party.role) && other.agent == Some(agent))
        })
    };
    let exacter = |role: Role| -> &[Role] {
        match role {
            Role::Sender => &[Role::ConveyedFrom],
            Role::Recipient => &[Role::Via, Role::ConveyedTo],
            _ => &[],
        }
    };
    let is_doubled = |known: &Known<'_>| is_in(exacter(known.party.role), known);
    let mut seen = BTreeSet::new();
    let keep = |known: &Known<'a>| {
        let role = known.party.role;
        let others_remain = parties
            .iter()
            .any(|other| other.party.role == role && !is_doubled(other));
        let is_new = known.agent.is_none_or(|agent| seen.insert((role, agent)));
        is_new && !(is_doubled(known) && others_remain)
    };
    parties.iter().copied().filter(keep).collect()
}

struct Sentence<'a, 'b> {
    labels: &'a Labels<'b>,
    phrases: Vec<Phrase>,
}

impl Sentence<'_, '_> {
    fn names(&mut self, lead: &str, parties: &[Known<'_>]) -> Result<()> {
        for (index, known) in parties.iter().enumerate() {
            let words = match index {
                0 => lead,
                _ if index + 1 == parties.len() => " and ",
                _ => ", ",
            };
            if !words.is_empty() {
                self.phrases.push(Phrase::Words(words.to_owned()));
            }
            self.phrases.push(self.name(*known)?);
        }
        Ok(())
    }

    fn name(&self, known: Known<'_>) -> Result<Phrase> {
        let Known { party, agent } = known;
        let label = match agent {
            Some(agent) => self.labels.of(RecordId::from(agent))?,
            None => None,
        };
        let Some(label) = label else {
            return Ok(Phrase::Name {
                agent: None,
                name: party.written.clone(),
                written: None,
            });
        };
        let written = (!is_form_of(&party.written, &label)).then(|| party.written.clone());
        Ok(Phrase::Name {
            agent,
            name: label.to_string(),
            written,
        })
    }
}

/// The most names that a sentence in a list has.
const MOST_NAMED: usize = 12;
/// How many names stay of one that has more.
const NAMED: usize = 8;

/// The same sentence for a list: of a great many names only the first, and how many others there are.
pub(crate) fn shortened(mut phrases: Vec<Phrase>) -> Vec<Phrase> {
    let is_name = |phrase: &Phrase| matches!(phrase, Phrase::Name { .. });
    let names = phrases.iter().filter(|phrase| is_name(phrase)).count();
    if names <= MOST_NAMED {
        return phrases;
    }
    let mut places = phrases.iter().enumerate();
    let cut = places
        .by_ref()
        .filter(|(_, phrase)| is_name(phrase))
        .nth(NAMED - 1)
        .map_or(phrases.len(), |(place, _)| place + 1);
    phrases.truncate(cut);
    phrases.push(Phrase::Words(format!(" and {} others", names - NAMED)));
    phrases
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_name_are_told_from_other_names() {
        let check =
            |written, name, expected| assert_eq!(is_form_of(written, name), expected, "{written}");
        check("I.V. Stalin", "Joseph Stalin", true);
        check("Mao", "Mao Zedong", true);
        check("Filippov", "Joseph Stalin", false);
        check("Terebin", "Andrei Orlov", false);
    }

    #[test]
    fn lists_name_the_first_of_many() {
        let name = |number: usize| Phrase::Name {
            agent: None,
            name: format!("Vale {number}"),
            written: None,
        };
        let of = |count: usize| -> Vec<Phrase> {
            let pair = |number| [Phrase::Words(", ".to_owned()), name(number)];
            (0..count).flat_map(pair).collect()
        };
        assert_eq!(shortened(of(12)).len(), 24);
        let short = plain(&shortened(of(40)));
        assert!(short.ends_with("Vale 7 and 32 others"), "{short}");
    }
}
