//! Connections that are slow, broken or greedy, over TCP as the server meets them.
//!
//! Nothing here waits for a time to pass: a connection is known to be given up when another gets its place.

use std::net::SocketAddr;
use std::time::Duration;

use fonds_web::{Ended, Limits, Listeners, Settings};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::room::Room;

/// A time so short that a test need not wait for it.
const SHORT: Duration = Duration::from_millis(50);

/// A reading room behind a listener.
pub(crate) struct Served {
    pub(crate) address: SocketAddr,
    metrics: SocketAddr,
    stop: oneshot::Sender<()>,
    task: JoinHandle<std::io::Result<Ended>>,
    _room: Room,
}

impl Served {
    pub(crate) async fn with(settings: Settings) -> Self {
        let room = Room::open();
        let public = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let metrics = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = public.local_addr().unwrap();
        let of_metrics = metrics.local_addr().unwrap();
        let listeners = Listeners {
            public,
            metrics: Some(metrics),
        };
        let (stop, stopped) = oneshot::channel::<()>();
        let archive = room.archive().clone();
        let task = tokio::spawn(async move {
            let told = async {
                let _ = stopped.await;
            };
            fonds_web::serve(archive, settings, listeners, told).await
        });
        Self {
            address,
            metrics: of_metrics,
            stop,
            task,
            _room: room,
        }
    }

    /// With limits, and with nobody's word taken for who asks.
    async fn limited(limits: Limits) -> Self {
        let settings = Settings {
            limits,
            proxies: Vec::new(),
            ..Settings::default()
        };
        Self::with(settings).await
    }

    pub(crate) async fn connect(&self) -> TcpStream {
        TcpStream::connect(self.address).await.unwrap()
    }

    /// Sends bytes and gives all that comes back until the connection ends.
    pub(crate) async fn say(&self, bytes: &[u8]) -> String {
        let mut stream = self.connect().await;
        // The server may have seen enough before all is sent.
        let _ = stream.write_all(bytes).await;
        all_of(&mut stream).await
    }

    /// The same, having said that nothing more comes.
    pub(crate) async fn say_and_close(&self, bytes: &[u8]) -> String {
        let mut stream = self.connect().await;
        let _ = stream.write_all(bytes).await;
        let _ = stream.shutdown().await;
        all_of(&mut stream).await
    }
}

/// All that comes until the connection ends, in order or not.
async fn all_of(stream: &mut TcpStream) -> String {
    let mut answer = Vec::new();
    let mut piece = [0; 8_192];
    while let Ok(count @ 1..) = stream.read(&mut piece).await {
        answer.extend_from_slice(&piece[..count]);
    }
    String::from_utf8_lossy(&answer).into_owned()
}

fn status(answer: &str) -> &str {
    answer.split(' ').nth(1).unwrap_or_default()
}

const PLAIN: &[u8] = b"GET /healthz HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n";

#[tokio::test]
async fn a_slow_sender_gives_its_place_to_the_next() {
    let served = Served::limited(Limits {
        connections: 1,
        header_time: SHORT,
        ..Limits::default()
    })
    .await;
    let mut slow = served.connect().await;
    slow.write_all(b"GET / HTTP/1.1\r\nhost:").await.unwrap();
    let answer = served.say(PLAIN).await;
    assert_eq!(status(&answer), "200");
    assert!(!all_of(&mut slow).await.contains("200 OK"));
    // One that says nothing at all fares alike.
    let silent = served.connect().await;
    assert_eq!(status(&served.say(PLAIN).await), "200");
    drop(silent);
}

#[tokio::test]
async fn a_slow_reader_gives_its_place_to_the_next() {
    let served = Served::limited(Limits {
        connections: 1,
        write_time: SHORT,
        ..Limits::default()
    })
    .await;
    let socket = TcpSocket::new_v4().unwrap();
    socket.set_recv_buffer_size(4_096).unwrap();
    let mut slow = socket.connect(served.address).await.unwrap();
    let asked = b"GET /search?per=100 HTTP/1.1\r\nhost: a\r\n\r\n".repeat(400);
    slow.write_all(&asked).await.unwrap();
    assert_eq!(status(&served.say(PLAIN).await), "200");
    let answers = all_of(&mut slow).await.matches("HTTP/1.1 200").count();
    assert!(answers < 400, "all were answered");
}

#[tokio::test]
async fn one_client_cannot_take_all_connections() {
    let served = Served::limited(Limits {
        connections_per_client: 2,
        ..Limits::default()
    })
    .await;
    let (one, _two) = (served.connect().await, served.connect().await);
    // The third is closed without a word, and once one of the others has gone there is a place again.
    assert_eq!(served.say(PLAIN).await, "");
    drop(one);
    while status(&served.say(PLAIN).await) != "200" {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn what_is_too_long_is_refused() {
    let served = Served::with(Settings::default()).await;
    let long = format!(
        "GET /{} HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n",
        "a".repeat(10_000)
    );
    assert_eq!(status(&served.say(long.as_bytes()).await), "414");
    let longer = format!("GET /{} HTTP/1.1\r\nhost: a\r\n\r\n", "a".repeat(70_000));
    assert!(["414", "431"].contains(&status(&served.say(longer.as_bytes()).await)));
    let headers = format!(
        "GET / HTTP/1.1\r\nhost: a\r\nx-a: {}\r\n\r\n",
        "a".repeat(40_000)
    );
    assert_eq!(status(&served.say(headers.as_bytes()).await), "431");
    let many = format!(
        "GET / HTTP/1.1\r\nhost: a\r\n{}\r\n",
        "a: b\r\n".repeat(200)
    );
    assert_eq!(status(&served.say(many.as_bytes()).await), "431");
    let body = format!(
        "POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 9000000\r\n\r\n{}",
        "a".repeat(9_000)
    );
    assert_eq!(status(&served.say(body.as_bytes()).await), "413");
    assert_eq!(status(&served.say(PLAIN).await), "200");
}

#[tokio::test]
async fn half_closed_connections_are_answered() {
    let served = Served::with(Settings::default()).await;
    let mut stream = served.connect().await;
    stream
        .write_all(b"GET /index.json HTTP/1.1\r\nhost: a\r\n\r\n")
        .await
        .unwrap();
    stream.shutdown().await.unwrap();
    let answer = all_of(&mut stream).await;
    assert_eq!(status(&answer), "200");
    assert!(answer.ends_with('}'), "{answer}");
}

#[tokio::test]
async fn no_second_request_hides_in_a_body() {
    let served = Served::with(Settings::default()).await;
    let hidden = "GET /healthz HTTP/1.1\r\nhost: a\r\n\r\n";
    let headers = [
        format!(
            "content-length: {}\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n",
            hidden.len() + 5
        ),
        format!(
            "transfer-encoding: chunked\r\ncontent-length: {}\r\n\r\n0\r\n\r\n",
            hidden.len() + 5
        ),
        "content-length: 0\r\ncontent-length: 5\r\n\r\n".to_owned(),
        "content-length: +5\r\n\r\n".to_owned(),
        "content-length: 5\r\n\r\nabcde".to_owned(),
        "transfer-encoding: xchunked\r\n\r\n".to_owned(),
        "transfer-encoding : chunked\r\n\r\n0\r\n\r\n".to_owned(),
        "transfer-encoding: chunked\r\ntransfer-encoding: identity\r\n\r\n".to_owned(),
    ];
    for method in ["GET", "POST"] {
        for header in &headers {
            let said = format!("{method} /robots.txt HTTP/1.1\r\nhost: a\r\n{header}{hidden}");
            let answer = served.say(said.as_bytes()).await;
            let answers = answer.matches("HTTP/1.1 ").count();
            assert!(answers <= 1, "{said:?} got {answer:?}");
            assert!(!answer.contains("ok\n"), "{said:?} got {answer:?}");
        }
    }
}

#[tokio::test]
async fn a_stopped_server_finishes_what_is_under_way_and_takes_no_more() {
    let served = Served::with(Settings::default()).await;
    let mut idle = served.connect().await;
    idle.write_all(b"GET /healthz HTTP/1.1\r\nhost: a\r\n\r\n")
        .await
        .unwrap();
    let mut first = [0; 12];
    idle.read_exact(&mut first).await.unwrap();
    served.stop.send(()).unwrap();
    assert_eq!(served.task.await.unwrap().unwrap(), Ended::InOrder);
    assert!(all_of(&mut idle).await.ends_with("ok\n"));
    assert!(TcpStream::connect(served.address).await.is_err());
}

#[tokio::test]
async fn metrics_stand_on_a_listener_of_their_own() {
    let served = Served::with(Settings::default()).await;
    served
        .say(b"GET /document/100 HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n")
        .await;
    let ask = b"GET /metrics HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n";
    assert_eq!(status(&served.say(ask).await), "404");
    let mut stream = TcpStream::connect(served.metrics).await.unwrap();
    stream.write_all(ask).await.unwrap();
    let metrics = all_of(&mut stream).await;
    for line in [
        "fonds_requests_total{page=\"/document/{id}\",status=\"2xx\"} 1",
        "fonds_requests_total{page=\"none\",status=\"4xx\"} 1",
        "fonds_request_seconds_count{page=\"/document/{id}\"} 1",
        "fonds_index_documents 30",
        "fonds_requests_working 0",
        "# EOF",
    ] {
        assert!(metrics.contains(line), "{line} is not in {metrics}");
    }
    assert!(!metrics.contains("100"), "{metrics}");
}

#[tokio::test]
async fn one_client_cannot_ask_too_much_at_once() {
    let served = Served::limited(Limits {
        requests_per_client: 1,
        ..Limits::default()
    })
    .await;
    let ask = b"GET /search HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n";
    loop {
        let answers = tokio::join!(served.say(ask), served.say(ask), served.say(ask));
        let mut statuses = [status(&answers.0), status(&answers.1), status(&answers.2)];
        statuses.sort_unstable();
        assert!(
            statuses
                .iter()
                .all(|status| ["200", "429"].contains(status)),
            "{statuses:?}"
        );
        // Where one is answered before the next is asked, nothing is too much.
        if statuses.contains(&"429") {
            break;
        }
    }
}

#[tokio::test]
async fn who_asks_much_does_not_keep_waiting_who_asks_little() {
    let served = Served::with(Settings {
        workers: 1,
        ..Settings::default()
    })
    .await;
    let ask = |client: &str| {
        format!(
            "GET /search?per=100 HTTP/1.1\r\nhost: a\r\nx-forwarded-for: {client}\r\nconnection: close\r\n\r\n"
        )
    };
    let mut greedy = Vec::new();
    for _ in 0..40 {
        let mut stream = served.connect().await;
        stream.write_all(ask("192.0.2.1").as_bytes()).await.unwrap();
        greedy.push(tokio::spawn(async move { all_of(&mut stream).await }));
    }
    assert_eq!(
        status(&served.say(ask("192.0.2.2").as_bytes()).await),
        "200"
    );
    let waiting = greedy.iter().filter(|task| !task.is_finished()).count();
    // First come, first served would have answered nearly all of them before.
    assert!(waiting > 5, "only {waiting} of 40 waited");
    for task in greedy {
        assert_eq!(status(&task.await.unwrap()), "200");
    }
}
