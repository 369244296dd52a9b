//! Which task is woken, and how often a request is polled.

use std::cell::Cell;
use std::convert::Infallible;
use std::rc::Rc;
use std::sync::Arc;
use std::task::Poll;

use futures_core::Stream;
use paginate_core::{Error, Paginator, operation};
use paginate_tests::server::Server;

use crate::{Task, consecutive_pages};

#[test]
fn items_of_the_current_page_do_not_poll_the_request_in_flight() {
    let server = Server::new(consecutive_pages(3, 100, 1));
    server.expect_wakes(true);
    let mut items = server.paginator().prefetch(1).items();
    let task = Task::default();
    assert!(task.poll(&mut items).is_pending());
    server.tick();
    assert_eq!(task.0.count(), 1);
    for _ in 0..99 {
        assert!(task.poll(&mut items).is_ready());
    }
    // Two polls of the first request, and the first poll of the second.
    assert_eq!(server.polls(), 3);
    server.tick();
    assert_eq!(task.0.count(), 2);
    assert!(task.poll(&mut items).is_ready());
    assert_eq!(server.polls(), 4);
    for _ in 0..100 {
        assert!(task.poll(&mut items).is_ready());
    }
    // And the first poll of the third.
    assert_eq!(server.polls(), 5);
}

#[test]
fn request_is_polled_only_after_a_wakeup_or_by_another_task() {
    let server = Server::new(consecutive_pages(1, 1, 1));
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

/// Counts the pending polls until the end of a stream, and checks that each of them woke the task.
fn pending_polls<S: Stream + Unpin>(mut stream: S) -> usize {
    let task = Task::default();
    let mut pending = 0;
    for _ in 0..100_000 {
        match task.poll(&mut stream) {
            Poll::Ready(None) => return pending,
            Poll::Ready(Some(_)) => {}
            Poll::Pending => {
                pending += 1;
                assert_eq!(
                    task.0.count(),
                    pending,
                    "no wakeup is scheduled for the task"
                );
            }
        }
    }
    panic!("the stream does not end");
}

#[test]
fn listing_yields_to_the_executor_at_every_depth_if_pages_are_always_ready() {
    fn numbers(items: &[u32]) -> impl Paginator<Item = u32, Error = Infallible> {
        operation(0_u32)
            .send(async |page| Ok::<_, Infallible>(page))
            .output_token(|page| (*page < 32_000).then_some(page + 1))
            .input_token(|_, next| next)
            .items(|_| items.iter().copied())
    }

    for depth in [0, 1, 2, 7, 40] {
        for items in [&[][..], &[7]] {
            let listing = numbers(items).prefetch(depth);
            assert_eq!(pending_polls(listing.items()), 1_000, "depth {depth}");
            let listing = numbers(items).prefetch(depth);
            assert_eq!(pending_polls(listing.pages()), 1_000, "depth {depth}");
        }
    }
}

#[test]
fn listing_yields_to_the_executor_at_every_depth_if_requests_wake_themselves() {
    for depth in [0, 1, 2, 7] {
        let responses = Rc::new(Cell::new(0));
        let sent = Rc::clone(&responses);
        let listing = operation(0_u32)
            .send(move |page| {
                let sent = Rc::clone(&sent);
                async move {
                    tokio::task::yield_now().await;
                    sent.set(sent.get() + 1);
                    Ok::<_, Infallible>(page)
                }
            })
            .output_token(|page| (*page < 1_000).then_some(page + 1))
            .input_token(|_, next| next)
            .items(|page| [page]);
        let mut items = listing.prefetch(depth).items();
        let task = Task::default();
        let mut responses_at_pending = 0;
        let mut yielded = 0;
        for _ in 0..10_000 {
            match task.poll(&mut items) {
                Poll::Ready(Some(item)) => {
                    let _: Result<u32, Error<Infallible>> = item;
                    yielded += 1;
                }
                Poll::Ready(None) => break,
                Poll::Pending => responses_at_pending = responses.get(),
            }
            assert!(
                responses.get() - responses_at_pending <= 32,
                "depth {depth}"
            );
        }
        assert_eq!(yielded, 1_001);
    }
}

#[test]
fn depth_can_change_while_a_request_is_in_flight() {
    let server = Server::new(consecutive_pages(2, 1, 1));
    let mut listing = server.paginator().prefetch(1);
    let task = Task::default();
    assert!(task.poll(&mut (&mut listing).items()).is_pending());
    server.tick();
    assert!(task.poll(&mut (&mut listing).items()).is_ready());
    // The second request is in flight and holds a waker of the listing.
    assert!(server.is_busy());
    for depth in [0, 1] {
        let mut items = (&mut listing).prefetch(depth).items();
        assert!(task.poll(&mut items).is_pending());
    }
    let woken = task.0.count();
    server.tick();
    assert_eq!(task.0.count(), woken + 1);
    assert_eq!(task.poll(&mut listing.items()), Poll::Ready(Some(Ok(1))));
}

#[test]
fn task_is_released_when_no_request_is_in_flight() {
    let server = Server::new(consecutive_pages(3, 1, 1));
    for depth in [1, 2] {
        let task = Task::default();
        let mut items = server.paginator().prefetch(depth).items();
        let mut yielded = 0;
        for _ in 0..100 {
            let polled = task.poll(&mut items);
            yielded += usize::from(matches!(polled, Poll::Ready(Some(_))));
            if !server.is_busy() {
                assert_eq!(Arc::strong_count(&task.0), 1, "after {yielded} items");
            }
            server.tick();
        }
        assert_eq!(yielded, 3);
        // Dropping a request releases the task, too.
        let mut paginator = server.paginator().prefetch(depth);
        let start = paginator.checkpoint();
        assert!(task.poll(&mut (&mut paginator).items()).is_pending());
        assert!(Arc::strong_count(&task.0) > 1);
        paginator.set_position(start);
        assert_eq!(Arc::strong_count(&task.0), 1);
    }
}

#[test]
fn items_are_taken_without_a_poll_once_the_page_ahead_has_arrived() {
    let server = Server::new(consecutive_pages(2, 9, 1));
    let mut listing = server.paginator().prefetch(1);
    let task = Task::default();
    assert!(task.poll(&mut (&mut listing).items()).is_pending());
    server.tick();
    // The request for the second page is in flight.
    assert!(task.poll(&mut (&mut listing).items()).is_ready());
    assert_eq!(listing.take_item(), None);
    server.tick();
    assert!(task.poll(&mut (&mut listing).items()).is_ready());
    assert!(listing.take_item().is_some());
}
