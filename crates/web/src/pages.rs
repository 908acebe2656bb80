//! The pages: each a struct with a template of the same name, and the handler that answers its address.

pub(crate) mod about;
pub(crate) mod accessibility;
pub(crate) mod agent;
pub(crate) mod archives;
pub(crate) mod collection;
pub(crate) mod collections;
pub(crate) mod document;
pub(crate) mod home;
mod listing;
pub(crate) mod not_found;
pub(crate) mod people;
pub(crate) mod place;
mod record;
mod register_list;
pub(crate) mod repository;
pub(crate) mod search;
mod search_demands;
mod search_fields;
mod search_links;
pub(crate) mod subject;
pub(crate) mod tree;
