//! A bucket whose keys are split.

use std::collections::BTreeSet;
use std::env;
use std::process::Command;

use aws_sdk_s3::types::Object;
use aws_sdk_s3::{Client, Error};
use paginate_core::{Paginator, paginate, split};

use paginate_examples::Emulator;

use super::{bucket, put};
use crate::MINISTACK;

/// The objects after a key, in pages of 50.
#[paginate(
    output_token = "contents[-1].key",
    more_results = "is_truncated",
    items = "contents"
)]
async fn objects(
    s3: &Client,
    bucket: &str,
    #[token] start_after: Option<String>,
) -> impl Paginator<Item = Object, Token = String, Error = Error> {
    let request = s3.list_objects_v2().bucket(bucket).max_keys(50);
    Ok(request.set_start_after(start_after).send().await?)
}

/// Returns the keys of four shapes. `SPLIT_KEYS` is the number of keys of each shape.
fn keys() -> impl Iterator<Item = String> {
    let count: u64 = env::var("SPLIT_KEYS").map_or(500, |count| count.parse().expect("a number"));
    let days =
        (0..count).map(|n| format!("logs/2026/{:02}/{:02}/{n}.gz", n / 28 % 12 + 1, n % 28 + 1));
    let hashes = (0..count).map(|n| format!("{:016x}", n.wrapping_mul(0x9E37_79B9_7F4A_7C15)));
    let numbers = (0..count).map(|n| format!("part-{n}"));
    let names = ["café", "Zoë", "日本", "a b"].into_iter().cycle();
    let names = (0..count).zip(names).map(|(n, name)| format!("{name}-{n}"));
    days.chain(hashes).chain(numbers).chain(names)
}

/// Lists the keys with boto3, in the order of the service.
fn boto3(bucket: &str) -> Vec<String> {
    let python = Emulator::python().expect("Python is installed");
    let printed = Command::new(python)
        .args(["-c", include_str!("list.py"), &MINISTACK.url(), bucket])
        .output()
        .expect("Python starts");
    assert!(printed.status.success(), "{printed:?}");
    serde_json::from_slice(&printed.stdout).expect("a list of keys")
}

/// Reads the bucket with 16 requests at the same time, stops in the middle, and resumes.
#[tokio::test]
async fn bucket_is_split() {
    let s3 = bucket("split").await;
    put(&s3, "split", keys()).await;
    let listing = || objects(&s3, "split");
    let key = |object: &Object| object.key.clone();

    let mut first = split(listing, key, 16);
    let mut listed = Vec::new();
    while listed.len() < 700 {
        listed.extend(first.try_next().await.expect("an object"));
    }
    let checkpoint = first.checkpoint();
    drop(first);
    let mut rest = split(listing, key, 5).resume_from(checkpoint);
    rest.try_extend(&mut listed)
        .await
        .expect("the other objects");

    assert!(rest.is_complete());
    let count = listed.len();
    let listed: BTreeSet<String> = listed.into_iter().filter_map(|object| object.key).collect();
    assert_eq!(count, listed.len(), "each object once");
    assert_eq!(listed, keys().collect());
}

/// The objects come in order, and are those of the plain listing and of boto3.
#[tokio::test]
async fn ordered_bucket_is_the_plain_listing_and_that_of_boto3() {
    let s3 = bucket("split-ordered").await;
    put(&s3, "split-ordered", keys().step_by(3)).await;
    let listing = || objects(&s3, "split-ordered");
    let plain: Vec<Object> = listing().items().try_collect().await.expect("the objects");
    let ordered = split(listing, |object: &Object| object.key.clone(), 8)
        .buffer(16)
        .ordered();
    let ordered: Vec<Object> = ordered.try_collect().await.expect("the objects");
    assert_eq!(ordered, plain);
    let ordered: Vec<String> = ordered
        .into_iter()
        .filter_map(|object| object.key)
        .collect();
    assert_eq!(ordered, boto3("split-ordered"));
}
