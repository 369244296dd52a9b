//! Lists all records of a Route 53 hosted zone. The SDK has no paginator for this operation, and its token has three parts,
//! one of which most responses omit.
//!
//! `cargo run -p paginate-examples --example route53_records --features route53` prints one record set per line and the number
//! of pages. The example starts an emulator of AWS and installs it the first time, which takes a minute and needs Python 3.

use aws_sdk_route53::types::{
    Change, ChangeAction, ChangeBatch, ResourceRecord, ResourceRecordSet, RrType,
};
use aws_sdk_route53::{Client, Error};
use paginate_core::{Paginator, paginate};
use paginate_examples::{Emulator, sdk_config};

/// Lists all record sets. If a page omits one part of the token, the paginator unsets that part in the next request.
#[paginate(
    input_token = ["start_record_name", "start_record_type", "start_record_identifier"],
    output_token = ["next_record_name", "next_record_type", "next_record_identifier"],
    more_results = "is_truncated",
    items = "resource_record_sets",
)]
fn record_sets(
    route53: &Client,
    zone: &str,
) -> impl Paginator<Item = ResourceRecordSet, Error = Error> {
    route53
        .list_resource_record_sets()
        .hosted_zone_id(zone)
        .max_items(4)
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let emulator = Emulator::ministack()?;
    let route53 = Client::new(&sdk_config(&emulator.url()));
    let zone = create_zone(&route53, "example.com").await?;

    let mut sets = record_sets(&route53, &zone).items();
    let mut count = 0;
    while let Some(set) = sets.try_next().await? {
        count += 1;
        println!(
            "{:<20} {:<4} {}",
            set.name,
            set.r#type.as_str(),
            set.set_identifier.unwrap_or_default()
        );
    }
    eprintln!("{count} record sets on {} pages", sets.page_count());
    Ok(())
}

/// Creates a zone with six weighted records for `www`, and returns its id.
async fn create_zone(route53: &Client, domain: &str) -> Result<String, Box<dyn std::error::Error>> {
    let zone = route53
        .create_hosted_zone()
        .name(domain)
        .caller_reference("example")
        .send()
        .await?;
    let zone = zone.hosted_zone.ok_or("the response carries no zone")?.id;
    let mut batch = ChangeBatch::builder();
    for location in ["dublin", "frankfurt", "mumbai", "ohio", "paris", "tokyo"] {
        batch = batch.changes(upsert(
            &format!("www.{domain}"),
            RrType::A,
            "192.0.2.1",
            Some(location),
        )?);
    }
    for (name, value) in [("mail", "\"v=spf1 -all\""), ("text", "\"hello\"")] {
        batch = batch.changes(upsert(
            &format!("{name}.{domain}"),
            RrType::Txt,
            value,
            None,
        )?);
    }
    let changes = batch.build()?;
    route53
        .change_resource_record_sets()
        .hosted_zone_id(&zone)
        .change_batch(changes)
        .send()
        .await?;
    Ok(zone)
}

fn upsert(
    name: &str,
    record_type: RrType,
    value: &str,
    set_identifier: Option<&str>,
) -> Result<Change, aws_sdk_route53::error::BuildError> {
    let set = ResourceRecordSet::builder()
        .name(name)
        .r#type(record_type)
        .ttl(300)
        .resource_records(ResourceRecord::builder().value(value).build()?)
        .set_set_identifier(set_identifier.map(Into::into))
        .set_weight(set_identifier.map(|_| 1));
    Change::builder()
        .action(ChangeAction::Upsert)
        .resource_record_set(set.build()?)
        .build()
}
