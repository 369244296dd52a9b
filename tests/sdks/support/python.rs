//! Servers that a Python package brings along.

use std::io::{self, BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use paginate_python::Environment;

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
        let mut program = Command::new(Environment::install(name, requirements)?.python())
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
