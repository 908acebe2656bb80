//! References to records that got new ids.

use std::collections::HashMap;

use fonds_model::{Agent, Collection, Decision, Document, Kind, Question, Record, RecordId};

/// Gives a record, and all its references, the ids in `moved`.
pub(crate) fn renumber(record: &mut Record, moved: &HashMap<RecordId, u64>) {
    let moved = Moved(moved);
    let own_kind = record.kind();
    for entry in provenance_mut(record) {
        moved.all(
            Kind::Collection,
            entry.collection.iter_mut().map(|id| &mut id.0),
        );
    }
    moved.all(own_kind, record.standing_mut().merged_into.iter_mut());
    match record {
        Record::Document(document) => moved.document(document),
        Record::Collection(collection) => moved.collection(collection),
        Record::Agent(agent) => moved.agent(agent),
        Record::Decision(decision) => moved.decision(decision),
        Record::Place(place) => {
            moved.one(Kind::Place, &mut place.id.0);
            moved.all(Kind::Place, place.parent.iter_mut().map(|id| &mut id.0));
        }
        Record::Subject(subject) => {
            moved.one(Kind::Subject, &mut subject.id.0);
            moved.all(Kind::Subject, subject.parent.iter_mut().map(|id| &mut id.0));
        }
        Record::Repository(repository) => {
            moved.one(Kind::Repository, &mut repository.id.0);
            moved.all(Kind::Place, repository.place.iter_mut().map(|id| &mut id.0));
        }
        Record::Source(source) => {
            moved.one(Kind::Source, &mut source.id.0);
            moved.all(
                Kind::Collection,
                source.collection.iter_mut().map(|id| &mut id.0),
            );
        }
        Record::Donor(term)
        | Record::Marking(term)
        | Record::Project(term)
        | Record::Rights(term)
        | Record::Type(term) => {
            moved.one(own_kind, &mut term.id);
            moved.all(own_kind, term.parent.iter_mut());
        }
    }
}

/// The new ids by the old ones.
struct Moved<'a>(&'a HashMap<RecordId, u64>);

impl Moved<'_> {
    fn one(&self, kind: Kind, id: &mut u64) {
        if let Some(new) = self.0.get(&RecordId { kind, id: *id }) {
            *id = *new;
        }
    }

    fn all<'a>(&self, kind: Kind, ids: impl Iterator<Item = &'a mut u64>) {
        for id in ids {
            self.one(kind, id);
        }
    }

    fn document(&self, document: &mut Document) {
        self.one(Kind::Document, &mut document.id.0);
        for party in &mut document.parties {
            self.all(
                Kind::Agent,
                party
                    .denotes
                    .iter_mut()
                    .map(|denotation| &mut denotation.agent.0),
            );
        }
        self.all(Kind::Type, document.types.iter_mut().map(|id| &mut id.0));
        self.all(
            Kind::Marking,
            document.markings.iter_mut().map(|id| &mut id.0),
        );
        self.all(
            Kind::Subject,
            document.subjects.iter_mut().map(|id| &mut id.0),
        );
        self.all(
            Kind::Collection,
            document.collections.iter_mut().map(|id| &mut id.0),
        );
        self.all(Kind::Donor, document.donors.iter_mut().map(|id| &mut id.0));
        self.all(
            Kind::Project,
            document.projects.iter_mut().map(|id| &mut id.0),
        );
        self.all(Kind::Rights, document.rights.iter_mut().map(|id| &mut id.0));
        let places = document
            .places
            .iter_mut()
            .filter_map(|link| link.place.as_mut());
        self.all(Kind::Place, places.map(|id| &mut id.0));
        let witnesses = document.witnesses.iter_mut();
        let repositories = witnesses.filter_map(|witness| witness.repository.as_mut());
        self.all(Kind::Repository, repositories.map(|id| &mut id.0));
        let relations = document.relations.iter_mut();
        let targets = relations.filter_map(|relation| relation.target.as_mut());
        self.all(Kind::Document, targets.map(|id| &mut id.0));
    }

    fn collection(&self, collection: &mut Collection) {
        self.one(Kind::Collection, &mut collection.id.0);
        self.all(
            Kind::Collection,
            collection.parent.iter_mut().map(|id| &mut id.0),
        );
        let pointers = collection
            .see_also
            .iter_mut()
            .filter_map(|other| other.target.as_mut());
        self.all(Kind::Collection, pointers.map(|id| &mut id.0));
        let documents = collection
            .order
            .iter_mut()
            .chain(&mut collection.highlights);
        self.all(Kind::Document, documents.map(|id| &mut id.0));
        let events = collection
            .timeline
            .iter_mut()
            .filter_map(|event| event.document.as_mut());
        self.all(Kind::Document, events.map(|id| &mut id.0));
    }

    fn agent(&self, agent: &mut Agent) {
        self.one(Kind::Agent, &mut agent.id.0);
        self.all(
            Kind::Agent,
            agent.not_same_as.iter_mut().map(|id| &mut id.0),
        );
        let bodies = agent.posts.iter_mut().filter_map(|post| post.body.as_mut());
        self.all(Kind::Agent, bodies.map(|id| &mut id.0));
    }

    fn decision(&self, decision: &mut Decision) {
        self.one(Kind::Decision, &mut decision.id.0);
        match &mut decision.question {
            Question::SameAgent { one, other } => {
                self.one(Kind::Agent, &mut one.0);
                self.one(Kind::Agent, &mut other.0);
            }
            Question::Denotes { agent, .. } => self.one(Kind::Agent, &mut agent.0),
            Question::SameDocument { .. } | Question::RepliesTo { .. } => {}
        }
    }
}

/// The entries a record was read from, to be changed.
pub(crate) fn provenance_mut(record: &mut Record) -> &mut [fonds_model::Provenance] {
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
