//! From paths to pages: opens files, recognises formats, reads listing pages.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use fonds_formats::{Format, Problem, Severity, listing, recognise};

use super::{Gathered, ImportOptions, rejects::Rejects, source_name};
use crate::error::{Error, Result};

/// How much of a file is looked at to recognise its format.
const HEAD: u64 = 64 * 1024;

/// Reads what `paths` name; a folder stands for all files below it.
pub(super) fn gather(paths: &[PathBuf], options: &ImportOptions) -> Result<Gathered> {
    let mut gathered = Gathered {
        pages: Vec::new(),
        interchange: Vec::new(),
        problems: Vec::new(),
        rejects: Rejects::default(),
    };
    for path in paths {
        let in_folder = path.is_dir();
        for file in files_of(path)? {
            gather_file(&file, in_folder, options, &mut gathered)?;
        }
    }
    Ok(gathered)
}

fn files_of(path: &Path) -> Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let failed = |error| Error::file("read the folder", path, error);
    let mut children = fs::read_dir(path)
        .and_then(Iterator::collect::<std::io::Result<Vec<_>>>)
        .map_err(failed)?;
    children.sort_by_key(fs::DirEntry::file_name);
    let mut files = Vec::new();
    for child in children {
        let kind = child.file_type().map_err(failed)?;
        if kind.is_dir() {
            files.extend(files_of(&child.path())?);
        } else if kind.is_file() {
            files.push(child.path());
        }
    }
    Ok(files)
}

fn gather_file(
    path: &Path,
    in_folder: bool,
    options: &ImportOptions,
    gathered: &mut Gathered,
) -> Result<()> {
    let failed = |error| Error::file("read", path, error);
    let mut file = File::open(path).map_err(failed)?;
    let mut bytes = Vec::new();
    file.by_ref()
        .take(HEAD)
        .read_to_end(&mut bytes)
        .map_err(failed)?;
    let name = source_name(path);
    match options.format.or_else(|| recognise(&name, &bytes)) {
        Some(Format::Listing) => {
            file.read_to_end(&mut bytes).map_err(failed)?;
            let (page, problems) = listing::read(&name, &bytes);
            gathered.problems.extend(problems);
            gathered.pages.push(page);
            Ok(())
        }
        Some(Format::Jsonl) => {
            gathered.interchange.push(path.to_owned());
            Ok(())
        }
        None => {
            gathered
                .problems
                .push(unrecognised(&name, in_folder, bytes.is_empty()));
            Ok(())
        }
    }
}

fn unrecognised(name: &str, in_folder: bool, empty: bool) -> Problem {
    let why = if empty {
        "the file is empty"
    } else {
        "no known format"
    };
    let advice = if in_folder {
        "the file was passed over; move it out of the folder, or import it alone with --format"
    } else {
        "nothing was imported from it; name its format with --format listing or --format jsonl"
    };
    Problem::new(Severity::Error, name, why, advice)
}
