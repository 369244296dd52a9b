use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::PythonEnvironment;
use crate::install::{install_once, run};

/// A folder with npm packages. Node.js comes from a Python package, so that it need not be installed on the machine.
#[derive(Debug)]
pub struct NodeEnvironment {
    folder: PathBuf,
    python: PythonEnvironment,
}

impl NodeEnvironment {
    /// Installs Node.js and the packages of a `package-lock.json`. Returns at once if they are installed. The scripts of the
    /// packages do not run.
    ///
    /// The name is the name of the folder below `target/servers`, and is printed while the packages are installed.
    ///
    /// # Errors
    ///
    /// Returns an error if Python is missing or if the installation fails.
    pub fn install(name: &str, package: &str, lock: &str) -> io::Result<Self> {
        let python = PythonEnvironment::install("nodejs", include_str!("nodejs.txt"))?;
        let files = [("package.json", package), ("package-lock.json", lock)];
        let folder = install_once(name, &files, |folder| {
            run(Command::new(python.executable("npm"))
                .args([
                    "ci",
                    "--ignore-scripts",
                    "--no-audit",
                    "--no-fund",
                    "--loglevel=error",
                ])
                .current_dir(folder))
        })?;
        Ok(NodeEnvironment { folder, python })
    }

    /// Returns the folder with the packages, which programs import if it is their current folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Returns the path of Node.js.
    pub fn node(&self) -> PathBuf {
        self.python.executable("node")
    }
}
