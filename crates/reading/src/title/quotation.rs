//! Where a quotation ends.
//!
//! Typewriters and catalogues write quotation marks and apostrophes with the
//! same sign, so that the end of a title in single quotes has to be told from
//! the possessives inside it.

/// The length of the quotation that `rest` opens with, marks included;
/// `previous` is the character before it.
pub(super) fn length(rest: &str, previous: Option<char>) -> Option<usize> {
    let open = rest.chars().next()?;
    match open {
        '“' | '„' => double_length(rest, &['”', '“', '"']),
        '"' => double_length(rest, &['"', '”']),
        '«' => double_length(rest, &['»']),
        '‘' | '\'' | '‚' => {
            let opens = previous
                .is_none_or(|character| character.is_whitespace() || "([—-".contains(character));
            if opens { single_length(rest) } else { None }
        }
        _ => None,
    }
}

/// Whether the character is used as an apostrophe.
pub(super) fn is_apostrophe(character: char) -> bool {
    matches!(character, '\'' | '’' | '‘' | 'ʼ' | '´')
}

fn double_length(rest: &str, closing: &[char]) -> Option<usize> {
    let (index, character) = rest
        .char_indices()
        .skip(1)
        .find(|(_, character)| closing.contains(character))?;
    Some(index + character.len_utf8())
}

/// A closing single quote is followed by a space, a comma or the end. Of those
/// before the next opening quote, the last one that a comma, bracket or the end
/// confirms is taken, for "Delegations’ Views" closes nothing.
fn single_length(rest: &str) -> Option<usize> {
    let (mut sure, mut possible) = (None, None);
    let mut previous = rest.chars().next()?;
    for (index, character) in rest.char_indices().skip(1) {
        let end = index + character.len_utf8();
        let after = &rest[end..];
        let opens = matches!(character, '‘' | '\'') && previous.is_whitespace();
        if opens && after.starts_with(char::is_alphanumeric) && sure.is_some() {
            break;
        }
        if matches!(character, '’' | '\'') && !after.starts_with(char::is_alphanumeric) {
            possible = Some(end);
            let is_sure = matches!(previous, ',' | '.' | '?' | '!')
                || after.is_empty()
                || after.starts_with([',', '.', ';', ':', ')'])
                || after.trim_start().starts_with(['(', '[']);
            if is_sure {
                sure = Some(end);
            }
        }
        previous = character;
    }
    sure.or(possible)
}
