//! `fonds reindex`: the index anew, beside the living one.

use anyhow::Result;
use fonds_archive::Archive;

use crate::arguments::Reindex;
use crate::output::{self, Outcome};
use crate::progress;

pub(crate) fn run(reindex: &Reindex) -> Result<Outcome> {
    let archive = Archive::open(&reindex.folder.archive)?;
    let bar = progress::bar("documents");
    let followed = archive.reindex(&mut |done, total| progress::show(&bar, done, total))?;
    bar.finish_and_clear();
    if reindex.json {
        output::json(&followed)?;
    } else {
        output::say(&format!(
            "{} documents indexed, up to row {} of the log",
            followed.documents, followed.seq
        ))?;
    }
    Ok(Outcome::Done)
}
