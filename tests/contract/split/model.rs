//! A random history: keys, page sizes, failures, retries, resumes, cancelled polls.
//!
//! The fuzz target `split` makes the choices from arbitrary bytes.

use std::fmt::{Debug, Display};
use std::rc::Rc;
use std::task::Poll;

use paginate_core::{KeyRange, SplitCheckpoint, SplitKey, split};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::clock;
use crate::random::Random;
use crate::service::{LATENCY, Service};

pub(crate) trait Key:
    SplitKey + Display + Debug + Serialize + DeserializeOwned + 'static
{
}

impl<K: SplitKey + Display + Debug + Serialize + DeserializeOwned + 'static> Key for K {}

/// Checks one history. The seed is that of the latencies.
pub(crate) fn check_history(random: &mut Random, seed: u64) {
    let count = random.below(500);
    match random.below(4) {
        0 => check(random, seed, |random| random.below(count + 1)),
        1 => check(random, seed, Random::next),
        2 => check(random, seed, |random| format!("{:x}", random.next())),
        _ => check(random, seed, |random| {
            let letters = ["a", "ab", "b/", "é", "z", "日"];
            let length = random.within(0, 6);
            (0..length)
                .map(|_| random.pick(&letters))
                .collect::<String>()
        }),
    }
}

fn check<K: Key>(random: &mut Random, seed: u64, make: impl Fn(&mut Random) -> K) {
    let service = service(random, seed, make);
    service.ends_empty.set(random.below(2) == 0);
    let fails = random.below(2) == 1;
    if fails {
        let rate = random.within(2, 30);
        let failures = (1..5_000).filter(|_| random.below(rate) == rate - 1);
        service.failures.borrow_mut().extend(failures);
    }
    let mut yielded = Vec::new();
    let mut checkpoint = None;
    let mut runs = 0;
    loop {
        let ordered = random.below(3) == 0;
        let before = yielded.len();
        checkpoint = run(random, &service, ordered, checkpoint.take(), &mut yielded);
        runs += 1;
        if ordered && !fails {
            assert!(yielded[before..].is_sorted(), "seed {seed}");
        }
        if checkpoint.is_none() {
            let (time, sequential) = service.sequential();
            if runs == 1 && !fails && !ordered {
                let (now, requests) = (service.clock.now(), service.requests.get());
                assert!(requests <= 2 * sequential, "seed {seed}");
                assert!(
                    now <= time + LATENCY * 6 / 5,
                    "seed {seed}: {now} of {time}"
                );
            }
            break;
        }
        assert!(runs < 1_000, "seed {seed}");
    }
    let total = yielded.len();
    yielded.sort_unstable();
    assert_eq!(total, service.keys.len(), "seed {seed}");
    assert!(yielded == service.keys, "seed {seed}");
    assert_eq!(service.in_flight.get(), 0);
}

pub(crate) fn service<K: Key>(
    random: &mut Random,
    seed: u64,
    make: impl Fn(&mut Random) -> K,
) -> Rc<Service<K>> {
    let count = random.below(500);
    let mut keys: Vec<K> = (0..count).map(|_| make(random)).collect();
    keys.sort_unstable();
    keys.dedup();
    Service::new(keys, to_usize(random.within(1, 40)), seed)
}

/// Reads some items or all of them. Returns a checkpoint unless all were read.
fn run<K: Key>(
    random: &mut Random,
    service: &Rc<Service<K>>,
    ordered: bool,
    checkpoint: Option<SplitCheckpoint<K>>,
    yielded: &mut Vec<K>,
) -> Option<SplitCheckpoint<K>> {
    let concurrency = to_usize(random.within(1, 20));
    let mut keys = split(|| service.listing(), K::clone, concurrency);
    if ordered {
        keys = keys.buffer(to_usize(random.below(40))).ordered();
    }
    if let Some(checkpoint) = checkpoint {
        let json = serde_json::to_string(&checkpoint).expect("serializable");
        keys = keys.resume_from(serde_json::from_str(&json).expect("what was written"));
    }
    loop {
        match random.below(10) {
            0 => match clock::run(&service.clock, keys.try_extend(yielded)) {
                Ok(()) if keys.is_complete() => return None,
                Ok(()) => keys.retry(),
                Err(_) => {}
            },
            1 => keys.retry(),
            2 if random.below(4) == 0 => return Some(keys.checkpoint()),
            // The future is dropped after one poll, by a task of its own.
            3 => match clock::poll_once(keys.next()) {
                Poll::Ready(Some(Ok(key))) => yielded.push(key),
                Poll::Ready(Some(Err(_)) | None) => {}
                Poll::Pending => {
                    service.clock.advance();
                }
            },
            _ => match clock::run(&service.clock, keys.next()) {
                Some(Ok(key)) => yielded.push(key),
                Some(Err(error)) => {
                    let KeyRange { after, up_to } = error.key();
                    assert!(up_to.is_none() || after < up_to, "{error:?}");
                }
                None if keys.is_complete() => return None,
                None => keys.retry(),
            },
        }
        assert!(service.most_in_flight.get() <= 20);
    }
}

pub(crate) fn to_usize(number: u64) -> usize {
    number.try_into().expect("a small number")
}
