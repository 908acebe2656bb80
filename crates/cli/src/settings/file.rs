//! The file of settings: TOML, read into names, values as text, and lines.
//!
//! Sections become the first part of a name; what the values mean is not known here.

use std::io::ErrorKind;
use std::ops::Range;
use std::path::Path;

use toml::de::{DeTable, DeValue};

use super::{Origin, Wrong};

/// Names, values and lines of a file of settings; none if there is no file.
pub(super) fn read(path: &Path) -> Result<Vec<(String, String, usize)>, Wrong> {
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => {
            let path = path.to_owned();
            return Err(Wrong::Unreadable { path, error });
        }
    };
    let table = DeTable::parse(&text).map_err(|error| Wrong::NotToml {
        path: path.to_owned(),
        line: line(&text, &error.span().unwrap_or_default()),
        message: error.message().to_owned(),
    })?;
    let mut found = Vec::new();
    gather(path, &text, "", table.get_ref(), &mut found)?;
    found.sort_by_key(|(_, _, line)| *line);
    Ok(found)
}

fn gather(
    path: &Path,
    text: &str,
    section: &str,
    table: &DeTable<'_>,
    found: &mut Vec<(String, String, usize)>,
) -> Result<(), Wrong> {
    for (key, value) in table {
        let name = format!("{section}{}", key.get_ref());
        let at = line(text, &key.span());
        if let DeValue::Table(inner) = value.get_ref() {
            gather(path, text, &format!("{name}."), inner, found)?;
            continue;
        }
        let Some(value) = as_text(value.get_ref()) else {
            return Err(Wrong::Unknown {
                origin: Origin::File(path.to_owned(), at),
                name: format!("{name} = {}", &text[value.span()]),
                nearest: None,
            });
        };
        found.push((name, value, at));
    }
    Ok(())
}

/// A value as text; lists of words have commas between.
fn as_text(value: &DeValue<'_>) -> Option<String> {
    match value {
        DeValue::String(words) => Some(words.to_string()),
        DeValue::Integer(number) => Some(number.to_string()),
        DeValue::Float(number) => Some(number.to_string()),
        DeValue::Boolean(is_so) => Some(is_so.to_string()),
        DeValue::Datetime(moment) => Some(moment.to_string()),
        DeValue::Array(items) => {
            let items: Option<Vec<String>> =
                items.iter().map(|item| as_text(item.get_ref())).collect();
            items.map(|items| items.join(", "))
        }
        DeValue::Table(_) => None,
    }
}

/// The line in which a piece of the file begins, counted from 1.
fn line(text: &str, piece: &Range<usize>) -> usize {
    let before = text.get(..piece.start).unwrap_or(text);
    before.matches('\n').count() + 1
}
