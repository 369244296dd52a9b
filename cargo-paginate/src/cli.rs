//! The command line.

use std::ffi::OsString;
use std::path::PathBuf;

use anyhow::Result;
use clap::{ArgGroup, Args, CommandFactory, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use crate::locate;
use crate::write::Form;

/// Which operations of an AWS SDK crate can be paginated, and the code for them.
#[derive(Parser)]
#[command(name = "cargo-paginate", bin_name = "cargo paginate", version)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,

    /// When to use colours
    #[arg(long, value_name = "WHEN", global = true, default_value = "auto")]
    pub(crate) color: Color,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    List(List),
    Write(Write),
    /// Write what your shell takes to complete `cargo-paginate`
    Completions {
        /// Your shell
        shell: Shell,
    },
}

/// List every operation that takes and returns a token
///
/// Of each it tells the paginator that the SDK has for it (items, pages or none), what is listed, the
/// attribute, and whether that is sure or a guess, and why.
#[derive(Args)]
#[command(after_help = "\
Examples:
  cargo paginate list aws-sdk-s3
  cargo paginate list aws-sdk-s3 --missing        what the SDK leaves to you
  cargo paginate list aws-sdk-s3@1.157.0 --json   one of several versions, for a program
  cargo paginate list --path aws-sdk-ec2-1.274.0  a crate that is no dependency")]
pub(crate) struct List {
    #[command(flatten)]
    pub(crate) source: Source,

    /// Show only operations for which the SDK has no paginator, or one without items
    #[arg(long)]
    pub(crate) missing: bool,

    /// Write JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// Write annotated functions, as Rust source, to standard output
///
/// Each takes the client and what the request requires. It takes the crate `paginate-core`.
#[derive(Args)]
#[command(group = ArgGroup::new("form"), after_help = "\
Examples:
  cargo paginate write aws-sdk-s3 ListObjectVersions
  cargo paginate write aws-sdk-s3 list_parts list_multipart_uploads --builder
  cargo paginate write aws-sdk-eventbridge --all --extension > src/eventbridge.rs")]
pub(crate) struct Write {
    #[command(flatten)]
    source: Source,

    /// Operations, like `ListObjectVersions` or `list_object_versions`
    #[arg(value_name = "OPERATION", conflicts_with = "all")]
    operations: Vec<String>,

    /// Write all operations that can be paginated
    #[arg(long)]
    pub(crate) all: bool,

    /// Write functions that take the request's builder
    #[arg(long, group = "form")]
    builder: bool,

    /// Write a trait that adds `paginate()` to the requests' builders
    #[arg(long, group = "form")]
    extension: bool,
}

#[derive(Args, Clone)]
pub(crate) struct Source {
    /// A crate in the dependency graph of the current project, like `aws-sdk-s3`
    #[arg(value_name = "CRATE", required_unless_present = "path")]
    package: Option<String>,

    /// The folder of an unpacked SDK crate, instead of a dependency
    #[arg(long, value_name = "DIR")]
    path: Option<PathBuf>,

    /// The Cargo.toml of the project
    #[arg(long, value_name = "FILE", conflicts_with = "path")]
    manifest_path: Option<PathBuf>,
}

#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Color {
    Auto,
    Always,
    Never,
}

impl Color {
    /// Makes it so for everything that is printed from now on.
    pub(crate) fn write_global(self) {
        let choice = match self {
            Color::Auto => anstream::ColorChoice::Auto,
            Color::Always => anstream::ColorChoice::Always,
            Color::Never => anstream::ColorChoice::Never,
        };
        choice.write_global();
    }
}

impl Source {
    /// Where the SDK crate is.
    pub(crate) fn folder(&self) -> Result<PathBuf> {
        match (&self.path, &self.package) {
            (Some(path), None) => Ok(path.clone()),
            (Some(_), Some(package)) => {
                anyhow::bail!("`--path` names the crate already, leave out `{package}`")
            }
            (None, package) => locate::find(
                package.as_deref().unwrap_or_default(),
                self.manifest_path.as_deref(),
            ),
        }
    }
}

impl Write {
    /// The crate and the operations: beside `--path` every name is that of an operation.
    pub(crate) fn operations(&self) -> (Source, Vec<String>) {
        let mut source = self.source.clone();
        let mut operations = self.operations.clone();
        if source.path.is_some() {
            operations.splice(0..0, source.package.take());
        }
        (source, operations)
    }

    pub(crate) fn form(&self) -> Form {
        match (self.builder, self.extension) {
            (true, _) => Form::Builder,
            (_, true) => Form::Extension,
            _ => Form::Client,
        }
    }
}

/// The arguments without `paginate`, which cargo adds when it runs `cargo paginate`.
pub(crate) fn arguments(arguments: impl Iterator<Item = OsString>) -> Vec<OsString> {
    let mut arguments: Vec<OsString> = arguments.collect();
    if arguments.get(1).is_some_and(|first| first == "paginate") {
        arguments.remove(1);
    }
    arguments
}

pub(crate) fn completions(shell: Shell) -> String {
    let mut script = Vec::new();
    let mut command = Cli::command().bin_name("cargo-paginate");
    clap_complete::generate(shell, &mut command, "cargo-paginate", &mut script);
    String::from_utf8_lossy(&script).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }
}
