//! Bullets: the signs that a page, or the program that saved it, set before its entries.
//!
//! Round and square signs are bullets wherever they stand.
//! Hyphens, asterisks, dashes, pluses, a lone `o` and numerals are bullets only if the page sets them before its dates;
//! elsewhere they are words, so that a title may begin with one.

use super::date_line::{DateShape, is_date_like};
use super::lines::Line;

/// A date line behind a doubtful sign.
struct Sign {
    character: char,
    indent: usize,
    /// Whether it can hardly be anything but a bullet before a date.
    is_clear: bool,
    /// Whether what follows stands further in.
    hangs: bool,
}

/// A sign that always is a bullet, and the words behind it.
pub(super) fn sure(words: &str) -> Option<(char, &str)> {
    let sign = words.chars().next()?;
    let is_bullet = matches!(
        sign,
        '•' | '·' | '◦' | '▪' | '▫' | '●' | '○' | '■' | '□' | '‣' | '∙' | '⁃'
    );
    is_bullet.then(|| (sign, words[sign.len_utf8()..].trim_start()))
}

/// Whether a line that is no bullet of the page reads like an item of a list in running text.
pub(super) fn is_item(text: &str) -> bool {
    text.starts_with("- ") || text.starts_with("* ")
}

/// Takes the doubtful signs off the lines where they are bullets.
pub(super) fn settle(lines: &mut [Line]) {
    let signs = before_dates(lines);
    let indent_of_sure = indent_of_sure(lines);
    for sign in ['*', '-', '–', '—', '+', 'o', '1'] {
        let of_sign = || signs.iter().filter(|known| known.character == sign);
        let Some(indent) = of_sign().map(|known| known.indent).min() else {
            continue;
        };
        let is_outdone = indent_of_sure.is_some_and(|sure| indent > sure + 1);
        if of_sign().any(|known| known.is_clear) && !is_outdone {
            let hangs = of_sign().any(|known| known.hangs);
            take(lines, sign, indent, hangs);
        }
    }
}

/// Takes one sign off.
///
/// What is no date loses it only where the indent tells an entry from its text, and never right behind a date, where a title stands.
fn take(lines: &mut [Line], sign: char, indent: usize, hangs: bool) {
    let mut is_title_due = false;
    for index in 0..lines.len() {
        let line = &lines[index];
        let found = doubtful(&line.text).filter(|(found, _)| {
            *found == sign && line.bullet.is_none() && line.too_long.is_none()
        });
        let bare = found.filter(|(_, rest)| {
            let is_date = is_dated(rest) || (rest.is_empty() && is_dated_at(lines, index + 1));
            is_date || (hangs && !is_title_due && line.indent <= indent + 1)
        });
        is_title_due = is_dated(bare.map_or(line.text.as_str(), |(_, rest)| rest));
        if let Some((_, rest)) = bare {
            let rest = rest.to_owned();
            lines[index].bullet = Some(sign);
            lines[index].text = rest;
        }
    }
}

/// The indent of the sure bullets that stand before dates.
fn indent_of_sure(lines: &[Line]) -> Option<usize> {
    let is_before_date = |index: &usize| {
        let line = &lines[*index];
        line.bullet.is_some()
            && (is_dated(&line.text) || (line.text.is_empty() && is_dated_at(lines, index + 1)))
    };
    (0..lines.len())
        .filter(is_before_date)
        .map(|index| lines[index].indent)
        .min()
}

fn before_dates(lines: &[Line]) -> Vec<Sign> {
    let sign_at = |(index, line): (usize, &Line)| {
        let (sign, rest) = doubtful(&line.text)?;
        let is_alone = rest.is_empty() && is_dated_at(lines, index + 1);
        let shape = DateShape::of(if is_alone {
            &lines[index + 1].text
        } else {
            rest
        })?;
        // "3. May 1955" is a date by itself, and years alone stand in lists too.
        let is_clear = match sign {
            '*' | '-' => true,
            _ => shape == DateShape::Named && DateShape::of(&line.text).is_none(),
        };
        let hangs = lines
            .get(index + 1)
            .is_some_and(|next| next.indent > line.indent);
        Some(Sign {
            character: sign,
            indent: line.indent,
            is_clear,
            hangs,
        })
    };
    let lines_without = lines
        .iter()
        .enumerate()
        .filter(|(_, line)| line.bullet.is_none() && line.too_long.is_none());
    lines_without.filter_map(sign_at).collect()
}

/// A sign that may be a bullet, a numeral standing as `1`, and the words behind it.
fn doubtful(text: &str) -> Option<(char, &str)> {
    let (word, rest) = text.split_once(' ').unwrap_or((text, ""));
    let digits = word.strip_suffix(['.', ')']).unwrap_or("");
    let is_numeral =
        (1..=3).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    match word {
        "*" | "-" | "–" | "—" | "+" => Some((word.chars().next()?, rest)),
        "o" if !rest.is_empty() => Some(('o', rest)),
        _ if is_numeral && !rest.is_empty() => Some(('1', rest)),
        _ => None,
    }
}

fn is_dated(text: &str) -> bool {
    DateShape::of(text).is_some() || is_date_like(text)
}

fn is_dated_at(lines: &[Line], index: usize) -> bool {
    lines.get(index).is_some_and(|line| is_dated(&line.text))
}

#[cfg(test)]
mod tests {
    use super::super::lines::lines;

    fn check(text: &str, expected: &[(Option<char>, &str)]) {
        let lines = lines(text);
        let found: Vec<_> = lines
            .iter()
            .map(|line| (line.bullet, line.text.as_str()))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn signs_before_dates_are_bullets() {
        check(
            "* May 06, 1950\n* Starred\n\n* May 07, 1950",
            &[
                (Some('*'), "May 06, 1950"),
                (None, "* Starred"),
                (Some('*'), "May 07, 1950"),
            ],
        );
        check(
            "– May 06, 1950\n– 1951",
            &[(Some('–'), "May 06, 1950"), (Some('–'), "1951")],
        );
        check(
            "1. May 06, 1950\n2. May, 1950",
            &[(Some('1'), "May 06, 1950"), (Some('1'), "May, 1950")],
        );
        check(
            "o May 06, 1950\n  o my",
            &[(Some('o'), "May 06, 1950"), (None, "o my")],
        );
        check(
            "-\nMay 06, 1950",
            &[(Some('-'), ""), (None, "May 06, 1950")],
        );
    }

    #[test]
    fn signs_elsewhere_are_words() {
        check(
            "3. May 1955\n- ink\n-",
            &[(None, "3. May 1955"), (None, "- ink"), (None, "-")],
        );
        check(
            "• May 06, 1950\n    - May 1949\n    1. Ink",
            &[
                (Some('•'), "May 06, 1950"),
                (None, "- May 1949"),
                (None, "1. Ink"),
            ],
        );
    }
}
