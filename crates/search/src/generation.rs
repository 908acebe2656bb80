//! Generations of an index on disk, and the pointer that names the living one.
//!
//! ```text
//! index/current      two lines: the folder of the generation, the schema version
//! index/g1           the engine's files
//! ```
//!
//! The pointer is replaced by renaming, so a reader sees the old or the new
//! generation and a power cut leaves one of them.

use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::Path;

use tantivy::directory::MmapDirectory;

use crate::SCHEMA_VERSION;
use crate::error::{Error, Result};
use crate::schema::Fields;
use crate::tokens;

/// Name of the pointer file.
const POINTER: &str = "current";

/// The name of the living generation of the index in `dir`.
pub(crate) fn current(dir: &Path) -> Result<String> {
    let path = dir.join(POINTER);
    let content = match fs::read_to_string(&path) {
        Ok(content) => content,
        Err(error) if error.kind() == ErrorKind::NotFound => {
            return Err(Error::Missing(dir.to_owned()));
        }
        Err(error) => return Err(Error::file("read", path)(error)),
    };
    let mut lines = content.lines();
    let name = lines.next().filter(|name| number_of(name).is_some());
    let version = lines.next().and_then(|line| line.parse::<u32>().ok());
    match (name, version) {
        (Some(name), Some(SCHEMA_VERSION)) => Ok(name.to_owned()),
        (Some(_), Some(found)) => Err(Error::Schema {
            dir: dir.to_owned(),
            found,
            expected: SCHEMA_VERSION,
        }),
        _ => Err(Error::Pointer { path, content }),
    }
}

/// Makes the folder of a new generation, after removing what an interrupted
/// build may have left, and gives its name.
pub(crate) fn create(dir: &Path) -> Result<String> {
    fs::create_dir_all(dir).map_err(Error::file("create", dir))?;
    let living = pointed_to(dir);
    remove_all_but(dir, living.as_deref())?;
    let next = living
        .as_deref()
        .and_then(number_of)
        .map_or(1, |number| number + 1);
    let name = format!("g{next}");
    let path = dir.join(&name);
    fs::create_dir(&path).map_err(Error::file("create", &path))?;
    Ok(name)
}

/// An empty engine in an empty folder.
pub(crate) fn create_engine(path: &Path) -> Result<tantivy::Index> {
    let directory = MmapDirectory::open(path).map_err(tantivy::TantivyError::from)?;
    let engine = tantivy::Index::create(
        directory,
        Fields::declare().schema,
        tantivy::IndexSettings::default(),
    )?;
    tokens::register(engine.tokenizers());
    Ok(engine)
}

/// The engine of an existing generation.
pub(crate) fn open_engine(path: &Path) -> Result<tantivy::Index> {
    let engine = tantivy::Index::open_in_dir(path)?;
    tokens::register(engine.tokenizers());
    Ok(engine)
}

/// Makes the generation `name` the living one and removes all others. Readers
/// of an older one keep the files they have mapped.
pub(crate) fn publish(dir: &Path, name: &str) -> Result<()> {
    let temporary = dir.join("current.new");
    let pointer = dir.join(POINTER);
    let write = |path: &Path| -> std::io::Result<()> {
        let mut file = File::create(path)?;
        writeln!(file, "{name}\n{SCHEMA_VERSION}")?;
        file.sync_all()
    };
    sync_folder(&dir.join(name))?;
    write(&temporary).map_err(Error::file("write", &temporary))?;
    fs::rename(&temporary, &pointer).map_err(Error::file("rename", &temporary))?;
    sync_folder(dir)?;
    remove_all_but(dir, Some(name))
}

fn sync_folder(path: &Path) -> Result<()> {
    File::open(path)
        .and_then(|folder| folder.sync_all())
        .map_err(Error::file("sync", path))
}

/// The generation the pointer names, whatever its schema.
fn pointed_to(dir: &Path) -> Option<String> {
    let content = fs::read_to_string(dir.join(POINTER)).ok()?;
    content
        .lines()
        .next()
        .filter(|name| number_of(name).is_some())
        .map(str::to_owned)
}

fn remove_all_but(dir: &Path, living: Option<&str>) -> Result<()> {
    for entry in fs::read_dir(dir).map_err(Error::file("read", dir))? {
        let entry = entry.map_err(Error::file("read", dir))?;
        let name = entry.file_name();
        let is_generation = name.to_str().is_some_and(|name| number_of(name).is_some());
        if is_generation && name.to_str() != living {
            let path = entry.path();
            fs::remove_dir_all(&path).map_err(Error::file("remove", &path))?;
        }
    }
    Ok(())
}

/// The number in a generation's name.
fn number_of(name: &str) -> Option<u64> {
    name.strip_prefix('g')?.parse().ok()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{create, current, publish};
    use crate::error::Error;

    #[test]
    fn the_pointer_names_the_living_generation() {
        let folder = tempfile::tempdir().unwrap();
        let dir = folder.path().join("index");
        assert_eq!(create(&dir).unwrap(), "g1");
        assert!(matches!(current(&dir), Err(Error::Missing(_))));
        publish(&dir, "g1").unwrap();
        assert_eq!(current(&dir).unwrap(), "g1");
        assert_eq!(create(&dir).unwrap(), "g2");
        assert_eq!(
            create(&dir).unwrap(),
            "g2",
            "an interrupted build is started anew"
        );
        publish(&dir, "g2").unwrap();
        assert_eq!(current(&dir).unwrap(), "g2");
        assert!(!dir.join("g1").exists());
    }

    #[test]
    fn a_pointer_of_another_kind_is_named() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("current"), "g3\n999\n").unwrap();
        assert!(matches!(
            current(folder.path()),
            Err(Error::Schema { found: 999, .. })
        ));
        fs::write(folder.path().join("current"), "../x\n1\n").unwrap();
        assert!(matches!(current(folder.path()), Err(Error::Pointer { .. })));
    }
}
