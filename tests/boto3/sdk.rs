//! Finds the paginators of the SDK crates.

use std::collections::HashMap;
use std::env;
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

/// Returns the paginator that the source of an SDK crate has for an operation.
pub(crate) fn paginator(sdk: &str, operation: &str) -> Paginator {
    let folder = FOLDERS
        .get(sdk)
        .unwrap_or_else(|| panic!("{sdk} is not a dependency"));
    let operation = folder.join("src").join("operation").join(operation);
    assert!(operation.is_dir(), "{} does not exist", operation.display());
    match fs::read_to_string(operation.join("paginator.rs")) {
        Ok(source) if source.contains("pub fn items(") => Paginator::Items,
        Ok(_) => Paginator::Pages,
        Err(_) => Paginator::None,
    }
}

/// The source folders of the SDK crates.
static FOLDERS: LazyLock<HashMap<String, PathBuf>> = LazyLock::new(|| {
    // Dependencies of other platforms may be missing from the offline registry.
    let version = output_of("RUSTC", "rustc", &["-vV"]);
    let host = version.lines().find_map(|line| line.strip_prefix("host: "));
    let metadata = output_of(
        "CARGO",
        "cargo",
        &[
            "metadata",
            "--format-version=1",
            "--locked",
            "--offline",
            "--filter-platform",
            host.expect("rustc prints its host"),
        ],
    );
    let metadata: Value = serde_json::from_str(&metadata).expect("cargo prints JSON");
    let packages = metadata["packages"]
        .as_array()
        .expect("`packages` is a list");
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

/// Runs a tool of the toolchain and returns its output.
fn output_of(variable: &str, tool: &str, arguments: &[&str]) -> String {
    let tool = env::var_os(variable).unwrap_or_else(|| tool.into());
    let output = Command::new(&tool)
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap_or_else(|error| panic!("{}: {error}", tool.display()));
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{}: {errors}", tool.display());
    String::from_utf8_lossy(&output.stdout).into_owned()
}
