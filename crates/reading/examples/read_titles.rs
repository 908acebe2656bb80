//! Reads titles, one a line, from standard input and writes each reading as a
//! line of JSON: a quick look at what a listing would become.

use std::io::{self, BufRead, Write};

fn main() -> io::Result<()> {
    let mut output = io::stdout().lock();
    for title in io::stdin().lock().lines() {
        let title = title?;
        let mut reading = serde_json::to_value(fonds_reading::title::read(&title))?;
        reading["title"] = title.into();
        writeln!(output, "{reading}")?;
    }
    Ok(())
}
