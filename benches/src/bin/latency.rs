//! Measures the wall time with the real AWS SDK. The service takes 20 ms per page, and so does the consumer.
//!
//! `cargo run --release --manifest-path benches/Cargo.toml --bin latency`

use std::time::{Duration, Instant};

use aws_sdk_config::types::EvaluationResult;
use aws_sdk_config::{Client, Error};
use paginate_core::{Paginator, paginate};
use paginate_examples::{ConfigEndpoint, Fault, Rule, sdk_config};
use tokio::time::sleep;

const PAGES: usize = 50;
/// The number of items per page. It is small, because the timer of each item is up to a millisecond late.
const ITEMS: usize = 2;
const PER_PAGE: Duration = Duration::from_millis(20);

#[paginate(token = "next_token", items = "evaluation_results")]
fn evaluations(config: &Client) -> impl Paginator<Item = EvaluationResult, Error = Error> {
    config
        .get_compliance_details_by_config_rule()
        .config_rule_name("rule")
        .limit(ITEMS as i32)
}

/// Waits for one item's share of the time per page.
async fn consume(_: EvaluationResult) {
    sleep(PER_PAGE / ITEMS as u32).await;
}

async fn ours(config: &Client, prefetch: usize) -> usize {
    let mut items = evaluations(config).prefetch(prefetch).items();
    let mut count = 0;
    while let Some(item) = items.try_next().await.expect("every request succeeds") {
        consume(item).await;
        count += 1;
    }
    count
}

async fn theirs(config: &Client) -> usize {
    let request = config
        .get_compliance_details_by_config_rule()
        .config_rule_name("rule");
    let mut items = request
        .into_paginator()
        .page_size(ITEMS as i32)
        .items()
        .send();
    let mut count = 0;
    while let Some(item) = items.try_next().await.expect("every request succeeds") {
        consume(item).await;
        count += 1;
    }
    count
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let endpoint = ConfigEndpoint::start([Rule::sample("rule", PAGES * ITEMS)])
        .await
        .expect("a free port");
    // More requests than all rounds send, so that every response is delayed.
    endpoint.fault(0..PAGES * 100, Fault::Delay(PER_PAGE));
    let config = Client::new(&sdk_config(&endpoint.url()));
    let mut first = None;
    for contestant in [
        "the AWS SDK's items()",
        "paginate-core",
        "paginate-core, prefetch(1)",
        "paginate-core, prefetch(3)",
    ] {
        let mut best = f64::INFINITY;
        for _ in 0..3 {
            let start = Instant::now();
            let count = match contestant {
                "the AWS SDK's items()" => theirs(&config).await,
                "paginate-core" => ours(&config, 0).await,
                "paginate-core, prefetch(1)" => ours(&config, 1).await,
                _ => ours(&config, 3).await,
            };
            assert_eq!(count, PAGES * ITEMS);
            best = best.min(start.elapsed().as_secs_f64());
        }
        let first = *first.get_or_insert(best);
        println!(
            "{contestant:<28} {:>8.1} ms per page   {:>5.2}",
            best / PAGES as f64 * 1e3,
            best / first
        );
    }
}
