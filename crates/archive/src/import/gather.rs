//! From paths to pages: opens files, recognises formats, reads listing pages.

use std::collections::{BTreeMap, BTreeSet};
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
    for found in find(paths)? {
        gather_file(&found, options, &mut gathered)?;
    }
    Ok(gathered)
}

/// A file to be read.
struct Found {
    path: PathBuf,
    /// The name under which it is known as a source.
    name: String,
    in_folder: bool,
}

/// The files that `paths` name, each once, with names that are all different.
///
/// A file is called by the last part of its path, so that it stays the same source when it is moved; in a folder, by its path below that folder.
/// Files of one name are told apart by the folders they lie in.
fn find(paths: &[PathBuf]) -> Result<Vec<Found>> {
    let mut found: Vec<Found> = Vec::new();
    let mut seen: BTreeSet<PathBuf> = BTreeSet::new();
    for path in paths {
        let in_folder = path.is_dir();
        for file in files_of(path)? {
            let whole = file.canonicalize().unwrap_or_else(|_| file.clone());
            if !seen.insert(whole) {
                continue;
            }
            let below = file.strip_prefix(path).ok().filter(|_| in_folder);
            let name =
                below.map_or_else(|| source_name(&file), |below| below.display().to_string());
            found.push(Found {
                path: file,
                name,
                in_folder,
            });
        }
    }
    let mut uses: BTreeMap<String, usize> = BTreeMap::new();
    for file in &found {
        *uses.entry(file.name.clone()).or_default() += 1;
    }
    for file in &mut found {
        if uses[&file.name] > 1 {
            file.name = file.path.display().to_string();
        }
    }
    Ok(found)
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

fn gather_file(found: &Found, options: &ImportOptions, gathered: &mut Gathered) -> Result<()> {
    let Found {
        path,
        name,
        in_folder,
    } = found;
    let failed = |error| Error::file("read", path, error);
    let mut file = File::open(path).map_err(failed)?;
    let mut bytes = Vec::new();
    file.by_ref()
        .take(HEAD)
        .read_to_end(&mut bytes)
        .map_err(failed)?;
    match options.format.or_else(|| recognise(name, &bytes)) {
        Some(Format::Listing) => {
            file.read_to_end(&mut bytes).map_err(failed)?;
            let (page, problems) = listing::read(name, &bytes);
            let is_bare =
                page.entries.is_empty() && page.collection.is_none() && page.agent.is_none();
            if is_bare && problems.is_empty() {
                gathered
                    .problems
                    .push(unrecognised(name, *in_folder, bytes.is_empty()));
            }
            gathered.problems.extend(problems);
            if !is_bare {
                gathered.pages.push(page);
            }
            Ok(())
        }
        Some(Format::Jsonl) => {
            gathered.interchange.push(path.clone());
            Ok(())
        }
        None => {
            gathered
                .problems
                .push(unrecognised(name, *in_folder, bytes.is_empty()));
            Ok(())
        }
    }
}

fn unrecognised(name: &str, in_folder: bool, empty: bool) -> Problem {
    let why = if empty {
        "the file is empty"
    } else {
        "no entry in a known format"
    };
    let advice = if in_folder {
        "the file was passed over; move it out of the folder, or import it alone with --format"
    } else {
        "nothing was imported from it; name its format with --format listing or --format jsonl"
    };
    Problem::new(Severity::Error, name, why, advice)
}
