//! A document's own number, after its document word or at the end.
//!
//! The number of a session, of a parent protocol or of a listing stands
//! elsewhere and is not taken.

use super::token::{Kind, Token};

/// The number that opens `tokens`, and how many tokens it fills. A bare code
/// counts as well as one with "No.".
pub(super) fn leading(tokens: &[Token<'_>]) -> Option<(String, usize)> {
    let skipped = usize::from(
        tokens
            .first()
            .is_some_and(|token| token.kind == Kind::Comma)
            && announced(&tokens[1..]).is_some(),
    );
    let tokens = &tokens[skipped..];
    if let Some(number) = announced(tokens) {
        return Some((number, skipped + 2));
    }
    let first = tokens.first()?;
    if first.kind == Kind::Bracket {
        // "Telegram (No. 55)"; a bare number in brackets counts listings.
        return announced(&first.inner_tokens()).map(|number| (number, skipped + 1));
    }
    (first.is_word() && is_code(first.text)).then(|| (trimmed(first.text), 1))
}

/// Takes the number that closes the title after a comma or own title.
pub(super) fn take_trailing(tokens: &mut Vec<Token<'_>>) -> Option<String> {
    let end = tokens
        .iter()
        .rposition(|token| token.is_word() || token.kind == Kind::Bracket)
        .map_or(0, |last| last + 1);
    let start = tokens[..end]
        .iter()
        .rposition(|token| token.kind == Kind::Comma)
        .map_or(0, |comma| comma + 1);
    let follows_something = start > 0
        || tokens
            .first()
            .is_some_and(|token| token.text.contains(char::is_numeric));
    let last = tokens.get(start..end)?;
    let number = match last {
        [only] if only.is_word() && is_code(only.text) => trimmed(only.text),
        [_, _] => announced(last)?,
        _ => return None,
    };
    if !follows_something && last.len() == 1 {
        return None;
    }
    tokens.truncate(start.saturating_sub(1));
    Some(number)
}

/// "No. 0100", "Nr. 5", "#94".
fn announced(tokens: &[Token<'_>]) -> Option<String> {
    let [sign, number, ..] = tokens else {
        return None;
    };
    let is_sign = sign.is(&["no", "nos", "nr", "number", "num", "n", "№", "#"]);
    let has_digit = number
        .text
        .contains(|character: char| character.is_ascii_digit());
    (is_sign && number.is_word() && has_digit).then(|| trimmed(number.text))
}

fn trimmed(text: &str) -> String {
    text.trim_matches(['.', '#']).to_owned()
}

/// A code in digits, capitals, hyphens, slashes and full stops; not an
/// ordinal, and not a decade.
fn is_code(text: &str) -> bool {
    text.contains(|character: char| character.is_ascii_digit())
        && text.chars().all(|character| {
            character.is_ascii_digit() || character.is_uppercase() || "-–/.:".contains(character)
        })
}
