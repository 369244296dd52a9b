use std::sync::Mutex;

use paginate_sdks_support::{Fixture, PythonServer, Server};
use redis::aio::MultiplexedConnection;
use redis::{Client, Connection, cmd};

/// A server for one test, because the server counts the requests of all its clients together.
pub(crate) struct Redis {
    admin: Mutex<Connection>,
    _server: PythonServer,
}

impl Server for Redis {
    fn requests(&self) -> usize {
        let mut admin = self.admin.lock().expect("no test panics meanwhile");
        let statistics: String = cmd("INFO")
            .arg("commandstats")
            .query(&mut admin)
            .expect("statistics");
        let of_scan = statistics
            .lines()
            .find_map(|line| line.strip_prefix("cmdstat_scan:"));
        let counts = of_scan.unwrap_or_default().split(',');
        let counts = counts.filter_map(|count| count.split_once('='));
        counts
            .filter(|(name, _)| ["calls", "rejected_calls"].contains(name))
            .map(|(_, count)| count.parse::<usize>().expect("a number"))
            .sum()
    }

    async fn set_failing(&self, failing: bool) {
        let mut admin = self.admin.lock().expect("no test panics meanwhile");
        let permission = if failing { "-scan" } else { "+scan" };
        let set = cmd("ACL")
            .arg(("SETUSER", "default", permission))
            .to_owned();
        set.exec(&mut admin).expect("a permission");
    }
}

/// Starts a server with keys, and reads the order of its keys with a loop.
pub(crate) async fn fixture() -> Fixture<Redis, MultiplexedConnection, String> {
    let program = include_str!("serve.py");
    let server = PythonServer::start("redis", include_str!("requirements.txt"), program)
        .expect("Redis starts");
    let client = Client::open(format!("unix:{}", server.ready())).expect("a path");
    let mut admin = client.get_connection().expect("a connection");
    let mut seeds: Vec<String> = (0..96).map(|n| format!("session:{n:02}")).collect();
    for key in &seeds {
        let set = cmd("SET").arg((key, "active")).to_owned();
        set.exec(&mut admin).expect("a key");
    }

    let (mut cursor, mut pages, mut keys) = (0_u64, 0, Vec::new());
    loop {
        let scan = cmd("SCAN").arg(cursor).to_owned();
        let (next, page): (u64, Vec<String>) = scan.query(&mut admin).expect("a page");
        keys.extend(page);
        pages += 1;
        cursor = next;
        if cursor == 0 {
            break;
        }
    }
    let mut sorted = keys.clone();
    sorted.sort();
    seeds.sort();
    assert_eq!(sorted, seeds);
    Fixture {
        client: client
            .get_multiplexed_async_connection()
            .await
            .expect("a connection"),
        server: Redis {
            admin: Mutex::new(admin),
            _server: server,
        },
        pages,
        items: keys,
    }
}
