//! Virtual environments of Python below `target`, which bring the servers of tests and examples.

use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::process::Command;

/// A virtual environment with Python packages.
#[derive(Debug)]
pub struct Environment {
    folder: PathBuf,
}

impl Environment {
    /// Installs the packages of a requirements file. Returns at once if they are installed.
    ///
    /// The name is the name of the folder below `target/servers`, and is printed while the packages are installed.
    ///
    /// # Errors
    ///
    /// Returns an error if Python is missing or if the installation fails.
    pub fn install(name: &str, requirements: &str) -> io::Result<Self> {
        let target = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target");
        let environment = Environment {
            folder: target.join("servers").join(name),
        };
        let folder = environment.folder();
        fs::create_dir_all(folder)?;
        // If several processes start at the same time, one installs and the others wait.
        let lock = File::create(folder.join("lock"))?;
        lock.lock()?;
        let installed = folder.join("installed");
        if fs::read_to_string(&installed).is_ok_and(|installed| installed == requirements) {
            return Ok(environment);
        }
        let printed = folder.canonicalize()?;
        eprintln!(
            "installing {name} into {} (first run only)",
            printed.display()
        );
        let list = folder.join("requirements.txt");
        fs::write(&list, requirements)?;
        run(Command::new("python3")
            .args(["-m", "venv", "--clear"])
            .arg(folder.join("python")))?;
        run(Command::new(environment.python())
            .args(["-m", "pip", "install", "--quiet", "--requirement"])
            .arg(&list))?;
        fs::write(installed, requirements)?;
        Ok(environment)
    }

    /// Returns the folder of the environment, where a server may write a log.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Returns the path of the interpreter.
    pub fn python(&self) -> PathBuf {
        self.folder.join("python").join("bin").join("python")
    }
}

fn run(command: &mut Command) -> io::Result<()> {
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
