//! Emulators of AWS: Python programs, each on a free port of the loopback interface.

use std::fs::File;
use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use paginate_servers::PythonEnvironment;

/// How long a server may take to start.
const START_TIMEOUT: Duration = Duration::from_mins(1);

/// A running emulator of AWS. The emulator stops when this value is dropped or this process ends.
#[derive(Debug)]
pub struct Emulator {
    address: SocketAddr,
    /// The server runs as long as its standard input is open.
    server: Child,
}

impl Emulator {
    /// Starts ministack. The first call on a machine installs the emulators, which takes a minute.
    ///
    /// # Errors
    ///
    /// Returns an error if Python is missing, if the installation fails, or if the server does not start in time.
    pub fn ministack() -> io::Result<Self> {
        let address = free_address()?;
        let environment = [
            ("BIND_HOST", address.ip().to_string()),
            ("GATEWAY_PORT", address.port().to_string()),
            // These services listen on fixed ports, so two emulators could not run at the same time.
            ("SFTP_ENABLED", "0".into()),
            ("IOT_MTLS_ENABLED", "0".into()),
        ];
        Self::start("ministack", address, |server| server.envs(environment))
    }

    /// Starts moto. The first call on a machine installs the emulators, which takes a minute.
    ///
    /// # Errors
    ///
    /// Returns the same errors as [`ministack`](Self::ministack).
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

    /// Returns the path of a Python interpreter with the emulators and boto3. The first call on a machine installs them, which
    /// takes a minute.
    ///
    /// # Errors
    ///
    /// Returns an error if Python is missing or if the installation fails.
    pub fn python() -> io::Result<PathBuf> {
        Ok(environment()?.python())
    }

    /// Returns the URL of the emulator, for `endpoint_url`.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    fn start(
        name: &str,
        address: SocketAddr,
        configure: impl FnOnce(&mut Command) -> &mut Command,
    ) -> io::Result<Self> {
        let environment = environment()?;
        let log = environment.folder().join(format!("{name}.log"));
        let output = File::create(&log)?;
        let mut command = Command::new(environment.python());
        command
            .args(["-c", include_str!("serve.py"), name])
            .stdin(Stdio::piped())
            .stdout(output.try_clone()?)
            .stderr(output);
        let server = configure(&mut command).spawn()?;
        let mut emulator = Emulator { address, server };
        let deadline = Instant::now() + START_TIMEOUT;
        while TcpStream::connect(address).is_err() {
            if Instant::now() > deadline || emulator.server.try_wait()?.is_some() {
                let log = log.display();
                return Err(io::Error::other(format!(
                    "{name} did not start on {address}; see {log}"
                )));
            }
            sleep(Duration::from_millis(20));
        }
        Ok(emulator)
    }
}

impl Drop for Emulator {
    fn drop(&mut self) {
        // Closing the standard input of the server stops the server.
        drop(self.server.stdin.take());
        // A failed wait cannot be handled here.
        let _ = self.server.wait();
    }
}

fn environment() -> io::Result<PythonEnvironment> {
    PythonEnvironment::install("emulators", include_str!("requirements.txt"))
}

fn free_address() -> io::Result<SocketAddr> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()
}
