//! Titles in the shapes that catalogues of diplomacy use, and what each shape says of type, number and parties.
//!
//! The parties come from the cast and the quoted words from the vocabulary; no title of any archive is among them but by chance.

use fonds_model::{Role, Side};

use crate::generate::cast::{Cast, Member};
use crate::generate::words::{Tongue, Words};
use crate::random::Random;

/// A party of a title.
#[derive(Debug, Clone)]
pub(crate) struct TitleParty {
    /// The part it has.
    pub(crate) role: Role,
    /// The side, for those through whom it passed.
    pub(crate) side: Option<Side>,
    /// The name as the title writes it.
    pub(crate) written: String,
    /// The identity that stands in brackets behind it.
    pub(crate) bracket: Option<String>,
    /// The agent's id.
    pub(crate) agent: u64,
}

/// A title with what it says.
#[derive(Debug, Clone)]
pub(crate) struct Title {
    /// The words.
    pub(crate) text: String,
    /// The code of its type.
    pub(crate) type_code: &'static str,
    /// Its number as written.
    pub(crate) number: Option<String>,
    /// Its parties in the order in which they are named.
    pub(crate) parties: Vec<TitleParty>,
}

/// How often each shape of [`title`] occurs.
const SHAPES: [u64; 14] = [120, 70, 90, 90, 60, 100, 70, 60, 90, 100, 60, 40, 30, 20];

struct Drawing<'a> {
    cast: &'a Cast,
    words: &'a Words,
    random: &'a mut Random,
    parties: Vec<TitleParty>,
    number: Option<String>,
}

/// A title.
pub(crate) fn title(cast: &Cast, words: &Words, random: &mut Random) -> Title {
    let shape = random.weighted(&SHAPES);
    let mut drawing = Drawing {
        cast,
        words,
        random,
        parties: Vec::new(),
        number: None,
    };
    let (mut text, type_code) = drawing.shape(shape);
    if drawing.random.chance(20) {
        text.push_str(
            drawing
                .random
                .pick(&[" (excerpt)", " (Excerpt)", " [Excerpts]"]),
        );
    }
    Title {
        text,
        type_code,
        number: drawing.number,
        parties: drawing.parties,
    }
}

impl Drawing<'_> {
    fn shape(&mut self, shape: usize) -> (String, &'static str) {
        match shape {
            0 => {
                let number = self.number(500);
                let (from, to) = self.correspondents();
                (format!("Telegram{number} from {from} to {to}"), "telegram")
            }
            1 => {
                let number = self.number(900);
                let (from, to) = self.correspondents();
                (
                    format!("Ciphered Telegram{number}, {from} to {to}"),
                    "ciphered_telegram",
                )
            }
            2 => {
                let (from, to) = self.correspondents();
                let via = self.via();
                (format!("Cable, {from} to {to}{via}"), "cable")
            }
            3 => {
                let author = self.author();
                (
                    format!("Cable from {author}, '{}'", self.own_title()),
                    "cable",
                )
            }
            4 => {
                let letter = self.number(150);
                let (from, to) = self.correspondents();
                (format!("Letter{letter} from {from} to {to}"), "letter")
            }
            5 => {
                let (one, other) = self.participants();
                (
                    format!("Memorandum of Conversation between {one} and {other}"),
                    "memorandum_of_conversation",
                )
            }
            6 => {
                let (one, other) = self.participants();
                let head = self.random.pick(&[
                    "Record of Conversation",
                    "Record of a Meeting",
                    "Record of Talks",
                ]);
                (
                    format!("{head} between {one} and {other}"),
                    "memorandum_of_conversation",
                )
            }
            7 => {
                let author = self.person(Role::Author);
                (
                    format!("From the Journal of {author}: {}", self.own_title()),
                    "journal",
                )
            }
            8 => {
                let author = self.author();
                (
                    format!("Report from {author}, '{}'", self.own_title()),
                    "report",
                )
            }
            _ => self.rarer(shape),
        }
    }

    fn rarer(&mut self, shape: usize) -> (String, &'static str) {
        match shape {
            9 => {
                let (from, to) = self.correspondents();
                (
                    format!("Note from {from} to {to} regarding {}", self.own_title()),
                    "note",
                )
            }
            10 => {
                let number = self.plain_number();
                let author = self.author();
                (
                    format!("Protocol No. {number} of the Session of {author}"),
                    "protocol",
                )
            }
            11 => {
                let author = self.author();
                (
                    format!("Resolution of {author} on {}", self.own_title()),
                    "resolution",
                )
            }
            12 => {
                let number = self.airgram_number();
                let (from, to) = self.correspondents();
                (
                    format!(
                        "Airgram {number} from {from} to {to}, '{}'",
                        self.own_title()
                    ),
                    "airgram",
                )
            }
            _ => (self.own_title(), "other"),
        }
    }

    fn own_title(&mut self) -> String {
        let words = self.random.between(3, 8);
        self.words.phrase(Tongue::English, words, self.random)
    }

    /// " No. 123" in so many of a thousand cases.
    fn number(&mut self, per_thousand: u64) -> String {
        if !self.random.chance(per_thousand) {
            return String::new();
        }
        let number = self.plain_number();
        let sign = self.random.pick(&["No. ", "No. ", "no. ", "No."]);
        format!(" {sign}{number}")
    }

    fn plain_number(&mut self) -> String {
        let number = match self.random.below(10) {
            0 => format!("0{}", self.random.between(10, 999)),
            1 => format!(
                "{}/{}",
                self.random.between(10, 999),
                self.random.between(46, 89)
            ),
            2..=4 => self.random.between(10_000, 99_999).to_string(),
            _ => self.random.between(1, 2_999).to_string(),
        };
        self.number = Some(number.clone());
        number
    }

    fn airgram_number(&mut self) -> String {
        let number = format!("A-{}", self.random.between(1, 999));
        self.number = Some(number.clone());
        number
    }

    fn correspondents(&mut self) -> (String, String) {
        let cast = self.cast;
        let from = cast.anyone(self.random);
        let to = cast.anyone_but(from, self.random);
        (
            self.name(from, Role::Sender),
            self.name(to, Role::Recipient),
        )
    }

    fn participants(&mut self) -> (String, String) {
        let cast = self.cast;
        let one = cast.anyone(self.random);
        let other = cast.anyone_but(one, self.random);
        (
            self.name(one, Role::Participant),
            self.name(other, Role::Participant),
        )
    }

    fn via(&mut self) -> String {
        if !self.random.chance(250) {
            return String::new();
        }
        let cast = self.cast;
        let member = cast.anyone(self.random);
        if self.parties.iter().any(|party| party.agent == member.id) {
            return String::new();
        }
        let written = self.name(member, Role::Via);
        if let Some(party) = self.parties.last_mut() {
            party.side = Some(Side::Recipient);
        }
        format!(" [via {written}]")
    }

    fn author(&mut self) -> String {
        let cast = self.cast;
        let member = cast.body(self.random);
        self.name(member, Role::Author)
    }

    fn person(&mut self, role: Role) -> String {
        let cast = self.cast;
        loop {
            let member = cast.anyone(self.random);
            if member.is_person {
                return self.name(member, role);
            }
        }
    }

    /// Notes the party and gives its words for the title.
    fn name(&mut self, member: &Member, role: Role) -> String {
        let cover = member.cover.as_ref().filter(|_| self.random.chance(400));
        let (written, bracket) = match cover {
            Some(cover) => (cover.clone(), Some(member.short.clone())),
            None if member.is_person && self.random.chance(150) => (member.full.clone(), None),
            None => (member.short.clone(), None),
        };
        let words = match &bracket {
            Some(identity) => format!("{written} [{identity}]"),
            None if member.is_person => written.clone(),
            None => format!("the {written}"),
        };
        self.parties.push(TitleParty {
            role,
            side: None,
            written,
            bracket,
            agent: member.id,
        });
        words
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::title;
    use crate::generate::cast::Cast;
    use crate::generate::words::Words;
    use crate::random::Random;

    #[test]
    fn titles_hold_their_parties_and_numbers() {
        let (cast, words) = (Cast::of(3), Words::default());
        let mut types = BTreeSet::new();
        for index in 0..2_000 {
            let title = title(&cast, &words, &mut Random::of(3, 9, index));
            types.insert(title.type_code);
            assert!(
                fonds_model::types::find(title.type_code).is_some(),
                "{}",
                title.type_code
            );
            for party in &title.parties {
                assert!(title.text.contains(&party.written), "{title:?}");
            }
            assert!(
                title
                    .number
                    .iter()
                    .all(|number| title.text.contains(number)),
                "{title:?}"
            );
            assert!(title.text.len() < 400, "{title:?}");
        }
        assert!(types.len() >= 11, "{types:?}");
    }
}
