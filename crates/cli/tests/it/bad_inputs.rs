//! Files, folders and disks that are not as they should be: each is named, and the archive stays whole.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use crate::fonds::{Room, command, json, run};

/// An archive of five documents.
fn furnished(room: &Room) -> String {
    let archive = room.text("archive");
    let page = room.page("good.txt", 5);
    json(&["import", "--archive", &archive, &page, "--json"]);
    archive
}

/// Fails unless the archive is sound and the next import succeeds.
fn stays_whole(room: &Room, archive: &str, what: &str) {
    let checked = run(&["check", "--archive", archive]);
    let words = String::from_utf8_lossy(&checked.stdout).into_owned();
    assert_eq!(checked.status.code(), Some(0), "after {what}: {words}");
    let next = run(&["import", "--archive", archive, &room.text("good.txt")]);
    assert_eq!(next.status.code(), Some(0), "after {what}");
}

fn complains(output: &Output, code: i32, words: &str, what: &str) {
    let complaint = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(code), "{what}: {complaint}");
    assert!(complaint.contains(words), "{what}: {complaint}");
}

fn utf_16(text: &str) -> Vec<u8> {
    let mut bytes = vec![0xff, 0xfe];
    bytes.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
    bytes
}

const RECORD: &str = "{\"kind\":\"document\",\"id\":7,\"titles\":[{\"text\":\"Corn\"}]}\n";

#[test]
fn odd_files_are_named_and_say_what_to_do() {
    let room = Room::new();
    let archive = furnished(&room);
    let long = format!(
        "{{\"kind\":\"document\",{}\n{RECORD}",
        "corn ".repeat(4_000_000)
    );
    let cases: Vec<(&str, Vec<u8>, i32, &str)> = vec![
        (
            "empty.txt",
            Vec::new(),
            1,
            "empty.txt: is empty; see whether",
        ),
        ("empty.jsonl", Vec::new(), 1, "is empty"),
        ("blank.txt", b" \n\n \n".to_vec(), 1, "is empty"),
        (
            "prose.txt",
            b"just some words\n".to_vec(),
            1,
            "see whether it is a listing",
        ),
        (
            "noise.bin",
            vec![0, 159, 146, 150, 0, 1, 2, 3],
            1,
            "is neither a listing page",
        ),
        (
            "utf-16.jsonl",
            utf_16(RECORD),
            1,
            "iconv -f UTF-16 -t UTF-8 utf-16.jsonl",
        ),
        (
            "latin-1.jsonl",
            RECORD
                .replace("Corn", "Bl?")
                .bytes()
                .map(|byte| if byte == b'?' { 0xe9 } else { byte })
                .collect(),
            1,
            "is not UTF-8 at byte",
        ),
        (
            "dates.jsonl",
            RECORD
                .replace(
                    "\"titles\"",
                    "\"dates\":[{\"edtf\":\"1951-13-45\"}],\"titles\"",
                )
                .into_bytes(),
            1,
            "dates.jsonl:1: ",
        ),
        (
            "long.jsonl",
            long.into_bytes(),
            1,
            "more than the limit of 16777216",
        ),
        (
            "endless.txt",
            b"corn ".repeat(14_000_000),
            1,
            "endless.txt: has more than 64 MiB",
        ),
    ];
    for (name, bytes, code, words) in cases {
        fs::write(room.path(name), bytes).unwrap();
        let output = run(&["import", "--archive", &archive, &room.text(name)]);
        complains(&output, code, words, name);
        stays_whole(&room, &archive, name);
    }
}

#[test]
fn pages_in_other_encodings_are_read() {
    let room = Room::new();
    let archive = furnished(&room);
    let page = fs::read_to_string(room.path("good.txt")).unwrap();
    fs::write(room.path("utf-16.txt"), utf_16(&page)).unwrap();
    let latin_1 = page.replace("legation", "légation");
    let latin_1: Vec<u8> = latin_1
        .chars()
        .map(|letter| u8::try_from(u32::from(letter)).unwrap())
        .collect();
    fs::write(room.path("latin-1.txt"), latin_1).unwrap();
    let report = json(&[
        "import",
        "--archive",
        &archive,
        &room.text("utf-16.txt"),
        "--json",
    ]);
    assert_eq!(report["joined"], 5, "{report}");
    let output = run(&["import", "--archive", &archive, &room.text("latin-1.txt")]);
    complains(&output, 0, "was read as Windows-1252", "latin-1.txt");
    let found = json(&["search", "légation", "--archive", &archive, "--json"]);
    assert_eq!(found["total"], 10, "with and without the accent");
    stays_whole(&room, &archive, "other encodings");
}

#[test]
fn a_folder_stands_for_its_files_in_order() {
    let room = Room::new();
    let archive = furnished(&room);
    fs::create_dir(room.path("folder")).unwrap();
    for name in ["b.txt", "a.txt"] {
        fs::copy(room.page(name, 3), room.path("folder").join(name)).unwrap();
    }
    fs::write(room.path("folder/noise.bin"), [0, 1, 2]).unwrap();
    let output = run(&[
        "import",
        "--json",
        "--archive",
        &archive,
        &room.text("folder"),
    ]);
    assert_eq!(output.status.code(), Some(1));
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let names: Vec<&str> = report["files"]
        .as_array()
        .unwrap()
        .iter()
        .map(|file| file["name"].as_str().unwrap())
        .collect();
    assert_eq!(names, ["a.txt", "b.txt"]);
    stays_whole(&room, &archive, "a folder");
}

#[test]
fn records_come_through_a_pipe() {
    let room = Room::new();
    let archive = furnished(&room);
    let pipe = room.text("pipe.jsonl");
    assert!(
        Command::new("mkfifo")
            .arg(&pipe)
            .status()
            .unwrap()
            .success()
    );
    let import = command(&["import", "--json", "--archive", &archive, &pipe])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    fs::write(&pipe, RECORD).unwrap();
    let output = import.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["created"], 1);
    assert_eq!(report["files"][0]["name"], "pipe.jsonl");
    stays_whole(&room, &archive, "a pipe");
}

#[test]
fn a_folder_that_is_no_archive_is_left_as_it_is() {
    let room = Room::new();
    let page = room.page("good.txt", 2);
    let as_file = run(&["import", "--archive", &page, &page]);
    complains(&as_file, 2, "is a file; name the folder", "a file");
    let foreign = room.path("foreign");
    fs::create_dir(&foreign).unwrap();
    let words = "some words, and no database at all".repeat(10);
    fs::write(foreign.join("fonds.db"), &words).unwrap();
    let output = run(&["import", "--archive", foreign.to_str().unwrap(), &page]);
    complains(&output, 2, "is not a database", "no database");
    assert_eq!(fs::read_to_string(foreign.join("fonds.db")).unwrap(), words);
    let newer = furnished(&room);
    let connection = rusqlite::Connection::open(Path::new(&newer).join("fonds.db")).unwrap();
    connection
        .execute_batch("PRAGMA user_version = 99")
        .unwrap();
    drop(connection);
    for command in ["check", "reindex", "search"] {
        let output = run(&[command, "--archive", &newer]);
        complains(&output, 2, "use a newer fonds", command);
    }
}

/// Runs the command as an account that owns nothing, if this process may.
fn as_nobody(arguments: &[&str]) -> Option<Output> {
    let output = Command::new("setpriv")
        .args(["--reuid", "65534", "--regid", "65534", "--clear-groups"])
        .arg(env!("CARGO_BIN_EXE_fonds"))
        .args(arguments)
        .output()
        .ok()?;
    let complaint = String::from_utf8_lossy(&output.stderr);
    (!complaint.contains("setpriv:")).then_some(output)
}

#[test]
fn what_may_not_be_read_or_written_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let room = Room::new();
    fs::set_permissions(room.path(""), fs::Permissions::from_mode(0o755)).unwrap();
    let archive = furnished(&room);
    let out = room.text("backup.tar");
    let commands: [&[&str]; 5] = [
        &["import", &room.text("good.txt")],
        &["check"],
        &["reindex"],
        &["search", "corn"],
        &["backup", &out],
    ];
    for words in commands {
        let arguments = [words, &["--archive", &archive]].concat();
        let Some(output) = as_nobody(&arguments) else {
            eprintln!(
                "skipped what_may_not_be_read_or_written_is_named: this account cannot become another"
            );
            return;
        };
        complains(&output, 2, "cannot write in the archive", words[0]);
    }
    fs::set_permissions(room.path("good.txt"), fs::Permissions::from_mode(0o000)).unwrap();
    let elsewhere = room.path("elsewhere");
    fs::create_dir(&elsewhere).unwrap();
    fs::set_permissions(&elsewhere, fs::Permissions::from_mode(0o777)).unwrap();
    let goal = room.text("elsewhere/archive");
    let secret = room.text("good.txt");
    let output = as_nobody(&["import", "--archive", &goal, &secret]).unwrap();
    complains(&output, 2, "cannot read", "a file of another account");
    fs::set_permissions(room.path("good.txt"), fs::Permissions::from_mode(0o644)).unwrap();
    stays_whole(&room, &archive, "another account");
}

/// A small disk in memory, unmounted when dropped.
struct SmallDisk {
    folder: PathBuf,
}

impl SmallDisk {
    fn mount(room: &Room, size: &str) -> Option<Self> {
        let folder = room.path("disk");
        fs::create_dir_all(&folder).unwrap();
        let disk = Self { folder };
        disk.call(&["-t", "tmpfs", "-o", &format!("size={size}"), "none"])
            .then_some(disk)
    }

    fn resize(&self, size: &str) {
        assert!(self.call(&["-o", &format!("remount,size={size}"), "none"]));
    }

    fn call(&self, arguments: &[&str]) -> bool {
        let mounted = Command::new("mount")
            .args(arguments)
            .arg(&self.folder)
            .output();
        mounted.is_ok_and(|output| output.status.success())
    }

    /// Leaves about as many bytes free.
    fn leave(&self, free: u64) {
        let used = Command::new("du")
            .arg("-sk")
            .arg(&self.folder)
            .output()
            .unwrap();
        let used = String::from_utf8(used.stdout).unwrap();
        let used: u64 = used.split_whitespace().next().unwrap().parse().unwrap();
        self.resize(&format!("{}k", used + free / 1024));
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.folder).status();
    }
}

#[test]
fn a_full_disk_leaves_nothing_half_done() {
    let room = Room::new();
    let Some(disk) = SmallDisk::mount(&room, "64m") else {
        eprintln!("skipped a_full_disk_leaves_nothing_half_done: this account may not mount");
        return;
    };
    let archive = room.text("disk/archive");
    let first = room.page("good.txt", 1_500);
    json(&["import", "--archive", &archive, &first, "--json"]);
    let second = room.page("more.txt", 1_500);
    let out = room.text("disk/backup.tar");
    let table = room.text("disk/table.csv");
    let commands: [&[&str]; 4] = [
        &["reindex"],
        &["backup", &out],
        &["export", "csv", &table],
        &["import", &second],
    ];
    for words in commands {
        disk.leave(120 * 1024);
        let output = run(&[words, &["--archive", &archive]].concat());
        complains(&output, 2, "full", words[0]);
        assert!(!Path::new(&out).exists() && !Path::new(&table).exists());
        let names: Vec<_> = fs::read_dir(&disk.folder).unwrap().collect();
        assert_eq!(names.len(), 1, "{} leaves something: {names:?}", words[0]);
        disk.resize("64m");
        let found = json(&["search", "corn", "--archive", &archive, "--json"]);
        assert!(
            found["total"].as_u64().unwrap() >= 1_500,
            "after {}",
            words[0]
        );
        stays_whole(&room, &archive, words[0]);
    }
    json(&["import", "--archive", &archive, &second, "--json"]);
    let found = json(&["search", "corn", "--archive", &archive, "--json"]);
    assert_eq!(found["total"], 3_000);
}

#[test]
fn an_interrupted_import_says_what_stands() {
    let room = Room::new();
    let archive = room.text("archive");
    room.page("good.txt", 5);
    let page = room.page("a.txt", 3_000);
    let log = room.path("archive/fonds.db-wal");
    let import = command(&["import", "--archive", &archive, &page])
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // By then the first batch is being written.
    while fs::metadata(&log).map_or(0, |file| file.len()) < 100_000 {
        std::thread::yield_now();
    }
    let id = import.id().to_string();
    assert!(
        Command::new("kill")
            .args(["-INT", &id])
            .status()
            .unwrap()
            .success()
    );
    let output = import.wait_with_output().unwrap();
    complains(&output, 130, "what is in stays in", "an interruption");
    stays_whole(&room, &archive, "an interruption");
    let report = json(&["import", "--archive", &archive, &page, "--json"]);
    assert_eq!(report["entries"], 3_000);
}
