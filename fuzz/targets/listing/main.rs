//! Listings whose pages and actions are read from bytes, compared with the model of the contract tests: a listing with tokens,
//! with page numbers or offsets, or several listings in parallel.
#![no_main]

mod bytes;
mod cases;

use std::rc::Rc;

use libfuzzer_sys::fuzz_target;
use paginate_tests::server::{Server, silence_planned_panics};

use crate::bytes::Bytes;

/// The model and the readers of the contract tests.
#[path = "../../../tests/contract/model"]
mod model {
    pub(crate) mod action;
    pub(crate) mod numbered;
    pub(crate) mod parallel;
    #[expect(
        dead_code,
        reason = "a property of the contract tests reads the last page"
    )]
    pub(crate) mod reader;
    pub(crate) mod walk;
}

// The modules refer to each other by paths that begin with `crate`.
pub(crate) use model::*;

fuzz_target!(|bytes: &[u8]| {
    silence_planned_panics();
    let mut bytes = Bytes::new(bytes);
    match bytes.below(3) {
        0 => with_tokens(&mut bytes),
        1 => with_numbers(&mut bytes),
        _ => in_parallel(&mut bytes),
    }
});

fn with_tokens(bytes: &mut Bytes) {
    let policy = cases::policy(bytes);
    let (mode, depth) = (cases::mode(bytes), bytes.size_below(4));
    let pages = cases::pages(bytes);
    let make = move |server: &Rc<Server>| server.paginator_with(policy);
    let mut reader = reader::Reader::new(walk::Walk::new(&pages, policy), make, mode, depth);
    while !bytes.is_empty() {
        reader.act(&cases::action(bytes));
    }
    reader.finish();
}

fn with_numbers(bytes: &mut Bytes) {
    let (by_page, depth) = (bytes.flag(), bytes.size_below(7));
    let spec = cases::numbered::spec(bytes);
    let mut reader = numbered::reader::Reader::new(&spec, by_page, depth);
    while !bytes.is_empty() {
        reader.act(&cases::numbered::action(bytes));
    }
    reader.finish();
}

fn in_parallel(bytes: &mut Bytes) {
    let settings = cases::parallel::settings(bytes);
    let listings = 0..bytes.size_below(6);
    let servers: Vec<_> = listings
        .map(|index| parallel::server(index, cases::parallel::pages(bytes)))
        .collect();
    let mut reader = parallel::reader::Reader::new(&servers, settings);
    while !bytes.is_empty() {
        reader.act(&cases::parallel::action(bytes));
    }
    reader.finish();
}
