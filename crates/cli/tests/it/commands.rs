//! Each command as its help promises it.

use std::fs;

use crate::fonds::{Room, json, run};

#[test]
fn an_import_is_reported_searched_exported_and_checked() {
    let room = Room::new();
    let archive = room.text("archive");
    let page = room.page("a.txt", 30);
    let report = json(&["import", "--archive", &archive, &page, "--json"]);
    assert_eq!(report["entries"], 30);
    assert_eq!(report["created"], 30);
    let found = json(&["search", "corn", "--archive", &archive, "--json"]);
    assert_eq!(found["total"], 30);
    let found = json(&[
        "search",
        "number:7",
        "wagons",
        "--since",
        "1920",
        "--until",
        "1920-12",
        "--archive",
        &archive,
        "--json",
    ]);
    assert_eq!(found["total"], 1, "{found}");
    let found = json(&[
        "search",
        "--archive",
        &archive,
        "--json",
        "--",
        "wagons",
        "-legation",
    ]);
    assert_eq!(found["total"], 0);
    let found = json(&[
        "search",
        "--sender",
        "Legation 3",
        "--type",
        "telegram",
        "--archive",
        &archive,
        "--json",
    ]);
    assert_eq!(found["total"], 2);
    let exported = json(&[
        "export",
        "jsonl",
        &room.text("out.jsonl"),
        "--archive",
        &archive,
        "--json",
    ]);
    assert_eq!(exported["documents"], 30);
    let checked = json(&["check", "--archive", &archive, "--json"]);
    assert_eq!(checked["indexed_documents"], 30);
    let checked = json(&["check", "--rebuild", "--archive", &archive, "--json"]);
    assert_eq!(checked["index_faults"], serde_json::json!([]));
    let reindexed = json(&["reindex", "--archive", &archive, "--json"]);
    assert_eq!(reindexed["documents"], 30);
    let proposals = json(&["proposals", "--archive", &archive, "--json"]);
    assert_eq!(proposals, serde_json::json!({"proposals": []}));
}

#[test]
fn what_cannot_be_run_says_what_to_do() {
    let room = Room::new();
    let check = |arguments: &[&str], words: &str| {
        let output = run(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let complaint = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(complaint.contains(words), "{arguments:?}: {complaint}");
        assert!(output.stdout.is_empty());
    };
    let nowhere = room.text("nowhere");
    check(&["search", "corn", "--archive", &nowhere], "no archive");
    check(&["check", "--archive", &nowhere], "no archive");
    check(
        &[
            "import",
            "--archive",
            &room.text("new"),
            &room.text("missing.txt"),
        ],
        "missing.txt",
    );
    check(&["import", "--archive", &room.text("new")], "PATH");
    assert!(!room.path("nowhere").exists());
}

#[test]
fn odd_files_are_reported_and_leave_the_archive_whole() {
    let room = Room::new();
    let archive = room.text("archive");
    let good = room.page("good.txt", 5);
    let odd: [(&str, &[u8]); 3] = [
        ("empty.txt", b""),
        ("noise.bin", &[0, 159, 146, 150, 0, 1, 2, 3]),
        ("prose.txt", b"just some words\n"),
    ];
    let mut arguments = vec![
        "import".to_owned(),
        "--json".to_owned(),
        "--archive".to_owned(),
        archive.clone(),
        good,
    ];
    for (name, bytes) in odd {
        fs::write(room.path(name), bytes).unwrap();
        arguments.push(room.text(name));
    }
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let output = run(&arguments);
    assert_eq!(output.status.code(), Some(1));
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["created"], 5);
    let files: Vec<&str> = report["problems"]
        .as_array()
        .unwrap()
        .iter()
        .map(|problem| problem["file"].as_str().unwrap())
        .collect();
    assert_eq!(files, ["empty.txt", "noise.bin", "prose.txt"]);
    assert_eq!(
        run(&["check", "--archive", &archive]).status.code(),
        Some(0)
    );
}

#[test]
fn a_dry_run_makes_no_archive() {
    let room = Room::new();
    let page = room.page("a.txt", 3);
    let report = json(&[
        "import",
        "--dry-run",
        "--json",
        "--archive",
        &room.text("archive"),
        &page,
    ]);
    assert_eq!(
        (&report["created"], &report["dry_run"]),
        (&3.into(), &true.into())
    );
    assert!(!room.path("archive").exists());
}

#[test]
fn every_command_has_help_with_an_example() {
    for command in [
        "demo",
        "serve",
        "import",
        "search",
        "export",
        "backup",
        "restore",
        "expunge",
        "proposals",
        "check",
        "reindex",
    ] {
        let output = run(&[command, "--help"]);
        let help = String::from_utf8(output.stdout).unwrap();
        assert!(help.contains("Example"), "{command}: {help}");
    }
}
