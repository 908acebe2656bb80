//! Small wordings that several pages share: counts, and dates that programs can read.

use fonds_archive::{DateView, Phrase, date_words};
use fonds_model::{Edtf, Moment};

/// A number with commas between thousands.
pub(crate) fn number(number: &u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.char_indices() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// A number of things: "no documents", "1 document", "11 documents".
pub(crate) fn counted(count: u64, one: &str, many: &str) -> String {
    match count {
        0 => format!("no {many}"),
        1 => format!("1 {one}"),
        _ => format!("{} {many}", number(&count)),
    }
}

/// A number of documents.
pub(crate) fn documents(count: &u64) -> String {
    counted(*count, "document", "documents")
}

/// The same at the start of a sentence.
pub(crate) fn documents_capital(count: &u64) -> String {
    match count {
        0 => "No documents".to_owned(),
        _ => documents(count),
    }
}

/// The date as the `datetime` of a `<time>` element, which knows years, months and days and nothing uncertain.
pub(crate) fn machine_date(date: &DateView) -> Option<&str> {
    let edtf = date.edtf.as_deref()?;
    let parts: Vec<&str> = edtf.split('-').collect();
    let is_plain = parts.iter().zip([4, 2, 2]).all(|(part, length)| {
        part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit())
    });
    (is_plain && parts.len() <= 3).then_some(edtf)
}

/// The day of a moment, in words.
pub(crate) fn day(moment: &Moment) -> String {
    let written = moment.to_string();
    let day = written.split('T').next().unwrap_or(&written);
    Edtf::parse(day).map_or_else(|_| day.to_owned(), |day| date_words::words(&day))
}

/// True if the sentence goes on at `index` after an apposition, without a comma of its own.
pub(crate) fn goes_on(phrases: &[Phrase], index: &usize) -> bool {
    matches!(phrases.get(*index), Some(Phrase::Words(words)) if words.starts_with(' '))
}

/// A subject heading with dashes for readers; catalogues write them as two hyphens.
pub(crate) fn heading(heading: &str) -> String {
    heading.replace("--", " \u{2013} ")
}

/// A message in pieces, each with whether it quotes what was asked; quotations stand between backticks.
pub(crate) fn quoted(message: &str) -> Vec<(&str, bool)> {
    let pieces = message.split('`').enumerate();
    pieces
        .map(|(index, piece)| (piece, index % 2 == 1))
        .filter(|(piece, _)| !piece.is_empty())
        .collect()
}

/// The first part of a text for a description of a page, cut between words.
pub(crate) fn beginning(text: &str, most: usize) -> String {
    let Some((cut, _)) = text.char_indices().nth(most) else {
        return text.to_owned();
    };
    let cut = text[..cut].rfind(char::is_whitespace).unwrap_or(cut);
    format!(
        "{}\u{2026}",
        text[..cut].trim_end_matches([',', ';', ':', ' '])
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(edtf: &str, expected: Option<&str>) {
        let date = DateView {
            edtf: Some(edtf.to_owned()),
            ..DateView::default()
        };
        assert_eq!(machine_date(&date), expected, "{edtf}");
    }

    #[test]
    fn only_plain_dates_are_for_machines() {
        check("1949-01-06", Some("1949-01-06"));
        check("1949", Some("1949"));
        check("1949-01-06?", None);
        check("1948/1949", None);
        check("194X", None);
    }

    #[test]
    fn thousands_are_grouped() {
        let all = [0, 7, 1_000, 123_456, 1_000_000].map(|count| number(&count));
        assert_eq!(all, ["0", "7", "1,000", "123,456", "1,000,000"]);
    }

    #[test]
    fn beginnings_end_between_words() {
        assert_eq!(beginning("Stalin writes to Mao", 12), "Stalin\u{2026}");
        assert_eq!(beginning("Stalin", 12), "Stalin");
    }
}
