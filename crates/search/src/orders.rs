//! The orders hits can be listed in, as permutations of all living documents.
//!
//! With a document's rank at hand, any page of any result is found without a
//! heap: deep pages cost what first pages cost.

use tantivy::columnar::ColumnValues;

use crate::error::Result;
use crate::search::Order;
use crate::snapshot::Snapshot;

/// One order over the living documents of a snapshot.
#[derive(Debug)]
pub(crate) struct Ranking {
    /// Slots in order.
    pub(crate) slots: Vec<u32>,
    /// The place of each slot in `slots`; unused slots have none and hold
    /// `u32::MAX`.
    pub(crate) ranks: Vec<u32>,
}

impl Ranking {
    /// Sorts the living documents of a snapshot.
    pub(crate) fn sort(snapshot: &Snapshot, order: Order) -> Result<Self> {
        let mut keyed = match order {
            Order::Relevance | Order::DateAscending | Order::DateDescending => {
                by_date(snapshot, order)
            }
            Order::Newest => by_added(snapshot)?,
            Order::Title => by_text(snapshot, "title_key")?,
            Order::Reference => by_text(snapshot, "reference_key")?,
        };
        keyed.sort_unstable();
        settle_ties(snapshot, order, &mut keyed)?;
        let slots: Vec<u32> = keyed.into_iter().map(|(_, slot)| slot).collect();
        let mut ranks = vec![u32::MAX; snapshot.size() as usize];
        for (rank, slot) in (0..).zip(&slots) {
            ranks[*slot as usize] = rank;
        }
        Ok(Self { slots, ranks })
    }
}

/// Undated documents come last.
fn by_date(snapshot: &Snapshot, order: Order) -> Vec<(u64, u32)> {
    let mut keyed = Vec::with_capacity(snapshot.count());
    snapshot.each_living(|segment, doc, slot| {
        let dates = segment.dates();
        let index = doc as usize;
        let key = if dates.nature[index] & crate::columns::DATED == 0 {
            u64::MAX
        } else {
            let earliest = u64::from(ordered(dates.earliest[index]));
            let latest = u64::from(ordered(dates.latest[index]));
            match order {
                Order::DateDescending => (u64::from(u32::MAX) - latest) << 32 | earliest,
                _ => earliest << 32 | (u64::from(u32::MAX) - latest),
            }
        };
        keyed.push((key, slot));
    });
    keyed
}

/// A day as a number without sign that compares alike.
fn ordered(day: i32) -> u32 {
    day.cast_unsigned() ^ 1 << 31
}

fn by_added(snapshot: &Snapshot) -> Result<Vec<(u64, u32)>> {
    let columns = snapshot.columns::<i64>("added")?;
    let mut keyed = Vec::with_capacity(snapshot.count());
    snapshot.each_living(|segment, doc, slot| {
        let added = columns[segment.index].get_val(doc).cast_unsigned() ^ 1 << 63;
        keyed.push((u64::MAX - added, slot));
    });
    Ok(keyed)
}

/// Documents without the text come last.
fn by_text(snapshot: &Snapshot, field: &str) -> Result<Vec<(u64, u32)>> {
    let (places, columns) = crate::merged_keys::places(snapshot, field)?;
    let mut keyed = Vec::with_capacity(snapshot.count());
    snapshot.each_living(|segment, doc, slot| {
        let ordinal = columns[segment.index]
            .as_ref()
            .and_then(|column| column.term_ords(doc).next());
        let place = ordinal
            .and_then(|ordinal| usize::try_from(ordinal).ok())
            .and_then(|ordinal| places[segment.index].get(ordinal).copied());
        keyed.push((place.map_or(u64::MAX, u64::from), slot));
    });
    Ok(keyed)
}

/// Puts documents with equal keys in their final order: by order of the day
/// where that counts, then by id; the newest by descending id.
fn settle_ties(snapshot: &Snapshot, order: Order, keyed: &mut [(u64, u32)]) -> Result<()> {
    let by_day_order = matches!(order, Order::Relevance | Order::DateAscending);
    // Nearly every day has several documents, so all ties are read at once.
    let day_orders = if by_day_order {
        by_slot(snapshot, &snapshot.columns::<u64>("day_order")?)
    } else {
        Vec::new()
    };
    let ids = by_slot(snapshot, &snapshot.columns::<u64>("id")?);
    let tie = |slot: u32| {
        let index = slot as usize;
        let id = ids[index];
        (
            day_orders.get(index).copied().unwrap_or(0),
            if order == Order::Newest {
                u64::MAX - id
            } else {
                id
            },
        )
    };
    for equals in keyed.chunk_by_mut(|left, right| left.0 == right.0) {
        if equals.len() > 1 {
            equals.sort_unstable_by_key(|(_, slot)| tie(*slot));
        }
    }
    Ok(())
}

/// One column of all segments, by slot.
fn by_slot(snapshot: &Snapshot, columns: &Columns<u64>) -> Vec<u64> {
    let mut values = vec![0; snapshot.size() as usize];
    for (segment, column) in snapshot.segments.iter().zip(columns) {
        let (start, end) = (
            segment.base as usize,
            (segment.base + segment.size) as usize,
        );
        column.get_range(0, &mut values[start..end]);
    }
    values
}

/// The columns of one field, by segment.
pub(crate) type Columns<T> = Vec<std::sync::Arc<dyn ColumnValues<T>>>;
