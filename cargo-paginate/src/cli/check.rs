//! Checks of the command line that clap cannot express: with `--path`, the first positional argument of `write` is an
//! operation and not the crate.

use anyhow::Result;

use super::{Command, Source, Write};
use crate::dependency::SDK_PREFIX;
use crate::diagnostic::with_help;

impl Command {
    /// Returns an error if the arguments cannot be combined, or if one is missing.
    pub(crate) fn check(&self) -> Result<()> {
        match self {
            Command::List(list) => match &list.source.package {
                Some(package) => list.source.check_without_crate(package),
                None => Ok(()),
            },
            Command::Write(write) => write.check(),
            Command::Completions { .. } => Ok(()),
        }
    }
}

impl Source {
    fn check_without_crate(&self, package: &str) -> Result<()> {
        if self.path.is_none() {
            return Ok(());
        }
        Err(with_help(
            &format!("`--path` cannot be combined with the crate `{package}`"),
            &format!("remove `--path` or `{package}`"),
        ))
    }

    /// Formats the arguments that select the crate.
    fn arguments(&self) -> String {
        match (&self.path, &self.package) {
            (Some(path), _) => format!("--path {}", path.display()),
            (None, package) => package.clone().unwrap_or_default(),
        }
    }
}

impl Write {
    fn check(&self) -> Result<()> {
        let (source, operations) = self.operations();
        if let Some(package) = operations.iter().find(|name| name.starts_with(SDK_PREFIX)) {
            source.check_without_crate(package)?;
        }
        match (self.all, operations.first()) {
            (false, None) => Err(with_help(
                "expected at least one operation or `--all`, found neither",
                &format!(
                    "to list the operations, run `cargo paginate list {}`",
                    source.arguments()
                ),
            )),
            (true, Some(operation)) => Err(with_help(
                &format!("`--all` cannot be combined with the operation `{operation}`"),
                &format!("remove `--all` or `{operation}`"),
            )),
            _ => Ok(()),
        }
    }
}
