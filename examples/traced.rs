//! Shows with `tracing` what a listing does: a span for each request, and events for pages, errors and retries.
//!
//! `cargo run -p paginate-examples --example traced` lists the results of an AWS Config rule on three pages, and prints the
//! events. It needs no AWS account: it starts an endpoint in its own process, which fails the second request.

use aws_sdk_config::config::{self, retry::RetryConfig};
use aws_sdk_config::types::EvaluationResult;
use aws_sdk_config::{Client, Error};
use paginate_core::{Paginator, paginate};
use paginate_examples::{ConfigEndpoint, Fault, Rule, sdk_config};
use tracing::{Instrument, info, info_span, warn};
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::fmt;
use tracing_subscriber::prelude::*;

/// Lists the results of a rule. An event in `send` is in the span of the request, and so are those of the SDK.
#[paginate(
    token = "next_token",
    items = "evaluation_results",
    send = async |request| {
        info!("sending the request");
        request.send().await
    },
)]
fn evaluations(
    config: &Client,
    rule: &str,
) -> impl Paginator<Item = EvaluationResult, Error = Error> {
    config
        .get_compliance_details_by_config_rule()
        .config_rule_name(rule)
        .limit(10)
}

async fn list(config: &Client, rule: &str) -> Result<(), paginate_core::Error<Error>> {
    let mut items = evaluations(config, rule).items();
    let mut results = Vec::new();
    if let Err(error) = items.try_extend(&mut results).await {
        warn!("{error}");
        items.retry();
        items.try_extend(&mut results).await?;
    }
    info!(results = results.len(), "done");
    Ok(())
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    // Without the targets of the SDK.
    let targets = Targets::new()
        .with_target("paginate", LevelFilter::DEBUG)
        .with_target("traced", LevelFilter::INFO);
    let output = fmt::layer().without_time();
    tracing_subscriber::registry()
        .with(output)
        .with(targets)
        .init();

    let endpoint = ConfigEndpoint::start([Rule::sample("required-tags", 25)]).await?;
    endpoint.fault([2], Fault::Throttle);
    let config = config::Builder::from(&sdk_config(&endpoint.url()))
        .retry_config(RetryConfig::disabled())
        .build();
    let config = Client::from_conf(config);
    let report = info_span!("report", rule = "required-tags");
    list(&config, "required-tags").instrument(report).await?;
    Ok(())
}
