//! How a reading room is run: values that whoever serves it chooses.
//!
//! Reading them from files and from the environment belongs to the command; every default here is fit for use.
//! What each value means to an operator stands in `docs/settings.md`.

use std::net::IpAddr;
use std::time::Duration;

use ipnet::IpNet;

use crate::site::Site;

/// How a reading room is run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// What the archive says of itself.
    pub site: Site,
    /// How many requests are worked on at once; 0 is one for each core.
    pub workers: usize,
    /// How many requests may wait or be worked on before others are sent away.
    pub queue: usize,
    /// Who may say for whom it asks (`X-Forwarded-For`, `X-Request-Id`).
    pub proxies: Vec<IpNet>,
    /// How long answers under way may take once the server is told to stop.
    pub stop_time: Duration,
    /// What the log says of requests.
    pub requests_logged: RequestsLogged,
    /// What is too much for one request, one client, or the server.
    pub limits: Limits,
}

/// What the log says of a request. What readers search for is in no log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RequestsLogged {
    /// Nothing.
    Off,
    /// Which kind of page was asked for, such as `/document/{id}`.
    #[default]
    Pattern,
    /// Which page was asked for, such as `/document/112223`, without the words of a search.
    Path,
}

/// What is too much.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a request before its body: address and headers together.
    pub header_bytes: usize,
    /// Bytes of an address.
    pub address_bytes: usize,
    /// Bytes of a request's body.
    pub body_bytes: usize,
    /// How long a connection may take to send the next request's headers, waiting included.
    pub header_time: Duration,
    /// How long a request may wait and be worked on.
    pub request_time: Duration,
    /// How long a client may take to accept an answer.
    pub write_time: Duration,
    /// Connections at once; others wait.
    pub connections: usize,
    /// Connections of one client at once; others are closed.
    pub connections_per_client: usize,
    /// Requests of one client at once; others are refused.
    pub requests_per_client: usize,
    /// Characters of the words of a search.
    pub query_characters: usize,
    /// Work of one search, in entries of the index that would be read.
    pub work: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            site: Site::default(),
            workers: 0,
            queue: 1_024,
            proxies: [[127, 0, 0, 1].into(), std::net::Ipv6Addr::LOCALHOST.into()]
                .map(|address: IpAddr| IpNet::from(address))
                .to_vec(),
            stop_time: Duration::from_secs(10),
            requests_logged: RequestsLogged::default(),
            limits: Limits::default(),
        }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            header_bytes: 32 << 10,
            address_bytes: 8 << 10,
            body_bytes: 1 << 20,
            header_time: Duration::from_secs(15),
            request_time: Duration::from_secs(30),
            write_time: Duration::from_mins(1),
            connections: 800,
            connections_per_client: 200,
            requests_per_client: 64,
            query_characters: 2_000,
            work: 200_000_000,
        }
    }
}

impl Settings {
    /// How many requests are worked on at once.
    pub(crate) fn desks(&self) -> usize {
        match self.workers {
            0 => std::thread::available_parallelism().map_or(1, std::num::NonZero::get),
            workers => workers,
        }
    }
}
