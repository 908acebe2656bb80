//! Pages of listings in the two shapes of the reference system.
//!
//! Some entries of a page repeat entries of earlier pages word for word, so that an import has something to join;
//! no entry stands twice on one page.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::generate::entries::{Entry, Workshop, stream};
use crate::generate::{Plan, Shape};
use crate::random::Random;

/// Of a thousand entries so many repeat one of an earlier page.
const REPEATED: u64 = 60;

/// A listing, page by page.
pub(crate) struct Listing {
    workshop: Workshop,
    plan: Plan,
    pages: u64,
    shape: Shape,
}

impl Listing {
    pub(crate) fn new(plan: Plan, pages: u64, shape: Shape) -> Self {
        Self {
            workshop: Workshop::of(plan.seed),
            plan,
            pages,
            shape,
        }
    }

    /// The text of a page, counted from 0, and how many of its entries repeat earlier ones.
    pub(crate) fn page(&self, page: u64) -> (String, u64) {
        let first = self.first_of(page);
        let end = self.first_of(page + 1);
        let mut on_page = BTreeSet::new();
        let mut repeated = 0;
        let has_bullets = match self.shape {
            Shape::Bullets => true,
            Shape::Lines => false,
            Shape::Mixed => page % 2 == 1,
        };
        let mut text = String::new();
        if has_bullets {
            text.push_str("Search in\nADD SEARCH FILTER CANCEL SEARCH FILTER\n\nArchive of Generated Papers\n\n");
        } else {
            text.push_str("Skip to content\n\n\n");
            if first < end {
                writeln!(text, "{} - {end} of {}\n\n", first + 1, self.plan.documents)
                    .expect(STRING);
            }
        }
        for place in first..end {
            let drawn = self.drawn_at(place, first);
            let index = if on_page.contains(&drawn) {
                place
            } else {
                drawn
            };
            on_page.insert(index);
            repeated += u64::from(index != place);
            let entry = self.workshop.entry(index);
            if has_bullets {
                push_bullet(&mut text, &entry);
            } else {
                push_lines(&mut text, &entry);
            }
        }
        if !has_bullets {
            text.push_str("Pagination\n");
        }
        (text, repeated)
    }

    fn first_of(&self, page: u64) -> u64 {
        let place = u128::from(page) * u128::from(self.plan.documents) / u128::from(self.pages);
        u64::try_from(place).expect("a part is no more than the whole")
    }

    /// Which entry stands at a place of the list; entries before `first` stand on earlier pages.
    fn drawn_at(&self, place: u64, first: u64) -> u64 {
        let mut random = Random::of(self.workshop.seed, stream::PAGE, place);
        if first == 0 || !random.chance(REPEATED) {
            return place;
        }
        let earlier = random.below(first);
        let entry = self.workshop.entry(earlier);
        // What has no date or no summary equals nothing and would only look repeated.
        if entry.date.is_some() && !entry.summaries.is_empty() {
            earlier
        } else {
            place
        }
    }
}

const STRING: &str = "writing to a string cannot fail";

fn push_bullet(text: &mut String, entry: &Entry) {
    let date = entry
        .date
        .as_ref()
        .map_or("Undated", |date| &date.words_2012);
    write!(text, "  • {date}\n\n    {}\n\n", entry.title.text).expect(STRING);
    if let Some((_, summary)) = entry.summaries.first() {
        write!(text, "    {summary}\n\n").expect(STRING);
    }
}

fn push_lines(text: &mut String, entry: &Entry) {
    let date = entry.date.as_ref().map_or("Undated", |date| &date.words);
    write!(text, "{date}\n\n{}\n\n", entry.title.text).expect(STRING);
    if let Some((_, summary)) = entry.summaries.first() {
        write!(text, "{summary}\n\n").expect(STRING);
    }
}
