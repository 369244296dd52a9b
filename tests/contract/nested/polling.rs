//! What is requested, which listings are polled, and which task is woken.

use std::cell::Cell;
use std::sync::Arc;
use std::task::Poll;

use futures_core::stream::FusedStream;
use paginate_core::{nested, testing};

use crate::{Services, Task, page, rows, sorted};

#[test]
fn nothing_is_sent_before_the_first_poll() {
    let services = Services::new(&[2], 1, 1);
    let list = services.list_from(3, [2, 2], None).ordered();
    assert!(!list.is_terminated());
    assert_eq!(services.outer.requests().len(), 0);
    drop(list);
}

#[test]
fn outer_listing_is_read_as_far_as_parts_are_wanted() {
    for depth in 0..3 {
        let services = Services::new(&[2, 2, 2, 2], 9, 1);
        let mut list = services.list_from(2, [depth, 0], None);
        let task = Task::default();
        for _ in 0..8 {
            let _ = task.poll(&mut list).is_ready();
            services.tick();
        }
        assert_eq!(services.outer.requests().len(), 1 + depth);
        let begun = services.requests().iter().filter(|sent| **sent > 0).count();
        assert_eq!(begun, 2);
    }
}

#[test]
fn at_most_concurrency_parts_are_in_progress() {
    for (concurrency, most) in [(0, 1), (1, 1), (3, 3), (usize::MAX, 9)] {
        let services = Services::new(&[4, 5], 2, 1);
        let mut list = services.list(concurrency);
        let task = Task::default();
        let mut found = 0;
        while !list.is_terminated() {
            if task.poll(&mut list).is_pending() {
                let busy = services.inner.iter().filter(|server| server.is_busy());
                found = found.max(busy.count());
                services.tick();
            }
        }
        assert_eq!(found, most, "{concurrency} at once");
    }
}

#[test]
fn one_ready_part_of_a_thousand_costs_one_poll() {
    let services = Services::new(&[1_000], 1, 1);
    let polls = || {
        services
            .inner
            .iter()
            .map(|server| server.polls())
            .sum::<u32>()
    };
    let mut list = services.list(1_000);
    let task = Task::default();
    assert!(task.poll(&mut list).is_pending());
    services.outer.tick();
    while task.0.take() {
        assert!(task.poll(&mut list).is_pending());
    }
    let outer = services.outer.polls();
    assert_eq!(polls(), 1_000);
    services.inner[777].tick();
    assert_eq!(task.0.count(), 1);
    assert_eq!(task.poll(&mut list), Poll::Ready(Some(Ok((777, 77_700)))));
    assert_eq!(polls(), 1_001);
    assert_eq!(services.outer.polls(), outer);
}

#[test]
fn request_of_the_outer_listing_is_polled_while_no_part_is_wanted() {
    let services = Services::new(&[1, 1, 1], 3, 1);
    for server in services.inner.iter().chain([&services.outer]) {
        server.expect_wakes(true);
    }
    let mut list = services.list_from(1, [1, 1], None);
    let task = Task::default();
    assert!(task.poll(&mut list).is_pending());
    services.outer.tick();
    assert!(task.poll(&mut list).is_pending());
    // The second page of the outer listing arrives while the only slot is taken.
    let polls = services.outer.polls();
    task.0.take();
    services.outer.tick();
    assert!(task.0.take());
    assert!(task.poll(&mut list).is_pending());
    assert_eq!(services.outer.polls(), polls + 1);
    assert_eq!(services.read(&mut list).len(), 18);
}

#[test]
fn another_task_polls_all_listings_and_is_woken() {
    let services = Services::new(&[1, 1], 1, 1);
    let mut list = services.list(2);
    let (first, second) = (Task::default(), Task::default());
    assert!(first.poll(&mut list).is_pending());
    assert!(second.poll(&mut list).is_pending());
    services.outer.tick();
    assert_eq!((first.0.count(), second.0.count()), (0, 1));
    assert!(second.poll(&mut list).is_pending());
    assert!(first.poll(&mut list).is_pending());
    second.0.take();
    services.inner[0].tick();
    assert_eq!((first.0.count(), second.0.count()), (1, 0));
    assert_eq!(first.poll(&mut list), Poll::Ready(Some(Ok((0, 0)))));
}

#[test]
fn task_is_released_at_the_end() {
    let services = Services::new(&[2, 1], 1, 1);
    let mut list = services.list(2);
    let task = Task::default();
    while !list.is_terminated() {
        let _ = task.poll(&mut list).is_ready();
        services.tick();
    }
    assert_eq!(task.poll(&mut list), Poll::Ready(None));
    assert_eq!(Arc::strong_count(&task.0), 1);
}

#[test]
fn dropping_the_stream_drops_the_requests_in_flight() {
    let services = Services::new(&[2, 1], 1, 1);
    let mut list = services.list_from(2, [1, 0], None);
    let task = Task::default();
    assert!(task.poll(&mut list).is_pending());
    services.outer.tick();
    assert!(task.poll(&mut list).is_pending());
    let busy = || {
        services
            .inner
            .iter()
            .filter(|server| server.is_busy())
            .count()
    };
    assert_eq!((busy(), services.outer.is_busy()), (2, true));
    drop(list);
    assert_eq!((busy(), services.outer.is_busy()), (0, false));
}

#[test]
fn future_that_is_dropped_loses_nothing() {
    let services = Services::new(&[2, 3], 2, 2);
    let mut list = services.list_from(2, [1, 1], None);
    let mut found = vec![];
    let task = Task::default();
    for _ in 0..10_000 {
        // Each poll is one of a future of its own, which is dropped.
        let waker = std::task::Waker::from(Arc::clone(&task.0));
        let mut cx = std::task::Context::from_waker(&waker);
        match std::pin::pin!(list.try_next()).poll(&mut cx) {
            Poll::Ready(Ok(Some(row))) => found.push(row),
            Poll::Ready(Ok(None)) => break,
            Poll::Ready(Err(error)) => panic!("{error}"),
            Poll::Pending => services.tick(),
        }
    }
    assert!(list.is_complete());
    assert_eq!(sorted(found), rows(0..5, 2));
}

#[test]
fn outer_listing_that_is_always_ready_yields_to_the_executor() {
    let found = Cell::new(0);
    let pages = (0..3_000_u32).map(|key| Ok::<_, ()>(vec![key]));
    // No item has a listing.
    let mut list = nested(
        testing::script(pages),
        |key: u32| {
            found.set(found.get() + 1);
            (key == u32::MAX).then(|| (key, page::<u32, ()>(vec![])))
        },
        8,
    );
    let task = Task::default();
    let mut before = 0;
    while task.poll(&mut list).is_pending() {
        assert!(found.get() - before <= 33, "{} items", found.get() - before);
        assert!(task.0.take(), "no wakeup is scheduled for the task");
        before = found.get();
    }
    assert_eq!(found.get(), 3_000);
    assert!(list.is_complete());
}

#[test]
fn part_that_wakes_itself_does_not_starve_the_others() {
    use paginate_tests::server::{PageSpec, Server};
    let mut services = Services::new(&[3], 9, 0);
    services.inner[0] = Server::new([PageSpec {
        items: vec![7],
        self_wakes: 1_000,
        ..PageSpec::default()
    }]);
    let mut list = services.list(3);
    let task = Task::default();
    let polled = (0..100).map(|_| task.poll(&mut list));
    assert_eq!(polled.filter(Poll::is_ready).count(), 2 * 18);
}
