//! Scenario folders: a page of our own making, what it must be read as, and what must be said about it.
//!
//! With `FONDS_WRITE_EXPECTED=1` the expectations are written anew, to be read over before they are kept.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use fonds_formats::{Problem, listing};

fn scenarios() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/listing");
    let mut folders: Vec<PathBuf> = fs::read_dir(folder)
        .expect("the scenarios stand beside this file")
        .map(|entry| entry.expect("a folder can be listed").path())
        .collect();
    folders.sort();
    folders
}

fn printed(problems: &[Problem]) -> String {
    problems.iter().fold(String::new(), |mut text, problem| {
        writeln!(text, "{problem}").expect("a string takes everything");
        text
    })
}

fn check(folder: &Path) -> Result<(), String> {
    let input = fs::read(folder.join("input.txt")).map_err(|error| error.to_string())?;
    let (page, problems) = listing::read("page", &input);
    let found = serde_json::to_string_pretty(&page).map_err(|error| error.to_string())? + "\n";
    let said = printed(&problems);
    if std::env::var_os("FONDS_WRITE_EXPECTED").is_some() {
        fs::write(folder.join("expected.json"), &found).map_err(|error| error.to_string())?;
        fs::write(folder.join("problems.txt"), &said).map_err(|error| error.to_string())?;
    }
    let expected =
        fs::read_to_string(folder.join("expected.json")).map_err(|error| error.to_string())?;
    let expected_problems =
        fs::read_to_string(folder.join("problems.txt")).map_err(|error| error.to_string())?;
    if found != expected {
        return Err(format!("{} reads as\n{found}", folder.display()));
    }
    if said != expected_problems {
        return Err(format!("{} is said to have\n{said}", folder.display()));
    }
    Ok(())
}

#[test]
fn pages_are_read_as_expected() {
    let folders = scenarios();
    assert!(folders.len() >= 20, "only {} scenarios", folders.len());
    let wrong: Vec<String> = folders
        .iter()
        .filter_map(|folder| check(folder).err())
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
