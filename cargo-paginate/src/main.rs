//! `cargo paginate`: finds the operations of an AWS SDK crate that can be paginated, and generates code
//! for them.

mod analysis;
mod attribute;
mod carried_errors;
mod cli;
mod dependency;
mod diagnostic;
mod imports;
mod items;
mod json;
mod more_results;
mod response;
mod sdk;
mod select;
mod table;
mod tokens;
mod write;

use std::env;
use std::io::{ErrorKind, Write};
use std::process::ExitCode;

use anyhow::{Context, Error, Result};
use clap::Parser;

use crate::analysis::Counts;
use crate::cli::{Cli, Command};
use crate::sdk::{PaginatorKind, Sdk};

/// The exit code that clap uses, too.
const INVALID_COMMAND_LINE: u8 = 2;

fn main() -> ExitCode {
    let cli = Cli::parse_from(cli::without_subcommand(env::args_os()));
    cli.color.write_global();
    if let Err(error) = cli.command.check() {
        report(&error);
        return ExitCode::from(INVALID_COMMAND_LINE);
    }
    match run(&cli.command).and_then(|output| print(&output)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            report(&error);
            ExitCode::FAILURE
        }
    }
}

fn report(error: &Error) {
    let message = diagnostic::error_line(&format!("{error:#}"));
    // If standard error is closed, only the exit code can report the error.
    let _ = writeln!(anstream::stderr(), "{message}");
}

/// Runs a command and returns its output.
fn run(command: &Command) -> Result<String> {
    match command {
        Command::List(list) => {
            let sdk = Sdk::open(&list.source.directory()?)?;
            let mut operations = sdk.paginated_operations()?;
            let counts = Counts::new(sdk.operation_modules()?.len(), &operations);
            if list.missing {
                operations.retain(|it| it.operation.paginator_kind() != PaginatorKind::Items);
            }
            if list.json {
                json::report(&sdk, &operations, &counts)
            } else {
                Ok(table::report(&operations, &counts))
            }
        }
        Command::Write(write) => {
            let (source, names) = write.operations();
            let sdk = Sdk::open(&source.directory()?)?;
            let operations = if write.all {
                sdk.paginated_operations()?
            } else {
                select::operations(&sdk, &names)?
            };
            write::source(&sdk, &operations, write.signature())
        }
        Command::Completions { shell } => Ok(cli::completions(*shell)),
    }
}

/// Prints to standard output. A closed pipe, as with `head`, is not an error.
fn print(text: &str) -> Result<()> {
    let mut output = anstream::stdout();
    let result = output
        .write_all(text.as_bytes())
        .and_then(|()| output.flush());
    match result {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(error).context("cannot write to standard output")
        }
        _ => Ok(()),
    }
}
