//! Writes the items of a listing to a file, and resumes the listing if the process was killed. The example saves a checkpoint
//! beside the file, together with the length of the file at the checkpoint.
//!
//! `cargo run -p paginate-examples --example resumable -- list.txt` writes one resource per line to `list.txt`. Kill the
//! process and run the command again: the process prints the checkpoint and resumes from it.

use std::error::Error;
use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use aws_sdk_config::Client;
use aws_sdk_config::types::EvaluationResult;
use clap::Parser;
use paginate_core::{Checkpoint, Paginator, paginate};
use paginate_examples::{ConfigEndpoint, Rule, sdk_config};
use serde::{Deserialize, Serialize};

/// Lists the results of an AWS Config rule. The return type names `Token`, because the checkpoint that is saved contains a token.
#[paginate(token = "next_token", items = "evaluation_results")]
fn evaluations(
    config: &Client,
    rule: &str,
) -> impl Paginator<Item = EvaluationResult, Token = String, Error = aws_sdk_config::Error> {
    config
        .get_compliance_details_by_config_rule()
        .config_rule_name(rule)
        .limit(10)
}

/// The state that is saved: the checkpoint, and the length of the file at that checkpoint.
#[derive(Serialize, Deserialize)]
struct Progress {
    checkpoint: Checkpoint<String>,
    bytes: u64,
}

/// The number of items after which the state is saved. At most this many items are listed again.
const BATCH: usize = 25;

async fn list(config: &Client, rule: &str, path: &Path) -> Result<(), Box<dyn Error>> {
    let progress = path.with_added_extension("progress");
    let mut output = OpenOptions::new()
        .create(true)
        .write(true)
        .truncate(false)
        .open(path)?;
    let mut listing = evaluations(config, rule);
    match load(&progress)? {
        Some(Progress { checkpoint, bytes }) => {
            eprintln!("resuming from {checkpoint:?}");
            // Removes the items that were written after the last save, because the listing yields them again.
            output.set_len(bytes)?;
            listing = listing.resume_from(checkpoint);
        }
        None => output.set_len(0)?,
    }
    output.seek(SeekFrom::End(0))?;

    let mut items = listing.items();
    let mut batch = String::new();
    for count in 1.. {
        let result = items.try_next().await?;
        if let Some(result) = &result {
            batch.push_str(line(result));
            batch.push('\n');
        }
        if result.is_none() || count % BATCH == 0 {
            output.write_all(batch.as_bytes())?;
            batch.clear();
            save(
                &progress,
                &Progress {
                    checkpoint: items.checkpoint(),
                    bytes: output.stream_position()?,
                },
            )?;
        }
        if result.is_none() {
            break;
        }
    }
    eprintln!(
        "the listing of {} pages is complete: {}",
        items.page_count(),
        path.display()
    );
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

fn line(result: &EvaluationResult) -> &str {
    let identifier = result.evaluation_result_identifier();
    let resource = identifier.and_then(|identifier| identifier.evaluation_result_qualifier());
    resource
        .and_then(|resource| resource.resource_id())
        .unwrap_or("?")
}

/// Write the results of an AWS Config rule to a file. If the process was killed, run the command again to resume.
#[derive(Parser)]
#[command(name = "resumable")]
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
    let endpoint = ConfigEndpoint::start([Rule::sample("required-tags", 4_200)]).await?;
    let url = options.endpoint_url.unwrap_or_else(|| endpoint.url());
    list(
        &Client::new(&sdk_config(&url)),
        "required-tags",
        &options.file,
    )
    .await
}
