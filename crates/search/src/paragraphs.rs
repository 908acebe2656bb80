//! Where the paragraphs of a document's texts begin, in positions of words.
//!
//! The table is stored with the document, so that a match is traced to its
//! paragraph without the text. It mirrors how the engine counts: the words of
//! a paragraph take one position each, and one is left free after it.

use crate::entry::Body;
use crate::words::count_positions;

/// The table of one document.
pub(crate) fn encode(texts: &[Body]) -> Vec<u8> {
    let mut bytes = Vec::new();
    push(&mut bytes, texts.len() as u64);
    for body in texts {
        push(&mut bytes, body.text_id);
        push(&mut bytes, body.paragraphs.len() as u64);
        for (_, paragraph) in &body.paragraphs {
            push(&mut bytes, u64::from(count_positions(paragraph)));
        }
    }
    bytes
}

/// A paragraph as the table knows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Paragraph {
    /// The text it belongs to.
    pub(crate) text_id: u64,
    /// Its place in the text, from 0.
    pub(crate) index: u32,
    /// The position of its first word in the document's texts together.
    pub(crate) start: u32,
}

/// The paragraphs in a table, in order of position; what a damaged table lost
/// is missing.
pub(crate) fn decode(bytes: &[u8]) -> Vec<Paragraph> {
    let mut rest = bytes;
    let mut paragraphs = Vec::new();
    read_all(&mut rest, &mut paragraphs);
    paragraphs
}

fn read_all(rest: &mut &[u8], paragraphs: &mut Vec<Paragraph>) -> Option<()> {
    let mut start = 0_u32;
    for _ in 0..pull(rest)? {
        let text_id = pull(rest)?;
        for index in 0..u32::try_from(pull(rest)?).ok()? {
            paragraphs.push(Paragraph {
                text_id,
                index,
                start,
            });
            let words = u32::try_from(pull(rest)?).ok()?;
            start = start.checked_add(words)?.checked_add(1)?;
        }
    }
    Some(())
}

/// Seven bits a byte, the lowest first; the high bit says that more follow.
fn push(bytes: &mut Vec<u8>, mut number: u64) {
    loop {
        let low = number.to_le_bytes()[0] & 0x7f;
        number >>= 7;
        if number == 0 {
            bytes.push(low);
            return;
        }
        bytes.push(low | 0x80);
    }
}

fn pull(rest: &mut &[u8]) -> Option<u64> {
    let mut number = 0_u64;
    for shift in (0..64).step_by(7) {
        let (byte, tail) = rest.split_first()?;
        *rest = tail;
        number |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Some(number);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{Paragraph, decode, encode};
    use crate::entry::Body;

    fn check(texts: &[(u64, &[&str])], expected: &[(u64, u32, u32)]) {
        let bodies: Vec<Body> = texts
            .iter()
            .map(|(text_id, paragraphs)| Body {
                text_id: *text_id,
                paragraphs: paragraphs
                    .iter()
                    .map(|words| (String::new(), (*words).to_owned()))
                    .collect(),
                ..Body::default()
            })
            .collect();
        let expected: Vec<Paragraph> = expected
            .iter()
            .map(|(text_id, index, start)| Paragraph {
                text_id: *text_id,
                index: *index,
                start: *start,
            })
            .collect();
        let bytes = encode(&bodies);
        assert_eq!(decode(&bytes), expected);
        for end in 0..bytes.len() {
            assert!(expected.starts_with(&decode(&bytes[..end])) || end == 0);
        }
    }

    #[test]
    fn paragraphs_are_found_again() {
        check(&[], &[]);
        check(
            &[(7, &["one two", "", "three"])],
            &[(7, 0, 0), (7, 1, 3), (7, 2, 4)],
        );
        check(
            &[(u64::MAX, &["a"]), (300, &["毛泽东", "b"])],
            &[(u64::MAX, 0, 0), (300, 0, 2), (300, 1, 5)],
        );
    }
}
