//! `fonds serve`: the reading room over HTTP.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;

use anyhow::{Context, Result};
use fonds_archive::Archive;
use fonds_web::{Ended, Listeners};
use tokio::net::TcpListener;

use crate::arguments::{Serve, Serving};
use crate::logging;
use crate::output::{self, Outcome};
use crate::settings::{InForce, Settings};

pub(crate) fn run(serve: &Serve) -> Result<Outcome> {
    let folder = &serve.folder.archive;
    let in_force = settings(&serve.serving, folder, Settings::default())?;
    if serve.serving.print_settings {
        return print(&in_force);
    }
    logging::start(&in_force.settings.log_level, in_force.settings.log_format);
    let archive = Archive::open(folder)?;
    self::serve(archive, in_force.settings)
}

/// The settings for an archive in a folder.
pub(crate) fn settings(serving: &Serving, folder: &Path, defaults: Settings) -> Result<InForce> {
    let listen = serving.listen.iter();
    let listen = listen.map(|address| ("listen".to_owned(), address.clone()));
    let command_line: Vec<(String, String)> = serving.set.iter().cloned().chain(listen).collect();
    // A variable that is not Unicode is none of ours: all values are plain.
    let environment = std::env::vars_os()
        .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)));
    Ok(InForce::gather(
        defaults,
        folder,
        environment,
        &command_line,
    )?)
}

/// Prints the settings in force.
pub(crate) fn print(in_force: &InForce) -> Result<Outcome> {
    output::say(in_force.to_toml().trim())?;
    Ok(Outcome::Done)
}

/// Serves until the process is told to stop; a thread follows the log into the index meanwhile.
pub(crate) fn serve(archive: Archive, settings: Settings) -> Result<Outcome> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .context("cannot start the server")?;
    let listeners = runtime.block_on(listeners(&settings))?;
    let address = listeners.public.local_addr()?;
    let metrics = listeners.metrics.as_ref().map(TcpListener::local_addr);
    let metrics = metrics.transpose()?;
    let follower = Follower::start(&archive)?;
    let served = runtime.block_on(async {
        let stop = Stop::expect()?;
        output::say(&format!("listening on http://{address}/"))?;
        if let Some(metrics) = metrics {
            output::say(&format!("metrics on http://{metrics}/metrics"))?;
        }
        let ended = fonds_web::serve(archive, settings.room, listeners, stop.told()).await?;
        anyhow::Ok(ended)
    });
    // Work that nobody waits for any more is not waited for either.
    runtime.shutdown_background();
    follower.stop();
    match served? {
        Ended::InOrder => eprintln!("fonds: stopped; every answer under way was finished"),
        Ended::Cut(left) => {
            eprintln!("fonds: stopped; {left} connections were cut because their time was up");
        }
    }
    Ok(Outcome::Done)
}

async fn listeners(settings: &Settings) -> Result<Listeners> {
    let public = listen(settings.listen, "--listen or `listen`").await?;
    let metrics = match settings.metrics {
        Some(address) => Some(listen(address, "`metrics.listen`").await?),
        None => None,
    };
    Ok(Listeners { public, metrics })
}

async fn listen(address: SocketAddr, setting: &str) -> Result<TcpListener> {
    let listening = TcpListener::bind(address).await;
    listening.map_err(|error| {
        let reason = match error.kind() {
            std::io::ErrorKind::AddrInUse => "another program listens there".to_owned(),
            std::io::ErrorKind::PermissionDenied => {
                "this user may not; ports below 1024 belong to the system".to_owned()
            }
            std::io::ErrorKind::AddrNotAvailable => "this machine has no such address".to_owned(),
            _ => error.to_string(),
        };
        anyhow::anyhow!(
            "cannot listen on {address}: {reason}; choose another address with {setting}"
        )
    })
}

/// The thread that follows the log into the index.
struct Follower {
    stop: Arc<AtomicBool>,
    thread: JoinHandle<()>,
}

impl Follower {
    fn start(archive: &Archive) -> Result<Self> {
        let stop = Arc::new(AtomicBool::new(false));
        let archive = archive.clone();
        let told = Arc::clone(&stop);
        let thread = std::thread::Builder::new()
            .name("follower".to_owned())
            .spawn(move || archive.keep_following(&told))
            .context("cannot start the thread that follows the log")?;
        Ok(Self { stop, thread })
    }

    /// Ends the thread once the index is closed in order.
    fn stop(self) {
        self.stop.store(true, Ordering::Relaxed);
        if self.thread.join().is_err() {
            eprintln!("fonds: the thread that follows the log ended early; run `fonds check`");
        }
    }
}

/// The signals that end the server.
struct Stop {
    interrupted: tokio::signal::unix::Signal,
    terminated: tokio::signal::unix::Signal,
}

impl Stop {
    /// Expects the signals from now on, so that none is lost while the server starts.
    fn expect() -> Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self {
            interrupted: signal(SignalKind::interrupt())?,
            terminated: signal(SignalKind::terminate())?,
        })
    }

    /// Ends when the process is interrupted or terminated; a second interruption ends the process at once.
    async fn told(mut self) {
        let name = tokio::select! {
            _ = self.interrupted.recv() => "Ctrl-C",
            _ = self.terminated.recv() => "SIGTERM",
        };
        eprintln!("fonds: {name}: finishing answers under way; Ctrl-C again stops at once");
        tokio::spawn(async move {
            self.interrupted.recv().await;
            std::process::exit(130);
        });
    }
}
