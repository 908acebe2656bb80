//! One place, one subject, one archive as a stranger may see it: the values behind their pages and JSON twins.

use std::collections::HashMap;

use fonds_model::{Kind, PlaceId, Record, RepositoryId, ShelfmarkPart, SubjectId};
use fonds_search::{Facet, File};
use serde::Serialize;

use crate::archive::Archive;
use crate::document_view::{Named, Neighbour, TextView, neighbours, text_view};
use crate::error::Result;
use crate::labels::{self, Labels};
use crate::name_words::{self, FormView};
use crate::record_answer::{self, RecordAnswer};
use crate::search_room::Holdings;
use crate::shelfmark;
use crate::tree_list::{location, named};

/// How many files of an archive are listed; of an archive with more only the fonds are.
const FILES: usize = 150;

/// How many fonds of an archive are listed.
const FONDS: usize = 300;

/// A place for readers.
#[derive(Debug, Clone, Serialize)]
pub struct PlaceView {
    /// Its id.
    pub id: PlaceId,
    /// What it is called.
    pub name: String,
    /// Its other names.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub names: Vec<FormView>,
    /// Degrees north and east.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub coordinates: Option<fonds_model::Coordinates>,
    /// What is to be said of it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub descriptions: Vec<TextView>,
    /// Ids in authority files, as `authority:id`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub authorities: Vec<String>,
    /// Where it stands in the tree.
    #[serde(flatten)]
    pub branch: Branch,
    /// Archives that stand there.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub archives: Vec<Named>,
    /// The documents that name it or anything in it.
    pub documents: Holdings,
}

/// A subject for readers.
#[derive(Debug, Clone, Serialize)]
pub struct SubjectView {
    /// Its id.
    pub id: SubjectId,
    /// Its heading.
    pub name: String,
    /// Its headings in other languages and former ones.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub headings: Vec<TextView>,
    /// Ids in authority files, as `authority:id`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub authorities: Vec<String>,
    /// Where it stands in the tree.
    #[serde(flatten)]
    pub branch: Branch,
    /// The documents about it or anything narrower.
    pub documents: Holdings,
}

/// An archive for readers.
#[derive(Debug, Clone, Serialize)]
pub struct RepositoryView {
    /// Its id.
    pub id: RepositoryId,
    /// Its name.
    pub name: String,
    /// Its other names.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub names: Vec<FormView>,
    /// Where it stands: the place and what that lies in.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<Named>,
    /// What is to be said of it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub descriptions: Vec<TextView>,
    /// Ids in authority files, as `authority:id`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub authorities: Vec<String>,
    /// Its files in which papers of documents lie, by fond.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fonds: Vec<FondView>,
    /// Fonds that are too many to be listed.
    #[serde(skip_serializing_if = "is_zero")]
    pub more_fonds: u64,
    /// The documents of which it holds papers.
    pub documents: Holdings,
}

/// Where a record stands in its tree, with the documents of each.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Branch {
    /// Documents that name the record itself.
    pub own_documents: u64,
    /// What it lies in, the widest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub wider: Vec<Named>,
    /// What stands right below it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub narrower: Vec<NarrowerView>,
}

/// A narrower record.
#[derive(Debug, Clone, Serialize)]
pub struct NarrowerView {
    /// Its id.
    pub id: u64,
    /// What it is called.
    pub name: String,
    /// Documents that name it or anything below it.
    pub documents: u64,
}

/// A fond, or what an archive without fonds has in its place.
#[derive(Debug, Clone, Serialize)]
pub struct FondView {
    /// The fond in words, such as "fond 39".
    pub name: String,
    /// How many of its files have papers of documents.
    pub file_count: u64,
    /// These files in the archive's order; not listed of an archive with very many.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<FileView>,
}

/// A file of papers.
#[derive(Debug, Clone, Serialize)]
pub struct FileView {
    /// The file within its fond in words, such as "opis 1, delo 31"; empty for the fond itself.
    pub name: String,
    /// Documents with papers in it.
    pub documents: u64,
    /// The first of them in the order of dates.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first: Option<Neighbour>,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde hands out references"
)]
fn is_zero(count: &u64) -> bool {
    *count == 0
}

/// The fonds of an archive, and how many are not listed.
pub(crate) type Fonds = (Vec<FondView>, u64);

impl Archive {
    /// What a stranger finds at a place's address.
    pub fn place(&self, id: u64) -> Result<RecordAnswer<PlaceView>> {
        let reader = self.store().reader()?;
        let labels = self.labels().at(&reader)?;
        record_answer::answer(Kind::Place, id, &labels, |record| {
            let name = labels::name(&record).to_owned();
            let Record::Place(place) = record else {
                return Ok(None);
            };
            let branch =
                self.branch(Kind::Place, (Facet::Place, Facet::PlaceAround), id, &labels)?;
            let repositories = self.register(Kind::Repository, &reader)?;
            let stand_here = repositories
                .cards
                .iter()
                .filter(|card| card.place == Some(id));
            Ok(Some(PlaceView {
                id: place.id,
                name,
                names: name_words::others(&place.names),
                coordinates: place.coordinates,
                descriptions: place.descriptions.iter().map(text_view).collect(),
                authorities: place.authorities,
                branch,
                archives: stand_here.map(named).collect(),
                documents: self.holdings(Facet::Place, id, &reader, &labels)?,
            }))
        })
    }

    /// What a stranger finds at a subject's address.
    pub fn subject(&self, id: u64) -> Result<RecordAnswer<SubjectView>> {
        let reader = self.store().reader()?;
        let labels = self.labels().at(&reader)?;
        record_answer::answer(Kind::Subject, id, &labels, |record| {
            let name = labels::name(&record).to_owned();
            let Record::Subject(subject) = record else {
                return Ok(None);
            };
            let facets = (Facet::Subject, Facet::SubjectAround);
            let branch = self.branch(Kind::Subject, facets, id, &labels)?;
            let others = subject.headings.iter().filter(|text| text.text != name);
            Ok(Some(SubjectView {
                id: subject.id,
                headings: others.map(text_view).collect(),
                authorities: subject.authorities,
                branch,
                documents: self.holdings(Facet::Subject, id, &reader, &labels)?,
                name,
            }))
        })
    }

    /// What a stranger finds at the address of an archive that holds originals.
    pub fn repository(&self, id: u64) -> Result<RecordAnswer<RepositoryView>> {
        let reader = self.store().reader()?;
        let labels = self.labels().at(&reader)?;
        record_answer::answer(Kind::Repository, id, &labels, |record| {
            let name = labels::name(&record).to_owned();
            let Record::Repository(repository) = record else {
                return Ok(None);
            };
            let places = self.register(Kind::Place, &reader)?;
            let register = self.register(Kind::Repository, &reader)?;
            let card = register.card(id);
            let (fonds, more_fonds) = self.fonds(id, &labels)?;
            Ok(Some(RepositoryView {
                id: repository.id,
                name,
                names: name_words::others(&repository.names),
                places: card.map(|card| location(card, &places)).unwrap_or_default(),
                descriptions: repository.descriptions.iter().map(text_view).collect(),
                authorities: repository.authorities,
                fonds,
                more_fonds,
                documents: self.holdings(Facet::Repository, id, &reader, &labels)?,
            }))
        })
    }

    /// Where a record stands in its tree; `facets` are that of all documents and that of those below only.
    fn branch(
        &self,
        kind: Kind,
        facets: (Facet, Facet),
        id: u64,
        labels: &Labels<'_>,
    ) -> Result<Branch> {
        let register = self.register(kind, labels.reader())?;
        let (all, around) = (self.counts_of(facets.0)?, self.counts_of(facets.1)?);
        let count = |id: u64| all.get(&id).copied().unwrap_or(0);
        let narrower = register.narrower(id).map(|card| NarrowerView {
            id: card.id,
            name: card.name.clone(),
            documents: count(card.id),
        });
        Ok(Branch {
            own_documents: count(id).saturating_sub(around.get(&id).copied().unwrap_or(0)),
            wider: register.above(id).into_iter().map(named).collect(),
            narrower: narrower.collect(),
        })
    }

    /// The files of an archive by fond, and how many fonds are not listed.
    ///
    /// Of an archive with very many files the fonds are gathered once for each state of the index.
    fn fonds(&self, repository: u64, labels: &Labels<'_>) -> Result<Fonds> {
        let seq = self.index().last_seq();
        let memory = &self.registers().fonds;
        if let Some(known) = memory.get(repository, seq) {
            return Ok(known);
        }
        let (fonds, is_listed) = self.gather_fonds(repository, labels)?;
        // Files that are listed name documents, which may be withdrawn; they are few and are asked for anew.
        if !is_listed {
            memory.keep(repository, seq, fonds.clone());
        }
        Ok(fonds)
    }

    /// The fonds of an archive, and whether their files are listed.
    fn gather_fonds(&self, repository: u64, labels: &Labels<'_>) -> Result<(Fonds, bool)> {
        let files = self.index().files(repository)?;
        let mut files: Vec<(Vec<ShelfmarkPart>, File)> = files
            .into_iter()
            .map(|file| (shelfmark::parts(&file.file), file))
            .filter(|(parts, _)| !parts.is_empty())
            .collect();
        files.sort_by(|(one, _), (other, _)| shelfmark::compare_files(one, other));
        let is_listed = files.len() <= FILES;
        let ids: Vec<u64> = files.iter().map(|(_, file)| file.first).collect();
        let documents = if is_listed {
            neighbours(&ids, labels.reader())?
        } else {
            HashMap::new()
        };
        let is_one_fond = |one: &(Vec<ShelfmarkPart>, File), other: &(Vec<ShelfmarkPart>, File)| {
            one.0.first() == other.0.first()
        };
        let by_fond: Vec<_> = files.chunk_by(is_one_fond).collect();
        let more = by_fond.len().saturating_sub(FONDS) as u64;
        let file_view = |(parts, file): &(Vec<ShelfmarkPart>, File)| FileView {
            name: shelfmark::in_words(&parts[1..]),
            documents: file.documents,
            first: documents.get(&file.first).cloned(),
        };
        let fonds = by_fond.into_iter().take(FONDS).map(|files| FondView {
            name: shelfmark::in_words(&files[0].0[..1]),
            file_count: files.len() as u64,
            files: files.iter().filter(|_| is_listed).map(file_view).collect(),
        });
        Ok(((fonds.collect(), more), is_listed))
    }
}
