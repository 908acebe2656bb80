//! The records beside documents: agents, collections, places, subjects, archives, sources, vocabularies.

use fonds_model::{
    Agent, AgentId, AgentKind, Collection, CollectionId, Edtf, Language, Name, NameKind, Place,
    PlaceId, Record, Repository, RepositoryId, SeeAlso, Source, SourceId, Span, Standing, Subject,
    SubjectId, Term, Text, agent, types,
};

use crate::generate::cast::{CITIES, Cast, Member, id_of};
use crate::generate::entries::{Workshop, stream};
use crate::generate::records::{PAGE, source_name, type_id};
use crate::generate::words::Tongue;
use crate::random::Random;

/// How many collections there are.
pub(crate) const COLLECTIONS: usize = 12;
/// Classification markings.
pub(crate) const MARKINGS: [&str; 4] = ["Top secret", "Secret", "Confidential", "Restricted"];
/// Donors.
pub(crate) const DONORS: [&str; 3] = [
    "Foundation for Old Papers",
    "Fund for Archives",
    "Friends of the Reading Room",
];
/// Projects.
pub(crate) const PROJECTS: [&str; 5] = [
    "Border Project",
    "Atom Project",
    "Railway Project",
    "Treaty Project",
    "Project on Legations",
];
/// Rights statements.
pub(crate) const RIGHTS: [&str; 2] = ["Free to use with credit", "Rights not known"];

fn english(text: impl Into<String>) -> Text {
    Text::new(text, Language::ENGLISH)
}

fn name(text: &str, kind: NameKind) -> Name {
    Name {
        text: text.to_owned(),
        kind,
        language: Some(Language::ENGLISH),
        ..Name::default()
    }
}

/// Agents by id.
pub(crate) fn agents(workshop: &Workshop) -> impl Iterator<Item = Record> {
    workshop.cast.members.iter().map(|member| {
        let mut random = Random::of(workshop.seed, stream::AUTHORITY, member.id);
        Record::from(agent(member, &mut random))
    })
}

fn agent(member: &Member, random: &mut Random) -> Agent {
    let mut names = vec![name(&member.full, NameKind::Preferred)];
    if member.short != member.full {
        names.push(name(&member.short, NameKind::AsWritten));
    }
    names.extend(
        member
            .cover
            .iter()
            .map(|cover| name(cover, NameKind::CoverName)),
    );
    let born = random.between(1870, 1930);
    let year = |year: u64| agent::LifeDate {
        edtf: Some(Edtf::parse(&year.to_string()).expect("a year is EDTF")),
        ..agent::LifeDate::default()
    };
    Agent {
        id: AgentId(member.id),
        standing: Standing::default(),
        agent_kind: Some(if member.is_person {
            AgentKind::Person
        } else {
            AgentKind::Body
        }),
        names,
        birth: (member.is_person && random.chance(600)).then(|| year(born)),
        death: (member.is_person && random.chance(500))
            .then(|| year(born + random.between(40, 85))),
        biographies: Vec::new(),
        posts: Vec::new(),
        not_same_as: Vec::new(),
        authorities: Vec::new(),
        provenance: Vec::new(),
    }
}

/// Collections by id.
pub(crate) fn collections(workshop: &Workshop) -> impl Iterator<Item = Record> {
    (0..COLLECTIONS).map(|place| {
        let mut random = Random::of(workshop.seed, stream::AUTHORITY, 1_000_000 + place as u64);
        let topic = workshop.words.phrase(Tongue::English, 2, &mut random);
        let first = random.between(1917, 1960);
        let span = format!("{first}/{}", first + 20);
        let introduction = workshop.words.text(Tongue::English, 700, &mut random);
        Record::from(Collection {
            id: CollectionId(id_of(place)),
            standing: Standing::default(),
            names: vec![english(format!("Collection {}: {topic}", place + 1))],
            short_descriptions: vec![english(format!("Papers on {}.", topic.to_lowercase()))],
            introductions: vec![english(introduction)],
            essays: Vec::new(),
            image: None,
            see_also: vec![SeeAlso {
                name: format!("Collection {}", (place + 1) % COLLECTIONS + 1),
                target: None,
            }],
            stated_span: Some(Span {
                edtf: Edtf::parse(&span).expect("two years are EDTF"),
                words: format!("{first}-{}", first + 20),
            }),
            parent: (place >= COLLECTIONS - 3).then(|| CollectionId(id_of(0))),
            order: Vec::new(),
            highlights: Vec::new(),
            timeline: Vec::new(),
            provenance: Vec::new(),
        })
    })
}

/// Cities, then the countries they lie in.
pub(crate) fn places(cast: &Cast) -> impl Iterator<Item = Record> {
    let country_id = |place: usize| PlaceId(id_of(CITIES.len() + place));
    let cities = CITIES
        .iter()
        .enumerate()
        .map(move |(place, (city, country))| {
            let parent = cast.countries.binary_search(country).ok().map(country_id);
            (PlaceId(id_of(place)), *city, parent)
        });
    let countries = cast
        .countries
        .iter()
        .enumerate()
        .map(move |(place, country)| (country_id(place), *country, None));
    cities.chain(countries).map(|(id, words, parent)| {
        Record::from(Place {
            id,
            standing: Standing::default(),
            names: vec![name(words, NameKind::Preferred)],
            parent,
            coordinates: None,
            descriptions: Vec::new(),
            authorities: Vec::new(),
            provenance: Vec::new(),
        })
    })
}

/// Archives that hold originals.
pub(crate) fn repositories() -> impl Iterator<Item = Record> {
    Cast::archives()
        .iter()
        .enumerate()
        .map(|(place, (full, short))| {
            Record::from(Repository {
                id: RepositoryId(id_of(place)),
                standing: Standing::default(),
                names: vec![
                    name(full, NameKind::Preferred),
                    name(short, NameKind::Abbreviation),
                ],
                place: None,
                descriptions: Vec::new(),
                authorities: Vec::new(),
                provenance: Vec::new(),
            })
        })
}

/// The pages on which the documents stand.
pub(crate) fn sources(documents: u64) -> impl Iterator<Item = Record> {
    (0..documents.div_ceil(PAGE)).map(|page| {
        Record::from(Source {
            id: SourceId(fonds_model::FIRST_MINTED + page),
            standing: Standing::default(),
            name: source_name(page),
            format: "catalogue".to_owned(),
            generation: None,
            headings: Vec::new(),
            part: None,
            collection: None,
        })
    })
}

/// Subject headings.
pub(crate) fn subjects(cast: &Cast) -> impl Iterator<Item = Record> {
    cast.subjects
        .iter()
        .enumerate()
        .map(|(place, (heading, parent))| {
            Record::from(Subject {
                id: SubjectId(id_of(place)),
                standing: Standing::default(),
                headings: vec![english(heading)],
                parent: parent.map(|parent| SubjectId(id_of(parent))),
                authorities: Vec::new(),
                provenance: Vec::new(),
            })
        })
}

/// Terms of a vocabulary without a tree.
pub(crate) fn terms(
    labels: &'static [&'static str],
    record: fn(Term) -> Record,
) -> impl Iterator<Item = Record> {
    labels.iter().enumerate().map(move |(place, label)| {
        let code = label.to_lowercase().replace(' ', "_");
        record(term(id_of(place), &code, label, None))
    })
}

/// The whole tree of document types.
pub(crate) fn document_types() -> impl Iterator<Item = Record> {
    types::TREE.iter().map(|node| {
        Record::Type(term(
            type_id(node.code),
            node.code,
            node.label,
            node.parent.map(type_id),
        ))
    })
}

fn term(id: u64, code: &str, label: &str, parent: Option<u64>) -> Term {
    Term {
        id,
        standing: Standing::default(),
        code: code.to_owned(),
        labels: vec![english(label)],
        parent,
        descriptions: Vec::new(),
        provenance: Vec::new(),
    }
}
