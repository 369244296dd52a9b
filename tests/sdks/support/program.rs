//! Programs that run the servers of Python and npm packages.

use std::io::{self, BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use paginate_servers::{NodeEnvironment, PythonEnvironment};

/// A program that runs a server. The program must stop the server when its standard input is closed, which happens when this
/// value is dropped or this process ends for any reason.
#[derive(Debug)]
struct Program {
    child: Child,
    ready: String,
}

impl Program {
    /// Starts a program and waits for its first line, which the program prints when the server is ready.
    fn start(name: &str, program: &mut Command) -> io::Result<Self> {
        let mut child = program
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let mut ready = String::new();
        if let Some(output) = child.stdout.take() {
            BufReader::new(output).read_line(&mut ready)?;
        }
        if !ready.ends_with('\n') {
            child.wait()?;
            return Err(io::Error::other(format!("{name} did not start")));
        }
        let ready = ready.trim_end().into();
        Ok(Program { child, ready })
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        // Closing its standard input stops the program. A failed wait cannot be handled here.
        let _ = self.child.wait();
    }
}

/// A Python program that runs a server. The program must stop the server when its standard input is closed, which happens
/// when this value is dropped or this process ends.
#[derive(Debug)]
pub struct PythonServer {
    program: Program,
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
        let environment = PythonEnvironment::install(name, requirements)?;
        let mut python = Command::new(environment.python());
        let program = Program::start(name, python.args(["-W", "ignore", "-c", program]))?;
        Ok(PythonServer { program })
    }

    /// Returns the first line that the program printed.
    pub fn ready(&self) -> &str {
        &self.program.ready
    }
}

/// A JavaScript module that runs a server with Node.js. The module must stop the server when its standard input is closed,
/// which happens when this value is dropped or this process ends.
#[derive(Debug)]
pub struct NodeServer {
    program: Program,
}

impl NodeServer {
    /// Starts a module and waits for its first line, which the module prints when the server is ready.
    ///
    /// The first call on a machine installs Node.js, and the packages of a `package-lock.json`, below `target`.
    ///
    /// # Errors
    ///
    /// Returns an error if Python is missing, if the installation fails, or if the module ends early.
    pub fn start(name: &str, package: &str, lock: &str, module: &str) -> io::Result<Self> {
        let environment = NodeEnvironment::install(name, package, lock)?;
        let mut node = Command::new(environment.node());
        node.args(["--no-warnings", "--input-type=module", "--eval", module])
            .current_dir(environment.folder());
        let program = Program::start(name, &mut node)?;
        Ok(NodeServer { program })
    }

    /// Returns the first line that the module printed.
    pub fn ready(&self) -> &str {
        &self.program.ready
    }
}
