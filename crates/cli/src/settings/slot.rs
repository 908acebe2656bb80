//! The place of a setting's value: how it is read from text and shown as TOML.
//!
//! A value that cannot be read leaves the place as it was and says what is allowed.

use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

use super::{LogFormat, site};
use crate::logging;
use fonds_web::{Network, RequestsLogged};

/// The most that a count or a size may be.
const MOST: usize = 1 << 40;

/// The place of a setting's value, by its kind.
pub(crate) enum Slot<'a> {
    /// Words, at least one.
    Text(&'a mut String),
    /// Words; empty is not set.
    OptionalText(&'a mut Option<String>),
    /// An address of mail or of a page; empty is not set.
    OptionalContact(&'a mut Option<String>),
    /// Scheme and host, such as `https://archive.example.org`; empty is not set.
    OptionalOrigin(&'a mut Option<String>),
    /// A whole number from 1.
    Count(&'a mut usize),
    /// A whole number from 0.
    CountOrZero(&'a mut usize),
    /// Bytes.
    Size(&'a mut usize),
    /// A time.
    Time(&'a mut Duration),
    /// Address and port.
    Address(&'a mut SocketAddr),
    /// Address and port; empty is not set.
    OptionalAddress(&'a mut Option<SocketAddr>),
    /// Networks.
    Networks(&'a mut Vec<Network>),
    /// A level of logging.
    Level(&'a mut String),
    /// The form of the log.
    Format(&'a mut LogFormat),
    /// What is logged of requests.
    Requests(&'a mut RequestsLogged),
}

/// What is logged of requests, by name.
const REQUESTS: [(&str, RequestsLogged); 3] = [
    ("off", RequestsLogged::Off),
    ("pattern", RequestsLogged::Pattern),
    ("path", RequestsLogged::Path),
];

/// Forms of the log by name.
const FORMATS: [(&str, LogFormat); 2] = [("text", LogFormat::Text), ("json", LogFormat::Json)];

impl Slot<'_> {
    /// Puts a value in from text; an error says what is allowed.
    pub(crate) fn read(self, text: &str) -> Result<(), String> {
        let text = text.trim();
        let allowed = self.allowed();
        let is_read = match self {
            Self::Text(value) => put(value, Some(text.to_owned()).filter(|text| !text.is_empty())),
            Self::OptionalText(value) => put_or_unset(value, text, |text| Some(text.to_owned())),
            Self::OptionalContact(value) => put_or_unset(value, text, site::contact),
            Self::OptionalOrigin(value) => put_or_unset(value, text, site::origin),
            Self::Count(value) => put(value, number(text).filter(|number| *number > 0)),
            Self::CountOrZero(value) => put(value, number(text)),
            Self::Size(value) => put(value, size(text)),
            Self::Time(value) => put(value, time(text)),
            Self::Address(value) => put(value, text.parse().ok()),
            Self::OptionalAddress(value) => put_or_unset(value, text, |text| text.parse().ok()),
            Self::Networks(value) => put(value, networks(text)),
            Self::Level(value) => put(value, logging::filter(text).map(|_| text.to_owned())),
            Self::Format(value) => put(value, named(&FORMATS, text)),
            Self::Requests(value) => put(value, named(&REQUESTS, text)),
        };
        if is_read {
            Ok(())
        } else {
            Err(allowed.to_owned())
        }
    }

    /// The value as TOML; `None` if it is not set.
    pub(crate) fn show(self) -> Option<String> {
        Some(match self {
            Self::Text(value) | Self::Level(value) => quoted(value),
            Self::OptionalText(value)
            | Self::OptionalContact(value)
            | Self::OptionalOrigin(value) => quoted(value.as_ref()?),
            Self::Count(value) | Self::CountOrZero(value) => value.to_string(),
            Self::Size(value) => shown_size(*value),
            Self::Time(value) => shown_time(*value),
            Self::Address(value) => quoted(&value.to_string()),
            Self::OptionalAddress(value) => quoted(&value.as_ref()?.to_string()),
            Self::Networks(value) => {
                let all: Vec<String> = value.iter().map(|one| quoted(&one.to_string())).collect();
                format!("[{}]", all.join(", "))
            }
            Self::Format(value) => quoted(name_of(&FORMATS, *value)),
            Self::Requests(value) => quoted(name_of(&REQUESTS, *value)),
        })
    }

    /// What may be written.
    fn allowed(&self) -> &'static str {
        match self {
            Self::Text(_) => "write one or more words",
            Self::OptionalText(_) => "write words, or nothing",
            Self::OptionalContact(_) => {
                "write an address of mail such as archive@example.org or of a page such as https://example.org/contact, or nothing"
            }
            Self::OptionalOrigin(_) => {
                "write scheme and host such as https://archive.example.org, or nothing"
            }
            Self::Count(_) => "write a whole number from 1",
            Self::CountOrZero(_) => "write a whole number from 0",
            Self::Size(_) => "write bytes such as 16384, 16 KiB or 1 MiB",
            Self::Time(_) => "write a time such as 500 ms, 10 s or 2 min",
            Self::Address(_) => "write address and port such as 127.0.0.1:8080 or [::1]:8080",
            Self::OptionalAddress(_) => "write address and port such as 127.0.0.1:9090, or nothing",
            Self::Networks(_) => {
                "write addresses or networks such as 127.0.0.1 or 10.0.0.0/8, with commas between"
            }
            Self::Level(_) => {
                "write off, error, warn, info, debug or trace, or directives such as fonds_web=debug,warn"
            }
            Self::Format(_) => "write text or json",
            Self::Requests(_) => "write off, pattern or path",
        }
    }
}

fn put<T>(place: &mut T, value: Option<T>) -> bool {
    match value {
        Some(value) => {
            *place = value;
            true
        }
        None => false,
    }
}

fn non_empty(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.is_empty())
}

/// Puts in what was read, or nothing if nothing was written.
fn put_or_unset<T>(
    place: &mut Option<T>,
    text: &str,
    read: impl FnOnce(&str) -> Option<T>,
) -> bool {
    let value = non_empty(text).and_then(read);
    let is_read = text.is_empty() || value.is_some();
    if is_read {
        *place = value;
    }
    is_read
}

fn number(text: &str) -> Option<usize> {
    text.replace('_', "")
        .parse()
        .ok()
        .filter(|number| *number <= MOST)
}

/// A number and what it counts.
fn measured(text: &str) -> Option<(usize, &str)> {
    let end = text
        .find(|letter: char| !letter.is_ascii_digit() && letter != '_')
        .unwrap_or(text.len());
    Some((number(&text[..end])?, text[end..].trim()))
}

fn size(text: &str) -> Option<usize> {
    let (count, unit) = measured(text)?;
    let bytes = match unit.to_ascii_lowercase().as_str() {
        "" | "b" => 1,
        "kb" => 1_000,
        "mb" => 1_000_000,
        "kib" => 1 << 10,
        "mib" => 1 << 20,
        _ => return None,
    };
    count
        .checked_mul(bytes)
        .filter(|size| (1..=MOST).contains(size))
}

fn time(text: &str) -> Option<Duration> {
    let (count, unit) = measured(text)?;
    let milliseconds = match unit {
        "ms" => 1,
        "s" => 1_000,
        "min" => 60_000,
        "h" => 3_600_000,
        _ => return None,
    };
    let milliseconds = count
        .checked_mul(milliseconds)
        .filter(|time| (1..=MOST).contains(time))?;
    Some(Duration::from_millis(milliseconds as u64))
}

fn networks(text: &str) -> Option<Vec<Network>> {
    let written = text.split(',').map(str::trim).filter(|one| !one.is_empty());
    let network = |one: &str| {
        let address = || one.parse::<IpAddr>().ok().map(Network::from);
        one.parse().ok().or_else(address)
    };
    written.map(network).collect()
}

fn named<T: Copy>(known: &[(&str, T)], text: &str) -> Option<T> {
    known
        .iter()
        .find(|(name, _)| *name == text)
        .map(|(_, value)| *value)
}

fn name_of<'a, T: PartialEq + Copy>(known: &[(&'a str, T)], value: T) -> &'a str {
    known
        .iter()
        .find(|(_, known)| *known == value)
        .map_or("", |(name, _)| name)
}

fn shown_size(bytes: usize) -> String {
    for (unit, name) in [(1 << 20, "MiB"), (1 << 10, "KiB")] {
        if bytes.is_multiple_of(unit) {
            return quoted(&format!("{} {name}", bytes / unit));
        }
    }
    bytes.to_string()
}

fn shown_time(time: Duration) -> String {
    let milliseconds = time.as_millis();
    if milliseconds.is_multiple_of(60_000) {
        quoted(&format!("{} min", milliseconds / 60_000))
    } else if milliseconds.is_multiple_of(1_000) {
        quoted(&format!("{} s", milliseconds / 1_000))
    } else {
        quoted(&format!("{milliseconds} ms"))
    }
}

/// Words as a TOML string: the escapes of JSON are among those of TOML.
fn quoted(words: &str) -> String {
    serde_json::Value::from(words).to_string()
}
