//! Whole documents as records, from their entries and the cast.

use std::collections::BTreeMap;

use fonds_model::{
    Basis, Certainty, CollectionId, Credit, Denotation, Document, DocumentDate, DocumentId,
    DocumentNumber, DonorId, Edtf, FIRST_MINTED, HeldText, Language, MarkingId, Party, PlaceId,
    PlaceLink, PlaceRole, ProjectId, Provenance, Publication, Reference, Relation, RelationKind,
    Release, RepositoryId, RightsId, SubjectId, Text, TextId, TextStatus, TypeId, Withheld,
    Witness, types,
};

use crate::generate::authorities;
use crate::generate::bodies::Held;
use crate::generate::cast::{CITIES, Cast, id_of};
use crate::generate::entries::{Entry, Workshop, stream};
use crate::generate::shelfmarks;
use crate::generate::titles::TitleParty;
use crate::generate::words::Tongue;
use crate::random::Random;

/// How many entries stand on one page of the catalogue that the archive pretends to come from.
pub(crate) const PAGE: u64 = 1_000;

/// The name of the source on whose page a document stands.
pub(crate) fn source_name(page: u64) -> String {
    format!("catalogue-{:05}", page + 1)
}

/// The id of the type with a code of the tree.
pub(crate) fn type_id(code: &str) -> u64 {
    let place = types::TREE.iter().position(|node| node.code == code);
    id_of(place.expect("titles have only codes of the tree"))
}

/// The language that a tongue is.
pub(crate) fn language(tongue: Tongue) -> Language {
    tongue
        .code()
        .parse()
        .expect("codes of languages are three letters")
}

/// A text that a document has, with the checksum of its words.
pub(crate) struct HeldBlob {
    pub(crate) held: Held,
    pub(crate) sha256: String,
}

impl Workshop {
    /// The record of a document, by its place in the archive.
    pub(crate) fn document(&self, index: u64, texts: &[HeldBlob]) -> Document {
        let entry = self.entry(index);
        let source = source_name(index / PAGE);
        let mut random = Random::of(self.seed, stream::RECORD, index);
        let mut document = Document::new(DocumentId(FIRST_MINTED + index));
        document.titles = titles(&entry, &source, &mut random);
        document.summaries = summaries(&entry, &source);
        document.dates = dates(&entry, &source);
        document.parties = entry
            .title
            .parties
            .iter()
            .map(|drawn| party(drawn, &source))
            .collect();
        document.numbers = numbers(&entry, &source);
        document.types = vec![TypeId(type_id(entry.title.type_code))];
        document.languages = vec![language(self.original(index))];
        self.add_content(&mut document, &entry, &source, &mut random);
        add_holding(&mut document, &self.cast, &source, &mut random);
        add_thanks(&mut document, &mut random);
        document.texts = held_texts(index, texts);
        document.relations = relations(index, &source, &mut random);
        document.provenance = vec![provenance(&entry, index, source)];
        document
    }

    /// Places, subjects and collections.
    fn add_content(
        &self,
        document: &mut Document,
        entry: &Entry,
        source: &str,
        random: &mut Random,
    ) {
        let seat = entry.title.parties.iter().find_map(|party| {
            let place = usize::try_from(party.agent - FIRST_MINTED).expect("a cast is small");
            self.cast.members[place].city
        });
        if let Some(city) = seat {
            document
                .places
                .push(place_link(city, PlaceRole::WrittenAt, source));
        }
        if random.chance(300) {
            let city = self.cast.city(random);
            if seat != Some(city) {
                document
                    .places
                    .push(place_link(city, PlaceRole::Mentioned, source));
            }
        }
        for _ in 0..random.below(4) {
            let subject = SubjectId(id_of(self.cast.subject(random)));
            if !document.subjects.contains(&subject) {
                document.subjects.push(subject);
            }
        }
        document.subjects.sort_unstable();
        if random.chance(450) {
            let weights: Vec<u64> = (1..=authorities::COLLECTIONS as u64)
                .map(|rank| 1_000 / rank)
                .collect();
            document
                .collections
                .push(CollectionId(id_of(random.weighted(&weights))));
        }
    }
}

fn sources(source: &str) -> Vec<String> {
    vec![source.to_owned()]
}

fn titles(entry: &Entry, source: &str, random: &mut Random) -> Vec<Text> {
    let mut titles = vec![Text {
        text: entry.title.text.clone(),
        language: Some(Language::ENGLISH),
        sources: sources(source),
        ..Text::default()
    }];
    if random.chance(40) {
        titles.push(Text {
            text: format!("{} (former title)", entry.title.text),
            language: Some(Language::ENGLISH),
            status: TextStatus::Former,
            ..Text::default()
        });
    }
    titles
}

fn summaries(entry: &Entry, source: &str) -> Vec<Text> {
    let summaries = entry.summaries.iter().map(|(tongue, text)| Text {
        text: text.clone(),
        language: Some(language(*tongue)),
        sources: sources(source),
        ..Text::default()
    });
    summaries.collect()
}

fn dates(entry: &Entry, source: &str) -> Vec<DocumentDate> {
    let date = entry.date.iter().map(|date| DocumentDate {
        edtf: Some(Edtf::parse(&date.edtf).expect("generated dates are EDTF")),
        as_written: date.words.clone(),
        heading: true,
        sources: sources(source),
        ..DocumentDate::default()
    });
    date.collect()
}

fn numbers(entry: &Entry, source: &str) -> Vec<DocumentNumber> {
    let number = entry.title.number.iter().map(|number| DocumentNumber {
        written: number.clone(),
        kind: None,
        sources: sources(source),
    });
    number.collect()
}

fn party(drawn: &TitleParty, source: &str) -> Party {
    Party {
        role: drawn.role,
        side: drawn.side,
        written: drawn.written.clone(),
        denotes: vec![Denotation {
            agent: fonds_model::AgentId(drawn.agent),
            certainty: if drawn.bracket.is_some() {
                Certainty::Certain
            } else {
                Certainty::Probable
            },
            basis: if drawn.bracket.is_some() {
                Basis::Stated
            } else {
                Basis::Rule
            },
            words: drawn.bracket.clone(),
            dissenting: false,
            note: None,
        }],
        sources: sources(source),
    }
}

fn place_link(city: usize, role: PlaceRole, source: &str) -> PlaceLink {
    PlaceLink {
        role,
        written: CITIES[city].0.to_owned(),
        place: Some(PlaceId(id_of(city))),
        basis: Basis::Rule,
        certainty: Certainty::Probable,
        sources: sources(source),
    }
}

/// Witnesses, markings, releases and prints.
fn add_holding(document: &mut Document, cast: &Cast, source: &str, random: &mut Random) {
    if random.chance(850) {
        let archive = cast.archive(random);
        let (shelfmark, parts) = shelfmarks::shelfmark(archive, random);
        document.witnesses.push(Witness {
            repository: Some(RepositoryId(id_of(archive))),
            repository_written: Some(Cast::archives()[archive].0.to_owned()),
            shelfmark,
            parts,
            sources: sources(source),
            ..Witness::default()
        });
    }
    if random.chance(350) {
        let marking = random.index(authorities::MARKINGS.len());
        document.markings.push(MarkingId(id_of(marking)));
    }
    if random.chance(50) {
        document.publications.push(Publication {
            edition: format!(
                "Papers of the {} Year",
                random.pick(&["First", "Second", "Third", "Fourth"])
            ),
            volume: Some(random.between(1, 30).to_string()),
            pages: Some(random.between(1, 900).to_string()),
            ..Publication::default()
        });
    }
    if random.chance(40) {
        let year = random.between(1992, 2020);
        document.releases.push(Release {
            date: Some(Edtf::parse(&year.to_string()).expect("a year is EDTF")),
            authority: Some("Office of Declassification".to_owned()),
            case_number: Some(format!("NN{}", random.between(1_000, 9_999))),
            withheld: random.chance(300).then_some(Withheld::InPart),
            ..Release::default()
        });
    }
}

fn add_thanks(document: &mut Document, random: &mut Random) {
    if random.chance(120) {
        document.credit = Credit {
            translated_by: vec![format!("Translator {}", random.between(1, 60))],
            ..Credit::default()
        };
    }
    if random.chance(200) {
        document
            .donors
            .push(DonorId(id_of(random.index(authorities::DONORS.len()))));
    }
    if random.chance(600) {
        document
            .projects
            .push(ProjectId(id_of(random.index(authorities::PROJECTS.len()))));
    }
    if random.chance(700) {
        document.rights = Some(RightsId(id_of(random.index(authorities::RIGHTS.len()))));
    }
}

fn held_texts(index: u64, texts: &[HeldBlob]) -> Vec<HeldText> {
    let held = (0..).zip(texts).map(|(which, text)| HeldText {
        id: TextId(FIRST_MINTED + 2 * index + which),
        kind: text.held.kind,
        language: language(text.held.tongue),
        blob: text.sha256.clone(),
        translator: None,
        status: None,
        filename: None,
        added: None,
        changed: None,
    });
    held.collect()
}

/// Now and then a document answers an earlier one, or one that is not held.
fn relations(index: u64, source: &str, random: &mut Random) -> Vec<Relation> {
    if index == 0 || !random.chance(40) {
        return Vec::new();
    }
    let is_held = random.chance(500);
    let target = is_held.then(|| DocumentId(FIRST_MINTED + random.below(index)));
    let number = random.between(1, 2_999).to_string();
    let reference = (!is_held).then(|| Reference {
        words: format!("your telegram No. {number}"),
        document_type: Some("telegram".to_owned()),
        number: Some(number),
        ..Reference::default()
    });
    vec![Relation {
        kind: RelationKind::RepliesTo,
        target,
        reference,
        contained: false,
        basis: Basis::Stated,
        certainty: Certainty::Certain,
        sources: sources(source),
        note: None,
    }]
}

/// What the catalogue says, word for word.
fn provenance(entry: &Entry, index: u64, source: String) -> Provenance {
    let mut fields = BTreeMap::new();
    if let Some(date) = &entry.date {
        fields.insert("date".to_owned(), date.words.clone());
    }
    fields.insert("title".to_owned(), entry.title.text.clone());
    if let Some((_, summary)) = entry.summaries.first() {
        fields.insert("summary".to_owned(), summary.clone());
    }
    Provenance {
        source,
        key: (index % PAGE + 1).to_string(),
        format: "catalogue".to_owned(),
        fields,
        ..Provenance::default()
    }
}
