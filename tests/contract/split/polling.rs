use std::cell::Cell;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use futures_core::stream::{FusedStream, Stream};
use paginate_core::split;

use crate::clock;
use crate::service::Service;

#[test]
fn nothing_is_sent_before_the_first_poll() {
    let service = Service::new((0..100u64).collect(), 10, 1);
    let made = Cell::new(0);
    let listing = || {
        made.set(made.get() + 1);
        service.listing()
    };
    let mut keys = split(listing, |key| *key, 4);
    assert_eq!((made.get(), service.requests.get()), (0, 0));
    assert!(!keys.is_terminated());
    let mut cx = Context::from_waker(Waker::noop());
    let polled = std::pin::pin!(keys.next()).poll(&mut cx);
    assert!(polled.is_pending());
    assert_eq!((made.get(), service.requests.get()), (1, 1));
}

#[test]
fn dropped_future_loses_nothing() {
    let service = Service::new((0..500u64).collect(), 10, 1);
    let mut keys = split(|| service.listing(), |key| *key, 8);
    let mut yielded = Vec::new();
    loop {
        let polled = {
            let mut cx = Context::from_waker(Waker::noop());
            std::pin::pin!(keys.next()).poll(&mut cx)
        };
        match polled {
            Poll::Ready(Some(key)) => yielded.push(key.expect("no error")),
            Poll::Ready(None) => break,
            Poll::Pending => assert!(service.clock.advance(), "a request is in flight"),
        }
    }
    yielded.sort_unstable();
    assert!(yielded == service.keys);
}

#[test]
fn only_woken_requests_are_polled() {
    let service = Service::new((0..20_000u64).collect(), 100, 1);
    let keys = split(|| service.listing(), |key| *key, 32);
    clock::run(&service.clock, keys.try_collect::<Vec<_>>()).expect("no error");
    let (polls, requests) = (service.polls.get(), service.requests.get());
    assert_eq!(polls, 2 * requests, "once when sent, and once when woken");
}

#[test]
fn part_requests_no_page_while_two_of_its_pages_are_unread() {
    let service = Service::new((0..1_000u64).collect(), 10, 1);
    let mut keys = split(|| service.listing(), |key| *key, 1);
    clock::run(&service.clock, keys.try_next()).expect("no error");
    let mut cx = Context::from_waker(Waker::noop());
    for _ in 1..10 {
        while service.clock.advance() {}
        assert!(std::pin::Pin::new(&mut keys).poll_next(&mut cx).is_ready());
    }
    // One page is read, one has arrived, and none was requested after it.
    assert_eq!(service.requests.get(), 2);
    assert!(std::pin::Pin::new(&mut keys).poll_next(&mut cx).is_ready());
    assert_eq!(service.requests.get(), 3);
}

#[test]
fn dropped_stream_drops_its_requests() {
    let service = Service::new((0..1_000u64).collect(), 10, 1);
    let mut keys = split(|| service.listing(), |key| *key, 8);
    for _ in 0..200 {
        clock::run(&service.clock, keys.try_next()).expect("no error");
    }
    assert!(service.in_flight.get() > 1);
    drop(keys);
    assert_eq!(service.in_flight.get(), 0);
    assert_eq!(Rc::strong_count(&service), 1);
}

#[test]
fn ended_stream_is_fused_and_keeps_nothing() {
    let service = Service::new((0..100u64).collect(), 10, 1);
    let mut keys = split(|| service.listing(), |key| *key, 8);
    clock::run(&service.clock, keys.try_extend(&mut Vec::new())).expect("no error");
    assert!(keys.is_terminated() && keys.is_complete());
    assert_eq!(clock::run(&service.clock, keys.next()), None);
    assert_eq!(Rc::strong_count(&service), 1);
}

#[test]
fn ready_responses_yield_to_the_executor() {
    let service = Service::new((0..10_000u64).collect(), 10, 1);
    service.is_ready.set(true);
    let mut keys = split(|| service.listing(), |key| *key, 8);
    let mut cx = Context::from_waker(Waker::noop());
    let (mut since, mut pending) = (service.requests.get(), 0);
    while !keys.is_terminated() {
        if std::pin::Pin::new(&mut keys)
            .poll_next(&mut cx)
            .is_pending()
        {
            let requests = service.requests.get();
            assert!(requests - since <= 32 + 8, "{requests} since {since}");
            (since, pending) = (requests, pending + 1);
        }
    }
    assert!(pending > 10);
}
