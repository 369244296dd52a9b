//! Split listings as the parts of listings with keys.

use std::collections::BTreeSet;

use paginate_core::{KeyRange, ParallelCheckpoint, SplitCheckpoint, keyed, split};

use crate::clock;
use crate::service::Service;

#[test]
fn split_listings_are_parts_that_resume() {
    let mut services = [300, 500].map(|count| Service::new((0..count).collect(), 10, 1));
    // One clock for both.
    let clock = services[0].clock.clone();
    for service in &mut services {
        let service = std::rc::Rc::get_mut(service).expect("one owner");
        service.clock = clock.clone();
    }
    let listings = || {
        let parts = services.each_ref().map(|service| {
            let keys = split(|| service.listing(), |key: &u64| *key, 4);
            (service.keys.len(), keys)
        });
        keyed(parts, 2).expect("two keys")
    };
    let mut rows = listings();
    let mut yielded = Vec::new();
    for _ in 0..222 {
        yielded.extend(clock::run(&clock, rows.try_next()).expect("no error"));
    }
    let json = serde_json::to_string(&rows.checkpoint()).expect("serializable");
    let checkpoint: ParallelCheckpoint<SplitCheckpoint<u64>, usize> =
        serde_json::from_str(&json).expect("what was written");
    drop(rows);
    let mut rest = listings().resume_from(checkpoint);
    clock::run(&clock, rest.try_extend(&mut yielded)).expect("no error");
    assert!(rest.is_complete());
    assert_eq!(yielded.len(), 800);
    assert_eq!(yielded.into_iter().collect::<BTreeSet<_>>().len(), 800);
}

#[test]
fn error_of_a_part_names_the_part_and_the_range() {
    let service = Service::new((0..100u64).collect(), 10, 1);
    service.failures.borrow_mut().push(1);
    let keys = split(|| service.listing(), |key| *key, 4);
    let mut rows = keyed([("numbers", keys)], 1).expect("one key");
    let error = clock::run(&service.clock, rows.try_next()).unwrap_err();
    let range = KeyRange {
        after: None,
        up_to: None,
    };
    assert_eq!(*error.key(), ("numbers", range));
    rows.retry();
    let mut yielded = Vec::new();
    clock::run(&service.clock, rows.try_extend(&mut yielded)).expect("no error");
    assert_eq!(yielded.len(), 100);
}
