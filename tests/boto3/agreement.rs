//! The same listing by boto3 and by an annotated function: the same items, and the same requests.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use serde_json::Value;

use crate::bench::{Bench, Observed};
use crate::boto3::{Boto3, Listed};
use crate::listing::{Given, Listing, Read, Reading};
use crate::report::Row;

/// These are resumed at every item. Their tokens are a string, three strings, a map, a number, and
/// one that is read from the last item.
const RESUMED: [&str; 5] = [
    "events.list_rules",
    "route53.list_resource_record_sets",
    "dynamodb.scan",
    "s3.list_parts",
    "s3.list_objects",
];

/// What boto3 knows of each listing.
static DESCRIBED: LazyLock<Value> = LazyLock::new(|| Boto3::start().describe());

/// A row for the table, of which nothing is compared yet.
pub(crate) fn row(listing: &Listing) -> Row {
    Row::new(listing, &DESCRIBED[&listing.key()])
}

/// Compares every listing of an operation, or tells the first difference.
pub(crate) fn compare(listing: &Listing, row: &mut Row) -> Result<(), String> {
    let key = listing.key();
    let described = &DESCRIBED[&key];
    let server = described["server"]
        .as_str()
        .ok_or("boto3 does not know it")?;
    let most = described["most"].as_u64().expect("a number");
    let page = described["page"].as_u64();
    let mut bench = Bench::of_server(server);
    let mut longest = 0;
    for total in [0, 1, page.unwrap_or(6), most] {
        let parameters = bench.seed(&key, total);
        let whole = bench.boto3(&key, None, None).listed?.items.len();
        if whole <= longest && total > 0 {
            return Err(format!(
                "{whole} items are listed when there are {total} more"
            ));
        }
        longest = whole;
        for page_size in sizes(page, whole) {
            let given = Given {
                parameters: parameters.clone(),
                page_size,
            };
            let context = |difference| {
                let size =
                    page_size.map_or("of the server's size".into(), |size| format!("of {size}"));
                format!("{whole} items on pages {size}: {difference}")
            };
            let reference = bench.boto3(&key, page_size, None);
            let reference = Observed {
                listed: reference.listed?,
                sent: reference.sent,
            };
            for prefetch in [0, 3] {
                let ours = bench.ours(listing, &given, Reading::Through { prefetch });
                same(&reference, &ours).map_err(context)?;
            }
            if RESUMED.contains(&key.as_str()) {
                for stop in 0..=whole {
                    let ours = bench.ours(listing, &given, Reading::Resumed { stop });
                    same_items(&reference.listed, &ours.listed).map_err(context)?;
                }
            }
            row.add(&reference.listed);
        }
    }
    row.agrees()
}

/// One, three, and one that divides the total.
fn sizes(page: Option<u64>, total: usize) -> Vec<Option<i32>> {
    if page.is_some() {
        return vec![None];
    }
    let total = i32::try_from(total).expect("a few");
    let divisor = (1..total)
        .rev()
        .find(|size| total % size == 0 && *size != 3);
    let divisor = divisor.filter(|size| *size > 1).unwrap_or(total.max(2));
    let sizes: BTreeSet<i32> = [1, 3, divisor].into();
    sizes.into_iter().map(Some).collect()
}

fn same(reference: &Observed<Listed>, ours: &Observed<Read>) -> Result<(), String> {
    // Two sides of which nothing was written down would be the same.
    let (requests, pages) = (reference.sent.len(), reference.listed.pages);
    if requests as u64 != pages {
        return Err(format!("boto3 sent {requests} requests for {pages} pages"));
    }
    same_items(&reference.listed, &ours.listed)?;
    if reference.sent == ours.sent {
        return Ok(());
    }
    let at = reference
        .sent
        .iter()
        .zip(&ours.sent)
        .take_while(|(one, other)| one == other)
        .count();
    let request = at + 1;
    Err(format!(
        "request {request} differs\n  boto3: {:?}\n   ours: {:?}",
        reference.sent.get(at),
        ours.sent.get(at)
    ))
}

fn same_items(reference: &Listed, (items, error): &Read) -> Result<(), String> {
    if let Some(error) = error {
        return Err(format!("after {} items: {error:?}", items.len()));
    }
    if items.iter().map(|item| &item.0).eq(&reference.items) {
        return Ok(());
    }
    Err(format!(
        "the items differ\n  boto3: {:?}\n   ours: {items:?}",
        reference.items
    ))
}
