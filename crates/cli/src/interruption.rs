//! What happens on Ctrl-C, or when the system tells the process to end.
//!
//! The archive is whole at every instant, so that a command may simply end; but it says what stands, and removes what it has not finished.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tokio::signal::unix::{SignalKind, signal};

/// The exit code of a command that was interrupted, as shells have it.
pub(crate) const EXIT_CODE: u8 = 130;

/// Watches for an interruption and gives what tells whether there was one; a second one ends the process at once.
pub(crate) fn watch() -> impl Fn() -> bool {
    let told = Arc::new(AtomicBool::new(false));
    let by_thread = Arc::clone(&told);
    on_each(move || {
        if by_thread.swap(true, Ordering::Relaxed) {
            std::process::exit(EXIT_CODE.into());
        }
    });
    move || told.load(Ordering::Relaxed)
}

/// On an interruption does `farewell` and ends the process.
pub(crate) fn end_with(farewell: impl Fn() + Send + 'static) {
    on_each(move || {
        farewell();
        std::process::exit(EXIT_CODE.into());
    });
}

/// Calls `work` for every interruption; where no thread can be had, an interruption ends the process as it always does.
fn on_each(work: impl Fn() + Send + 'static) {
    let Ok(runtime) = tokio::runtime::Builder::new_current_thread()
        .enable_io()
        .build()
    else {
        return;
    };
    // Before the thread runs, so that no interruption comes too early to be heard.
    let entered = runtime.enter();
    let (Ok(mut interrupted), Ok(mut terminated)) = (
        signal(SignalKind::interrupt()),
        signal(SignalKind::terminate()),
    ) else {
        return;
    };
    drop(entered);
    let watching = move || {
        runtime.block_on(async {
            loop {
                tokio::select! {
                    _ = interrupted.recv() => work(),
                    _ = terminated.recv() => work(),
                }
            }
        });
    };
    let thread = std::thread::Builder::new().name("interruption".to_owned());
    // Without the thread the process ends as any other does, and the archive is whole all the same.
    drop(thread.spawn(watching));
}
