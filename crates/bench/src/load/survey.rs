//! A first reading of an exported archive: which words, types, persons and documents there are to ask for.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use anyhow::{Context, Result, bail};
use fonds_formats::jsonl::{Item, Lines};
use fonds_model::{Agent, Document, Name, Record, TextBody, body};

use crate::load::tokens::{is_plain, tokens};
use crate::random::Random;

/// How many documents are remembered to draw words and phrases from.
const SAMPLES: usize = 4_000;

/// A remembered document.
#[derive(Debug, Clone)]
pub struct Sample {
    /// Its id.
    pub id: u64,
    /// The words of its title and its summary.
    pub fields: Vec<Vec<String>>,
}

/// What an archive has to ask for.
#[derive(Debug, Default)]
pub struct Survey {
    /// Number of documents.
    pub documents: u64,
    /// Words without figures, each with the number of records and texts that have it, the most frequent first.
    pub words: Vec<(String, u32)>,
    /// Words in names of agents, places and types, which a search may understand as more than words.
    pub names: HashSet<String>,
    /// Documents drawn at random.
    pub samples: Vec<Sample>,
    /// Types: id to code and wider type.
    pub types: HashMap<u64, (String, Option<u64>)>,
    /// The wider subject of each that states one.
    pub wider_subjects: HashMap<u64, u64>,
    /// Filter values by key, each with its number of documents.
    pub values: BTreeMap<&'static str, Vec<(String, u64)>>,
}

/// Reads an exported archive; a line that cannot be read is an error, because then there is no truth to compare with.
pub fn lines(truth: &Path) -> Result<impl Iterator<Item = Result<Item>> + use<>> {
    let file = File::open(truth).with_context(|| format!("cannot read `{}`", truth.display()))?;
    let lines = Lines::new("truth", BufReader::with_capacity(1 << 18, file));
    Ok(lines.map(|(number, item)| match item {
        Ok(item) => Ok(item),
        Err(problem) => bail!(
            "line {number} of the truth cannot be read: {}",
            problem.advice
        ),
    }))
}

/// The texts of a document that a search for words looks at, apart from its transcripts and translations.
pub fn fields(document: &Document) -> Vec<&str> {
    let titles = document.titles.iter().map(|text| text.text.as_str());
    let summaries = document.summaries.iter().map(|text| text.text.as_str());
    let written = document.parties.iter().map(|party| party.written.as_str());
    let identities = document.parties.iter().flat_map(|party| &party.denotes);
    let identities = identities.filter_map(|denotation| denotation.words.as_deref());
    let numbers = document
        .numbers
        .iter()
        .map(|number| number.written.as_str());
    let archives = document
        .witnesses
        .iter()
        .filter_map(|witness| witness.repository_written.as_deref());
    let shelfmarks = document
        .witnesses
        .iter()
        .map(|witness| witness.shelfmark.as_str());
    titles
        .chain(summaries)
        .chain(written)
        .chain(identities)
        .chain(numbers)
        .chain(archives)
        .chain(shelfmarks)
        .collect()
}

/// Which words a record or a text has: how many have each, and which was the last that had it.
#[derive(Default)]
struct WordCounts {
    seen: u32,
    counts: HashMap<String, (u32, u32)>,
}

impl WordCounts {
    fn add<'a>(&mut self, texts: impl IntoIterator<Item = &'a str>) {
        self.seen += 1;
        for text in texts {
            for word in tokens(text) {
                if word.bytes().any(|byte| byte.is_ascii_digit()) {
                    continue;
                }
                let count = self.counts.entry(word).or_default();
                if count.1 != self.seen {
                    *count = (count.0 + 1, self.seen);
                }
            }
        }
    }

    fn sorted(self) -> Vec<(String, u32)> {
        let mut words: Vec<(String, u32)> = self
            .counts
            .into_iter()
            .map(|(word, (count, _))| (word, count))
            .collect();
        words.sort_unstable_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
        words
    }
}

impl Survey {
    /// Surveys an exported archive; `seed` says which documents are remembered.
    pub fn of(truth: &Path, seed: u64) -> Result<Self> {
        let mut survey = Self::default();
        let mut words = WordCounts::default();
        let mut values: HashMap<(&'static str, u64), u64> = HashMap::new();
        let mut languages: HashMap<String, u64> = HashMap::new();
        let mut random = Random::of(seed, 100, 0);
        for item in lines(truth)? {
            match item? {
                Item::Blob(blob) if blob.media_type == body::MEDIA_TYPE => {
                    let body = parse_body(&blob.bytes)?;
                    words.add(
                        body.paragraphs
                            .iter()
                            .map(|paragraph| paragraph.text.as_str()),
                    );
                }
                Item::Blob(_) => {}
                Item::Record(Record::Document(document)) => {
                    words.add(fields(&document));
                    survey.remember(&document, &mut random);
                    for value in filter_values(&document) {
                        *values.entry(value).or_default() += 1;
                    }
                    for language in &document.languages {
                        *languages.entry(language.to_string()).or_default() += 1;
                    }
                }
                Item::Record(record) => survey.add_record(&record),
            }
        }
        survey.words = words.sorted();
        survey.gather_values(values, languages);
        Ok(survey)
    }

    /// Keeps each document with the same chance (Vitter's algorithm R).
    fn remember(&mut self, document: &Document, random: &mut Random) {
        self.documents += 1;
        let place = if self.samples.len() < SAMPLES {
            None
        } else {
            let drawn = usize::try_from(random.below(self.documents)).unwrap_or(usize::MAX);
            if drawn >= SAMPLES {
                return;
            }
            Some(drawn)
        };
        let texts = document
            .titles
            .first()
            .into_iter()
            .chain(document.summaries.first());
        let sample = Sample {
            id: document.id.0,
            fields: texts.map(|text| tokens(&text.text)).collect(),
        };
        match place {
            None => self.samples.push(sample),
            Some(place) => self.samples[place] = sample,
        }
    }

    fn add_record(&mut self, record: &Record) {
        let names: &[Name] = match record {
            Record::Agent(Agent { names, .. }) => names,
            Record::Place(place) => &place.names,
            Record::Repository(repository) => &repository.names,
            Record::Type(term) => {
                let parent = term.parent;
                self.types.insert(term.id, (term.code.clone(), parent));
                self.names
                    .extend(term.labels.iter().flat_map(|label| tokens(&label.text)));
                &[]
            }
            Record::Subject(subject) => {
                let parent = subject.parent.map(|id| id.0);
                self.wider_subjects
                    .extend(parent.map(|id| (subject.id.0, id)));
                &[]
            }
            _ => &[],
        };
        self.names
            .extend(names.iter().flat_map(|name| tokens(&name.text)));
    }

    fn gather_values(
        &mut self,
        counts: HashMap<(&'static str, u64), u64>,
        languages: HashMap<String, u64>,
    ) {
        for ((key, id), count) in counts {
            let written = match key {
                "type" => match self.types.get(&id) {
                    Some((code, _)) => code.clone(),
                    None => continue,
                },
                _ => id.to_string(),
            };
            self.values.entry(key).or_default().push((written, count));
        }
        self.values
            .insert("language", languages.into_iter().collect());
        for values in self.values.values_mut() {
            values.sort_unstable_by(|one, other| {
                other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0))
            });
        }
    }

    /// The type of an id and all types above it.
    pub fn type_path(&self, id: u64) -> Vec<&str> {
        let mut path = Vec::new();
        let mut next = Some(id);
        while let Some((code, parent)) = next.and_then(|id| self.types.get(&id)) {
            path.push(code.as_str());
            next = *parent;
        }
        path
    }

    /// A subject and all subjects above it.
    pub fn subject_path(&self, id: u64) -> Vec<u64> {
        std::iter::successors(Some(id), |id| self.wider_subjects.get(id).copied()).collect()
    }

    /// Words that a search can be asked for, plain ones only.
    pub fn plain_words(&self) -> Vec<&(String, u32)> {
        self.words
            .iter()
            .filter(|(word, _)| is_plain(word))
            .collect()
    }
}

/// The body of a text.
pub(crate) fn parse_body(bytes: &[u8]) -> Result<TextBody> {
    let json = std::str::from_utf8(bytes).context("a text is not UTF-8")?;
    TextBody::parse(json).context("a text is not as texts are")
}

/// Filter keys and ids of a document, each once.
pub fn filter_values(document: &Document) -> Vec<(&'static str, u64)> {
    let mut values: Vec<(&'static str, u64)> = Vec::new();
    values.extend(document.types.iter().map(|id| ("type", id.0)));
    values.extend(document.collections.iter().map(|id| ("collection", id.0)));
    values.extend(document.subjects.iter().map(|id| ("subject", id.0)));
    for party in &document.parties {
        let Some(agent) = party.agent() else { continue };
        values.push(("person", agent.0));
        if party.role == fonds_model::Role::Sender {
            values.push(("sender", agent.0));
        }
    }
    values.sort_unstable();
    values.dedup();
    values
}
