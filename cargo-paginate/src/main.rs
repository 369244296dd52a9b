//! `cargo paginate`: which operations of an AWS SDK crate can be paginated, and the code for them.

mod attribute;
mod cli;
mod imports;
mod items;
mod json;
mod listing;
mod locate;
mod near;
mod place;
mod sdk;
mod select;
mod table;
mod tokens;
mod write;

use std::env;
use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;

use anstyle::{AnsiColor, Style};
use anyhow::Result;
use clap::Parser;

use crate::cli::{Cli, Command};
use crate::sdk::Sdk;

fn main() -> ExitCode {
    let cli = Cli::parse_from(cli::arguments(env::args_os()));
    cli.color.write_global();
    match run(&cli.command).and_then(|text| print(&text)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let red = Style::new().fg_color(Some(AnsiColor::Red.into())).bold();
            // Nobody reads standard error either: the exit code is left to say it.
            let _ = writeln!(anstream::stderr(), "{red}error{red:#}: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: &Command) -> Result<String> {
    match command {
        Command::List(list) => {
            let sdk = Sdk::open(&list.source.folder()?)?;
            let count = sdk.modules()?.len();
            let mut listings = sdk.listings()?;
            let counts = listing::Counts::of(count, &listings);
            if list.missing {
                listings.retain(|listing| listing.own != listing::OwnPaginator::Items);
            }
            if list.json {
                json::report(&sdk, &listings, &counts)
            } else {
                Ok(table::report(&listings, &counts))
            }
        }
        Command::Write(write) => {
            let (source, names) = write.operations();
            let sdk = Sdk::open(&source.folder()?)?;
            let listings = if write.all {
                sdk.listings()?
            } else {
                select::listings(&sdk, &names)?
            };
            write::source(&sdk, &listings, write.form())
        }
        Command::Completions { shell } => Ok(cli::completions(*shell)),
    }
}

/// Writes to standard output. A reader that has had enough, like `head`, is no mistake.
fn print(text: &str) -> Result<()> {
    let mut output = anstream::stdout();
    let written = output
        .write_all(text.as_bytes())
        .and_then(|()| output.flush());
    match written {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(io::Error::from(error.kind()).into())
        }
        _ => Ok(()),
    }
}
