//! From the bytes of a page to its text, whatever it was saved as.
//!
//! A byte order mark decides; without one, UTF-16 is told by its zero bytes and UTF-8 by being valid.
//! What is neither is UTF-8 with damage if any of its longer characters are whole, else Windows-1252 (as the WHATWG Encoding Standard has it).

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// How many bytes are looked at for UTF-16 without a mark.
const HEAD: usize = 512;

/// The text of a page.
pub(crate) struct Decoded<'a> {
    /// The text without byte order mark.
    pub(crate) text: Cow<'a, str>,
    /// What had to be assumed or replaced, as advice to the reader.
    pub(crate) advice: Option<&'static str>,
}

/// Decodes a page; never fails.
pub(crate) fn decode(bytes: &[u8]) -> Decoded<'_> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return with(encoding, &bytes[length..]);
    }
    if let Some(encoding) = unmarked_utf_16(bytes) {
        return with(encoding, bytes);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Decoded {
            text: Cow::Borrowed(text),
            advice: None,
        },
        Err(_) if has_whole_character(bytes) => with(UTF_8, bytes),
        Err(_) => Decoded {
            advice: Some(
                "is not UTF-8 and was read as Windows-1252; save the page as UTF-8 if letters look wrong",
            ),
            ..with(WINDOWS_1252, bytes)
        },
    }
}

fn with<'a>(encoding: &'static Encoding, bytes: &'a [u8]) -> Decoded<'a> {
    let (text, damaged) = encoding.decode_without_bom_handling(bytes);
    Decoded {
        text,
        advice: damaged.then_some(
            "has bytes that are no characters, shown as `\u{fffd}`; fetch the page again",
        ),
    }
}

/// Text of mostly Latin letters in UTF-16 has a zero in every other byte.
fn unmarked_utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(HEAD)];
    let zeros = |start: usize| {
        head.iter()
            .skip(start)
            .step_by(2)
            .filter(|byte| **byte == 0)
            .count()
    };
    let (even, odd) = (zeros(0), zeros(1));
    if head.len() < 4 {
        None
    } else if odd > head.len() / 4 && even == 0 {
        Some(UTF_16LE)
    } else if even > head.len() / 4 && odd == 0 {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Whether some character of two or more bytes is whole, which by chance hardly happens in Windows-1252.
fn has_whole_character(bytes: &[u8]) -> bool {
    bytes.utf8_chunks().any(|chunk| !chunk.valid().is_ascii())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], expected: &str, is_advised: bool) {
        let decoded = decode(bytes);
        assert_eq!(decoded.text, expected);
        assert_eq!(decoded.advice.is_some(), is_advised, "{expected}");
    }

    #[test]
    fn encodings_are_told_apart() {
        check("May • é".as_bytes(), "May • é", false);
        check(b"\xef\xbb\xbfMay", "May", false);
        check(b"\xff\xfeM\0a\0y\0", "May", false);
        check(b"\xfe\xff\0M\0a\0y", "May", false);
        check(b"M\0a\0y\0 \0", "May ", false);
        check(b"\0M\0a\0y\0 ", "May ", false);
        check(b"caf\xe9 \x95 \x93x\x94", "café • “x”", true);
        check(b"caf\xc3\xa9 \xe2\x80", "café \u{fffd}", true);
        check(b"", "", false);
    }
}
