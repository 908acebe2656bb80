//! The whole archive as one stream of lines, from which it can be made again.
//!
//! Sorted by kind and id; no row number, run, actor or time of the log is in it, so that equal archives have equal exports.
//! What is exported for strangers names no hidden record, not even by its id.

use std::collections::BTreeSet;
use std::io::Write;

use fonds_formats::jsonl;
use fonds_model::{Kind, Moment, Record, RecordId};
use fonds_store::Reader;

use crate::access::{self, Audience, references};
use crate::archive::Archive;
use crate::ask::Ask;
use crate::error::{Error, Result};
use crate::labels::Labels;

/// Records fetched at a time; no read transaction outlives one such page.
const PAGE: usize = 1_000;

/// What an export wrote.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
pub struct Exported {
    /// Records.
    pub records: u64,
    /// Documents among them.
    pub documents: u64,
    /// Blobs.
    pub blobs: u64,
}

/// An earlier time of an archive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Then {
    /// After this row of the log.
    Row(i64),
    /// At this moment.
    Moment(Moment),
}

impl Archive {
    /// Writes every record and blob, one line each.
    ///
    /// Operators get all states; the public gets what a stranger may see, and the blobs that those records name.
    pub fn export_jsonl(&self, audience: Audience, out: &mut dyn Write) -> Result<Exported> {
        self.export_jsonl_at(audience, None, out)
    }

    /// Writes the documents that a search finds, and the blobs they name, as a stranger may see them; one line each.
    ///
    /// Records that the documents name are not among them.
    pub fn export_jsonl_found(&self, ask: &Ask, out: &mut dyn Write) -> Result<Exported> {
        let reader = self.store().reader()?;
        let labels = self.labels().at(&reader)?;
        let mut ids = self.found_ids(ask)?;
        ids.sort_unstable();
        let mut writer = jsonl::Writer::new(out);
        let mut exported = Exported::default();
        let mut named = BTreeSet::new();
        for chunk in ids.chunks(PAGE) {
            for stored in reader.public_records(Kind::Document, chunk, access::now())? {
                named.extend(stored.record.blobs().into_iter().map(str::to_owned));
            }
        }
        exported.blobs = write_named(&reader, &named, &mut writer)?;
        for chunk in ids.chunks(PAGE) {
            for mut stored in reader.public_records(Kind::Document, chunk, access::now())? {
                if references::clear(&mut stored.record, &labels)? {
                    writer.record(&stored.record)?;
                    exported.documents += 1;
                }
            }
        }
        exported.records = exported.documents;
        writer.finish()?;
        Ok(exported)
    }

    /// The same as the archive stood at an earlier row of its log, but never to the public what it may no longer see.
    ///
    /// Contents expunged since are left out.
    pub fn export_jsonl_at(
        &self,
        audience: Audience,
        then: Option<Then>,
        out: &mut dyn Write,
    ) -> Result<Exported> {
        let reader = self.store().reader()?;
        let source = Export {
            reader: &reader,
            seq: row_then(&reader, then)?,
            labels: match audience {
                Audience::Public => Some(self.labels().at(&reader)?),
                Audience::Operators => None,
            },
            audience: audience.today(),
        };
        let mut writer = jsonl::Writer::new(out);
        let mut exported = Exported::default();
        let mut kinds = Kind::ALL.to_vec();
        kinds.sort_by_key(|kind| kind.as_str());
        // Blobs stand where their name falls among the kinds: after agents, before collections.
        for kind in kinds {
            if kind == Kind::Collection {
                exported.blobs = source.write_blobs(&mut writer)?;
            }
            let written = source.write_kind(kind, &mut writer)?;
            exported.records += written;
            if kind == Kind::Document {
                exported.documents = written;
            }
        }
        writer.finish()?;
        Ok(exported)
    }
}

/// The last row of the log at that time.
fn row_then(reader: &Reader, then: Option<Then>) -> Result<i64> {
    let last = reader.last_seq()?;
    match then {
        None => Ok(last),
        Some(Then::Moment(moment)) => Ok(reader.seq_at(moment)?),
        Some(Then::Row(seq)) if (0..=last).contains(&seq) => Ok(seq),
        Some(Then::Row(seq)) => Err(Error::Refused(format!(
            "the log has no row {seq}; its last one is {last}"
        ))),
    }
}

/// What is exported: the log up to one row, as its audience may see it.
struct Export<'a> {
    reader: &'a Reader,
    seq: i64,
    audience: fonds_store::Audience,
    /// What strangers may see; absent where everything is exported.
    labels: Option<Labels<'a>>,
}

impl Export<'_> {
    fn write_kind<W: Write>(&self, kind: Kind, writer: &mut jsonl::Writer<W>) -> Result<u64> {
        let mut written = 0;
        self.for_each(kind, |id, json| {
            let Some(labels) = &self.labels else {
                written += 1;
                return Ok(writer.canonical(id, json)?);
            };
            let mut record = parse(id, json)?;
            if references::clear(&mut record, labels)? {
                written += 1;
                writer.canonical(id, &record.to_canonical())?;
            }
            Ok(())
        })?;
        Ok(written)
    }

    /// Writes the blobs that the records of this audience name, by checksum.
    fn write_blobs<W: Write>(&self, writer: &mut jsonl::Writer<W>) -> Result<u64> {
        let mut named: BTreeSet<String> = BTreeSet::new();
        for kind in [Kind::Collection, Kind::Document] {
            self.for_each(kind, |id, json| {
                if json.contains("\"blob\":") {
                    let record = parse(id, json)?;
                    named.extend(record.blobs().into_iter().map(str::to_owned));
                }
                Ok(())
            })?;
        }
        write_named(self.reader, &named, writer)
    }

    fn for_each(
        &self,
        kind: Kind,
        mut work: impl FnMut(RecordId, &str) -> Result<()>,
    ) -> Result<()> {
        let mut after = None;
        loop {
            let page = self
                .reader
                .page(kind, after, PAGE, self.audience, self.seq)?;
            let Some((last, _)) = page.last() else {
                return Ok(());
            };
            after = Some(*last);
            for (id, json) in &page {
                let id = RecordId { kind, id: *id };
                // What strangers saw then and may not see today stays hidden.
                if let Some(labels) = &self.labels
                    && !labels.sees(id)?
                {
                    continue;
                }
                work(id, json)?;
            }
        }
    }
}

/// Writes those of the blobs that are held.
fn write_named<W: Write>(
    reader: &Reader,
    named: &BTreeSet<String>,
    writer: &mut jsonl::Writer<W>,
) -> Result<u64> {
    let mut written = 0;
    for sha256 in named {
        if let Some(blob) = reader.blob(sha256)? {
            writer.blob(sha256, &blob.media_type, &blob.bytes)?;
            written += 1;
        }
    }
    Ok(written)
}

fn parse(id: RecordId, json: &str) -> Result<Record> {
    Record::parse(json).map_err(|error| {
        Error::Refused(format!(
            "record {id} cannot be read: {error}; run `fonds check`"
        ))
    })
}
