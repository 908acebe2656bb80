//! Words that were expunged stand in no file of the archive any longer.

use std::fs;
use std::path::Path;

use rusqlite::Connection;

use crate::fonds::{Room, json, run};
use crate::processes::Server;

/// A text that is a blob in the database, or with `filler` a file.
fn blob(words: &str, filler: usize) -> fonds_formats::jsonl::Blob {
    let filler = " filler".repeat(filler);
    let body = format!(r#"{{"paragraphs":[{{"id":"p1","text":"{words}{filler}"}}]}}"#);
    fonds_formats::jsonl::Blob::new("application/vnd.fonds.text+json", body.into_bytes())
}

fn blob_line(blob: &fonds_formats::jsonl::Blob) -> String {
    let text = serde_json::to_string(std::str::from_utf8(&blob.bytes).unwrap()).unwrap();
    format!(
        "{{\"kind\":\"blob\",\"sha256\":\"{}\",\"media_type\":\"{}\",\"text\":{text}}}\n",
        blob.sha256, blob.media_type
    )
}

fn document(id: u64, title: &str, blobs: &[&fonds_formats::jsonl::Blob]) -> String {
    let texts: Vec<String> = (id * 10..)
        .zip(blobs)
        .map(|(text, blob)| {
            format!(
                r#"{{"id":{text},"kind":"transcript","language":"eng","blob":"{}"}}"#,
                blob.sha256
            )
        })
        .collect();
    format!(
        "{{\"kind\":\"document\",\"id\":{id},\"titles\":[{{\"text\":\"{title}\"}}],\"texts\":[{}],\"provenance\":[{{\"source\":\"old.txt\",\"key\":\"k{id}\",\"format\":\"listing\",\"fields\":{{\"title\":\"{title}\"}}}}]}}\n",
        texts.join(",")
    )
}

/// An archive with a secret in two documents' texts, a title and a title that was replaced.
fn archive_with_secrets(room: &Room) -> String {
    let archive = room.text("archive");
    let own = blob("Zanzibarquux lies in the small text", 0);
    let filed = blob("Zanzibarquux lies in the large text", 9_000);
    let shared = blob("Corn is in the text that two have", 0);
    let first = blob_line(&own)
        + &blob_line(&filed)
        + &blob_line(&shared)
        + &document(1, "Zanzibarquux telegram", &[&own, &filed, &shared])
        + &document(2, "Note on Xylophonique corn", &[&shared]);
    fs::write(room.path("first.jsonl"), first).unwrap();
    fs::write(
        room.path("second.jsonl"),
        document(2, "Note on corn", &[&shared]),
    )
    .unwrap();
    for file in ["first.jsonl", "second.jsonl"] {
        json(&["import", "--archive", &archive, &room.text(file), "--json"]);
    }
    archive
}

/// The contents of the rows of a record, as they lie in the database.
fn payloads(archive: &str, id: i64, upto: u32) -> Vec<Vec<u8>> {
    let connection = Connection::open(Path::new(archive).join("fonds.db")).unwrap();
    let sql = "SELECT record FROM revision WHERE kind = 'document' AND id = ?1 AND version <= ?2";
    let mut statement = connection.prepare(sql).unwrap();
    let rows = statement.query_map((id, upto), |row| row.get(0)).unwrap();
    rows.collect::<Result<_, _>>().unwrap()
}

/// Files below a folder that hold these bytes, in whatever case.
fn files_with(folder: &Path, words: &[u8]) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files_with(&path, words));
        } else if let Ok(bytes) = fs::read(&path)
            && bytes
                .windows(words.len())
                .any(|window| window.eq_ignore_ascii_case(words))
        {
            found.push(path.display().to_string());
        }
    }
    found
}

#[test]
fn no_file_holds_what_was_expunged() {
    let room = Room::new();
    let archive = archive_with_secrets(&room);
    let folder = Path::new(&archive);
    let secret = b"zanzibarquux";
    let packed = payloads(&archive, 1, 1);
    assert!(!files_with(folder, secret).is_empty());
    assert!(!files_with(folder, &packed[0]).is_empty());
    let server = Server::start(&archive);
    assert_eq!(server.get("/search.json?q=zanzibarquux")["total"], 1);
    let order = [
        "expunge",
        "document/1",
        "--archive",
        &archive,
        "--json",
        "--reason",
    ];
    let rehearsed = json(&[&order[..], &["order 7", "--dry-run"]].concat());
    assert_eq!(rehearsed["versions"], serde_json::json!([1]));
    assert_eq!(server.get("/search.json?q=zanzibarquux")["total"], 1);
    let report = json(&[&order[..], &["order 7"]].concat());
    assert_eq!(report["blobs"].as_array().unwrap().len(), 2);
    assert_eq!(report["shared_blobs"].as_array().unwrap().len(), 1);
    assert_eq!(report["sources"], serde_json::json!(["old.txt"]));
    assert_eq!(server.get("/search.json?q=zanzibarquux")["total"], 0);
    assert_eq!(server.status("/document/1"), 410);
    assert_eq!(server.status("/document/2"), 200);
    assert_eq!(files_with(folder, secret), [""; 0], "while a server runs");
    for payload in &packed {
        assert_eq!(files_with(folder, payload), [""; 0], "as it was packed");
    }
    drop(server);
    assert_eq!(files_with(folder, secret), [""; 0]);
    let again = json(&[&order[..], &["order 7"]].concat());
    assert_eq!(again["versions"], serde_json::json!([]));
    stays_usable(&room, &archive);
}

#[test]
fn an_earlier_revision_goes_and_the_record_stays() {
    let room = Room::new();
    let archive = archive_with_secrets(&room);
    let order = [
        "expunge",
        "document/2",
        "--archive",
        &archive,
        "--reason",
        "a slip",
    ];
    let in_force = run(&[&order[..], &["--revision", "2"]].concat());
    assert_eq!(in_force.status.code(), Some(2));
    let complaint = String::from_utf8_lossy(&in_force.stderr).into_owned();
    assert!(
        complaint.contains("says what the record says now"),
        "{complaint}"
    );
    let unknown = run(&[&order[..], &["--revision", "9"]].concat());
    assert!(String::from_utf8_lossy(&unknown.stderr).contains("has no version 9"));
    let report = json(&[&order[..], &["--revision", "1", "--json"]].concat());
    assert_eq!(
        (&report["versions"], &report["withdrawn"]),
        (&serde_json::json!([1]), &false.into())
    );
    assert_eq!(files_with(Path::new(&archive), b"xylophonique"), [""; 0]);
    let found = json(&["search", "corn", "--archive", &archive, "--json"]);
    assert_eq!(found["total"], 2);
    let connection = Connection::open(Path::new(&archive).join("fonds.db")).unwrap();
    let (actor, reason): (String, String) = connection
        .query_row(
            "SELECT actor, reason FROM revision WHERE kind = 'document' AND id = 2 AND version = 3",
            [],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .unwrap();
    assert_eq!((actor.as_str(), reason.as_str()), ("expunge", "a slip"));
    drop(connection);
    stays_usable(&room, &archive);
}

/// Check, rebuild, export, an earlier export, backup and restore go on as before.
fn stays_usable(room: &Room, archive: &str) {
    let checked = json(&["check", "--archive", archive, "--json"]);
    assert_eq!(checked["expunged"], 1);
    json(&["check", "--rebuild", "--archive", archive, "--json"]);
    let whole = room.export(archive);
    let out = room.text("then.jsonl");
    json(&[
        "export",
        "jsonl",
        &out,
        "--archive",
        archive,
        "--at",
        "2",
        "--json",
    ]);
    let backup = room.text("backup.tar");
    json(&["backup", &backup, "--archive", archive, "--json"]);
    let restored = room.text("restored");
    json(&["restore", &backup, "--archive", &restored, "--json"]);
    json(&["check", "--archive", &restored, "--json"]);
    assert_eq!(room.export(&restored), whole);
}
