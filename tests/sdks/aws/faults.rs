//! Faults of the service and of the connection, through the real SDK: no item is lost or repeated.

use std::time::Duration;

use aws_sdk_config::error::ProvideErrorMetadata;
use aws_sdk_config::types::EvaluationResult;
use aws_sdk_config::{Client, Error};
use paginate_core::{Items, Paginator, paginate};
use paginate_examples::{ConfigEndpoint, Fault, Rule, sdk_config};
use tokio::time::timeout;

/// How many attempts the SDK makes before it fails.
const ATTEMPTS: usize = 3;

#[paginate(token = "next_token", items = "evaluation_results")]
fn evaluations(
    config: &Client,
) -> impl Paginator<Item = EvaluationResult, Token = String, Error = Error> + use<> {
    config
        .get_compliance_details_by_config_rule()
        .config_rule_name("rule")
        .limit(10)
}

/// Starts an endpoint with five pages of ten resources. Returns the endpoint, a client, and the ids of the resources.
async fn start() -> (ConfigEndpoint, Client, Vec<String>) {
    let rule = Rule::sample("rule", 50);
    let ids = rule
        .evaluations
        .iter()
        .map(|evaluation| evaluation.resource_id.clone())
        .collect();
    let endpoint = ConfigEndpoint::start([rule]).await.unwrap();
    let config = Client::new(&sdk_config(&endpoint.url()));
    (endpoint, config, ids)
}

fn id(result: EvaluationResult) -> String {
    let qualifier = result
        .evaluation_result_identifier
        .and_then(|id| id.evaluation_result_qualifier);
    qualifier
        .and_then(|qualifier| qualifier.resource_id)
        .expect("every result has an id")
}

/// Reads the items to the end, with a retry after each error. Returns the errors and the ids of all items.
async fn read<P>(mut items: Items<P>) -> (Vec<paginate_core::Error<Error>>, Vec<String>)
where
    P: Paginator<Item = EvaluationResult, Error = Error>,
{
    let (mut errors, mut results) = (Vec::new(), Vec::new());
    while let Err(error) = items.try_extend(&mut results).await {
        errors.push(error);
        items.retry();
    }
    (errors, results.into_iter().map(id).collect())
}

#[tokio::test]
async fn errors_that_the_sdk_retries_are_not_yielded() {
    for fault in [Fault::Throttle, Fault::Html] {
        let (endpoint, config, ids) = start().await;
        endpoint.fault([2, 5], fault);
        let (errors, listed) = read(evaluations(&config).items()).await;
        assert!(errors.is_empty(), "{errors:?}");
        assert_eq!(listed, ids);
        assert_eq!(endpoint.received().len(), 5 + 2);
    }
}

#[tokio::test]
async fn retry_resumes_after_the_sdk_gives_up() {
    for (fault, code) in [
        (Fault::Throttle, Some("ThrottlingException")),
        (Fault::Html, None),
        (Fault::Cut, None),
    ] {
        for prefetch in [0, 2] {
            let (endpoint, config, ids) = start().await;
            endpoint.fault(3..3 + ATTEMPTS, fault);
            let (errors, listed) = read(evaluations(&config).prefetch(prefetch).items()).await;
            // The third page fails. Only that page is requested again.
            let [paginate_core::Error::Operation { page: 3, source }] = &errors[..] else {
                panic!("{fault:?}: {errors:?}");
            };
            if code.is_some() {
                assert_eq!(source.code(), code);
            }
            assert_eq!(listed, ids, "{fault:?}");
            let received = endpoint.received();
            assert_eq!(received.len(), 5 + ATTEMPTS);
            assert!(
                received[2..=2 + ATTEMPTS]
                    .iter()
                    .all(|request| request == &received[2])
            );
        }
    }
}

#[tokio::test]
async fn timeout_around_next_does_not_lose_the_page() {
    let (endpoint, config, ids) = start().await;
    endpoint.fault([2, 4], Fault::Delay(Duration::from_millis(150)));
    let mut items = evaluations(&config).items();
    let (mut listed, mut timeouts) = (Vec::new(), 0);
    loop {
        match timeout(Duration::from_millis(20), items.try_next()).await {
            Ok(Ok(Some(result))) => listed.push(id(result)),
            Ok(Ok(None)) => break,
            Ok(Err(error)) => panic!("{error:?}"),
            Err(_) => timeouts += 1,
        }
    }
    assert_eq!(listed, ids);
    assert!(timeouts >= 2, "{timeouts}");
    assert_eq!(endpoint.received().len(), 5);
}

#[tokio::test]
async fn retry_resends_the_page_with_the_repeated_token() {
    let (endpoint, config, ids) = start().await;
    endpoint.fault([3], Fault::RepeatToken);
    let (errors, listed) = read(evaluations(&config).items()).await;
    assert!(
        matches!(
            errors[..],
            [paginate_core::Error::RepeatedToken { page: 3 }]
        ),
        "{errors:?}"
    );
    assert_eq!(listed, ids);
    assert_eq!(endpoint.received().len(), 5 + 1);
}

#[tokio::test]
async fn missing_token_is_an_error_if_there_are_more_results() {
    // The response has no flag for `more_results`. The closure knows the last result of the listing instead.
    #[paginate(
        token = "next_token",
        items = "evaluation_results",
        more_results = |page| page.evaluation_results().len() == 10 && page.evaluation_results()[9] != last,
    )]
    fn until(
        config: &Client,
        last: EvaluationResult,
    ) -> impl Paginator<Item = EvaluationResult, Error = Error> {
        config
            .get_compliance_details_by_config_rule()
            .config_rule_name("rule")
            .limit(10)
    }

    let (endpoint, config, ids) = start().await;
    let all: Vec<EvaluationResult> = evaluations(&config).items().try_collect().await.unwrap();
    let requests = endpoint.received().len();
    endpoint.fault([requests + 2], Fault::DropToken);
    let (errors, listed) = read(until(&config, all[49].clone()).items()).await;
    assert!(
        matches!(errors[..], [paginate_core::Error::MissingToken { page: 2 }]),
        "{errors:?}"
    );
    assert_eq!(listed, ids);
}

#[tokio::test]
async fn resume_from_continues_after_any_item() {
    let (endpoint, config, ids) = start().await;
    for stop in 0..=ids.len() {
        let mut first = evaluations(&config).prefetch(stop % 3).items();
        let mut listed = Vec::new();
        while listed.len() < stop {
            listed.extend(first.try_next().await.unwrap());
        }
        let checkpoint = first.checkpoint();
        drop(first);
        let rest = evaluations(&config).resume_from(checkpoint);
        rest.items().try_extend(&mut listed).await.unwrap();
        assert_eq!(listed.into_iter().map(id).collect::<Vec<_>>(), ids);
    }
    // 51 listings have five pages each, and most of them request one page a second time.
    assert!(endpoint.received().len() > 51 * 5);
}
