//! `fonds export`: the whole archive out.

use std::io::{self, BufWriter, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use anyhow::{Context, Result};
use fonds_archive::{Archive, Audience, Exported};

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
        ExportFormat::Jsonl => write(&export.out, |out| Ok(archive.export_jsonl(audience, out)?))?,
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

/// Writes beside the goal and renames at the end, so that a half-written export never looks whole.
fn write(out: &Path, work: impl FnOnce(&mut dyn Write) -> Result<Exported>) -> Result<Exported> {
    if out == Path::new("-") {
        let mut stdout = BufWriter::new(io::stdout().lock());
        let exported = work(&mut stdout)?;
        stdout.flush()?;
        return Ok(exported);
    }
    let folder = out
        .parent()
        .filter(|parent| !parent.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let failed = || format!("cannot write {}", out.display());
    // As any other program would make it: readable for whom the umask lets.
    let permissions = std::fs::Permissions::from_mode(0o666);
    let temporary = tempfile::Builder::new()
        .permissions(permissions)
        .tempfile_in(folder)
        .with_context(failed)?;
    let mut writer = BufWriter::with_capacity(1 << 16, temporary);
    let exported = work(&mut writer)?;
    let temporary = writer
        .into_inner()
        .map_err(io::IntoInnerError::into_error)
        .with_context(failed)?;
    temporary.as_file().sync_all().with_context(failed)?;
    temporary.persist(out).with_context(failed)?;
    Ok(exported)
}
