//! Listing pages in the shapes of the reference system.

use std::fmt::Write;

/// The way a page is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Generation {
    /// Bullets and days of two digits.
    Of2012,
    /// A range line and bare days.
    Of2022,
}

/// One entry of a page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry {
    date: String,
    title: String,
    summary: Option<String>,
}

impl Entry {
    /// An entry with a date line and a title.
    pub fn new(date: &str, title: &str) -> Self {
        Self {
            date: date.to_owned(),
            title: title.to_owned(),
            summary: None,
        }
    }

    /// The same with a summary.
    #[must_use]
    pub fn summary(mut self, summary: &str) -> Self {
        self.summary = Some(summary.to_owned());
        self
    }
}

/// A page of entries.
pub fn page(generation: Generation, entries: &[Entry]) -> String {
    let mut text = match generation {
        Generation::Of2012 => {
            "Search in\n\nDigital Archive International History Declassified\n\n\n".to_owned()
        }
        Generation::Of2022 => {
            let count = entries.len();
            format!("Skip to content\n\n\n1 - {count} of {count}\n\n\n")
        }
    };
    for entry in entries {
        match generation {
            Generation::Of2012 => write!(text, "  • {}\n\n    {}\n\n", entry.date, entry.title),
            Generation::Of2022 => write!(text, "{}\n\n{}\n\n", entry.date, entry.title),
        }
        .unwrap();
        let indent = if generation == Generation::Of2012 {
            "    "
        } else {
            ""
        };
        if let Some(summary) = &entry.summary {
            write!(text, "{indent}{summary}\n\n").unwrap();
        }
    }
    text
}
