//! What the kernel is asked, in which order, before a batch counts as durable.
//!
//! A blob's file is synced before it gets its name, its folder is synced after that, and only then is the write-ahead log synced that names it.

use std::fs;
use std::process::Command;

use crate::fonds::Room;

/// One line of a trace: the call and its words.
struct Call<'a> {
    name: &'a str,
    words: &'a str,
}

fn calls(trace: &str) -> Vec<Call<'_>> {
    trace
        .lines()
        .filter_map(|line| {
            let call = line.trim_start_matches(|character: char| {
                character.is_ascii_digit() || character == ' '
            });
            let (name, words) = call.split_once('(')?;
            Some(Call { name, words })
        })
        .collect()
}

/// A record that names a text too large to lie in the database, with the text.
fn interchange() -> String {
    use std::fmt::Write;
    let paragraphs: Vec<serde_json::Value> = (0..4_000_u32)
        .map(|number| serde_json::json!({"id": format!("p{number}"), "text": format!("Wagon {} of seed corn.", number.wrapping_mul(2_654_435_761))}))
        .collect();
    let body = serde_json::json!({"paragraphs": paragraphs}).to_string();
    let blob =
        fonds_formats::jsonl::Blob::new("application/vnd.fonds.text+json", body.into_bytes());
    let mut lines = String::new();
    let text = serde_json::to_string(std::str::from_utf8(&blob.bytes).unwrap()).unwrap();
    writeln!(
        lines,
        r#"{{"kind":"blob","sha256":"{}","media_type":"{}","text":{text}}}"#,
        blob.sha256, blob.media_type
    )
    .unwrap();
    writeln!(
        lines,
        r#"{{"kind":"document","id":7,"standing":{{"state":"published"}},"titles":[{{"text":"Note on corn"}}],"texts":[{{"id":1,"kind":"transcript","language":"eng","blob":"{}"}}]}}"#,
        blob.sha256
    )
    .unwrap();
    lines
}

#[test]
fn a_blob_is_durable_before_the_log_names_it() {
    if Command::new("strace").arg("-V").output().is_err() {
        eprintln!("skipped a_blob_is_durable_before_the_log_names_it: strace is not installed");
        return;
    }
    let room = Room::new();
    fs::write(room.path("text.jsonl"), interchange()).unwrap();
    let trace = room.path("trace");
    let output = Command::new("strace")
        .args([
            "-f",
            "-y",
            "-s",
            "0",
            "-e",
            "trace=fsync,fdatasync,rename,renameat,renameat2,write",
        ])
        .arg("-o")
        .arg(&trace)
        .arg(env!("CARGO_BIN_EXE_fonds"))
        .args([
            "import",
            "--json",
            "--archive",
            &room.text("archive"),
            &room.text("text.jsonl"),
        ])
        .output()
        .unwrap();
    if !output.status.success() && fs::metadata(&trace).map_or(0, |file| file.len()) == 0 {
        eprintln!(
            "skipped a_blob_is_durable_before_the_log_names_it: this machine does not let processes be traced"
        );
        return;
    }
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let trace = fs::read_to_string(&trace).unwrap();
    let calls = calls(&trace);
    let is_sync = |call: &Call<'_>| matches!(call.name, "fsync" | "fdatasync");
    let position = |what: &str, from: usize, fits: &dyn Fn(&Call<'_>) -> bool| {
        let found = calls[from..].iter().position(fits);
        from + found.unwrap_or_else(|| panic!("no {what} after call {from} of\n{trace}"))
    };
    let rename = position("rename of a blob", 0, &|call| {
        call.name.starts_with("rename") && call.words.contains("/blobs/")
    });
    let file_sync = calls[..rename]
        .iter()
        .rposition(|call| is_sync(call) && call.words.contains("/blobs/"));
    assert!(
        file_sync.is_some(),
        "the blob's file is not synced before it gets its name:\n{trace}"
    );
    let folder_sync = position("sync of the blob's folder", rename, &|call| {
        is_sync(call) && call.words.contains("/blobs/")
    });
    let log_sync = position("sync of the log", rename, &|call| {
        is_sync(call) && call.words.contains("fonds.db-wal")
    });
    assert!(
        folder_sync < log_sync,
        "the log is synced before the blob's folder:\n{trace}"
    );
    let said = position("report on standard output", log_sync, &|call| {
        call.name == "write" && call.words.starts_with("1<")
    });
    assert!(
        log_sync < said,
        "the report comes before the log is durable:\n{trace}"
    );
    let pointer = position("rename of the index pointer", log_sync, &|call| {
        call.name.starts_with("rename") && call.words.contains("/index/")
    });
    let pointer_sync = calls[..pointer]
        .iter()
        .rposition(|call| is_sync(call) && call.words.contains("/index/"));
    assert!(
        pointer_sync.is_some(),
        "the index pointer is not synced before it gets its name:\n{trace}"
    );
}
