//! Measures the wall time of contestants at several numbers of requests or listings at the same time.

use std::time::Instant;

use crate::chart;

/// The numbers of requests or listings at the same time.
pub const AT_ONCE: [usize; 6] = [1, 2, 4, 8, 16, 32];

/// Measures `read`, which reads all items with a contestant and a number of requests or listings at the same time, and returns
/// how many items there were. The contestants run in alternating rounds, each of which begins with another contestant, and the
/// fastest round counts.
///
/// Prints the wall time in milliseconds, and how many times as fast as the first contestant one at a time.
/// Draws a chart if it is requested.
///
/// # Panics
///
/// Panics if a contestant does not read `items` items.
pub async fn run(
    title: &str,
    contestants: &[&str],
    rounds: usize,
    items: u32,
    read: impl AsyncFn(usize, usize) -> u32,
) {
    let mut best = vec![[f64::INFINITY; AT_ONCE.len()]; contestants.len()];
    for round in 0..rounds {
        for (column, at_once) in AT_ONCE.into_iter().enumerate() {
            for position in 0..contestants.len() {
                let contestant = (round + position) % contestants.len();
                let start = Instant::now();
                let count = read(contestant, at_once).await;
                let time = start.elapsed().as_secs_f64() * 1e3;
                assert_eq!(count, items, "{}, {at_once}", contestants[contestant]);
                let best = &mut best[contestant][column];
                *best = best.min(time);
            }
        }
    }
    println!("{title}: ms, and how many times as fast as the first, one at a time");
    for (column, at_once) in AT_ONCE.into_iter().enumerate() {
        println!("\n{at_once} at the same time:");
        for (name, times) in contestants.iter().zip(&best) {
            let (time, baseline) = (times[column], best[0][0]);
            println!("  {name:<44} {time:>8.1} ms   {:>6.2}", baseline / time);
        }
    }
    chart::write_if_requested(|| {
        let times = contestants.iter().zip(&best);
        let times: Vec<_> = times.map(|(name, times)| (*name, times.to_vec())).collect();
        chart::wall_times(title, &AT_ONCE, &times)
    });
}
