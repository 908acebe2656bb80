//! One state of the index, as a search sees it from beginning to end.
//!
//! Documents of all segments stand in one row of *slots*; a segment begins at
//! a multiple of 64, so that sets of slots are combined word by word. What a
//! snapshot derives (orders, counts) is made once, when first needed or warmed.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use tantivy::columnar::{ColumnValues, StrColumn};
use tantivy::index::SegmentId;
use tantivy::{Searcher, SegmentReader};

use crate::bits::Bits;
use crate::columns::{Dates, Ordinals, Values};
use crate::count::Tally;
use crate::error::Result;
use crate::orders::{Columns, Ranking};
use crate::schema::Fields;
use crate::search::Order;
use crate::words::{STEM_MARK, Stemming};

/// The columns of one segment, shared by snapshots.
pub(crate) struct SegmentColumns {
    dates: Dates,
    values: OnceLock<Values>,
}

/// What is shared by all snapshots of one generation.
#[derive(Default)]
pub(crate) struct Shared {
    columns: Mutex<HashMap<SegmentId, Arc<SegmentColumns>>>,
    ordinals: Mutex<Ordinals>,
}

/// One segment in a snapshot.
pub(crate) struct Segment {
    /// Its place among the segments.
    pub(crate) index: usize,
    /// The slot of its first document.
    pub(crate) base: u32,
    /// How many documents it has, dead ones included.
    pub(crate) size: u32,
    ids: Arc<dyn ColumnValues<u64>>,
    columns: Arc<SegmentColumns>,
}

impl Segment {
    /// The id of a document.
    pub(crate) fn id(&self, doc: u32) -> u64 {
        self.ids.get_val(doc)
    }

    /// The dates of its documents.
    pub(crate) fn dates(&self) -> &Dates {
        &self.columns.dates
    }

    /// The facet values of its documents, once a tally has been made.
    pub(crate) fn values(&self) -> &Values {
        self.columns
            .values
            .get()
            .expect("values are read before they are counted")
    }
}

/// One state of the index.
pub(crate) struct Snapshot {
    /// The engine's view of the same state.
    pub(crate) searcher: Searcher,
    /// The fields.
    pub(crate) fields: Fields,
    /// The segments.
    pub(crate) segments: Vec<Segment>,
    /// The stemmings that occur.
    pub(crate) stemmings: Vec<Stemming>,
    /// The slots of living documents.
    pub(crate) living: Bits,
    count: usize,
    size: u32,
    shared: Arc<Shared>,
    rankings: [OnceLock<Ranking>; 5],
    /// Held while a ranking is made, so that none is made twice at once.
    sorting: Mutex<()>,
    tally: OnceLock<Tally>,
}

impl Snapshot {
    /// Takes the state a searcher sees.
    pub(crate) fn take(searcher: Searcher, shared: &Arc<Shared>) -> Result<Self> {
        let fields = Fields::declare();
        let mut segments = Vec::new();
        let mut base = 0_u32;
        for (index, reader) in searcher.segment_readers().iter().enumerate() {
            let ids = reader.fast_fields().column_first_or_default::<u64>("id")?;
            let columns = shared.columns_of(reader)?;
            segments.push(Segment {
                index,
                base,
                size: reader.max_doc(),
                ids,
                columns,
            });
            base = (base + reader.max_doc()).next_multiple_of(64);
        }
        shared.keep_only(&searcher);
        let mut living = Bits::empty(base as usize);
        for (segment, reader) in segments.iter().zip(searcher.segment_readers()) {
            if reader.has_deletes() {
                reader
                    .doc_ids_alive()
                    .for_each(|doc| living.insert(segment.base + doc));
            } else {
                living.insert_range(segment.base, segment.base + segment.size);
            }
        }
        Ok(Self {
            stemmings: stemmings_in(&searcher, &fields)?,
            count: living.count(),
            living,
            size: base,
            segments,
            fields,
            searcher,
            shared: Arc::clone(shared),
            rankings: Default::default(),
            sorting: Mutex::new(()),
            tally: OnceLock::new(),
        })
    }

    /// How many documents are alive.
    pub(crate) fn count(&self) -> usize {
        self.count
    }

    /// How many slots there are.
    pub(crate) fn size(&self) -> u32 {
        self.size
    }

    /// Makes what most searches need, so that none has to wait for it.
    pub(crate) fn warm(&self) -> Result<()> {
        self.ranking(Order::DateAscending)?;
        self.tally()?;
        self.ranking(Order::DateDescending)?;
        Ok(())
    }

    /// The order of all documents; relevance is settled by date.
    pub(crate) fn ranking(&self, order: Order) -> Result<&Ranking> {
        let cell = &self.rankings[match order {
            Order::Relevance | Order::DateAscending => 0,
            Order::DateDescending => 1,
            Order::Newest => 2,
            Order::Title => 3,
            Order::Reference => 4,
        }];
        if let Some(ranking) = cell.get() {
            return Ok(ranking);
        }
        let _one_at_a_time = self.sorting.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(ranking) = cell.get() {
            return Ok(ranking);
        }
        let ranking = Ranking::sort(self, order)?;
        Ok(cell.get_or_init(|| ranking))
    }

    /// What counting needs.
    pub(crate) fn tally(&self) -> Result<&Tally> {
        if let Some(tally) = self.tally.get() {
            return Ok(tally);
        }
        let mut ordinals = self
            .shared
            .ordinals
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        for (segment, reader) in self.segments.iter().zip(self.searcher.segment_readers()) {
            if segment.columns.values.get().is_none() {
                let values = Values::read(reader, segment.dates(), &mut ordinals)?;
                segment.columns.values.get_or_init(|| values);
            }
        }
        Ok(self.tally.get_or_init(|| Tally::of(self, ordinals.pairs())))
    }

    /// The segment and document of a slot.
    pub(crate) fn place(&self, slot: u32) -> (&Segment, u32) {
        let after = self
            .segments
            .partition_point(|segment| segment.base <= slot);
        let segment = &self.segments[after - 1];
        (segment, slot - segment.base)
    }

    /// The slot of a living document.
    pub(crate) fn slot_of(&self, id: u64) -> Result<Option<u32>> {
        let term = self.fields.id_term(id);
        for (segment, reader) in self.segments.iter().zip(self.searcher.segment_readers()) {
            let mut found = None;
            crate::union::each(reader, &term, |doc| {
                let slot = segment.base + doc;
                found = found.or(self.living.contains(slot).then_some(slot));
            })?;
            if found.is_some() {
                return Ok(found);
            }
        }
        Ok(None)
    }

    /// Calls `visit` with every living document and its slot.
    pub(crate) fn each_living(&self, mut visit: impl FnMut(&Segment, u32, u32)) {
        for segment in &self.segments {
            self.living
                .each_between(segment.base, segment.base + segment.size, |slot| {
                    visit(segment, slot - segment.base, slot);
                });
        }
    }

    /// The columns of one numeric field, by segment.
    pub(crate) fn columns<T>(&self, name: &str) -> Result<Columns<T>>
    where
        T: tantivy::columnar::HasAssociatedColumnType
            + PartialOrd
            + Default
            + Copy
            + Send
            + Sync
            + std::fmt::Debug
            + 'static,
        tantivy::columnar::DynamicColumn: Into<Option<tantivy::columnar::Column<T>>>,
    {
        let readers = self.searcher.segment_readers().iter();
        readers
            .map(|reader| Ok(reader.fast_fields().column_first_or_default::<T>(name)?))
            .collect()
    }

    /// The columns of one text field, by segment.
    pub(crate) fn text_columns(&self, name: &str) -> Result<Vec<Option<StrColumn>>> {
        let readers = self.searcher.segment_readers().iter();
        readers
            .map(|reader| Ok(reader.fast_fields().str(name)?))
            .collect()
    }
}

impl Shared {
    fn columns_of(&self, reader: &SegmentReader) -> Result<Arc<SegmentColumns>> {
        let mut known = self.columns.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(columns) = known.get(&reader.segment_id()) {
            return Ok(Arc::clone(columns));
        }
        let columns = Arc::new(SegmentColumns {
            dates: Dates::read(reader)?,
            values: OnceLock::new(),
        });
        known.insert(reader.segment_id(), Arc::clone(&columns));
        Ok(columns)
    }

    /// Forgets segments that have been merged away.
    fn keep_only(&self, searcher: &Searcher) {
        let mut known = self.columns.lock().unwrap_or_else(PoisonError::into_inner);
        let segments = searcher.generation().segments();
        known.retain(|id, _| segments.contains_key(id));
    }
}

/// The stemmings whose stems occur in a searcher's dictionaries.
fn stemmings_in(searcher: &Searcher, fields: &Fields) -> Result<Vec<Stemming>> {
    let mut found = Vec::new();
    for stemming in Stemming::all() {
        let mark = [STEM_MARK, stemming.letter()].iter().collect::<String>();
        let mut occurs = false;
        for reader in searcher.segment_readers() {
            for field in [fields.any, fields.text] {
                let dictionary = reader.inverted_index(field)?;
                let mut terms = dictionary
                    .terms()
                    .range()
                    .ge(mark.as_bytes())
                    .into_stream()?;
                occurs |= terms.advance() && terms.key().starts_with(mark.as_bytes());
            }
        }
        if occurs {
            found.push(stemming);
        }
    }
    Ok(found)
}
