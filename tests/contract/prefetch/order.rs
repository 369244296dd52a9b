//! Prefetching changes neither the order of items and errors nor the checkpoints.

use std::task::Poll;

use futures_core::FusedStream;
use paginate_core::{Error, Paginator};
use paginate_tests::script::{Script, drain, last, page, poll_once, refused};
use paginate_tests::server::{Server, Throttled};

use crate::{Task, consecutive_pages};

#[test]
fn prefetched_error_is_yielded_in_order_and_retried() {
    let mut pages = consecutive_pages(4, 2, 0);
    pages[2].failures = 1;
    let server = Server::new(pages);
    let mut items = server.paginator().prefetch(3).items();
    let task = Task::default();
    let mut yielded = Vec::new();
    for _ in 0..4 {
        yielded.push(task.poll(&mut items));
        // The error was fetched ahead, but is not yielded yet, so `retry` does nothing.
        items.retry();
    }
    assert_eq!(
        yielded,
        [0, 1, 2, 3].map(|item| Poll::Ready(Some(Ok(item))))
    );
    let error = Error::Operation {
        page: 3,
        source: Throttled,
    };
    assert_eq!(task.poll(&mut items), Poll::Ready(Some(Err(error))));
    assert_eq!(task.poll(&mut items), Poll::Ready(None));
    items.retry();
    for item in 4..8 {
        assert_eq!(task.poll(&mut items), Poll::Ready(Some(Ok(item))));
    }
    assert_eq!(task.poll(&mut items), Poll::Ready(None));
}

#[test]
fn prefetched_pages_do_not_change_the_checkpoint() {
    let checkpoints = |depth, last_token| {
        let mut pages = consecutive_pages(4, 3, 0);
        pages[3].next = last_token;
        let server = Server::new(pages);
        let mut items = server.paginator().prefetch(depth).items();
        let task = Task::default();
        let mut checkpoints = vec![items.checkpoint()];
        while let Poll::Ready(Some(Ok(_))) = task.poll(&mut items) {
            checkpoints.push(items.checkpoint());
            assert!(checkpoints.len() < 100, "the stream does not end");
        }
        checkpoints
    };
    // A listing that ends, and a listing with a cycle.
    for last_token in [None, Some(2)] {
        assert_eq!(checkpoints(0, last_token).len(), 13);
        assert_eq!(checkpoints(0, last_token), checkpoints(1, last_token));
        assert_eq!(checkpoints(0, last_token), checkpoints(9, last_token));
    }
}

#[test]
fn listing_terminates_after_the_prefetched_pages() {
    let server = Server::new(consecutive_pages(3, 1, 0));
    let mut items = server.paginator().prefetch(5).items();
    let task = Task::default();
    for _ in 0..3 {
        assert!(!items.is_terminated());
        assert!(matches!(task.poll(&mut items), Poll::Ready(Some(Ok(_)))));
    }
    assert_eq!(task.poll(&mut items), Poll::Ready(None));
    assert!(items.is_terminated());
    let mut pages = server.paginator().prefetch(5).pages();
    for _ in 0..3 {
        assert!(!pages.is_terminated());
        assert!(matches!(task.poll(&mut pages), Poll::Ready(Some(Ok(_)))));
    }
    assert!(pages.is_terminated());
}

#[test]
fn resumed_listing_forgets_the_failure_of_a_page_ahead() {
    let replies = [
        page([1, 2], "b"),
        refused("busy"),
        page([1, 2], "b"),
        last([3]),
    ];
    let script = Script::new(replies);
    let mut listing = script.paginator().prefetch(1);
    let start = (&mut listing).items().checkpoint();
    let first = poll_once(&mut (&mut listing).items());
    assert_eq!(first, Poll::Ready(Some(Ok(1))));
    assert_eq!(script.sent().len(), 2);
    let items = listing.resume_from(start).items();
    assert_eq!(drain(items), [Ok(1), Ok(2), Ok(3)]);
}
