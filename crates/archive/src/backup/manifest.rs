//! What a backup says of itself, and the names of what lies in it.
//!
//! `docs/format.md` describes the container; whatever is not named there is no part of a backup.

use serde::{Deserialize, Serialize};

/// The version of the container that this program writes, and the newest that it reads.
pub(crate) const FORMAT: u32 = 1;

/// The database.
pub(crate) const DATABASE: &str = "fonds.db";
/// The settings, if the archive has any.
pub(crate) const SETTINGS: &str = "fonds.toml";
/// What the container says to whoever finds it.
pub(crate) const README: &str = "README.txt";
/// The manifest.
pub(crate) const MANIFEST: &str = "manifest.json";
/// Checksums of everything else, for `sha256sum -c`; the last entry.
pub(crate) const SUMS: &str = "SHA256SUMS";

/// What whoever finds the container in thirty years should know.
pub(crate) const README_TEXT: &str = "\
This is a backup of an archive kept by the program Fonds.

To verify it, unpack all of it into an empty folder and run there:

    sha256sum --check SHA256SUMS

To go on with it, let Fonds restore it:

    fonds restore BACKUP.tar --archive FOLDER

To read it without Fonds: fonds.db is an SQLite 3 database, whose table
`revision` holds every version of every record as JSON, plain or packed
with zstd. Large files lie in blobs/, named by the SHA-256 of their bytes.
manifest.json says when the backup was made and where its log ends.
";

/// What a backup says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Manifest {
    /// What this is, in words.
    pub(crate) what: String,
    /// The version of the container.
    pub(crate) format: u32,
    /// The program that made it.
    pub(crate) program: String,
    /// When it was made, in coordinated universal time.
    pub(crate) made: String,
    /// The version of the tables in the database.
    pub(crate) schema: u32,
    /// The last row of the log.
    pub(crate) last_seq: i64,
    /// The chain of that row.
    pub(crate) chain: String,
    /// Every file of the archive, in the order of the container.
    pub(crate) files: Vec<Listed>,
}

/// One file of a backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Listed {
    /// Its path within the container and the archive.
    pub(crate) path: String,
    /// Its size in bytes.
    pub(crate) size: u64,
    /// The lower-case hexadecimal SHA-256 of its bytes.
    pub(crate) sha256: String,
}

/// True for the name of a file that an archive may hold: the database, its settings, a blob.
pub(crate) fn is_of_archive(path: &str) -> bool {
    path == DATABASE || path == SETTINGS || checksum_in(path).is_some()
}

/// The checksum that the path of a blob spells, if it is one.
pub(crate) fn checksum_in(path: &str) -> Option<String> {
    let (first, rest) = path.strip_prefix("blobs/")?.split_once('/')?;
    let is_plain = |figures: &str| {
        figures
            .bytes()
            .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
    };
    let fits = first.len() == 2 && rest.len() == 62 && is_plain(first) && is_plain(rest);
    fits.then(|| format!("{first}{rest}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(path: &str, expected: bool) {
        assert_eq!(is_of_archive(path), expected, "{path}");
    }

    #[test]
    fn only_the_files_of_an_archive_have_names() {
        check("fonds.db", true);
        check("fonds.toml", true);
        check(&format!("blobs/ab/{}", "0".repeat(62)), true);
        check(&format!("blobs/AB/{}", "0".repeat(62)), false);
        check(&format!("blobs/ab/{}", "0".repeat(61)), false);
        check("blobs/ab/../../../etc/passwd", false);
        check("../fonds.db", false);
        check("/fonds.db", false);
        check("./fonds.db", false);
        check("index/current", false);
        check("", false);
    }
}
