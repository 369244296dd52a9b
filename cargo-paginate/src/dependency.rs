//! Finds the source directory of a dependency with `cargo metadata`.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use cargo_metadata::{Metadata, MetadataCommand, Package};

use crate::diagnostic::{HELP_FOR_OTHER_CLIENTS, most_similar, with_help};

pub(crate) const SDK_PREFIX: &str = "aws-sdk-";

/// Returns the directory of the package `name` or `name@version` in the dependency graph.
pub(crate) fn directory(spec: &str, manifest_path: Option<&Path>) -> Result<PathBuf> {
    let metadata = metadata(manifest_path)?;
    let (name, version) = match spec.split_once('@') {
        Some((name, version)) => (name, Some(version)),
        None => (spec, None),
    };
    let packages: Vec<&Package> = metadata
        .packages
        .iter()
        .filter(|package| package.name == name)
        .collect();
    let matching: Vec<&Package> = packages
        .iter()
        .copied()
        .filter(|package| version.is_none_or(|version| package.version.to_string() == version))
        .collect();
    match (matching.as_slice(), packages.as_slice()) {
        ([package], _) => Ok(package
            .manifest_path
            .parent()
            .map_or_else(PathBuf::new, |directory| directory.as_std_path().to_owned())),
        ([], []) => Err(not_a_dependency(name, &metadata)),
        ([], packages) => Err(with_help(
            &format!("`{spec}` is not in the dependency graph"),
            &format!("to use another version, write {}", specs(packages)),
        )),
        (several, _) => Err(with_help(
            &format!("several versions of `{name}` are in the dependency graph"),
            &format!("to select one of them, write {}", specs(several)),
        )),
    }
}

fn metadata(manifest_path: Option<&Path>) -> Result<Metadata> {
    let mut command = MetadataCommand::new();
    if let Some(manifest_path) = manifest_path {
        command.manifest_path(manifest_path);
    }
    // Without `--filter-platform`, cargo downloads the dependencies of all platforms.
    if let Some(host) = host() {
        command.other_options(["--filter-platform".to_owned(), host]);
    }
    command
        .exec()
        .context("cannot read the dependency graph of the current project")
}

/// Returns the target triple of the host.
fn host() -> Option<String> {
    let rustc = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let version = Command::new(rustc).arg("-vV").output().ok()?.stdout;
    let version = String::from_utf8(version).ok()?;
    let host = version
        .lines()
        .find_map(|line| line.strip_prefix("host: "))?;
    Some(host.to_owned())
}

fn not_a_dependency(name: &str, metadata: &Metadata) -> anyhow::Error {
    let packages = metadata
        .packages
        .iter()
        .map(|package| package.name.as_str());
    let sdks = packages.filter(|name| name.starts_with(SDK_PREFIX));
    let help = match most_similar(name, sdks, without_sdk_prefix) {
        Some(similar) => format!("did you mean `{similar}`?"),
        None if !name.starts_with(SDK_PREFIX) => HELP_FOR_OTHER_CLIENTS.to_owned(),
        None => format!(
            "run `cargo add {name}`, or pass the directory of an unpacked crate with `--path`"
        ),
    };
    let manifest = metadata.workspace_root.join("Cargo.toml");
    let message = format!("`{name}` is not in the dependency graph of {manifest}");
    with_help(&message, &help)
}

/// Makes `s3` and `aws-sdk-s3` equal. With the common prefix, all names would be similar.
fn without_sdk_prefix(name: &str) -> String {
    name.strip_prefix(SDK_PREFIX).unwrap_or(name).to_owned()
}

/// Formats packages like `` `aws-sdk-s3@1.0.0` or `aws-sdk-s3@1.1.0` ``.
fn specs(packages: &[&Package]) -> String {
    let specs = packages
        .iter()
        .map(|package| format!("`{}@{}`", package.name, package.version));
    specs.collect::<Vec<_>>().join(" or ")
}
