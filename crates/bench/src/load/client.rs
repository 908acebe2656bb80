//! One connection to a server on this machine, kept alive from request to request (RFC 9112).
//!
//! It speaks to loopback addresses only, so that nobody's server is ever put under load by mistake.

use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpStream};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(30);
/// The longest answer that is read, in bytes.
const LONGEST: u64 = 64 << 20;

/// The address of a server on this machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Address(SocketAddr);

impl Address {
    /// Reads `http://127.0.0.1:PORT/`; an error for any host but this one.
    pub fn parse(url: &str) -> Result<Self> {
        let rest = url
            .strip_prefix("http://")
            .with_context(|| format!("`{url}` is no address such as http://127.0.0.1:8080/"))?;
        let host = rest.split('/').next().unwrap_or_default();
        let address: SocketAddr = match host.strip_prefix("localhost:") {
            Some(port) => SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), port.parse()?),
            None => host.parse().with_context(|| {
                format!("`{host}` is no address with a port, such as 127.0.0.1:8080")
            })?,
        };
        ensure!(
            address.ip().is_loopback(),
            "`{host}` is not on this machine; load is put on 127.0.0.1 and ::1 only"
        );
        Ok(Self(address))
    }
}

/// An answer.
#[derive(Debug)]
pub struct Answer {
    /// The status, such as 200.
    pub status: u16,
    /// The body, as it came.
    pub body: Vec<u8>,
    /// How the body is packed, if it is.
    pub packed: Option<String>,
    /// From the first byte sent to the last byte read.
    pub time: Duration,
}

/// A connection.
#[derive(Debug)]
pub struct Client {
    address: Address,
    stream: BufReader<TcpStream>,
    is_over: bool,
}

impl Client {
    /// Connects.
    pub fn connect(address: Address) -> Result<Self> {
        Ok(Self {
            address,
            stream: open(address)?,
            is_over: false,
        })
    }

    /// Asks for a path as a browser would that takes nothing packed.
    pub fn get(&mut self, path: &str) -> Result<Answer> {
        self.ask(path, "")
    }

    /// Asks for a path and takes it packed.
    pub fn get_packed(&mut self, path: &str) -> Result<Answer> {
        self.ask(path, "accept-encoding: zstd, br, gzip\r\n")
    }

    fn ask(&mut self, path: &str, more: &str) -> Result<Answer> {
        if self.is_over {
            self.stream = open(self.address)?;
            self.is_over = false;
        }
        let request = format!(
            "GET {path} HTTP/1.1\r\nhost: {}\r\n{more}\r\n",
            self.address.0
        );
        let start = Instant::now();
        self.stream.get_mut().write_all(request.as_bytes())?;
        let (mut answer, is_over) =
            read(&mut self.stream).with_context(|| format!("no answer to `{path}`"))?;
        answer.time = start.elapsed();
        self.is_over = is_over;
        Ok(answer)
    }
}

/// Reads one answer, and whether the connection ends with it.
fn read(stream: &mut impl BufRead) -> Result<(Answer, bool)> {
    let status_line = line(stream)?;
    let status = status_line
        .strip_prefix("HTTP/1.1 ")
        .and_then(|rest| rest.get(..3)?.parse().ok())
        .with_context(|| format!("`{status_line}` is no answer in HTTP/1.1"))?;
    let mut answer = Answer {
        status,
        body: Vec::new(),
        packed: None,
        time: Duration::ZERO,
    };
    let (mut length, mut is_chunked, mut is_over) = (None, false, false);
    loop {
        let header = line(stream)?;
        let Some((name, value)) = header.split_once(':') else {
            break;
        };
        let value = value.trim();
        match name.to_ascii_lowercase().as_str() {
            "content-length" => length = Some(value.parse::<u64>()?),
            "transfer-encoding" => is_chunked = value.eq_ignore_ascii_case("chunked"),
            "content-encoding" => answer.packed = Some(value.to_owned()),
            "connection" => is_over = value.eq_ignore_ascii_case("close"),
            _ => {}
        }
    }
    match (is_chunked, length) {
        (true, _) => read_chunks(stream, &mut answer.body)?,
        (false, Some(length)) => read_exactly(stream, length, &mut answer.body)?,
        (false, None) => bail!("the answer says nothing of its length"),
    }
    Ok((answer, is_over))
}

fn read_chunks(stream: &mut impl BufRead, body: &mut Vec<u8>) -> Result<()> {
    loop {
        let head = line(stream)?;
        let size = head.split(';').next().unwrap_or_default().trim();
        let size = u64::from_str_radix(size, 16)
            .with_context(|| format!("`{head}` is no size of a chunk"))?;
        if size == 0 {
            // Trailers, if any, end as headers do.
            while !line(stream)?.is_empty() {}
            return Ok(());
        }
        read_exactly(stream, size, body)?;
        ensure!(line(stream)?.is_empty(), "a chunk is longer than it says");
    }
}

fn read_exactly(stream: &mut impl BufRead, length: u64, body: &mut Vec<u8>) -> Result<()> {
    let room = LONGEST.saturating_sub(body.len() as u64);
    ensure!(length <= room, "an answer of {length} bytes is too long");
    let read = stream.take(length).read_to_end(body)?;
    ensure!(
        read as u64 == length,
        "the answer broke off after {read} of {length} bytes"
    );
    Ok(())
}

fn line(stream: &mut impl BufRead) -> Result<String> {
    let mut line = Vec::new();
    stream.take(1 << 16).read_until(b'\n', &mut line)?;
    ensure!(line.ends_with(b"\n"), "the connection was closed");
    let text = std::str::from_utf8(&line)?;
    Ok(text.trim_end_matches(['\r', '\n']).to_owned())
}

fn open(address: Address) -> Result<BufReader<TcpStream>> {
    let stream = TcpStream::connect_timeout(&address.0, PATIENCE)
        .with_context(|| format!("nobody answers at {}", address.0))?;
    stream.set_nodelay(true)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    Ok(BufReader::with_capacity(1 << 16, stream))
}

/// A value as it stands in an address (RFC 3986, section 2).
pub fn encode(value: &str) -> String {
    let mut encoded = String::with_capacity(value.len());
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            write!(encoded, "%{byte:02X}").expect("writing to a string cannot fail");
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::{Address, encode, read};

    fn check(url: &str, is_taken: bool) {
        assert_eq!(Address::parse(url).is_ok(), is_taken, "{url}");
    }

    #[test]
    fn only_this_machine() {
        check("http://127.0.0.1:8080", true);
        check("http://127.0.0.1:8080/search", true);
        check("http://localhost:80/", true);
        check("http://[::1]:8080/", true);
        check("http://192.168.1.1:80/", false);
        check("http://example.org:80/", false);
        check("http://127.0.0.1.example.org:80/", false);
        check("https://127.0.0.1:443/", false);
        check("127.0.0.1:80", false);
    }

    #[test]
    fn bodies_with_a_length_and_in_chunks() {
        let bytes = b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc\
            HTTP/1.1 404 Not Found\r\ntransfer-encoding: chunked\r\nconnection: close\r\n\r\n\
            2\r\nab\r\n1;x=y\r\nc\r\n0\r\ntrailer: 1\r\n\r\nrest";
        let mut stream = bytes.as_slice();
        let (answer, is_over) = read(&mut stream).unwrap();
        assert_eq!(
            (answer.status, answer.body.as_slice(), is_over),
            (200, b"abc".as_slice(), false)
        );
        let (answer, is_over) = read(&mut stream).unwrap();
        assert_eq!(
            (answer.status, answer.body.as_slice(), is_over),
            (404, b"abc".as_slice(), true)
        );
        assert_eq!(stream, b"rest");
    }

    #[test]
    fn answers_that_break_off_are_errors() {
        for bytes in [
            "",
            "HTTP/1.1 200 OK\r\n",
            "HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nabc",
            "gopher\r\n\r\n",
        ] {
            assert!(read(&mut bytes.as_bytes()).is_err(), "{bytes:?}");
        }
    }

    #[test]
    fn values_in_addresses() {
        assert_eq!(encode("a b*\"ж"), "a%20b%2A%22%D0%B6");
    }
}
