//! Which requests are polled, and which task is woken.

use std::convert::Infallible;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::task::Poll;

use futures_core::{FusedStream, Stream};
use paginate_core::{Paginator, operation};
use paginate_tests::numbered::{Page, Service};

use crate::{Task, item, page_of, with_total_pages};

#[test]
fn only_woken_requests_are_polled() {
    let service = Service::waiting(1, |number, _| {
        let items: Vec<u32> = (number * 100..(number + 1) * 100).collect();
        Ok(Page::of(items).with_total(4))
    });
    let mut items = with_total_pages(&service).prefetch(4).items();
    let task = Task::default();
    for _ in 0..3 {
        assert!(task.poll(&mut items).is_pending());
    }
    // The first poll of each of the four requests.
    assert_eq!(service.polls(), 4);
    for (number, polls) in [(3, 5), (2, 6)] {
        service.complete(number);
        assert!(task.0.take());
        for _ in 0..3 {
            assert!(task.poll(&mut items).is_pending());
        }
        assert_eq!(service.polls(), polls);
    }
    service.complete(1);
    for _ in 0..100 {
        assert!(task.poll(&mut items).is_ready());
    }
    assert_eq!(service.polls(), 7);
    // Requests ahead are polled while the items of a page are read.
    service.complete(4);
    assert!(task.0.take());
    assert!(task.poll(&mut items).is_ready());
    assert_eq!(service.polls(), 8);
    for _ in 0..299 {
        assert!(task.poll(&mut items).is_ready());
    }
    assert_eq!(task.poll(&mut items), Poll::Ready(None));
    assert_eq!(service.polls(), 8);
}

#[test]
fn other_task_is_woken_by_every_request() {
    let service = Service::waiting(1, |number, _| Ok(page_of(3, number)));
    let mut items = with_total_pages(&service).prefetch(3).items();
    let (first, second) = (Task::default(), Task::default());
    assert!(first.poll(&mut items).is_pending());
    assert!(second.poll(&mut items).is_pending());
    assert_eq!(service.polls(), 6);
    for number in [2, 3, 1] {
        service.complete(number);
        assert!(second.0.take());
        assert!(!first.0.take());
    }
    assert_eq!(item(second.poll(&mut items)), 0);
}

#[test]
fn tasks_are_released_when_no_request_is_in_flight() {
    let service = Service::waiting(1, |number, _| Ok(page_of(4, number)));
    let task = Task::default();
    let mut listing = with_total_pages(&service).prefetch(4);
    let start = listing.checkpoint();
    assert!(task.poll(&mut (&mut listing).items()).is_pending());
    assert!(Arc::strong_count(&task.0) > 4);
    listing.set_position(start);
    assert_eq!(Arc::strong_count(&task.0), 1);
    assert!(task.poll(&mut (&mut listing).items()).is_pending());
    service.tick();
    let mut items = listing.items();
    assert_eq!(item(task.poll(&mut items)), 0);
    // All four have arrived.
    assert!(service.in_flight().is_empty());
    assert_eq!(Arc::strong_count(&task.0), 1);
}

#[test]
fn dropped_listing_drops_all_requests_and_pages() {
    let service = Service::waiting(1, |number, _| Ok(page_of(9, number)));
    let task = Task::default();
    for drop_by_moving in [false, true] {
        let mut listing = with_total_pages(&service).prefetch(4);
        let start = listing.checkpoint();
        assert!(task.poll(&mut (&mut listing).items()).is_pending());
        service.complete(3);
        assert!(task.poll(&mut (&mut listing).items()).is_pending());
        assert_eq!((service.in_flight(), service.held()), (vec![1, 2, 4], 1));
        if drop_by_moving {
            listing.set_position(start);
        } else {
            drop(listing);
        }
        assert_eq!((service.in_flight(), service.held()), (vec![], 0));
    }
}

#[test]
fn responses_that_arrive_before_their_turn_yield_to_the_executor() {
    let service = Service::waiting(1, |number, _| Ok(page_of(90, number)));
    let mut items = with_total_pages(&service).prefetch(80).items();
    let task = Task::default();
    assert!(task.poll(&mut items).is_pending());
    for number in 2..=80 {
        service.complete(number);
    }
    for responses in [32, 64, 79] {
        assert!(task.0.take(), "no wakeup is scheduled for the task");
        assert!(task.poll(&mut items).is_pending());
        assert_eq!(service.responses(), responses);
    }
    assert!(!task.0.take());
    service.complete(1);
    assert_eq!(item(task.poll(&mut items)), 0);
}

#[test]
fn panic_drops_all_requests_and_responses() {
    let service = Service::waiting(1, |number, _| Ok(page_of(9, number)));
    let operation = service.operation().page_number(1, |_, number| Some(number));
    let listing = operation
        .total_pages(|page| {
            assert!(page.items.contains(&0), "planned");
            page.total
        })
        .items(|page| page.items);
    let mut items = listing.prefetch(4).items();
    let task = Task::default();
    assert!(task.poll(&mut items).is_pending());
    service.complete(1);
    service.complete(3);
    assert_eq!(item::<u32>(task.poll(&mut items)), 0);
    assert_eq!((service.in_flight(), service.held()), (vec![2, 4, 5], 1));
    service.complete(2);
    let polled = catch_unwind(AssertUnwindSafe(|| task.poll(&mut items)));
    assert!(polled.is_err());
    assert_eq!((service.in_flight(), service.held()), (vec![], 0));
    assert_eq!(Arc::strong_count(&task.0), 1);
    assert!(items.is_terminated());
}

#[test]
fn pending_future_that_is_dropped_keeps_the_requests() {
    let service = Service::waiting(1, |number, _| Ok(page_of(3, number)));
    let mut items = with_total_pages(&service).prefetch(3).items();
    let task = Task::default();
    for _ in 0..3 {
        let mut next = items.next();
        let polled = {
            let waker = std::task::Waker::from(Arc::clone(&task.0));
            let mut cx = std::task::Context::from_waker(&waker);
            std::pin::Pin::new(&mut next).poll(&mut cx)
        };
        assert!(polled.is_pending());
    }
    assert_eq!(service.requests().len(), 3);
    service.tick();
    for expected in 0..6 {
        assert_eq!(item(task.poll(&mut items)), expected);
    }
    assert_eq!(service.requests().len(), 3);
}

/// Counts the pending polls until the end of a stream, and checks that each of them woke the task.
fn pending_polls<S: Stream + Unpin>(mut stream: S) -> usize {
    let task = Task::default();
    let mut pending = 0;
    for _ in 0..200_000 {
        match task.poll(&mut stream) {
            Poll::Ready(None) => return pending,
            Poll::Ready(Some(_)) => {}
            Poll::Pending => {
                pending += 1;
                assert!(task.0.take(), "no wakeup is scheduled for the task");
            }
        }
    }
    panic!("the stream does not end");
}

#[test]
fn listing_yields_to_the_executor_if_pages_are_always_ready() {
    for depth in [0, 1, 2, 7, 40] {
        for items in [&[][..], &[7_u32]] {
            let listing = operation(0_u32)
                .send(async |page| Ok::<_, Infallible>(page))
                .page_number(0, |_, number| number)
                .more_results(|page| *page < 3_200)
                .items(|_| items.iter().copied());
            let listing: &mut dyn Paginator<Page = u32, Item = u32, Token = u32, Error = Infallible> =
                &mut listing.prefetch(depth);
            assert_eq!(pending_polls(listing.items()), 100, "depth {depth}");
        }
    }
}

#[test]
fn listing_yields_to_the_executor_if_requests_wake_themselves() {
    for depth in [0, 1, 2, 7, 40] {
        let responses = std::rc::Rc::new(std::cell::Cell::new(0));
        let sent = std::rc::Rc::clone(&responses);
        let listing = operation(0_u32)
            .send(move |page| {
                let sent = std::rc::Rc::clone(&sent);
                async move {
                    tokio::task::yield_now().await;
                    sent.set(sent.get() + 1);
                    Ok::<_, Infallible>(page)
                }
            })
            .page_number(0, |_, number| number)
            .more_results(|page| *page < 1_000)
            .items(|page| [page]);
        let listing: &mut dyn Paginator<Page = u32, Item = u32, Token = u32, Error = Infallible> =
            &mut listing.prefetch(depth);
        let mut items = listing.items();
        let task = Task::default();
        let (mut responses_at_pending, mut yielded) = (0, 0);
        for _ in 0..10_000 {
            match task.poll(&mut items) {
                Poll::Ready(Some(item)) => {
                    assert_eq!(item, Ok(yielded));
                    yielded += 1;
                }
                Poll::Ready(None) => break,
                Poll::Pending => {
                    responses_at_pending = responses.get();
                    assert!(task.0.take(), "no wakeup is scheduled for the task");
                }
            }
            let ready = responses.get() - responses_at_pending;
            assert!(ready <= 32, "{ready} responses at depth {depth}");
        }
        assert_eq!(yielded, 1_001);
    }
}
