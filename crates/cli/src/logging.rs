//! Logs on standard error.
//!
//! What is logged is a setting of the server; other commands are quiet unless `FONDS_LOG_LEVEL` asks for more.

use std::io::IsTerminal;

use tracing_subscriber::EnvFilter;
use tracing_subscriber::filter::LevelFilter;

use crate::settings::LogFormat;

/// What commands log that are not the server, unless told otherwise.
pub(crate) const QUIET: &str = "warn";

/// Starts logging for a command that is not the server.
pub(crate) fn start_quietly() {
    let level = std::env::var("FONDS_LOG_LEVEL").unwrap_or_else(|_| QUIET.to_owned());
    start(&level, LogFormat::Text);
}

/// Starts logging; a level that cannot be read is `warn`.
pub(crate) fn start(level: &str, format: LogFormat) {
    let filter = filter(level).unwrap_or_else(|| EnvFilter::new(QUIET));
    let logs = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(std::io::stderr().is_terminal())
        .with_writer(std::io::stderr);
    match format {
        LogFormat::Text => logs.init(),
        LogFormat::Json => logs.json().flatten_event(true).init(),
    }
}

/// What is logged at a level or by directives; `None` if these are none.
///
/// A bare word that is no level would be taken for the name of a part of the program, and everything else would fall silent.
pub(crate) fn filter(text: &str) -> Option<EnvFilter> {
    let is_directive = |piece: &str| {
        let piece = piece.trim();
        piece.contains('=') || (!piece.is_empty() && piece.parse::<LevelFilter>().is_ok())
    };
    let filter = EnvFilter::try_new(text).ok()?;
    text.split(',').all(is_directive).then_some(filter)
}
