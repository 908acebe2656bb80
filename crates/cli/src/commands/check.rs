//! `fonds check`: is everything as it should be?

use anyhow::Result;
use fonds_archive::Archive;

use crate::arguments::Check;
use crate::output::{self, Outcome};
use crate::progress;

pub(crate) fn run(check: &Check) -> Result<Outcome> {
    let archive = Archive::open(&check.folder.archive)?;
    if check.rebuild {
        let bar = progress::bar("documents");
        archive.rebuild(&mut |done, total| progress::show(&bar, done, total))?;
        bar.finish_and_clear();
    }
    let report = archive.check()?;
    if check.json {
        output::json(&report)?;
    } else {
        for fault in report.damages.iter().chain(&report.index_faults) {
            output::say(fault)?;
        }
        let verdict = if report.is_sound() {
            "sound"
        } else {
            "DAMAGED"
        };
        let expunged = match report.expunged {
            0 => String::new(),
            count => format!(" ({count} of them expunged)"),
        };
        output::say(&format!(
            "{verdict}: {} rows in the log{expunged}, {} documents public, {} in the index, which knows row {} of {}",
            report.rows,
            report.public_documents,
            report.indexed_documents,
            report.index_seq,
            report.last_seq
        ))?;
    }
    Ok(if report.is_sound() {
        Outcome::Done
    } else {
        Outcome::WithRejects
    })
}
