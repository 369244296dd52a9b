//! The requests that a listing sends.

use std::sync::{Arc, Mutex};

use aws_sdk_config::config::interceptors::BeforeTransmitInterceptorContextRef;
use aws_sdk_config::config::{ConfigBag, Intercept, RuntimeComponents};
use aws_sdk_config::error::BoxError;
use aws_sdk_config::types::EvaluationResult;
use aws_sdk_config::{Client, Error};
use paginate_core::{Paginator, paginate};
use serde_json::{Value, json};

use super::{RULE, non_compliant, start};

/// Records the `x-tenant` header of every request.
#[derive(Clone, Debug, Default)]
struct TenantHeaders(Arc<Mutex<Vec<Option<String>>>>);

impl Intercept for TenantHeaders {
    fn name(&self) -> &'static str {
        "TenantHeaders"
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
async fn send_can_customize_the_request() {
    #[paginate(
        token = "next_token",
        items = "evaluation_results",
        send = |request| request
            .customize()
            .mutate_request(|request| {
                request.headers_mut().insert("x-tenant", "blue");
            })
            .interceptor(tenants.clone())
            .send(),
    )]
    fn customized(
        config: &Client,
        tenants: TenantHeaders,
    ) -> impl Paginator<Item = EvaluationResult, Error = Error> {
        config
            .get_compliance_details_by_config_rule()
            .config_rule_name(RULE)
    }

    let (_endpoint, config, _) = start(35).await;
    let tenants = TenantHeaders::default();
    let listed: Vec<EvaluationResult> = customized(&config, tenants.clone())
        .items()
        .try_collect()
        .await
        .unwrap();
    assert_eq!(listed.len(), 35);
    assert_eq!(*tenants.0.lock().unwrap(), vec![Some("blue".into()); 4]);
}

#[tokio::test]
async fn http_requests_differ_only_in_the_token() {
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
async fn page_size_is_absent_by_default() {
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
async fn listing_is_lazy_and_sends_one_request_per_page() {
    let (endpoint, config, _) = start(30).await;
    let mut items = non_compliant(&config, RULE, 8).items();
    tokio::task::yield_now().await;
    assert_eq!(endpoint.received(), Vec::<Value>::new());
    for read in 1..=20 {
        assert!(items.try_next().await.unwrap().is_some());
        assert_eq!(endpoint.received().len(), usize::div_ceil(read, 8));
        assert_eq!(items.page_count(), u64::div_ceil(read as u64, 8));
    }
    assert!(items.try_next().await.unwrap().is_none());
    assert_eq!(endpoint.received().len(), 3);
}
