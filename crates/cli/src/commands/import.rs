//! `fonds import`: files into the archive.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use anyhow::{Context, Result};
use fonds_archive::{Archive, ImportOptions, Report};
use fonds_formats::listing::UnreadLine;

use crate::arguments::Import;
use crate::output::{self, Outcome};
use crate::{interruption, progress};

/// Problems shown before the rest is only counted; all of them stand in the JSON report.
const SHOWN: usize = 20;
/// Lines that became nothing shown for each file.
const UNREAD_SHOWN: usize = 4;

pub(crate) fn run(import: &Import) -> Result<Outcome> {
    // A slip in a name must not leave an empty archive behind.
    for path in &import.paths {
        std::fs::metadata(path)
            .with_context(|| format!("cannot read `{}`; is the name right?", path.display()))?;
    }
    // Nothing is to be left behind where only a report was asked for.
    let rehearsal_folder;
    let exists = import.folder.archive.join("fonds.db").exists();
    let archive = if import.dry_run && !exists {
        rehearsal_folder = tempfile::tempdir()?;
        Archive::open_or_create(rehearsal_folder.path())?
    } else {
        Archive::open_or_create(&import.folder.archive)?
    };
    let options = ImportOptions {
        format: import.format.map(Into::into),
        dry_run: import.dry_run,
        collection: import.collection.clone(),
        draft: import.draft,
    };
    let bar = progress::bar("entries");
    let done = say_when_interrupted(import.dry_run);
    let report = archive.import(&import.paths, &options, &mut |step| {
        progress::show(&bar, step.done, step.total);
        done.store(step.done, Ordering::Relaxed);
    })?;
    bar.finish_and_clear();
    if !import.dry_run {
        archive.follow()?;
    }
    if import.json {
        output::json(&report)?;
    } else {
        print(&report)?;
    }
    Ok(if report.has_rejects() {
        Outcome::WithRejects
    } else {
        Outcome::Done
    })
}

/// Lines that became nothing, the first ones word for word.
fn unread(lines: &[UnreadLine]) -> String {
    let mut words: Vec<String> = lines
        .iter()
        .take(UNREAD_SHOWN)
        .map(|line| {
            let text: String = line.text.chars().take(40).collect();
            format!("line {} \u{201c}{text}\u{201d}", line.line)
        })
        .collect();
    if lines.len() > UNREAD_SHOWN {
        words.push(format!(
            "and {} more; --json lists them all",
            lines.len() - UNREAD_SHOWN
        ));
    }
    words.join(", ")
}

/// On an interruption says what stands and ends; the count it gives is to be kept up.
///
/// Every batch is one transaction, so that ending between any two instructions leaves the archive whole.
fn say_when_interrupted(is_rehearsal: bool) -> Arc<AtomicU64> {
    let done = Arc::new(AtomicU64::new(0));
    let counted = Arc::clone(&done);
    interruption::end_with(move || {
        if is_rehearsal {
            eprintln!("fonds: interrupted; nothing was changed");
            return;
        }
        eprintln!(
            "fonds: interrupted after {} entries; what is in stays in, and the same command goes on from there",
            counted.load(Ordering::Relaxed)
        );
    });
    done
}

fn print(report: &Report) -> Result<()> {
    for file in &report.files {
        let part = file
            .part
            .as_ref()
            .map_or_else(String::new, |part| format!(", shows {}", part.words));
        let collection = file.collection.as_ref().map_or_else(String::new, |name| {
            format!(", page of the collection \u{201c}{name}\u{201d}")
        });
        output::say(&format!(
            "{}: {}{part}{collection}",
            file.name,
            output::counted(file.entries, "document", "documents")
        ))?;
        if !file.unread.is_empty() {
            output::say(&format!("  became nothing: {}", unread(&file.unread)))?;
        }
    }
    for problem in report.problems.iter().take(SHOWN) {
        eprintln!("{problem}");
    }
    if report.problems.len() > SHOWN {
        eprintln!(
            "and {} more problems; --json lists them all",
            report.problems.len() - SHOWN
        );
    }
    let lead = if report.dry_run { "would be: " } else { "" };
    output::say(&format!(
        "{lead}{}: {} created, {} joined, {} changed, {} unchanged, {} rejected; {} proposed",
        output::counted(report.entries, "entry", "entries"),
        report.created,
        report.joined,
        report.changed,
        report.unchanged,
        report.rejected,
        report.proposed
    ))?;
    for (kind, tally) in &report.others {
        output::say(&format!(
            "{kind}: {} created, {} changed, {} unchanged, {} rejected",
            tally.created, tally.changed, tally.unchanged, tally.rejected
        ))?;
    }
    if let Some(path) = &report.rejects {
        output::say(&format!("what was rejected lies in {}", path.display()))?;
    }
    if report.proposed > 0 {
        output::say("`fonds proposals` lists what may be the same document")?;
    }
    Ok(())
}
