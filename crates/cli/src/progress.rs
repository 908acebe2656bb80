//! A progress bar with rate and time left, on a terminal only.

use std::fmt::Write;
use std::io::IsTerminal;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};

/// A bar that counts `what`; hidden unless standard error is a terminal.
pub(crate) fn bar(what: &str) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::with_draw_target(Some(0), ProgressDrawTarget::stderr());
    let template = format!(
        "{{bar:30}} {{human_pos}} of {{human_len}} {what}, {{rate}} a second, {{eta}} left"
    );
    let style = ProgressStyle::with_template(&template)
        .unwrap_or_else(|_| ProgressStyle::default_bar())
        .with_key("rate", |state: &ProgressState, out: &mut dyn Write| {
            // A bar that cannot be written is no reason to stop the work.
            let _ = write!(out, "{:.0}", state.per_sec());
        });
    bar.set_style(style);
    bar
}

/// Shows how far the work has come.
pub(crate) fn show(bar: &ProgressBar, done: u64, total: u64) {
    bar.set_length(total);
    bar.set_position(done);
}
