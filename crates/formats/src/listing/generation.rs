//! Which generation of the reference system wrote a page, told by its manner.
//!
//! 2012 set a bullet before its dates, wrote days with two figures and a comma between month and year.
//! 2022 counted its entries ("61 - 70 of 120"), wrote days plainly and opened with a link over its menu.
//! Each kind of sign votes once; the generation with more weight wins, and none does if they are even.

use super::entries::Start;
use super::lines::Paragraph;

/// The generation with what speaks for it.
#[derive(Debug, Default)]
pub(super) struct Verdict {
    pub(super) generation: Option<u16>,
    pub(super) evidence: Vec<String>,
}

/// Tells the generation of a page.
pub(super) fn tell(paragraphs: &[Paragraph], entries: &[Start], front: usize) -> Verdict {
    let dates: Vec<&Paragraph> = entries
        .iter()
        .filter_map(|entry| entry.date)
        .map(|date| &paragraphs[date])
        .collect();
    let count =
        |is_so: &dyn Fn(&Paragraph) -> bool| dates.iter().filter(|date| is_so(date)).count();
    let bullets = entries
        .iter()
        .filter(|entry| paragraphs[entry.at].bullet.is_some())
        .count();
    let signs = [
        (2012, 2, bullets, "entries with a bullet"),
        (
            2012,
            2,
            count(&|date| day(&date.text).is_some_and(|day| day.starts_with('0'))),
            "days written with two figures",
        ),
        (
            2012,
            1,
            count(&|date| has_comma_without_day(&date.text)),
            "months with a comma before the year",
        ),
        (
            2022,
            2,
            count(&|date| day(&date.text).is_some_and(|day| day.len() == 1)),
            "days written with one figure",
        ),
        (
            2022,
            2,
            paragraphs
                .iter()
                .filter(|paragraph| paragraph.counts)
                .count()
                .min(1),
            "line that counts entries",
        ),
        (
            2022,
            1,
            paragraphs[..front]
                .first()
                .map_or(0, |first| usize::from(is_skip_link(&first.text))),
            "link over the menu at the top",
        ),
        (
            2022,
            1,
            count(&|date| has_month_without_comma(&date.text)),
            "months without a comma before the year",
        ),
        (
            2022,
            1,
            usize::from(bullets == 0 && entries.len() > 1),
            "list without bullets",
        ),
    ];
    let weight = |year: u16| -> i32 {
        signs
            .iter()
            .filter(|(of, _, seen, _)| *of == year && *seen > 0)
            .map(|(_, weight, ..)| weight)
            .sum()
    };
    let (old, new) = (weight(2012), weight(2022));
    let evidence = signs
        .iter()
        .filter(|(_, _, seen, _)| *seen > 0)
        .map(|(year, _, seen, what)| format!("{year}: {seen} {what}"))
        .collect();
    let generation = match old.cmp(&new) {
        std::cmp::Ordering::Greater => Some(2012),
        std::cmp::Ordering::Less => Some(2022),
        std::cmp::Ordering::Equal => None,
    };
    Verdict {
        generation,
        evidence,
    }
}

/// The figures of the day in `Month D, YYYY`.
fn day(date: &str) -> Option<&str> {
    let mut words = date.split_whitespace();
    let month = words.next()?;
    let day = words.next()?.strip_suffix(',')?;
    let is_day = day.len() <= 2 && !day.is_empty() && day.bytes().all(|byte| byte.is_ascii_digit());
    (is_day && month.chars().all(char::is_alphabetic)).then_some(day)
}

fn has_comma_without_day(date: &str) -> bool {
    date.split_once(", ")
        .is_some_and(|(month, year)| month.chars().all(char::is_alphabetic) && year.len() == 4)
}

fn has_month_without_comma(date: &str) -> bool {
    date.split_once(' ').is_some_and(|(month, year)| {
        month.chars().all(char::is_alphabetic)
            && year.len() == 4
            && year.bytes().all(|byte| byte.is_ascii_digit())
    })
}

/// The link that lets a reader jump over the menu, by its verb and goal.
fn is_skip_link(text: &str) -> bool {
    let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
    matches!(words.as_slice(), [verb, to, .., goal] if verb == "skip" && to == "to" && goal == "content")
}
