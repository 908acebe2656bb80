//! Addresses that an archive gives of itself: where it lives and whom to write to.
//!
//! Only their shape is judged; whether anybody answers there is not for a program to say.

use std::net::Ipv6Addr;

/// Scheme and host of this archive's public address; a path would not lead to the pages, which stand at the root.
pub(super) fn origin(text: &str) -> Option<String> {
    let text = text.trim_end_matches('/');
    is_authority(without_scheme(text)?).then(|| text.to_owned())
}

/// An address of mail, with or without `mailto:`, or of a page.
pub(super) fn contact(text: &str) -> Option<String> {
    if text.contains(char::is_whitespace) || text.contains(['"', '<', '>']) {
        return None;
    }
    let is_fit = match without_scheme(text) {
        Some(page) => is_authority(page.split(['/', '?', '#']).next()?),
        None => is_mail(text.strip_prefix("mailto:").unwrap_or(text)),
    };
    is_fit.then(|| text.to_owned())
}

fn without_scheme(text: &str) -> Option<&str> {
    text.strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"))
}

fn is_mail(text: &str) -> bool {
    let Some((name, host)) = text.split_once('@') else {
        return false;
    };
    !name.is_empty() && !name.contains([':', '/']) && is_host(host)
}

/// A host, and perhaps a port.
fn is_authority(text: &str) -> bool {
    let (host, port) = match text.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => (host, Some(port)),
        _ => (text, None),
    };
    let is_port = |port: &str| port.parse::<u16>().is_ok_and(|port| port > 0);
    let six = host
        .strip_prefix('[')
        .and_then(|host| host.strip_suffix(']'));
    let is_host = match six {
        Some(address) => address.parse::<Ipv6Addr>().is_ok(),
        None => is_host(host),
    };
    is_host && port.is_none_or(is_port)
}

/// Names with full stops between; letters of any script, since browsers take them.
fn is_host(text: &str) -> bool {
    let is_label = |label: &str| {
        !label.is_empty()
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label
                .chars()
                .all(|letter| letter.is_alphanumeric() || letter == '-')
    };
    text.split('.').all(is_label)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(read: fn(&str) -> Option<String>, text: &str, expected: Option<&str>) {
        assert_eq!(read(text).as_deref(), expected, "{text}");
    }

    #[test]
    fn where_an_archive_lives() {
        check(origin, "https://a.example/", Some("https://a.example"));
        for right in [
            "http://localhost:8080",
            "https://[::1]:8080",
            "http://[::1]",
        ] {
            check(origin, right, Some(right));
        }
        for wrong in [
            "a.example",
            "ftp://a.example",
            "https://",
            "https://:80",
            "https://a..example",
            "https://a.example:port",
            "https://a.example/archive",
            "https://a@b.example",
        ] {
            check(origin, wrong, None);
        }
    }

    #[test]
    fn whom_to_write_to() {
        for right in [
            "archive@example.org",
            "mailto:archive@example.org",
            "https://example.org/contact?to=archive",
        ] {
            check(contact, right, Some(right));
        }
        for wrong in [
            "the archivist",
            "archive",
            "@example.org",
            "javascript:alert@example.org",
            "https://",
            "archive@",
        ] {
            check(contact, wrong, None);
        }
    }
}
