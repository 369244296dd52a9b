//! Errors of the outer listing and of parts, each of which stops nothing else.

use std::error::Error as _;
use std::fmt;

use futures_core::stream::FusedStream;
use paginate_core::{Error, Level, nested, testing};
use paginate_tests::script::drain;

use crate::page;

type Outcome<T> = Result<T, fmt::Error>;

fn errors<T, E: Clone>(rows: &[Result<T, E>]) -> Vec<E> {
    let errors = rows.iter().filter_map(|row| row.as_ref().err());
    errors.cloned().collect()
}

#[test]
fn error_of_a_part_has_its_key_and_page_and_the_others_continue() {
    for concurrency in [1, 3] {
        let part = |key| {
            let failing: Vec<Outcome<Vec<u32>>> = match key {
                1 => vec![Ok(vec![1]), Err(fmt::Error), Ok(vec![2])],
                _ => vec![Ok(vec![1]), Ok(vec![2])],
            };
            (key, testing::script(failing))
        };
        let mut list = nested(page::<u32, fmt::Error>(vec![0, 1, 2]), part, concurrency);
        let found = drain(&mut list);
        let [error] = &errors(&found)[..] else {
            panic!("{found:?}");
        };
        assert_eq!(error.key(), &Level::Inner(1));
        assert_eq!(error.key().inner(), Some(&1));
        assert_eq!(error.error().page(), 2);
        assert_eq!(error.to_string(), "the listing with key 1 failed");
        let source = error.source().unwrap();
        assert_eq!(source.to_string(), "the request for page 2 failed");
        assert_eq!(found.len(), 6);
        assert!(list.is_terminated() && !list.is_complete());
        assert!(!list.checkpoint().is_end());
        assert_eq!(drain(&mut list), []);
        list.retry();
        assert_eq!(drain(&mut list), [Ok((1, 2))]);
        assert!(list.is_complete() && list.checkpoint().is_end());
    }
}

#[test]
fn error_of_the_outer_listing_has_its_page_and_the_parts_continue() {
    let outer = testing::script([Ok(vec!["a", "b"]), Err(fmt::Error), Ok(vec!["c"])]);
    let part = |key| (key, page::<u32, fmt::Error>(vec![1, 2]));
    let mut list = nested(outer, part, 8);
    let found = drain(&mut list);
    let [error] = &errors(&found)[..] else {
        panic!("{found:?}");
    };
    assert_eq!(error.key(), &Level::Outer);
    assert_eq!(error.key().inner(), None);
    assert_eq!(error.to_string(), "the outer listing failed");
    assert_eq!(error.error().to_string(), "the request for page 2 failed");
    assert_eq!(found.len(), 5);
    assert!(list.is_terminated() && !list.is_complete());
    list.retry();
    assert!(!list.is_terminated());
    assert_eq!(drain(&mut list), [Ok(("c", 1)), Ok(("c", 2))]);
    assert!(list.is_complete());
}

/// The error of the parts, to which that of the outer listing is converted.
#[derive(Clone, Debug, PartialEq)]
enum Failure {
    Rules(&'static str),
}

impl From<&'static str> for Failure {
    fn from(error: &'static str) -> Self {
        Failure::Rules(error)
    }
}

#[test]
fn error_of_the_outer_listing_is_converted_to_that_of_the_parts() {
    let part = |key: u32| (key, page::<u32, Failure>(vec![]));
    let mut list = nested(testing::script([Err("throttled")]), part, 1);
    let found = drain(&mut list);
    let source = Failure::Rules("throttled");
    let expected = Error::Operation { page: 1, source };
    assert_eq!(errors(&found)[0].error(), &expected);
}

#[test]
fn two_items_of_a_page_with_one_key_are_an_error() {
    let outer = testing::script::<_, ()>([Ok(vec![1, 1, 2]), Ok(vec![3])]);
    let part = |key: u32| (key, page::<u32, ()>(vec![key]));
    let mut list = nested(outer, part, 1);
    let found = drain(&mut list);
    let [error] = &errors(&found)[..] else {
        panic!("{found:?}");
    };
    assert_eq!(error.key(), &Level::Outer);
    assert_eq!(error.error(), &Error::RepeatedKey { page: 1 });
    let message = "page 1 carried two items whose parts have the same key";
    assert_eq!(error.error().to_string(), message);
    let rows: Vec<_> = found.into_iter().filter_map(Result::ok).collect();
    assert_eq!(rows, [(1, 1), (2, 2), (3, 3)]);
    assert!(list.is_terminated() && !list.is_complete());
    list.retry();
    assert_eq!(drain(&mut list), []);
    assert!(!list.is_complete());
    assert!(!list.checkpoint().is_end());
}

#[test]
fn item_that_comes_again_on_a_later_page_is_not_listed_twice() {
    // Part 1 is still listed when its item comes again: fewer than four parts are in progress, so the outer listing is read on.
    let outer = testing::script::<_, ()>([Ok(vec![1, 2]), Ok(vec![1, 3]), Ok(vec![1])]);
    let part = |key: u32| {
        let pages = (0..3).map(move |page| Ok::<_, ()>(vec![key * 10 + page]));
        (key, testing::script(pages))
    };
    let mut list = nested(outer, part, 4);
    let mut found = vec![];
    for row in drain(&mut list) {
        found.push(row.unwrap());
    }
    assert!(list.is_complete());
    assert!(list.checkpoint().is_end(), "each page is closed");
    found.sort_unstable();
    let expected = (1..4).flat_map(|key| (0..3).map(move |page| (key, key * 10 + page)));
    assert_eq!(found, expected.collect::<Vec<_>>());
}

#[test]
fn page_that_is_requested_again_lists_no_part_twice() {
    use paginate_tests::server::{PageSpec, Server, Throttled};
    // The first response for the page says that there are more results, and has no token.
    let server = Server::new([PageSpec {
        items: vec![1, 2],
        more: Some(true),
        ..PageSpec::default()
    }]);
    let part = |key: u32| (key, page::<_, Throttled>(vec![key]));
    let mut list = nested(server.paginator(), part, 1);
    for _ in 0..3 {
        let found = drain(&mut list);
        let error = errors(&found).pop().unwrap();
        assert_eq!(error.error(), &Error::MissingToken { page: 1 });
        list.retry();
    }
    assert!(!list.is_complete());
}

#[test]
fn error_of_a_part_of_a_part_has_both_keys() {
    let rules = |region: &'static str| {
        let outer = testing::script([Ok(vec![1, 2])]);
        let rule = move |rule: u32| {
            let pages = match (region, rule) {
                ("eu", 2) => vec![Err(fmt::Error), Ok(vec![20])],
                _ => vec![Ok(vec![rule * 10])],
            };
            (rule, testing::script(pages))
        };
        (region, nested(outer, rule, 2))
    };
    let mut list = nested(page::<_, fmt::Error>(vec!["eu", "us"]), rules, 2);
    let found = drain(&mut list);
    let [error] = &errors(&found)[..] else {
        panic!("{found:?}");
    };
    assert_eq!(error.key(), &Level::Inner(("eu", Level::Inner(2))));
    assert_eq!(
        error.to_string(),
        r#"the listing with key ("eu", 2) failed"#
    );
    assert_eq!(found.len(), 4);
    assert!(list.is_terminated() && !list.is_complete());
    list.retry();
    assert_eq!(drain(&mut list), [Ok(("eu", (2, 20)))]);
    assert!(list.is_complete());
}

#[test]
fn retry_reaches_what_failed_within_a_part_in_progress() {
    use paginate_tests::server::{PageSpec, Server, Throttled};
    let slow = Server::new([PageSpec {
        items: vec![5],
        ticks: 1,
        ..PageSpec::default()
    }]);
    let failing = Server::new([PageSpec {
        items: vec![6],
        failures: 1,
        ..PageSpec::default()
    }]);
    let servers = [slow.clone(), failing];
    let group = |group: u32| {
        let servers = servers.clone();
        let rows = move |row: u32| (row, servers[row as usize].paginator());
        (group, nested(page::<u32, Throttled>(vec![0, 1]), rows, 2))
    };
    let mut list = nested(page::<u32, Throttled>(vec![7]), group, 1);
    let task = crate::Task::default();
    let failed = task.poll(&mut list);
    assert!(matches!(failed, std::task::Poll::Ready(Some(Err(_)))));
    assert!(task.poll(&mut list).is_pending());
    list.retry();
    let row = task.poll(&mut list);
    assert_eq!(row, std::task::Poll::Ready(Some(Ok((7, (1, 6))))));
    slow.tick();
    assert_eq!(drain(&mut list), [Ok((7, (0, 5)))]);
    assert!(list.is_complete());
}
