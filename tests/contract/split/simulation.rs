//! How fast a listing is split, in simulated time.
//!
//! The benchmark `split_keys` prints tables of it.

use std::fmt::{Debug, Display};

use paginate_core::{SplitKey, split};

use crate::clock;
use crate::service::Service;
use crate::shapes::{Keys, Shape};

/// A speed and a number of requests, relative to the listing that is not split.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Goal {
    pub(crate) speed: f64,
    pub(crate) requests: f64,
}

impl Goal {
    pub(crate) fn new(speed: f64, requests: f64) -> Self {
        Goal { speed, requests }
    }

    /// Returns the slower speed and the larger number of requests.
    fn worst(self, other: Self) -> Self {
        Goal {
            speed: self.speed.min(other.speed),
            requests: self.requests.max(other.requests),
        }
    }
}

/// Returns the worst of several seeds. With a buffer, the keys are in order.
pub(crate) fn measure(
    shape: &Shape,
    pages: usize,
    page_size: usize,
    concurrency: usize,
    buffer: Option<usize>,
    seeds: u64,
) -> Goal {
    let measure = |seed| match shape.keys(pages * page_size, 7 + seed) {
        Keys::Text(keys) => measure_keys(keys, page_size, concurrency, buffer, seed),
        Keys::Integers(keys) => measure_keys(keys, page_size, concurrency, buffer, seed),
    };
    let measured = (1..=seeds).map(measure).reduce(Goal::worst);
    measured.expect("a seed")
}

fn measure_keys<K>(
    keys: Vec<K>,
    page_size: usize,
    concurrency: usize,
    buffer: Option<usize>,
    seed: u64,
) -> Goal
where
    K: SplitKey + Display + Debug + 'static,
{
    let service = Service::new(keys, page_size, seed);
    let mut items = split(|| service.listing(), K::clone, concurrency);
    if let Some(pages) = buffer {
        items = items.buffer(pages).ordered();
    }
    let mut items: Vec<K> = clock::run(&service.clock, items.try_collect()).expect("no error");
    items.sort_unstable();
    assert!(items == service.keys, "each key exactly once");
    assert!(service.most_in_flight.get() <= concurrency);
    let (time, requests) = service.sequential();
    let ratio = |a: f64, b: f64| a / b;
    #[expect(clippy::cast_precision_loss, reason = "the numbers are small")]
    Goal {
        speed: ratio(time as f64, service.clock.now() as f64),
        requests: ratio(service.requests.get() as f64, requests as f64),
    }
}
