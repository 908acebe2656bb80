//! Backups made while the archive is written, and what is restored from them, whole or damaged.

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::Stdio;

use crate::fonds::{Room, command, json, run};

/// A change to the bytes of a backup.
type Change = Box<dyn Fn(&mut Vec<u8>)>;

fn export_at(room: &Room, archive: &str, seq: &serde_json::Value) -> Vec<u8> {
    let out = room.text("then.jsonl");
    let row = seq.to_string();
    let arguments = ["export", "jsonl", &out, "--archive", archive, "--at", &row];
    assert_eq!(run(&arguments).status.code(), Some(0));
    fs::read(out).unwrap()
}

/// Records with a text too large to lie in the database, one after the other.
fn with_files(count: u32) -> String {
    let mut lines = String::new();
    for number in 0..count {
        let words: Vec<String> = (0..3_000_u32)
            .map(|word| format!("w{}", (word * 7 + number).wrapping_mul(2_654_435_761)))
            .collect();
        let text = words.join(" ");
        let body = serde_json::json!({"paragraphs": [{"id": "p1", "text": text}]}).to_string();
        let blob =
            fonds_formats::jsonl::Blob::new("application/vnd.fonds.text+json", body.into_bytes());
        let words = serde_json::to_string(std::str::from_utf8(&blob.bytes).unwrap()).unwrap();
        writeln!(
            lines,
            r#"{{"kind":"blob","sha256":"{}","media_type":"{}","text":{words}}}"#,
            blob.sha256, blob.media_type
        )
        .unwrap();
        let id = number + 1;
        writeln!(
            lines,
            r#"{{"kind":"document","id":{id},"titles":[{{"text":"Note {number} on corn"}}],"texts":[{{"id":{id},"kind":"transcript","language":"eng","blob":"{}"}}]}}"#,
            blob.sha256
        )
        .unwrap();
    }
    lines
}

#[test]
fn a_backup_made_during_an_import_is_one_moment_of_the_archive() {
    let room = Room::new();
    let archive = room.text("archive");
    fs::write(room.path("files.jsonl"), with_files(20)).unwrap();
    json(&[
        "import",
        "--archive",
        &archive,
        &room.text("files.jsonl"),
        "--json",
    ]);
    fs::write(room.path("archive/fonds.toml"), "# settings\n").unwrap();
    let page = room.page("a.txt", 4_000);
    let log = room.path("archive/fonds.db-wal");
    let size = || fs::metadata(&log).map_or(0, |file| file.len());
    let before = size();
    let mut import = command(&["import", "--archive", &archive, &page])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    while import.try_wait().unwrap().is_none() && size() <= before {
        std::thread::yield_now();
    }
    let mut moments = Vec::new();
    for number in 0..3 {
        let out = room.text(&format!("backup-{number}.tar"));
        moments.push((
            out.clone(),
            json(&["backup", &out, "--archive", &archive, "--json"]),
        ));
    }
    assert!(
        import.try_wait().unwrap().is_none(),
        "the import ended before the backups were made"
    );
    assert!(import.wait().unwrap().success());
    for (number, (out, made)) in moments.iter().enumerate() {
        let restored = room.text(&format!("restored-{number}"));
        let report = json(&["restore", out, "--archive", &restored, "--json"]);
        assert_eq!(
            (&report["last_seq"], &report["chain"]),
            (&made["last_seq"], &made["chain"])
        );
        json(&["check", "--archive", &restored, "--json"]);
        assert!(
            room.export(&restored) == export_at(&room, &archive, &made["last_seq"]),
            "the restored archive is no moment of its source"
        );
        assert_eq!(
            fs::read_to_string(Path::new(&restored).join("fonds.toml")).unwrap(),
            "# settings\n"
        );
    }
}

#[test]
fn an_existing_backup_is_replaced_only_when_told() {
    let room = Room::new();
    let archive = room.archive_of(3);
    let out = room.text("backup.tar");
    fs::write(&out, "precious").unwrap();
    let refused = run(&["backup", &out, "--archive", &archive]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("--replace"));
    assert_eq!(fs::read(&out).unwrap(), b"precious");
    json(&["backup", &out, "--archive", &archive, "--replace", "--json"]);
    let occupied = run(&["restore", &out, "--archive", &archive]);
    assert_eq!(occupied.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&occupied.stderr).contains("is not empty"));
}

#[test]
fn the_archive_takes_no_file_into_its_own_folder() {
    let room = Room::new();
    let archive = room.archive_of(3);
    let whole = room.export(&archive);
    for name in ["fonds.db", "new.tar", "index/current"] {
        let out = format!("{archive}/{name}");
        for arguments in [["backup", "--replace", &out], ["export", "jsonl", &out]] {
            let refused = run(&[&arguments[..], &["--archive", &archive]].concat());
            let complaint = String::from_utf8_lossy(&refused.stderr).into_owned();
            assert_eq!(refused.status.code(), Some(2), "{arguments:?}");
            assert!(complaint.contains("own folder"), "{complaint}");
        }
    }
    assert_eq!(room.export(&archive), whole);
    json(&["check", "--archive", &archive, "--json"]);
}

#[test]
fn an_empty_folder_may_be_named_in_any_way() {
    let room = Room::new();
    let archive = room.archive_of(3);
    let out = room.text("backup.tar");
    json(&["backup", &out, "--archive", &archive, "--json"]);
    for name in ["here", "linked"] {
        fs::create_dir(room.path(name)).unwrap();
    }
    std::os::unix::fs::symlink(room.path("linked"), room.path("link")).unwrap();
    // What a restoration that was killed has left.
    fs::create_dir(room.path(".unfinished-here-abc123")).unwrap();
    fs::write(room.path(".unfinished-here-abc123/fonds.db"), "half").unwrap();
    let here = command(&["restore", &out, "--archive", "."])
        .current_dir(room.path("here"))
        .output()
        .unwrap();
    let complaint = String::from_utf8_lossy(&here.stderr).into_owned();
    assert_eq!(here.status.code(), Some(0), "{complaint}");
    json(&["restore", &out, "--archive", &room.text("link"), "--json"]);
    for name in ["here", "linked"] {
        assert_eq!(room.export(&room.text(name)), room.export(&archive));
    }
    assert!(
        !names(&room)
            .iter()
            .any(|name| name.starts_with(".unfinished"))
    );
}

#[test]
fn a_backup_passes_through_a_pipe() {
    let room = Room::new();
    let archive = room.archive_of(3);
    let made = run(&["backup", "-", "--archive", &archive]);
    assert_eq!(made.status.code(), Some(0));
    let restored = room.text("restored");
    let mut restore = command(&["restore", "-", "--archive", &restored])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    restore
        .stdin
        .take()
        .unwrap()
        .write_all(&made.stdout)
        .unwrap();
    assert!(restore.wait().unwrap().success());
    assert_eq!(room.export(&restored), room.export(&archive));
}

/// One entry of a container.
fn entry(path: &str, kind: tar::EntryType, bytes: &[u8]) -> Vec<u8> {
    let mut header = tar::Header::new_gnu();
    header.as_old_mut().name[..path.len()].copy_from_slice(path.as_bytes());
    header.set_size(bytes.len() as u64);
    header.set_mode(0o644);
    header.set_entry_type(kind);
    if kind.is_symlink() {
        header.set_link_name("/etc/passwd").unwrap();
    }
    header.set_cksum();
    let mut entry = header.as_bytes().to_vec();
    entry.extend(bytes);
    entry.resize(entry.len().next_multiple_of(512), 0);
    entry
}

/// Where the entry of this path begins, and how long it is with its header.
fn place(backup: &[u8], path: &str) -> std::ops::Range<usize> {
    let start = (0..backup.len())
        .step_by(512)
        .find(|start| backup[*start..].starts_with(path.as_bytes()))
        .unwrap();
    let size = std::str::from_utf8(&backup[start + 124..start + 135]).unwrap();
    let size = usize::from_str_radix(size, 8).unwrap();
    start..start + 512 + size.next_multiple_of(512)
}

/// A way to damage a backup, what it is called, and words of the complaint.
type Case = (&'static str, Change, &'static str);

/// Puts an entry before all others.
fn insert(path: &'static str, kind: tar::EntryType, bytes: &'static [u8]) -> Change {
    Box::new(move |backup| {
        backup.splice(0..0, entry(path, kind, bytes));
    })
}

fn damages() -> Vec<Case> {
    vec![
        ("empty", Box::new(Vec::clear), "no backup of Fonds"),
        (
            "another file",
            Box::new(|backup| *backup = b"just some words ".repeat(100)),
            "no backup of Fonds",
        ),
        (
            "cut short in the database",
            Box::new(|backup| backup.truncate(place(backup, "fonds.db").start + 9_000)),
            "cut short within `fonds.db`",
        ),
        (
            "cut short before the checksums",
            Box::new(|backup| backup.truncate(place(backup, "SHA256SUMS").start)),
            "cut short after `manifest.json`",
        ),
        (
            "a flipped bit in the database",
            Box::new(|backup| {
                let at = place(backup, "fonds.db").start + 5_000;
                backup[at] ^= 1;
            }),
            "`fonds.db` does not have its checksum",
        ),
        (
            "a flipped bit in a blob",
            Box::new(|backup| {
                let at = place(backup, "blobs/").start + 700;
                backup[at] ^= 1;
            }),
            "does not have its checksum",
        ),
        (
            "a flipped bit in a header",
            Box::new(|backup| {
                let at = place(backup, "blobs/").start + 130;
                backup[at] ^= 1;
            }),
            "is damaged at or after `fonds.db`",
        ),
        (
            "a blob that is not there",
            Box::new(|backup| {
                let blob = place(backup, "blobs/");
                backup.drain(blob);
            }),
            "should be in it and is not",
        ),
        (
            "a file twice",
            Box::new(|backup| {
                let blob = place(backup, "blobs/");
                let copy = backup[blob].to_vec();
                backup.splice(0..0, copy);
            }),
            "twice",
        ),
    ]
}

fn forgeries() -> Vec<Case> {
    let regular = tar::EntryType::Regular;
    vec![
        (
            "a path out of the folder",
            insert("../x", regular, b"x"),
            "`../x`, which is no file",
        ),
        (
            "an absolute path",
            insert("/tmp/x", regular, b"x"),
            "`/tmp/x`, which is no file",
        ),
        (
            "another file",
            insert("extra.txt", regular, b"x"),
            "`extra.txt`, which is no file",
        ),
        (
            "a blob that nothing names",
            insert(
                "blobs/2d/711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881",
                regular,
                b"x",
            ),
            "does not name",
        ),
        (
            "a link in place of the settings",
            insert("fonds.toml", tar::EntryType::Symlink, b""),
            "no plain file",
        ),
    ]
}

#[test]
fn a_damaged_backup_is_named_and_leaves_nothing() {
    let room = Room::new();
    let archive = room.text("archive");
    fs::write(room.path("files.jsonl"), with_files(2)).unwrap();
    json(&[
        "import",
        "--archive",
        &archive,
        &room.text("files.jsonl"),
        "--json",
    ]);
    let out = room.text("backup.tar");
    json(&["backup", &out, "--archive", &archive, "--json"]);
    let whole = fs::read(&out).unwrap();
    for (what, change, words) in damages().into_iter().chain(forgeries()) {
        let mut backup = whole.clone();
        change(&mut backup);
        let damaged = room.text("damaged.tar");
        fs::write(&damaged, backup).unwrap();
        let before = names(&room);
        let goal = room.text("restored");
        let output = run(&["restore", &damaged, "--archive", &goal]);
        let complaint = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{what}");
        assert!(complaint.contains(words), "{what}: {complaint}");
        assert_eq!(names(&room), before, "{what} leaves something behind");
    }
}

fn names(room: &Room) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(room.path(""))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}
