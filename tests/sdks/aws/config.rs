//! `GetComplianceDetailsByConfigRule` of AWS Config, against the endpoint of the examples.

mod errors;
mod requests;

use aws_sdk_config::operation::get_compliance_details_by_config_rule::GetComplianceDetailsByConfigRuleOutput;
use aws_sdk_config::types::{ComplianceType, EvaluationResult};
use aws_sdk_config::{Client, Error};
use paginate_core::{Paginator, paginate};
use paginate_examples::{ConfigEndpoint, Rule, sdk_config};

#[paginate(token = "next_token", items = "evaluation_results")]
fn non_compliant(
    config: &Client,
    rule: &str,
    page_size: i32,
) -> impl Paginator<
    Page = GetComplianceDetailsByConfigRuleOutput,
    Item = EvaluationResult,
    Error = Error,
> + use<> {
    config
        .get_compliance_details_by_config_rule()
        .config_rule_name(rule)
        .compliance_types(ComplianceType::NonCompliant)
        .limit(page_size)
}

const RULE: &str = "required-tags";

/// Starts an endpoint with a rule of this number of resources. Returns the endpoint, a client, and the ids of the
/// non-compliant resources.
async fn start(resources: usize) -> (ConfigEndpoint, Client, Vec<String>) {
    let rule = Rule::sample(RULE, resources);
    let ids = rule
        .evaluations
        .iter()
        .filter(|evaluation| evaluation.compliance == "NON_COMPLIANT")
        .map(|evaluation| evaluation.resource_id.clone())
        .collect();
    let endpoint = ConfigEndpoint::start([rule])
        .await
        .expect("the endpoint starts");
    let client = Client::new(&sdk_config(&endpoint.url()));
    (endpoint, client, ids)
}

fn id(result: &EvaluationResult) -> Option<&str> {
    result
        .evaluation_result_identifier()?
        .evaluation_result_qualifier()?
        .resource_id()
}

fn ids(results: &[EvaluationResult]) -> Vec<&str> {
    results.iter().filter_map(id).collect()
}

#[tokio::test]
async fn listing_yields_every_non_compliant_resource_in_order() {
    for resources in [0, 1, 15, 150, 300, 301] {
        let (endpoint, config, expected) = start(resources).await;
        let listed: Vec<EvaluationResult> = non_compliant(&config, RULE, 100)
            .items()
            .try_collect()
            .await
            .unwrap();
        assert_eq!(ids(&listed), expected);
        assert_eq!(
            endpoint.received().len(),
            expected.len().div_ceil(100).max(1)
        );
    }
}

#[tokio::test]
async fn listing_agrees_with_the_sdk_paginator() {
    let (_endpoint, config, _) = start(400).await;
    for page_size in [1, 7, 100] {
        let listed: Vec<EvaluationResult> = non_compliant(&config, RULE, page_size)
            .items()
            .try_collect()
            .await
            .unwrap();
        let expected: Vec<EvaluationResult> = config
            .get_compliance_details_by_config_rule()
            .config_rule_name(RULE)
            .compliance_types(ComplianceType::NonCompliant)
            .into_paginator()
            .page_size(page_size)
            .items()
            .send()
            .try_collect()
            .await
            .unwrap();
        // Two of three resources are non-compliant.
        assert_eq!(listed.len(), 267);
        assert_eq!(listed, expected);
    }
}

#[tokio::test]
async fn listing_can_be_spawned() {
    let (_endpoint, config, expected) = start(30).await;
    let listed: Vec<EvaluationResult> =
        tokio::spawn(non_compliant(&config, RULE, 8).items().try_collect())
            .await
            .unwrap()
            .unwrap();
    assert_eq!(ids(&listed), expected);
}
