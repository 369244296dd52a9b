//! Lists the resources that any AWS Config rule of an account found non-compliant. The rules are listed first, then the
//! results of the rules in parallel. Requests that fail are sent again, and the other rules continue meanwhile.
//!
//! `cargo run -p paginate-examples --example non_compliant_rules` prints 5,200 resources of 40 rules, one per line. It needs
//! no AWS account: it starts an endpoint in its own process, which fails some of the requests.

use std::io::{self, Write};

use aws_sdk_config::config::{self, retry::RetryConfig};
use aws_sdk_config::types::{ComplianceType, ConfigRule, EvaluationResult};
use aws_sdk_config::{Client, Error};
use paginate_core::{Paginator, paginate, parallel};
use paginate_examples::{ConfigEndpoint, Fault, Rule, sdk_config};
use tokio::sync::Semaphore;

/// Lists the rules of an account.
#[paginate(token = "next_token", items = "config_rules")]
fn rules(config: &Client) -> impl Paginator<Item = ConfigRule, Error = Error> {
    config.describe_config_rules()
}

/// Lists the resources that a rule found non-compliant. Each request waits for one of the permits, which all rules share.
#[paginate(
    token = "next_token",
    items = "evaluation_results",
    send = |request| async move { let _permit = permits.acquire().await; request.send().await }
)]
fn non_compliant(
    config: &Client,
    permits: &Semaphore,
    rule: &str,
) -> impl Paginator<Item = EvaluationResult, Error = Error> {
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

async fn list(config: &Client) -> Result<(), Box<dyn std::error::Error>> {
    let rules: Vec<ConfigRule> = rules(config).items().try_collect().await?;
    let permits = Semaphore::new(REQUESTS_AT_ONCE);
    let names: Vec<&str> = rules
        .iter()
        .filter_map(ConfigRule::config_rule_name)
        .collect();
    let listings = names
        .iter()
        .map(|rule| non_compliant(config, &permits, rule));
    let mut results = parallel(listings, RULES_AT_ONCE);
    let (mut count, mut retries) = (0, 0);
    loop {
        match results.next().await {
            Some(Ok(result)) => {
                count += 1;
                writeln!(io::stdout(), "{}", line(&result))?;
            }
            Some(Err(error)) if retries < RETRIES => {
                retries += 1;
                let rule = names[error.listing()];
                eprintln!("{rule}: {}, retrying", error.error());
                results.retry();
            }
            Some(Err(error)) => {
                let rule = names[error.listing()];
                eprintln!("{rule} failed");
                return Err(error.into());
            }
            None => break,
        }
    }
    assert!(results.is_complete());
    eprintln!(
        "{count} non-compliant resources of {} rules, {retries} retries",
        names.len()
    );
    Ok(())
}

fn line(result: &EvaluationResult) -> String {
    let resource = result
        .evaluation_result_identifier()
        .and_then(|identifier| identifier.evaluation_result_qualifier());
    let rule = resource.and_then(|resource| resource.config_rule_name());
    let id = resource.and_then(|resource| resource.resource_id());
    format!("{:<12} {}", rule.unwrap_or("?"), id.unwrap_or("?"))
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let rules = (0..40).map(|number| Rule::sample(&format!("rule-{number:02}"), 10 * number));
    let endpoint = ConfigEndpoint::start(rules).await?;
    endpoint.fault([10, 30], Fault::Throttle);
    // The SDK would also retry by itself.
    let config = config::Builder::from(&sdk_config(&endpoint.url()))
        .retry_config(RetryConfig::disabled())
        .build();
    list(&Client::from_conf(config)).await
}
