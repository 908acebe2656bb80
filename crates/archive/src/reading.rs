//! One entry of a source, read: the words it has and what the rules make of them.
//!
//! Depends on the entry alone, so that the order of imports never matters.

use std::collections::BTreeMap;

use fonds_model::{Edtf, PartOfDay, Provenance};
use fonds_reading::title::TitleReading;

/// Name of the verbatim field that holds the date line.
pub(crate) const DATE: &str = "date";
/// Name of the verbatim field that holds the title.
pub(crate) const TITLE: &str = "title";
/// Name of the verbatim field that holds the summary.
pub(crate) const SUMMARY: &str = "summary";

/// The verbatim fields of an entry of a listing; empty ones are left out.
pub(crate) fn fields(
    date: Option<&str>,
    title: &str,
    summary: Option<&str>,
) -> BTreeMap<String, String> {
    [(DATE, date), (TITLE, Some(title)), (SUMMARY, summary)]
        .into_iter()
        .filter_map(|(name, value)| Some((name, value?.trim())))
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}

/// An entry's own words and the date read from them.
#[derive(Debug, Clone)]
pub(crate) struct EntryReading {
    /// The title, verbatim.
    pub(crate) title: Option<String>,
    /// The summary, verbatim.
    pub(crate) summary: Option<String>,
    /// The date line, verbatim.
    pub(crate) date_written: Option<String>,
    /// The date, if the line could be read.
    pub(crate) date: Option<Edtf>,
}

impl EntryReading {
    /// Reads the verbatim fields of `entry`.
    pub(crate) fn of(entry: &Provenance) -> Self {
        let field = |name: &str| entry.fields.get(name).cloned();
        let date_written = field(DATE);
        let date = date_written
            .as_deref()
            .and_then(|line| fonds_reading::date::read(line).edtf);
        Self {
            title: field(TITLE),
            summary: field(SUMMARY),
            date_written,
            date,
        }
    }

    /// The date as it is compared: as read, else the words themselves.
    pub(crate) fn date_key(&self) -> Option<String> {
        match (&self.date, &self.date_written) {
            (Some(edtf), _) => Some(edtf.to_string()),
            (None, Some(written)) => Some(written.to_lowercase()),
            (None, None) => None,
        }
    }

    /// What the title says.
    pub(crate) fn title_reading(&self) -> TitleReading {
        fonds_reading::title::read(self.title.as_deref().unwrap_or_default())
    }

    /// The part of the day in round brackets at the end of the summary, by which two documents of one day are told apart.
    pub(crate) fn part_of_day(&self) -> Option<PartOfDay> {
        let (_, last) = self
            .summary
            .as_deref()?
            .trim_end()
            .strip_suffix(')')?
            .rsplit_once('(')?;
        match last.trim().to_lowercase().as_str() {
            "night" => Some(PartOfDay::Night),
            "morning" => Some(PartOfDay::Morning),
            "day" | "daytime" => Some(PartOfDay::Day),
            "afternoon" => Some(PartOfDay::Afternoon),
            "evening" => Some(PartOfDay::Evening),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_part_of_the_day_stands_at_the_end() {
        let check = |summary: &str, expected| {
            let entry = Provenance {
                fields: fields(None, "A title", Some(summary)),
                ..Provenance::default()
            };
            assert_eq!(
                EntryReading::of(&entry).part_of_day(),
                expected,
                "{summary}"
            );
        };
        check(
            "They talk about seed corn. (Evening)",
            Some(PartOfDay::Evening),
        );
        check("They talk (by day) about seed corn.", None);
        check("They talk about seed corn (wheat)", None);
    }
}
