//! Runs contestants against each other, in turns, so that what slows the machine slows all of them.

use std::hint::black_box;
use std::time::Instant;

use crate::contestants::Contestant;
use crate::service::Listing;

/// The best of a contestant's turns is its own; the rest is the machine's.
const TURNS: u32 = 15;

/// Prints a table: nanoseconds an item, and how many times that is of the first contestant's.
pub fn run(title: &str, contestants: &[Contestant], listings: &[Listing]) {
    println!("\n{title}");
    for listing in listings {
        let mut best = vec![f64::INFINITY; contestants.len()];
        for _ in 0..TURNS {
            for ((name, read), best) in contestants.iter().zip(&mut best) {
                let start = Instant::now();
                let sum = black_box(read)(black_box(*listing));
                let time = start.elapsed().as_secs_f64();
                assert_eq!(sum, listing.sum(), "{name} did not read everything");
                *best = best.min(time);
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
        }
    }
}
