//! What a reader has to say about content it could not take as it stands.
//!
//! Problems are data: they are counted, listed and written to a rejects file, and none of them ends a reading.
//! Each names file, line, field and value and says what to do.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The longest value a problem repeats, in characters.
const LONGEST_VALUE: usize = 200;

/// How much a problem weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Nothing is lost; a rule decided something that a person may want to look at.
    Note,
    /// Something was read, but not all of it or not surely.
    Warning,
    /// Something was not read at all.
    Error,
}

/// One thing in a file that a person should look at.
///
/// Invariant: `value` has at most 200 characters and one more, `…`, if it was shortened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Problem {
    /// Name of the file or page.
    pub file: String,
    /// Line in the file, counted from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u64>,
    /// The field concerned, such as `date`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// The value as it stands, shortened.
    pub value: String,
    /// What is wrong with it and what to do.
    pub advice: String,
    /// How much it weighs.
    pub severity: Severity,
}

impl Problem {
    /// A problem with a value of a file, to be given a line and a field.
    pub fn new(severity: Severity, file: &str, value: &str, advice: impl Into<String>) -> Self {
        Self {
            file: file.to_owned(),
            line: None,
            field: None,
            value: shorten(value),
            advice: advice.into(),
            severity,
        }
    }

    /// The same problem at a line, counted from 1.
    #[must_use]
    pub fn at_line(mut self, line: u64) -> Self {
        self.line = Some(line);
        self
    }

    /// The same problem with a field.
    #[must_use]
    pub fn in_field(mut self, field: impl Into<String>) -> Self {
        self.field = Some(field.into());
        self
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        f.write_str(": ")?;
        if let Some(field) = &self.field {
            write!(f, "{field} ")?;
        }
        // A file may be wrong as a whole.
        if !self.value.is_empty() {
            write!(f, "`{}`: ", self.value)?;
        }
        f.write_str(&self.advice)
    }
}

/// At most 200 characters of `text`, with `…` where some are left out.
pub(crate) fn shorten(text: &str) -> String {
    match text.char_indices().nth(LONGEST_VALUE) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(problem: &Problem, expected: &str) {
        assert_eq!(problem.to_string(), expected);
    }

    #[test]
    fn problems_print_what_they_know() {
        let bare = Problem::new(Severity::Note, "a.txt", "x", "look at it");
        check(&bare, "a.txt: `x`: look at it");
        check(&bare.clone().at_line(3), "a.txt:3: `x`: look at it");
        check(
            &bare.at_line(3).in_field("date"),
            "a.txt:3: date `x`: look at it",
        );
    }

    #[test]
    fn a_problem_of_a_whole_file_quotes_nothing() {
        let whole = Problem::new(Severity::Error, "a.txt", "", "is empty");
        check(&whole, "a.txt: is empty");
    }

    #[test]
    fn long_values_are_shortened_between_characters() {
        let long = "é".repeat(300);
        let problem = Problem::new(Severity::Error, "a", &long, "cut it");
        assert_eq!(problem.value.chars().count(), LONGEST_VALUE + 1);
        assert!(problem.value.ends_with('…'));
    }
}
