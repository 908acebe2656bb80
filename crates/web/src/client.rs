//! For whom a request asks: the address of a client, and counts of what each client holds.
//!
//! Behind a proxy that is trusted, the client is whom the proxy names; a proxy that names nobody is nobody in particular and is not counted.
//! Addresses of clients are counted in memory while something is held, and never kept or logged.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::http::HeaderMap;
use ipnet::IpNet;
use tokio::sync::Semaphore;

/// The other end of a connection.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Peer(pub(crate) IpAddr);

/// A client: an IPv4 address, or the network of an IPv6 address, of which one household has as many as it likes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Client(IpAddr);

impl Client {
    fn of(address: IpAddr) -> Self {
        match address.to_canonical() {
            IpAddr::V6(address) => {
                let network = address.to_bits() >> 64 << 64;
                Self(Ipv6Addr::from_bits(network).into())
            }
            address @ IpAddr::V4(_) => Self(address),
        }
    }
}

/// True if the other end is a proxy whose word is taken.
pub(crate) fn is_proxy(peer: Peer, proxies: &[IpNet]) -> bool {
    let address = peer.0.to_canonical();
    proxies.iter().any(|proxy| proxy.contains(&address))
}

/// The client at the other end of a connection, before any request: nobody if it is a proxy.
pub(crate) fn of_connection(peer: Peer, proxies: &[IpNet]) -> Option<Client> {
    (!is_proxy(peer, proxies)).then(|| Client::of(peer.0))
}

/// The client of a request: the last address in `X-Forwarded-For` that is not a proxy's own.
pub(crate) fn of_request(peer: Peer, headers: &HeaderMap, proxies: &[IpNet]) -> Option<Client> {
    if !is_proxy(peer, proxies) {
        return Some(Client::of(peer.0));
    }
    let named: Vec<&str> = headers
        .get_all("x-forwarded-for")
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .collect();
    for name in named.into_iter().rev() {
        // A word that is no address was not written by a proxy that is trusted.
        let address: IpAddr = name.trim().parse().ok()?;
        if !is_proxy(Peer(address), proxies) {
            return Some(Client::of(address));
        }
    }
    None
}

/// How much each client holds of something, and its turns at the desks.
pub(crate) struct Tally {
    most: usize,
    turns: usize,
    held: Mutex<HashMap<Client, Share>>,
}

/// What one client holds.
struct Share {
    count: usize,
    turns: Arc<Semaphore>,
}

/// One thing held by a client; given back when dropped.
pub(crate) struct Held {
    tally: Arc<Tally>,
    client: Client,
    turns: Arc<Semaphore>,
}

impl Held {
    /// The turns of the client: of all it holds, so many may stand in the common queue at once.
    pub(crate) fn turns(&self) -> Turns {
        Turns(Arc::clone(&self.turns))
    }
}

/// The turns of a client at the desks.
#[derive(Debug, Clone)]
pub(crate) struct Turns(pub(crate) Arc<Semaphore>);

impl Tally {
    /// A tally that gives each client at most so many, and so many turns at once.
    pub(crate) fn new(most: usize, turns: usize) -> Arc<Self> {
        Arc::new(Self {
            most,
            turns,
            held: Mutex::default(),
        })
    }

    /// Takes one for a client; an error if the client holds as many as it may. Nobody in particular holds nothing.
    pub(crate) fn take(self: &Arc<Self>, client: Option<Client>) -> Result<Option<Held>, Full> {
        let Some(client) = client else {
            return Ok(None);
        };
        let mut held = self.held();
        let share = held.entry(client).or_insert_with(|| Share {
            count: 0,
            turns: Arc::new(Semaphore::new(self.turns)),
        });
        if share.count >= self.most {
            return Err(Full);
        }
        share.count += 1;
        Ok(Some(Held {
            tally: Arc::clone(self),
            client,
            turns: Arc::clone(&share.turns),
        }))
    }

    fn held(&self) -> MutexGuard<'_, HashMap<Client, Share>> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A client holds as many as it may.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Full;

impl Drop for Held {
    fn drop(&mut self) {
        let mut held = self.tally.held();
        if let Some(share) = held.get_mut(&self.client) {
            share.count = share.count.saturating_sub(1);
            if share.count == 0 {
                held.remove(&self.client);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(peer: &str, forwarded: &[&str], expected: Option<&str>) {
        let proxies: Vec<IpNet> = vec![
            "127.0.0.1/32".parse().unwrap(),
            "10.0.0.0/8".parse().unwrap(),
        ];
        let mut headers = HeaderMap::new();
        for value in forwarded {
            headers.append("x-forwarded-for", value.parse().unwrap());
        }
        let client = of_request(Peer(peer.parse().unwrap()), &headers, &proxies);
        let expected = expected.map(|address| Client(address.parse().unwrap()));
        assert_eq!(client, expected, "{peer} {forwarded:?}");
    }

    #[test]
    fn clients_are_whom_a_trusted_proxy_names() {
        check("203.0.113.7", &[], Some("203.0.113.7"));
        check("203.0.113.7", &["198.51.100.1"], Some("203.0.113.7"));
        check("127.0.0.1", &["198.51.100.1"], Some("198.51.100.1"));
        check(
            "127.0.0.1",
            &["6.6.6.6, 198.51.100.1, 10.2.3.4"],
            Some("198.51.100.1"),
        );
        check(
            "127.0.0.1",
            &["6.6.6.6", "198.51.100.1"],
            Some("198.51.100.1"),
        );
        check("127.0.0.1", &[], None);
        check("127.0.0.1", &["unknown"], None);
        check(
            "::ffff:127.0.0.1",
            &["2001:db8:1:2:3:4:5:6"],
            Some("2001:db8:1:2::"),
        );
    }

    #[test]
    fn what_is_held_is_given_back() {
        let tally = Tally::new(1, 1);
        let client = Some(Client::of([192, 0, 2, 1].into()));
        let held = tally.take(client).unwrap();
        assert_eq!(tally.take(client).err(), Some(Full));
        assert!(tally.take(None).unwrap().is_none());
        drop(held);
        assert!(tally.take(client).is_ok());
        assert!(tally.held().is_empty());
    }
}
