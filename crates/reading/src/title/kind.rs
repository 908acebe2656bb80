//! The kinds of document that a title can name.

use serde::{Deserialize, Serialize};

/// The type of a document as its title names it.
///
/// A title that names none, or one without a type of its own, is [`Other`];
/// nothing is guessed from the subject.
///
/// [`Other`]: DocumentType::Other
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum DocumentType {
    /// A message by cable, so named.
    Cable,
    /// A message by telegraph, so named.
    Telegram,
    /// A telegram named as enciphered.
    CipheredTelegram,
    /// A dispatch of the United States sent by air.
    Airgram,
    /// A letter.
    Letter,
    /// A record of a talk between parties, whatever it is called.
    MemorandumOfConversation,
    /// The minutes of a body's own session.
    Protocol,
    /// A resolution, decision or decree.
    Resolution,
    /// A directive, guidelines, instructions or an order.
    Instruction,
    /// A statement, declaration, communiqué or appeal.
    Statement,
    /// A speech, address or remarks.
    Speech,
    /// A journal or diary.
    Journal,
    /// A report, information, bulletin, analysis or account.
    Report,
    /// A plan or proposal.
    Plan,
    /// A treaty or agreement.
    Treaty,
    /// A memorandum that records no talk.
    Memorandum,
    /// A note or notes that record no talk.
    Note,
    /// A list.
    List,
    /// An article in a newspaper or periodical.
    Article,
    /// An interview.
    Interview,
    /// A photograph or cartoon.
    PhotographOrCartoon,
    /// Anything else.
    #[default]
    Other,
}

impl DocumentType {
    /// Every type, in the order of declaration.
    pub const ALL: [Self; 22] = [
        Self::Cable,
        Self::Telegram,
        Self::CipheredTelegram,
        Self::Airgram,
        Self::Letter,
        Self::MemorandumOfConversation,
        Self::Protocol,
        Self::Resolution,
        Self::Instruction,
        Self::Statement,
        Self::Speech,
        Self::Journal,
        Self::Report,
        Self::Plan,
        Self::Treaty,
        Self::Memorandum,
        Self::Note,
        Self::List,
        Self::Article,
        Self::Interview,
        Self::PhotographOrCartoon,
        Self::Other,
    ];

    /// The code of the type, such as `memorandum_of_conversation`; the same
    /// word that it has in JSON.
    pub fn code(self) -> &'static str {
        match self {
            Self::Cable => "cable",
            Self::Telegram => "telegram",
            Self::CipheredTelegram => "ciphered_telegram",
            Self::Airgram => "airgram",
            Self::Letter => "letter",
            Self::MemorandumOfConversation => "memorandum_of_conversation",
            Self::Protocol => "protocol",
            Self::Resolution => "resolution",
            Self::Instruction => "instruction",
            Self::Statement => "statement",
            Self::Speech => "speech",
            Self::Journal => "journal",
            Self::Report => "report",
            Self::Plan => "plan",
            Self::Treaty => "treaty",
            Self::Memorandum => "memorandum",
            Self::Note => "note",
            Self::List => "list",
            Self::Article => "article",
            Self::Interview => "interview",
            Self::PhotographOrCartoon => "photograph_or_cartoon",
            Self::Other => "other",
        }
    }

    /// Whether a document of this type goes from a sender to a recipient by
    /// its nature.
    pub(super) fn is_correspondence(self) -> bool {
        matches!(
            self,
            Self::Cable | Self::Telegram | Self::CipheredTelegram | Self::Airgram | Self::Letter
        )
    }

    /// Whether "to" after it leads to an audience or a subject, never to a
    /// recipient.
    pub(super) fn has_audience(self) -> bool {
        matches!(
            self,
            Self::Speech
                | Self::Journal
                | Self::Article
                | Self::Interview
                | Self::Treaty
                | Self::List
                | Self::PhotographOrCartoon
        )
    }
}
