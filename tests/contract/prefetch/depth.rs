//! How many pages are fetched ahead, and when.

use std::task::{Context, Poll, Waker};

use paginate_core::{Error, Paginator};
use paginate_tests::server::{Server, Throttled};

use crate::{Task, consecutive_pages};

#[test]
fn prefetch_is_off_by_default() {
    let server = Server::new(consecutive_pages(3, 2, 0));
    let mut items = server.paginator().items();
    let task = Task::default();
    for requests in [1, 1, 2, 2, 3, 3] {
        assert!(task.poll(&mut items).is_ready());
        assert_eq!(server.requests().len(), requests);
    }
}

#[test]
fn prefetch_requests_at_most_depth_pages_ahead() {
    for depth in 1..5 {
        let server = Server::new(consecutive_pages(10, 3, 0));
        let mut items = server.paginator().prefetch(depth).items();
        assert_eq!(server.requests().len(), 0);
        let task = Task::default();
        for read in 1..=30 {
            assert!(matches!(task.poll(&mut items), Poll::Ready(Some(Ok(_)))));
            let page = usize::div_ceil(read, 3);
            assert_eq!(server.requests().len(), 10.min(page + depth));
            assert_eq!(items.page_count(), page as u64);
        }
        assert_eq!(task.poll(&mut items), Poll::Ready(None));
    }
}

#[test]
fn prefetch_can_be_enabled_in_the_middle_of_a_page() {
    let server = Server::new(consecutive_pages(3, 3, 0));
    let waker = Waker::noop();
    let mut cx = Context::from_waker(waker);
    let mut listing = server.paginator();
    assert!(listing.poll_item(&mut cx).is_ready());
    let mut listing = listing.prefetch(1);
    assert_eq!(server.requests().len(), 1);
    assert!(listing.poll_item(&mut cx).is_ready());
    assert_eq!(server.requests().len(), 2);
}

#[test]
fn pages_fetches_the_next_page_ahead() {
    let server = Server::new(consecutive_pages(3, 1, 1));
    let mut pages = server.paginator().prefetch(1).pages();
    let task = Task::default();
    assert!(task.poll(&mut pages).is_pending());
    server.tick();
    assert!(matches!(task.poll(&mut pages), Poll::Ready(Some(Ok(_)))));
    // The second page was requested ahead, and is ready at the next poll.
    assert!(server.is_busy());
    server.tick();
    assert!(matches!(task.poll(&mut pages), Poll::Ready(Some(Ok(_)))));
    server.tick();
    assert!(matches!(task.poll(&mut pages), Poll::Ready(Some(Ok(_)))));
    assert_eq!(task.poll(&mut pages), Poll::Ready(None));
}

#[test]
fn dropped_listing_drops_the_prefetch_request() {
    let server = Server::new(consecutive_pages(3, 2, 1));
    let mut items = server.paginator().prefetch(2).items();
    let task = Task::default();
    assert!(task.poll(&mut items).is_pending());
    server.tick();
    assert!(task.poll(&mut items).is_ready());
    assert!(server.is_busy());
    drop(items);
    assert!(!server.is_busy());
}

#[test]
fn lowered_max_pages_applies_to_prefetched_pages() {
    for depth in [0, 1, 5] {
        for failures in [0, 1] {
            let mut pages = consecutive_pages(5, 1, 0);
            pages[2].failures = failures;
            let server = Server::new(pages);
            let mut listing = server.paginator().prefetch(depth);
            let task = Task::default();
            let next = |listing: &mut dyn Paginator<
                Page = _,
                Item = u32,
                Token = usize,
                Error = Throttled,
            >| task.poll(&mut listing.items());
            assert_eq!(next(&mut listing), Poll::Ready(Some(Ok(0))));
            listing = listing.max_pages(2);
            assert_eq!(next(&mut listing), Poll::Ready(Some(Ok(1))));
            let limit = Poll::Ready(Some(Err(Error::PageLimit { page: 2 })));
            assert_eq!(next(&mut listing), limit);
            assert_eq!(next(&mut listing), Poll::Ready(None));
            listing.retry();
            assert_eq!(next(&mut listing), limit);
            listing = listing.max_pages(4);
            listing.retry();
            if failures > 0 {
                let error = Error::Operation {
                    page: 3,
                    source: Throttled,
                };
                assert_eq!(next(&mut listing), Poll::Ready(Some(Err(error))));
                listing.retry();
            }
            assert_eq!(next(&mut listing), Poll::Ready(Some(Ok(2))));
            assert_eq!(next(&mut listing), Poll::Ready(Some(Ok(3))));
            let limit = Poll::Ready(Some(Err(Error::PageLimit { page: 4 })));
            assert_eq!(next(&mut listing), limit);
        }
    }
}
