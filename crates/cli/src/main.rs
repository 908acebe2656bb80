//! The fonds command.
//!
//! Reads arguments, calls the archive, prints reports; decides nothing itself.
//! Exit codes: 0 done, 1 done with rejects or damage found, 2 could not run, 130 interrupted.

mod arguments;
mod commands;
mod interruption;
mod logging;
mod output;
mod progress;
mod settings;

use std::process::ExitCode;

use clap::Parser;

use arguments::{Arguments, Command};

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    if !matches!(arguments.command, Command::Serve(_) | Command::Demo(_)) {
        logging::start_quietly();
    }
    let outcome = match arguments.command {
        Command::Demo(demo) => commands::demo::run(&demo),
        Command::Serve(serve) => commands::serve::run(&serve),
        Command::Import(import) => commands::import::run(&import),
        Command::Search(search) => commands::search::run(&search),
        Command::Export(export) => commands::export::run(&export),
        Command::Backup(backup) => commands::backup::run(&backup),
        Command::Restore(restore) => commands::restore::run(&restore),
        Command::Expunge(expunge) => commands::expunge::run(&expunge),
        Command::Proposals(proposals) => commands::proposals::run(&proposals),
        Command::Check(check) => commands::check::run(&check),
        Command::Reindex(reindex) => commands::reindex::run(&reindex),
    };
    match outcome {
        Ok(output::Outcome::Done) => ExitCode::SUCCESS,
        Ok(output::Outcome::WithRejects) => ExitCode::from(1),
        Err(error) => {
            output::complain(&error);
            match error.downcast_ref() {
                Some(fonds_archive::Error::Stopped) => ExitCode::from(interruption::EXIT_CODE),
                _ => ExitCode::from(2),
            }
        }
    }
}
