//! What a catalogue says of a document: title, date, summary. Listings and records are made of the same entries.

use crate::generate::cast::Cast;
use crate::generate::dates::{self, WrittenDate};
use crate::generate::titles::{self, Title};
use crate::generate::words::{Tongue, Words};
use crate::random::Random;

/// Which stream of chance a thing is drawn from.
pub(crate) mod stream {
    /// Title, date and summary of a document.
    pub(crate) const ENTRY: u64 = 10;
    /// The rest of a document's record.
    pub(crate) const RECORD: u64 = 11;
    /// Which texts of a document are held.
    pub(crate) const HELD: u64 = 12;
    /// The words of a text.
    pub(crate) const TEXT: u64 = 13;
    /// Agents, places and other records beside documents.
    pub(crate) const AUTHORITY: u64 = 14;
    /// Which entries of a page repeat those of an earlier one.
    pub(crate) const PAGE: u64 = 15;
}

/// How many of a thousand summaries are in each language, in the order of [`Tongue::ALL`].
const SUMMARY_LANGUAGES: [u64; 7] = [800, 60, 45, 35, 25, 20, 15];

/// Of a thousand documents so many have no summary.
const WITHOUT_SUMMARY: u64 = 30;

/// Lengths of summaries in bytes, and how many of a hundred have them.
const LENGTHS: [(u64, u64, u64); 4] = [
    (30, 110, 38),
    (110, 210, 40),
    (210, 360, 16),
    (360, 1_100, 6),
];

/// All that entries are made of.
#[derive(Debug)]
pub(crate) struct Workshop {
    pub(crate) seed: u64,
    pub(crate) cast: Cast,
    pub(crate) words: Words,
}

/// One entry.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    pub(crate) title: Title,
    pub(crate) date: Option<WrittenDate>,
    /// The summary in each language it has; the first one is in the listings.
    pub(crate) summaries: Vec<(Tongue, String)>,
}

impl Workshop {
    /// The workshop of a seed.
    pub(crate) fn of(seed: u64) -> Self {
        Self {
            seed,
            cast: Cast::of(seed),
            words: Words::default(),
        }
    }

    /// The entry of a document, by its place in the archive.
    pub(crate) fn entry(&self, index: u64) -> Entry {
        let mut random = Random::of(self.seed, stream::ENTRY, index);
        let title = titles::title(&self.cast, &self.words, &mut random);
        let date = dates::date(&mut random);
        let mut summaries = Vec::new();
        if !random.chance(WITHOUT_SUMMARY) {
            let tongue = Tongue::ALL[random.weighted(&SUMMARY_LANGUAGES)];
            summaries.push((tongue, self.summary(tongue, &title, &mut random)));
            if tongue != Tongue::English && random.chance(300) {
                summaries.push((
                    Tongue::English,
                    self.summary(Tongue::English, &title, &mut random),
                ));
            }
        }
        Entry {
            title,
            date,
            summaries,
        }
    }

    fn summary(&self, tongue: Tongue, title: &Title, random: &mut Random) -> String {
        let (least, most, _) = LENGTHS[random.weighted(&LENGTHS.map(|(_, _, share)| share))];
        let bytes = usize::try_from(random.between(least, most)).expect("a summary is short");
        let mut text = String::new();
        if tongue == Tongue::English
            && let [one, other, ..] = title.parties.as_slice()
            && random.chance(600)
        {
            let verb = random.pick(&["informs", "asks", "tells", "warns", "thanks", "reminds"]);
            text = format!("{} {verb} {} about ", one.written, other.written);
            let words = random.between(2, 6);
            let phrase = self.words.phrase(tongue, words, random).to_lowercase();
            text.push_str(&phrase);
            text.push('.');
        }
        let rest = bytes.saturating_sub(text.len());
        if text.is_empty() {
            return self.words.text(tongue, rest, random);
        }
        if rest > 60 {
            text.push(' ');
            text.push_str(&self.words.text(tongue, rest, random));
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::Workshop;

    #[test]
    fn summaries_have_the_lengths_of_a_catalogue() {
        let workshop = Workshop::of(5);
        let mut lengths: Vec<usize> = (0..2_000)
            .filter_map(|index| Some(workshop.entry(index).summaries.first()?.1.len()))
            .collect();
        lengths.sort_unstable();
        let median = lengths[lengths.len() / 2];
        assert!((120..260).contains(&median), "median {median}");
        assert!(
            (1_900..2_000).contains(&lengths.len()),
            "{} have one",
            lengths.len()
        );
    }
}
