//! The cast of a generated archive: places, bodies, persons, subjects, archives and vocabularies.
//!
//! Bodies are generic offices in real cities, persons have names of syllables; nobody here ever lived.
//! The same seed always gives the same cast, whatever the number of documents.

use fonds_model::FIRST_MINTED;

use crate::generate::words::surname;
use crate::random::{Random, Zipf};

/// Cities with the countries they lie in.
pub(crate) const CITIES: [(&str, &str); 48] = [
    ("Ankara", "Turkey"),
    ("Athens", "Greece"),
    ("Baghdad", "Iraq"),
    ("Bangkok", "Thailand"),
    ("Beijing", "China"),
    ("Beirut", "Lebanon"),
    ("Belgrade", "Yugoslavia"),
    ("Berlin", "Germany"),
    ("Bern", "Switzerland"),
    ("Bonn", "Germany"),
    ("Brasília", "Brazil"),
    ("Brussels", "Belgium"),
    ("Bucharest", "Romania"),
    ("Budapest", "Hungary"),
    ("Buenos Aires", "Argentina"),
    ("Cairo", "Egypt"),
    ("Canberra", "Australia"),
    ("Copenhagen", "Denmark"),
    ("Damascus", "Syria"),
    ("Dublin", "Ireland"),
    ("Geneva", "Switzerland"),
    ("Hanoi", "Vietnam"),
    ("Havana", "Cuba"),
    ("Helsinki", "Finland"),
    ("Jakarta", "Indonesia"),
    ("Kabul", "Afghanistan"),
    ("Lima", "Peru"),
    ("Lisbon", "Portugal"),
    ("London", "United Kingdom"),
    ("Madrid", "Spain"),
    ("Manila", "Philippines"),
    ("Mexico City", "Mexico"),
    ("Moscow", "Soviet Union"),
    ("New Delhi", "India"),
    ("Oslo", "Norway"),
    ("Ottawa", "Canada"),
    ("Paris", "France"),
    ("Prague", "Czechoslovakia"),
    ("Pyongyang", "North Korea"),
    ("Rome", "Italy"),
    ("Santiago", "Chile"),
    ("Seoul", "South Korea"),
    ("Sofia", "Bulgaria"),
    ("Stockholm", "Sweden"),
    ("Tehran", "Iran"),
    ("Tokyo", "Japan"),
    ("Vienna", "Austria"),
    ("Warsaw", "Poland"),
];

/// Offices that stand in a city's name.
const OFFICES: [&str; 4] = [
    "Embassy in",
    "Trade Mission in",
    "Consulate General in",
    "Military Attaché in",
];

/// Offices that stand alone.
const MINISTRIES: [&str; 24] = [
    "Ministry of Foreign Affairs",
    "Ministry of Defence",
    "Ministry of Foreign Trade",
    "Central Committee",
    "General Staff",
    "Council of Ministers",
    "Department of State",
    "Office of the President",
    "Political Bureau",
    "Ministry of Railways",
    "Ministry of the Interior",
    "State Planning Commission",
    "Office of the Prime Minister",
    "Committee for Atomic Energy",
    "International Department",
    "Ministry of Finance",
    "Naval Staff",
    "Air Staff",
    "Far Eastern Department",
    "European Department",
    "Legal Department",
    "Protocol Department",
    "Delegation to the United Nations",
    "News Agency",
];

/// What subjects are about.
const TOPICS: [&str; 10] = [
    "Foreign relations",
    "Commerce",
    "Military relations",
    "Boundaries",
    "Economic assistance",
    "Treaties",
    "Railways",
    "Nuclear energy",
    "Cultural relations",
    "Refugees",
];

/// Archives by name and abbreviation.
const ARCHIVES: [(&str, &str); 12] = [
    ("Archive of Foreign Policy", "AFP"),
    ("State Archive of Recent History", "SARH"),
    ("National Archives", "NA"),
    ("Central Military Archive", "CMA"),
    ("Archive of the Presidency", "AP"),
    ("Party Archive", "PA"),
    ("Public Record Office", "PRO"),
    ("Foreign Ministry Archive", "FMA"),
    ("Political Archive", "POLA"),
    ("Central State Archive", "CSA"),
    ("Archive of Modern Records", "AMR"),
    ("Institute of Contemporary Papers", "ICP"),
];

/// How many persons there are.
const PERSONS: usize = 260;

/// One who writes, receives or takes part.
#[derive(Debug, Clone)]
pub(crate) struct Member {
    /// The agent's id.
    pub(crate) id: u64,
    /// The name as titles give it.
    pub(crate) short: String,
    /// The full name.
    pub(crate) full: String,
    /// A name that hides the bearer, for a few.
    pub(crate) cover: Option<String>,
    /// Whether it is a person.
    pub(crate) is_person: bool,
    /// The city it sits in, as a place in [`CITIES`].
    pub(crate) city: Option<usize>,
}

/// Everyone and everything that documents refer to.
#[derive(Debug)]
pub(crate) struct Cast {
    /// Agents by id, from [`FIRST_MINTED`] upwards.
    pub(crate) members: Vec<Member>,
    /// Places in `members`, the busiest first.
    ranks: Vec<usize>,
    law: Zipf,
    /// Countries by name; their place ids follow those of the cities.
    pub(crate) countries: Vec<&'static str>,
    /// Subject headings; those without parent stand first.
    pub(crate) subjects: Vec<(String, Option<usize>)>,
    subject_law: Zipf,
    archive_law: Zipf,
    city_law: Zipf,
}

/// The id of the record at a place in its list.
pub(crate) fn id_of(place: usize) -> u64 {
    FIRST_MINTED + place as u64
}

impl Cast {
    /// The cast of a seed.
    pub(crate) fn of(seed: u64) -> Self {
        let members = members(seed);
        let mut ranks: Vec<usize> = (0..members.len()).collect();
        let mut random = Random::of(seed, 1, 0);
        for place in (1..ranks.len()).rev() {
            ranks.swap(place, random.index(place + 1));
        }
        let mut countries: Vec<&str> = CITIES.iter().map(|(_, country)| *country).collect();
        countries.sort_unstable();
        countries.dedup();
        let subjects = subjects(&countries);
        Self {
            law: Zipf::new(members.len(), 2),
            members,
            ranks,
            subject_law: Zipf::new(subjects.len(), 10),
            archive_law: Zipf::new(ARCHIVES.len(), 1),
            city_law: Zipf::new(CITIES.len(), 2),
            countries,
            subjects,
        }
    }

    /// Anyone, the busy ones more often.
    pub(crate) fn anyone(&self, random: &mut Random) -> &Member {
        &self.members[self.ranks[self.law.draw(random)]]
    }

    /// Anyone but `other`.
    pub(crate) fn anyone_but(&self, other: &Member, random: &mut Random) -> &Member {
        loop {
            let member = self.anyone(random);
            if member.id != other.id {
                return member;
            }
        }
    }

    /// A body, as authors of reports are.
    pub(crate) fn body(&self, random: &mut Random) -> &Member {
        loop {
            let member = self.anyone(random);
            if !member.is_person {
                return member;
            }
        }
    }

    /// The place of a subject in the list of subjects.
    pub(crate) fn subject(&self, random: &mut Random) -> usize {
        self.subject_law.draw(random)
    }

    /// The place of a city in [`CITIES`].
    pub(crate) fn city(&self, random: &mut Random) -> usize {
        self.city_law.draw(random)
    }

    /// The place of a repository in [`Cast::archives`].
    pub(crate) fn archive(&self, random: &mut Random) -> usize {
        self.archive_law.draw(random)
    }

    /// The repositories: name and abbreviation.
    pub(crate) fn archives() -> &'static [(&'static str, &'static str)] {
        &ARCHIVES
    }
}

fn members(seed: u64) -> Vec<Member> {
    let mut members: Vec<Member> = Vec::new();
    for (city, (name, _)) in CITIES.iter().enumerate() {
        for office in OFFICES {
            push_body(&mut members, format!("{office} {name}"), Some(city));
        }
    }
    for name in MINISTRIES {
        push_body(&mut members, name.to_owned(), None);
    }
    let mut random = Random::of(seed, 1, 1);
    // A shuffled run of numbers, so that every seed has other names and none twice.
    let first = random.index(1_000);
    for number in 0..PERSONS {
        let short = surname((first + number * 7) % 1_600);
        let initials = b"ABDEFGIKLMNPRSTV";
        let mut initial = || char::from(initials[random.index(initials.len())]);
        let full = format!("{}.{}. {short}", initial(), initial());
        let cover = (number % 20 == 0).then(|| surname(1_600 + number));
        members.push(Member {
            id: id_of(members.len()),
            short,
            full,
            cover,
            is_person: true,
            city: None,
        });
    }
    members
}

fn push_body(members: &mut Vec<Member>, name: String, city: Option<usize>) {
    members.push(Member {
        id: id_of(members.len()),
        short: name.clone(),
        full: name,
        cover: None,
        is_person: false,
        city,
    });
}

fn subjects(countries: &[&str]) -> Vec<(String, Option<usize>)> {
    let mut subjects: Vec<(String, Option<usize>)> = countries
        .iter()
        .map(|country| ((*country).to_owned(), None))
        .collect();
    for (index, country) in countries.iter().enumerate() {
        for topic in &TOPICS[..4 + index % 7] {
            subjects.push((format!("{country}--{topic}"), Some(index)));
        }
    }
    subjects
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::Cast;

    #[test]
    fn nobody_bears_anothers_name() {
        let cast = Cast::of(7);
        let names: BTreeSet<&str> = cast
            .members
            .iter()
            .map(|member| member.short.as_str())
            .collect();
        assert_eq!(names.len(), cast.members.len());
        let covers: BTreeSet<&String> = cast
            .members
            .iter()
            .filter_map(|member| member.cover.as_ref())
            .collect();
        assert_eq!(covers.len(), 13);
        assert!(covers.iter().all(|cover| !names.contains(cover.as_str())));
    }
}
