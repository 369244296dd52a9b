//! Lists an S3 bucket by its prefixes in parallel, stops in the middle, resumes from the checkpoint, and compares the keys
//! with those of a plain listing.
//!
//! `cargo run -p paginate-examples --example parallel_s3 --features s3` prints the number of keys. The example starts an
//! emulator of AWS and installs it the first time, which takes a minute and needs Python 3.

use std::collections::BTreeSet;
use std::error::Error;

use aws_sdk_s3::Client;
use aws_sdk_s3::config::Builder;
use aws_sdk_s3::types::{CommonPrefix, Object};
use indicatif::ProgressBar;
use paginate_core::{Checkpoint, Paginator, ParallelCheckpoint, paginate, parallel};
use paginate_examples::{Emulator, sdk_config};

/// Lists the first parts of the keys, up to the delimiter. A key without the delimiter is in none of them.
#[paginate(
    input_token = "continuation_token",
    output_token = "next_continuation_token",
    items = "common_prefixes"
)]
fn prefixes(
    s3: &Client,
    bucket: &str,
) -> impl Paginator<Item = CommonPrefix, Error = aws_sdk_s3::Error> {
    s3.list_objects_v2().bucket(bucket).delimiter("/")
}

/// Lists the objects whose keys begin with a prefix. The return type names `Token`, because the checkpoint contains tokens.
#[paginate(
    input_token = "continuation_token",
    output_token = "next_continuation_token",
    items = "contents"
)]
fn objects(
    s3: &Client,
    bucket: &str,
    prefix: &str,
) -> impl Paginator<Item = Object, Token = String, Error = aws_sdk_s3::Error> {
    s3.list_objects_v2()
        .bucket(bucket)
        .prefix(prefix)
        .max_keys(10)
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let emulator = Emulator::ministack()?;
    let config = Builder::from(&sdk_config(&emulator.url()))
        .force_path_style(true)
        .build();
    let s3 = Client::from_conf(config);
    create_bucket(&s3, "logs").await?;

    let prefixes: Vec<CommonPrefix> = prefixes(&s3, "logs").items().try_collect().await?;
    let prefixes: Vec<&str> = prefixes.iter().filter_map(CommonPrefix::prefix).collect();
    let listings = || {
        let listings = prefixes.iter().map(|prefix| objects(&s3, "logs", prefix));
        parallel(listings, 4)
    };
    let progress = ProgressBar::new_spinner();

    // The first process stops after 100 keys and saves the checkpoint.
    let mut keys = Vec::new();
    let mut first = listings();
    while keys.len() < 100 {
        let Some(object) = first.try_next().await? else {
            break;
        };
        keys.extend(object.key);
        progress.set_message(format!("{} keys", keys.len()));
    }
    let saved = serde_json::to_string(&first.checkpoint())?;
    drop(first);

    // Another process resumes.
    let checkpoint: ParallelCheckpoint<Checkpoint<String>> = serde_json::from_str(&saved)?;
    eprintln!("resuming from {checkpoint:?}");
    let mut rest = listings().resume_from(checkpoint)?;
    while let Some(object) = rest.try_next().await? {
        keys.extend(object.key);
        progress.set_message(format!("{} keys", keys.len()));
    }
    progress.finish_and_clear();

    let plain: Vec<Object> = objects(&s3, "logs", "").items().try_collect().await?;
    let plain: BTreeSet<String> = plain.into_iter().filter_map(|object| object.key).collect();
    if keys.len() != plain.len() || keys.iter().cloned().collect::<BTreeSet<_>>() != plain {
        return Err("the parallel listing differs from the plain listing".into());
    }
    println!("{} keys of {} prefixes", keys.len(), prefixes.len());
    Ok(())
}

/// Creates a bucket of 12 prefixes with 20 to 31 objects each.
async fn create_bucket(s3: &Client, bucket: &str) -> Result<(), aws_sdk_s3::Error> {
    s3.create_bucket().bucket(bucket).send().await?;
    for month in 0..12 {
        for day in 0..20 + month {
            let key = format!("month-{month:02}/day-{day:02}.log");
            s3.put_object().bucket(bucket).key(key).send().await?;
        }
    }
    Ok(())
}
