//! The rejects file: what could not go in, with the reasons.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use fonds_formats::Problem;

use crate::error::{Error, Result};

/// What was rejected in a run.
#[derive(Debug, Default)]
pub(super) struct Rejects {
    lines: Vec<(Problem, String)>,
}

impl Rejects {
    /// Keeps a rejected piece of a file with the reason.
    pub(super) fn add(&mut self, problem: Problem, text: String) {
        self.lines.push((problem, text));
    }

    /// Writes the rejects of a run into the archive's folder: what was rejected, each piece after its reason.
    ///
    /// Reasons stand on lines of their own that begin with `#`; without those, the mended rest can be imported.
    pub(super) fn write(&self, folder: &Path, run: Option<i64>) -> Result<Option<PathBuf>> {
        if self.lines.is_empty() {
            return Ok(None);
        }
        let rejects = folder.join("rejects");
        fs::create_dir_all(&rejects).map_err(|error| Error::file("create", &rejects, error))?;
        let path = rejects.join(format!("import-{}.txt", run.unwrap_or_default()));
        let failed = |error| Error::file("write", &path, error);
        let mut file = File::create(&path).map_err(failed)?;
        for (problem, text) in &self.lines {
            writeln!(file, "# {problem}\n{text}").map_err(failed)?;
        }
        file.sync_all().map_err(failed)?;
        Ok(Some(path))
    }
}
