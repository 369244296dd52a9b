//! Which listings are started and polled, and which task is woken.

use std::cell::Cell;
use std::convert::Infallible;
use std::future::poll_fn;
use std::sync::Arc;
use std::task::Poll;

use futures_core::stream::FusedStream;
use paginate_core::{Paginator, operation, parallel, testing};

use paginate_tests::server::Server;

use crate::{Task, item, listings, read, requests, server, servers, tick};

#[test]
fn nothing_is_sent_before_the_first_poll() {
    let servers = servers(3, 1);
    let rows = listings(&servers, 3, 4).ordered();
    assert!(!rows.is_terminated());
    assert_eq!(requests(&servers), [0, 0, 0]);
}

#[test]
fn listings_are_started_in_order_and_at_most_concurrency_are_in_progress() {
    let servers = servers(5, 2);
    let mut rows = listings(&servers, 2, 0);
    let task = Task::default();
    assert!(task.poll(&mut rows).is_pending());
    assert_eq!(requests(&servers), [1, 1, 0, 0, 0]);
    // Both pages of the second listing, and its end.
    for _ in 0..2 {
        servers[1].tick();
        for _ in 0..3 {
            let _ = task.poll(&mut rows).is_ready();
        }
    }
    assert_eq!(requests(&servers), [1, 2, 1, 0, 0]);
    let yielded = read(&mut rows, &servers);
    assert_eq!(yielded.len(), 16);
    assert_eq!(requests(&servers), [2; 5]);
}

#[test]
fn concurrency_of_zero_counts_as_one() {
    let servers = servers(3, 1);
    let mut rows = listings(&servers, 0, 0);
    let task = Task::default();
    assert!(task.poll(&mut rows).is_pending());
    assert_eq!(requests(&servers), [1, 0, 0]);
    assert_eq!(read(&mut rows, &servers).len(), 6);
}

#[test]
fn no_listings_end_at_once() {
    let servers = servers(0, 1);
    let mut rows = listings(&servers, 8, 0);
    assert!(rows.is_terminated());
    assert!(rows.is_complete());
    assert_eq!(Task::default().poll(&mut rows), Poll::Ready(None));
    assert!(rows.checkpoint().is_end());
}

#[test]
fn one_ready_listing_of_a_thousand_costs_one_poll() {
    let servers = servers(1_000, 1);
    let polls = || servers.iter().map(|server| server.polls()).sum::<u32>();
    for ordered in [false, true] {
        for prefetch in [0, 2] {
            let before = polls();
            let mut rows = listings(&servers, 1_000, prefetch);
            if ordered {
                rows = rows.ordered();
            }
            let task = Task::default();
            for _ in 0..3 {
                assert!(task.poll(&mut rows).is_pending());
            }
            assert_eq!(polls() - before, 1_000);
            servers[777].tick();
            assert_eq!(task.0.count(), 1);
            for _ in 0..3 {
                let _ = task.poll(&mut rows).is_ready();
            }
            assert_eq!(polls() - before, 1_001);
        }
    }
}

#[test]
fn another_task_polls_the_listings_in_progress_and_is_woken() {
    let servers = servers(3, 1);
    let mut rows = listings(&servers, 2, 0);
    let (first, second) = (Task::default(), Task::default());
    assert!(first.poll(&mut rows).is_pending());
    assert!(second.poll(&mut rows).is_pending());
    let polls: Vec<u32> = servers.iter().map(|server| server.polls()).collect();
    assert_eq!(polls, [2, 2, 0]);
    servers[1].tick();
    assert_eq!((first.0.count(), second.0.count()), (0, 1));
    assert_eq!(second.poll(&mut rows), item(100));
    // The turn of the listing passes to the other task, too.
    assert_eq!(first.poll(&mut rows), item(101));
    assert!(first.poll(&mut rows).is_pending());
    servers[0].tick();
    assert_eq!((first.0.count(), second.0.count()), (1, 1));
}

#[test]
fn task_is_released_when_all_listings_have_ended() {
    let servers = servers(2, 1);
    for ordered in [false, true] {
        let mut rows = listings(&servers, 2, 1);
        if ordered {
            rows = rows.ordered();
        }
        let task = Task::default();
        while !rows.is_terminated() {
            let _ = task.poll(&mut rows).is_ready();
            tick(&servers);
        }
        assert_eq!(task.poll(&mut rows), Poll::Ready(None));
        assert_eq!(Arc::strong_count(&task.0), 1);
    }
}

#[test]
fn dropping_the_stream_drops_the_requests_in_flight() {
    let servers = servers(3, 1);
    let mut rows = listings(&servers, 3, 0);
    assert!(Task::default().poll(&mut rows).is_pending());
    assert!(servers.iter().all(|server| server.is_busy()));
    drop(rows);
    assert!(!servers.iter().any(|server| server.is_busy()));
}

#[test]
fn listings_that_are_always_ready_yield_to_the_executor() {
    let endless = |empty: bool| {
        let pages =
            (0..3_000_u32).map(move |page| Ok::<_, ()>(if empty { vec![] } else { vec![page] }));
        testing::script(pages)
    };
    for ordered in [false, true] {
        for empty in [false, true] {
            let mut rows = parallel((0..4).map(|_| endless(empty)), 3);
            if ordered {
                rows = rows.ordered();
            }
            let task = Task::default();
            let (mut pending, mut yielded, mut in_a_row) = (0, 0, 0);
            loop {
                match task.poll(&mut rows) {
                    Poll::Ready(None) => break,
                    Poll::Ready(Some(_)) => {
                        yielded += 1;
                        in_a_row += 1;
                        assert!(in_a_row <= 33, "the stream does not yield to the executor");
                    }
                    Poll::Pending => {
                        pending += 1;
                        in_a_row = 0;
                        assert!(task.0.take(), "no wakeup is scheduled for the task");
                    }
                }
            }
            assert_eq!(yielded, if empty { 0 } else { 12_000 });
            // A poll polls each of three listings, which stops after 32 empty pages.
            assert!(pending >= 12_000 / 33 / 3, "{pending}");
        }
    }
}

#[test]
fn stream_yields_to_the_executor_after_the_item_of_the_last_ready_response() {
    let pages = (0..40_u32).map(|page| Ok::<_, ()>(vec![2 * page, 2 * page + 1]));
    let mut rows = parallel([testing::script(pages)], 1);
    let task = Task::default();
    // The first item of the 32nd page.
    for expected in 0..=62 {
        assert_eq!(task.poll(&mut rows), Poll::Ready(Some(Ok(expected))));
    }
    assert!(task.poll(&mut rows).is_pending());
    assert_eq!(task.poll(&mut rows), Poll::Ready(Some(Ok(63))));
}

#[test]
fn many_empty_listings_yield_to_the_executor() {
    let empty = (0..1_000).map(|_| testing::script::<u32, ()>([]));
    let mut rows = parallel(empty, 8);
    let task = Task::default();
    let mut pending = 0;
    while task.poll(&mut rows).is_pending() {
        pending += 1;
        assert!(task.0.take());
    }
    assert!(rows.is_complete());
    assert!(pending >= 1_000 / 40, "{pending}");
}

#[test]
fn ready_listings_yield_to_the_executor() {
    for ordered in [false, true] {
        let servers: Vec<_> = (0..1_000).map(|number| server(number, 40, 0)).collect();
        let mut rows = listings(&servers, 1_000, 40);
        if ordered {
            rows = rows.ordered();
        }
        let task = Task::default();
        let responses = || servers.iter().map(|server| server.responses()).sum::<u32>();
        // A poll of one listing may receive 32 responses after the stream has received 31.
        let mut before = 0;
        for _ in 0..100 {
            let _ = task.poll(&mut rows);
            assert!(responses() - before <= 31 + 32);
            before = responses();
        }
    }
}

#[test]
fn waiting_listing_is_started_when_another_one_has_ended() {
    // The third listing waits. The first has two items, and the second a long page.
    let long = Server::of_sizes([20]);
    let servers = [server(1, 1, 0), long, server(2, 1, 1)];
    let mut rows = listings(&servers, 2, 0);
    let task = Task::default();
    let mut yielded = 0;
    while servers[2].requests().is_empty() {
        assert!(task.poll(&mut rows).is_ready());
        yielded += 1;
    }
    assert!(yielded <= 4, "{yielded}");
}

/// Returns a listing without items that wakes its task while it ends, or one that counts its polls and waits for ever.
fn empty(ends: bool, polls: &Cell<u32>) -> impl Paginator<Item = u32, Error = Infallible> {
    operation(())
        .send(move |()| {
            poll_fn(move |cx| {
                if ends {
                    cx.waker().wake_by_ref();
                    return Poll::Ready(Ok::<(), Infallible>(()));
                }
                polls.set(polls.get() + 1);
                Poll::Pending
            })
        })
        .output_token(|()| None::<u32>)
        .input_token(|(), _| ())
        .items(|()| None::<u32>)
}

#[test]
fn listing_is_not_polled_because_of_the_one_before_in_its_place() {
    let polls = Cell::new(0);
    let mut rows = parallel([empty(true, &polls), empty(false, &polls)], 1);
    let task = Task::default();
    for _ in 0..3 {
        assert!(task.poll(&mut rows).is_pending());
    }
    assert_eq!(polls.get(), 1);
}

#[test]
fn listing_that_waits_is_not_polled_because_the_stream_is_ordered() {
    let polls = Cell::new(0);
    let mut rows = parallel([empty(false, &polls)], 1);
    let task = Task::default();
    assert!(task.poll(&mut rows).is_pending());
    let mut rows = rows.ordered();
    assert!(task.poll(&mut rows).is_pending());
    assert_eq!(polls.get(), 1);
}
