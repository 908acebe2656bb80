//! Opening the database: its settings, its mark, and the steps from one schema to the next.
//!
//! A database of a newer schema, or one that is not an archive, is refused and left as it is.

use std::path::Path;
use std::thread;
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OpenFlags, TransactionBehavior};

use crate::{Error, Result};

/// The name of the database in an archive folder.
pub(crate) const FILE: &str = "fonds.db";

/// SQLite's `application_id` of an archive: the letters `Fond`.
const APPLICATION: u32 = u32::from_be_bytes(*b"Fond");

/// Each step leads from the schema of its place, counted from 0, to the next; a released step never changes.
const STEPS: [&str; 1] = [include_str!("schema.sql")];

/// The schema this program writes; a constant small enough to fit.
#[expect(clippy::cast_possible_truncation, reason = "there are few steps")]
const NEWEST: u32 = STEPS.len() as u32;

/// How long a writer waits for another process: 5 minutes, in steps short enough that two imports take turns.
const PATIENCE: i32 = 150_000;
const STEP: Duration = Duration::from_millis(2);

/// Statements that a connection keeps prepared.
const STATEMENTS: usize = 96;

/// Opens the database for writing, makes it if it is not there, and brings it to the newest schema.
pub(crate) fn open_writer(folder: &Path) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_CREATE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(folder.join(FILE), flags)?;
    configure(&connection)?;
    // The mark is looked at before anything is changed, so that a foreign file stays as it is.
    let state = examine(&connection, folder)?;
    become_wal(&connection)?;
    connection.execute_batch(
        "PRAGMA synchronous = FULL;
         PRAGMA wal_autocheckpoint = 4000;
         PRAGMA journal_size_limit = 67108864;
         PRAGMA cache_size = -65536;",
    )?;
    if state < NEWEST {
        migrate(&mut connection, folder)?;
    }
    Ok(connection)
}

/// Opens the database for reading only.
pub(crate) fn open_reader(folder: &Path) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(folder.join(FILE), flags)?;
    configure(&connection)?;
    connection.execute_batch("PRAGMA query_only = 1; PRAGMA cache_size = -16384;")?;
    Ok(connection)
}

fn configure(connection: &Connection) -> Result<()> {
    connection.busy_handler(Some(|tries| {
        thread::sleep(STEP);
        tries < PATIENCE
    }))?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    connection.execute_batch("PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = 0;")?;
    // Derived tables point into the log; a pointer to nothing is a fault of this program and must fail.
    connection.execute_batch("PRAGMA foreign_keys = 1;")?;
    Ok(())
}

/// The schema of the database: 0 if it is new and empty.
fn examine(connection: &Connection, folder: &Path) -> Result<u32> {
    let not_an_archive = |reason| Error::NotAnArchive {
        folder: folder.to_owned(),
        reason,
    };
    let (application, schema, tables) = match marks(connection) {
        Err(error) if error.sqlite_error_code() == Some(ErrorCode::NotADatabase) => {
            return Err(not_an_archive("its `fonds.db` is not a database"));
        }
        other => other?,
    };
    if application == 0 && schema == 0 && tables == 0 {
        return Ok(0);
    }
    if application != APPLICATION {
        return Err(not_an_archive("its `fonds.db` belongs to another program"));
    }
    if schema > NEWEST {
        return Err(Error::NewerSchema {
            folder: folder.to_owned(),
            found: schema,
            known: NEWEST,
        });
    }
    Ok(schema)
}

/// Application, schema and number of tables in one snapshot, because another process may be making the archive.
fn marks(connection: &Connection) -> rusqlite::Result<(u32, u32, u32)> {
    let number = |sql: &str| connection.query_row(sql, [], |row| row.get(0));
    let snapshot = connection
        .is_autocommit()
        .then(|| connection.unchecked_transaction())
        .transpose()?;
    let marks = (
        number("PRAGMA application_id")?,
        number("PRAGMA user_version")?,
        number("SELECT count(*) FROM sqlite_schema")?,
    );
    if let Some(snapshot) = snapshot {
        snapshot.finish()?;
    }
    Ok(marks)
}

/// Turns on the write-ahead log; two processes may try at once, and SQLite does not wait by itself here.
fn become_wal(connection: &Connection) -> Result<()> {
    let mut tries = 0;
    loop {
        let answer = connection.query_row("PRAGMA journal_mode = WAL", [], |row| {
            row.get::<_, String>(0)
        });
        match answer.map_err(Error::from) {
            Ok(_) => return Ok(()),
            Err(Error::Busy) if tries < PATIENCE => {
                tries += 1;
                thread::sleep(STEP);
            }
            Err(error) => return Err(error),
        }
    }
}

/// Takes all missing steps in one transaction; another process may have been faster.
fn migrate(connection: &mut Connection, folder: &Path) -> Result<()> {
    let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let schema = examine(&tx, folder)?;
    let taken = usize::try_from(schema).expect("a schema known here is a small number");
    for step in &STEPS[taken..] {
        tx.execute_batch(step)?;
    }
    tx.execute_batch(&format!(
        "PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {NEWEST};"
    ))?;
    tx.commit()?;
    Ok(())
}
