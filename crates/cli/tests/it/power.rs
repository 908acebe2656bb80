//! Imports that are killed: nothing half-done stays, and the next import ends as an undisturbed one does.

use std::fs;
use std::path::Path;
use std::process::Stdio;

use crate::fonds::{Room, command, json, run};

const ENTRIES: usize = 3_000;
const KILLS: u64 = 6;

/// Numbers that look random and are the same in every run.
fn scattered(seed: u64) -> u64 {
    let mut value = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    value ^= value >> 29;
    value.wrapping_mul(0xbf58_476d_1ce4_e5b9) >> 33
}

fn log_size(archive: &Path) -> u64 {
    ["fonds.db", "fonds.db-wal"]
        .iter()
        .filter_map(|name| fs::metadata(archive.join(name)).ok())
        .map(|file| file.len())
        .sum()
}

#[test]
fn a_killed_import_is_taken_up_again() {
    let room = Room::new();
    let page = room.page("a.txt", ENTRIES);
    let undisturbed = room.text("undisturbed");
    json(&["import", "--archive", &undisturbed, &page, "--json"]);
    let expected = room.export(&undisturbed);
    let whole = log_size(Path::new(&undisturbed));

    let archive = room.text("archive");
    for kill in 0..KILLS {
        let target = whole * (scattered(kill) % 100) / 100;
        let mut import = command(&["import", "--archive", &archive, &page])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // The moment is chosen by how much has been written, not by the clock.
        while import.try_wait().unwrap().is_none() && log_size(Path::new(&archive)) < target {
            std::thread::yield_now();
        }
        import.kill().unwrap();
        import.wait().unwrap();
        if Path::new(&archive).join("fonds.db").exists() {
            let checked = run(&["check", "--archive", &archive]);
            let words = String::from_utf8_lossy(&checked.stdout).into_owned();
            assert_eq!(checked.status.code(), Some(0), "after kill {kill}: {words}");
        }
    }
    let report = json(&["import", "--archive", &archive, &page, "--json"]);
    assert_eq!(report["entries"], ENTRIES);
    assert!(
        room.export(&archive) == expected,
        "the export differs from that of an undisturbed import"
    );
    let found = json(&["search", "corn", "--archive", &archive, "--json"]);
    assert_eq!(found["total"], ENTRIES);
}
