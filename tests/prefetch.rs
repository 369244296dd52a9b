//! Pages that are fetched ahead: how many, when, and who is polled for it.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use futures_core::{FusedStream, Stream};
use paginate_core::{Error, Paginator};
use paginate_tests::script::Wakes;
use paginate_tests::server::{PageSpec, Server, Throttled};

/// A task that polls a stream when it likes, and counts how often it is woken.
#[derive(Default)]
struct Task(Arc<Wakes>);

impl Task {
    fn poll<S: Stream + Unpin>(&self, stream: &mut S) -> Poll<Option<S::Item>> {
        let waker = Waker::from(Arc::clone(&self.0));
        Pin::new(stream).poll_next(&mut Context::from_waker(&waker))
    }
}

fn slow(pages: usize, items: u32, ticks: u32) -> Vec<PageSpec> {
    let page = |index: usize| PageSpec {
        items: (0..items)
            .map(|item| u32::try_from(index).unwrap() * items + item)
            .collect(),
        next: (index + 1 < pages).then_some(index + 1),
        ticks,
        ..PageSpec::default()
    };
    (0..pages).map(page).collect()
}

#[test]
fn nothing_is_fetched_ahead_unless_it_is_asked_for() {
    let server = Server::new(slow(3, 2, 0));
    let mut items = server.paginator().items();
    let task = Task::default();
    for requests in [1, 1, 2, 2, 3, 3] {
        assert!(task.poll(&mut items).is_ready());
        assert_eq!(server.requests().len(), requests);
    }
}

#[test]
fn it_fetches_so_many_pages_ahead_and_no_more() {
    for depth in 1..5 {
        let server = Server::new(slow(10, 3, 0));
        let mut items = server.paginator().prefetch(depth).items();
        assert_eq!(server.requests().len(), 0);
        let task = Task::default();
        for read in 1..=30 {
            assert!(matches!(task.poll(&mut items), Poll::Ready(Some(Ok(_)))));
            let page = usize::div_ceil(read, 3);
            assert_eq!(server.requests().len(), 10.min(page + depth));
            assert_eq!(items.page(), page as u64);
        }
        assert_eq!(task.poll(&mut items), Poll::Ready(None));
    }
}

#[test]
fn it_may_be_asked_for_in_the_midst_of_a_page() {
    let server = Server::new(slow(3, 3, 0));
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
fn pages_too_are_fetched_while_one_is_looked_at() {
    let server = Server::new(slow(3, 1, 1));
    let mut pages = server.paginator().prefetch(1).pages();
    let task = Task::default();
    assert!(task.poll(&mut pages).is_pending());
    server.tick();
    assert!(matches!(task.poll(&mut pages), Poll::Ready(Some(Ok(_)))));
    // The second page is on its way although nobody asked for it yet, and is there when it is asked for.
    assert!(server.is_busy());
    server.tick();
    assert!(matches!(task.poll(&mut pages), Poll::Ready(Some(Ok(_)))));
    server.tick();
    assert!(matches!(task.poll(&mut pages), Poll::Ready(Some(Ok(_)))));
    assert_eq!(task.poll(&mut pages), Poll::Ready(None));
}

#[test]
fn an_item_does_not_cost_a_poll_of_the_request_in_flight() {
    let server = Server::new(slow(3, 100, 1));
    server.expect_wakes(true);
    let mut items = server.paginator().prefetch(1).items();
    let task = Task::default();
    assert!(task.poll(&mut items).is_pending());
    server.tick();
    assert_eq!(task.0.count(), 1);
    for _ in 0..99 {
        assert!(task.poll(&mut items).is_ready());
    }
    // Two polls of the first request, and one that started the second.
    assert_eq!(server.polls(), 3);
    server.tick();
    assert_eq!(task.0.count(), 2);
    assert!(task.poll(&mut items).is_ready());
    assert_eq!(server.polls(), 4);
    for _ in 0..100 {
        assert!(task.poll(&mut items).is_ready());
    }
    // And one that started the third.
    assert_eq!(server.polls(), 5);
}

#[test]
fn a_task_that_was_not_woken_does_not_poll_and_another_task_is_woken_in_its_place() {
    let server = Server::new(slow(1, 1, 1));
    server.expect_wakes(true);
    let mut items = server.paginator().prefetch(1).items();
    let (first, second) = (Task::default(), Task::default());
    for _ in 0..3 {
        assert!(first.poll(&mut items).is_pending());
    }
    assert_eq!(server.polls(), 1);
    for _ in 0..3 {
        assert!(second.poll(&mut items).is_pending());
    }
    assert_eq!(server.polls(), 2);
    server.tick();
    assert_eq!((first.0.count(), second.0.count()), (0, 1));
    assert_eq!(second.poll(&mut items), Poll::Ready(Some(Ok(0))));
}

#[test]
fn an_error_comes_where_it_would_have_come_and_is_retried() {
    let mut pages = slow(4, 2, 0);
    pages[2].failures = 1;
    let server = Server::new(pages);
    let mut items = server.paginator().prefetch(3).items();
    let task = Task::default();
    let mut yielded = Vec::new();
    for _ in 0..4 {
        yielded.push(task.poll(&mut items));
        // The error is known since the first poll, and is nobody's business yet.
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
fn pages_ahead_do_not_move_the_checkpoint() {
    let checkpoints = |depth, then| {
        let mut pages = slow(4, 3, 0);
        pages[3].next = then;
        let server = Server::new(pages);
        let mut items = server.paginator().prefetch(depth).items();
        let task = Task::default();
        let mut checkpoints = vec![items.checkpoint()];
        while let Poll::Ready(Some(Ok(_))) = task.poll(&mut items) {
            checkpoints.push(items.checkpoint());
        }
        checkpoints
    };
    // At its end, or where it goes round.
    for then in [None, Some(2)] {
        assert_eq!(checkpoints(0, then).len(), 13);
        assert_eq!(checkpoints(0, then), checkpoints(1, then));
        assert_eq!(checkpoints(0, then), checkpoints(9, then));
    }
}

#[test]
fn it_is_not_over_before_what_is_ahead_has_been_read() {
    let server = Server::new(slow(3, 1, 0));
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
fn a_dropped_listing_drops_the_request_that_is_ahead() {
    let server = Server::new(slow(3, 2, 1));
    let mut items = server.paginator().prefetch(2).items();
    let task = Task::default();
    assert!(task.poll(&mut items).is_pending());
    server.tick();
    assert!(task.poll(&mut items).is_ready());
    assert!(server.is_busy());
    drop(items);
    assert!(!server.is_busy());
}
