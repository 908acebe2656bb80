//! Characters that a page wrote as entities of HTML, such as `&amp;`.
//!
//! Only the few that plain text was seen to keep, and numbers; what is not known stays as it is.
//! One pass: `&amp;quot;` becomes `&quot;`, because the page showed that.

use std::borrow::Cow;

/// Names and what they stand for (HTML Living Standard, named character references).
const NAMED: [(&str, char); 14] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", '\u{a0}'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("hellip", '…'),
    ("shy", '\u{ad}'),
];
/// The longest entity without its marks, in bytes.
const LONGEST_ENTITY: usize = 8;

/// The text with its entities put back to characters.
pub(super) fn decode(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, entity) = rest.split_at(at);
        decoded.push_str(before);
        if let Some((character, length)) = character(entity) {
            decoded.push(character);
            rest = &entity[length..];
        } else {
            decoded.push('&');
            rest = &entity[1..];
        }
    }
    decoded.push_str(rest);
    Cow::Owned(decoded)
}

/// The character of the entity with which `text` begins, and the length of the entity in bytes.
fn character(text: &str) -> Option<(char, usize)> {
    let end = text
        .bytes()
        .take(LONGEST_ENTITY + 2)
        .position(|byte| byte == b';')?;
    let name = &text[1..end];
    let character = if let Some(number) = name.strip_prefix('#') {
        let number = match number.strip_prefix(['x', 'X']) {
            Some(number) => u32::from_str_radix(number, 16),
            None => number.parse(),
        };
        char::from_u32(number.ok()?).filter(|character| !character.is_control())?
    } else {
        NAMED.iter().find(|(known, _)| *known == name)?.1
    };
    Some((character, end + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(decode(text), expected);
    }

    #[test]
    fn entities_become_characters() {
        check("A &amp; B", "A & B");
        check("&quot;A&quot; &#39;b&#39; &#x27;", "\"A\" 'b' '");
        check("A&nbsp;B", "A\u{a0}B");
        check("&amp;quot;", "&quot;");
        check(
            "A & B; &nothing; &#0; &#xd800; &",
            "A & B; &nothing; &#0; &#xd800; &",
        );
        check("&é;&amp", "&é;&amp");
    }
}
