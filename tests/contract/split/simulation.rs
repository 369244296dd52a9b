//! How fast a listing is split, in simulated time.
//!
//! `cargo test --release -p paginate-tests --test split -- --ignored --nocapture table` prints the table.

use std::fmt::{Debug, Display};

use paginate_core::{SplitKey, split};

use crate::clock;
use crate::service::Service;
use crate::shapes::{ASIDE, COMPARED, Keys, Shape, TUNED};

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

#[test]
#[ignore = "takes minutes, and prints a table"]
fn table() {
    let sizes = [2, 10, 50, 400, 2_000];
    let heads = sizes.map(|pages| pages.to_string());
    println!("| keys | {} |", heads.join(" | "));
    println!("|---|{}", "---|".repeat(sizes.len()));
    for shape in [TUNED, COMPARED, ASIDE].into_iter().flatten() {
        let cells = sizes.map(|pages| {
            let (page_size, seeds) = if pages <= 400 { (1000, 3) } else { (100, 1) };
            let Goal { speed, requests } = measure(shape, pages, page_size, 16, None, seeds);
            format!("{speed:.1}x {requests:.2}")
        });
        println!("| {} | {} |", shape.name(), cells.join(" | "));
    }
}

#[test]
#[ignore = "takes minutes, and prints a table"]
fn table_in_order() {
    println!("| pages held | median | worst | requests |\n|---|---|---|---|");
    for buffer in [32, 128, 1_024] {
        let shapes = [TUNED, COMPARED, ASIDE].into_iter().flatten();
        let measured = shapes.map(|shape| measure(shape, 2_000, 100, 16, Some(buffer), 1));
        let measured: Vec<Goal> = measured.collect();
        let mut speeds: Vec<f64> = measured.iter().map(|goal| goal.speed).collect();
        speeds.sort_by(f64::total_cmp);
        let requests = measured
            .iter()
            .map(|goal| goal.requests)
            .fold(0.0, f64::max);
        let (median, worst) = (speeds[speeds.len() / 2], speeds[0]);
        println!("| {buffer} | {median:.1} | {worst:.1} | {requests:.2} |");
    }
}

#[test]
#[ignore = "takes minutes, and prints a table"]
fn table_of_concurrency() {
    println!(
        "| n | 400 pages: median | worst | 2,000 pages: median | worst |\n|---|---|---|---|---|"
    );
    for concurrency in [1, 4, 16, 64] {
        let cells = [400, 2_000].map(|pages| {
            let shapes = [TUNED, COMPARED, ASIDE].into_iter().flatten();
            let measured = shapes.map(|shape| measure(shape, pages, 100, concurrency, None, 1));
            let mut speeds: Vec<f64> = measured.map(|goal| goal.speed).collect();
            speeds.sort_by(f64::total_cmp);
            format!("{:.1} | {:.1}", speeds[speeds.len() / 2], speeds[0])
        });
        println!("| {concurrency} | {} |", cells.join(" | "));
    }
}
