//! The virtual environment of the emulators, below `target`.

use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::process::Command;

const REQUIREMENTS: &str = include_str!("requirements.txt");

pub(super) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .with_file_name("target")
        .join("emulators")
}

/// Returns the interpreter of the virtual environment. Creates the environment if it does not exist.
pub(super) fn python() -> io::Result<PathBuf> {
    let folder = folder();
    fs::create_dir_all(&folder)?;
    // If several processes start at the same time, one installs and the others wait.
    let lock = File::create(folder.join("lock"))?;
    lock.lock()?;
    let environment = folder.join("python");
    let python = environment.join("bin").join("python");
    let installed = environment.join("installed");
    if fs::read_to_string(&installed).is_ok_and(|requirements| requirements == REQUIREMENTS) {
        return Ok(python);
    }
    eprintln!(
        "installing the emulators of AWS into {} (first run only)",
        folder.display()
    );
    let requirements = folder.join("requirements.txt");
    fs::write(&requirements, REQUIREMENTS)?;
    run(Command::new("python3")
        .args(["-m", "venv", "--clear"])
        .arg(&environment))?;
    run(Command::new(&python)
        .args(["-m", "pip", "install", "--quiet", "--requirement"])
        .arg(&requirements))?;
    fs::write(installed, REQUIREMENTS)?;
    Ok(python)
}

fn run(command: &mut Command) -> io::Result<()> {
    let program = command.get_program().to_string_lossy().into_owned();
    match command.output() {
        Ok(output) if output.status.success() => Ok(()),
        Ok(output) => {
            let error = String::from_utf8_lossy(&output.stderr);
            Err(io::Error::other(format!(
                "cannot install the emulators of AWS: {}",
                error.trim()
            )))
        }
        Err(error) if error.kind() == ErrorKind::NotFound => Err(io::Error::other(format!(
            "cannot find `{program}`: the emulators of AWS need Python 3"
        ))),
        Err(error) => Err(error),
    }
}
