//! Small wordings that several pages share: counts, and dates that programs can read.

use fonds_archive::ask::SCOPES;
use fonds_archive::{DateView, ListedCollection, Phrase, YearSpan, date_words};
use fonds_model::{Edtf, Language, Moment};
use fonds_search::query::Scope;

use crate::site::Site;
use crate::urls;

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

/// From one year to another.
pub(crate) fn span(span: &YearSpan) -> String {
    if span.first == span.last {
        year(span.first)
    } else {
        format!("{}\u{2013}{}", year(span.first), year(span.last))
    }
}

/// A year; 0 is 1 BC.
pub(crate) fn year(year: i32) -> String {
    if year <= 0 {
        format!("{} BC", 1 - i64::from(year))
    } else {
        year.to_string()
    }
}

/// How much there is of a collection and from when: "20 documents, 1948–1949; 15 in the collection itself, the others in its parts".
pub(crate) fn extent(collection: &ListedCollection) -> String {
    let all = collection.all_documents();
    let mut extent = documents_capital(&all);
    if let Some(years) = &collection.span {
        extent = format!("{extent}, {}", span(years));
    }
    let own = collection.documents;
    if collection.documents_with_parts.is_some() && own < all {
        let own = if own == 0 {
            "none".to_owned()
        } else {
            number(&own)
        };
        extent = format!("{extent}; {own} in the collection itself, the others in its parts");
    }
    extent
}

/// The tag of a language that is not the page's own.
#[expect(clippy::ref_option, reason = "templates hand out references to fields")]
pub(crate) fn foreign(language: &Option<Language>) -> Option<&str> {
    let tag = language.as_ref().map(Language::tag);
    tag.filter(|tag| *tag != "en")
}

/// True for the address of a page, which may be linked.
pub(crate) fn is_address(words: &str) -> bool {
    words.starts_with("https://") || words.starts_with("http://")
}

/// The name of a collection, or what one without a name is called.
pub(crate) fn collection(name: &str, id: impl std::fmt::Display) -> String {
    match name {
        "" => format!("Collection {id}"),
        name => name.to_owned(),
    }
}

/// A title, or what a document without one is called.
pub(crate) fn untitled(title: &str, id: impl std::fmt::Display) -> String {
    match title {
        "" => format!("Untitled document {id}"),
        title => title.to_owned(),
    }
}

/// How to cite a document, in two pieces, because a title may run from right to left and the rest does not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Citation {
    /// The title in quotation marks, or what a document without one is called.
    pub(crate) title: String,
    /// Date, where the original lies, this archive, the record and its permanent address, from the space after the title on.
    pub(crate) rest: String,
}

/// How to cite a document; `title` is empty if it has none.
pub(crate) fn citation(
    title: &str,
    date: &str,
    original: Option<&str>,
    site: &Site,
    id: impl std::fmt::Display,
) -> Citation {
    let address = site.address.as_deref().unwrap_or_default();
    let comma = if title.ends_with(['.', '!', '?']) {
        ""
    } else {
        ","
    };
    let (title, comma) = match title {
        "" => ("Untitled document".to_owned(), ","),
        title => (format!("\u{201c}{title}{comma}\u{201d}"), ""),
    };
    let date = match date {
        "Undated" => "undated",
        date => date,
    };
    let original = original.map_or_else(String::new, |original| format!("{original}; "));
    let rest = format!(
        "{comma} {date}, {original}{}, record {id}, {address}{}.",
        site.name,
        urls::document(&id)
    );
    Citation { title, rest }
}

/// The paragraphs of a text: what stands between line breaks.
pub(crate) fn paragraphs(text: &str) -> Vec<&str> {
    let lines = text.split(['\n', '\r']).map(str::trim);
    lines.filter(|line| !line.is_empty()).collect()
}

/// A phrase at the start of a sentence.
pub(crate) fn capital(phrase: &str) -> String {
    let mut letters = phrase.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// A document's number in a line of facts; some sources write the word before it themselves.
pub(crate) fn numbered(written: &str) -> String {
    const NAMED: [&str; 6] = ["no.", "no ", "nr", "n\u{b0}", "#", "\u{2116}"];
    let lower = written.to_lowercase();
    if NAMED.iter().any(|name| lower.starts_with(name)) {
        return written.replacen(' ', "\u{a0}", 1);
    }
    format!("no.\u{a0}{written}")
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

/// Where one can search: what stands in addresses, what to call it, and whether it is chosen.
pub(crate) fn scopes(chosen: &Scope) -> Vec<(&'static str, &'static str, bool)> {
    let written = |known: &(&'static str, Scope, &'static str)| match known.1 {
        Scope::Everything => "",
        _ => known.0,
    };
    SCOPES
        .iter()
        .map(|known| (written(known), known.2, known.1 == *chosen))
        .collect()
}

/// The words of a search in a sentence.
///
/// Words with quotation marks of their own stand between single ones, and a mark without its partner is left out as the search does.
pub(crate) fn sought(words: &str) -> String {
    const MARKS: [char; 8] = [
        '"', '\u{201c}', '\u{201d}', '\u{201e}', '\u{201f}', '\u{ab}', '\u{bb}', '\u{ff02}',
    ];
    let marks = words.matches(MARKS).count();
    let told = if marks == 1 {
        words.replace(MARKS, " ")
    } else {
        words.to_owned()
    };
    let told: Vec<&str> = told.split_whitespace().collect();
    let kind = if told.len() == 1 { "word" } else { "words" };
    let told = told.join(" ");
    if marks > 1 {
        format!("the {kind} \u{2018}{told}\u{2019}")
    } else {
        format!("the {kind} \u{201c}{told}\u{201d}")
    }
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
    fn numbers_are_called_so_once() {
        let all = ["0100", "No. 77", "\u{2116} 5", "N-12"].map(numbered);
        assert_eq!(
            all,
            [
                "no.\u{a0}0100",
                "No.\u{a0}77",
                "\u{2116}\u{a0}5",
                "no.\u{a0}N-12"
            ]
        );
    }

    #[test]
    fn words_are_quoted_once() {
        let all = ["railway", "old line", "\"x", "\"old line\" -x", "\u{ab}x"].map(sought);
        assert_eq!(
            all,
            [
                "the word \u{201c}railway\u{201d}",
                "the words \u{201c}old line\u{201d}",
                "the word \u{201c}x\u{201d}",
                "the words \u{2018}\"old line\" -x\u{2019}",
                "the word \u{201c}x\u{201d}",
            ]
        );
    }

    #[test]
    fn beginnings_end_between_words() {
        assert_eq!(beginning("Stalin writes to Mao", 12), "Stalin\u{2026}");
        assert_eq!(beginning("Stalin", 12), "Stalin");
    }
}
