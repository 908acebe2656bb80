//! Lines that could not be read, as they stand in the file and by what they were to become.

use std::collections::{BTreeSet, HashMap};
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use fonds_formats::Problem;
use fonds_model::Kind;

use crate::error::{Error, Result};

/// How much of a rejected line is kept in the rejects file, in bytes.
const LONGEST_REJECT: u64 = 1 << 20;

/// What a rejected line was to become.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meant {
    /// A record of a kind; a line that does not say is taken for a document, so that no loss goes uncounted.
    Record(Kind),
    /// A text or another file.
    Blob,
}

/// Reads from the words of a line what it was to become.
pub(super) fn meant(line: &str) -> Meant {
    let after_key = line.split_once(r#""kind""#).map(|(_, rest)| rest);
    let value = after_key
        .and_then(|rest| rest.trim_start().strip_prefix(':'))
        .and_then(|rest| rest.trim_start().strip_prefix('"'))
        .and_then(|rest| rest.split('"').next());
    match value {
        Some("blob") => Meant::Blob,
        Some(name) => Meant::Record(name.parse().unwrap_or(Kind::Document)),
        None => Meant::Record(Kind::Document),
    }
}

/// The rejected lines as they stand in the file.
pub(super) fn with_lines(path: &Path, problems: Vec<Problem>) -> Result<Vec<(Problem, String)>> {
    if problems.is_empty() {
        return Ok(Vec::new());
    }
    let failed = |error| Error::file("read", path, error);
    let wanted: BTreeSet<u64> = problems.iter().filter_map(|problem| problem.line).collect();
    let mut found: HashMap<u64, String> = HashMap::new();
    let mut reader = BufReader::with_capacity(1 << 16, File::open(path).map_err(failed)?);
    let mut line = Vec::new();
    for number in 1.. {
        line.clear();
        let read = reader
            .by_ref()
            .take(LONGEST_REJECT)
            .read_until(b'\n', &mut line)
            .map_err(failed)?;
        if read == 0 {
            break;
        }
        if line.last() != Some(&b'\n') {
            reader.skip_until(b'\n').map_err(failed)?;
        }
        if wanted.contains(&number) {
            found.insert(
                number,
                String::from_utf8_lossy(line.trim_ascii_end()).into_owned(),
            );
        }
    }
    let with_line = |problem: Problem| {
        let text = problem
            .line
            .and_then(|line| found.remove(&line))
            .unwrap_or_default();
        (problem, text)
    };
    Ok(problems.into_iter().map(with_line).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lines_were_meant_to_be() {
        let check = |line, expected| assert_eq!(meant(line), expected, "{line}");
        check(r#"{"kind":"agent","id":"#, Meant::Record(Kind::Agent));
        check(r#"{ "kind" : "document", "#, Meant::Record(Kind::Document));
        check(r#"{"kind":"blob","sha256":"00"}"#, Meant::Blob);
        check("not json", Meant::Record(Kind::Document));
        check(r#"{"kind":"poem"}"#, Meant::Record(Kind::Document));
    }
}
