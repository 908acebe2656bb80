//! What a container held, and whether that is what its manifest and its checksums say.

use std::collections::BTreeMap;
use std::io::{self, Read};

use super::{Files, OWN, changed, cut_short, is_known, missing, no_backup};
use crate::backup::digest::Summing;
use crate::backup::manifest::{DATABASE, MANIFEST, Manifest, SUMS, is_of_archive};
use crate::error::{Error, Result};

/// The largest of the container's own files that is read, in bytes: room for a million blobs.
const LARGEST: u64 = 512 << 20;

/// What a container held.
#[derive(Default)]
pub(super) struct Sealed {
    /// Files of the archive.
    pub(super) files: Files,
    /// The container's own files: their text and checksum.
    own: BTreeMap<String, (String, String)>,
}

impl Sealed {
    /// Refuses what no backup holds: other names, links and the like, a name that comes twice, anything after the checksums.
    pub(super) fn refuse_odd(&self, name: &str, path: &str, kind: tar::EntryType) -> Result<()> {
        let refused = |what: &str| {
            Err(Error::Refused(format!(
                "`{name}` holds `{path}`, {what}; it was not made by `fonds backup`, or was changed since"
            )))
        };
        if !is_of_archive(path) && !OWN.contains(&path) {
            return refused("which is no file of a backup");
        }
        if !matches!(kind, tar::EntryType::Regular) {
            return refused("which is no plain file");
        }
        if self.files.contains_key(path) || self.own.contains_key(path) {
            return refused("twice");
        }
        if self.own.contains_key(SUMS) {
            return refused("after the end of the backup");
        }
        Ok(())
    }

    /// Reads one of the container's own files.
    pub(super) fn read_own(
        &mut self,
        name: &str,
        path: &str,
        size: u64,
        entry: &mut dyn Read,
        failed: impl Fn(io::Error) -> Error,
    ) -> Result<()> {
        let mut text = String::new();
        let mut source = Summing::new(entry.take(LARGEST));
        source.read_to_string(&mut text).map_err(|error| {
            if error.kind() == io::ErrorKind::InvalidData {
                changed(name, path)
            } else {
                failed(error)
            }
        })?;
        if source.size != size {
            return Err(cut_short(name, &format!("within `{path}`")));
        }
        let (_, sha256) = source.finish();
        self.own.insert(path.to_owned(), (text, sha256));
        Ok(())
    }

    /// Compares everything with the checksums and the manifest.
    pub(super) fn verify(&self, name: &str, last: &str) -> Result<()> {
        if last.is_empty() {
            return Err(no_backup(name, "it is empty"));
        }
        let Some((sums, _)) = self.own.get(SUMS) else {
            return Err(cut_short(name, &format!("after `{last}`")));
        };
        let mut named: BTreeMap<&str, &str> = sums
            .lines()
            .filter_map(|line| line.split_once("  "))
            .map(|(sha256, path)| (path, sha256))
            .collect();
        let files = self.files.values();
        let held = files
            .map(|file| (file.path.as_str(), file.sha256.as_str()))
            .chain(
                self.own
                    .iter()
                    .filter(|(path, _)| *path != SUMS)
                    .map(|(path, (_, sha256))| (path.as_str(), sha256.as_str())),
            );
        for (path, sha256) in held {
            match named.remove(path) {
                Some(expected) if expected == sha256 => {}
                Some(_) => return Err(changed(name, path)),
                None => return Err(unnamed(name, path, SUMS)),
            }
        }
        if let Some(path) = named.keys().next() {
            return Err(missing(name, path));
        }
        let listed = self.manifest(name)?.files.into_iter();
        let mut listed: Files = listed.map(|file| (file.path.clone(), file)).collect();
        for (path, file) in &self.files {
            match listed.remove(path) {
                Some(known) if known == *file => {}
                Some(_) => return Err(changed(name, path)),
                None => return Err(unnamed(name, path, MANIFEST)),
            }
        }
        match listed.keys().next() {
            Some(path) => Err(missing(name, path)),
            None if !self.files.contains_key(DATABASE) => Err(missing(name, DATABASE)),
            None => Ok(()),
        }
    }

    /// The manifest.
    pub(super) fn manifest(&self, name: &str) -> Result<Manifest> {
        let (text, _) = self
            .own
            .get(MANIFEST)
            .ok_or_else(|| missing(name, MANIFEST))?;
        let manifest: Manifest = serde_json::from_str(text).map_err(|error| {
            Error::Refused(format!(
                "`{name}`: `{MANIFEST}` cannot be read ({error}); use another backup"
            ))
        })?;
        if is_known(&manifest) {
            return Ok(manifest);
        }
        Err(Error::Refused(format!(
            "`{name}` is a backup of format {}, made by {}; use a newer fonds",
            manifest.format, manifest.program
        )))
    }
}

fn unnamed(name: &str, path: &str, by: &str) -> Error {
    Error::Refused(format!(
        "`{name}` holds `{path}`, which `{by}` does not name; it was changed since it was made"
    ))
}
