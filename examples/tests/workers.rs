//! Kills the processes of the example `workers` every 100 ms for half a minute, and checks that every item is in the table once.
#![cfg(unix)]

mod common;

use std::process::Child;
use std::thread::sleep;
use std::time::{Duration, Instant};

use common::{example, text};
use paginate_examples::{ConfigEndpoint, Rule};
use paginate_sdks_support::PythonServer;
use tokio::runtime::Runtime;
use tokio_postgres::{Client, Config, NoTls};

const PROCESSES: usize = 4;
const PARTS: u32 = 64;

fn connect(runtime: &Runtime, database: &str) -> Client {
    let mut config = Config::new();
    config.host_path(database).user("postgres");
    let (db, connection) = runtime.block_on(config.connect(NoTls)).unwrap();
    runtime.spawn(connection);
    db
}

#[test]
fn killed_workers_insert_each_item_exactly_once() {
    let requirements = include_str!("../../tests/sdks/postgres/requirements.txt");
    let program = include_str!("../../tests/sdks/postgres/serve.py");
    let server = PythonServer::start("postgres", requirements, program).unwrap();
    let runtime = Runtime::new().unwrap();
    let rules: Vec<String> = (0..PARTS)
        .map(|number| format!("rule-{number:02}"))
        .collect();
    let samples = rules.iter().map(|rule| Rule::sample(rule, 1_500));
    let endpoint = runtime.block_on(ConfigEndpoint::start(samples)).unwrap();
    let db = connect(&runtime, server.ready());
    let tables = "
        CREATE TABLE parts (rule text PRIMARY KEY, checkpoint text, done bool NOT NULL DEFAULT false);
        CREATE TABLE results (rule text NOT NULL, resource text NOT NULL)";
    runtime.block_on(db.batch_execute(tables)).unwrap();
    let insert = "INSERT INTO parts SELECT unnest($1::text[])";
    runtime.block_on(db.execute(insert, &[&rules])).unwrap();
    let count = |query: &str| -> i64 { runtime.block_on(db.query_one(query, &[])).unwrap().get(0) };

    let spawn = || -> Child {
        let mut worker = example("workers");
        worker.args([
            "--database",
            server.ready(),
            "--endpoint-url",
            &endpoint.url(),
        ]);
        worker.args(["--latency", "20", "--page-size", "20"]);
        worker.spawn().unwrap()
    };
    let mut workers: Vec<Child> = (0..PROCESSES).map(|_| spawn()).collect();
    let started = Instant::now();
    let (mut kills, mut next) = (0, 0);
    while started.elapsed() < Duration::from_secs(30) {
        sleep(Duration::from_millis(100));
        // Each worker lives for 400 ms.
        let worker = &mut workers[next % PROCESSES];
        next += 1;
        worker.kill().unwrap();
        kills += usize::from(!worker.wait().unwrap().success());
        *worker = spawn();
    }
    assert!(kills > 100, "{kills} kills");
    for worker in workers {
        let output = worker.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", text(&output.stderr));
    }
    assert_eq!(
        count("SELECT count(*) FROM parts WHERE done"),
        i64::from(PARTS)
    );
    // Two of three resources of a rule are non-compliant.
    let expected = i64::from(PARTS) * 1_000;
    assert_eq!(count("SELECT count(*) FROM results"), expected);
    assert_eq!(
        count("SELECT count(DISTINCT (rule, resource)) FROM results"),
        expected
    );
}
