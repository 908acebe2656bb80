//! Who may see what: the one place that decides.
//!
//! A stranger sees published records whose embargo has passed, and of every record only its public revision.
//! A record that is hidden and one that never existed answer alike, and no public record leads to a hidden one.

pub(crate) mod found;
pub(crate) mod references;

use std::time::{SystemTime, UNIX_EPOCH};

use fonds_model::Moment;

/// Who asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// Anyone at all.
    Public,
    /// Those who run the archive.
    Operators,
}

impl Audience {
    /// The same for the store, today.
    pub(crate) fn today(self) -> fonds_store::Audience {
        match self {
            Self::Public => fonds_store::Audience::Public { now: now() },
            Self::Operators => fonds_store::Audience::All,
        }
    }
}

/// The present moment.
pub(crate) fn now() -> Moment {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    let seconds = i64::try_from(since.as_secs()).unwrap_or(0);
    Moment::from_seconds(seconds).expect("the clock stands within the years that a moment can name")
}
