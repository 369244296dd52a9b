//! Prints how fast listings with 32 kinds of keys are split, and how many requests they send, in simulated time.
//!
//! `cargo run --release --manifest-path benches/Cargo.toml --bin split_keys`

use crate::shapes::{ASIDE, COMPARED, TUNED};
use crate::simulation::{Goal, measure};

/// The simulation of the contract tests.
#[path = "../../../tests/contract/split"]
mod contract {
    #[expect(dead_code, reason = "only the contract tests poll once")]
    pub(crate) mod clock;
    pub(crate) mod random;
    #[expect(dead_code, reason = "only the contract tests inject faults")]
    pub(crate) mod service;
    pub(crate) mod shapes;
    #[expect(dead_code, reason = "only the contract tests have goals")]
    pub(crate) mod simulation;
}

// The modules refer to each other by paths that begin with `crate`.
pub(crate) use contract::*;

fn main() {
    by_kind();
    println!();
    by_concurrency();
    println!();
    in_order();
}

/// Prints a row for each kind of keys.
fn by_kind() {
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

/// Prints a row for each size of the buffer, for listings in the order of their keys.
fn in_order() {
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

/// Prints a row for each number of requests at the same time.
fn by_concurrency() {
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
