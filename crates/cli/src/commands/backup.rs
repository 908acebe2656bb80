//! `fonds backup`: one file from which the archive can be restored.

use std::io::{self, BufWriter};
use std::path::Path;

use anyhow::Result;
use fonds_archive::Archive;

use crate::arguments::Backup;
use crate::output::{self, Outcome};
use crate::{interruption, progress};

pub(crate) fn run(backup: &Backup) -> Result<Outcome> {
    let archive = Archive::open(&backup.folder.archive)?;
    let is_told_to_stop = interruption::watch();
    let bar = progress::bar("bytes");
    let mut advance = |done, total| {
        progress::show(&bar, done, total);
        !is_told_to_stop()
    };
    let is_stream = backup.out == Path::new("-");
    let done = if is_stream {
        let mut stdout = BufWriter::with_capacity(1 << 20, io::stdout().lock());
        archive.backup_to(&mut stdout, &mut advance)?
    } else {
        archive.backup(&backup.out, backup.replace, &mut advance)?
    };
    bar.finish_and_clear();
    let words = format!(
        "{} of {} bytes, up to row {} of the log with chain {}",
        output::counted(done.files, "file", "files"),
        done.bytes,
        done.last_seq,
        done.chain
    );
    match (is_stream, backup.json) {
        // Standard output is the backup itself.
        (true, false) => eprintln!("{words}"),
        (true, true) => eprintln!("{}", serde_json::to_string(&done)?),
        (false, true) => output::json(&done)?,
        (false, false) => output::say(&format!("{}: {words}", backup.out.display()))?,
    }
    Ok(Outcome::Done)
}
