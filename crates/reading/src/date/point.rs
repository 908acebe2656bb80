//! One point of time, of the precision at which it was written.
//!
//! A point may lack its year or month while it stands at one end of a range
//! ("10-15 October 1966"); it is printed only when it is complete. Whether the
//! day exists is left to the EDTF reader, which knows the calendar.

use jiff::ToSpan;
use jiff::civil::Date;

use super::piece::Piece;

/// A year, month or day as written, possibly incomplete.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Point {
    pub(super) year: Option<u32>,
    /// 1 to 12, or a season from 21 to 24.
    pub(super) month: Option<u32>,
    pub(super) day: Option<u32>,
}

impl Point {
    /// Reads the pieces of one point in any of the usual orders.
    pub(super) fn read(pieces: &[Piece]) -> Option<Self> {
        let mut point = Self::default();
        let mut order = String::new();
        for piece in pieces {
            let (slot, value, letter) = match *piece {
                Piece::Number { value, digits: 4 } if (1000..=2099).contains(&value) => {
                    (&mut point.year, value, 'y')
                }
                Piece::Number { value, digits } if digits <= 2 && (1..=31).contains(&value) => {
                    (&mut point.day, value, 'd')
                }
                Piece::Month(value) => (&mut point.month, value, 'm'),
                Piece::Season(value) => (&mut point.month, value, 's'),
                _ => return None,
            };
            if slot.replace(value).is_some() {
                return None;
            }
            order.push(letter);
        }
        let is_known_order = matches!(
            order.as_str(),
            "dmy" | "mdy" | "ymd" | "my" | "ym" | "sy" | "y" | "dm" | "md" | "d" | "m" | "s" | "dy"
        );
        is_known_order.then_some(point)
    }

    /// Reads a day in numbers, `15.X.1957`, `1949-1-6`, `13/04/1949`; a day
    /// and month that could change places are not read.
    pub(super) fn read_numeric(pieces: &[Piece]) -> Option<Self> {
        let (fields, signs) = fields_and_signs(pieces)?;
        if signs[0] != signs[1] || !matches!(signs[0], '.' | '/' | '-') {
            return None;
        }
        match fields {
            [Field::Long(year), Field::Short(month), Field::Short(day)]
            | [Field::Short(day), Field::Roman(month), Field::Long(year)] => {
                Self::day(year, month, day)
            }
            [Field::Short(first), Field::Short(second), Field::Long(year)] => {
                match (first > 12, second > 12) {
                    (true, false) => Self::day(year, second, first),
                    (false, true) => Self::day(year, first, second),
                    (false, false) if first == second => Self::day(year, first, second),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// Reads the eight digits of ISO's basic form.
    pub(super) fn read_basic(pieces: &[Piece]) -> Option<Self> {
        match pieces {
            [Piece::Number { value, digits: 8 }] if (1000..=2099).contains(&(value / 10_000)) => {
                Self::day(value / 10_000, value / 100 % 100, value % 100)
            }
            _ => None,
        }
    }

    // A month beyond twelve would print as a season, hence the check.
    fn day(year: u32, month: u32, day: u32) -> Option<Self> {
        let is_plausible = (1..=12).contains(&month) && (1000..=2099).contains(&year);
        is_plausible.then_some(Self {
            year: Some(year),
            month: Some(month),
            day: Some(day),
        })
    }

    /// This point with what it lacks taken from `other`.
    pub(super) fn completed_from(self, other: Self) -> Self {
        let month = match self.day {
            Some(_) => self.month.or(other.month),
            None => self.month,
        };
        Self {
            year: self.year.or(other.year),
            month,
            day: self.day,
        }
    }

    /// The point in EDTF; `None` if its year or month is lacking.
    pub(super) fn print(self) -> Option<String> {
        let year = self.year?;
        match (self.month, self.day) {
            (Some(month), Some(day)) if month <= 12 => {
                Some(format!("{year:04}-{month:02}-{day:02}"))
            }
            (Some(month), None) => Some(format!("{year:04}-{month:02}")),
            (None, None) => Some(format!("{year:04}")),
            _ => None,
        }
    }

    /// A day and month without a year, as EDTF writes them.
    pub(super) fn print_without_year(self) -> Option<String> {
        match (self.year, self.month, self.day) {
            (None, Some(month), Some(day)) if month <= 12 => {
                Some(format!("XXXX-{month:02}-{day:02}"))
            }
            _ => None,
        }
    }

    /// The point of the same precision `steps` after this one.
    pub(super) fn moved(self, steps: i32) -> Option<Self> {
        let number = |value: i16| u32::try_from(value).ok();
        let year = i16::try_from(self.year?).ok()?;
        let month = i8::try_from(self.month.unwrap_or(1)).ok()?;
        // A season has no neighbour that EDTF can name without doubt.
        let start = Date::new(year, month, i8::try_from(self.day.unwrap_or(1)).ok()?).ok()?;
        let span = match (self.month, self.day) {
            (_, Some(_)) => steps.days(),
            (Some(_), None) => steps.months(),
            (None, None) => steps.years(),
        };
        let moved = start.checked_add(span).ok()?;
        Some(Self {
            year: number(moved.year()),
            month: self.month.and(number(moved.month().into())),
            day: self.day.and(number(moved.day().into())),
        })
    }
}

/// A field of a numeric date.
#[derive(Clone, Copy)]
enum Field {
    Short(u32),
    Long(u32),
    Roman(u32),
}

/// Three fields and the two signs between them.
fn fields_and_signs(pieces: &[Piece]) -> Option<([Field; 3], [char; 2])> {
    let [
        first,
        Piece::Sign(before),
        second,
        Piece::Sign(after),
        third,
    ] = pieces
    else {
        return None;
    };
    Some((
        [field(first)?, field(second)?, field(third)?],
        [*before, *after],
    ))
}

fn field(piece: &Piece) -> Option<Field> {
    match piece {
        Piece::Number { value, digits: 4 } => Some(Field::Long(*value)),
        Piece::Number {
            value,
            digits: 1 | 2,
        } => Some(Field::Short(*value)),
        Piece::Word(word) => roman(word).map(Field::Roman),
        _ => None,
    }
}

fn roman(word: &str) -> Option<u32> {
    const MONTHS: [&str; 12] = [
        "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii",
    ];
    let index = MONTHS.iter().position(|month| *month == word)?;
    u32::try_from(index + 1).ok()
}
