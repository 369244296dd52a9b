//! How many requests are in flight, and for which pages.

use std::rc::Rc;
use std::task::Poll;

use paginate_core::Paginator;
use paginate_tests::numbered::{Page, Service};
use paginate_tests::script::drain;

use crate::{Task, item, page_of, two_items, until_empty, with_total_pages};

/// Returns a service of numbered pages that answers on demand.
fn waiting(pages: u32) -> Rc<Service> {
    Service::waiting(1, move |number, _| Ok(page_of(pages, number)))
}

#[test]
fn prefetch_sends_as_many_requests_at_the_same_time() {
    for depth in 0..6 {
        let service = waiting(20);
        let mut items = with_total_pages(&service).prefetch(depth).items();
        assert!(service.requests().is_empty());
        let task = Task::default();
        assert!(task.poll(&mut items).is_pending());
        let at_once = u32::try_from(depth.max(1)).unwrap();
        assert_eq!(service.in_flight(), (1..=at_once).collect::<Vec<_>>());
        if depth == 0 {
            continue;
        }
        // While a page is read, as many pages after it are requested.
        service.complete(1);
        assert_eq!(item(task.poll(&mut items)), 0);
        let ahead: Vec<u32> = (2..at_once + 2).collect();
        assert_eq!(service.in_flight(), ahead);
        // Responses that have arrived count.
        for number in &ahead {
            service.complete(*number);
        }
        assert_eq!(item(task.poll(&mut items)), 1);
        assert_eq!((service.in_flight(), service.held()), (vec![], depth));
        assert_eq!(item(task.poll(&mut items)), 2);
        assert_eq!(service.in_flight(), [at_once + 2]);
        assert_eq!(service.held(), depth - 1);
    }
}

#[test]
fn responses_are_accepted_in_order() {
    let service = waiting(5);
    let mut items = with_total_pages(&service).prefetch(5).items();
    let task = Task::default();
    assert!(task.poll(&mut items).is_pending());
    for number in [4, 2, 5, 3] {
        service.complete(number);
        assert!(task.poll(&mut items).is_pending());
    }
    assert_eq!(service.held(), 4);
    assert_eq!(items.page_count(), 0);
    service.complete(1);
    for number in 1..=5 {
        for expected in two_items(number) {
            assert_eq!(item(task.poll(&mut items)), expected);
            assert_eq!(items.page_count(), u64::from(number));
        }
    }
    assert_eq!(task.poll(&mut items), Poll::Ready(None));
    let requests: Vec<_> = std::iter::once(None).chain((2..=5).map(Some)).collect();
    assert_eq!(service.requests(), requests);
}

#[test]
fn page_beyond_the_total_is_not_requested() {
    let service = waiting(4);
    let mut items = with_total_pages(&service).prefetch(2).items();
    let task = Task::default();
    assert!(task.poll(&mut items).is_pending());
    for number in 1..=4 {
        service.complete(number);
        for expected in two_items(number) {
            assert_eq!(item(task.poll(&mut items)), expected);
        }
    }
    assert_eq!(task.poll(&mut items), Poll::Ready(None));
    assert_eq!(service.requests(), [None, Some(2), Some(3), Some(4)]);
}

#[test]
fn page_beyond_total_items_is_not_requested() {
    let service = Service::waiting(1, |number, _| Ok(page_of(9, number).with_total(6)));
    let operation = service.operation().page_number(1, |_, number| Some(number));
    let listing = operation
        .item_count(|page| page.items.len())
        .total_items(|page| page.total)
        .items(|page: Page| page.items);
    let mut items = listing.prefetch(2).items();
    let task = Task::default();
    assert!(task.poll(&mut items).is_pending());
    service.complete(1);
    assert_eq!(item::<u32>(task.poll(&mut items)), 0);
    service.complete(2);
    assert_eq!(item::<u32>(task.poll(&mut items)), 1);
    assert_eq!(service.in_flight(), [3]);
}

#[test]
fn page_beyond_max_pages_is_not_requested() {
    let service = waiting(20);
    let listing = with_total_pages(&service).max_pages(3).prefetch(8);
    let mut items = listing.items();
    let task = Task::default();
    assert!(task.poll(&mut items).is_pending());
    assert_eq!(service.in_flight(), [1, 2, 3]);
    service.tick();
    assert_eq!(item(task.poll(&mut items)), 0);
    assert_eq!(service.requests().len(), 3);
}

#[test]
fn prefetch_wastes_at_most_depth_requests_without_a_total() {
    for depth in [1, 2, 3, 8] {
        let service = waiting(5);
        let mut items = until_empty(&service).prefetch(depth).items();
        let task = Task::default();
        let mut read = 0;
        for _ in 0..100 {
            match task.poll(&mut items) {
                Poll::Ready(Some(item)) => {
                    assert_eq!(item, Ok(read));
                    read += 1;
                }
                Poll::Ready(None) => break,
                Poll::Pending => assert!(service.tick()),
            }
            assert!(service.in_flight().len() + service.held() <= depth);
        }
        assert_eq!(read, 10);
        // The empty page is one of them.
        let wasted = service.requests().len() - 5;
        assert!(wasted <= depth, "{wasted} requests at depth {depth}");
        // At the end, nothing is in flight or held.
        assert_eq!((service.in_flight(), service.held()), (vec![], 0));
        assert!(items.is_complete());
    }
}

#[test]
fn depth_can_change_while_requests_are_in_flight() {
    let service = waiting(9);
    let mut listing = with_total_pages(&service).prefetch(4);
    let task = Task::default();
    assert!(task.poll(&mut (&mut listing).items()).is_pending());
    assert_eq!(service.in_flight(), [1, 2, 3, 4]);
    // Requests in flight are kept, and no more are sent.
    listing = listing.prefetch(1);
    service.complete(1);
    assert_eq!(item(task.poll(&mut (&mut listing).items())), 0);
    assert_eq!(service.in_flight(), [2, 3, 4]);
    service.complete(2);
    listing = listing.prefetch(0);
    for expected in 1..4 {
        assert_eq!(item(task.poll(&mut (&mut listing).items())), expected);
    }
    assert_eq!(service.in_flight(), [3, 4]);
    assert!(task.poll(&mut (&mut listing).items()).is_pending());
    listing = listing.prefetch(3);
    assert!(task.poll(&mut (&mut listing).items()).is_pending());
    assert_eq!(service.in_flight(), [3, 4, 5]);
    service.complete(3);
    let mut items = listing.items();
    assert_eq!(item(task.poll(&mut items)), 4);
    assert_eq!(service.in_flight(), [4, 5, 6]);
}

#[test]
fn prefetch_can_be_enabled_while_a_request_is_in_flight() {
    let service = waiting(9);
    let mut listing = with_total_pages(&service);
    let task = Task::default();
    assert!(task.poll(&mut (&mut listing).items()).is_pending());
    assert_eq!(service.in_flight(), [1]);
    listing = listing.prefetch(3);
    service.expect_wakes(false);
    assert!(task.poll(&mut (&mut listing).items()).is_pending());
    assert_eq!(service.in_flight(), [1, 2, 3]);
}

#[test]
fn pages_are_fetched_at_the_same_time_as_well() {
    let service = waiting(6);
    let mut pages = with_total_pages(&service).prefetch(3).pages();
    let task = Task::default();
    assert!(task.poll(&mut pages).is_pending());
    assert_eq!(service.in_flight(), [1, 2, 3]);
    service.tick();
    for number in 1..=3 {
        assert_eq!(item(task.poll(&mut pages)), page_of(6, number));
    }
    assert_eq!(service.in_flight(), [4, 5, 6]);
}

#[test]
fn result_is_the_same_at_every_depth() {
    let service = Service::ready(1, |number, _| Ok(page_of(50, number)));
    let expected: Vec<_> = (0..100).map(Ok).collect();
    for depth in [0, 1, 2, 7, 40, 200] {
        let items = with_total_pages(&service).prefetch(depth).items();
        assert_eq!(drain(items), expected);
        let items = until_empty(&service).prefetch(depth).items();
        assert_eq!(drain(items), expected);
    }
}
