//! What the SDK itself has for an operation.

use std::collections::HashMap;
use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::sync::LazyLock;

use serde_json::Value;

/// The paginator that an SDK crate has for an operation.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Paginator {
    None,
    Pages,
    Items,
}

/// Reads the source of the crate, given by its name in code.
pub(crate) fn paginator(sdk: &str, operation: &str) -> Paginator {
    let folder = FOLDERS
        .get(sdk)
        .unwrap_or_else(|| panic!("{sdk} is a dependency"));
    let operation = folder.join("src").join("operation").join(operation);
    assert!(operation.is_dir(), "{} is not there", operation.display());
    match fs::read_to_string(operation.join("paginator.rs")) {
        Ok(source) if source.contains("pub fn items(") => Paginator::Items,
        Ok(_) => Paginator::Pages,
        Err(_) => Paginator::None,
    }
}

/// Where cargo keeps the source of each SDK crate.
static FOLDERS: LazyLock<HashMap<String, PathBuf>> = LazyLock::new(|| {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["metadata", "--format-version", "1", "--locked", "--offline"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo starts");
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("cargo prints JSON");
    let packages = metadata["packages"].as_array().expect("a list");
    let folder = |package: &Value| {
        let name = package["name"].as_str()?.replace('-', "_");
        let manifest = PathBuf::from(package["manifest_path"].as_str()?);
        Some((name, manifest.parent()?.to_owned()))
    };
    packages
        .iter()
        .filter_map(folder)
        .filter(|(name, _)| name.starts_with("aws_sdk_"))
        .collect()
});
