//! What `docs/format.md` says is true: its example is a record, and its commands read an archive without this program.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use fonds_model::Record;
use tempfile::TempDir;

use crate::common::{archive, document, draft, put};

/// The code blocks of a language on the page, in order.
fn blocks(language: &str) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/format.md");
    let page = fs::read_to_string(path).unwrap();
    let opening = format!("```{language}\n");
    page.split(&opening)
        .skip(1)
        .map(|rest| rest.split("```").next().unwrap().to_owned())
        .collect()
}

fn shell(folder: &TempDir, commands: &str) -> Output {
    Command::new("sh")
        .args(["-euc", commands])
        .current_dir(folder)
        .output()
        .unwrap()
}

/// White space outside of strings is only there for readers.
fn without_white_space(json: &str) -> String {
    let mut is_in_string = false;
    json.chars()
        .filter(|letter| {
            is_in_string ^= *letter == '"';
            is_in_string || !letter.is_whitespace()
        })
        .collect()
}

#[test]
fn the_example_is_a_canonical_record() {
    let [example] = blocks("json").try_into().unwrap();
    let canonical = without_white_space(&example);
    assert_eq!(Record::parse(&canonical).unwrap().to_canonical(), canonical);
}

#[test]
fn the_commands_read_an_archive() {
    let (folder, store) = archive();
    put(&store, draft(1_000_000, "in work"));
    let title = "Cable, Ивану Ивановичу \"лично\"; ".repeat(20);
    put(&store, document(1_000_000, &title));
    put(&store, document(1_000_001, "another"));
    let tools = "sqlite3 --version; zstd --version; sha256sum --version";
    if !shell(&folder, tools).status.success() {
        println!("skipped: sqlite3, zstd and sha256sum are not all installed");
        return;
    }
    let commands = blocks("sh");
    let said = |place: usize| {
        let output = shell(&folder, &commands[place]);
        assert!(output.status.success(), "{}: {output:?}", commands[place]);
        String::from_utf8(output.stdout).unwrap()
    };
    assert!(said(0).starts_with("1|"));
    assert_eq!(
        said(1),
        Record::from(document(1_000_000, &title)).to_canonical()
    );
    assert_eq!(said(2).lines().count(), 3);
    assert_eq!(said(3), "", "the chain holds");

    let connection = rusqlite::Connection::open(folder.path().join("fonds.db")).unwrap();
    connection
        .execute_batch(
            "DROP TRIGGER revision_stands; UPDATE revision SET at = at + 1 WHERE seq = 3",
        )
        .unwrap();
    assert!(said(3).contains("document"), "the chain breaks");
}
