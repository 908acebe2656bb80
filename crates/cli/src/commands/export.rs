//! `fonds export`: the whole archive out.

use std::io::{self, BufWriter, Write};
use std::path::Path;

use anyhow::{Context, Result};
use fonds_archive::{Archive, Audience, Exported, WholeFile};

use crate::arguments::{Export, ExportFormat};
use crate::output::{self, Outcome};

pub(crate) fn run(export: &Export) -> Result<Outcome> {
    let archive = Archive::open(&export.folder.archive)?;
    let audience = if export.public {
        Audience::Public
    } else {
        Audience::Operators
    };
    let exported = match export.format {
        ExportFormat::Jsonl => write(&export.out, |out| {
            Ok(archive.export_jsonl_at(audience, export.at, out)?)
        })?,
    };
    if export.json {
        output::json(&exported)?;
    } else if export.out != Path::new("-") {
        output::say(&format!(
            "{} records ({} documents) and {} files in {}",
            exported.records,
            exported.documents,
            exported.blobs,
            export.out.display()
        ))?;
    }
    Ok(Outcome::Done)
}

/// Writes to standard output, or into a file that appears only when it is whole.
fn write(out: &Path, work: impl FnOnce(&mut dyn Write) -> Result<Exported>) -> Result<Exported> {
    if out == Path::new("-") {
        let mut stdout = BufWriter::new(io::stdout().lock());
        let exported = work(&mut stdout)?;
        stdout.flush()?;
        return Ok(exported);
    }
    let failed = || format!("cannot write `{}`", out.display());
    let mut file = BufWriter::with_capacity(1 << 16, WholeFile::begin(out)?);
    let exported = work(&mut file).with_context(failed)?;
    let file = file
        .into_inner()
        .map_err(io::IntoInnerError::into_error)
        .with_context(failed)?;
    file.keep(true)?;
    Ok(exported)
}
