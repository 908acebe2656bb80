//! `fonds export`: the whole archive out.

use std::io::{self, BufWriter, Write};
use std::path::Path;

use anyhow::{Result, bail};
use fonds_archive::{Archive, Ask, Audience, Exported, SheetOptions};
use fonds_formats::csv;

use crate::arguments::{Export, ExportFormat};
use crate::output::{self, Outcome};

pub(crate) fn run(export: &Export) -> Result<Outcome> {
    let archive = Archive::open(&export.folder.archive)?;
    let audience = if export.public {
        Audience::Public
    } else {
        Audience::Operators
    };
    let ask = export.query.as_deref().map(ask).transpose()?;
    if export.at.is_some() && matches!(export.format, ExportFormat::Csv) {
        bail!("--at goes with jsonl only; a table shows the archive as it stands now");
    }
    if let Some(ask) = &ask {
        archive.follow()?;
        refuse_misunderstood(&archive, ask)?;
    }
    let exported = match export.format {
        ExportFormat::Csv => {
            let options = SheetOptions {
                audience,
                ask: ask.as_ref(),
                format: csv::Options {
                    byte_order_mark: export.bom,
                    plain: export.plain,
                },
                address: &|id| format!("{}{}", export.base, fonds_web::document_address(id)),
            };
            write(&archive, &export.out, |out| {
                Ok(archive.export_csv(&options, out)?)
            })?
        }
        ExportFormat::Jsonl if let Some(ask) = &ask => write(&archive, &export.out, |out| {
            Ok(archive.export_jsonl_found(ask, out)?)
        })?,
        ExportFormat::Jsonl => write(&archive, &export.out, |out| {
            Ok(archive.export_jsonl_at(audience, export.at, out)?)
        })?,
    };
    if export.json {
        output::json(&exported)?;
    } else if export.out != Path::new("-") {
        output::say(&format!(
            "{} ({}) and {} in {}",
            output::counted(exported.records, "record", "records"),
            output::counted(exported.documents, "document", "documents"),
            output::counted(exported.blobs, "file", "files"),
            export.out.display()
        ))?;
    }
    Ok(Outcome::Done)
}

/// Reads a search as it stands in the address of its page.
fn ask(query: &str) -> Result<Ask> {
    let query = query.trim_start_matches('?');
    let ask = Ask::from_pairs(form_urlencoded::parse(query.as_bytes()));
    if let Some(pair) = ask.ignored.first() {
        bail!("--query has `{pair}`, which no search has; docs/API.md lists what one can have");
    }
    Ok(ask)
}

/// A search that is read in part only would silently give another table than the one asked for.
fn refuse_misunderstood(archive: &Archive, ask: &Ask) -> Result<()> {
    let notes = archive.not_understood(ask)?;
    if notes.is_empty() {
        return Ok(());
    }
    bail!(
        "--query cannot be taken as it stands: {}; nothing was written",
        notes.join("; ")
    );
}

/// Writes to standard output, or into a file that appears only when it is whole.
fn write(
    archive: &Archive,
    out: &Path,
    work: impl FnOnce(&mut dyn Write) -> Result<Exported>,
) -> Result<Exported> {
    if out == Path::new("-") {
        let mut stdout = BufWriter::new(io::stdout().lock());
        let exported = work(&mut stdout)?;
        stdout.flush()?;
        return Ok(exported);
    }
    let mut file = BufWriter::with_capacity(1 << 16, archive.begin_file(out)?);
    let exported = work(&mut file).map_err(|error| unwritten(error, out))?;
    let file = file
        .into_inner()
        .map_err(|error| unwritten(error.into_error().into(), out))?;
    file.finish(true)?;
    Ok(exported)
}

/// Why a file was not written; a full disk is said plainly.
fn unwritten(error: anyhow::Error, out: &Path) -> anyhow::Error {
    let path = out.display().to_string();
    let is_full = error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .any(|cause| cause.kind() == io::ErrorKind::StorageFull);
    if is_full {
        return fonds_archive::Error::DiskFull { path }.into();
    }
    error.context(format!("cannot write `{path}`"))
}
