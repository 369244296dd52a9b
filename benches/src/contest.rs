//! Runs the contestants in alternating rounds, so that load on the machine affects all of them.

use std::hint::black_box;
use std::time::Instant;

use crate::contestants::Contestant;
use crate::service::Listing;

/// The number of rounds. The fastest round of a contestant counts.
const ROUNDS: u32 = 50;

/// Measures the contestants. Prints the time per item in nanoseconds, and relative to the first contestant. Returns the ratios
/// for the last listing.
pub fn run<T>(
    title: &str,
    contestants: &[Contestant<T>],
    listings: &[Listing],
) -> Vec<(&'static str, f64)> {
    println!("\n{title}");
    let mut ratios = vec![];
    for listing in listings {
        ratios.clear();
        let mut best = vec![f64::INFINITY; contestants.len()];
        for _ in 0..ROUNDS {
            for ((_, read), best) in contestants.iter().zip(&mut best) {
                let start = Instant::now();
                let read = black_box(black_box(read)(black_box(*listing)));
                *best = best.min(start.elapsed().as_secs_f64());
                drop(read);
            }
        }
        let items = (listing.pages * listing.items) as f64;
        println!("\n{} pages of {} items:", listing.pages, listing.items);
        for ((name, _), time) in contestants.iter().zip(&best) {
            println!(
                "  {name:<38} {:>9.2} ns   {:>8.2}",
                time / items * 1e9,
                time / best[0]
            );
            ratios.push((*name, time / best[0]));
        }
    }
    ratios
}

/// Checks that each contestant reads all items, in order unless the contestants may read them `in_any_order`.
pub fn check(contestants: &[Contestant<Vec<u64>>], listing: Listing, in_any_order: bool) {
    for (name, read) in contestants {
        let mut read = read(listing);
        if in_any_order {
            read.sort_unstable();
        }
        assert!(
            read.into_iter().eq(0..listing.pages * listing.items),
            "{name} did not read all items"
        );
    }
}
