use std::sync::{Arc, Mutex};

use aws_sdk_config::config::interceptors::BeforeTransmitInterceptorContextRef;
use aws_sdk_config::config::{ConfigBag, Intercept, RuntimeComponents};
use aws_sdk_config::error::{BoxError, ProvideErrorMetadata};
use aws_sdk_config::operation::get_compliance_details_by_config_rule::GetComplianceDetailsByConfigRuleOutput;
use aws_sdk_config::types::{ComplianceType, EvaluationResult};
use aws_sdk_config::{Client, Error};
use paginate_core::{Paginator, paginate};
use paginate_examples::{ConfigEndpoint, Rule, sdk_config};
use serde_json::{Value, json};

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
        .expect("a port of loopback");
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
async fn every_resource_is_listed_once_and_in_order() {
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
async fn it_gives_what_the_sdks_own_paginator_gives() {
    let (_endpoint, config, _) = start(400).await;
    for page_size in [1, 7, 100] {
        let ours: Vec<EvaluationResult> = non_compliant(&config, RULE, page_size)
            .items()
            .try_collect()
            .await
            .unwrap();
        let theirs: Vec<EvaluationResult> = config
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
        assert_eq!(ours.len(), 267);
        assert_eq!(ours, theirs);
    }
}

#[tokio::test]
async fn nothing_is_sent_before_it_is_polled_and_then_a_request_a_page() {
    let (endpoint, config, _) = start(30).await;
    let mut items = non_compliant(&config, RULE, 8).items();
    tokio::task::yield_now().await;
    assert_eq!(endpoint.received(), Vec::<Value>::new());
    for read in 1..=20 {
        assert!(items.try_next().await.unwrap().is_some());
        assert_eq!(endpoint.received().len(), usize::div_ceil(read, 8));
        assert_eq!(items.page_number(), u64::div_ceil(read as u64, 8));
    }
    assert!(items.try_next().await.unwrap().is_none());
    assert_eq!(endpoint.received().len(), 3);
}

#[tokio::test]
async fn the_token_and_nothing_else_changes_on_the_wire() {
    let (endpoint, config, _) = start(30).await;
    let mut pages = non_compliant(&config, RULE, 8).pages();
    let mut expected = Vec::new();
    let mut token = None;
    while let Some(page) = pages.try_next().await.unwrap() {
        let mut request = json!({
            "ConfigRuleName": RULE,
            "ComplianceTypes": ["NON_COMPLIANT"],
            "Limit": 8,
        });
        if let Some(token) = token {
            request["NextToken"] = Value::String(token);
        }
        expected.push(request);
        token = page.next_token;
    }
    assert_eq!(token, None);
    assert_eq!(expected.len(), 3);
    assert_eq!(endpoint.received(), expected);
}

#[tokio::test]
async fn the_page_size_is_the_services_to_choose_if_none_is_asked_for() {
    #[paginate(token = "next_token", items = "evaluation_results")]
    fn all(config: &Client, rule: &str) -> impl Paginator<Item = EvaluationResult, Error = Error> {
        config
            .get_compliance_details_by_config_rule()
            .config_rule_name(rule)
    }

    let (endpoint, config, _) = start(45).await;
    let listed: Vec<EvaluationResult> = all(&config, RULE).items().try_collect().await.unwrap();
    assert_eq!(listed.len(), 45);
    assert_eq!(endpoint.received().len(), 5);
    assert!(
        endpoint
            .received()
            .iter()
            .all(|request| request.get("Limit").is_none())
    );
}

#[tokio::test]
async fn an_unknown_rule_is_the_services_exception_on_page_1() {
    let (endpoint, config, _) = start(3).await;
    let mut items = non_compliant(&config, "nope", 100).items();
    match items.try_next().await {
        Err(paginate_core::Error::Operation {
            page: 1,
            source: Error::NoSuchConfigRuleException(exception),
        }) => {
            assert!(exception.message().unwrap_or_default().contains("'nope'"));
        }
        other => panic!("{other:?}"),
    }
    assert!(items.try_next().await.unwrap().is_none());
    assert_eq!(endpoint.received().len(), 1);
}

#[tokio::test]
async fn a_token_that_the_service_did_not_give_is_its_exception() {
    #[paginate(token = "next_token", items = "evaluation_results")]
    fn from(
        config: &Client,
        token: &str,
    ) -> impl Paginator<Item = EvaluationResult, Error = Error> {
        config
            .get_compliance_details_by_config_rule()
            .config_rule_name(RULE)
            .next_token(token)
    }

    let (_endpoint, config, _) = start(30).await;
    let page = config
        .get_compliance_details_by_config_rule()
        .config_rule_name(RULE)
        .send()
        .await
        .unwrap();
    let token = page.next_token.expect("30 resources are three pages");
    let listed: Vec<EvaluationResult> = from(&config, &token).items().try_collect().await.unwrap();
    assert_eq!(listed.len(), 20);

    for token in [
        "rubbish",
        &token[1..],
        &format!("{token}0"),
        &token.replace(&token[..1], "x"),
    ] {
        let error = from(&config, token).items().try_next().await.unwrap_err();
        assert!(
            matches!(
                &error,
                paginate_core::Error::Operation {
                    page: 1,
                    source: Error::InvalidNextTokenException(_)
                }
            ),
            "{token}: {error:?}"
        );
    }
}

#[tokio::test]
async fn the_endpoint_is_as_strict_as_the_service() {
    let (_endpoint, config, _) = start(30).await;
    let request = || {
        config
            .get_compliance_details_by_config_rule()
            .config_rule_name(RULE)
    };
    let page = request().limit(0).send().await.unwrap();
    assert_eq!(page.evaluation_results().len(), 10);
    let refused = [
        (request().limit(101), "ValidationException"),
        (
            request().config_rule_name("x".repeat(65)),
            "ValidationException",
        ),
        (
            request().compliance_types(ComplianceType::InsufficientData),
            "InvalidParameterValueException",
        ),
    ];
    for (request, exception) in refused {
        let error = request.send().await.unwrap_err();
        assert_eq!(error.code(), Some(exception));
    }
}

#[tokio::test]
async fn a_server_that_goes_away_is_an_error_after_what_was_listed() {
    let (endpoint, config, expected) = start(30).await;
    let mut items = non_compliant(&config, RULE, 8).items();
    let mut listed = Vec::new();
    for _ in 0..8 {
        listed.extend(items.try_next().await.unwrap());
    }
    drop(endpoint);
    let error = items.try_next().await.unwrap_err();
    assert_eq!(error.page(), 2);
    assert_eq!(ids(&listed), expected[..8]);
    assert!(items.try_next().await.unwrap().is_none());
}

#[tokio::test]
async fn a_listing_is_read_on_another_task() {
    let (_endpoint, config, expected) = start(30).await;
    let listed: Vec<EvaluationResult> =
        tokio::spawn(non_compliant(&config, RULE, 8).items().try_collect())
            .await
            .unwrap()
            .unwrap();
    assert_eq!(ids(&listed), expected);
}

/// Sees every request of a listing just before it is sent.
#[derive(Clone, Debug, Default)]
struct Seen(Arc<Mutex<Vec<Option<String>>>>);

impl Intercept for Seen {
    fn name(&self) -> &'static str {
        "Seen"
    }

    fn read_before_transmit(
        &self,
        context: &BeforeTransmitInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let tenant = context.request().headers().get("x-tenant").map(Into::into);
        self.0.lock().unwrap().push(tenant);
        Ok(())
    }
}

#[tokio::test]
async fn a_request_is_customized_on_its_way() {
    #[paginate(
        token = "next_token",
        items = "evaluation_results",
        send = |request| request
            .customize()
            .mutate_request(|request| {
                request.headers_mut().insert("x-tenant", "blue");
            })
            .interceptor(seen.clone())
            .send(),
    )]
    fn customized(
        config: &Client,
        seen: Seen,
    ) -> impl Paginator<Item = EvaluationResult, Error = Error> {
        config
            .get_compliance_details_by_config_rule()
            .config_rule_name(RULE)
    }

    let (_endpoint, config, _) = start(35).await;
    let seen = Seen::default();
    let listed: Vec<EvaluationResult> = customized(&config, seen.clone())
        .items()
        .try_collect()
        .await
        .unwrap();
    assert_eq!(listed.len(), 35);
    assert_eq!(*seen.0.lock().unwrap(), vec![Some("blue".into()); 4]);
}
