//! `ListResourceRecordSets` of Route 53, against ministack.

use aws_sdk_route53::types::{
    Change, ChangeAction, ChangeBatch, ResourceRecord, ResourceRecordSet, RrType,
};
use aws_sdk_route53::{Client, Error};
use paginate_core::{Paginator, paginate};
use paginate_examples::sdk_config;

use crate::{MINISTACK, all};

/// Lists with three tokens, one of which is an enum of the SDK.
#[paginate(
    input_token = ["start_record_name", "start_record_type", "start_record_identifier"],
    output_token = ["next_record_name", "next_record_type", "next_record_identifier"],
    more_results = "is_truncated",
    items = "resource_record_sets",
)]
fn records(
    route53: &Client,
    zone: &str,
    page_size: i32,
) -> impl Paginator<Item = ResourceRecordSet, Error = Error> {
    route53
        .list_resource_record_sets()
        .hosted_zone_id(zone)
        .max_items(page_size)
}

fn upsert(name: &str, kind: RrType, identifier: Option<usize>) -> Change {
    let value = match kind {
        RrType::Txt => "\"text\"",
        _ => "192.0.2.1",
    };
    let set = ResourceRecordSet::builder()
        .name(name)
        .r#type(kind)
        .ttl(300)
        .resource_records(ResourceRecord::builder().value(value).build().unwrap())
        .set_set_identifier(identifier.map(|n| format!("server-{n}")))
        .set_weight(identifier.map(|_| 1));
    Change::builder()
        .action(ChangeAction::Upsert)
        .resource_record_set(set.build().unwrap())
        .build()
        .unwrap()
}

type Id = (String, RrType, Option<String>);

fn ids(sets: Vec<ResourceRecordSet>) -> Vec<Id> {
    sets.into_iter()
        .map(|set| (set.name, set.r#type, set.set_identifier))
        .collect()
}

#[tokio::test]
async fn list_resource_record_sets_uses_all_three_tokens() {
    let route53 = Client::new(&sdk_config(&MINISTACK.url()));
    let zone = route53
        .create_hosted_zone()
        .name("example.com")
        .caller_reference("once")
        .send()
        .await
        .unwrap();
    let zone = zone.hosted_zone.unwrap().id;
    let mut changes = ChangeBatch::builder();
    for host in 0..4 {
        let name = format!("host-{host}.example.com");
        changes = changes.changes(upsert(&name, RrType::Txt, None));
        // More sets with the same name and type than a page holds, so that the third token is needed.
        for identifier in 0..5 {
            changes = changes.changes(upsert(&name, RrType::A, Some(identifier)));
        }
    }
    let batch = changes.build().unwrap();
    route53
        .change_resource_record_sets()
        .hosted_zone_id(&zone)
        .change_batch(batch)
        .send()
        .await
        .unwrap();

    let (in_one_page, pages) = all(records(&route53, &zone, 300)).await;
    // The zone also has an NS and an SOA record.
    assert_eq!((in_one_page.len(), pages), (2 + 4 * 6, 1));
    for page_size in [1, 2, 3, 4, 13] {
        let (sets, pages) = all(records(&route53, &zone, page_size)).await;
        assert_eq!(pages, 26_u64.div_ceil(page_size.unsigned_abs().into()));
        assert_eq!(ids(sets), ids(in_one_page.clone()));
    }
}
