//! One card of a register: what lists and searches need of a record, and no more.

use std::sync::Arc;

use fonds_model::{Agent, AgentKind, Kind, LifeDate, Name, NameKind, Record};

use super::heading;
use super::words::Forms;
use crate::date_words;
use crate::labels;

/// A record in a register.
#[derive(Debug)]
pub(crate) struct Card {
    /// The kind of its record.
    pub(crate) kind_of_record: Kind,
    /// Its id.
    pub(crate) id: u64,
    /// What it is called.
    pub(crate) name: String,
    /// The heading under which an index has it, where that is not its name: "Stalin, Joseph".
    pub(crate) heading: Option<String>,
    /// What puts it in order.
    pub(crate) order: String,
    /// The letter under which it stands.
    pub(crate) letter: String,
    /// What it is, for agents.
    pub(crate) kind: Option<AgentKind>,
    /// Its life dates in words, for agents.
    pub(crate) life: Option<String>,
    /// Its short forms, for repositories.
    pub(crate) abbreviations: Vec<String>,
    /// The wider record that it states, public or not.
    pub(crate) parent: Option<u64>,
    /// Where it stands, for repositories; public or not.
    pub(crate) place: Option<u64>,
    /// Every form of its name.
    pub(crate) forms: Forms,
}

impl Card {
    /// The card of a record; `None` for kinds without a register.
    pub(crate) fn of(record: &Record) -> Option<Arc<Self>> {
        let mut card = match record {
            Record::Agent(agent) => Self {
                heading: heading::inverted(&agent.names),
                kind: agent.agent_kind,
                life: life(agent),
                forms: of_names(&agent.names),
                ..Self::new(record)
            },
            Record::Place(place) => Self {
                parent: place.parent.map(|id| id.0),
                forms: of_names(&place.names),
                ..Self::new(record)
            },
            Record::Repository(repository) => Self {
                abbreviations: abbreviations(&repository.names),
                place: repository.place.map(|id| id.0),
                forms: of_names(&repository.names),
                ..Self::new(record)
            },
            Record::Subject(subject) => Self {
                parent: subject.parent.map(|id| id.0),
                forms: Forms::of(subject.headings.iter().map(|heading| heading.text.as_str())),
                ..Self::new(record)
            },
            _ => return None,
        };
        let filed = card.heading.as_deref().unwrap_or(&card.name);
        card.order = heading::order(filed);
        card.letter = heading::letter(&card.order);
        Some(Arc::new(card))
    }

    fn new(record: &Record) -> Self {
        let id = record.id();
        Self {
            kind_of_record: id.kind,
            id: id.id,
            name: labels::name(record).to_owned(),
            heading: None,
            order: String::new(),
            letter: String::new(),
            kind: None,
            life: None,
            abbreviations: Vec::new(),
            parent: None,
            place: None,
            forms: Forms::default(),
        }
    }
}

fn of_names(names: &[Name]) -> Forms {
    Forms::of(names.iter().map(|name| name.text.as_str()))
}

fn abbreviations(names: &[Name]) -> Vec<String> {
    let short = names
        .iter()
        .skip(1)
        .filter(|name| name.kind == NameKind::Abbreviation);
    short.map(|name| name.text.clone()).collect()
}

/// The dates of a life in a few words: "1878–1953", "born about 1905".
pub(crate) fn life(agent: &Agent) -> Option<String> {
    let of_body = matches!(agent.agent_kind, Some(AgentKind::Body | AgentKind::Family));
    let (birth, death) = (agent.birth.as_ref(), agent.death.as_ref());
    match (birth.and_then(year), death.and_then(year)) {
        (Some(birth), Some(death)) => Some(format!("{birth}\u{2013}{death}")),
        (Some(birth), None) if of_body => Some(format!("from {birth}")),
        (Some(birth), None) => Some(format!("born {birth}")),
        (None, Some(death)) if of_body => Some(format!("until {death}")),
        (None, Some(death)) => Some(format!("died {death}")),
        (None, None) => None,
    }
}

/// The year of a date of a life, with its doubt.
fn year(date: &LifeDate) -> Option<String> {
    let Some(edtf) = &date.edtf else {
        return date.as_written.clone();
    };
    let text = edtf.as_str();
    let is_one_day = text.len() > 4
        && text.as_bytes()[4] == b'-'
        && text[..4].bytes().all(|byte| byte.is_ascii_digit())
        && !text.contains(['/', ',', '?', '~', '%']);
    Some(if is_one_day {
        text[..4].to_owned()
    } else {
        date_words::words(edtf)
    })
}

#[cfg(test)]
mod tests {
    use fonds_model::{AgentId, Edtf, Standing};

    use super::*;

    fn check(birth: &str, death: &str, kind: AgentKind, expected: Option<&str>) {
        let date = |text: &str| {
            Some(LifeDate {
                edtf: Edtf::parse(text).ok(),
                ..LifeDate::default()
            })
            .filter(|date| date.edtf.is_some())
        };
        let agent = Agent {
            agent_kind: Some(kind),
            birth: date(birth),
            death: date(death),
            ..crate::naming::new_agent(AgentId(1), "X", Standing::default())
        };
        assert_eq!(life(&agent).as_deref(), expected, "{birth} {death}");
    }

    #[test]
    fn lives_in_years() {
        use AgentKind::{Body, Person};
        check("1878-12-18", "1953-03-05", Person, Some("1878\u{2013}1953"));
        check("1905~", "", Person, Some("born about 1905"));
        check("", "1949", Person, Some("died 1949"));
        check("1921-07", "", Body, Some("from 1921"));
        check("", "", Person, None);
    }
}
