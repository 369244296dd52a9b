//! Emulators of AWS: Python programs, run on a free port of loopback.

mod install;

use std::fs::File;
use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// How long a server may take until it answers.
const PATIENCE: Duration = Duration::from_mins(1);

/// A server that stands for AWS. It stops when it is dropped, and when this process ends.
#[derive(Debug)]
pub struct Emulator {
    address: SocketAddr,
    /// It runs for as long as its standard input is open.
    server: Child,
}

impl Emulator {
    /// Starts ministack. The first emulator on a machine is installed, which takes a minute.
    ///
    /// # Errors
    ///
    /// A sentence that says what is missing: Python, a package, an answer in time.
    pub fn ministack() -> io::Result<Self> {
        let address = free_address()?;
        let environment = [
            ("BIND_HOST", address.ip().to_string()),
            ("GATEWAY_PORT", address.port().to_string()),
            // They would take fixed ports.
            ("SFTP_ENABLED", "0".into()),
            ("IOT_MTLS_ENABLED", "0".into()),
        ];
        Self::start("ministack", address, |server| server.envs(environment))
    }

    /// Starts moto. The first emulator on a machine is installed, which takes a minute.
    ///
    /// # Errors
    ///
    /// As [`ministack`](Self::ministack).
    pub fn moto() -> io::Result<Self> {
        let address = free_address()?;
        let arguments = [
            "-H".into(),
            address.ip().to_string(),
            "-p".into(),
            address.port().to_string(),
        ];
        Self::start("moto_server", address, |server| server.args(arguments))
    }

    /// The Python interpreter that has the emulators, and boto3 with them. The first time on a machine
    /// they are installed, which takes a minute.
    ///
    /// # Errors
    ///
    /// As [`ministack`](Self::ministack).
    pub fn python() -> io::Result<PathBuf> {
        install::python()
    }

    /// Where it listens, as an `endpoint_url`.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    fn start(
        name: &str,
        address: SocketAddr,
        configure: impl FnOnce(&mut Command) -> &mut Command,
    ) -> io::Result<Self> {
        let python = install::python()?;
        let log = install::folder().join(format!("{name}.log"));
        let output = File::create(&log)?;
        let mut command = Command::new(python);
        command
            .args(["-c", include_str!("serve.py"), name])
            .stdin(Stdio::piped())
            .stdout(output.try_clone()?)
            .stderr(output);
        let server = configure(&mut command).spawn()?;
        let mut emulator = Emulator { address, server };
        let deadline = Instant::now() + PATIENCE;
        while TcpStream::connect(address).is_err() {
            if Instant::now() > deadline || emulator.server.try_wait()?.is_some() {
                let log = log.display();
                return Err(io::Error::other(format!(
                    "{name} does not answer on {address}, see {log}"
                )));
            }
            sleep(Duration::from_millis(20));
        }
        Ok(emulator)
    }
}

impl Drop for Emulator {
    fn drop(&mut self) {
        drop(self.server.stdin.take());
        // It is on its way out; if it cannot be waited for there is nothing left to do.
        let _ = self.server.wait();
    }
}

fn free_address() -> io::Result<SocketAddr> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()
}
