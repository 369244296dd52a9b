//! Many random histories, services that cannot be split, and keys in descending order.
//!
//! `SPLIT_CASES=1000000 cargo test --release -p paginate-tests --test split histories` runs more histories.

use std::cmp::Reverse;
use std::env;
use std::fmt::Display;

use paginate_core::{Error, SplitKey, split};

use crate::clock;
use crate::model::{check_history, service, to_usize};
use crate::random::Random;
use crate::service::{Fault, Service};

#[test]
fn histories_yield_each_key_once() {
    let cases = env::var("SPLIT_CASES").map_or(2_000, |cases| cases.parse().expect("a number"));
    for seed in 0..cases {
        check_history(&mut Random::new(seed), seed);
    }
}

#[test]
fn services_that_cannot_be_split_are_an_error_each_time() {
    for seed in 0..1_000 {
        let mut random = Random::new(seed);
        let service = service(&mut random, seed, |random| format!("{:x}", random.next()));
        let fault = random.pick(&[Fault::IgnoresToken, Fault::RepeatsToken, Fault::Unordered]);
        service.fault.set(fault);
        let keys = split(
            || service.listing(),
            String::clone,
            to_usize(random.within(1, 20)),
        );
        let listed = clock::run(&service.clock, keys.try_collect::<Vec<String>>());
        let has_one_page = service.keys.len() <= service.page_size;
        let is_in_order = match fault {
            Fault::Unordered => service.keys.len() < 2 || service.page_size == 1,
            _ => has_one_page,
        };
        match listed {
            Ok(keys) => assert!(
                is_in_order && keys.len() == service.keys.len(),
                "seed {seed}"
            ),
            Err(error) => assert!(
                !is_in_order
                    && matches!(
                        error.error(),
                        Error::KeyBelowStart { .. } | Error::UnorderedKeys { .. }
                    ),
                "seed {seed}: {error:?}"
            ),
        }
    }
}

#[test]
fn descending_listing_is_split() {
    let keys: Vec<Reverse<i64>> = (-400..400).rev().map(Reverse).collect();
    let service = Service::new(keys.iter().map(|key| Shown(*key)).collect(), 10, 1);
    let items = split(|| service.listing(), |key| *key, 16);
    let mut items: Vec<Shown> = clock::run(&service.clock, items.try_collect()).expect("no error");
    items.sort_unstable();
    assert!(items == service.keys);
    let (time, _) = service.sequential();
    assert!(
        service.clock.now() * 3 < time,
        "{} of {time}",
        service.clock.now()
    );
}

/// A key of another type, which delegates to the key that it contains.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Shown(Reverse<i64>);

impl Display for Shown {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        Display::fmt(&self.0.0, f)
    }
}

impl SplitKey for Shown {
    type Model = ();

    fn learn(model: &mut (), key: &Self, next: &Self) {
        Reverse::learn(model, &key.0, &next.0);
    }

    fn distance(model: &(), low: &Self, high: Option<&Self>) -> f64 {
        Reverse::distance(model, &low.0, high.map(|high| &high.0))
    }

    fn after(model: &(), low: &Self, distance: f64) -> Option<Self> {
        Reverse::after(model, &low.0, distance).map(Shown)
    }
}
