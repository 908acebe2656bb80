//! What a name is to its bearer, in words for readers.

use fonds_model::NameKind;

/// The kind of a name; empty where nothing more is known of it than that it is a name.
pub(crate) const fn of(kind: NameKind) -> &'static str {
    match kind {
        NameKind::AsWritten => "as written",
        NameKind::Preferred => "",
        NameKind::Script => "in another script",
        NameKind::Romanisation => "romanisation",
        NameKind::CoverName => "cover name",
        NameKind::Pseudonym => "pseudonym",
        NameKind::Former => "former name",
        NameKind::Abbreviation => "short form",
        NameKind::Misspelling => "slip",
    }
}
