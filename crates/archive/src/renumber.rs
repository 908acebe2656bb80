//! References to records that got new ids.

use std::collections::HashMap;

use fonds_model::{Kind, Question, Record, RecordId};

/// Gives a record, and all its references, the ids in `moved`.
pub(crate) fn renumber(record: &mut Record, moved: &HashMap<RecordId, u64>) {
    let to = |kind: Kind, id: &mut u64| {
        if let Some(new) = moved.get(&RecordId { kind, id: *id }) {
            *id = *new;
        }
    };
    for entry in provenance_mut(record) {
        if let Some(collection) = &mut entry.collection {
            to(Kind::Collection, &mut collection.0);
        }
    }
    let own_kind = record.kind();
    if let Some(merged) = &mut record.standing_mut().merged_into {
        to(own_kind, merged);
    }
    match record {
        Record::Document(document) => {
            to(Kind::Document, &mut document.id.0);
            for party in &mut document.parties {
                party.denotes.iter_mut().for_each(|denotation| to(Kind::Agent, &mut denotation.agent.0));
            }
            document.types.iter_mut().for_each(|id| to(Kind::Type, &mut id.0));
            document.markings.iter_mut().for_each(|id| to(Kind::Marking, &mut id.0));
            document.subjects.iter_mut().for_each(|id| to(Kind::Subject, &mut id.0));
            document.collections.iter_mut().for_each(|id| to(Kind::Collection, &mut id.0));
            document.donors.iter_mut().for_each(|id| to(Kind::Donor, &mut id.0));
            document.projects.iter_mut().for_each(|id| to(Kind::Project, &mut id.0));
            document.rights.iter_mut().for_each(|id| to(Kind::Rights, &mut id.0));
            let places = document.places.iter_mut().filter_map(|link| link.place.as_mut());
            places.for_each(|id| to(Kind::Place, &mut id.0));
            let repositories = document.witnesses.iter_mut().filter_map(|witness| witness.repository.as_mut());
            repositories.for_each(|id| to(Kind::Repository, &mut id.0));
            let targets = document.relations.iter_mut().filter_map(|relation| relation.target.as_mut());
            targets.for_each(|id| to(Kind::Document, &mut id.0));
        }
        Record::Collection(collection) => {
            to(Kind::Collection, &mut collection.id.0);
            collection.parent.iter_mut().for_each(|id| to(Kind::Collection, &mut id.0));
            let pointers = collection.see_also.iter_mut().filter_map(|other| other.target.as_mut());
            pointers.for_each(|id| to(Kind::Collection, &mut id.0));
            let documents = collection.order.iter_mut().chain(&mut collection.highlights);
            documents.for_each(|id| to(Kind::Document, &mut id.0));
            let events = collection.timeline.iter_mut().filter_map(|event| event.document.as_mut());
            events.for_each(|id| to(Kind::Document, &mut id.0));
        }
        Record::Agent(agent) => {
            to(Kind::Agent, &mut agent.id.0);
            agent.not_same_as.iter_mut().for_each(|id| to(Kind::Agent, &mut id.0));
            let bodies = agent.posts.iter_mut().filter_map(|post| post.body.as_mut());
            bodies.for_each(|id| to(Kind::Agent, &mut id.0));
        }
        Record::Place(place) => {
            to(Kind::Place, &mut place.id.0);
            place.parent.iter_mut().for_each(|id| to(Kind::Place, &mut id.0));
        }
        Record::Subject(subject) => {
            to(Kind::Subject, &mut subject.id.0);
            subject.parent.iter_mut().for_each(|id| to(Kind::Subject, &mut id.0));
        }
        Record::Repository(repository) => {
            to(Kind::Repository, &mut repository.id.0);
            repository.place.iter_mut().for_each(|id| to(Kind::Place, &mut id.0));
        }
        Record::Source(source) => {
            to(Kind::Source, &mut source.id.0);
            source.collection.iter_mut().for_each(|id| to(Kind::Collection, &mut id.0));
        }
        Record::Decision(decision) => {
            to(Kind::Decision, &mut decision.id.0);
            match &mut decision.question {
                Question::SameAgent { one, other } => {
                    to(Kind::Agent, &mut one.0);
                    to(Kind::Agent, &mut other.0);
                }
                Question::Denotes { agent, .. } => to(Kind::Agent, &mut agent.0),
                Question::SameDocument { .. } | Question::RepliesTo { .. } => {}
            }
        }
        Record::Donor(term)
        | Record::Marking(term)
        | Record::Project(term)
        | Record::Rights(term)
        | Record::Type(term) => {
            to(own_kind, &mut term.id);
            term.parent.iter_mut().for_each(|id| to(own_kind, id));
        }
    }
}

fn provenance_mut(record: &mut Record) -> &mut [fonds_model::Provenance] {
    match record {
        Record::Agent(agent) => &mut agent.provenance,
        Record::Collection(collection) => &mut collection.provenance,
        Record::Document(document) => &mut document.provenance,
        Record::Place(place) => &mut place.provenance,
        Record::Repository(repository) => &mut repository.provenance,
        Record::Subject(subject) => &mut subject.provenance,
        Record::Donor(term)
        | Record::Marking(term)
        | Record::Project(term)
        | Record::Rights(term)
        | Record::Type(term) => &mut term.provenance,
        Record::Decision(_) | Record::Source(_) => &mut [],
    }
}
