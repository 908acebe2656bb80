//! What an archive says of itself: its name and whom to ask.
//!
//! It comes from the settings and stands on every page; templates read it as `("site"|value::<crate::site::Site>)?`.
//! What is not set is absent and never made up.

use std::any::Any;

use askama::Values;

/// What an archive says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Site {
    /// Its name in the masthead and in titles; never empty.
    pub name: String,
    /// What it holds, in a sentence or two of plain text.
    pub description: Option<String>,
    /// Whom to write to: an address of mail or of a page.
    pub contact: Option<String>,
    /// Under what terms its descriptions may be used: a name such as CC BY 4.0, or an address.
    pub licence: Option<String>,
    /// Its public address, such as `https://archive.example.org`, without a slash at the end.
    pub address: Option<String>,
}

impl Site {
    /// The address under which a page is to be cited and found: whole if the archive has said where it lives, else within the site.
    pub(crate) fn canonical(&self, path: &str) -> String {
        format!("{}{path}", self.address.as_deref().unwrap_or_default())
    }
}

impl Default for Site {
    /// An archive that has not said anything of itself is called Fonds.
    fn default() -> Self {
        Self {
            name: "Fonds".to_owned(),
            description: None,
            contact: None,
            licence: None,
            address: None,
        }
    }
}

impl Values for Site {
    fn get_value<'a>(&'a self, key: &str) -> Option<&'a dyn Any> {
        (key == "site").then_some(self as &dyn Any)
    }
}
