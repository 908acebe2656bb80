//! From paths to pages: opens files, recognises formats, reads listing pages.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use fonds_formats::{Format, Problem, Severity, listing, recognise};
use tempfile::TempPath;

use super::{Gathered, ImportOptions, Interchange, rejects::Rejects, source_name};
use crate::error::{Error, Result};

/// The largest listing page that is read, in bytes: a page is read whole, and one of ten thousand entries has some five million.
const LARGEST_PAGE: u64 = 64 << 20;

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
    Read::by_ref(&mut file)
        .take(HEAD)
        .read_to_end(&mut bytes)
        .map_err(failed)?;
    if is_blank(&bytes) {
        gathered.refuse(name, "is empty; see whether it was fetched or copied whole");
        return Ok(());
    }
    match options.format.or_else(|| recognise(name, &bytes)) {
        Some(Format::Listing) => {
            let rest = LARGEST_PAGE + 1 - bytes.len() as u64;
            file.take(rest).read_to_end(&mut bytes).map_err(failed)?;
            if bytes.len() as u64 > LARGEST_PAGE {
                let advice = format!(
                    "has more than {} MiB, the most that is read as one listing page; if it is a listing, divide it between two entries",
                    LARGEST_PAGE >> 20
                );
                gathered.refuse(name, advice);
                return Ok(());
            }
            gather_listing(name, &bytes, gathered);
        }
        Some(Format::Jsonl) if is_utf_16(&bytes) => {
            let advice = format!(
                "is in UTF-16, and records are read in UTF-8; convert it with `iconv -f UTF-16 -t UTF-8 {name} > utf-8.jsonl` and import that"
            );
            gathered.refuse(name, advice);
        }
        Some(Format::Jsonl) => {
            let spooled = spool_if_stream(&mut file, &bytes).map_err(failed)?;
            gathered.interchange.push(Interchange {
                path: spooled
                    .as_ref()
                    .map_or_else(|| path.clone(), |spooled| spooled.to_path_buf()),
                name: source_name(path),
                _spooled: spooled,
            });
        }
        None => gathered.problems.push(unrecognised(name, *in_folder)),
    }
    Ok(())
}

impl Gathered {
    /// Notes that nothing of a file comes in.
    fn refuse(&mut self, name: &str, advice: impl Into<String>) {
        let problem = Problem::new(Severity::Error, name, "", advice);
        self.problems.push(problem);
    }
}

fn gather_listing(name: &str, bytes: &[u8], gathered: &mut Gathered) {
    let (page, mut problems) = listing::read(name, bytes);
    let is_bare = page.entries.is_empty() && page.collection.is_none() && page.agent.is_none();
    if is_bare {
        // Nothing of the file comes in: that is more than a doubt about a line.
        match problems.first_mut() {
            Some(problem) => problem.severity = Severity::Error,
            None => problems.push(unrecognised(name, false)),
        }
    } else {
        gathered.pages.push(page);
    }
    gathered.problems.extend(problems);
}

/// True for a head without anything but white space, in any encoding.
fn is_blank(head: &[u8]) -> bool {
    let marks = [&b"\xef\xbb\xbf"[..], b"\xff\xfe", b"\xfe\xff"];
    let bare = marks
        .iter()
        .find_map(|mark| head.strip_prefix(*mark))
        .unwrap_or(head);
    head.len() < usize::try_from(HEAD).unwrap_or(usize::MAX)
        && bare
            .iter()
            .all(|byte| byte.is_ascii_whitespace() || *byte == 0)
}

/// True if text begins with the mark of UTF-16, or has a zero beside its first brace.
fn is_utf_16(head: &[u8]) -> bool {
    [&b"\xff\xfe"[..], b"\xfe\xff", b"{\0", b"\0{"]
        .iter()
        .any(|beginning| head.starts_with(beginning))
}

/// Records are read twice, which a pipe cannot be: what comes from one is kept in a temporary file.
fn spool_if_stream(file: &mut File, head: &[u8]) -> io::Result<Option<TempPath>> {
    if file.metadata()?.is_file() {
        return Ok(None);
    }
    let mut spooled = tempfile::NamedTempFile::new()?;
    spooled.write_all(head)?;
    io::copy(file, &mut spooled)?;
    Ok(Some(spooled.into_temp_path()))
}

fn unrecognised(name: &str, in_folder: bool) -> Problem {
    let advice = if in_folder {
        "is neither a listing page nor lines of records and was passed over; move it out of the folder, or import it alone with --format"
    } else {
        "is neither a listing page nor lines of records, and nothing was imported from it; if it is one of them, say so with --format listing or --format jsonl"
    };
    Problem::new(Severity::Error, name, "", advice)
}
