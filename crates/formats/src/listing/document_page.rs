//! Pages of one document, which are no listings but come from the same sites.
//!
//! Told by shape: the title of the first date line is repeated within quotation marks as a citation (2012), or at least three paragraphs are names of fields (2022).
//! Such a page gives one entry; the words of the document, which may hold date lines of their own, stay unread here.

use super::date_line::DateShape;
use super::entries::Start;
use super::lines::Paragraph;
use super::shape::is_sentence;

/// Names of fields on a document page of 2022; a colon behind them does not matter.
const FIELDS: [&str; 13] = [
    "Summary",
    "Author(s)",
    "Associated Places",
    "Subjects Discussed",
    "Associated People & Organizations",
    "Document Contributor(s)",
    "Related Documents",
    "Document Information",
    "Original Uploaded Date",
    "Original Archive",
    "Record ID",
    "Original Classification",
    "Donors",
];
/// How many names of fields make a document page.
const ENOUGH_FIELDS: usize = 3;

/// The one entry of a document page; `None` if the page is none.
pub(super) fn find(paragraphs: &[Paragraph]) -> Option<Start> {
    let date = paragraphs.iter().position(|paragraph| {
        paragraph.bullet.is_none()
            && matches!(paragraph.date, Some(DateShape::Named | DateShape::Year))
    })?;
    let title = date + 1;
    let words = paragraphs
        .get(title)
        .filter(|words| !words.text.is_empty())?;
    let is_field = |paragraph: &Paragraph| FIELDS.contains(&paragraph.text.trim_end_matches(':'));
    let summary = if let Some(citation) = citation(&paragraphs[title + 1..], &words.text) {
        let before = title + citation;
        (before > title && is_sentence(&paragraphs[before].text)).then_some(before..before + 1)
    } else if paragraphs
        .iter()
        .filter(|paragraph| is_field(paragraph))
        .count()
        >= ENOUGH_FIELDS
    {
        let label = paragraphs
            .iter()
            .position(|paragraph| paragraph.text.trim_end_matches(':') == FIELDS[0]);
        label.filter(|label| *label > title).map(|label| {
            let from = label + 1;
            let length = paragraphs[from..]
                .iter()
                .take_while(|paragraph| !is_field(paragraph))
                .count();
            from..from + length
        })
    } else {
        return None;
    };
    Some(Start {
        at: date,
        date: Some(date),
        title,
        summary: summary.unwrap_or(title + 1..title + 1),
    })
}

/// Index of the citation, which begins with the title in quotation marks, whatever its capitals.
fn citation(rest: &[Paragraph], title: &str) -> Option<usize> {
    let title = title.to_lowercase();
    rest.iter().position(|paragraph| {
        let inner = paragraph.text.strip_prefix(['"', '“']);
        inner.is_some_and(|inner| {
            inner.to_lowercase().starts_with(&title) && inner.len() > title.len() + 4
        })
    })
}
