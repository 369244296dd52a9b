//! Measures the CPU time of the client for a whole listing with the real AWS SDK. The service runs in another thread.
//!
//! `cargo run --release --manifest-path benches/Cargo.toml --bin sdk`

use std::sync::mpsc;
use std::thread;

use aws_sdk_config::types::EvaluationResult;
use aws_sdk_config::{Client, Error};
use cpu_time::ThreadTime;
use paginate_core::{Paginator, paginate};
use paginate_examples::{ConfigEndpoint, Rule, sdk_config};
use tokio::runtime::Builder;

const ITEMS: usize = 20_000;
const PAGE_SIZE: i32 = 100;
const ROUNDS: usize = 5;

#[paginate(token = "next_token", items = "evaluation_results")]
fn evaluations(config: &Client) -> impl Paginator<Item = EvaluationResult, Error = Error> {
    config
        .get_compliance_details_by_config_rule()
        .config_rule_name("rule")
        .limit(PAGE_SIZE)
}

async fn ours(config: &Client) -> usize {
    let mut items = evaluations(config).items();
    let mut count = 0;
    while items
        .try_next()
        .await
        .expect("every request succeeds")
        .is_some()
    {
        count += 1;
    }
    count
}

async fn their_items(config: &Client) -> usize {
    let request = config
        .get_compliance_details_by_config_rule()
        .config_rule_name("rule");
    let mut items = request.into_paginator().page_size(PAGE_SIZE).items().send();
    let mut count = 0;
    while items
        .try_next()
        .await
        .expect("every request succeeds")
        .is_some()
    {
        count += 1;
    }
    count
}

async fn their_pages(config: &Client) -> usize {
    let request = config
        .get_compliance_details_by_config_rule()
        .config_rule_name("rule");
    let mut pages = request.into_paginator().page_size(PAGE_SIZE).send();
    let mut count = 0;
    while let Some(page) = pages.try_next().await.expect("every request succeeds") {
        count += page.evaluation_results.unwrap_or_default().len();
    }
    count
}

async fn by_hand(config: &Client) -> usize {
    let request = config
        .get_compliance_details_by_config_rule()
        .config_rule_name("rule")
        .limit(PAGE_SIZE);
    let (mut count, mut token) = (0, None);
    loop {
        let page = request
            .clone()
            .set_next_token(token)
            .send()
            .await
            .expect("every request succeeds");
        count += page.evaluation_results.unwrap_or_default().len();
        token = page.next_token;
        if token.is_none() {
            return count;
        }
    }
}

fn main() {
    let (url, service) = mpsc::channel();
    thread::spawn(move || {
        let runtime = Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("a runtime");
        runtime.block_on(async {
            let endpoint = ConfigEndpoint::start([Rule::sample("rule", ITEMS)])
                .await
                .expect("a free port");
            url.send(endpoint.url())
                .expect("the main thread waits for the URL");
            std::future::pending::<()>().await;
        });
    });
    let url = service.recv().expect("the service starts");
    let runtime = Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    runtime.block_on(async {
        let config = Client::new(&sdk_config(&url));
        let mut best = [f64::INFINITY; 4];
        for _ in 0..ROUNDS {
            for (contestant, best) in best.iter_mut().enumerate() {
                let start = ThreadTime::now();
                let count = match contestant {
                    0 => by_hand(&config).await,
                    1 => ours(&config).await,
                    2 => their_pages(&config).await,
                    _ => their_items(&config).await,
                };
                assert_eq!(count, ITEMS);
                *best = best.min(start.elapsed().as_secs_f64());
            }
        }
        let names = [
            "hand-written loop",
            "paginate-core, items",
            "the AWS SDK's pages",
            "the AWS SDK's items()",
        ];
        for (name, time) in names.iter().zip(best) {
            println!(
                "{name:<30} {:>7.2} us per item   {:>5.3}",
                time / ITEMS as f64 * 1e6,
                time / best[0]
            );
        }
    });
}
