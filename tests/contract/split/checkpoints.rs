use paginate_core::{SplitCheckpoint, split};

use crate::clock;
use crate::random::Random;
use crate::service::Service;

/// Writes and reads a checkpoint.
fn through_json(checkpoint: &SplitCheckpoint<String>) -> SplitCheckpoint<String> {
    let json = serde_json::to_string(checkpoint).expect("serializable");
    serde_json::from_str(&json).expect("what was written")
}

fn names(count: usize) -> Vec<String> {
    let mut names: Vec<String> = (0..count).map(|number| format!("name-{number}")).collect();
    names.sort_unstable();
    names
}

#[test]
fn resumed_listing_yields_exactly_the_rest() {
    let mut random = Random::new(1);
    for case in 0..300 {
        let count = random.below(400).try_into().unwrap();
        let mut service = Service::new(names(count), 10, case);
        let mut yielded = Vec::new();
        let mut checkpoint = None;
        loop {
            let concurrency = random.within(1, 20).try_into().unwrap();
            let size = random.within(1, 30).try_into().unwrap();
            service = Service::new(service.keys.clone(), size, case);
            let mut keys = split(|| service.listing(), String::clone, concurrency);
            if let Some(checkpoint) = &checkpoint {
                keys = keys.resume_from(through_json(checkpoint));
            }
            for _ in 0..random.within(1, 100) {
                let next = clock::run(&service.clock, keys.try_next());
                yielded.extend(next.expect("no error"));
            }
            if random.below(3) == 0 {
                clock::run(&service.clock, keys.try_extend(&mut yielded)).expect("no error");
            }
            if keys.is_complete() {
                assert!(keys.checkpoint().is_end());
                break;
            }
            assert!(keys.checkpoint().ranges().len() <= concurrency + 20);
            checkpoint = Some(keys.checkpoint());
        }
        yielded.sort_unstable();
        assert!(yielded == service.keys, "case {case}");
    }
}

#[test]
fn checkpoint_of_a_failed_range_is_before_the_failed_page() {
    let service = Service::new(names(100), 10, 1);
    service.failures.borrow_mut().push(2);
    let mut keys = split(|| service.listing(), String::clone, 4);
    let mut yielded = Vec::new();
    while clock::run(&service.clock, keys.try_extend(&mut yielded)).is_err() {}
    let rest = split(|| service.listing(), String::clone, 4).resume_from(keys.checkpoint());
    let rest: Vec<String> = clock::run(&service.clock, rest.try_collect()).expect("no error");
    assert!(!rest.is_empty());
    yielded.extend(rest);
    yielded.sort_unstable();
    assert!(yielded == service.keys);
}

#[test]
fn ranges_of_a_checkpoint_increase_and_do_not_overlap() {
    let service = Service::new(names(1_000), 10, 1);
    let mut keys = split(|| service.listing(), String::clone, 8);
    for _ in 0..500 {
        clock::run(&service.clock, keys.try_next()).expect("no error");
        let checkpoint = keys.checkpoint();
        let ranges: Vec<_> = checkpoint.ranges().collect();
        assert!(ranges.windows(2).all(|pair| pair[0].up_to <= pair[1].after));
        assert!(
            ranges
                .iter()
                .all(|range| range.up_to.is_none() || range.after < range.up_to)
        );
    }
}

#[test]
fn checkpoint_does_not_show_its_keys() {
    let service = Service::new(names(100), 10, 1);
    let mut keys = split(|| service.listing(), String::clone, 4);
    for _ in 0..2 {
        clock::run(&service.clock, keys.try_next()).expect("no error");
    }
    let shown = format!("{:?}", keys.checkpoint());
    assert_eq!(shown, "SplitCheckpoint { ranges: 2, .. }");
}

#[test]
fn checkpoint_of_another_version_is_refused() {
    let error = serde_json::from_str::<SplitCheckpoint<String>>("[2,[]]").unwrap_err();
    let expected = "expected a checkpoint of a split listing of version 1, found version 2";
    assert!(error.to_string().starts_with(expected), "{error}");
}
