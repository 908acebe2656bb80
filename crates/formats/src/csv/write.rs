//! The writer of tables.
//!
//! Every row has as many cells as the head; lines end with CR LF.
//! No cell is taken for a formula by a spreadsheet program, unless the caller asks for cells as they are.

use std::borrow::Cow;
use std::io::{self, Write};

/// What stands between several values in one cell.
const BETWEEN: &str = " | ";

/// How a table is to be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Options {
    /// Begin with the byte order mark by which spreadsheet programs recognise UTF-8.
    pub byte_order_mark: bool,
    /// Leave cells that look like formulas as they are, for programs that take no cell for one.
    pub plain: bool,
}

/// Writes a table row by row.
pub struct Writer<W: Write> {
    output: csv::Writer<W>,
    options: Options,
}

impl<W: Write> Writer<W> {
    /// A table on `output` with these columns.
    pub fn new(mut output: W, columns: &[&str], options: Options) -> io::Result<Self> {
        if options.byte_order_mark {
            output.write_all("\u{feff}".as_bytes())?;
        }
        let mut output = csv::WriterBuilder::new()
            .terminator(csv::Terminator::CRLF)
            .from_writer(output);
        output.write_record(columns).map_err(plain_error)?;
        Ok(Self { output, options })
    }

    /// Writes a row, whose cells must be as many as the columns.
    pub fn row<'a>(&mut self, cells: impl IntoIterator<Item = &'a str>) -> io::Result<()> {
        for cell in cells {
            let cell = if self.options.plain {
                Cow::Borrowed(cell)
            } else {
                guarded(cell)
            };
            self.output
                .write_field(cell.as_bytes())
                .map_err(plain_error)?;
        }
        self.output.write_record(None::<&[u8]>).map_err(plain_error)
    }

    /// Ends the table.
    pub fn finish(mut self) -> io::Result<()> {
        self.output.flush()
    }
}

/// Several values in one cell; a stroke within a value is written `\|`, so that they can be parted again.
///
/// Empty values keep their places, so that lists go together value by value; a cell of nothing else is empty.
pub fn list<T: AsRef<str>>(values: impl IntoIterator<Item = T>) -> String {
    let mut cell = String::new();
    let mut is_empty = true;
    for (place, value) in values.into_iter().enumerate() {
        if place > 0 {
            cell.push_str(BETWEEN);
        }
        is_empty &= value.as_ref().is_empty();
        cell.push_str(&value.as_ref().replace('|', "\\|"));
    }
    if is_empty { String::new() } else { cell }
}

/// A cell that begins like a formula gets an apostrophe before it.
///
/// So does one that begins with apostrophes before such a sign: taking one apostrophe away from every cell that has them before a sign gives the cell as it was.
fn guarded(cell: &str) -> Cow<'_, str> {
    let bare = cell.trim_start_matches('\'');
    // Spreadsheet programs in East Asia take the wide forms for the narrow ones.
    let is_formula =
        bare.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    if is_formula {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

fn plain_error(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(cells: &[&str], options: Options, expected: &str) {
        let mut bytes = Vec::new();
        let mut writer = Writer::new(&mut bytes, &["a", "b"], options).unwrap();
        writer.row(cells.iter().copied()).unwrap();
        writer.finish().unwrap();
        let head = if options.byte_order_mark {
            "\u{feff}a,b\r\n"
        } else {
            "a,b\r\n"
        };
        assert_eq!(
            String::from_utf8(bytes).unwrap(),
            format!("{head}{expected}\r\n")
        );
    }

    #[test]
    fn cells_are_quoted_where_they_must_be() {
        let options = Options::default();
        check(&["x", ""], options, "x,");
        check(
            &["a, b", "say \"no\""],
            options,
            "\"a, b\",\"say \"\"no\"\"\"",
        );
        check(
            &["two\nlines", "Тест 斯大林"],
            options,
            "\"two\nlines\",Тест 斯大林",
        );
    }

    #[test]
    fn a_mark_stands_first_if_asked_for() {
        let options = Options {
            byte_order_mark: true,
            ..Options::default()
        };
        check(&["x", "y"], options, "x,y");
    }

    #[test]
    fn no_cell_is_a_formula() {
        let options = Options::default();
        check(&["=1+1", "-5"], options, "'=1+1,'-5");
        check(&["'=1", "@x"], options, "''=1,'@x");
        check(&["'New China'", "a=b"], options, "'New China',a=b");
        let plain = Options {
            plain: true,
            ..options
        };
        check(&["=1+1", "-5"], plain, "=1+1,-5");
    }

    #[test]
    fn values_of_a_list_can_be_parted() {
        assert_eq!(list(["a", "b|c", "d"]), "a | b\\|c | d");
        assert_eq!(list(Vec::<String>::new()), "");
        assert_eq!(list(["", "b", ""]), " | b | ");
        assert_eq!(list(["", ""]), "");
    }
}
