//! `ListRules` of `EventBridge`, against moto.

use aws_sdk_eventbridge::types::Rule;
use aws_sdk_eventbridge::{Client, Error};
use paginate_core::{Paginator, paginate};
use paginate_examples::sdk_config;

use crate::{MOTO, all};

/// The SDK has no paginators for this service.
#[paginate(token = "next_token", items = "rules")]
fn rules(eventbridge: &Client, page_size: i32) -> impl Paginator<Item = Rule, Error = Error> {
    eventbridge.list_rules().limit(page_size)
}

#[tokio::test]
async fn list_rules_lists_all_rules() {
    let eventbridge = Client::new(&sdk_config(&MOTO.url()));
    let names: Vec<String> = (0..10).map(|n| format!("rule-{n}")).collect();
    for name in &names {
        eventbridge
            .put_rule()
            .name(name)
            .schedule_expression("rate(5 minutes)")
            .send()
            .await
            .unwrap();
    }
    for page_size in [1, 3, 5] {
        let (rules, pages) = all(rules(&eventbridge, page_size)).await;
        assert_eq!(pages, 10_u64.div_ceil(page_size.unsigned_abs().into()));
        assert_eq!(
            rules
                .into_iter()
                .filter_map(|rule| rule.name)
                .collect::<Vec<_>>(),
            names
        );
    }
}
