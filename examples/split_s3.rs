//! Counts the objects of an S3 bucket and sums their sizes with 16 requests at the same time, although S3 lists the keys one page after
//! the other. A progress bar shows how many of the possible keys have been covered. If the process was killed, it resumes.
//!
//! `cargo run -p paginate-examples --example split_s3 --features s3 -- state.json` lists a bucket of an emulator of AWS, which is
//! installed the first time. Kill the process and run the command again: the process resumes from the checkpoint in `state.json`.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use aws_sdk_s3::Client;
use aws_sdk_s3::config::Builder;
use aws_sdk_s3::types::Object;
use clap::Parser;
use indicatif::ProgressBar;
use paginate_core::{KeyRange, Paginator, SplitCheckpoint, paginate, split};
use paginate_examples::{Emulator, sdk_config};
use serde::{Deserialize, Serialize};

/// Lists the objects of a bucket after a key.
#[paginate(
    output_token = "contents[-1].key",
    more_results = "is_truncated",
    items = "contents"
)]
async fn objects(
    s3: &Client,
    bucket: &str,
    #[token] start_after: Option<String>,
) -> impl Paginator<Item = Object, Token = String, Error = aws_sdk_s3::Error> {
    let request = s3.list_objects_v2().bucket(bucket).max_keys(20);
    Ok(request.set_start_after(start_after).send().await?)
}

/// The state that is saved: the sums, and the checkpoint after the objects that are in the sums.
#[derive(Default, Serialize, Deserialize)]
struct State {
    objects: u64,
    bytes: i64,
    checkpoint: Option<SplitCheckpoint<String>>,
}

/// The number of objects after which the state is saved. At most this many objects are listed again.
const BATCH: u64 = 100;

async fn sum(s3: &Client, path: &Path) -> Result<State, Box<dyn Error>> {
    let mut state = load(path)?;
    let mut objects = split(|| objects(s3, "archive"), |object| object.key.clone(), 16);
    if let Some(checkpoint) = state.checkpoint.take() {
        eprintln!("resuming from {checkpoint:?}");
        objects = objects.resume_from(checkpoint);
    }
    let progress = ProgressBar::new(PLACES);
    while let Some(object) = objects.try_next().await? {
        state.objects += 1;
        state.bytes += object.size().unwrap_or(0);
        if state.objects % BATCH == 0 {
            let checkpoint = objects.checkpoint();
            progress.set_position(covered(&checkpoint));
            state.checkpoint = Some(checkpoint);
            save(path, &state)?;
        }
    }
    progress.finish_and_clear();
    state.checkpoint = Some(objects.checkpoint());
    save(path, &state)?;
    Ok(state)
}

/// The number of places that the progress bar distinguishes: the first four digits of a key.
const PLACES: u64 = 1 << 16;

/// Returns how many of the places have been read.
fn covered(checkpoint: &SplitCheckpoint<String>) -> u64 {
    let left = checkpoint.ranges().map(|KeyRange { after, up_to }| {
        let end = up_to.map_or(PLACES, |key| place(key));
        end.saturating_sub(after.map_or(0, |key| place(key)))
    });
    PLACES.saturating_sub(left.sum())
}

/// Returns the place of a key. The keys of the bucket begin with a hash, so they are spread evenly over the places.
fn place(key: &str) -> u64 {
    let digits = key.chars().chain(['0'; 4]).take(4);
    digits.fold(0, |place, digit| {
        place * 16 + u64::from(digit.to_digit(16).unwrap_or(0))
    })
}

fn load(path: &Path) -> Result<State, Box<dyn Error>> {
    if !path.exists() {
        return Ok(State::default());
    }
    Ok(serde_json::from_slice(&fs::read(path)?)?)
}

/// Saves the state. The rename replaces the file atomically: a reader finds the old state or the new one.
fn save(path: &Path, state: &State) -> Result<(), Box<dyn Error>> {
    let next = path.with_added_extension("next");
    fs::write(&next, serde_json::to_vec(state)?)?;
    fs::rename(next, path)?;
    Ok(())
}

/// Creates a bucket with 1,000 objects of 0 to 99 bytes.
async fn create_bucket(s3: &Client) -> Result<(), aws_sdk_s3::Error> {
    s3.create_bucket().bucket("archive").send().await?;
    for number in 0..1_000_u64 {
        let hash = number.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let body = vec![b'.'; usize::try_from(number % 100).unwrap_or(0)];
        let put = s3
            .put_object()
            .bucket("archive")
            .key(format!("{hash:016x}.json"));
        put.body(body.into()).send().await?;
    }
    Ok(())
}

/// Count the objects of a bucket and sum their sizes. If the process was killed, run the command again to resume.
#[derive(Parser)]
#[command(name = "split_s3")]
struct Options {
    /// File for the sums and the checkpoint
    file: PathBuf,

    /// Read the bucket `archive` of this endpoint instead of the one of the built-in emulator
    #[arg(long, value_name = "URL")]
    endpoint_url: Option<String>,
}

fn client(url: &str) -> Client {
    let config = Builder::from(&sdk_config(url)).force_path_style(true);
    Client::from_conf(config.build())
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let options = Options::parse();
    let state = if let Some(url) = options.endpoint_url {
        sum(&client(&url), &options.file).await?
    } else {
        let emulator = Emulator::ministack()?;
        let s3 = client(&emulator.url());
        create_bucket(&s3).await?;
        sum(&s3, &options.file).await?
    };
    println!("{} objects, {} bytes", state.objects, state.bytes);
    Ok(())
}
