//! How a reading room is run: values that whoever serves it chooses.
//!
//! Reading them from files and from the environment belongs to the command; every default here is fit for use.

use crate::site::Site;

/// How a reading room is run.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Settings {
    /// What the archive says of itself.
    pub site: Site,
}
