//! Three levels, items without a listing, boxed listings, and auto traits.

use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use futures_core::stream::{FusedStream, Stream};
use paginate_core::{Paginator, keyed, nested, parallel, testing};
use paginate_tests::auto_traits::pinned;
use paginate_tests::has_auto_trait;
use paginate_tests::script::drain;
use paginate_tests::server::{Server, Throttled};

use crate::{Boxed, page};

type Rules = Vec<(&'static str, Vec<u32>)>;

/// Returns the items of a region: its rules, each with its results.
fn rules(region: &str) -> Rules {
    match region {
        "eu" => vec![("a", vec![1, 2]), ("b", vec![3])],
        _ => vec![("a", vec![4]), ("c", vec![])],
    }
}

fn unwrapped<T: Ord, E: std::fmt::Debug>(rows: Vec<Result<T, E>>) -> Vec<T> {
    let mut rows: Vec<T> = rows.into_iter().map(Result::unwrap).collect();
    rows.sort();
    rows
}

const ROWS: [(&str, (&str, u32)); 4] = [
    ("eu", ("a", 1)),
    ("eu", ("a", 2)),
    ("eu", ("b", 3)),
    ("us", ("a", 4)),
];

#[test]
fn nested_listing_of_nested_listings_has_three_levels() {
    for (regions, at_once) in [(1, 1), (2, 2)] {
        let region = |region| {
            let rule = |(rule, results): (&'static str, Vec<u32>)| (rule, page::<_, ()>(results));
            (region, nested(page(rules(region)), rule, at_once))
        };
        let rows = drain(nested(page(vec!["eu", "us"]), region, regions));
        assert_eq!(unwrapped(rows), ROWS);
    }
}

#[test]
fn parts_with_given_parts_resume_between_any_two_items() {
    for (regions, at_once) in [(1, 1), (2, 2)] {
        let rows = || {
            let region = |region| {
                let rules = rules(region).into_iter();
                let rules = rules.map(|(rule, results)| (rule, page::<_, ()>(results)));
                (region, keyed(rules, at_once).unwrap())
            };
            nested(page(vec!["eu", "us"]), region, regions)
        };
        for stop in 0..=ROWS.len() {
            let mut first = rows();
            let mut found = vec![];
            let mut cx = Context::from_waker(Waker::noop());
            while found.len() < stop {
                if let Poll::Ready(Some(row)) = Pin::new(&mut first).poll_next(&mut cx) {
                    found.push(row);
                }
            }
            let checkpoint = first.checkpoint();
            found.extend(drain(rows().resume_from(checkpoint)));
            assert_eq!(unwrapped(found), ROWS, "{regions} at once, {stop} items");
        }
    }
}

#[test]
fn given_parts_may_have_nested_listings() {
    let parts = || {
        ["eu", "us"].map(|region| {
            let rule = |(rule, results): (&'static str, Vec<u32>)| (rule, page::<_, ()>(results));
            (region, nested(page(rules(region)), rule, 2).ordered())
        })
    };
    let rows = drain(keyed(parts(), 2).unwrap().ordered());
    assert_eq!(rows, ROWS.map(Ok));
    // Without a key of their own.
    let rows = drain(parallel(parts().map(|(_, part)| part), 2));
    assert_eq!(unwrapped(rows), [("a", 1), ("a", 2), ("a", 4), ("b", 3)]);

    for stop in 0..=4 {
        let mut first = keyed(parts(), 1).unwrap();
        let task = crate::Task::default();
        let mut rows = vec![];
        while rows.len() < stop {
            if let std::task::Poll::Ready(Some(row)) = task.poll(&mut first) {
                rows.push(row);
            }
        }
        let mut rest = keyed(parts(), 1).unwrap().resume_from(first.checkpoint());
        rows.extend(drain(&mut rest));
        assert!(rest.is_complete());
        assert_eq!(unwrapped(rows), ROWS);
    }
}

#[test]
fn items_without_a_listing_are_skipped() {
    let outer = testing::script::<_, ()>([Ok(vec![1, 2, 3]), Ok(vec![4])]);
    let even = |key: u32| {
        key.is_multiple_of(2)
            .then(|| (key, page::<u32, ()>(vec![key * 10])))
    };
    let mut rows = nested(outer, even, 1);
    assert_eq!(drain(&mut rows), [Ok((2, 20)), Ok((4, 40))]);
    assert!(rows.is_complete());
    assert!(rows.checkpoint().is_end());
}

#[test]
fn listings_of_different_types_can_be_boxed() {
    let services = [Server::of_sizes([2]), Server::of_sizes([1, 1])];
    let part = |key: u32| -> (u32, Boxed) {
        let listing = services[key as usize].paginator();
        (
            key,
            if key == 0 {
                Box::new(listing)
            } else {
                Box::new(listing.prefetch(1))
            },
        )
    };
    let outer: Boxed = Box::new(Server::of_sizes([2]).paginator());
    let rows = drain(nested(outer, part, 1));
    assert_eq!(rows, [Ok((0, 0)), Ok((0, 1)), Ok((1, 0)), Ok((1, 1))]);
}

#[test]
fn empty_outer_listing_ends_at_once() {
    let mut rows = nested(
        page(vec![]),
        |key: u32| (key, page::<u32, Throttled>(vec![])),
        8,
    );
    assert!(!rows.is_terminated());
    assert_eq!(drain(&mut rows), []);
    assert!(rows.is_terminated() && rows.is_complete() && rows.checkpoint().is_end());
}

#[test]
fn stream_is_send_and_sync_if_its_listings_are() {
    let rows = || nested(page(vec![1]), |key: u32| (key, page::<u32, ()>(vec![])), 8);
    assert!(has_auto_trait!(Send, rows()));
    assert!(has_auto_trait!(Sync, rows()));
    let local = || {
        let part = |key: u32| (key, Server::of_sizes([1]).paginator());
        nested(page::<_, Throttled>(vec![1]), part, 8)
    };
    assert!(!has_auto_trait!(Send, local()));
    assert!(!has_auto_trait!(Sync, local()));
}

#[test]
fn stream_is_unpin_even_if_its_listings_are_not() {
    assert!(!has_auto_trait!(Unpin, pinned()));
    let rows = keyed([("a", pinned())], 1).unwrap();
    assert!(has_auto_trait!(Unpin, rows));
}
