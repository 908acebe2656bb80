//! What to do about a line that is no record, from the words of the JSON reader.
//!
//! Those words count lines within the one line that was read; here only the file's own line is named, by the problem.

/// How like a known field a mistyped one must be to be taken for it.
const LIKE: f64 = 0.8;

/// What is wrong and what to do.
pub(super) fn advice(message: &str) -> String {
    let (words, column) = without_place(message);
    let place = column.map_or_else(String::new, |column| format!(" at character {column}"));
    let described = "docs/format.md describes these files";
    let known = after(words, "unknown field `").and_then(|(_, rest)| rest.split_once("expected "));
    if let (Some(field), Some((_, known))) = (field(words), known)
        && let Some(meant) = most_like(field, known)
    {
        return format!(
            "not a record of Fonds: unknown field `{field}`, perhaps `{meant}` is meant; {described}"
        );
    }
    // A place says something of broken JSON only; a field is found by its name.
    let place = if words.contains('`') { "" } else { &place };
    format!("{words}{place}; {described}")
}

/// The field that is named in the words.
pub(super) fn field(message: &str) -> Option<&str> {
    let cues = ["unknown field `", "missing field `", "duplicate field `"];
    let (field, _) = cues.iter().find_map(|cue| after(message, cue))?;
    Some(field)
}

/// What stands behind a cue up to the next backtick, and the rest.
fn after<'a>(message: &'a str, cue: &str) -> Option<(&'a str, &'a str)> {
    message.split_once(cue)?.1.split_once('`')
}

/// The words without the place that ends them, and the column of that place.
fn without_place(message: &str) -> (&str, Option<u64>) {
    let Some((words, place)) = message.rsplit_once(" at line ") else {
        return (message, None);
    };
    match place
        .split_once(" column ")
        .map(|(line, column)| (line.parse::<u64>(), column.parse()))
    {
        Some((Ok(_), Ok(column))) => (words, Some(column)),
        _ => (message, None),
    }
}

/// The field most like a mistyped one, among those that stand in backticks.
fn most_like<'a>(written: &str, known: &'a str) -> Option<&'a str> {
    known
        .split('`')
        .skip(1)
        .step_by(2)
        .map(|name| (strsim::jaro_winkler(name, written), name))
        .filter(|(likeness, _)| *likeness > LIKE)
        .max_by(|one, other| one.0.total_cmp(&other.0))
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::advice;

    fn check(message: &str, expected: &str) {
        assert_eq!(
            advice(message),
            format!("not a record of Fonds: {expected}; docs/format.md describes these files")
        );
    }

    #[test]
    fn a_line_is_named_once_and_a_slip_with_what_is_meant() {
        check(
            "not a record of Fonds: unknown field `titel`, expected one of `id`, `titles`, `texts` at line 1 column 15",
            "unknown field `titel`, perhaps `titles` is meant",
        );
        check(
            "not a record of Fonds: unknown field `colour`, expected `id` or `name` at line 1 column 15",
            "unknown field `colour`, expected `id` or `name`",
        );
        check(
            "not a record of Fonds: EOF while parsing an object at line 1 column 15",
            "EOF while parsing an object at character 15",
        );
    }
}
