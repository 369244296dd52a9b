//! Where the source of a dependency is: cargo knows.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use cargo_metadata::{MetadataCommand, Package};

use crate::near;

/// The folder of `name` or `name@version` in the dependency graph of the project.
pub(crate) fn find(spec: &str, manifest: Option<&Path>) -> Result<PathBuf> {
    let mut command = MetadataCommand::new();
    if let Some(manifest) = manifest {
        command.manifest_path(manifest);
    }
    // Else cargo would download what only other platforms take.
    if let Some(host) = host() {
        command.other_options(["--filter-platform".to_owned(), host]);
    }
    let metadata = command
        .exec()
        .context("cargo cannot tell the dependencies of this project")?;
    let (name, version) = match spec.split_once('@') {
        Some((name, version)) => (name, Some(version)),
        None => (spec, None),
    };
    let named: Vec<&Package> = metadata
        .packages
        .iter()
        .filter(|package| package.name == name)
        .collect();
    let found: Vec<&Package> = named
        .iter()
        .copied()
        .filter(|package| version.is_none_or(|version| package.version.to_string() == version))
        .collect();
    match found.as_slice() {
        [package] => Ok(package
            .manifest_path
            .parent()
            .map_or_else(PathBuf::new, |folder| folder.as_std_path().to_owned())),
        [] if !named.is_empty() => bail!("there is no `{spec}`, expected `{}`", specs(&named)),
        [] => {
            let crates = metadata
                .packages
                .iter()
                .map(|package| package.name.as_str());
            let sdks = crates.filter(|name| name.starts_with("aws-sdk-"));
            let near = near::names(name, sdks);
            bail!(
                "`{name}` is not in the dependency graph of {}{}",
                metadata.workspace_root.join("Cargo.toml"),
                match near.as_slice() {
                    [] => format!(
                        ": add it, `cargo add {name}`, or name the folder of an unpacked crate with `--path`"
                    ),
                    near => near::suggestion(near),
                }
            )
        }
        several => bail!(
            "there are several versions of `{name}`, name one: `{}`",
            specs(several)
        ),
    }
}

/// The platform that rustc is made for.
fn host() -> Option<String> {
    let rustc = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let version = Command::new(rustc).arg("-vV").output().ok()?.stdout;
    let version = String::from_utf8(version).ok()?;
    let host = version
        .lines()
        .find_map(|line| line.strip_prefix("host: "))?;
    Some(host.to_owned())
}

fn specs(packages: &[&Package]) -> String {
    let specs = packages
        .iter()
        .map(|package| format!("{}@{}", package.name, package.version));
    specs.collect::<Vec<_>>().join("`, `")
}
