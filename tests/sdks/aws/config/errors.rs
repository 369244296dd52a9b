//! Errors of the service and of the connection.

use aws_sdk_config::error::ProvideErrorMetadata;
use aws_sdk_config::types::{ComplianceType, EvaluationResult};
use aws_sdk_config::{Client, Error};
use paginate_core::{Paginator, paginate};

use super::{RULE, ids, non_compliant, start};

#[tokio::test]
async fn unknown_rule_is_an_error_on_page_1() {
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
async fn invalid_token_is_an_error_on_page_1() {
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
    let token = page.next_token.expect("30 resources take three pages");
    let listed: Vec<EvaluationResult> = from(&config, &token).items().try_collect().await.unwrap();
    assert_eq!(listed.len(), 20);

    for token in [
        "invalid",
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
async fn endpoint_validates_requests_like_the_service() {
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
async fn stopped_server_is_an_error_after_the_listed_items() {
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
