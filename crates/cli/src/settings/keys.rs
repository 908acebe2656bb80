//! Every setting by its name, in the order in which they are printed and documented.
//!
//! A setting that stands here can be set from every place and is printed; one that does not stand here does not exist.

use super::Settings;
use super::slot::Slot;

/// A setting.
pub(crate) struct Key {
    /// Its name: section and name with a full stop between.
    pub(crate) name: &'static str,
    /// Where its value stands.
    pub(crate) slot: fn(&mut Settings) -> Slot<'_>,
}

impl Key {
    /// Its name in the environment.
    pub(crate) fn variable(&self) -> String {
        format!("FONDS_{}", self.name.replace('.', "_").to_uppercase())
    }
}

const fn key(name: &'static str, slot: fn(&mut Settings) -> Slot<'_>) -> Key {
    Key { name, slot }
}

/// Every setting.
pub(crate) const KEYS: &[Key] = &[
    key("listen", |all| Slot::Address(&mut all.listen)),
    key("workers", |all| Slot::CountOrZero(&mut all.room.workers)),
    key("queue", |all| Slot::Count(&mut all.room.queue)),
    key("proxies", |all| Slot::Networks(&mut all.room.proxies)),
    key("stop_time", |all| Slot::Time(&mut all.room.stop_time)),
    key("site.name", |all| Slot::Text(&mut all.room.site.name)),
    key("site.description", |all| {
        Slot::OptionalText(&mut all.room.site.description)
    }),
    key("site.contact", |all| {
        Slot::OptionalContact(&mut all.room.site.contact)
    }),
    key("site.licence", |all| {
        Slot::OptionalText(&mut all.room.site.licence)
    }),
    key("site.address", |all| {
        Slot::OptionalOrigin(&mut all.room.site.address)
    }),
    key("log.level", |all| Slot::Level(&mut all.log_level)),
    key("log.format", |all| Slot::Format(&mut all.log_format)),
    key("log.requests", |all| {
        Slot::Requests(&mut all.room.requests_logged)
    }),
    key("metrics.listen", |all| {
        Slot::OptionalAddress(&mut all.metrics)
    }),
    key("limits.header_bytes", |all| {
        Slot::Size(&mut all.room.limits.header_bytes)
    }),
    key("limits.address_bytes", |all| {
        Slot::Size(&mut all.room.limits.address_bytes)
    }),
    key("limits.body_bytes", |all| {
        Slot::Size(&mut all.room.limits.body_bytes)
    }),
    key("limits.header_time", |all| {
        Slot::Time(&mut all.room.limits.header_time)
    }),
    key("limits.request_time", |all| {
        Slot::Time(&mut all.room.limits.request_time)
    }),
    key("limits.write_time", |all| {
        Slot::Time(&mut all.room.limits.write_time)
    }),
    key("limits.connections", |all| {
        Slot::Count(&mut all.room.limits.connections)
    }),
    key("limits.connections_per_client", |all| {
        Slot::Count(&mut all.room.limits.connections_per_client)
    }),
    key("limits.requests_per_client", |all| {
        Slot::Count(&mut all.room.limits.requests_per_client)
    }),
    key("limits.query_characters", |all| {
        Slot::Count(&mut all.room.limits.query_characters)
    }),
    key("limits.work", |all| Slot::Count(&mut all.room.limits.work)),
];
