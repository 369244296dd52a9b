//! The end of the listing, and the parts that are cut beyond the last key.

use std::rc::Rc;

use paginate_core::split;

use crate::clock;
use crate::random::Random;
use crate::service::Service;

fn yielded(service: &Rc<Service<u64>>, concurrency: usize) -> Vec<u64> {
    let keys = split(|| service.listing(), |key| *key, concurrency);
    let mut keys: Vec<u64> = clock::run(&service.clock, keys.try_collect()).expect("no error");
    keys.sort_unstable();
    keys
}

#[test]
fn keys_are_yielded_once_whatever_part_finds_the_end() {
    let mut random = Random::new(1);
    for case in 0..3_000 {
        let (count, size) = (random.below(600), random.within(1, 40));
        let spread = [1, 3, 1_000, 1 << 40][usize::try_from(random.below(4)).unwrap()];
        let mut keys: Vec<u64> = (0..count)
            .map(|_| random.below(count * spread + 1))
            .collect();
        keys.sort_unstable();
        keys.dedup();
        let service = Service::new(keys, size.try_into().unwrap(), case);
        let concurrency = random.within(1, 40).try_into().unwrap();
        assert!(
            yielded(&service, concurrency) == service.keys,
            "case {case}"
        );
        assert!(service.most_in_flight.get() <= concurrency);
        let (_, sequential) = service.sequential();
        let requests = service.requests.get();
        assert!(
            requests <= 2 * sequential,
            "case {case}: {requests} of {sequential}"
        );
    }
}

#[test]
fn empty_listing_takes_one_request() {
    let service = Service::new(Vec::new(), 10, 1);
    assert!(yielded(&service, 16).is_empty());
    assert_eq!(service.requests.get(), 1);
}

#[test]
fn page_that_holds_the_whole_listing_takes_one_request() {
    let service = Service::new((0..10).collect(), 10, 1);
    assert_eq!(yielded(&service, 16).len(), 10);
    assert_eq!(service.requests.get(), 1);
}
