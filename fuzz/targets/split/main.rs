//! Histories of a split listing whose choices are read from bytes, compared with the model of the contract tests.
#![no_main]

mod random;

use libfuzzer_sys::fuzz_target;

use crate::random::Random;

#[path = "../../../tests/contract/split/clock.rs"]
mod clock;
#[path = "../../../tests/contract/split/model.rs"]
mod model;
#[expect(dead_code, reason = "other tests use more of the service")]
#[path = "../../../tests/contract/split/service.rs"]
mod service;

fuzz_target!(|bytes: &[u8]| {
    let mut random = Random::new(bytes);
    let seed = random.next();
    model::check_history(&mut random, seed);
});
