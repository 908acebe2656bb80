//! What a record says of other records, as far as a stranger may know of them.
//!
//! Whatever goes from the archive to strangers (index, pages, public export) passes here first: no id of a hidden record is left in it.
//! Words of the record's own stay; doing it twice changes nothing more, so that a public export goes round.

use fonds_model::{
    Agent, Collection, Decision, Document, EntryName, Kind, Question, Record, RecordId,
};

use crate::error::Result;
use crate::labels::Labels;
use crate::renumber::provenance_mut;

/// Takes the references to hidden records out of a public record.
///
/// False if the record says nothing without them, as a decision about a draft does: then it is hidden itself.
pub(crate) fn clear(record: &mut Record, labels: &Labels<'_>) -> Result<bool> {
    let kind = record.kind();
    clear_number(&mut record.standing_mut().merged_into, kind, labels)?;
    for entry in provenance_mut(record) {
        clear_one(&mut entry.collection, labels)?;
    }
    match record {
        Record::Agent(agent) => agent_references(agent, labels)?,
        Record::Collection(collection) => collection_references(collection, labels)?,
        Record::Decision(decision) => return may_be_known(decision, labels),
        Record::Document(document) => document_references(document, labels)?,
        Record::Place(place) => clear_one(&mut place.parent, labels)?,
        Record::Repository(repository) => clear_one(&mut repository.place, labels)?,
        Record::Source(source) => clear_one(&mut source.collection, labels)?,
        Record::Subject(subject) => clear_one(&mut subject.parent, labels)?,
        Record::Donor(term)
        | Record::Marking(term)
        | Record::Project(term)
        | Record::Rights(term)
        | Record::Type(term) => clear_number(&mut term.parent, kind, labels)?,
    }
    Ok(true)
}

fn document_references(document: &mut Document, labels: &Labels<'_>) -> Result<()> {
    for party in &mut document.parties {
        retain(&mut party.denotes, |denotation| {
            labels.sees(denotation.agent)
        })?;
    }
    retain(&mut document.types, |id| labels.sees(*id))?;
    retain(&mut document.markings, |id| labels.sees(*id))?;
    retain(&mut document.subjects, |id| labels.sees(*id))?;
    retain(&mut document.collections, |id| labels.sees(*id))?;
    retain(&mut document.donors, |id| labels.sees(*id))?;
    retain(&mut document.projects, |id| labels.sees(*id))?;
    clear_one(&mut document.rights, labels)?;
    for link in &mut document.places {
        clear_one(&mut link.place, labels)?;
    }
    for witness in &mut document.witnesses {
        clear_one(&mut witness.repository, labels)?;
    }
    for relation in &mut document.relations {
        clear_one(&mut relation.target, labels)?;
    }
    // Without words of its own, what is left of a relation would tell that something is hidden.
    document
        .relations
        .retain(|relation| relation.target.is_some() || relation.reference.is_some());
    Ok(())
}

fn collection_references(collection: &mut Collection, labels: &Labels<'_>) -> Result<()> {
    clear_one(&mut collection.parent, labels)?;
    for other in &mut collection.see_also {
        clear_one(&mut other.target, labels)?;
    }
    retain(&mut collection.order, |id| labels.sees(*id))?;
    retain(&mut collection.highlights, |id| labels.sees(*id))?;
    for event in &mut collection.timeline {
        clear_one(&mut event.document, labels)?;
    }
    Ok(())
}

fn agent_references(agent: &mut Agent, labels: &Labels<'_>) -> Result<()> {
    retain(&mut agent.not_same_as, |id| labels.sees(*id))?;
    for post in &mut agent.posts {
        clear_one(&mut post.body, labels)?;
    }
    Ok(())
}

/// True if a stranger may know of everything that a decision is about.
fn may_be_known(decision: &Decision, labels: &Labels<'_>) -> Result<bool> {
    Ok(match &decision.question {
        Question::SameDocument { one, other } | Question::RepliesTo { one, other } => {
            may_be_read(one, labels)? && may_be_read(other, labels)?
        }
        Question::SameAgent { one, other } => labels.sees(*one)? && labels.sees(*other)?,
        Question::Denotes { entry, agent, .. } => {
            may_be_read(entry, labels)? && labels.sees(*agent)?
        }
    })
}

/// True unless an entry stands in a hidden record only; the name of an entry holds its title.
fn may_be_read(entry: &EntryName, labels: &Labels<'_>) -> Result<bool> {
    let Some(holder) = labels.reader().by_source(&entry.source, &entry.key)? else {
        return Ok(true);
    };
    let stored = labels.reader().public_record(holder, super::now())?;
    Ok(stored.is_some_and(|stored| {
        let entries = stored.record.provenance();
        let is_it = |known: &fonds_model::Provenance| {
            known.source == entry.source && known.key == entry.key
        };
        entries.iter().any(is_it)
    }))
}

fn retain<T>(items: &mut Vec<T>, mut sees: impl FnMut(&T) -> Result<bool>) -> Result<()> {
    let mut error = None;
    items.retain(|item| match sees(item) {
        Ok(is_seen) => is_seen,
        Err(failed) => {
            error = Some(failed);
            true
        }
    });
    error.map_or(Ok(()), Err)
}

fn clear_one<I: Copy + Into<RecordId>>(id: &mut Option<I>, labels: &Labels<'_>) -> Result<()> {
    if let Some(known) = *id
        && !labels.sees(known)?
    {
        *id = None;
    }
    Ok(())
}

fn clear_number(id: &mut Option<u64>, kind: Kind, labels: &Labels<'_>) -> Result<()> {
    if let Some(known) = *id
        && !labels.sees(RecordId { kind, id: known })?
    {
        *id = None;
    }
    Ok(())
}
