//! The command line.

mod check;

use std::ffi::OsString;
use std::path::PathBuf;

use anyhow::Result;
use clap::{ArgGroup, Args, CommandFactory, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use crate::dependency;
use crate::write::Signature;

/// Find the operations of an AWS SDK crate that can be paginated, and generate code for them
#[derive(Parser)]
#[command(name = "cargo-paginate", bin_name = "cargo paginate", version)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,

    /// When to use colors
    #[arg(
        long,
        value_name = "WHEN",
        global = true,
        default_value = "auto",
        display_order = 100
    )]
    pub(crate) color: Color,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    List(List),
    Write(Write),
    /// Print a completion script for `cargo-paginate`
    Completions {
        /// The shell that runs the script
        shell: Shell,
    },
}

/// List the operations that can be paginated
///
/// The table shows, for each operation, what the paginator of the SDK yields (`items`, `pages`, or
/// `none` if the SDK has no paginator), whether the tokens or the items are ambiguous, the type of the
/// items, and the arguments of the `#[paginate]` attribute.
#[derive(Args)]
#[command(after_help = "\
Examples:
  # List all operations that can be paginated
  cargo paginate list aws-sdk-s3

  # List the operations for which the SDK has no item paginator
  cargo paginate list aws-sdk-s3 --missing

  # Select one of several versions, and print JSON
  cargo paginate list aws-sdk-s3@1.157.0 --json

  # Read a crate that is not a dependency
  cargo paginate list --path aws-sdk-ec2-1.274.0")]
pub(crate) struct List {
    #[command(flatten)]
    pub(crate) source: Source,

    /// List only operations for which the SDK has no item paginator
    #[arg(long)]
    pub(crate) missing: bool,

    /// Print JSON instead of a table
    #[arg(long)]
    pub(crate) json: bool,
}

/// Generate functions with the `#[paginate]` attribute and print them as Rust source
///
/// By default, each function takes the client and the required parameters of the request. The generated
/// code depends on the SDK crate and on `paginate-core`.
#[derive(Args)]
#[command(group = ArgGroup::new("signature"), after_help = "\
Examples:
  # Generate a function for one operation
  cargo paginate write aws-sdk-s3 ListObjectVersions

  # Generate functions that take the request builder
  cargo paginate write aws-sdk-s3 list_parts list_multipart_uploads --builder

  # Generate a module with an extension trait for all operations
  cargo paginate write aws-sdk-eventbridge --all --extension > src/eventbridge.rs")]
pub(crate) struct Write {
    #[command(flatten)]
    source: Source,

    /// The operations, like `ListObjectVersions` or `list_object_versions`
    #[arg(value_name = "OPERATION")]
    operations: Vec<String>,

    /// Generate code for all operations that can be paginated
    #[arg(long)]
    pub(crate) all: bool,

    /// Generate functions that take the request builder
    #[arg(long, group = "signature")]
    builder: bool,

    /// Generate an extension trait that adds `paginate()` to the request builders
    #[arg(long, group = "signature")]
    extension: bool,
}

#[derive(Args, Clone)]
pub(crate) struct Source {
    /// An AWS SDK crate in the dependency graph of the current project, like `aws-sdk-s3`
    #[arg(value_name = "CRATE", required_unless_present = "path")]
    package: Option<String>,

    /// The directory of an unpacked AWS SDK crate, instead of a dependency
    #[arg(long, value_name = "DIRECTORY")]
    path: Option<PathBuf>,

    /// Path to the Cargo.toml of the project
    #[arg(long, value_name = "PATH", conflicts_with = "path")]
    manifest_path: Option<PathBuf>,
}

#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Color {
    Auto,
    Always,
    Never,
}

impl Color {
    /// Sets the color choice for all output that is printed through `anstream`.
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
    /// Returns the directory of the SDK crate.
    pub(crate) fn directory(&self) -> Result<PathBuf> {
        match &self.path {
            Some(path) => Ok(path.clone()),
            None => dependency::directory(
                self.package.as_deref().unwrap_or_default(),
                self.manifest_path.as_deref(),
            ),
        }
    }
}

impl Write {
    /// Returns the crate and the operations. With `--path`, the first positional argument is an
    /// operation, not the crate.
    pub(crate) fn operations(&self) -> (Source, Vec<String>) {
        let mut source = self.source.clone();
        let mut operations = self.operations.clone();
        if source.path.is_some() {
            operations.splice(0..0, source.package.take());
        }
        (source, operations)
    }

    pub(crate) fn signature(&self) -> Signature {
        match (self.builder, self.extension) {
            (true, _) => Signature::Builder,
            (_, true) => Signature::Extension,
            _ => Signature::Client,
        }
    }
}

/// Removes the first argument if it is `paginate`: cargo runs `cargo-paginate paginate ARGUMENTS`.
pub(crate) fn without_subcommand(arguments: impl Iterator<Item = OsString>) -> Vec<OsString> {
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
    fn arguments_are_consistent() {
        Cli::command().debug_assert();
    }
}
