//! Archives of any size out of a seed: the same seed gives the same bytes, whatever the machine.
//!
//! Everything streams: a document is made from its place alone, so memory does not grow with their number, save 70 bytes for each text.
//! What is written is dull by intent, and nobody's words.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use anyhow::{Context, Result, ensure};
use fonds_formats::jsonl;
use fonds_model::Record;

mod authorities;
mod bodies;
mod cast;
mod dates;
mod entries;
mod listing;
mod lists;
mod records;
mod shelfmarks;
mod texts;
mod titles;
mod words;

use entries::Workshop;
use texts::Texts;

/// The largest archive: ids of texts and memory for their checksums have room for no more.
pub const MOST_DOCUMENTS: u64 = 20_000_000;

/// What to generate.
#[derive(Debug, Clone, Copy)]
pub struct Plan {
    /// Number of documents, or of entries on all pages.
    pub documents: u64,
    /// Equal seeds give equal archives.
    pub seed: u64,
    /// Whether a third of the documents come with their words.
    pub texts: bool,
}

/// The shape of listing pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum Shape {
    /// With bullets, as in 2012.
    Bullets,
    /// Without bullets and with a count, as in 2022.
    Lines,
    /// Pages of both kinds in turn.
    #[default]
    Mixed,
}

/// What was generated.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
pub struct Generated {
    /// Documents or entries.
    pub documents: u64,
    /// Texts of documents.
    pub texts: u64,
    /// Files.
    pub files: u64,
    /// Entries that repeat an entry of an earlier page word for word.
    pub repeated: u64,
    /// Size of all files in bytes.
    pub bytes: u64,
}

/// Writes an interchange file that reads as an export does: an archive made of it exports the same bytes.
pub fn jsonl(plan: Plan, out: &Path) -> Result<Generated> {
    check(plan)?;
    let file = File::create(out).with_context(|| format!("cannot create `{}`", out.display()))?;
    let mut generated = write_jsonl(plan, BufWriter::with_capacity(1 << 18, file))?;
    generated.bytes = std::fs::metadata(out)?.len();
    Ok(generated)
}

/// The same to any place that can be written to.
pub fn write_jsonl<W: Write>(plan: Plan, out: W) -> Result<Generated> {
    check(plan)?;
    let workshop = Workshop::of(plan.seed);
    let texts = if plan.texts {
        Texts::of(&workshop, plan.documents)
    } else {
        Texts::default()
    };
    let mut writer = jsonl::Writer::new(out);
    write_all(&mut writer, authorities::agents(&workshop))?;
    texts.write(&workshop, &mut writer)?;
    write_all(&mut writer, authorities::collections(&workshop))?;
    for index in 0..plan.documents {
        let held = texts.of_document(&workshop, index);
        writer.record(&Record::from(workshop.document(index, &held)))?;
    }
    write_all(
        &mut writer,
        authorities::terms(&authorities::DONORS, Record::Donor),
    )?;
    write_all(
        &mut writer,
        authorities::terms(&authorities::MARKINGS, Record::Marking),
    )?;
    write_all(&mut writer, authorities::places(&workshop.cast))?;
    write_all(
        &mut writer,
        authorities::terms(&authorities::PROJECTS, Record::Project),
    )?;
    write_all(&mut writer, authorities::repositories())?;
    write_all(
        &mut writer,
        authorities::terms(&authorities::RIGHTS, Record::Rights),
    )?;
    write_all(&mut writer, authorities::sources(plan.documents))?;
    write_all(&mut writer, authorities::subjects(&workshop.cast))?;
    write_all(&mut writer, authorities::document_types())?;
    writer.finish()?;
    Ok(Generated {
        documents: plan.documents,
        texts: texts.count(),
        files: 1,
        ..Generated::default()
    })
}

/// Writes so many listing pages into a folder, which is made if there is none.
pub fn listing(plan: Plan, pages: u64, shape: Shape, folder: &Path) -> Result<Generated> {
    check(plan)?;
    ensure!(pages >= 1, "a listing needs at least one page");
    std::fs::create_dir_all(folder)
        .with_context(|| format!("cannot create `{}`", folder.display()))?;
    let listing = listing::Listing::new(plan, pages, shape);
    let mut generated = Generated {
        documents: plan.documents,
        files: pages,
        ..Generated::default()
    };
    for page in 0..pages {
        let (text, repeated) = listing.page(page);
        let path = folder.join(format!("page-{:06}.txt", page + 1));
        std::fs::write(&path, &text)
            .with_context(|| format!("cannot write `{}`", path.display()))?;
        generated.repeated += repeated;
        generated.bytes += text.len() as u64;
    }
    Ok(generated)
}

fn check(plan: Plan) -> Result<()> {
    ensure!(
        plan.documents <= MOST_DOCUMENTS,
        "{} documents are too many; at most {MOST_DOCUMENTS} can be generated",
        plan.documents
    );
    Ok(())
}

fn write_all<W: Write>(
    writer: &mut jsonl::Writer<W>,
    records: impl IntoIterator<Item = Record>,
) -> Result<()> {
    for record in records {
        writer.record(&record)?;
    }
    Ok(())
}
