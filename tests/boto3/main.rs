//! Conformance with boto3: boto3 and an annotated function list from the same server, and must yield the same items and
//! send the same requests.
//!
//! `cargo test --workspace --test boto3 events` runs the listings with `events` in their name.

mod agreement;
mod boto3;
mod cycle;
mod document;
mod fixture;
mod listing;
mod loopback;
mod misbehaviour;
mod proxy;
mod report;
mod sdk;
mod segments;
mod services;

use std::process::ExitCode;
use std::sync::{Arc, Mutex};

use libtest_mimic::{Arguments, Trial};
use paginate_examples::Emulator;

fn main() -> ExitCode {
    let mut arguments = Arguments::from_args();
    // One thread for each server, because a server runs one test at a time.
    arguments.test_threads.get_or_insert(4);

    if !arguments.list
        && let Err(error) = Emulator::python()
    {
        eprintln!("{error}");
        return ExitCode::FAILURE;
    }

    let rows = Arc::new(Mutex::new(Vec::new()));
    let listings: Vec<_> = services::listings()
        .filter(|listing| !services::ONLY_MISBEHAVING.contains(&&*listing.key()))
        .collect();
    let agreement = listings.into_iter().enumerate().map(|(place, listing)| {
        let rows = Arc::clone(&rows);
        Trial::test(listing.key(), move || {
            let mut row = agreement::row(listing);
            let agrees = agreement::compare(listing, &mut row);
            rows.lock()
                .expect("no thread panics while it holds the lock")
                .push((place, row));
            Ok(agrees?)
        })
    });
    let misbehaviour = misbehaviour::CASES.iter().map(|case| {
        let name = format!("{} on {}: {}", case.listing, case.server, case.name);
        Trial::test(name, || Ok(misbehaviour::check(case)?))
    });
    let segments = Trial::test(segments::NAME, || Ok(segments::check()?));
    let trials = agreement.chain(misbehaviour).chain([segments]).collect();
    let conclusion = libtest_mimic::run(&arguments, trials);

    let mut rows = std::mem::take(
        &mut *rows
            .lock()
            .expect("no thread panics while it holds the lock"),
    );
    rows.sort_by_key(|(place, _)| *place);
    let rows: Vec<_> = rows.into_iter().map(|(_, row)| row).collect();
    if rows.is_empty() {
        return conclusion.exit_code();
    }
    let agreement = report::agreement(&rows);
    println!("{agreement}");
    if conclusion.has_failed() || conclusion.num_filtered_out > 0 {
        return conclusion.exit_code();
    }
    let misbehaviour = report::misbehaviour(&misbehaviour::CASES);
    match document::compare(&agreement, &misbehaviour) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
