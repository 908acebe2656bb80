//! The words of documents: transcripts and translations of three to forty paragraphs.

use fonds_model::{Paragraph, ParagraphKind, TextBody, TextKind};

use crate::generate::entries::{Workshop, stream};
use crate::generate::words::Tongue;
use crate::random::Random;

/// How many of a hundred documents are written in each language, in the order of [`Tongue::ALL`].
const ORIGINALS: [u64; 7] = [25, 36, 15, 8, 6, 5, 5];

/// A text that a document has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Held {
    pub(crate) kind: TextKind,
    pub(crate) tongue: Tongue,
}

impl Workshop {
    /// The language in which a document is written.
    pub(crate) fn original(&self, index: u64) -> Tongue {
        let mut random = Random::of(self.seed, stream::HELD, index);
        Tongue::ALL[random.weighted(&ORIGINALS)]
    }

    /// The texts of a document: a third have a transcript, and most of those that are not in English a translation.
    pub(crate) fn held(&self, index: u64) -> Vec<Held> {
        let mut random = Random::of(self.seed, stream::HELD, index);
        let tongue = Tongue::ALL[random.weighted(&ORIGINALS)];
        if !random.chance(333) {
            return Vec::new();
        }
        let mut held = vec![Held {
            kind: TextKind::Transcript,
            tongue,
        }];
        if tongue != Tongue::English && random.chance(700) {
            held.push(Held {
                kind: TextKind::Translation,
                tongue: Tongue::English,
            });
        }
        held
    }

    /// The words of a held text; the paragraphs of a translation answer to those of the transcript.
    pub(crate) fn body(&self, index: u64, held: Held) -> TextBody {
        let mut shape = Random::of(self.seed, stream::TEXT, index);
        // The smaller of two draws, because short papers are more frequent than long ones.
        let count = shape.between(3, 40).min(shape.between(3, 40));
        let mut random = Random::of(
            self.seed,
            stream::TEXT + ((1 + held.tongue as u64) << 8),
            index,
        );
        let paragraphs = (1..=count).map(|number| {
            let bytes = usize::try_from(shape.between(60, 600)).expect("a paragraph is short");
            let is_frame = number == count && shape.chance(400);
            Paragraph {
                id: format!("p{number}"),
                text: self
                    .words
                    .text(held.tongue, if is_frame { 20 } else { bytes }, &mut random),
                kind: if is_frame {
                    ParagraphKind::Frame
                } else {
                    ParagraphKind::Text
                },
                ..Paragraph::default()
            }
        });
        TextBody {
            paragraphs: paragraphs.collect(),
        }
    }
}
