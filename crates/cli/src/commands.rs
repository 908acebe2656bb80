//! One module for each command.

pub(crate) mod backup;
pub(crate) mod check;
pub(crate) mod demo;
pub(crate) mod export;
pub(crate) mod expunge;
pub(crate) mod import;
pub(crate) mod proposals;
pub(crate) mod reindex;
pub(crate) mod restore;
pub(crate) mod search;
pub(crate) mod serve;
