//! A value that is the same for everyone until the archive changes, made once for each state of it.
//!
//! Holds only what strangers may see. An embargo that ends appends a row to the log and so makes a new state.

use std::sync::{Arc, Mutex, PoisonError};

use crate::archive::Archive;
use crate::error::Result;

/// A state of the archive: the end of the log, and how far the index has followed it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct State {
    log: i64,
    index: u64,
}

/// The last value made, and the state of the archive for which it holds.
#[derive(Debug)]
pub(crate) struct Remembered<T>(Mutex<Option<(State, Arc<T>)>>);

impl<T> Default for Remembered<T> {
    fn default() -> Self {
        Self(Mutex::new(None))
    }
}

impl<T> Remembered<T> {
    /// The value for the archive as it stands, made by `make` if it is not known.
    ///
    /// What is made while the archive changes serves this answer and the next one is made anew.
    pub(crate) fn get(
        &self,
        archive: &Archive,
        make: impl FnOnce() -> Result<T>,
    ) -> Result<Arc<T>> {
        let state = archive.state()?;
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, value)) = known.as_ref().filter(|(known, _)| *known == state) {
            return Ok(Arc::clone(value));
        }
        drop(known);
        let value = Arc::new(make()?);
        if archive.state()? == state {
            let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            *known = Some((state, Arc::clone(&value)));
        }
        Ok(value)
    }
}

impl Archive {
    fn state(&self) -> Result<State> {
        Ok(State {
            log: self.store().reader()?.last_seq()?,
            index: self.index().last_seq(),
        })
    }
}
