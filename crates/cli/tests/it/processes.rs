//! Several processes at one archive: a server and imports, two imports at once.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

use crate::fonds::{Room, command, json, run};

/// A server that is ended with the test.
pub(crate) struct Server {
    process: Child,
    address: String,
}

impl Server {
    pub(crate) fn start(archive: &str) -> Self {
        Self::start_with(archive, &["--set", "log.level=warn"])
    }

    /// The same with more arguments.
    fn start_with(archive: &str, arguments: &[&str]) -> Self {
        let mut process = command(&["serve", "--archive", archive, "--listen", "127.0.0.1:0"])
            .args(arguments)
            .stderr(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        let stdout = process.stdout.take().unwrap();
        BufReader::new(stdout).read_line(&mut line).unwrap();
        let address = line
            .trim()
            .trim_start_matches("listening on http://")
            .trim_end_matches('/')
            .to_owned();
        Self { process, address }
    }

    /// The JSON at an address.
    pub(crate) fn get(&self, path: &str) -> serde_json::Value {
        let page = self.page(path);
        serde_json::from_str(&page).unwrap()
    }

    /// The body at an address.
    pub(crate) fn page(&self, path: &str) -> String {
        let (head, body) = self.answer(path);
        assert!(head.contains(" 200 "), "{path}: {head}");
        body
    }

    /// The status at an address.
    pub(crate) fn status(&self, path: &str) -> u16 {
        let (head, _) = self.answer(path);
        head.split(' ').nth(1).unwrap().parse().unwrap()
    }

    fn answer(&self, path: &str) -> (String, String) {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        // HTTP/1.0 asks for a body in one piece.
        write!(
            stream,
            "GET {path} HTTP/1.0\r\nHost: {}\r\n\r\n",
            self.address
        )
        .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        (head.to_owned(), body.to_owned())
    }
}

impl Server {
    /// Sends a signal, and gives the exit code and what was said on standard error.
    fn stop(mut self, signal: &str) -> (Option<i32>, String) {
        let id = self.process.id().to_string();
        let sent = Command::new("kill").args([signal, &id]).status().unwrap();
        assert!(sent.success());
        let code = self.process.wait().unwrap().code();
        let mut said = String::new();
        let mut stderr = self.process.stderr.take().unwrap();
        stderr.read_to_string(&mut said).unwrap();
        (code, said)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

#[test]
fn an_import_shows_in_a_running_server_when_its_command_ends() {
    let room = Room::new();
    let archive = room.archive_of(10);
    let server = Server::start(&archive);
    assert_eq!(server.get("/search.json?q=corn")["total"], 10);
    json(&[
        "import",
        "--archive",
        &archive,
        &room.page("b.txt", 25),
        "--json",
    ]);
    assert_eq!(
        server.get("/search.json?q=corn")["total"],
        35,
        "the command ends when the index has followed"
    );
}

#[test]
fn two_imports_at_once_both_complete() {
    let room = Room::new();
    let archive = room.text("archive");
    let pages = [room.page("a.txt", 700), room.page("b.txt", 900)];
    let imports: Vec<Child> = pages
        .iter()
        .map(|page| {
            command(&["import", "--archive", &archive, page, "--json"])
                .stdout(Stdio::piped())
                .spawn()
                .unwrap()
        })
        .collect();
    let created: u64 = imports
        .into_iter()
        .map(|import| {
            let output = import.wait_with_output().unwrap();
            assert!(output.status.success());
            let text = String::from_utf8(output.stdout).unwrap();
            let report: serde_json::Value =
                serde_json::from_str(text.lines().last().unwrap()).unwrap();
            report["created"].as_u64().unwrap()
        })
        .sum();
    assert_eq!(created, 1_600);
    assert_eq!(
        json(&["search", "corn", "--archive", &archive, "--json"])["total"],
        1_600
    );
    json(&["check", "--archive", &archive, "--json"]);
}

#[test]
fn a_server_reindexes_when_asked_and_goes_on_answering() {
    let room = Room::new();
    let archive = room.text("archive");
    let page = room.page("a.txt", 300);
    json(&["import", "--archive", &archive, &page, "--json"]);
    let server = Server::start(&archive);
    assert_eq!(server.get("/search.json?q=corn")["total"], 300);
    let reindexed = json(&["reindex", "--archive", &archive, "--json"]);
    assert_eq!(reindexed["documents"], 300);
    assert_eq!(server.get("/search.json?q=corn")["total"], 300);
    json(&["check", "--archive", &archive, "--json"]);
}

#[test]
fn a_server_that_is_told_to_stop_says_how_it_ended() {
    let room = Room::new();
    let archive = room.text("archive");
    let page = room.page("a.txt", 10);
    json(&["import", "--archive", &archive, &page, "--json"]);
    for (signal, name) in [("-TERM", "SIGTERM"), ("-INT", "Ctrl-C")] {
        let (code, said) = Server::start(&archive).stop(signal);
        assert_eq!(code, Some(0), "{said}");
        assert!(
            said.contains(&format!("fonds: {name}: finishing")),
            "{said}"
        );
        assert!(
            said.contains("every answer under way was finished"),
            "{said}"
        );
    }
    json(&["check", "--archive", &archive, "--json"]);
}

#[test]
fn what_the_log_says_tells_nothing_of_readers() {
    let room = Room::new();
    let archive = room.text("archive");
    let page = room.page("a.txt", 10);
    json(&["import", "--archive", &archive, &page, "--json"]);
    let server = Server::start_with(&archive, &["--set", "log.format=json"]);
    server.page("/search?q=secretword");
    let (_, said) = server.stop("-TERM");
    let line = said.lines().find(|line| line.contains("answered")).unwrap();
    let line: serde_json::Value = serde_json::from_str(line).unwrap();
    assert_eq!(line["page"], "/search");
    assert_eq!(line["status"], 200);
    assert!(line["milliseconds"].as_f64().unwrap() > 0.0);
    assert_eq!(line["id"].as_str().unwrap().len(), 16);
    assert!(!said.contains("secretword"), "{said}");
    assert!(!said.contains("127.0.0.1"), "{said}");
}

#[test]
fn an_address_in_use_is_named_with_what_to_do() {
    let room = Room::new();
    let archive = room.text("archive");
    let page = room.page("a.txt", 1);
    json(&["import", "--archive", &archive, &page, "--json"]);
    let server = Server::start(&archive);
    let output = run(&["serve", "--archive", &archive, "--listen", &server.address]);
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    let expected = format!(
        "cannot listen on {}: another program listens there",
        server.address
    );
    assert!(said.contains(&expected), "{said}");
    let output = run(&["serve", "--archive", &archive, "--set", "lissen=1"]);
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("perhaps `listen` is meant"), "{said}");
}

#[test]
fn a_free_port_for_metrics_is_told() {
    let room = Room::new();
    let archive = room.text("archive");
    let page = room.page("a.txt", 2);
    json(&["import", "--archive", &archive, &page, "--json"]);
    let mut process = command(&[
        "serve",
        "--archive",
        &archive,
        "--listen",
        "127.0.0.1:0",
        "--set",
        "metrics.listen=127.0.0.1:0",
    ])
    .stdout(Stdio::piped())
    .stderr(Stdio::null())
    .spawn()
    .unwrap();
    let stdout = BufReader::new(process.stdout.take().unwrap());
    let line = stdout.lines().nth(1).unwrap().unwrap();
    let address = line
        .strip_prefix("metrics on http://")
        .and_then(|rest| rest.strip_suffix("/metrics"))
        .map(str::to_owned);
    let connected = address.as_ref().map(TcpStream::connect);
    process.kill().unwrap();
    process.wait().unwrap();
    assert!(matches!(connected, Some(Ok(_))), "{line}");
}
