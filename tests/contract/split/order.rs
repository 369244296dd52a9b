use std::cell::Cell;
use std::task::{Context, Poll, Waker};

use futures_core::stream::Stream;
use paginate_core::split;

use crate::clock;
use crate::random::Random;
use crate::service::Service;

#[test]
fn ordered_keys_increase() {
    let mut random = Random::new(1);
    for case in 0..1_000 {
        let count = random.below(600);
        let spread = [1, 3, 1_000, 1 << 40][usize::try_from(random.below(4)).unwrap()];
        let mut keys: Vec<u64> = (0..count)
            .map(|_| random.below(count * spread + 1))
            .collect();
        keys.sort_unstable();
        keys.dedup();
        let service = Service::new(keys, random.within(1, 40).try_into().unwrap(), case);
        let concurrency = random.within(1, 20).try_into().unwrap();
        let keys = split(|| service.listing(), |key| *key, concurrency);
        let keys = keys
            .buffer(random.within(0, 40).try_into().unwrap())
            .ordered();
        let keys: Vec<u64> = clock::run(&service.clock, keys.try_collect()).expect("no error");
        assert!(keys == service.keys, "case {case}");
        assert!(service.most_in_flight.get() <= concurrency);
    }
}

#[test]
fn ordered_listing_is_resumed_in_order() {
    let service = Service::new((0..2_000u64).map(|key| key * 7).collect(), 10, 1);
    let mut keys = split(|| service.listing(), |key| *key, 8)
        .buffer(20)
        .ordered();
    let mut yielded = Vec::new();
    for _ in 0..777 {
        yielded.extend(clock::run(&service.clock, keys.try_next()).expect("no error"));
    }
    let rest = split(|| service.listing(), |key| *key, 3).resume_from(keys.checkpoint());
    clock::run(
        &service.clock,
        rest.buffer(9).ordered().try_extend(&mut yielded),
    )
    .expect("no error");
    assert!(yielded == service.keys);
}

#[test]
fn ordered_listing_holds_no_more_pages_than_the_buffer() {
    for buffer in [1, 5, 30] {
        let service = Service::new((0..3_000u64).collect(), 10, 1);
        let most = Cell::new(0);
        let mut keys = split(|| service.listing(), |key| *key, 8)
            .buffer(buffer)
            .ordered();
        let mut read = 0;
        let mut cx = Context::from_waker(Waker::noop());
        for _ in 0..10_000 {
            while service.clock.advance() {}
            match std::pin::Pin::new(&mut keys).poll_next(&mut cx) {
                Poll::Ready(Some(key)) => assert_eq!(key, Ok(read)),
                Poll::Ready(None) => break,
                Poll::Pending => continue,
            }
            read += 1;
            let pages_read = usize::try_from(read).unwrap().div_ceil(10);
            most.set(most.get().max(service.requests.get() - pages_read));
            if read == 500 {
                break;
            }
        }
        assert_eq!(read, 500);
        // Two pages of the first part, and a wrong cut for each page that was read.
        assert!(most.get() <= buffer + 2 + 50, "{} of {buffer}", most.get());
    }
}

#[test]
fn ordered_listing_is_faster_than_one_that_is_not_split() {
    let service = Service::new((0..40_000u64).collect(), 20, 1);
    let keys = split(|| service.listing(), |key| *key, 16)
        .buffer(128)
        .ordered();
    clock::run(&service.clock, keys.try_collect::<Vec<_>>()).expect("no error");
    let (time, requests) = service.sequential();
    let now = service.clock.now();
    assert!(
        now * 5 < time,
        "{now} of {time}, {} of {requests}",
        service.requests.get()
    );
}

#[test]
fn parts_request_pages_once_the_buffer_has_room() {
    let service = Service::new((0..40_000u64).collect(), 20, 1);
    let keys = split(|| service.listing(), |key| *key, 4)
        .buffer(4)
        .ordered();
    clock::run(&service.clock, keys.try_collect::<Vec<_>>()).expect("no error");
    let (time, _) = service.sequential();
    let now = service.clock.now();
    assert!(now * 2 < time, "{now} of {time}");
}
