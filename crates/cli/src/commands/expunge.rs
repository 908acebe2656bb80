//! `fonds expunge`: words taken back for good.

use anyhow::Result;
use fonds_archive::{Archive, ExpungeOrder, ExpungeReport};

use crate::arguments::Expunge;
use crate::output::{self, Outcome};
use crate::progress;

pub(crate) fn run(expunge: &Expunge) -> Result<Outcome> {
    let archive = Archive::open(&expunge.folder.archive)?;
    let order = ExpungeOrder {
        record: expunge.record,
        versions: expunge.revisions.iter().copied().collect(),
        reason: expunge.reason.clone(),
        dry_run: expunge.dry_run,
    };
    let bar = progress::bar("documents");
    let report = archive.expunge(&order, &mut |done, total| {
        progress::show(&bar, done, total);
    })?;
    bar.finish_and_clear();
    if expunge.json {
        output::json(&report)?;
    } else {
        print(&report)?;
    }
    Ok(Outcome::Done)
}

fn print(report: &ExpungeReport) -> Result<()> {
    let lead = if report.dry_run {
        "would be expunged"
    } else {
        "expunged"
    };
    let withdrawn = match (report.withdrawn, report.dry_run) {
        (false, _) => "",
        (true, false) => "; the record is withdrawn",
        (true, true) => "; the record would be withdrawn",
    };
    output::say(&format!(
        "{lead}: {} of {}, {} of its files{withdrawn}",
        revisions(&report.versions),
        report.record,
        report.blobs.len()
    ))?;
    let lists = [
        (
            "files that stay because other records name them",
            &report.shared_blobs,
        ),
        (
            "came from these sources; imported again, they would bring it back",
            &report.sources,
        ),
        (
            "decisions that quote it; expunge them as well if they must not",
            &report.decisions,
        ),
        (
            "files with rejects that quote it; remove them",
            &report.rejects,
        ),
    ];
    for (words, values) in lists {
        if !values.is_empty() {
            output::say(&format!("{words}: {}", values.join(", ")))?;
        }
    }
    if !report.runs.is_empty() {
        let runs: Vec<String> = report.runs.iter().map(ToString::to_string).collect();
        output::say(&format!(
            "reports that quoted it, cut to their counts: of run {}",
            runs.join(", ")
        ))?;
    }
    if !report.dry_run {
        output::say(
            "backups made before still hold it; destroy them or restore them and expunge there",
        )?;
    }
    Ok(())
}

fn revisions(versions: &[u32]) -> String {
    let numbers: Vec<String> = versions.iter().map(ToString::to_string).collect();
    match numbers.as_slice() {
        [] => "no revision".to_owned(),
        [one] => format!("revision {one}"),
        several => format!("revisions {}", several.join(", ")),
    }
}
