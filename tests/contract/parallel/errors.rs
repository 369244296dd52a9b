//! An error of one listing does not stop the others.

use std::error::Error as _;
use std::rc::Rc;
use std::task::Poll;

use futures_core::stream::FusedStream;
use paginate_core::{Error, Paginator, parallel, testing};
use paginate_tests::script::drain;
use paginate_tests::server::{PageSpec, Server, Throttled};

use crate::{Task, listings, read, requests, server};

#[test]
fn error_is_yielded_once_and_the_other_listings_continue() {
    let failed = Err(std::fmt::Error);
    for ordered in [false, true] {
        let first = testing::script(vec![Ok(vec![1]), failed.clone(), Ok(vec![2])]);
        let second = testing::script(vec![Ok(vec![3, 4]), Ok(vec![5])]);
        let mut rows = parallel([first, second], 2);
        if ordered {
            rows = rows.ordered();
        }
        let yielded = drain(&mut rows);
        let errors: Vec<_> = yielded
            .iter()
            .filter_map(|row| row.as_ref().err())
            .collect();
        assert_eq!(errors.len(), 1);
        assert_eq!(errors[0].listing(), 0);
        assert_eq!(errors[0].error().page(), 2);
        assert_eq!(errors[0].to_string(), "the listing with index 0 failed");
        let source = errors[0].source().unwrap();
        assert_eq!(source.to_string(), "the request for page 2 failed");
        assert!(source.source().is_some());
        let mut items: Vec<u32> = yielded.into_iter().filter_map(Result::ok).collect();
        items.sort_unstable();
        assert_eq!(items, [1, 3, 4, 5]);
        assert!(rows.is_terminated());
        assert!(!rows.is_complete());
        assert_eq!(Task::default().poll(&mut rows), Poll::Ready(None));
        // Without a retry nothing changes.
        assert_eq!(drain(&mut rows), []);
        rows.retry();
        assert!(!rows.is_terminated());
        assert_eq!(drain(&mut rows), [Ok(2)]);
        assert!(rows.is_complete());
        rows.retry();
        assert!(rows.is_terminated());
    }
}

#[test]
fn retry_resumes_every_listing_that_failed() {
    let server = || {
        let page = |failures, next| PageSpec {
            items: vec![1],
            next,
            failures,
            ticks: 1,
            ..PageSpec::default()
        };
        Server::new([page(0, Some(1)), page(2, None)])
    };
    let count = |yielded: &[Result<u32, _>]| yielded.iter().filter(|row| row.is_err()).count();
    for ordered in [false, true] {
        let servers: Vec<_> = (0..5).map(|_| server()).collect();
        let mut rows = listings(&servers, 2, 1);
        if ordered {
            rows = rows.ordered();
        }
        for _ in 0..2 {
            assert_eq!(count(&read(&mut rows, &servers)), 5);
            assert!(!rows.is_complete());
            rows.retry();
        }
        assert_eq!(read(&mut rows, &servers), [const { Ok(1) }; 5]);
        assert!(rows.is_complete());
    }
}

#[test]
fn failed_listing_frees_its_place() {
    let failing = || testing::script(vec![Err("throttled"), Ok(vec![1])]);
    let mut rows = parallel((0..9).map(|_| failing()), 1);
    assert_eq!(
        drain(&mut rows).iter().filter(|row| row.is_err()).count(),
        9
    );
    rows.retry();
    assert_eq!(drain(&mut rows), [const { Ok(1) }; 9]);
}

#[tokio::test]
async fn try_extend_keeps_the_items_before_an_error() {
    let first = testing::script(vec![Ok(vec![1, 2]), Err(Throttled), Ok(vec![3])]);
    let second = testing::script(vec![Ok(vec![4, 5]), Ok(vec![6])]);
    let mut rows = parallel([first, second], 2);
    let mut collected: Vec<u32> = vec![];
    let error = rows.try_extend(&mut collected).await.unwrap_err();
    assert_eq!(error.listing(), 0);
    let source = Throttled;
    assert_eq!(error.into_error(), Error::Operation { page: 2, source });
    assert!(collected.starts_with(&[1, 2]));
    rows.retry();
    rows.try_extend(&mut collected).await.unwrap();
    collected.sort_unstable();
    assert_eq!(collected, [1, 2, 3, 4, 5, 6]);
    assert!(rows.is_complete());
}

#[test]
fn page_limit_of_each_listing_applies() {
    let pages = || testing::script::<_, ()>([Ok(vec![1]), Ok(vec![2])]);
    let mut rows = parallel([pages().max_pages(1), pages().max_pages(2)], 1);
    let yielded = drain(&mut rows);
    let limit = yielded[1].as_ref().unwrap_err();
    assert_eq!(
        (limit.listing(), limit.error()),
        (0, &Error::PageLimit { page: 1 })
    );
    assert_eq!(yielded[2..], [Ok(1), Ok(2)]);
}

#[test]
fn retried_listing_comes_before_the_rest_of_a_later_one_in_order() {
    let failing = testing::script([Err("throttled"), Ok(vec![1, 2])]);
    let mut rows = parallel(
        [failing, testing::script([Ok(vec![10]), Ok(vec![11, 12])])],
        2,
    )
    .ordered();
    let task = Task::default();
    assert!(matches!(task.poll(&mut rows), Poll::Ready(Some(Err(_)))));
    assert_eq!(task.poll(&mut rows), Poll::Ready(Some(Ok(10))));
    rows.retry();
    let rest: Vec<u32> = drain(rows).into_iter().map(Result::unwrap).collect();
    assert_eq!(rest, [1, 2, 11, 12]);
}

#[test]
fn retried_listing_is_requested_while_items_of_another_one_are_left() {
    let failing = Server::new([PageSpec {
        items: vec![7],
        failures: 1,
        ..PageSpec::default()
    }]);
    let servers = [server(0, 1, 0), failing];
    let mut rows = listings(&servers, 2, 0);
    let task = Task::default();
    let (mut errors, mut items) = (0, 0);
    while errors == 0 || items == 0 {
        match task.poll(&mut rows) {
            Poll::Ready(Some(Err(_))) => errors += 1,
            polled => items += usize::from(polled.is_ready()),
        }
    }
    assert_eq!(requests(&servers), [1, 1]);
    rows.retry();
    assert!(task.poll(&mut rows).is_ready());
    assert_eq!(requests(&servers), [1, 2]);
}

#[test]
fn listing_that_failed_before_waits_in_its_order() {
    let mut failed = testing::script([Err("throttled"), Ok(vec![7])]);
    assert_eq!(drain((&mut failed).items()).len(), 1);
    let mut first = testing::script([Ok(vec![1]), Ok(vec![2])]);
    let mut rows = parallel([&mut first, &mut failed], 1);
    rows.retry();
    let items: Vec<_> = drain(&mut rows).into_iter().map(Result::unwrap).collect();
    assert_eq!(items, [1, 2, 7]);
    assert!(rows.is_complete());
}

/// Returns a service whose first request fails.
fn failing_once() -> Rc<Server> {
    Server::new([PageSpec {
        items: vec![7],
        failures: 1,
        ticks: 1,
        ..PageSpec::default()
    }])
}

#[test]
fn resume_forgets_a_retry() {
    let servers = [failing_once()];
    let mut done = listings(&servers, 1, 0);
    assert!(read(&mut done, &servers)[0].is_err());
    done.retry();
    assert_eq!(read(&mut done, &servers), [Ok(7)]);

    let servers = [failing_once()];
    let mut rows = listings(&servers, 1, 0);
    assert!(read(&mut rows, &servers)[0].is_err());
    rows.retry();
    let mut rows = rows.resume_from(done.checkpoint()).unwrap();
    assert!(rows.is_complete());
    assert_eq!(read(&mut rows, &servers), []);
    assert!(rows.is_complete());
}

#[test]
fn resume_forgets_an_error() {
    let servers = [failing_once()];
    let mut rows = listings(&servers, 2, 0);
    let start = rows.checkpoint();
    assert!(read(&mut rows, &servers)[0].is_err());
    let mut rows = rows.resume_from(start).unwrap();
    let task = Task::default();
    assert!(task.poll(&mut rows).is_pending());
    let polls = servers[0].polls();
    rows.retry();
    assert!(task.poll(&mut rows).is_pending());
    assert_eq!(servers[0].polls(), polls);
    assert_eq!(read(&mut rows, &servers), [Ok(7)]);
    assert!(rows.is_complete());
}
