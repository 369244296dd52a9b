//! Random listings that run in parallel, and random actions.

use paginate_tests::server::{PageSpec, UserCode};
use proptest::prelude::*;

use super::{format, permits};
use crate::parallel::{Action, Settings};

prop_compose! {
    pub(crate) fn page_spec()(
        size in 0_usize..4,
        uncounted in any::<bool>(),
        ticks in 0_u32..3,
        self_wakes in prop_oneof![4 => Just(0_u32), 1 => 1_u32..3],
        failures in prop_oneof![6 => Just(0_u32), 1 => 1_u32..3],
    ) -> PageSpec {
        let items = vec![0; size];
        PageSpec { items, uncounted, ticks, self_wakes, failures, ..PageSpec::default() }
    }
}

/// Generates the pages of a listing. The items are numbered later.
pub(crate) fn listing() -> impl Strategy<Value = Vec<PageSpec>> {
    let length = prop_oneof![9 => 1_usize..5, 1 => 40_usize..80];
    length.prop_flat_map(|pages| prop::collection::vec(page_spec(), pages))
}

pub(crate) fn settings() -> impl Strategy<Value = Settings> {
    (
        0_usize..6,
        any::<bool>(),
        any::<bool>(),
        0_usize..4,
        any::<bool>(),
        permits(),
    )
        .prop_map(
            |(concurrency, ordered, keyed, depth, collecting, permits)| Settings {
                concurrency,
                ordered,
                keyed,
                depth,
                collecting,
                permits,
            },
        )
}

pub(crate) fn actions() -> impl Strategy<Value = Vec<Action>> {
    let code = prop_oneof![
        Just(UserCode::Send),
        Just(UserCode::Request),
        Just(UserCode::OutputToken),
        Just(UserCode::InputToken),
        Just(UserCode::Items),
    ];
    let action = prop_oneof![
        16 => (0_usize..6).prop_map(Action::Tick),
        16 => Just(Action::Poll),
        1 => (0_usize..2).prop_map(Action::Task),
        2 => Just(Action::Retry),
        1 => Just(Action::Ordered),
        1 => format().prop_map(Action::Resume),
        1 => (0_usize..6, code).prop_map(|(listing, code)| Action::Panic(listing, code)),
    ];
    prop::collection::vec(action, 0..160)
}
