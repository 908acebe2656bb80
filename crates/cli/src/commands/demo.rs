//! `fonds demo`: the bundled example, made and served.

use anyhow::{Context, Result};
use fonds_archive::{Archive, ImportOptions};

use crate::arguments::Demo;
use crate::commands::serve;
use crate::logging;
use crate::output::Outcome;
use crate::settings::Settings;

/// The example in the interchange format.
const EXAMPLE: &[u8] = include_bytes!("../../demo/demo.jsonl");

pub(crate) fn run(demo: &Demo) -> Result<Outcome> {
    // Whoever tries the example wants to see its address and nothing else.
    let defaults = Settings {
        log_level: logging::QUIET.to_owned(),
        ..Settings::default()
    };
    let in_force = serve::settings(&demo.serving, &demo.archive, defaults)?;
    if demo.serving.print_settings {
        return serve::print(&in_force);
    }
    logging::start(&in_force.settings.log_level, in_force.settings.log_format);
    let archive = Archive::open_or_create(&demo.archive)?;
    if archive.is_empty()? {
        fill(&archive)?;
    }
    serve::serve(archive, in_force.settings)
}

fn fill(archive: &Archive) -> Result<()> {
    let folder = tempfile::tempdir().context("cannot make a temporary folder for the example")?;
    let path = folder.path().join("demo.jsonl");
    std::fs::write(&path, EXAMPLE).context("cannot unpack the example")?;
    let report = archive.import(&[path], &ImportOptions::default(), &mut |_| {})?;
    archive.follow()?;
    eprintln!(
        "made the example archive of {} documents in {}",
        report.created,
        archive.folder().display()
    );
    Ok(())
}
