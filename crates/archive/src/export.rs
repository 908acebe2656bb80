//! The whole archive as one stream of lines, from which it can be made again.
//!
//! Sorted by kind and id; no row number, run, actor or time of the log is in it, so that equal archives have equal exports.

use std::collections::BTreeSet;
use std::io::Write;

use fonds_formats::jsonl;
use fonds_model::{Kind, Record, RecordId};
use fonds_store::Reader;

use crate::access::Audience;
use crate::archive::Archive;
use crate::error::Result;

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

impl Archive {
    /// Writes every record and blob, one line each.
    ///
    /// Operators get all states; the public gets what a stranger may see, and the blobs that those records name.
    pub fn export_jsonl(&self, audience: Audience, out: &mut dyn Write) -> Result<Exported> {
        let reader = self.store().reader()?;
        let seq = reader.last_seq()?;
        let audience = audience.today();
        let mut writer = jsonl::Writer::new(out);
        let mut exported = Exported::default();
        let mut kinds = Kind::ALL.to_vec();
        kinds.sort_by_key(|kind| kind.as_str());
        // Blobs stand where their name falls among the kinds: after agents, before collections.
        for kind in kinds {
            if kind == Kind::Collection {
                exported.blobs = write_blobs(&reader, audience, seq, &mut writer)?;
            }
            let written = write_kind(&reader, kind, audience, seq, &mut writer)?;
            exported.records += written;
            if kind == Kind::Document {
                exported.documents = written;
            }
        }
        writer.finish()?;
        Ok(exported)
    }
}

fn write_kind<W: Write>(
    reader: &Reader,
    kind: Kind,
    audience: fonds_store::Audience,
    seq: i64,
    writer: &mut jsonl::Writer<W>,
) -> Result<u64> {
    let mut written = 0;
    for_each(reader, kind, audience, seq, |id, json| {
        writer.canonical(id, json)?;
        written += 1;
        Ok(())
    })?;
    Ok(written)
}

fn for_each(
    reader: &Reader,
    kind: Kind,
    audience: fonds_store::Audience,
    seq: i64,
    mut work: impl FnMut(RecordId, &str) -> Result<()>,
) -> Result<()> {
    let mut after = None;
    loop {
        let page = reader.page(kind, after, PAGE, audience, seq)?;
        let Some((last, _)) = page.last() else {
            return Ok(());
        };
        after = Some(*last);
        for (id, json) in &page {
            work(RecordId { kind, id: *id }, json)?;
        }
    }
}

/// Writes the blobs that the records of this audience name, by checksum.
fn write_blobs<W: Write>(
    reader: &Reader,
    audience: fonds_store::Audience,
    seq: i64,
    writer: &mut jsonl::Writer<W>,
) -> Result<u64> {
    let mut named: BTreeSet<String> = BTreeSet::new();
    for kind in [Kind::Collection, Kind::Document] {
        for_each(reader, kind, audience, seq, |_, json| {
            let names_blobs = json.contains("\"blob\":");
            if names_blobs && let Ok(record) = Record::parse(json) {
                named.extend(record.blobs().into_iter().map(str::to_owned));
            }
            Ok(())
        })?;
    }
    let mut written = 0;
    for sha256 in &named {
        if let Some(blob) = reader.blob(sha256)? {
            writer.blob(sha256, &blob.media_type, &blob.bytes)?;
            written += 1;
        }
    }
    Ok(written)
}
