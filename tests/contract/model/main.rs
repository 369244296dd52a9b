//! Random pages and random actions on a listing, compared with a model of a few lines.
//!
//! `PROPTEST_CASES=1000000 cargo test --release --test model` runs more cases. The fuzz target `listing` compares cases from
//! arbitrary bytes with the same model: it includes all modules but `cases`.

mod action;
mod cases;
mod nested;
mod numbered;
mod parallel;
mod reader;
mod shared;
mod tasks;
mod walk;

use std::rc::Rc;

use paginate_core::RepeatedTokenPolicy;
use paginate_tests::server::{PageSpec, Server, silence_planned_panics};
use paginate_wakers::Clones;
use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence;

use crate::action::Mode;
use crate::reader::Reader;
use crate::tasks::compare_wakers;
use crate::walk::{Stop, Walk};

/// The file of the cases that failed before. They run first.
const SEEDS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/contract/model/seeds");

proptest! {
    #![proptest_config(config())]

    #[test]
    fn listing_agrees_with_the_model(
        pages in cases::pages(),
        actions in cases::actions(),
        mode in cases::mode(),
        depth in 0_usize..4,
        ends in any::<bool>(),
        clones in cases::clones(),
    ) {
        silence_planned_panics();
        let policy = if ends { RepeatedTokenPolicy::End } else { RepeatedTokenPolicy::Error };
        let make = move |server: &Rc<Server>| server.paginator_with(policy);
        compare_wakers(clones, |clones| {
            let mut reader = Reader::new(Walk::new(&pages, policy), make, mode, depth, clones);
            for action in &actions {
                reader.act(action);
            }
            reader.finish();
            reader.polls()
        });
    }

    #[test]
    fn numbered_listing_agrees_with_the_model(
        spec in cases::numbered::spec(),
        actions in cases::numbered::actions(),
        by_page in any::<bool>(),
        depth in 0_usize..7,
        clones in cases::clones(),
    ) {
        compare_wakers(clones, |clones| {
            let mut reader = numbered::reader::Reader::new(&spec, by_page, depth, clones);
            for action in &actions {
                reader.act(action);
            }
            reader.finish();
            reader.polls()
        });
    }

    #[test]
    fn parallel_listings_agree_with_the_model(
        listings in prop::collection::vec(cases::parallel::listing(), 0..6),
        settings in cases::parallel::settings(),
        actions in cases::parallel::actions(),
        clones in cases::clones(),
    ) {
        silence_planned_panics();
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

    #[test]
    fn listings_of_listings_agree_with_the_model(
        outer in cases::nested::outer(),
        settings in cases::nested::settings(),
        actions in cases::nested::actions(),
        clones in cases::clones(),
    ) {
        silence_planned_panics();
        compare_wakers(clones, |clones| {
            let world = nested::world::World::new(std::slice::from_ref(&outer), settings.clone());
            let mut reader = nested::reader::Reader::new(world, nested::levels::two, clones);
            for action in &actions {
                reader.act(action);
            }
            reader.finish();
            reader.polls()
        });
    }

    #[test]
    fn three_levels_of_listings_agree_with_the_model(
        outer in prop::collection::vec(cases::nested::outer(), 2..6),
        settings in cases::nested::settings(),
        actions in cases::nested::actions(),
        clones in cases::clones(),
    ) {
        silence_planned_panics();
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

    #[test]
    fn listings_that_share_permits_agree_with_the_model(
        specs in prop::collection::vec(cases::shared::spec(), 1..6),
        settings in cases::shared::settings(),
        actions in cases::shared::actions(),
        clones in cases::clones(),
    ) {
        silence_planned_panics();
        compare_wakers(clones, |clones| {
            let mut reader = shared::reader::Reader::new(&specs, settings, clones);
            for action in &actions {
                reader.act(action);
            }
            reader.finish()
        });
    }

    #[test]
    fn cycle_of_any_length_is_detected(tail in 0_usize..60, period in 1_usize..60, depth in 0_usize..9) {
        let length = tail + period;
        let pages: Vec<PageSpec> = (0..=length)
            .map(|index| PageSpec {
                items: vec![u32::try_from(index).unwrap()],
                next: Some(if index == length { tail + 1 } else { index + 1 }),
                ..PageSpec::default()
            })
            .collect();
        let walk = Walk::new(&pages, RepeatedTokenPolicy::Error);
        prop_assert!(matches!(walk.stop_after(0), Stop::RepeatedToken(_)));
        let mut reader = Reader::new(walk, Server::paginator, Mode::Item, depth, Clones::Same);
        reader.finish();
        let found = reader.last_page();
        let closing_page = length + 1;
        prop_assert!(found >= closing_page);
        prop_assert!(period > 6 || found == closing_page, "found on page {}, closes on {}", found, closing_page);
        prop_assert!(found <= 3 * tail.max(period) + period + 2, "found on page {}", found);
    }
}

/// Runs the number of cases in `PROPTEST_CASES`. By default, runs 500 cases, or 10,000 in release mode.
fn config() -> ProptestConfig {
    let config = ProptestConfig::default();
    let is_set = std::env::var_os("PROPTEST_CASES").is_some();
    let default = if cfg!(debug_assertions) { 500 } else { 10_000 };
    ProptestConfig {
        cases: if is_set { config.cases } else { default },
        failure_persistence: Some(Box::new(FileFailurePersistence::Direct(SEEDS))),
        ..config
    }
}
