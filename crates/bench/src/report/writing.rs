//! How fast an archive is written: imports, an export, an index made anew.

use std::io::{BufRead, BufReader, BufWriter};
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use fonds_archive::{Archive, Audience, ImportOptions};

/// An import.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Imported {
    pub(super) files: usize,
    pub(super) entries: u64,
    pub(super) created: u64,
    pub(super) joined: u64,
    pub(super) durable: Duration,
    pub(super) searchable: Duration,
}

/// What writing took.
#[derive(Debug)]
pub(super) struct Writing {
    /// Pages of listings.
    pub(super) listing: Imported,
    /// Records, one a line.
    pub(super) records: Imported,
    pub(super) export: Duration,
    /// Whether the export gave what was imported, byte for byte.
    pub(super) is_export_equal: bool,
    pub(super) reindex: Duration,
    /// Size of the archive of records.
    pub(super) folder_bytes: u64,
}

/// Writes an archive of `pages` and another one of the records in `truth`, both in `folder`; gives the latter.
pub(super) fn measure(
    folder: &Path,
    pages: &Path,
    truth: &Path,
    say: &dyn Fn(&str),
) -> Result<(Archive, Writing)> {
    say("importing listings");
    let (_, listing) = import(&folder.join("of-listings"), pages)?;
    say("importing records");
    let (archive, records) = import(&folder.join("of-records"), truth)?;
    say("exporting");
    let (export, is_export_equal) = export(&archive, truth, &folder.join("exported.jsonl"))?;
    say("indexing anew");
    let start = Instant::now();
    archive.reindex(&mut |_, _| {})?;
    let reindex = start.elapsed();
    let writing = Writing {
        listing,
        records,
        export,
        is_export_equal,
        reindex,
        folder_bytes: bytes_below(archive.folder())?,
    };
    Ok((archive, writing))
}

fn import(folder: &Path, source: &Path) -> Result<(Archive, Imported)> {
    let archive = Archive::open_or_create(folder)?;
    let start = Instant::now();
    let report = archive.import(&[source.to_owned()], &ImportOptions::default(), &mut |_| {})?;
    let durable = start.elapsed();
    archive.follow()?;
    ensure!(
        report.rejected == 0,
        "{} entries were rejected: {:?}",
        report.rejected,
        report.problems.first()
    );
    let imported = Imported {
        files: report.files.len(),
        entries: report.entries,
        created: report.created,
        joined: report.joined,
        durable,
        searchable: start.elapsed(),
    };
    Ok((archive, imported))
}

/// The time of an export, and whether it gives what was imported.
fn export(archive: &Archive, truth: &Path, out: &Path) -> Result<(Duration, bool)> {
    let start = Instant::now();
    let mut file = BufWriter::with_capacity(1 << 18, std::fs::File::create(out)?);
    archive.export_jsonl(Audience::Operators, &mut file)?;
    file.into_inner()?.sync_all()?;
    let time = start.elapsed();
    let is_equal = is_same_file(truth, out)?;
    std::fs::remove_file(out)?;
    Ok((time, is_equal))
}

fn is_same_file(one: &Path, other: &Path) -> Result<bool> {
    let open =
        |path: &Path| std::fs::File::open(path).map(|file| BufReader::with_capacity(1 << 18, file));
    let (mut one, mut other) = (open(one)?, open(other)?);
    loop {
        let (left, right) = (one.fill_buf()?, other.fill_buf()?);
        let length = left.len().min(right.len());
        if length == 0 {
            return Ok(left.is_empty() && right.is_empty());
        }
        if left[..length] != right[..length] {
            return Ok(false);
        }
        one.consume(length);
        other.consume(length);
    }
}

fn bytes_below(folder: &Path) -> Result<u64> {
    let mut bytes = 0;
    let entries =
        std::fs::read_dir(folder).with_context(|| format!("cannot read `{}`", folder.display()))?;
    for entry in entries {
        let entry = entry?;
        let metadata = entry.metadata()?;
        bytes += if metadata.is_dir() {
            bytes_below(&entry.path())?
        } else {
            metadata.len()
        };
    }
    Ok(bytes)
}
