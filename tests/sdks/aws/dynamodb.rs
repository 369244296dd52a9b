//! `Scan` and `Query` of `DynamoDB`, against ministack.

mod throughput;

use std::collections::HashMap;

use aws_sdk_dynamodb::types::{
    AttributeDefinition, AttributeValue, BillingMode, KeySchemaElement, KeyType, PutRequest,
    ScalarAttributeType, WriteRequest,
};
use aws_sdk_dynamodb::{Client, Error};
use paginate_core::{Paginator, paginate};
use paginate_examples::sdk_config;

use crate::{MINISTACK, all};

type Item = HashMap<String, AttributeValue>;

#[paginate(
    input_token = "exclusive_start_key",
    output_token = "last_evaluated_key",
    items = "items"
)]
fn scan(
    dynamodb: &Client,
    table: &str,
    page_size: i32,
) -> impl Paginator<Item = Item, Error = Error> {
    dynamodb.scan().table_name(table).limit(page_size)
}

#[paginate(
    input_token = "exclusive_start_key",
    output_token = "last_evaluated_key",
    items = "items"
)]
fn scan_for(
    dynamodb: &Client,
    table: &str,
    number: u32,
) -> impl Paginator<Item = Item, Error = Error> {
    dynamodb
        .scan()
        .table_name(table)
        .limit(5)
        .filter_expression("#n = :n")
        .expression_attribute_names("#n", "number")
        .expression_attribute_values(":n", AttributeValue::N(number.to_string()))
}

#[paginate(
    input_token = "exclusive_start_key",
    output_token = "last_evaluated_key",
    items = "items"
)]
fn query(
    dynamodb: &Client,
    table: &str,
    group: &str,
) -> impl Paginator<Item = Item, Error = Error> {
    dynamodb
        .query()
        .table_name(table)
        .limit(4)
        .key_condition_expression("#g = :g")
        .expression_attribute_names("#g", "group")
        .expression_attribute_values(":g", AttributeValue::S(group.into()))
}

/// Creates a table with two groups of 20 numbered items each. Returns a client.
async fn table(name: &str) -> Client {
    let dynamodb = Client::new(&sdk_config(&MINISTACK.url()));
    let key = |name: &str, kind| {
        KeySchemaElement::builder()
            .attribute_name(name)
            .key_type(kind)
            .build()
            .unwrap()
    };
    let attribute = |name: &str, kind| {
        AttributeDefinition::builder()
            .attribute_name(name)
            .attribute_type(kind)
            .build()
            .unwrap()
    };
    dynamodb
        .create_table()
        .table_name(name)
        .billing_mode(BillingMode::PayPerRequest)
        .key_schema(key("group", KeyType::Hash))
        .key_schema(key("number", KeyType::Range))
        .attribute_definitions(attribute("group", ScalarAttributeType::S))
        .attribute_definitions(attribute("number", ScalarAttributeType::N))
        .send()
        .await
        .unwrap();
    for group in ["even", "odd"] {
        let puts = (0..20).map(|number| {
            let put = PutRequest::builder()
                .item("group", AttributeValue::S(group.into()))
                .item("number", AttributeValue::N(number.to_string()));
            WriteRequest::builder()
                .put_request(put.build().unwrap())
                .build()
        });
        dynamodb
            .batch_write_item()
            .request_items(name, puts.collect())
            .send()
            .await
            .unwrap();
    }
    dynamodb
}

fn ids(items: &[Item]) -> Vec<(String, u32)> {
    let id = |item: &Item| {
        let number = item["number"].as_n().unwrap().parse().unwrap();
        (item["group"].as_s().unwrap().clone(), number)
    };
    items.iter().map(id).collect()
}

#[tokio::test]
async fn scan_and_query_list_all_items() {
    let dynamodb = table("numbers").await;

    let (in_one_page, _) = all(scan(&dynamodb, "numbers", 1000)).await;
    let mut expected = ids(&in_one_page);
    assert_eq!(expected.len(), 40);
    for page_size in [1, 7, 10] {
        let (items, pages) = all(scan(&dynamodb, "numbers", page_size)).await;
        assert_eq!(ids(&items), expected);
        // If the last page is full, an empty page follows.
        assert_eq!(pages, 40 / u64::from(page_size.unsigned_abs()) + 1);
    }

    let (items, pages) = all(query(&dynamodb, "numbers", "odd")).await;
    expected.retain(|(group, _)| group == "odd");
    expected.sort();
    assert_eq!(ids(&items), expected);
    assert_eq!(pages, 6);

    // The filter applies after the page size, so most pages are empty. An empty page does not end the listing.
    let (items, pages) = all(scan_for(&dynamodb, "numbers", 17)).await;
    let mut items = ids(&items);
    items.sort();
    assert_eq!(items, [("even".into(), 17), ("odd".into(), 17)]);
    assert_eq!(pages, 9);
}
