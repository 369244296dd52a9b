//! Lists the parts of a large listing with several processes, on one machine or on many. A table of `PostgreSQL` has a row with a
//! checkpoint for each part. A worker locks a row, lists a batch of the part, and commits the items and the new checkpoint in one
//! transaction. So each item is in the table exactly once, even if workers are killed.
//!
//! `cargo run -p paginate-examples --example workers --features postgres` lists the results of 64 AWS Config rules with four
//! processes. The example starts an endpoint and installs `PostgreSQL` the first time, which needs Python 3.

use std::error::Error;
use std::process::{Child, Command};
use std::time::{Duration, Instant};

use aws_sdk_config::Client as ConfigClient;
use aws_sdk_config::types::{ComplianceType, EvaluationResult};
use clap::Parser;
use paginate_core::{Checkpoint, Paginator, paginate};
use paginate_examples::{ConfigEndpoint, Rule, sdk_config};
use paginate_sdks_support::PythonServer;
use tokio::time::sleep;
use tokio_postgres::{Client, Config, NoTls};

/// Lists the resources that a rule found non-compliant, with a latency.
#[paginate(
    token = "next_token",
    items = "evaluation_results",
    send = |request| async move { sleep(latency).await; request.send().await }
)]
fn non_compliant(
    config: &ConfigClient,
    rule: &str,
    page_size: i32,
    latency: Duration,
) -> impl Paginator<Item = EvaluationResult, Token = String, Error = aws_sdk_config::Error> {
    config
        .get_compliance_details_by_config_rule()
        .config_rule_name(rule)
        .compliance_types(ComplianceType::NonCompliant)
        .limit(page_size)
}

/// A part without a checkpoint was not begun.
const TABLES: &str = "
    CREATE TABLE parts (rule text PRIMARY KEY, checkpoint text, done bool NOT NULL DEFAULT false);
    CREATE TABLE results (rule text NOT NULL, resource text NOT NULL)";

/// The part that no other worker works on, locked until the end of the transaction.
const TAKE: &str = "
    SELECT rule, checkpoint FROM parts WHERE NOT done ORDER BY rule LIMIT 1 FOR UPDATE SKIP LOCKED";

/// Lists parts until all are done.
async fn work(
    db: &mut Client,
    config: &ConfigClient,
    options: &Options,
) -> Result<(), Box<dyn Error>> {
    let latency = Duration::from_millis(options.latency);
    loop {
        let transaction = db.transaction().await?;
        let Some(part) = transaction.query_opt(TAKE, &[]).await? else {
            // Others work on the parts that are left. If one of them is killed, its part is free again.
            let left = "SELECT count(*) FROM parts WHERE NOT done";
            let left: i64 = transaction.query_one(left, &[]).await?.get(0);
            if left == 0 {
                return Ok(());
            }
            drop(transaction);
            sleep(Duration::from_millis(20)).await;
            continue;
        };
        let (rule, checkpoint): (String, Option<String>) = (part.get(0), part.get(1));
        let mut listing = non_compliant(config, &rule, options.page_size, latency);
        if let Some(checkpoint) = checkpoint {
            let checkpoint: Checkpoint<String> = serde_json::from_str(&checkpoint)?;
            listing = listing.resume_from(checkpoint);
        }
        // A batch is a page. If the process is killed, at most a batch for each worker is listed again.
        let mut results = listing.items();
        let mut batch = Vec::new();
        for _ in 0..options.page_size {
            let Some(result) = results.try_next().await? else {
                break;
            };
            batch.push(resource_id(&result).to_owned());
        }
        let insert = "INSERT INTO results SELECT $1, unnest($2::text[])";
        transaction.execute(insert, &[&rule, &batch]).await?;
        let checkpoint = results.checkpoint();
        let (text, done) = (serde_json::to_string(&checkpoint)?, checkpoint.is_end());
        let update = "UPDATE parts SET checkpoint = $2, done = $3 WHERE rule = $1";
        transaction.execute(update, &[&rule, &text, &done]).await?;
        transaction.commit().await?;
    }
}

fn resource_id(result: &EvaluationResult) -> &str {
    let identifier = result.evaluation_result_identifier();
    let resource = identifier.and_then(|identifier| identifier.evaluation_result_qualifier());
    resource
        .and_then(|resource| resource.resource_id())
        .unwrap_or("?")
}

async fn connect(database: &str) -> Result<Client, tokio_postgres::Error> {
    let mut config = Config::new();
    config.host_path(database).user("postgres");
    let (db, connection) = config.connect(NoTls).await?;
    tokio::spawn(connection);
    Ok(db)
}

/// List the results of 64 AWS Config rules with several processes.
#[derive(Parser)]
#[command(name = "workers")]
struct Options {
    /// Be one of the workers, on the database in this folder
    #[arg(long, value_name = "FOLDER", requires = "endpoint_url")]
    database: Option<String>,

    /// Send the requests to this endpoint
    #[arg(long, value_name = "URL")]
    endpoint_url: Option<String>,

    /// Number of processes
    #[arg(long, default_value_t = 4)]
    processes: u32,

    /// Latency of each request, in milliseconds
    #[arg(long, default_value_t = 20)]
    latency: u64,

    /// Number of items of a page
    #[arg(long, default_value_t = 100)]
    page_size: i32,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let options = Options::parse();
    if let (Some(database), Some(url)) = (&options.database, &options.endpoint_url) {
        let mut db = connect(database).await?;
        return work(&mut db, &ConfigClient::new(&sdk_config(url)), &options).await;
    }
    let requirements = include_str!("../tests/sdks/postgres/requirements.txt");
    let program = include_str!("../tests/sdks/postgres/serve.py");
    let server = PythonServer::start("postgres", requirements, program)?;
    let rules: Vec<String> = (0..64).map(|number| format!("rule-{number:02}")).collect();
    let endpoint =
        ConfigEndpoint::start(rules.iter().map(|rule| Rule::sample(rule, 1_500))).await?;
    let db = connect(server.ready()).await?;
    db.batch_execute(TABLES).await?;
    let insert = "INSERT INTO parts SELECT unnest($1::text[])";
    db.execute(insert, &[&rules]).await?;

    let started = Instant::now();
    let workers: Vec<Child> = (0..options.processes)
        .map(|_| {
            Command::new(std::env::current_exe()?)
                .args([
                    "--database",
                    server.ready(),
                    "--endpoint-url",
                    &endpoint.url(),
                ])
                .args(["--latency", &options.latency.to_string()])
                .args(["--page-size", &options.page_size.to_string()])
                .spawn()
        })
        .collect::<Result<_, _>>()?;
    for mut worker in workers {
        let status = tokio::task::spawn_blocking(move || worker.wait()).await??;
        assert!(status.success());
    }
    let elapsed = started.elapsed();
    let count = "SELECT count(*), count(DISTINCT (rule, resource)) FROM results";
    let row = db.query_one(count, &[]).await?;
    let (count, distinct): (i64, i64) = (row.get(0), row.get(1));
    println!(
        "{count} results, {distinct} of them distinct, by {} processes in {:.1} s",
        options.processes,
        elapsed.as_secs_f64()
    );
    Ok(())
}
