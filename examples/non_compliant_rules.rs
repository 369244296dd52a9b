//! Lists the resources that any AWS Config rule of an account found non-compliant: a listing of listings. The rules are listed only as
//! far as their results are wanted, eight rules at the same time. Requests that fail are sent again, and the other rules continue
//! meanwhile. The example writes the resources to a file, and saves a checkpoint beside it.
//!
//! `cargo run -p paginate-examples --example non_compliant_rules -- list.txt` writes 5,200 resources of 40 rules to `list.txt`, one per
//! line. Kill the process and run the command again: it resumes from the checkpoint. The example needs no AWS account: it starts an
//! endpoint in its own process, which fails some of the requests.

use std::collections::BTreeSet;
use std::error::Error;
use std::fmt::Write as _;
use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use aws_sdk_config::Client;
use aws_sdk_config::config::{self, retry::RetryConfig};
use aws_sdk_config::types::{ComplianceType, ConfigRule, EvaluationResult};
use clap::Parser;
use indicatif::ProgressBar;
use paginate_core::{Checkpoint, Paginator, ParallelCheckpoint, nested, paginate};
use paginate_examples::{ConfigEndpoint, Fault, Rule, sdk_config};
use serde::{Deserialize, Serialize};
use tokio::sync::Semaphore;

/// Lists the rules of an account. The return type names `Token`, because the checkpoint that is saved contains tokens.
#[paginate(token = "next_token", items = "config_rules")]
fn rules(
    config: &Client,
) -> impl Paginator<Item = ConfigRule, Token = String, Error = aws_sdk_config::Error> {
    config.describe_config_rules()
}

/// Lists the resources that a rule found non-compliant. Each request waits for one of the permits, which all rules share. The listing
/// borrows the permits, but not the name of the rule.
#[paginate(
    token = "next_token",
    items = "evaluation_results",
    send = |request| async move { let _permit = permits.acquire().await; request.send().await }
)]
fn non_compliant<'p>(
    config: &Client,
    permits: &'p Semaphore,
    rule: &str,
) -> impl Paginator<Item = EvaluationResult, Token = String, Error = aws_sdk_config::Error> + use<'p>
{
    config
        .get_compliance_details_by_config_rule()
        .config_rule_name(rule)
        .compliance_types(ComplianceType::NonCompliant)
        .limit(100)
}

/// The number of rules whose results are listed at the same time.
const RULES_AT_ONCE: usize = 8;

/// The number of requests at the same time.
const REQUESTS_AT_ONCE: usize = 4;

/// The number of retries, of all rules together.
const RETRIES: usize = 10;

/// The number of items after which the state is saved. At most this many items are listed again.
const BATCH: usize = 100;

/// The state that is saved: where the list of rules and the rules stand, and the length of the file at that point.
#[derive(Serialize, Deserialize)]
struct Progress {
    checkpoint: ParallelCheckpoint<Checkpoint<String>, Arc<str>, Checkpoint<String>>,
    bytes: u64,
}

async fn list(config: &Client, path: &Path) -> Result<(), Box<dyn Error>> {
    let progress = path.with_added_extension("progress");
    let mut output = OpenOptions::new()
        .create(true)
        .write(true)
        .truncate(false)
        .open(path)?;
    let permits = Semaphore::new(REQUESTS_AT_ONCE);
    let bar = ProgressBar::new(0);
    let results_of = |rule: ConfigRule| {
        let name = rule.config_rule_name()?; // a rule without a name has no results
        bar.inc_length(1);
        Some((Arc::from(name), non_compliant(config, &permits, name)))
    };
    let mut results = nested(rules(config), results_of, RULES_AT_ONCE);
    match load(&progress)? {
        Some(Progress { checkpoint, bytes }) => {
            eprintln!("resuming from {checkpoint:?}");
            // Removes the items that were written after the last save, because the listing yields them again.
            output.set_len(bytes)?;
            results = results.resume_from(checkpoint);
        }
        None => output.set_len(0)?,
    }
    output.seek(SeekFrom::End(0))?;

    let mut seen = BTreeSet::<Arc<str>>::new();
    let mut batch = String::new();
    let (mut count, mut retries) = (0, 0);
    loop {
        match results.next().await {
            Some(Ok((rule, result))) => {
                count += 1;
                writeln!(batch, "{rule:<12} {}", resource_id(&result))?;
                if seen.insert(rule) {
                    bar.set_position(seen.len() as u64);
                }
            }
            Some(Err(error)) if retries < RETRIES => {
                retries += 1;
                bar.suspend(|| eprintln!("{error}: {}, retrying", error.error()));
                results.retry();
                continue;
            }
            Some(Err(error)) => return Err(error.into()),
            None => break,
        }
        if count % BATCH == 0 {
            output.write_all(batch.as_bytes())?;
            batch.clear();
            let bytes = output.stream_position()?;
            let checkpoint = results.checkpoint();
            save(&progress, &Progress { checkpoint, bytes })?;
        }
    }
    assert!(results.is_complete());
    output.write_all(batch.as_bytes())?;
    let bytes = output.stream_position()?;
    let checkpoint = results.checkpoint();
    save(&progress, &Progress { checkpoint, bytes })?;
    bar.finish_and_clear();
    eprintln!("{count} non-compliant resources listed, {retries} retries");
    Ok(())
}

fn load(path: &Path) -> Result<Option<Progress>, Box<dyn Error>> {
    match File::open(path) {
        Ok(file) => Ok(Some(serde_json::from_reader(file)?)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Saves the state. The rename replaces the file atomically: a reader finds the old state or the new one.
fn save(path: &Path, progress: &Progress) -> Result<(), Box<dyn Error>> {
    let next = path.with_added_extension("next");
    fs::write(&next, serde_json::to_vec(progress)?)?;
    fs::rename(next, path)?;
    Ok(())
}

fn resource_id(result: &EvaluationResult) -> &str {
    let identifier = result.evaluation_result_identifier();
    let resource = identifier.and_then(|identifier| identifier.evaluation_result_qualifier());
    resource
        .and_then(|resource| resource.resource_id())
        .unwrap_or("?")
}

/// Write the non-compliant resources of all AWS Config rules to a file. If the process was killed, run the command again to resume.
#[derive(Parser)]
#[command(name = "non_compliant_rules")]
struct Options {
    /// Output file; the checkpoint is saved beside it
    file: PathBuf,

    /// Send the requests to this endpoint instead of the built-in one
    #[arg(long, value_name = "URL")]
    endpoint_url: Option<String>,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let options = Options::parse();
    let rules = (0..40).map(|number| Rule::sample(&format!("rule-{number:02}"), 10 * number));
    let endpoint = ConfigEndpoint::start(rules).await?;
    endpoint.fault([10, 30], Fault::Throttle);
    let url = options.endpoint_url.unwrap_or_else(|| endpoint.url());
    // The SDK would also retry by itself.
    let config = config::Builder::from(&sdk_config(&url))
        .retry_config(RetryConfig::disabled())
        .build();
    list(&Client::from_conf(config), &options.file).await
}
