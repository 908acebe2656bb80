//! `fonds serve`: the reading room over HTTP.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::{Context, Result};
use fonds_archive::Archive;

use crate::arguments::Serve;
use crate::output::{self, Outcome};

pub(crate) fn run(serve: &Serve) -> Result<Outcome> {
    let archive = Archive::open(&serve.folder.archive)?;
    self::serve(archive, serve.listen)
}

/// Serves until the process is told to stop; a thread follows the log into the index meanwhile.
pub(crate) fn serve(archive: Archive, listen: SocketAddr) -> Result<Outcome> {
    let stop = Arc::new(AtomicBool::new(false));
    let follower = {
        let archive = archive.clone();
        let stop = Arc::clone(&stop);
        std::thread::Builder::new()
            .name("follower".to_owned())
            .spawn(move || archive.keep_following(&stop))
            .context("cannot start the thread that follows the log")?
    };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .context("cannot start the server")?;
    let served = runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind(listen).await.with_context(|| {
            format!("cannot listen on {listen}; is another server running there? choose another address with --listen")
        })?;
        let address = listener.local_addr()?;
        output::say(&format!("listening on http://{address}/"))?;
        fonds_web::serve(archive, fonds_web::Settings::default(), listener, told_to_stop()).await?;
        anyhow::Ok(())
    });
    stop.store(true, Ordering::Relaxed);
    if follower.join().is_err() {
        eprintln!("fonds: the thread that follows the log ended early; run `fonds check`");
    }
    served?;
    Ok(Outcome::Done)
}

/// Ends when the process is interrupted or terminated.
async fn told_to_stop() {
    use tokio::signal::unix::{SignalKind, signal};
    let interrupted = tokio::signal::ctrl_c();
    match signal(SignalKind::terminate()) {
        Ok(mut terminated) => {
            tokio::select! {
                _ = interrupted => {}
                _ = terminated.recv() => {}
            }
        }
        Err(_) => {
            let _ = interrupted.await;
        }
    }
}
