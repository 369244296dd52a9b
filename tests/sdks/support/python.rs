//! Servers that a Python package brings along.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, ErrorKind};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// A Python program that runs a server. The program must stop the server when its standard input is closed, which happens
/// when this value is dropped or this process ends.
#[derive(Debug)]
pub struct PythonServer {
    program: Child,
    ready: String,
}

impl PythonServer {
    /// Starts a program and waits for its first line, which the program prints when the server is ready.
    ///
    /// The first call on a machine installs `requirements` in a virtual environment below `target`.
    ///
    /// # Errors
    ///
    /// Returns an error if Python is missing, if the installation fails, or if the program ends early.
    pub fn start(name: &str, requirements: &str, program: &str) -> io::Result<Self> {
        let mut program = Command::new(python(name, requirements)?)
            .args(["-W", "ignore", "-c", program])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let mut ready = String::new();
        if let Some(output) = program.stdout.take() {
            BufReader::new(output).read_line(&mut ready)?;
        }
        if !ready.ends_with('\n') {
            program.wait()?;
            return Err(io::Error::other(format!("{name} did not start")));
        }
        let ready = ready.trim_end().into();
        Ok(PythonServer { program, ready })
    }

    /// Returns the first line that the program printed.
    pub fn ready(&self) -> &str {
        &self.ready
    }
}

impl Drop for PythonServer {
    fn drop(&mut self) {
        drop(self.program.stdin.take());
        // Closing its standard input stops the program. A failed wait cannot be handled here.
        let _ = self.program.wait();
    }
}

/// Returns the interpreter of a virtual environment. Creates the environment if it does not exist.
fn python(name: &str, requirements: &str) -> io::Result<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(3);
    let root = root.expect("this package is three levels below the workspace");
    let folder = root.join("target").join("servers").join(name);
    fs::create_dir_all(&folder)?;
    // If several processes start at the same time, one installs and the others wait.
    let lock = File::create(folder.join("lock"))?;
    lock.lock()?;
    let environment = folder.join("python");
    let python = environment.join("bin").join("python");
    let installed = environment.join("installed");
    if fs::read_to_string(&installed).is_ok_and(|installed| installed == requirements) {
        return Ok(python);
    }
    eprintln!(
        "installing {name} into {} (first run only)",
        folder.display()
    );
    let list = folder.join("requirements.txt");
    fs::write(&list, requirements)?;
    run(Command::new("python3")
        .args(["-m", "venv", "--clear"])
        .arg(&environment))?;
    run(Command::new(&python)
        .args(["-m", "pip", "install", "--quiet", "--requirement"])
        .arg(&list))?;
    fs::write(installed, requirements)?;
    Ok(python)
}

fn run(command: &mut Command) -> io::Result<()> {
    let program = command.get_program().to_string_lossy().into_owned();
    match command.output() {
        Ok(output) if output.status.success() => Ok(()),
        Ok(output) => {
            let error = String::from_utf8_lossy(&output.stderr);
            Err(io::Error::other(format!(
                "`{program}` failed: {}",
                error.trim()
            )))
        }
        Err(error) if error.kind() == ErrorKind::NotFound => Err(io::Error::other(format!(
            "cannot find `{program}`: the servers need Python 3"
        ))),
        Err(error) => Err(error),
    }
}
