//! The parallel scan of a `DynamoDB` table: each segment is a listing of its own.

use std::collections::BTreeSet;

use aws_sdk_dynamodb::Client;
use paginate_core::{Paginator, Parallel, Parts, paginate, parallel};
use serde_json::Value;

use crate::fixture::Fixture;
use crate::listing::{Failure, Identity};
use crate::proxy::Sent;

pub(crate) const NAME: &str = "dynamodb.scan of segments at the same time";

const LISTING: &str = "dynamodb.scan_of_segments";
const ITEMS: u64 = 120;
const PAGE_SIZE: i32 = 3;
const SEGMENTS: i32 = 8;

#[paginate(
    input_token = "exclusive_start_key",
    output_token = "last_evaluated_key",
    items = "items"
)]
fn scan(
    dynamodb: &Client,
    table: &str,
    segment: i32,
) -> impl Paginator<Item = Identity, Error = Failure> {
    dynamodb
        .scan()
        .table_name(table)
        .segment(segment)
        .total_segments(SEGMENTS)
        .limit(PAGE_SIZE)
}

/// Lists all segments with boto3 and with `parallel`. Returns the first difference.
pub(crate) fn check() -> Result<(), String> {
    let mut fixture = Fixture::lock("moto");
    fixture.seed(LISTING, 0);
    let parameters = fixture.seed(LISTING, ITEMS);
    let table = parameters["TableName"].as_str().expect("a name");

    let all = fixture.boto3(LISTING, None, None).listed?.items;
    let reference = fixture.boto3_segments(LISTING, PAGE_SIZE, SEGMENTS);
    let segments = reference.listed;
    let long_segments = segments.iter().filter(|items| items.len() > 6).count();
    if long_segments < 4 {
        return Err(format!("{long_segments} segments have more than two pages"));
    }
    same_set(&all, segments.iter().flatten(), "the segments of boto3")?;

    for concurrency in [1, 3, 8] {
        for ordered in [false, true] {
            let context =
                |difference| format!("{concurrency} at once, ordered {ordered}: {difference}");
            let ours = fixture.ours(|config| {
                let dynamodb = Client::new(&config);
                async move {
                    let listings = (0..SEGMENTS).map(|segment| scan(&dynamodb, table, segment));
                    collect(parallel(listings, concurrency), ordered).await
                }
            });
            let items = ours.listed.map_err(context)?;
            same_set(&all, &items, "parallel").map_err(context)?;
            for (segment, expected) in segments.iter().enumerate() {
                let found: Vec<_> = items
                    .iter()
                    .filter(|item| expected.contains(item))
                    .collect();
                if found.iter().copied().ne(expected) {
                    return Err(context(format!(
                        "segment {segment}: expected {expected:?}, found {found:?}"
                    )));
                }
            }
            if ordered && items.iter().ne(segments.iter().flatten()) {
                return Err(context(format!("the items are not in order: {items:?}")));
            }
            if lines(&ours.sent) != lines(&reference.sent) {
                return Err(context(format!("the requests differ: {:?}", ours.sent)));
            }
        }
    }
    check_resume(&fixture, table, &all)
}

/// Stops after some of the items, and lists the others from the checkpoint.
fn check_resume(fixture: &Fixture, table: &str, all: &[Value]) -> Result<(), String> {
    for stop in (0..=all.len()).step_by(10) {
        let ours = fixture.ours(|config| {
            let dynamodb = Client::new(&config);
            async move {
                let listings = || {
                    parallel(
                        (0..SEGMENTS).map(|segment| scan(&dynamodb, table, segment)),
                        3,
                    )
                };
                let mut first = listings();
                let mut items = Vec::new();
                while items.len() < stop {
                    let item = first
                        .try_next()
                        .await
                        .map_err(|error| format!("{error:?}"))?;
                    items.push(item.ok_or("the listing ends early")?.0);
                }
                let rest = listings().resume_from(first.checkpoint());
                let rest = rest.map_err(|error| error.to_string())?;
                items.extend(collect(rest, false).await?);
                Ok::<_, String>(items)
            }
        });
        same_set(all, &ours.listed?, &format!("resumed after {stop} items"))?;
    }
    Ok(())
}

async fn collect(
    listings: Parallel<impl Parts<Item = Identity, Error = Failure, Key = usize>>,
    ordered: bool,
) -> Result<Vec<Value>, String> {
    let listings = if ordered {
        listings.ordered()
    } else {
        listings
    };
    let items: Result<Vec<Identity>, _> = listings.try_collect().await;
    let items = items.map_err(|error| format!("{error:?}"))?;
    Ok(items.into_iter().map(|item| item.0).collect())
}

/// Fails if an item is missing, or is listed twice.
fn same_set<'a>(
    all: &'a [Value],
    items: impl IntoIterator<Item = &'a Value>,
    name: &str,
) -> Result<(), String> {
    let items: Vec<_> = items.into_iter().map(Value::to_string).collect();
    let set: BTreeSet<_> = items.iter().cloned().collect();
    if set.len() == items.len() && set == all.iter().map(Value::to_string).collect() {
        return Ok(());
    }
    Err(format!("{name}: expected {all:?}, found {items:?}"))
}

/// Returns the requests in an order that does not depend on time.
fn lines(sent: &[Sent]) -> Vec<String> {
    let mut lines: Vec<_> = sent.iter().map(|sent| format!("{sent:?}")).collect();
    lines.sort();
    lines
}
