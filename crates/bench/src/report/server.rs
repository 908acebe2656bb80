//! A `fonds serve` of our own: started, waited for, weighed, and stopped whatever happens.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};

use crate::load::client::{Address, Client};

/// A running server; dropping it ends it.
#[derive(Debug)]
pub(crate) struct Server {
    child: Child,
    address: Address,
    /// From the start of the process to its first whole answer.
    pub(crate) first_answer: Duration,
}

impl Server {
    /// Starts `program` on an archive and asks it for `path` as soon as it listens.
    pub(crate) fn start(program: &Path, archive: &Path, path: &str) -> Result<Self> {
        // A line for every request would bury what the report says.
        let log = archive.with_extension("log");
        let said =
            File::create(&log).with_context(|| format!("cannot write `{}`", log.display()))?;
        let start = Instant::now();
        let mut child = Command::new(program)
            .arg("serve")
            .arg("--archive")
            .arg(archive)
            .args(["--listen", "127.0.0.1:0"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(said)
            .spawn()
            .with_context(|| {
                format!(
                    "cannot start `{}`; build it with `cargo build --release`",
                    program.display()
                )
            })?;
        let address = match listening(&mut child) {
            Ok(address) => address,
            Err(error) => {
                end(&mut child);
                let said = std::fs::read_to_string(&log).unwrap_or_default();
                return Err(error.context(said));
            }
        };
        let mut server = Self {
            child,
            address,
            first_answer: Duration::ZERO,
        };
        let answer = Client::connect(address)?.get(path)?;
        ensure!(
            answer.status == 200,
            "the first answer has status {}",
            answer.status
        );
        server.first_answer = start.elapsed();
        Ok(server)
    }

    /// Where it listens.
    pub(crate) fn address(&self) -> Address {
        self.address
    }

    /// Its memory now; `None` where the system does not tell.
    pub(crate) fn memory(&self) -> Option<Memory> {
        let rollup =
            std::fs::read_to_string(format!("/proc/{}/smaps_rollup", self.child.id())).ok()?;
        Memory::read(&rollup)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        end(&mut self.child);
    }
}

fn end(child: &mut Child) {
    // It may have ended by itself, and then there is nothing to end.
    let _ = child.kill();
    let _ = child.wait();
}

/// Waits for the line that says where the server listens.
fn listening(child: &mut Child) -> Result<Address> {
    let output = child
        .stdout
        .take()
        .context("the server has no standard output")?;
    for line in BufReader::new(output).lines() {
        if let Some(url) = line?.strip_prefix("listening on ") {
            return Address::parse(url);
        }
    }
    bail!("the server ended before it listened")
}

/// Memory of a process, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Memory {
    /// What belongs to no file: the heap and the stacks.
    pub(crate) anonymous: u64,
    /// Pages of files that the process has mapped; they are the system's cache.
    pub(crate) mapped: u64,
}

impl Memory {
    /// Reads the sums that Linux gives in `/proc/PID/smaps_rollup`.
    fn read(rollup: &str) -> Option<Self> {
        let kilobytes = |name: &str| -> Option<u64> {
            let line = rollup.lines().find_map(|line| line.strip_prefix(name))?;
            line.trim().strip_suffix("kB")?.trim().parse().ok()
        };
        let anonymous = kilobytes("Anonymous:")?;
        Some(Self {
            anonymous: anonymous * 1_024,
            mapped: kilobytes("Rss:")?.saturating_sub(anonymous) * 1_024,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Memory;

    #[test]
    fn sums_of_linux() {
        let rollup =
            "5586-7ffe ---p 00000000 00:00 0 [rollup]\nRss:    1768 kB\nAnonymous:   116 kB\n";
        let memory = Memory::read(rollup).unwrap();
        assert_eq!(memory.anonymous, 116 * 1_024);
        assert_eq!(memory.mapped, 1_652 * 1_024);
        assert_eq!(Memory::read("nothing"), None);
    }
}
