//! Archives that vanish with the test, and the shared corpora if they are there.

use std::fs;
use std::path::{Path, PathBuf};

use fonds_archive::{Archive, Ask, Audience, ImportOptions, Report, Results};

/// An archive in a temporary folder.
pub struct TemporaryArchive {
    folder: tempfile::TempDir,
    archive: Archive,
}

impl Default for TemporaryArchive {
    fn default() -> Self {
        Self::new()
    }
}

impl TemporaryArchive {
    /// An empty archive.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let archive = Archive::open_or_create(&folder.path().join("archive")).unwrap();
        Self { folder, archive }
    }

    /// The archive.
    pub fn archive(&self) -> &Archive {
        &self.archive
    }

    /// The archive's folder.
    pub fn folder(&self) -> &Path {
        self.archive.folder()
    }

    /// Imports files and lets the index follow.
    pub fn import(&self, paths: &[PathBuf]) -> Report {
        self.import_with(paths, &ImportOptions::default())
    }

    /// The same with options.
    pub fn import_with(&self, paths: &[PathBuf], options: &ImportOptions) -> Report {
        let report = self.archive.import(paths, options, &mut |_| {}).unwrap();
        self.archive.follow().unwrap();
        report
    }

    /// Imports a text as a file of this name.
    pub fn import_text(&self, name: &str, text: &str) -> Report {
        let path = self.folder.path().join(name);
        fs::write(&path, text).unwrap();
        self.import(&[path])
    }

    /// Answers a search given as pairs.
    pub fn search(&self, pairs: &[(&str, &str)]) -> Results {
        self.archive
            .search(&Ask::from_pairs(pairs.iter().copied()))
            .unwrap()
    }

    /// The whole archive in the interchange format.
    pub fn export(&self, audience: Audience) -> String {
        let mut bytes = Vec::new();
        self.archive.export_jsonl(audience, &mut bytes).unwrap();
        String::from_utf8(bytes).unwrap()
    }
}

/// The folder of corpora that lies beside the repository on the machines of those who have it.
#[derive(Debug, Clone)]
pub struct SharedData {
    folder: PathBuf,
}

impl SharedData {
    /// The five listing pages, by name.
    pub fn listings(&self) -> Vec<PathBuf> {
        let mut pages: Vec<PathBuf> = fs::read_dir(self.folder.join("listings"))
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
            .collect();
        pages.sort();
        pages
    }
}

/// The shared corpora; prints why the test is skipped where they are absent.
pub fn shared(test: &str) -> Option<SharedData> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    if folder.join("listings").is_dir() {
        return Some(SharedData { folder });
    }
    eprintln!("skipped {test}: the shared corpora do not lie beside the repository");
    None
}
