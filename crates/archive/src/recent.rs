//! Documents that lists have shown lately, unpacked.
//!
//! What is kept is found by its place in the log, which the store names anew for every answer: nothing stale and nothing hidden can come from here.
//! It is bounded by the room it takes; what was not asked for longest goes first.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use fonds_model::{Document, HeldText, Kind, Record, TextBody};
use fonds_store::Reader;
use lru::LruCache;

use crate::access;
use crate::error::Result;
use crate::texts;

/// How much room the documents may take, in bytes.
const ROOM_FOR_DOCUMENTS: usize = 16 << 20;
/// How much room the bodies of texts may take, in bytes.
const ROOM_FOR_BODIES: usize = 12 << 20;

/// Documents by the place of their revision in the log, and bodies of texts by checksum.
pub(crate) struct RecentMemory {
    documents: Mutex<Bounded<i64, Document>>,
    bodies: Mutex<Bounded<String, TextBody>>,
}

impl Default for RecentMemory {
    fn default() -> Self {
        Self {
            documents: Mutex::new(Bounded::new(ROOM_FOR_DOCUMENTS)),
            bodies: Mutex::new(Bounded::new(ROOM_FOR_BODIES)),
        }
    }
}

impl RecentMemory {
    /// The documents of a list as strangers see them, without their provenance, in the order asked for; hidden ones are left out.
    pub(crate) fn documents(&self, reader: &Reader, ids: &[u64]) -> Result<Vec<Arc<Document>>> {
        let visible = reader.public_seqs(Kind::Document, ids, access::now())?;
        let mut documents: Vec<(u64, Option<Arc<Document>>)> = {
            let mut known = lock(&self.documents);
            let document = |(id, seq): &(u64, i64)| (*id, known.get(seq));
            visible.iter().map(document).collect()
        };
        let missing: Vec<u64> = documents
            .iter()
            .filter(|(_, document)| document.is_none())
            .map(|(id, _)| *id)
            .collect();
        if !missing.is_empty() {
            let fetched = self.fetched(reader, &missing)?;
            for document in fetched {
                let place = documents
                    .iter_mut()
                    .find(|(id, known)| *id == document.id.0 && known.is_none());
                if let Some((_, place)) = place {
                    *place = Some(document);
                }
            }
        }
        Ok(documents
            .into_iter()
            .filter_map(|(_, document)| document)
            .collect())
    }

    fn fetched(&self, reader: &Reader, ids: &[u64]) -> Result<Vec<Arc<Document>>> {
        let mut fetched = Vec::with_capacity(ids.len());
        for stored in reader.public_records(Kind::Document, ids, access::now())? {
            let Record::Document(boxed) = stored.record else {
                continue;
            };
            let mut document = *boxed;
            // The words of the sources are as long as all the rest, and no list shows them.
            document.provenance = Vec::new();
            fetched.push((stored.seq, Arc::new(document)));
        }
        let mut known = lock(&self.documents);
        for (seq, document) in &fetched {
            known.put(*seq, document, room_of(document));
        }
        Ok(fetched.into_iter().map(|(_, document)| document).collect())
    }

    /// The body of a held text; `None` if its blob was expunged.
    pub(crate) fn body(&self, reader: &Reader, text: &HeldText) -> Result<Option<Arc<TextBody>>> {
        // An expunged blob leaves this memory as soon as anybody asks for it.
        let known = lock(&self.bodies).get(text.blob.as_str());
        if let Some(body) = known.filter(|_| {
            reader
                .blob_info(&text.blob)
                .is_ok_and(|info| info.is_some())
        }) {
            return Ok(Some(body));
        }
        let Some(body) = texts::body(reader, text)?.map(Arc::new) else {
            return Ok(None);
        };
        let paragraphs = body.paragraphs.iter();
        let room = paragraphs.map(|paragraph| paragraph.text.len() + 200).sum();
        lock(&self.bodies).put(text.blob.clone(), &body, room);
        Ok(Some(body))
    }
}

/// Values that take a bounded room together.
struct Bounded<Key: std::hash::Hash + Eq, Value> {
    known: LruCache<Key, (Arc<Value>, usize)>,
    taken: usize,
    room: usize,
}

impl<Key: std::hash::Hash + Eq, Value> Bounded<Key, Value> {
    fn new(room: usize) -> Self {
        Self {
            known: LruCache::unbounded(),
            taken: 0,
            room,
        }
    }

    fn get<Asked>(&mut self, key: &Asked) -> Option<Arc<Value>>
    where
        Key: std::borrow::Borrow<Asked>,
        Asked: std::hash::Hash + Eq + ?Sized,
    {
        self.known.get(key).map(|(value, _)| Arc::clone(value))
    }

    /// Keeps a value; one that alone takes a quarter of the room would drive out too many others.
    fn put(&mut self, key: Key, value: &Arc<Value>, room: usize) {
        if room > self.room / 4 {
            return;
        }
        if let Some((_, before)) = self.known.put(key, (Arc::clone(value), room)) {
            self.taken -= before;
        }
        self.taken += room;
        while self.taken > self.room
            && let Some((_, (_, room))) = self.known.pop_lru()
        {
            self.taken -= room;
        }
    }
}

/// The room a document takes in memory, in bytes, roughly and rather too much.
fn room_of(document: &Document) -> usize {
    let texts = document.titles.iter().chain(&document.summaries);
    let texts: usize = texts.map(|text| text.text.len() + 200).sum();
    let lists = document.parties.len() * 400
        + document.witnesses.len() * 400
        + document.dates.len() * 250
        + document.texts.len() * 300
        + document.relations.len() * 300;
    1_200 + texts + lists
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(puts: &[(u32, usize)], kept: &[u32]) {
        let mut memory: Bounded<u32, u32> = Bounded::new(100);
        for (key, room) in puts {
            memory.put(*key, &Arc::new(*key), *room);
        }
        let mut found: Vec<u32> = memory.known.iter().map(|(key, _)| *key).collect();
        found.sort_unstable();
        assert_eq!(found, kept);
        let taken: usize = memory.known.iter().map(|(_, (_, room))| *room).sum();
        assert_eq!(memory.taken, taken);
    }

    #[test]
    fn what_was_put_last_stays_within_the_room() {
        check(&[(1, 25), (2, 25), (3, 25), (4, 25)], &[1, 2, 3, 4]);
        check(&[(1, 25), (2, 25), (3, 25), (4, 25), (5, 1)], &[2, 3, 4, 5]);
        check(&[(1, 25), (1, 10), (2, 25)], &[1, 2]);
        check(&[(1, 26), (2, 5)], &[2]);
    }
}
