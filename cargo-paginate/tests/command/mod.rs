//! The binary, run as cargo runs it.

use std::process::Command;

/// What it printed, and its exit code.
pub(crate) struct Printed {
    pub(crate) stdout: String,
    pub(crate) stderr: String,
    pub(crate) code: Option<i32>,
}

/// Runs `cargo paginate ARGUMENTS` in this workspace.
pub(crate) fn paginate(arguments: &[&str]) -> Printed {
    let output = Command::new(env!("CARGO_BIN_EXE_cargo-paginate"))
        .arg("paginate")
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    Printed {
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
        code: output.status.code(),
    }
}
