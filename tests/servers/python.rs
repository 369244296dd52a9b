use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::install::{install_once, run};

/// A virtual environment with Python packages.
#[derive(Debug)]
pub struct PythonEnvironment {
    folder: PathBuf,
}

impl PythonEnvironment {
    /// Installs the packages of a requirements file. Returns at once if they are installed.
    ///
    /// The name is the name of the folder below `target/servers`, and is printed while the packages are installed.
    ///
    /// # Errors
    ///
    /// Returns an error if Python is missing or if the installation fails.
    pub fn install(name: &str, requirements: &str) -> io::Result<Self> {
        let files = [("requirements.txt", requirements)];
        let folder = install_once(name, &files, |folder| {
            run(Command::new("python3")
                .args(["-m", "venv", "--clear"])
                .arg(folder.join("python")))?;
            run(Command::new(executable(folder, "python"))
                .args(["-m", "pip", "install", "--quiet", "--requirement"])
                .arg(folder.join("requirements.txt")))
        })?;
        Ok(PythonEnvironment { folder })
    }

    /// Returns the folder of the environment, where a server may write a log.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Returns the path of the interpreter.
    pub fn python(&self) -> PathBuf {
        self.executable("python")
    }

    /// Returns the path of a program that a package brings.
    pub(crate) fn executable(&self, name: &str) -> PathBuf {
        executable(&self.folder, name)
    }
}

fn executable(folder: &Path, name: &str) -> PathBuf {
    folder.join("python").join("bin").join(name)
}
