//! Running the command, and pages for it to read.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

/// The command with arguments.
pub(crate) fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fonds"));
    command.args(arguments);
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("FONDS_") {
            command.env_remove(name);
        }
    }
    command
}

/// Runs the command to its end.
pub(crate) fn run(arguments: &[&str]) -> Output {
    command(arguments).output().unwrap()
}

/// The JSON on the last line of standard output of a command that ends well.
pub(crate) fn json(arguments: &[&str]) -> Value {
    let output = run(arguments);
    let complaint = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {complaint}");
    let text = String::from_utf8(output.stdout).unwrap();
    serde_json::from_str(text.lines().last().unwrap()).unwrap()
}

/// A folder for one test.
pub(crate) struct Room {
    folder: tempfile::TempDir,
}

impl Room {
    pub(crate) fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    /// A path in the folder.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The same as text.
    pub(crate) fn text(&self, name: &str) -> String {
        self.path(name).to_str().unwrap().to_owned()
    }

    /// Writes a page of `count` invented entries and gives its path.
    pub(crate) fn page(&self, name: &str, count: usize) -> String {
        fs::write(self.path(name), page(name, count)).unwrap();
        self.text(name)
    }

    /// An archive in the room that holds one page of so many entries; its folder.
    pub(crate) fn archive_of(&self, entries: usize) -> String {
        let archive = self.text("archive");
        let page = self.page("a.txt", entries);
        json(&["import", "--archive", &archive, &page, "--json"]);
        archive
    }

    /// The archive's export, byte for byte.
    pub(crate) fn export(&self, archive: &str) -> Vec<u8> {
        let out = self.text(&format!(
            "{}.jsonl",
            Path::new(archive).file_name().unwrap().to_str().unwrap()
        ));
        let output = run(&["export", "jsonl", &out, "--archive", archive]);
        assert_eq!(output.status.code(), Some(0));
        fs::read(out).unwrap()
    }
}

/// A page of invented entries, of which no two have one summary.
fn page(name: &str, count: usize) -> String {
    let mut text = format!("Skip to content\n\n\n1 - {count} of {count}\n\n\n");
    for number in 1..=count {
        let (day, year) = (number % 28 + 1, 1920 + number / 28 % 40);
        let office = number % 17;
        write!(
            text,
            "March {day}, {year}\n\nTelegram No. {number}, Legation {office} to Ministry {}\n\nOf page {name}, entry {number}: the legation asks for seed corn and for {number} wagons.\n\n",
            office % 5,
        )
        .unwrap();
    }
    text
}
