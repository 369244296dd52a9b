//! Errors of requests that were sent at the same time, and what is kept for a retry.

use std::task::Poll;

use paginate_core::{Error, Paginator};
use paginate_tests::numbered::{Service, Throttled};

use crate::{Task, item, page_of, throttled, two_items, with_total_pages};

#[test]
fn error_is_yielded_in_its_place_and_the_pages_that_have_arrived_are_kept() {
    let service = Service::waiting(1, |number, nth| {
        if number == 2 && nth == 0 {
            return Err(Throttled);
        }
        Ok(page_of(6, number))
    });
    let mut items = with_total_pages(&service).prefetch(4).items();
    let task = Task::default();
    assert!(task.poll(&mut items).is_pending());
    // The error arrives before the pages around it.
    service.complete(2);
    service.complete(3);
    assert!(task.poll(&mut items).is_pending());
    service.complete(1);
    for expected in two_items(1) {
        assert_eq!(item(task.poll(&mut items)), expected);
        items.retry();
    }
    assert_eq!(task.poll(&mut items), throttled(2));
    // The request for page 4 is dropped.
    assert_eq!((service.in_flight(), service.held()), (vec![], 1));

    // Nothing is sent until the retry.
    let requests = service.requests().len();
    for _ in 0..3 {
        assert_eq!(task.poll(&mut items), Poll::Ready(None));
    }
    assert_eq!(service.requests().len(), requests);
    assert!(!items.is_complete());

    items.retry();
    assert!(task.poll(&mut items).is_pending());
    // Page 3 is not requested again. The dropped guess has halved the number of guesses.
    assert_eq!(service.requests()[requests..], [Some(2), Some(4)]);
    assert_eq!((service.in_flight(), service.held()), (vec![2, 4], 1));
    service.complete(2);
    for number in 2..=3 {
        for expected in two_items(number) {
            assert_eq!(item(task.poll(&mut items)), expected);
        }
    }
    assert!(task.poll(&mut items).is_pending());
    assert_eq!(service.in_flight(), [4, 5, 6]);
    service.tick();
    for number in 4..=6 {
        for expected in two_items(number) {
            assert_eq!(item(task.poll(&mut items)), expected);
        }
    }
    assert_eq!(task.poll(&mut items), Poll::Ready(None));
    assert!(items.is_complete());
    assert_eq!(service.requests().len(), 8);
}

#[test]
fn error_of_a_page_beyond_the_end_is_not_yielded() {
    let service = Service::waiting(1, |number, _| {
        if number > 2 {
            return Err(Throttled);
        }
        Ok(page_of(2, number))
    });
    let mut items = with_total_pages(&service).prefetch(5).items();
    let task = Task::default();
    assert!(task.poll(&mut items).is_pending());
    assert_eq!(service.in_flight(), [1, 2, 3, 4, 5]);
    service.tick();
    for expected in 0..4 {
        assert_eq!(item(task.poll(&mut items)), expected);
    }
    assert_eq!(task.poll(&mut items), Poll::Ready(None));
    assert!(items.is_complete());
}

#[test]
fn several_errors_are_yielded_one_by_one() {
    let service = Service::waiting(1, |number, nth| {
        if nth < number {
            return Err(Throttled);
        }
        Ok(page_of(3, number))
    });
    let mut items = with_total_pages(&service).prefetch(3).items();
    let task = Task::default();
    let (mut read, mut errors) = (vec![], vec![]);
    for _ in 0..100 {
        match task.poll(&mut items) {
            Poll::Ready(Some(Ok(item))) => read.push(item),
            Poll::Ready(Some(Err(error))) => {
                errors.push(error.page());
                assert!(service.in_flight().len() + service.held() <= 2);
                items.retry();
            }
            Poll::Ready(None) => break,
            Poll::Pending => assert!(service.tick()),
        }
        assert!(service.in_flight().len() + service.held() <= 3);
    }
    assert_eq!(read, (0..6).collect::<Vec<_>>());
    assert_eq!(errors, [1, 2, 2, 3, 3, 3]);
    assert!(items.is_complete());
}

#[test]
fn raised_max_pages_continues_with_the_pages_that_are_kept() {
    let service = Service::waiting(1, |number, _| Ok(page_of(5, number)));
    let mut listing = with_total_pages(&service).prefetch(4);
    let task = Task::default();
    assert!(task.poll(&mut (&mut listing).items()).is_pending());
    service.tick();
    listing = listing.max_pages(2);
    for expected in 0..4 {
        assert_eq!(item(task.poll(&mut (&mut listing).items())), expected);
    }
    let limit = Poll::Ready(Some(Err(Error::PageLimit { page: 2 })));
    assert_eq!(task.poll(&mut (&mut listing).items()), limit);
    let requests = service.requests().len();
    listing = listing.max_pages(5);
    listing.retry();
    for expected in 4..8 {
        assert_eq!(item(task.poll(&mut (&mut listing).items())), expected);
    }
    assert_eq!(service.requests()[requests..], [Some(5)]);
}

#[test]
fn raised_max_pages_is_prefetched_while_items_are_left() {
    let service = Service::waiting(1, |number, _| Ok(page_of(5, number)));
    let mut listing = with_total_pages(&service).prefetch(1).max_pages(1);
    let task = Task::default();
    assert!(task.poll(&mut (&mut listing).items()).is_pending());
    service.tick();
    assert_eq!(item(task.poll(&mut (&mut listing).items())), 0);
    listing = listing.max_pages(2);
    assert_eq!(service.requests(), [None]);
    assert_eq!(item(task.poll(&mut (&mut listing).items())), 1);
    assert_eq!(service.requests(), [None, Some(2)]);
}
