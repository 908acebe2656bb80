//! The command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use fonds_archive::Then;
use fonds_formats::Format;

/// A digital archive for historical documents: one program, one folder.
#[derive(Debug, Parser)]
#[command(name = "fonds", version, propagate_version = true)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Make the bundled example archive if there is none, and serve it
    Demo(Demo),
    /// Serve an archive
    Serve(Serve),
    /// Read files into an archive
    Import(Import),
    /// Search an archive
    Search(Box<Search>),
    /// Write an archive out whole
    Export(Export),
    /// Write one file from which the archive can be restored, while it is served
    Backup(Backup),
    /// Make an archive again from a backup
    Restore(Restore),
    /// Take the words of a record back for good, from log, files and index
    Expunge(Expunge),
    /// List pairs of documents that may be one
    Proposals(Proposals),
    /// Verify the log, every checksum, and that index and log agree
    Check(Check),
    /// Build the search index anew
    Reindex(Reindex),
}

/// Where the archive lies.
#[derive(Debug, Clone, Args)]
pub(crate) struct ArchiveFolder {
    /// Folder of the archive
    #[arg(
        long,
        value_name = "DIR",
        default_value = "./archive",
        env = "FONDS_ARCHIVE"
    )]
    pub(crate) archive: PathBuf,
}

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  fonds demo --listen 127.0.0.1:8080")]
pub(crate) struct Demo {
    /// Folder of the example archive
    #[arg(long, value_name = "DIR", default_value = "./fonds-demo")]
    pub(crate) archive: PathBuf,
    #[command(flatten)]
    pub(crate) serving: Serving,
}

/// Settings on the command line.
#[derive(Debug, Args)]
pub(crate) struct Serving {
    /// Address to listen on; port 0 takes a free one [default: 127.0.0.1:8080]
    #[arg(long, value_name = "ADDR")]
    pub(crate) listen: Option<String>,
    /// A setting, such as site.name=Letters; may be repeated
    #[arg(long, value_name = "NAME=VALUE", value_parser = setting)]
    pub(crate) set: Vec<(String, String)>,
    /// Print the settings in force and where each comes from, and serve nothing
    #[arg(long)]
    pub(crate) print_settings: bool,
}

/// A name and a value with `=` between.
fn setting(written: &str) -> Result<(String, String), String> {
    match written.split_once('=') {
        Some((name, value)) => Ok((name.trim().to_owned(), value.to_owned())),
        None => Err("write NAME=VALUE, such as site.name=Letters".to_owned()),
    }
}

#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  fonds serve --archive ./archive --listen 127.0.0.1:8080\n\nSettings stand in DIR/fonds.toml, in the environment (FONDS_SITE_NAME) and here, in order of growing weight;\nall are described in docs/settings.md."
)]
pub(crate) struct Serve {
    #[command(flatten)]
    pub(crate) folder: ArchiveFolder,
    #[command(flatten)]
    pub(crate) serving: Serving,
}

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  fonds import --archive ./archive pages/*.txt\n  fonds import --dry-run --json records.jsonl"
)]
pub(crate) struct Import {
    #[command(flatten)]
    pub(crate) folder: ArchiveFolder,
    /// Files to read; a folder stands for all files below it
    #[arg(value_name = "PATH", required = true)]
    pub(crate) paths: Vec<PathBuf>,
    /// Format of the files; recognised file by file if not given
    #[arg(long, value_enum)]
    pub(crate) format: Option<FormatName>,
    /// Report what would happen and change nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Put every document into the collection of this name
    #[arg(long, value_name = "NAME")]
    pub(crate) collection: Option<String>,
    /// Make drafts of all that is new, which strangers do not see
    #[arg(long)]
    pub(crate) draft: bool,
    /// End with one line of JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// A format by its name on the command line.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum FormatName {
    /// A page of the reference system as plain text
    Listing,
    /// Records of Fonds, one a line
    Jsonl,
}

impl From<FormatName> for Format {
    fn from(name: FormatName) -> Self {
        match name {
            FormatName::Listing => Self::Listing,
            FormatName::Jsonl => Self::Jsonl,
        }
    }
}

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  fonds search railway --since 1948-10 --until 1949-02\n  fonds search '\"coalition government\"' --json\n  fonds search --sender Stalin --type telegram --order date"
)]
pub(crate) struct Search {
    #[command(flatten)]
    pub(crate) folder: ArchiveFolder,
    /// Words, "phrases", -without, begin*, title:, summary:, number:; none lists everything
    #[arg(value_name = "QUERY", num_args = 0..)]
    pub(crate) query: Vec<String>,
    /// Where to look: all, title, summary, text, name, number or ref
    #[arg(long = "in", value_name = "WHERE")]
    pub(crate) scope: Option<String>,
    /// Person or body in any role, by name or id; may be repeated
    #[arg(long, value_name = "NAME")]
    pub(crate) person: Vec<String>,
    /// Who sent it
    #[arg(long, value_name = "NAME")]
    pub(crate) sender: Vec<String>,
    /// To whom it went
    #[arg(long, value_name = "NAME")]
    pub(crate) recipient: Vec<String>,
    /// Through whom it passed
    #[arg(long, value_name = "NAME")]
    pub(crate) via: Vec<String>,
    /// Who took part in the talk it records
    #[arg(long, value_name = "NAME")]
    pub(crate) participant: Vec<String>,
    /// Type, such as telegram; narrower types are found too
    #[arg(long = "type", value_name = "TYPE")]
    pub(crate) document_type: Vec<String>,
    /// Collection, by name or id
    #[arg(long, value_name = "NAME")]
    pub(crate) collection: Vec<String>,
    /// Original language, by name or code
    #[arg(long, value_name = "LANGUAGE")]
    pub(crate) language: Vec<String>,
    /// First date wanted, such as 1949, "Jan 1949" or 1949-01-06
    #[arg(long, value_name = "DATE")]
    pub(crate) since: Option<String>,
    /// Last date wanted
    #[arg(long, value_name = "DATE")]
    pub(crate) until: Option<String>,
    /// Leave out documents that are only possibly within the dates
    #[arg(long)]
    pub(crate) certain_only: bool,
    /// List undated documents too while a date is asked for
    #[arg(long)]
    pub(crate) undated: bool,
    /// Order: relevance, date, date-desc, added, title or reference
    #[arg(long, value_name = "ORDER")]
    pub(crate) order: Option<String>,
    /// Page, counted from 1
    #[arg(long, default_value_t = 1)]
    pub(crate) page: u64,
    /// Documents on a page: 10, 20, 50 or 100
    #[arg(long, default_value_t = 20)]
    pub(crate) per: u64,
    /// Print the answer as one line of JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  fonds export jsonl archive.jsonl\n  fonds export jsonl --public - | wc -l\n  fonds export csv --bom documents.csv\n  fonds export csv --query 'q=railway&since=1948' railway.csv"
)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is an option of its own on the command line"
)]
pub(crate) struct Export {
    #[command(flatten)]
    pub(crate) folder: ArchiveFolder,
    /// Format to write
    #[arg(value_enum)]
    pub(crate) format: ExportFormat,
    /// File to write; - is standard output
    #[arg(value_name = "OUT")]
    pub(crate) out: PathBuf,
    /// Only what a stranger may see
    #[arg(long)]
    pub(crate) public: bool,
    /// Only the documents that a search finds, given as in the address of its page: 'q=railway&since=1948'
    #[arg(long, value_name = "SEARCH", conflicts_with = "at")]
    pub(crate) query: Option<String>,
    /// csv: what stands before the path in addresses, such as `https://archive.example.org`
    #[arg(long, value_name = "URL", default_value = "")]
    pub(crate) base: String,
    /// csv: begin with a byte order mark, by which spreadsheet programs recognise UTF-8
    #[arg(long)]
    pub(crate) bom: bool,
    /// csv: leave cells that look like formulas as they are
    #[arg(long)]
    pub(crate) plain: bool,
    /// jsonl: as the archive stood after this row of its log, or at this moment, such as 2027-03-01 or 2027-03-01T12:00:00Z
    #[arg(long, value_name = "ROW|MOMENT", value_parser = then)]
    pub(crate) at: Option<Then>,
    /// End with one line of JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// Reads a row of the log or a moment; a day stands for its first instant.
fn then(text: &str) -> Result<Then, String> {
    if let Ok(row) = text.parse() {
        return Ok(Then::Row(row));
    }
    let moment = text
        .parse()
        .or_else(|_| format!("{text}T00:00:00Z").parse());
    moment.map(Then::Moment).map_err(|_| {
        "give the number of a row, a day such as 2027-03-01, or a moment such as 2027-03-01T12:00:00Z"
            .to_owned()
    })
}

/// A format that an archive can be written in.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum ExportFormat {
    /// Records of Fonds, one a line
    Jsonl,
    /// A table of documents for spreadsheets, one a row
    Csv,
}

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  fonds backup backup-2027-03-01.tar\n  fonds backup - | zstd > backup.tar.zst"
)]
pub(crate) struct Backup {
    #[command(flatten)]
    pub(crate) folder: ArchiveFolder,
    /// File to write; - is standard output
    #[arg(value_name = "OUT")]
    pub(crate) out: PathBuf,
    /// Replace a file that stands there
    #[arg(long)]
    pub(crate) replace: bool,
    /// End with one line of JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  fonds restore backup-2027-03-01.tar --archive ./restored\n  zstd -dc backup.tar.zst | fonds restore - --archive ./restored"
)]
pub(crate) struct Restore {
    #[command(flatten)]
    pub(crate) folder: ArchiveFolder,
    /// Backup to read; - is standard input
    #[arg(value_name = "BACKUP")]
    pub(crate) backup: PathBuf,
    /// End with one line of JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  fonds expunge document/1000003 --reason \"order 7/2027 of the district court\" --dry-run\n  fonds expunge agent/12 --revision 2 --revision 3 --reason \"private address\""
)]
pub(crate) struct Expunge {
    #[command(flatten)]
    pub(crate) folder: ArchiveFolder,
    /// Record, as kind and id, such as document/1000003
    #[arg(value_name = "RECORD")]
    pub(crate) record: fonds_model::RecordId,
    /// Revision of it, counted from 1, whose words go; may be repeated; without any, the whole record is withdrawn and all of them go
    #[arg(long = "revision", value_name = "NUMBER")]
    pub(crate) revisions: Vec<u32>,
    /// Why; stays in the log for ever
    #[arg(long, value_name = "TEXT")]
    pub(crate) reason: String,
    /// Tell what would go and change nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// End with one line of JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  fonds proposals --archive ./archive")]
pub(crate) struct Proposals {
    #[command(flatten)]
    pub(crate) folder: ArchiveFolder,
    /// Print the proposals as one line of JSON, an object
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  fonds check --archive ./archive")]
pub(crate) struct Check {
    #[command(flatten)]
    pub(crate) folder: ArchiveFolder,
    /// Make every derived table and the index again from the log
    #[arg(long)]
    pub(crate) rebuild: bool,
    /// End with one line of JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  fonds reindex --archive ./archive")]
pub(crate) struct Reindex {
    #[command(flatten)]
    pub(crate) folder: ArchiveFolder,
    /// End with one line of JSON
    #[arg(long)]
    pub(crate) json: bool,
}
