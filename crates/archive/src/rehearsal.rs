//! How a transaction ends that was only to tell what it would do.
//!
//! An error to the store, so that nothing of it is kept; what it found is carried out with it.

use crate::error::Error;

/// Why a transaction is not kept.
pub(crate) enum Rehearsal<Found> {
    /// It was a rehearsal, and this is what it found.
    Over(Found),
    /// It went wrong.
    Failed(Error),
}

impl<Found> From<Error> for Rehearsal<Found> {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

impl<Found> From<fonds_store::Error> for Rehearsal<Found> {
    fn from(error: fonds_store::Error) -> Self {
        Self::Failed(error.into())
    }
}
