//! Offsets grow by the items that were received.

use std::rc::Rc;
use std::task::Poll;

use paginate_core::{Error, Paginator, RepeatedTokenPolicy};
use paginate_tests::numbered::{Page, Service, Throttled};
use paginate_tests::script::drain;

use crate::{Task, item, with_offsets};

/// Returns a service of the items below `items`, with pages whose sizes repeat. It says the total if `total` is set.
fn of_sizes<const N: usize>(items: u32, sizes: [u32; N], total: Option<u64>) -> Rc<Service> {
    Service::ready(0, move |offset, _| {
        Ok(page_at(offset, items, &sizes).with_total(total))
    })
}

/// Returns the page at an offset.
fn page_at(offset: u32, items: u32, sizes: &[u32]) -> Page {
    let (mut start, mut sizes) = (0, sizes.iter().cycle());
    while start < offset {
        start += sizes.next().unwrap();
    }
    assert_eq!(start, offset, "no page begins at this offset");
    let size = sizes.next().unwrap();
    let page: Vec<u32> = (offset..items.min(offset + size)).collect();
    Page::of(page)
}

#[test]
fn offset_grows_by_the_items_received() {
    for total in [None, Some(11)] {
        let service = of_sizes(11, [3, 1, 3], total);
        let mut items = with_offsets(&service).items();
        let read: Result<Vec<u32>, Error<Throttled>> = drain(&mut items).into_iter().collect();
        assert_eq!(read, Ok((0..11).collect()));
        assert!(items.is_complete());
        let mut expected = vec![None, Some(3), Some(4), Some(7), Some(10)];
        expected.extend(total.is_none().then_some(Some(11)));
        assert_eq!(service.requests(), expected);
    }
}

#[test]
fn more_results_ends_the_listing_and_overrides_the_total() {
    for depth in [0, 3] {
        let service = Service::ready(0, |offset, _| {
            let page = Page::of([offset]).with_total(1);
            Ok(if offset < 3 { page.with_more() } else { page })
        });
        let operation = service
            .operation()
            .offset(|page| page.items.len(), |_, offset: u32| Some(offset));
        let listing = operation
            .more_results(|page| page.more)
            .total_items(|page| page.total)
            .items(|page| page.items);
        let items: Vec<Result<u32, Error<Throttled>>> = drain(listing.prefetch(depth).items());
        assert_eq!(items, [Ok(0), Ok(1), Ok(2), Ok(3)]);
    }
}

#[test]
fn total_that_changes_or_is_absent_is_followed() {
    for depth in [0, 1, 4] {
        let service = Service::ready(0, |offset, _| {
            let total = [Some(2), None, Some(9), None, None, Some(6), None, Some(1)];
            Ok(Page::of([offset]).with_total(total[offset as usize]))
        });
        let items = drain(with_offsets(&service).prefetch(depth).items());
        assert_eq!(items.len(), 2, "depth {depth}");
        let service = Service::ready(0, |offset, _| {
            let total = [Some(3), None, Some(9), None, None, Some(6), None, Some(1)];
            Ok(Page::of([offset]).with_total(total[offset as usize]))
        });
        let items = drain(with_offsets(&service).prefetch(depth).items());
        assert_eq!(items.len(), 6, "depth {depth}");
    }
}

#[test]
fn empty_page_before_the_end_is_an_error_and_retry_requests_it_again() {
    // The first page and a later one.
    for stuck in [0, 2] {
        for depth in [0, 1, 4] {
            let service = Service::ready(0, move |offset, nth| {
                let items: Vec<u32> = (offset..offset + 2).collect();
                let is_empty = offset == stuck && nth < 2;
                Ok(Page::of(if is_empty { vec![] } else { items }).with_total(6))
            });
            let mut items = with_offsets(&service).prefetch(depth).items();
            let page = u64::from(stuck) / 2 + 1;
            let repeated = Err(Error::RepeatedToken { page });
            for _ in 0..2 {
                assert_eq!(drain(&mut items).pop(), Some(repeated.clone()));
                assert!(!items.is_complete());
                items.retry();
            }
            let rest: Result<Vec<u32>, _> = drain(&mut items).into_iter().collect();
            assert_eq!(rest, Ok((stuck..6).collect()));
            assert!(items.is_complete());
            assert_eq!(items.page_count(), 3);
        }
    }
}

#[test]
fn policy_says_what_an_empty_page_before_the_end_means() {
    for depth in [0, 1, 4] {
        let listing = |policy| {
            let service = Service::ready(0, |offset, nth| {
                let items = if offset == 1 && nth < 2 {
                    vec![]
                } else {
                    vec![offset]
                };
                Ok(Page::of(items).with_total(3))
            });
            let operation = service
                .operation()
                .offset(|page| page.items.len(), |_, offset: u32| Some(offset))
                .total_items(|page| page.total)
                .repeated_token(policy);
            let listing = operation.items(|page| page.items).prefetch(depth);
            let items: Vec<Result<u32, Error<Throttled>>> = drain(listing.items());
            (items, service)
        };
        let (items, _) = listing(RepeatedTokenPolicy::End);
        assert_eq!(items, [Ok(0)]);
        let (items, service) = listing(RepeatedTokenPolicy::Continue);
        assert_eq!(items, [Ok(0), Ok(1), Ok(2)]);
        let requests = service.requests();
        assert_eq!(requests, [None, Some(1), Some(1), Some(1), Some(2)]);
    }
}

#[test]
fn offsets_are_guessed_once_a_page_has_shown_the_size() {
    let service = Service::waiting(0, |offset, _| {
        Ok(Page::of((offset..30.min(offset + 3)).collect::<Vec<_>>()).with_total(30))
    });
    let mut items = with_offsets(&service).prefetch(4).items();
    let task = Task::default();
    assert!(task.poll(&mut items).is_pending());
    assert_eq!(service.in_flight(), [0]);
    service.complete(0);
    assert_eq!(item(task.poll(&mut items)), 0);
    assert_eq!(service.in_flight(), [3, 6, 9, 12]);
    // The size of a page is not known after a resume.
    let checkpoint = items.checkpoint();
    drop(items);
    let mut items = with_offsets(&service)
        .resume_from(checkpoint)
        .prefetch(4)
        .items();
    assert!(task.poll(&mut items).is_pending());
    assert_eq!(service.in_flight(), [0]);
}

#[test]
fn wrong_guess_drops_the_requests_after_it() {
    // The page at 3 has one item, and the pages after it are at other offsets.
    let service = Service::waiting(0, |offset, _| {
        let size = if offset == 3 { 1 } else { 3 };
        Ok(Page::of((offset..20.min(offset + size)).collect::<Vec<_>>()).with_total(20))
    });
    let mut items = with_offsets(&service).prefetch(3).items();
    let task = Task::default();
    assert!(task.poll(&mut items).is_pending());
    service.complete(0);
    for expected in 0..3 {
        assert_eq!(item(task.poll(&mut items)), expected);
    }
    assert!(task.poll(&mut items).is_pending());
    assert_eq!(service.in_flight(), [3, 6, 9]);
    service.complete(6);
    assert!(task.poll(&mut items).is_pending());
    assert_eq!((service.in_flight(), service.held()), (vec![3, 9], 1));
    service.complete(3);
    assert_eq!(item(task.poll(&mut items)), 3);
    // Two wrong guesses have halved the number of guesses.
    assert_eq!((service.in_flight(), service.held()), (vec![4, 7], 0));
    service.complete(4);
    let mut rest = vec![];
    for _ in 0..100 {
        match task.poll(&mut items) {
            Poll::Ready(Some(item)) => rest.push(item.unwrap()),
            Poll::Ready(None) => break,
            Poll::Pending => assert!(service.tick()),
        }
    }
    assert_eq!(rest, (4..20).collect::<Vec<_>>());
}

#[test]
fn short_page_without_a_total_is_not_followed_by_guesses() {
    // Two full pages, a short one in the middle, a full one, and a short one at the end.
    let size = |offset| if offset == 6 { 1 } else { 3 };
    let service = Service::waiting(0, move |offset, _| {
        Ok(Page::of(
            (offset..12.min(offset + size(offset))).collect::<Vec<_>>(),
        ))
    });
    let mut items = with_offsets(&service).prefetch(2).items();
    let task = Task::default();
    let mut in_flight = vec![];
    for _ in 0..100 {
        match task.poll(&mut items) {
            Poll::Ready(Some(item)) => drop(item.unwrap()),
            Poll::Ready(None) => break,
            Poll::Pending => {
                in_flight.push(service.in_flight());
                service.complete(service.in_flight()[0]);
            }
        }
    }
    assert!(items.is_complete());
    // After the page at 6, only the page at 7 is requested. It is full, so 10 and 13 are requested together.
    let expected: [&[u32]; 6] = [&[0], &[3, 6], &[6, 9], &[7], &[10, 13], &[12]];
    assert_eq!(in_flight, expected);
}

#[test]
fn short_page_that_reports_more_results_is_followed_by_guesses() {
    // Two full pages, and a short one.
    let service = Service::waiting(0, |offset, _| {
        let size = if offset == 6 { 1 } else { 3 };
        Ok(Page::of((offset..offset + size).collect::<Vec<_>>()).with_more())
    });
    let operation = service
        .operation()
        .offset(|page| page.items.len(), |_, offset: u32| Some(offset));
    let listing = operation
        .more_results(|page| page.more)
        .items(|page| page.items);
    let mut items = listing.prefetch(2).items();
    let task = Task::default();
    let mut in_flight = vec![];
    let mut read: Vec<Result<u32, Error<Throttled>>> = vec![];
    while in_flight.len() < 5 {
        match task.poll(&mut items) {
            Poll::Ready(Some(item)) => read.push(item),
            Poll::Ready(None) => panic!("each page reports more results"),
            Poll::Pending => {
                in_flight.push(service.in_flight());
                service.complete(service.in_flight()[0]);
            }
        }
    }
    let expected: [&[u32]; 5] = [&[0], &[3, 6], &[6, 9], &[7, 10], &[10, 13]];
    assert_eq!(in_flight, expected);
    assert_eq!(read, (0..10).map(Ok).collect::<Vec<_>>());
}

#[test]
fn offset_beyond_the_total_is_not_requested() {
    let service = Service::waiting(0, |offset, _| {
        Ok(Page::of((offset..9.min(offset + 3)).collect::<Vec<_>>()).with_total(9))
    });
    let mut items = with_offsets(&service).prefetch(8).items();
    let task = Task::default();
    assert!(task.poll(&mut items).is_pending());
    service.complete(0);
    assert_eq!(item(task.poll(&mut items)), 0);
    assert_eq!(service.in_flight(), [3, 6]);
}
