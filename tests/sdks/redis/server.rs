use std::fmt::Debug;
use std::sync::Mutex;

use paginate_sdks_support::{Fixture, PythonServer, Server};
use redis::aio::MultiplexedConnection;
use redis::{Client, Cmd, Connection, FromRedisValue, cmd};

/// A server for one test, because the server counts the requests of all its clients together.
pub(crate) struct Redis {
    admin: Mutex<Connection>,
    /// The command that counts and can fail.
    command: &'static str,
    _server: PythonServer,
}

impl Server for Redis {
    // Redis draws the seed of its hash function when it starts.
    const NUMBER_OF_PAGES_VARIES: bool = true;

    fn requests(&self) -> usize {
        let mut admin = self.admin.lock().expect("no test panics meanwhile");
        let statistics: String = cmd("INFO")
            .arg("commandstats")
            .query(&mut admin)
            .expect("statistics");
        let name = format!("cmdstat_{}:", self.command);
        let of_command = statistics.lines().find_map(|line| line.strip_prefix(&name));
        let counts = of_command.unwrap_or_default().split(',');
        let counts = counts.filter_map(|count| count.split_once('='));
        counts
            .filter(|(name, _)| ["calls", "rejected_calls"].contains(name))
            .map(|(_, count)| count.parse::<usize>().expect("a number"))
            .sum()
    }

    async fn set_failing(&self, failing: bool) {
        let mut admin = self.admin.lock().expect("no test panics meanwhile");
        let permission = format!("{}{}", if failing { "-" } else { "+" }, self.command);
        let set = cmd("ACL")
            .arg(("SETUSER", "default", permission))
            .to_owned();
        set.exec(&mut admin).expect("a permission");
    }
}

/// Starts a server with keys.
pub(crate) async fn key_space() -> Fixture<Redis, MultiplexedConnection, String> {
    let keys = (0..96).map(|n| format!("session:{n:02}"));
    let seeds = keys.map(|key| (cmd("SET").arg((&key, "active")).to_owned(), key));
    let scan = |cursor| cmd("SCAN").arg(cursor).to_owned();
    fixture("scan", seeds.collect(), scan).await
}

/// Starts a server with a hash. Its values are too long for the encoding that `HSCAN` reads at once.
pub(crate) async fn hash() -> Fixture<Redis, MultiplexedConnection, (String, String)> {
    let fields = (0..96).map(|n| (format!("user:{n}"), format!("{n:080}")));
    let seeds = fields.map(|field| (cmd("HSET").arg(("sessions", &field)).to_owned(), field));
    let scan = |cursor| cmd("HSCAN").arg(("sessions", cursor)).to_owned();
    fixture("hscan", seeds.collect(), scan).await
}

/// Starts a server, runs commands that write one item each, and reads the order of the items with a loop.
async fn fixture<T: Clone + Ord + Debug + FromRedisValue>(
    command: &'static str,
    seeds: Vec<(Cmd, T)>,
    scan: impl Fn(u64) -> Cmd,
) -> Fixture<Redis, MultiplexedConnection, T> {
    let program = include_str!("serve.py");
    let server = PythonServer::start("redis", include_str!("requirements.txt"), program)
        .expect("Redis starts");
    let client = Client::open(format!("unix:{}", server.ready())).expect("a path");
    let mut admin = client.get_connection().expect("a connection");
    let mut written = Vec::new();
    for (write, item) in seeds {
        write.exec(&mut admin).expect("an item");
        written.push(item);
    }

    let (mut cursor, mut pages, mut items) = (0, 0, Vec::new());
    loop {
        let (next, page): (u64, Vec<T>) = scan(cursor).query(&mut admin).expect("a page");
        items.extend(page);
        pages += 1;
        cursor = next;
        if cursor == 0 {
            break;
        }
    }
    let mut sorted = items.clone();
    sorted.sort();
    written.sort();
    assert_eq!(sorted, written);
    Fixture {
        client: client
            .get_multiplexed_async_connection()
            .await
            .expect("a connection"),
        server: Redis {
            admin: Mutex::new(admin),
            command,
            _server: server,
        },
        pages,
        items,
    }
}
