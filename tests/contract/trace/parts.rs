//! The spans and events of listings that run at the same time.

use std::convert::Infallible;
use std::future::ready;

use paginate_core::{Paginator, keyed, nested, operation, parallel, split, testing};
use paginate_tests::script::drain;

use crate::record::{events, record, starting_with};
use crate::service::numbered;

#[test]
fn parallel_listings_report_their_names() {
    let lines = record(|| {
        drain(parallel([numbered(1), numbered(2)], 2).ordered());
    });
    let mut events = events(&lines);
    events.sort_unstable();
    assert_eq!(
        events,
        [
            "listing ended pages=1 listing=numbered",
            "listing ended pages=2 listing=numbered",
            "page received page=1 listing=numbered items=2",
            "page received page=1 listing=numbered items=2",
            "page received page=2 listing=numbered items=2",
        ]
    );
}

#[test]
fn parts_with_keys_are_polled_in_spans_with_their_keys() {
    let part = |key| (key, numbered(1));
    let given = record(|| {
        drain(keyed(["a", "b"].map(part), 2).unwrap());
    });
    let found = record(|| {
        let outer = testing::script::<_, Infallible>([Ok(vec!["a", "b"])]);
        drain(nested(outer, part, 2));
    });
    for lines in [given, found] {
        for key in ["a", "b"] {
            let span = format!("paginate::part key=\"{key}\"");
            assert_eq!(starting_with(&lines, &[&format!("new {span}")]).len(), 1);
            assert_eq!(starting_with(&lines, &[&format!("close {span}")]).len(), 1);
            let received = starting_with(&lines, &["DEBUG paginate: page received"]);
            let of_part = received.iter().filter(|line| line.contains(&span));
            assert_eq!(of_part.count(), 1, "{received:?}");
        }
        // The request of a part is in the span of the part, and that of the outer listing in none.
        let requests = starting_with(&lines, &["new paginate::page page=1 listing=numbered"]);
        assert_eq!(requests.len(), 2);
        let is_in_part = |line: &&str| line.contains("[paginate::part key=");
        assert!(requests.iter().all(is_in_part), "{requests:?}");
    }
}

#[test]
fn split_listing_reports_its_cuts_without_keys() {
    let lines = record(|| {
        drain(split(numbers_up_to_40, |key| *key, 2));
    });
    let events = events(&lines);
    assert!(events.contains(&"range cut ranges=2"), "{events:?}");
}

fn numbers_up_to_40() -> impl Paginator<Item = u64, Token = u64, Error = ()> {
    let page = |after: Option<u64>| {
        let first = after.map_or(1, |after| after + 1);
        ready(Ok::<_, ()>((first..=40).take(10).collect::<Vec<u64>>()))
    };
    operation(None)
        .send(page)
        .output_token(|page: &Vec<u64>| page.last().copied().filter(|last| *last < 40))
        .input_token(|_, after| Some(after))
        .items(|page| page)
}
