use futures_core::stream::FusedStream;
use paginate_core::{Error, split};

use crate::clock;
use crate::service::{Fault, Service, Throttled};

#[test]
fn faults_of_the_order_are_errors_on_the_first_page_that_shows_them() {
    let page = 2;
    let cases = [
        (Fault::IgnoresToken, Error::KeyBelowStart { page }),
        (Fault::RepeatsToken, Error::KeyBelowStart { page }),
        (Fault::Unordered, Error::UnorderedKeys { page: 1 }),
    ];
    for (fault, expected) in cases {
        let service = Service::new((0..100u64).collect(), 10, 1);
        service.fault.set(fault);
        let mut keys = split(|| service.listing(), |key| *key, 1);
        let mut yielded = Vec::new();
        let error = clock::run(&service.clock, keys.try_extend(&mut yielded)).unwrap_err();
        assert_eq!(*error.error(), expected, "{fault:?}");
        let on_first_page = fault == Fault::Unordered;
        assert_eq!(yielded.len(), if on_first_page { 0 } else { 10 });
        assert!(!keys.is_complete());
    }
}

#[test]
fn service_that_ignores_the_token_is_an_error_with_every_concurrency() {
    for concurrency in 2..20 {
        let service = Service::new((0..1_000u64).collect(), 10, 1);
        service.fault.set(Fault::IgnoresToken);
        let keys = split(|| service.listing(), |key| *key, concurrency);
        let error = clock::run(&service.clock, keys.try_collect::<Vec<_>>()).unwrap_err();
        assert!(
            matches!(error.error(), Error::KeyBelowStart { .. }),
            "{error:?}"
        );
        assert!(service.requests.get() <= 3);
    }
}

#[test]
fn repeated_keys_are_an_error() {
    let service = Service::new(vec![1u64, 2, 2, 3], 10, 1);
    let keys = split(|| service.listing(), |key| *key, 4);
    let error = clock::run(&service.clock, keys.try_collect::<Vec<_>>()).unwrap_err();
    assert_eq!(*error.error(), Error::UnorderedKeys { page: 1 });
}

#[test]
fn item_without_a_key_is_an_error() {
    let service = Service::new((0..10u64).collect(), 10, 1);
    let keys = split(
        || service.listing(),
        |key| Some(*key).filter(|key| *key != 5),
        4,
    );
    let error = clock::run(&service.clock, keys.try_collect::<Vec<_>>()).unwrap_err();
    assert_eq!(*error.error(), Error::MissingKey { page: 1 });
}

#[test]
fn failed_range_stops_no_other_and_is_retried() {
    let service = Service::new((0..1_000u64).collect(), 10, 1);
    service.failures.borrow_mut().extend([40, 41, 70]);
    let mut keys = split(|| service.listing(), |key| *key, 8);
    let mut yielded = Vec::new();
    let mut at_error = Vec::new();
    while let Err(error) = clock::run(&service.clock, keys.try_extend(&mut yielded)) {
        assert!(matches!(
            error.error(),
            Error::Operation {
                source: Throttled,
                ..
            }
        ));
        let after = error.key().after.expect("not the first page");
        assert!(!yielded.contains(&(after + 1)));
        at_error.push(yielded.len());
    }
    assert_eq!(at_error.len(), 3);
    assert!(yielded.len() > at_error[2], "the other ranges continue");
    assert!(yielded.len() < 1_000);
    assert!(!keys.is_complete());
    assert!(keys.is_terminated());
    assert_eq!(service.in_flight.get(), 0);
    keys.retry();
    assert!(!keys.is_terminated());
    clock::run(&service.clock, keys.try_extend(&mut yielded)).unwrap();
    assert!(keys.is_complete());
    yielded.sort_unstable();
    assert!(yielded == service.keys);
}

#[test]
fn service_that_skips_keys_is_an_error() {
    for spread in [2, 1_000_003] {
        let service = Service::new((0..2_000u64).map(|key| key * spread).collect(), 10, 1);
        service.fault.set(Fault::SkipsKeys);
        let keys = split(|| service.listing(), |key| *key, 16);
        let error = clock::run(&service.clock, keys.try_collect::<Vec<_>>()).unwrap_err();
        assert_eq!(*error.error(), Error::InconsistentPages { page: 1 });
    }
}
