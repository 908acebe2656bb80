//! The texts of a generated archive in the order of an export, which is that of their checksums.
//!
//! Each body is made twice: once to learn its checksum, once to be written; only checksums stay in memory.

use std::io::Write;

use anyhow::Result;
use fonds_formats::jsonl::{Blob, Writer};
use fonds_model::body;

use crate::generate::entries::Workshop;
use crate::generate::records::HeldBlob;

/// One text: its checksum, its document's place in the archive, and which of the document's texts it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Name {
    sha256: [u8; 64],
    document: u32,
    which: u8,
}

/// Checksums of all texts.
#[derive(Debug, Default)]
pub(crate) struct Texts {
    /// In the order of documents.
    names: Vec<Name>,
}

impl Texts {
    /// The checksums of the texts of so many documents.
    pub(crate) fn of(workshop: &Workshop, documents: u64) -> Self {
        let mut names = Vec::new();
        for index in 0..documents {
            for (which, held) in (0..).zip(workshop.held(index)) {
                let blob = Blob::new(
                    body::MEDIA_TYPE,
                    workshop.body(index, held).to_canonical().into_bytes(),
                );
                let mut sha256 = [0; 64];
                sha256.copy_from_slice(blob.sha256.as_bytes());
                let document =
                    u32::try_from(index).expect("the largest archive has fewer documents");
                names.push(Name {
                    sha256,
                    document,
                    which,
                });
            }
        }
        Self { names }
    }

    /// Number of texts.
    pub(crate) fn count(&self) -> u64 {
        self.names.len() as u64
    }

    /// Writes all bodies, each once, by checksum.
    pub(crate) fn write<W: Write>(
        &self,
        workshop: &Workshop,
        writer: &mut Writer<W>,
    ) -> Result<()> {
        let mut sorted: Vec<&Name> = self.names.iter().collect();
        sorted.sort_unstable();
        sorted.dedup_by_key(|name| name.sha256);
        for name in sorted {
            let index = u64::from(name.document);
            let held = workshop.held(index)[usize::from(name.which)];
            let json = workshop.body(index, held).to_canonical();
            writer.blob(&hexadecimal(name), body::MEDIA_TYPE, json.as_bytes())?;
        }
        Ok(())
    }

    /// The texts of a document; none if none were asked for.
    pub(crate) fn of_document(&self, workshop: &Workshop, index: u64) -> Vec<HeldBlob> {
        let first = self
            .names
            .partition_point(|name| u64::from(name.document) < index);
        let own = self.names[first..]
            .iter()
            .take_while(|name| u64::from(name.document) == index);
        let mut blobs = Vec::new();
        for (name, held) in own.zip(workshop.held(index)) {
            blobs.push(HeldBlob {
                held,
                sha256: hexadecimal(name),
            });
        }
        blobs
    }
}

fn hexadecimal(name: &Name) -> String {
    String::from_utf8_lossy(&name.sha256).into_owned()
}
