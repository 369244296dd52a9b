//! Random pages and random actions on a listing, compared with a model of a few lines.
//!
//! `PROPTEST_CASES=1000000 cargo test --release --test model` runs more cases.

mod action;
mod numbered;
mod parallel;
mod reader;
mod walk;

use std::panic::{set_hook, take_hook};
use std::rc::Rc;
use std::sync::Once;

use paginate_core::RepeatedTokenPolicy;
use paginate_tests::server::{PLANNED_PANIC, PageSpec, Server, UserCode};
use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence;

use crate::action::{Action, Format, Mode};
use crate::reader::Reader;
use crate::walk::{Stop, Walk};

/// The file of the cases that failed before. They run first.
const SEEDS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/contract/model/seeds");

prop_compose! {
    fn page_spec(pages: usize)(
        size in 0_u32..4,
        next in prop_oneof![8 => Just(None), 1 => (0..pages).prop_map(Some)],
        more in prop_oneof![4 => Just(None), 1 => any::<bool>().prop_map(Some)],
        ticks in 0_u32..3,
        self_wakes in prop_oneof![4 => Just(0_u32), 1 => 1_u32..3],
        failures in prop_oneof![6 => Just(0_u32), 1 => 1_u32..3],
        carried_errors in prop_oneof![6 => Just(0_u32), 1 => 1_u32..3],
        missing_listings in prop_oneof![6 => Just(0_u32), 1 => 1_u32..3],
        uncounted in any::<bool>(),
    ) -> PageSpec {
        PageSpec {
            items: vec![0; size as usize],
            uncounted,
            next,
            more,
            ticks,
            self_wakes,
            failures,
            carried_errors,
            missing_listings,
        }
    }
}

/// How long the responses of a service take.
#[derive(Clone, Copy, Debug)]
enum Pace {
    Mixed,
    AlwaysReady,
    SelfWaking,
}

/// Generates pages in sequence, except for a few pages with the token of another page.
fn pages() -> impl Strategy<Value = Vec<PageSpec>> {
    let pace = prop_oneof![
        4 => Just(Pace::Mixed),
        1 => Just(Pace::AlwaysReady),
        1 => Just(Pace::SelfWaking),
    ];
    let length = prop_oneof![5 => 1_usize..24, 1 => 24_usize..120];
    (length, pace).prop_flat_map(|(pages, pace)| {
        prop::collection::vec(page_spec(pages), pages).prop_map(move |mut specs| {
            let last = specs.len() - 1;
            let mut item = 0..;
            for (index, page) in specs.iter_mut().enumerate() {
                page.items.fill_with(|| item.next().unwrap_or_default());
                if page.next.is_none() && index < last {
                    page.next = Some(index + 1);
                }
                if index < last && page.next == Some(index + 1) {
                    page.more = page.more.filter(|more| *more);
                }
                match pace {
                    Pace::Mixed => {}
                    Pace::AlwaysReady => (page.ticks, page.self_wakes) = (0, 0),
                    Pace::SelfWaking => (page.ticks, page.self_wakes) = (0, 1),
                }
            }
            specs
        })
    })
}

/// Generates the actions on a listing.
fn actions() -> impl Strategy<Value = Vec<Action>> {
    let format = prop_oneof![
        Just(Format::Json),
        Just(Format::Postcard),
        Just(Format::MessagePack),
        Just(Format::NamedMessagePack),
    ];
    let code = prop_oneof![
        Just(UserCode::Send),
        Just(UserCode::Request),
        Just(UserCode::Error),
        Just(UserCode::HasListing),
        Just(UserCode::MoreResults),
        Just(UserCode::OutputToken),
        Just(UserCode::InputToken),
        Just(UserCode::Items),
    ];
    let action = prop_oneof![
        8 => Just(Action::Tick),
        16 => Just(Action::Poll),
        1 => Just(Action::NextPage),
        2 => (0_usize..2).prop_map(Action::Task),
        3 => Just(Action::Retry),
        2 => (0_usize..4).prop_map(Action::Prefetch),
        1 => (0_u64..12).prop_map(Action::MaxPages),
        1 => Just(Action::MaxPages(u64::MAX)),
        2 => (0_usize..4, format).prop_map(|(depth, format)| Action::Resume(depth, format)),
        1 => code.prop_map(Action::Panic),
    ];
    prop::collection::vec(action, 0..80)
}

fn mode() -> impl Strategy<Value = Mode> {
    prop_oneof![Just(Mode::Item), Just(Mode::Page), Just(Mode::Collecting)]
}

/// Hides the messages of planned panics.
fn silence_planned_panics() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let report = take_hook();
        set_hook(Box::new(move |panic| {
            if panic.payload_as_str() != Some(PLANNED_PANIC) {
                report(panic);
            }
        }));
    });
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn listing_agrees_with_the_model(
        pages in pages(),
        actions in actions(),
        mode in mode(),
        depth in 0_usize..4,
        ends in any::<bool>(),
    ) {
        silence_planned_panics();
        let policy = if ends { RepeatedTokenPolicy::End } else { RepeatedTokenPolicy::Error };
        let make = move |server: &Rc<Server>| server.paginator_with(policy);
        let mut reader = Reader::new(Walk::new(&pages, policy), make, mode, depth);
        for action in &actions {
            reader.act(action);
        }
        reader.finish();
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
        let mut reader = Reader::new(walk, Server::paginator, Mode::Item, depth);
        reader.finish();
        let found = reader.last_page();
        let closing_page = length + 1;
        prop_assert!(found >= closing_page);
        prop_assert!(period > 6 || found == closing_page, "found on page {}, closes on {}", found, closing_page);
        prop_assert!(found <= 3 * tail.max(period) + period + 2, "found on page {}", found);
    }
}

/// Runs the number of cases in `PROPTEST_CASES`, or 10,000 by default.
fn config() -> ProptestConfig {
    let config = ProptestConfig::default();
    let is_set = std::env::var_os("PROPTEST_CASES").is_some();
    ProptestConfig {
        cases: if is_set { config.cases } else { 10_000 },
        failure_persistence: Some(Box::new(FileFailurePersistence::Direct(SEEDS))),
        ..config
    }
}
