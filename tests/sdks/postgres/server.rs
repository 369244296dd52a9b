use std::fs;
use std::path::Path;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use paginate_sdks_support::{PythonServer, Server};
use tokio_postgres::{Client, Config, NoTls};

/// The server starts when it is first used, and stops with the process.
static POSTGRES: LazyLock<PythonServer> = LazyLock::new(|| {
    let requirements = include_str!("requirements.txt");
    PythonServer::start("postgres", requirements, include_str!("serve.py"))
        .expect("PostgreSQL starts")
});

/// A schema with an empty table `events`.
pub(crate) struct Postgres {
    /// What precedes the log messages of the session whose queries count.
    log_prefix: String,
    /// The session that locks the table.
    other: Client,
}

impl Postgres {
    /// Creates a schema, and a session whose queries count and fail if they wait for a lock.
    pub(crate) async fn connect() -> (Self, Client) {
        static SCHEMAS: AtomicUsize = AtomicUsize::new(0);
        let schema = format!("test_{}", SCHEMAS.fetch_add(1, Ordering::Relaxed));
        let other = session(&format!("-c search_path={schema}")).await;
        let create = format!(
            "CREATE SCHEMA {schema};
             CREATE TABLE events (created timestamptz, id bigint, kind text, PRIMARY KEY (created, id))"
        );
        other.batch_execute(&create).await.expect("a table");
        let client = session(&format!(
            "-c search_path={schema} -c log_statement=all -c lock_timeout=10ms"
        ))
        .await;
        let row = client.query_one("SELECT pg_backend_pid()", &[]).await;
        let pid: i32 = row.expect("a process identifier").get(0);
        let log_prefix = format!("[{pid}] ");
        (Postgres { log_prefix, other }, client)
    }
}

impl Server for Postgres {
    /// Counts what the server logs: the execution of a prepared statement, or an error.
    fn requests(&self) -> usize {
        let log = fs::read(Path::new(POSTGRES.ready()).join("log")).expect("a log");
        let log = String::from_utf8_lossy(&log);
        let of_session = log.lines().filter_map(|line| {
            let (_, message) = line.split_once(&self.log_prefix)?;
            Some(message)
        });
        let is_request = |message: &&str| {
            message.starts_with("LOG:  execute ") || message.starts_with("ERROR: ")
        };
        of_session.filter(is_request).count()
    }

    async fn set_failing(&self, failing: bool) {
        let lock = if failing {
            "BEGIN; LOCK TABLE events"
        } else {
            "ROLLBACK"
        };
        self.other.batch_execute(lock).await.expect("a lock");
    }
}

async fn session(options: &str) -> Client {
    let mut config = Config::new();
    config
        .host_path(POSTGRES.ready())
        .user("postgres")
        .options(options);
    let (client, connection) = config.connect(NoTls).await.expect("a session");
    tokio::spawn(connection);
    client
}
