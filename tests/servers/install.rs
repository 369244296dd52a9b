//! Folders below `target/servers`, each of which is installed once.

use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Writes files into the folder of this name, and installs what they list. Returns at once if these files are installed.
pub(crate) fn install_once(
    name: &str,
    files: &[(&str, &str)],
    install: impl FnOnce(&Path) -> io::Result<()>,
) -> io::Result<PathBuf> {
    let target = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target");
    let folder = target.join("servers").join(name);
    fs::create_dir_all(&folder)?;
    // If several processes start at the same time, one installs and the others wait.
    let lock = File::create(folder.join("lock"))?;
    lock.lock()?;
    let contents: String = files.iter().map(|(_, content)| *content).collect();
    let installed = folder.join("installed");
    if fs::read_to_string(&installed).is_ok_and(|installed| installed == contents) {
        return Ok(folder);
    }
    let printed = folder.canonicalize()?;
    eprintln!(
        "installing {name} into {} (first run only)",
        printed.display()
    );
    for (file, content) in files {
        fs::write(folder.join(file), content)?;
    }
    install(&folder)?;
    fs::write(installed, contents)?;
    Ok(folder)
}

/// Runs a program, whose standard error is the message if the program fails.
pub(crate) fn run(command: &mut Command) -> io::Result<()> {
    let program = command.get_program().to_string_lossy().into_owned();
    match command.output() {
        Ok(output) if output.status.success() => Ok(()),
        Ok(output) => {
            let error = String::from_utf8_lossy(&output.stderr);
            let error = error.trim();
            Err(io::Error::other(format!("`{program}` failed: {error}")))
        }
        Err(error) if error.kind() == ErrorKind::NotFound => Err(io::Error::other(format!(
            "cannot find `{program}`: the servers need Python 3"
        ))),
        Err(error) => Err(error),
    }
}
