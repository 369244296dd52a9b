//! The number of requests whose pages are not used, with services that make every guess wrong.

use std::rc::Rc;
use std::task::Poll;

use paginate_core::Paginator;
use paginate_tests::numbered::{Page, Service, Throttled};

use crate::{Task, with_offsets};

/// Returns a service whose page at an offset has as many items as `size` says, of 5,000.
fn service(size: impl Fn(u32, u32) -> Result<u32, Throttled> + 'static) -> Rc<Service> {
    Service::waiting(0, move |offset, nth| {
        let end = 5_000.min(offset + size(offset, nth)?);
        Ok(Page::of((offset..end).collect::<Vec<_>>()).with_total(5_000))
    })
}

/// Reads all items with a prefetch depth, and returns the number of requests.
fn requests(service: &Rc<Service>, depth: usize) -> usize {
    read(service, depth);
    service.requests().len()
}

/// Reads all items with a prefetch depth, and returns how often it waited for responses.
fn read(service: &Rc<Service>, depth: usize) -> usize {
    service.expect_wakes(depth > 0);
    let mut items = with_offsets(service).prefetch(depth).items();
    let task = Task::default();
    let (mut read, mut ticks) = (0, 0);
    loop {
        match task.poll(&mut items) {
            Poll::Ready(Some(Ok(_))) => read += 1,
            Poll::Ready(Some(Err(_))) => items.retry(),
            Poll::Ready(None) => break,
            Poll::Pending => {
                assert!(service.tick());
                ticks += 1;
            }
        }
    }
    assert_eq!(read, 5_000);
    ticks
}

/// Asserts that prefetching sends at most three times the requests, plus the depth. Returns the depths and how many more requests
/// they send.
fn assert_bounded<S>(size: S) -> Vec<(usize, usize)>
where
    S: Fn(u32, u32) -> Result<u32, Throttled> + Copy + 'static,
{
    let in_order = requests(&service(size), 0);
    [1, 2, 4, 16, 64, 256]
        .into_iter()
        .map(|depth| {
            let requests = requests(&service(size), depth);
            assert!(
                requests <= 3 * in_order + depth,
                "{requests} requests with prefetch({depth}), {in_order} without"
            );
            (depth, requests - in_order)
        })
        .collect()
}

/// Returns a number that depends on an offset and looks random.
fn scramble(offset: u32) -> u32 {
    offset.wrapping_mul(2_654_435_761) >> 16
}

#[test]
fn pages_that_are_often_short_cost_a_bounded_number_of_requests() {
    assert_bounded(|offset, _| Ok(9 + scramble(offset) % 2));
    assert_bounded(|offset, _| {
        Ok(if scramble(offset).is_multiple_of(20) {
            9
        } else {
            10
        })
    });
    assert_bounded(|offset, _| Ok(1 + scramble(offset) % 10));
}

#[test]
fn pages_that_are_never_as_long_as_the_first_one_cost_few_requests() {
    let wasted = assert_bounded(|offset, _| Ok(if offset == 0 { 10 } else { 9 }));
    for (depth, wasted) in wasted {
        assert!(wasted < 2 * depth, "{wasted} with prefetch({depth})");
    }
}

#[test]
fn pages_that_fail_cost_a_bounded_number_of_requests() {
    assert_bounded(|_, nth| if nth == 0 { Err(Throttled) } else { Ok(10) });
    assert_bounded(|offset, nth| {
        if nth < scramble(offset) % 3 {
            Err(Throttled)
        } else {
            Ok(10)
        }
    });
}

#[test]
fn service_with_few_short_pages_is_prefetched_to_its_end() {
    let with_few = |offset: u32, _| {
        Ok(if scramble(offset).is_multiple_of(20) {
            9
        } else {
            10
        })
    };
    let in_order = read(&service(with_few), 0);
    let prefetched = read(&service(with_few), 4);
    assert!(2 * prefetched < in_order, "{prefetched} of {in_order}");
}

#[test]
fn right_guesses_cost_no_request() {
    let service = service(|_, _| Ok(10));
    assert_eq!(requests(&service, 16), 500);
}
