//! Listings whose pages and actions are read from bytes, compared with the model of the contract tests: a listing with tokens,
//! with page numbers or offsets, several listings in parallel, several listings that share permits, or listings of listings.
#![no_main]

mod bytes;
mod cases;

use std::rc::Rc;

use libfuzzer_sys::fuzz_target;
use paginate_tests::server::{Server, silence_planned_panics};

use crate::bytes::Bytes;
use crate::tasks::compare_wakers;

/// The model and the readers of the contract tests.
#[path = "../../../tests/contract/model"]
mod model {
    pub(crate) mod action;
    pub(crate) mod nested;
    pub(crate) mod numbered;
    pub(crate) mod parallel;
    #[expect(
        dead_code,
        reason = "a property of the contract tests reads the last page"
    )]
    pub(crate) mod reader;
    pub(crate) mod shared;
    pub(crate) mod tasks;
    pub(crate) mod walk;
}

// The modules refer to each other by paths that begin with `crate`.
pub(crate) use model::*;

fuzz_target!(|bytes: &[u8]| {
    silence_planned_panics();
    let mut bytes = Bytes::new(bytes);
    match bytes.below(6) {
        0 => with_tokens(&mut bytes),
        1 => with_numbers(&mut bytes),
        2 => in_parallel(&mut bytes),
        3 => with_shared_permits(&mut bytes),
        4 => nested_in(&mut bytes),
        _ => nested_twice(&mut bytes),
    }
});

/// Reads actions until the bytes end.
fn actions<A>(bytes: &mut Bytes, action: impl Fn(&mut Bytes) -> A) -> Vec<A> {
    let mut actions = Vec::new();
    while !bytes.is_empty() {
        actions.push(action(bytes));
    }
    actions
}

fn with_tokens(bytes: &mut Bytes) {
    let clones = cases::clones(bytes);
    let policy = cases::policy(bytes);
    let (mode, depth) = (cases::mode(bytes), bytes.size_below(4));
    let pages = cases::pages(bytes);
    let actions = actions(bytes, cases::action);
    let make = move |server: &Rc<Server>| server.paginator_with(policy);
    compare_wakers(clones, |clones| {
        let walk = walk::Walk::new(&pages, policy);
        let mut reader = reader::Reader::new(walk, make, mode, depth, clones);
        for action in &actions {
            reader.act(action);
        }
        reader.finish();
        reader.polls()
    });
}

fn with_numbers(bytes: &mut Bytes) {
    let clones = cases::clones(bytes);
    let (by_page, depth) = (bytes.flag(), bytes.size_below(7));
    let spec = cases::numbered::spec(bytes);
    let actions = actions(bytes, cases::numbered::action);
    compare_wakers(clones, |clones| {
        let mut reader = numbered::reader::Reader::new(&spec, by_page, depth, clones);
        for action in &actions {
            reader.act(action);
        }
        reader.finish();
        reader.polls()
    });
}

fn in_parallel(bytes: &mut Bytes) {
    let clones = cases::clones(bytes);
    let settings = cases::parallel::settings(bytes);
    let listings = 0..bytes.size_below(6);
    let listings: Vec<_> = listings.map(|_| cases::parallel::pages(bytes)).collect();
    let actions = actions(bytes, cases::parallel::action);
    compare_wakers(clones, |clones| {
        let servers = parallel::servers(&listings, &settings);
        let mut reader = parallel::reader::Reader::new(&servers, settings.clone(), clones);
        for action in &actions {
            reader.act(action);
        }
        reader.finish();
        reader.polls()
    });
}

fn with_shared_permits(bytes: &mut Bytes) {
    let clones = cases::clones(bytes);
    let settings = cases::shared::settings(bytes);
    let listings = 0..=bytes.size_below(5);
    let specs: Vec<_> = listings.map(|_| cases::shared::spec(bytes)).collect();
    let actions = actions(bytes, cases::shared::action);
    compare_wakers(clones, |clones| {
        let mut reader = shared::reader::Reader::new(&specs, settings, clones);
        for action in &actions {
            reader.act(action);
        }
        reader.finish()
    });
}

/// Reads the listings that another one lists.
fn nested_in(bytes: &mut Bytes) {
    let clones = cases::clones(bytes);
    let settings = cases::nested::settings(bytes);
    let outer = [cases::nested::outer(bytes)];
    let actions = actions(bytes, cases::nested::action);
    compare_wakers(clones, |clones| {
        let world = nested::world::World::new(&outer, settings.clone());
        let mut reader = nested::reader::Reader::new(world, nested::levels::two, clones);
        for action in &actions {
            reader.act(action);
        }
        reader.finish();
        reader.polls()
    });
}

/// Reads the listings that others list, which another one lists.
fn nested_twice(bytes: &mut Bytes) {
    let clones = cases::clones(bytes);
    let settings = cases::nested::settings(bytes);
    let outer = 0..bytes.size_below(4) + 2;
    let outer: Vec<_> = outer.map(|_| cases::nested::outer(bytes)).collect();
    let actions = actions(bytes, cases::nested::action);
    compare_wakers(clones, |clones| {
        let world = nested::world::World::new(&outer, settings.clone());
        let mut reader = nested::reader::Reader::new(world, nested::levels::three, clones);
        for action in &actions {
            reader.act(action);
        }
        reader.finish();
        reader.polls()
    });
}
