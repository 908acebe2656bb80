//! The document: what an archive is for.

use serde::{Deserialize, Serialize};

use crate::{
    CollectionId, Credit, DocumentDate, DocumentId, DocumentNumber, DonorId, HeldText, Language,
    MarkingId, Party, PlaceLink, ProjectId, Provenance, Publication, Relation, Release, RightsId,
    Scan, Standing, SubjectId, Text, TypeId, Witness, text,
};

/// One historical document: a cable, a memorandum, a letter.
///
/// All that its sources say of it stands in `provenance`, word for word; the other fields are read from there or were given by an editor.
/// Lists are in a meaningful order and never depend on the order of imports.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// Its id.
    pub id: DocumentId,
    /// How it stands.
    #[serde(default)]
    pub standing: Standing,
    /// Its titles, the current one first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub titles: Vec<Text>,
    /// Its summaries, the current one first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub summaries: Vec<Text>,
    /// Its dates.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dates: Vec<DocumentDate>,
    /// Those who had a part in it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parties: Vec<Party>,
    /// Its numbers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub numbers: Vec<DocumentNumber>,
    /// Its types, each the narrowest that fits.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub types: Vec<TypeId>,
    /// Its classification markings.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub markings: Vec<MarkingId>,
    /// Its original languages.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<Language>,
    /// Places in it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<PlaceLink>,
    /// What it is about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub subjects: Vec<SubjectId>,
    /// Collections it belongs to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub collections: Vec<CollectionId>,
    /// Papers that carry it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub witnesses: Vec<Witness>,
    /// Where it is printed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub publications: Vec<Publication>,
    /// Thanks that are owed.
    #[serde(default, skip_serializing_if = "Credit::is_empty")]
    pub credit: Credit,
    /// Who paid for the work on it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub donors: Vec<DonorId>,
    /// Projects that published it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub projects: Vec<ProjectId>,
    /// The rights in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rights: Option<RightsId>,
    /// How it was declassified.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub releases: Vec<Release>,
    /// Its words, as far as they are held.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub texts: Vec<HeldText>,
    /// Its scans and attachments, as far as they are held.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub scans: Vec<Scan>,
    /// What it is to other documents.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub relations: Vec<Relation>,
    /// An editor's place for it among the documents of its day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub editor_order: Option<u32>,
    /// Notes of the editors for readers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Text>,
    /// The entries it was read from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub provenance: Vec<Provenance>,
}

impl Document {
    /// A published document without any content.
    pub fn new(id: DocumentId) -> Self {
        Self {
            id,
            standing: Standing::default(),
            titles: Vec::new(),
            summaries: Vec::new(),
            dates: Vec::new(),
            parties: Vec::new(),
            numbers: Vec::new(),
            types: Vec::new(),
            markings: Vec::new(),
            languages: Vec::new(),
            places: Vec::new(),
            subjects: Vec::new(),
            collections: Vec::new(),
            witnesses: Vec::new(),
            publications: Vec::new(),
            credit: Credit::default(),
            donors: Vec::new(),
            projects: Vec::new(),
            rights: None,
            releases: Vec::new(),
            texts: Vec::new(),
            scans: Vec::new(),
            relations: Vec::new(),
            editor_order: None,
            notes: Vec::new(),
            provenance: Vec::new(),
        }
    }

    /// The title in force, or the empty string.
    pub fn title(&self) -> &str {
        text::current(&self.titles, Language::ENGLISH).map_or("", |title| &title.text)
    }

    /// The date under which it is listed.
    pub fn heading_date(&self) -> Option<&DocumentDate> {
        self.dates
            .iter()
            .find(|date| date.heading)
            .or_else(|| self.dates.first())
    }
}
