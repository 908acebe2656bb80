//! `fonds restore`: an archive again from a backup.

use std::io;
use std::path::Path;

use anyhow::Result;

use crate::arguments::Restore;
use crate::output::{self, Outcome};
use crate::progress;

pub(crate) fn run(restore: &Restore) -> Result<Outcome> {
    let folder = &restore.folder.archive;
    let bar = progress::bar("documents");
    let mut show = |done, total| progress::show(&bar, done, total);
    let restored = if restore.backup == Path::new("-") {
        fonds_archive::restore_from(&mut io::stdin().lock(), "standard input", folder, &mut show)?
    } else {
        fonds_archive::restore(&restore.backup, folder, &mut show)?
    };
    bar.finish_and_clear();
    if restore.json {
        output::json(&restored)?;
    } else {
        output::say(&format!(
            "{}: restored from the backup of {}, {} of {} bytes, up to row {} of the log with chain {}; {} indexed",
            folder.display(),
            restored.made,
            output::counted(restored.files, "file", "files"),
            restored.bytes,
            restored.last_seq,
            restored.chain,
            output::counted(restored.indexed_documents, "document", "documents")
        ))?;
    }
    Ok(Outcome::Done)
}
