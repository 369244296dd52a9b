//! The output of `cargo paginate write`, compiled unchanged and run with the real SDK over HTTP.
//!
//! The sources are the snapshots of cargo-paginate. The tests of cargo-paginate compare the snapshots with its output.

mod service;

use aws_sdk_route53::types::{RrType, VpcRegion};
use paginate_core::Paginator;
use paginate_examples::sdk_config;

use crate::route53_extension::Paginate;
use crate::s3::ListObjectVersionsItem;
use crate::service::Service;

/// Declares a module for each snapshot. The snapshots are not formatted, and the tests do not call every function.
macro_rules! generated {
    ($($name:ident: $file:literal),* $(,)?) => {
        $(
            #[allow(dead_code, unreachable_pub)]
            #[path = $file]
            #[rustfmt::skip]
            mod $name;
        )*
    };
}

generated! {
    dynamodb_builder: "../../cargo-paginate/tests/snapshots/dynamodb_builder.rs",
    eventbridge: "../../cargo-paginate/tests/snapshots/eventbridge.rs",
    route53_extension: "../../cargo-paginate/tests/snapshots/route53_extension.rs",
    s3: "../../cargo-paginate/tests/snapshots/s3.rs",
}

#[tokio::test]
async fn function_of_a_client_lists_all_pages() {
    let service = Service::json([
        r#"{"Rules": [{"Name": "a"}, {"Name": "b"}], "NextToken": "more"}"#,
        r#"{"Rules": [], "NextToken": "still more"}"#,
        r#"{"Rules": [{"Name": "c"}]}"#,
    ])
    .await;
    let client = aws_sdk_eventbridge::Client::new(&sdk_config(&service.url));
    let rules: Vec<_> = eventbridge::list_rules(&client)
        .items()
        .try_collect()
        .await
        .unwrap();
    let names: Vec<_> = rules.into_iter().filter_map(|rule| rule.name).collect();
    assert_eq!(names, ["a", "b", "c"]);
    assert_eq!(
        service.bodies(),
        [
            "{}",
            r#"{"NextToken":"more"}"#,
            r#"{"NextToken":"still more"}"#
        ]
    );
}

#[tokio::test]
async fn function_takes_the_required_members_of_the_request() {
    let service = Service::json([r#"{"Targets": [{"Id": "1", "Arn": "arn"}]}"#]).await;
    let client = aws_sdk_eventbridge::Client::new(&sdk_config(&service.url));
    let targets = eventbridge::list_targets_by_rule(&client, "nightly");
    // The paginator borrows nothing, so it can be spawned.
    let targets = tokio::spawn(targets.items().try_collect::<Vec<_>>());
    assert_eq!(targets.await.unwrap().unwrap().len(), 1);
    assert_eq!(service.bodies(), [r#"{"Rule":"nightly"}"#]);
}

#[tokio::test]
async fn enum_holds_the_items_of_several_collections() {
    let service = Service::xml([
        "<ListVersionsResult><IsTruncated>true</IsTruncated>
            <NextKeyMarker>b</NextKeyMarker><NextVersionIdMarker>2</NextVersionIdMarker>
            <Version><Key>a</Key></Version><DeleteMarker><Key>b</Key></DeleteMarker>
        </ListVersionsResult>",
        "<ListVersionsResult><IsTruncated>false</IsTruncated>
            <CommonPrefixes><Prefix>c/</Prefix></CommonPrefixes>
        </ListVersionsResult>",
    ])
    .await;
    let config = aws_sdk_s3::config::Builder::from(&sdk_config(&service.url));
    let client = aws_sdk_s3::Client::from_conf(config.force_path_style(true).build());
    let entries: Vec<ListObjectVersionsItem> = s3::list_object_versions(&client, "bucket")
        .items()
        .try_collect()
        .await
        .unwrap();
    let keys: Vec<_> = entries
        .into_iter()
        .map(|entry| match entry {
            ListObjectVersionsItem::ObjectVersion(version) => version.key,
            ListObjectVersionsItem::DeleteMarkerEntry(marker) => marker.key,
            ListObjectVersionsItem::CommonPrefix(prefix) => prefix.prefix,
        })
        .collect();
    assert_eq!(keys, ["a", "b", "c/"].map(|key| Some(key.to_owned())));
    let paths = service.paths();
    assert_eq!(paths[0], "/bucket/?versions");
    assert_eq!(
        paths[1],
        "/bucket/?versions&key-marker=b&version-id-marker=2"
    );
}

#[tokio::test]
async fn function_of_a_builder_lists_all_pages() {
    let service = Service::json([
        r#"{"Items": [{"id": {"S": "1"}}], "LastEvaluatedKey": {"id": {"S": "1"}}}"#,
        r#"{"Items": [{"id": {"S": "2"}}]}"#,
    ])
    .await;
    let client = aws_sdk_dynamodb::Client::new(&sdk_config(&service.url));
    let items: Vec<_> = dynamodb_builder::scan(client.scan().table_name("table"))
        .items()
        .try_collect()
        .await
        .unwrap();
    let ids: Vec<_> = items
        .iter()
        .filter_map(|item| item["id"].as_s().ok())
        .collect();
    assert_eq!(ids, ["1", "2"]);
    assert_eq!(
        service.bodies()[1],
        r#"{"TableName":"table","ExclusiveStartKey":{"id":{"S":"1"}}}"#
    );
}

#[tokio::test]
async fn extension_method_of_a_builder_lists_all_pages() {
    let set =
        |name| format!("<ResourceRecordSet><Name>{name}</Name><Type>A</Type></ResourceRecordSet>");
    let service = Service::xml([
        format!(
            "<ListResourceRecordSetsResponse><ResourceRecordSets>{}</ResourceRecordSets>
            <IsTruncated>true</IsTruncated><MaxItems>1</MaxItems>
            <NextRecordName>b</NextRecordName><NextRecordType>CNAME</NextRecordType>
            </ListResourceRecordSetsResponse>",
            set("a")
        ),
        format!(
            "<ListResourceRecordSetsResponse><ResourceRecordSets>{}</ResourceRecordSets>
            <IsTruncated>false</IsTruncated><MaxItems>1</MaxItems>
            </ListResourceRecordSetsResponse>",
            set("b")
        ),
    ])
    .await;
    let client = aws_sdk_route53::Client::new(&sdk_config(&service.url));
    let zone = client.list_resource_record_sets().hosted_zone_id("Z1");
    let sets = zone.start_record_type(RrType::A).paginate();
    let sets: Vec<_> = tokio::spawn(sets.items().try_collect())
        .await
        .unwrap()
        .unwrap();
    assert_eq!(
        sets.into_iter().map(|set| set.name).collect::<Vec<_>>(),
        ["a", "b"]
    );
    assert_eq!(
        service.paths()[1],
        "/2013-04-01/hostedzone/Z1/rrset?name=b&type=CNAME"
    );

    // Other builders also have the method. The service has no response left, so this request fails.
    let zones = client
        .list_hosted_zones_by_vpc()
        .vpc_region(VpcRegion::UsEast1);
    let mut zones = zones.paginate().items();
    assert!(zones.try_next().await.is_err());
}
