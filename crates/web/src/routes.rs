//! A router that remembers what was put into it.
//!
//! The only way to add an address, so that the list of patterns is whole by construction.

use axum::Router;
use axum::routing::MethodRouter;

use crate::room::Room;

/// A router under construction, with the patterns of its routes in their order.
#[derive(Default)]
pub(crate) struct Routes {
    router: Router<Room>,
    patterns: Vec<String>,
}

impl Routes {
    /// The same with one more address.
    pub(crate) fn route(mut self, pattern: &str, method_router: MethodRouter<Room>) -> Self {
        self.router = self.router.route(pattern, method_router);
        self.patterns.push(pattern.to_owned());
        self
    }

    /// The router.
    pub(crate) fn router(self) -> Router<Room> {
        self.router
    }

    /// The patterns.
    pub(crate) fn patterns(self) -> Vec<String> {
        self.patterns
    }
}
