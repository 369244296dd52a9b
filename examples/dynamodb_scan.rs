//! Scans a DynamoDB table with a filter. DynamoDB applies the page size before the filter, so most pages are empty. A loop
//! that stops at an empty page loses items; a paginator does not.
//!
//! `cargo run -p paginate-examples --example dynamodb_scan --features dynamodb` prints six sensors, each with its page, and
//! the number of pages. The example starts an emulator of AWS and installs it the first time, which takes a minute and needs
//! Python 3.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::{
    AttributeDefinition, AttributeValue, BillingMode, KeySchemaElement, KeyType, PutRequest,
    ScalarAttributeType, WriteRequest,
};
use aws_sdk_dynamodb::{Client, Error};
use paginate_core::{Paginator, paginate};
use paginate_examples::{Emulator, sdk_config};

type Item = HashMap<String, AttributeValue>;

/// Lists the readings above a temperature. The token is a map, the key of the last item that DynamoDB read.
#[paginate(
    input_token = "exclusive_start_key",
    output_token = "last_evaluated_key",
    items = "items"
)]
fn hot_readings(
    dynamodb: &Client,
    table: &str,
    above: u32,
) -> impl Paginator<Item = Item, Error = Error> {
    dynamodb
        .scan()
        .table_name(table)
        .limit(25)
        .filter_expression("temperature > :above")
        .expression_attribute_values(":above", AttributeValue::N(above.to_string()))
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let emulator = Emulator::ministack()?;
    let dynamodb = Client::new(&sdk_config(&emulator.url()));
    create_table(&dynamodb, "readings").await?;

    let mut readings = hot_readings(&dynamodb, "readings", 97).items();
    let mut count = 0;
    while let Some(reading) = readings.try_next().await? {
        count += 1;
        let sensor = reading["sensor"]
            .as_s()
            .map_err(|_| "the sensor is not a string")?;
        println!("{sensor} on page {}", readings.page_count());
    }
    eprintln!("{count} readings on {} pages", readings.page_count());
    Ok(())
}

/// Creates a table with 300 sensors, whose temperatures are between 0 and 99 degrees.
async fn create_table(dynamodb: &Client, table: &str) -> Result<(), Box<dyn std::error::Error>> {
    let key = KeySchemaElement::builder()
        .attribute_name("sensor")
        .key_type(KeyType::Hash)
        .build()?;
    let sensor = AttributeDefinition::builder()
        .attribute_name("sensor")
        .attribute_type(ScalarAttributeType::S)
        .build()?;
    dynamodb
        .create_table()
        .table_name(table)
        .billing_mode(BillingMode::PayPerRequest)
        .key_schema(key)
        .attribute_definitions(sensor)
        .send()
        .await?;
    let sensors: Vec<u32> = (0..300).collect();
    for batch in sensors.chunks(25) {
        let mut puts = Vec::new();
        for sensor in batch {
            let put = PutRequest::builder()
                .item("sensor", AttributeValue::S(format!("sensor-{sensor:03}")))
                .item("temperature", AttributeValue::N((sensor % 100).to_string()));
            puts.push(WriteRequest::builder().put_request(put.build()?).build());
        }
        dynamodb
            .batch_write_item()
            .request_items(table, puts)
            .send()
            .await?;
    }
    Ok(())
}
