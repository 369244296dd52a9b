//! Compares the items and the requests of boto3 with those of an annotated function.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use serde_json::Value;

use crate::boto3::{Boto3, Listed};
use crate::fixture::{Fixture, Observation};
use crate::listing::{Input, Listing, Mode, Outcome};
use crate::report::Row;

/// The listings that are also resumed after every item. Their tokens are a string, three values (one is an enum), a map, a
/// number as a string, and a member of the last item.
const RESUMED: [&str; 5] = [
    "events.list_rules",
    "route53.list_resource_record_sets",
    "dynamodb.scan",
    "s3.list_parts",
    "s3.list_objects",
];

/// The description of every listing by the Python program.
static DESCRIBED: LazyLock<Value> = LazyLock::new(|| Boto3::start().describe());

/// Returns the row of a listing in the table, before any comparison.
pub(crate) fn row(listing: &Listing) -> Row {
    Row::new(listing, &DESCRIBED[&listing.key()])
}

/// Compares a listing at several totals and page sizes. Returns the first difference.
pub(crate) fn compare(listing: &Listing, row: &mut Row) -> Result<(), String> {
    let key = listing.key();
    let described = &DESCRIBED[&key];
    let server = described["server"]
        .as_str()
        .ok_or("the Python program has no such listing")?;
    let max_resources = described["max_resources"]
        .as_u64()
        .expect("`max_resources` is a number");
    let fixed_page_size = described["page_size"].as_u64();
    let mut fixture = Fixture::lock(server);
    let mut longest = 0;
    for total in [0, 1, fixed_page_size.unwrap_or(6), max_resources] {
        let parameters = fixture.seed(&key, total);
        let whole = fixture.boto3(&key, None, None).listed?.items.len();
        if whole <= longest && total > 0 {
            return Err(format!(
                "boto3 listed {whole} items of {total} and {longest} items of fewer"
            ));
        }
        longest = whole;
        for page_size in page_sizes(fixed_page_size, whole) {
            let input = Input {
                parameters: parameters.clone(),
                page_size,
            };
            let context = |difference| {
                let size = page_size.map_or("of the default size".into(), |size| {
                    format!("of {size} items")
                });
                format!("{whole} items in pages {size}: {difference}")
            };
            let reference = fixture.boto3(&key, page_size, None);
            let reference = Observation {
                listed: reference.listed?,
                sent: reference.sent,
            };
            for prefetch in [0, 3] {
                let ours = fixture.ours(listing.read(&input, Mode::Through { prefetch }));
                same(&reference, &ours).map_err(context)?;
            }
            if RESUMED.contains(&key.as_str()) {
                for stop in 0..=whole {
                    let ours = fixture.ours(listing.read(&input, Mode::Resumed { stop }));
                    same_items(&reference.listed, &ours.listed).map_err(context)?;
                }
            }
            row.add(&reference.listed);
        }
    }
    row.agrees()
}

/// Returns the page sizes to test: 1, 3, and a divisor of the total, so that the last page is full.
fn page_sizes(fixed_page_size: Option<u64>, total: usize) -> Vec<Option<i32>> {
    if fixed_page_size.is_some() {
        return vec![None];
    }
    let total = i32::try_from(total).expect("a small number");
    let divisor = (1..total)
        .rev()
        .find(|size| total % size == 0 && *size != 3);
    let divisor = divisor.filter(|size| *size > 1).unwrap_or(total.max(2));
    let sizes: BTreeSet<i32> = [1, 3, divisor].into();
    sizes.into_iter().map(Some).collect()
}

fn same(reference: &Observation<Listed>, ours: &Observation<Outcome>) -> Result<(), String> {
    // Without this check, two empty recordings would be equal.
    let (requests, pages) = (reference.sent.len(), reference.listed.pages);
    if requests as u64 != pages {
        return Err(format!("boto3 sent {requests} requests for {pages} pages"));
    }
    same_items(&reference.listed, &ours.listed)?;
    if reference.sent == ours.sent {
        return Ok(());
    }
    let equal = reference
        .sent
        .iter()
        .zip(&ours.sent)
        .take_while(|(one, other)| one == other)
        .count();
    let request = equal + 1;
    Err(format!(
        "request {request} differs\n  boto3: {:?}\n  paginate-core: {:?}",
        reference.sent.get(equal),
        ours.sent.get(equal)
    ))
}

fn same_items(reference: &Listed, (items, error): &Outcome) -> Result<(), String> {
    if let Some(error) = error {
        return Err(format!(
            "paginate-core failed after {} items: {error:?}",
            items.len()
        ));
    }
    if items.iter().map(|item| &item.0).eq(&reference.items) {
        return Ok(());
    }
    Err(format!(
        "the items differ\n  boto3: {:?}\n  paginate-core: {items:?}",
        reference.items
    ))
}
